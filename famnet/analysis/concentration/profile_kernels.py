"""Kernels of the household profile: raking a table of events to the margins of one household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = ["rake_households"]

_STEPS: Final = 60
_CLOSE: Final = 3e-5
#: No step changes a group by more than this factor, in logarithm.
_MOST_STEP: Final = 1.0
#: What keeps the equations solvable where groups always come together.
_RIDGE: Final = 1e-10
#: How far the whole stays from what the margins allow at the very least and most: raking to the edge
#: itself takes for ever.
_EDGE: Final = 3e-2


class _Table(NamedTuple):
    """The sets that are possible in a household: their groups, how many, and their weight."""

    groups: Codes
    size: Codes
    weight: Floats


class _Room(NamedTuple):
    """What a step adds up: margins by size of set, pairs of groups, and the step itself."""

    by_size: Floats
    pairs: Floats
    step: Floats


@kernel
def _possible(seed: Floats, chances: Floats, table: _Table, cells: Codes) -> int:
    """List the sets of which every group can be touched; return how many."""
    n_groups, n = len(chances), 0
    for s in range(1, len(seed)):
        if seed[s] <= 0:
            continue
        size = 0
        for d in range(n_groups):
            if s >> d & 1:
                if chances[d] <= 0:
                    size = -1
                    break
                table.groups[n, size] = d
                size += 1
        if size > 0:
            table.size[n], table.weight[n], cells[n] = size, seed[s], s
            n += 1
    return n


@kernel
def _added_up(table: _Table, n: int, room: _Room) -> None:
    """Add the table up; the last row and column stand for all sets together."""
    room.by_size[:] = 0.0
    room.pairs[:] = 0.0
    last = len(room.step) - 1
    for k in range(n):
        weight, size = table.weight[k], table.size[k]
        room.by_size[last, size] += weight
        for i in range(size):
            d = table.groups[k, i]
            room.by_size[d, size] += weight
            for j in range(i + 1):
                room.pairs[d, table.groups[k, j]] += weight
    for d in range(last):
        room.pairs[last, d] = room.pairs[d, d]
        room.pairs[last, last] = max(room.pairs[last, last], 0.0)
    room.pairs[last, last] = room.by_size[last].sum()


@kernel
def _untouched(by_size: Floats, weight: Floats, factor: Floats) -> float:
    """Return the logarithm of the chance that none of some events comes."""
    chance = 0.0
    for j in range(len(weight)):
        rate = 0.0
        for s in range(1, len(by_size)):
            rate += by_size[s] * factor[j, s]
        chance += weight[j] * np.exp(-rate)
    return float(np.log(chance))


@kernel
def _missing(chances: Floats, any_chance: float, grid: tuple[Floats, Floats], room: _Room) -> float:
    """Set in ``step`` what each margin misses; return the largest part missed.

    The whole stays between the largest margin and the sum of all.
    """
    last = len(chances)
    worst, largest, whole, n_held = 0.0, 0.0, 0.0, 0
    for d in range(last):
        margin = room.pairs[d, d]
        room.step[d] = 0.0
        if margin <= 0:
            continue
        wrong = np.log1p(-chances[d]) / _untouched(room.by_size[d], grid[0], grid[1])
        worst = max(worst, abs(wrong - 1))
        room.step[d] = margin * (wrong - 1)
        largest = max(largest, margin * wrong)
        whole += margin * wrong
        n_held += 1
    slack = _EDGE if n_held > 1 else 0.0
    total = room.pairs[last, last]
    aim = total * np.log1p(-any_chance) / _untouched(room.by_size[last], grid[0], grid[1])
    aim = min(max(aim, largest * (1 + slack)), whole * (1 - slack))
    room.step[last] = aim - total
    return float(max(worst, abs(aim / total - 1)))


@kernel
def _solved(matrix: Floats, right: Floats) -> None:
    """Solve a symmetric system in place (Cholesky); the lower half is read and overwritten."""
    n = len(right)
    for i in range(n):
        for j in range(i + 1):
            value = matrix[i, j]
            for k in range(j):
                value -= matrix[i, k] * matrix[j, k]
            if i == j:
                matrix[i, i] = np.sqrt(max(value, 1e-300))
            else:
                matrix[i, j] = value / matrix[j, j]
    for i in range(n):
        for k in range(i):
            right[i] -= matrix[i, k] * right[k]
        right[i] /= matrix[i, i]
    for i in range(n - 1, -1, -1):
        for k in range(i + 1, n):
            right[i] -= matrix[k, i] * right[k]
        right[i] /= matrix[i, i]


@kernel
def _stepped(table: _Table, n: int, room: _Room) -> None:
    """Take a Newton step: every set is multiplied by what its groups are."""
    last = len(room.step) - 1
    for d in range(last + 1):
        room.pairs[d, d] += _RIDGE * room.pairs[d, d] + (1.0 if room.pairs[d, d] <= 0 else 0.0)
    _solved(room.pairs, room.step)
    largest = np.abs(room.step).max()
    shorter = min(1.0, _MOST_STEP / largest) if largest > 0 else 1.0
    for d in range(last + 1):
        room.step[d] = np.exp(room.step[d] * shorter)
    for k in range(n):
        lift = room.step[last]
        for i in range(table.size[k]):
            lift *= room.step[table.groups[k, i]]
        table.weight[k] *= lift


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
    Among all tables with the right margins, raking (Deming & Stephan 1940) gives the one nearest to
    the seed: the seed times a factor per group and one for all. Those are found here by Newton's
    method on the convex dual. On a grid the intensity that gives a chance has no closed form, so what
    the margins should be is corrected in each step by the chance that comes out. O(sets x groups per
    set squared + points x groups squared) per step, about five steps.
    """
    n, n_groups = chances.shape
    n_sets = seeds.shape[1]
    out = np.zeros((n, n_sets))
    groups = np.zeros((n_sets, n_groups), np.int32)
    table = _Table(groups, np.zeros(n_sets, np.int32), np.zeros(n_sets))
    cells = np.zeros(n_sets, np.int32)
    last = n_groups + 1
    room = _Room(np.zeros((last, n_groups + 1)), np.zeros((last, last)), np.zeros(last))
    for h in range(n):
        n_held = _possible(seeds[h], chances[h], table, cells)
        if n_held == 0:
            continue
        whole = 0.0
        for k in range(n_held):
            whole += table.weight[k]
        for k in range(n_held):
            table.weight[k] *= -np.log1p(-any_chance[h]) / whole
        for _ in range(_STEPS):
            _added_up(table, n_held, room)
            if _missing(chances[h], any_chance[h], (weight, factor), room) < _CLOSE:
                break
            _stepped(table, n_held, room)
        for k in range(n_held):
            out[h, cells[k]] = table.weight[k]
    return out
