"""Kernels of the household profile: raking a table of events to the margins of one household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["rake_households", "rake_table"]

_SWEEPS: Final = 30
_ROUNDS: Final = 50
_CLOSE: Final = 1e-5
_CLOSE_ROUND: Final = 1e-4
#: How far the whole stays from what the margins allow at the very least and most: raking to the edge
#: itself takes for ever.
_EDGE: Final = 3e-2


@kernel
def rake_table(table: Floats, margins: Floats, total: float) -> None:
    """Rake a table of sets in place until each group and the whole have their margins.

    Parameters
    ----------
    table : float64 array
        Weight of each set of groups (bit ``d`` set: the set holds group ``d``); the empty set is left
        at zero.
    margins : float64 array
        For each group the weight of the sets that hold it.
    total : float
        Weight of all sets: at least the largest margin, at most their sum.

    Notes
    -----
    Iterative proportional fitting (Deming & Stephan 1940). Each step sets one group's two-way margin
    (in, not in), so the whole is kept. O(sets x groups x sweeps).
    """
    table[0] = 0.0
    n = len(table)
    for _ in range(_SWEEPS):
        worst = 0.0
        for d in range(len(margins)):
            held, rest, step = 0.0, 0.0, 1 << d
            for low in range(0, n, 2 * step):
                for s in range(low, low + step):
                    rest += table[s]
                    held += table[s + step]
            inside = margins[d] / held if held > 0 else 0.0
            outside = max(total - margins[d], 0.0) / rest if rest > 0 else 0.0
            worst = max(worst, abs(held - margins[d]) / (margins[d] + 1e-12))
            for low in range(0, n, 2 * step):
                for s in range(low, low + step):
                    table[s] *= outside
                    table[s + step] *= inside
        if worst < _CLOSE:
            return


@kernel
def _bits(value: int) -> int:
    count = 0
    while value:
        value &= value - 1
        count += 1
    return count


@kernel
def _untouched(table: Floats, d: int, weight: Floats, factor: Floats) -> float:
    """Return the chance that no event holds group ``d``; no event at all where ``d`` is -1."""
    by_size = np.zeros(factor.shape[1])
    for s in range(1, len(table)):
        if d < 0 or s >> d & 1:
            by_size[_bits(s)] += table[s]
    chance = 0.0
    for j in range(len(weight)):
        chance += weight[j] * np.exp(-np.dot(by_size, factor[j]))
    return chance


@kernel
def _bounded(total: float, margins: Floats) -> float:
    """Keep the whole between the largest margin and the sum of all."""
    largest, whole, n_held = 0.0, 0.0, 0
    for margin in margins:
        largest = max(largest, margin)
        whole += margin
        n_held += margin > 0
    slack = _EDGE if n_held > 1 else 0.0
    return min(max(total, largest * (1 + slack)), whole * (1 - slack))


@kernel
def rake_households(
    seeds: Floats, chances: Floats, any_chance: Floats, weight: Floats, factor: Floats
) -> Floats:
    """Return per household the intensity of events by set of groups.

    Parameters
    ----------
    seeds : float64 array
        Household, set: the profile to start from.
    chances : float64 array
        Household, group: the chance to be touched that must come out.
    any_chance : float64 array
        Per household the chance to be touched at all, met as far as the others allow it.
    weight, factor : float64 array
        The frailty's grid.

    Notes
    -----
    On a grid the intensity that gives a chance has no closed form: rake, look what chance comes out,
    correct the margins in proportion, rake on from there (it stays in the family of tables that the
    seed spans). Without frailty the first margins are right.
    """
    n, n_groups = chances.shape
    out = np.zeros(seeds.shape)
    margins = np.empty(n_groups)
    for h in range(n):
        for d in range(n_groups):
            margins[d] = -np.log1p(-chances[h, d])
        total = -np.log1p(-any_chance[h])
        table = out[h]
        table[:] = seeds[h]
        for _ in range(_ROUNDS):
            total = _bounded(total, margins)
            rake_table(table, margins, total)
            worst = 0.0
            for d in range(n_groups):
                if margins[d] > 0:
                    wrong = np.log1p(-chances[h, d]) / np.log(_untouched(table, d, weight, factor))
                    margins[d] *= wrong
                    worst = max(worst, abs(wrong - 1))
            if total > 0:
                total *= np.log1p(-any_chance[h]) / np.log(_untouched(table, -1, weight, factor))
            if worst < _CLOSE_ROUND:
                break
    return out
