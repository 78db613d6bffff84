"""Where the parts of each row come to stand from left to right: no overlap, short straight lines.

A quadratic programme: least squares over what should be straight, centred or near, under the order
and least distances within rows. Method: alternating directions (Boyd et al. 2011), one factorised
system for all rounds; a last pass by pooling adjacent violators makes every distance exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from famnet.draw.genogram.skeleton import Bundle, Skeleton

    Floats = npt.NDArray[np.float64]

__all__ = ["Part", "Places", "place", "pooled"]

_ROUNDS: Final = 400
_STEP: Final = 1.0
# What a line should be, and how much: centred over children, straight, couples close and even,
# one household below itself, neighbours near.
_CENTRED: Final = 0.7
_EVEN: Final = 0.6
_STRAIGHT: Final = 0.12
_VIA: Final = 3.0
_COUPLE: Final = 0.15
_CHILDREN: Final = 0.08
_HOME: Final = 0.02
_SNAP: Final = 14.0
_NEAR: Final = 0.012


@dataclass(frozen=True, slots=True)
class Part:
    """One thing in a row: a slot (``tie`` -1), or the middle of a couple (``slot`` -1)."""

    slot: int = -1
    tie: int = -1


@dataclass(frozen=True, slots=True)
class Places:
    """Middles: of each slot and of each couple's line."""

    slot: tuple[float, ...]
    tie: tuple[float, ...]

    def top(self, bundle: Bundle) -> float | None:
        """Return where a bundle comes down, None for siblings without a drawn parent."""
        if bundle.tie >= 0:
            return self.tie[bundle.tie]
        return self.slot[bundle.top] if bundle.top >= 0 else None


def place(
    skeleton: Skeleton,
    rows: Sequence[Sequence[Part]],
    apart: Callable[[Part, Part], float],
    home: Callable[[Part], str],
) -> Places:
    """Give every slot and every couple's middle its x.

    Parameters
    ----------
    skeleton : Skeleton
        Whose lines are to be short.
    rows : sequence of rows of Part
        Parts from left to right.
    apart : callable
        Least distance of the middles of two neighbours, in units.
    home : callable
        Letter of the household of a part, empty for none.

    Notes
    -----
    O(n^3) once and O(n^2) per round for n parts: some hundred.
    """
    parts = [part for row in rows for part in row]
    at = {part: i for i, part in enumerate(parts)}
    pairs = [(at[a], at[b], apart(a, b)) for row in rows for a, b in pairwise(row)]
    x = np.zeros(len(parts))
    if pairs:
        x = _solved(_wishes(skeleton, rows, at, home), pairs, len(parts))
    xs = _spaced(x, rows, at, apart)
    _straighten(skeleton, pairs, at, xs)
    slot = [0.0] * len(skeleton.slots)
    tie = [0.0] * len(skeleton.ties)
    for part, i in at.items():
        if part.tie >= 0:
            tie[part.tie] = xs[i]
        else:
            slot[part.slot] = xs[i]
    for k, t in enumerate(skeleton.ties):
        if skeleton.slots[t.b].kind == "stub":
            tie[k] = slot[t.b]
    return Places(tuple(slot), tuple(tie))


Wish = tuple[float, tuple[tuple[int, float], ...]]


def _wishes(
    skeleton: Skeleton,
    rows: Sequence[Sequence[Part]],
    at: dict[Part, int],
    home: Callable[[Part], str],
) -> list[Wish]:
    """Return (weight, terms): the weighted sum of terms should be nought."""
    found: list[Wish] = []
    for k, tie in enumerate(skeleton.ties):
        a, b = at[Part(slot=tie.a)], at[Part(slot=tie.b)]
        middle = at.get(Part(tie=k))
        if middle is not None:
            found.append((_EVEN, ((middle, 1.0), (a, -0.5), (b, -0.5))))
        found.append((_COUPLE, ((a, 1.0), (b, -1.0))))
    order = {part: i for row in rows for i, part in enumerate(row)}
    for bundle in skeleton.bundles:
        ends = sorted((Part(slot=t) for t in bundle.targets), key=order.__getitem__)
        first, last = at[ends[0]], at[ends[-1]]
        found += [(_CHILDREN, ((at[one], 1.0), (at[two], -1.0))) for one, two in pairwise(ends)]
        top = at.get(Part(tie=bundle.tie) if bundle.tie >= 0 else Part(slot=bundle.top))
        if top is None:
            continue
        if skeleton.slots[bundle.top].kind == "via" and bundle.tie < 0:
            found.append((_VIA, ((top, 1.0), (first, -1.0))))
            continue
        found.append((_CENTRED, ((top, 1.0), (first, -0.5), (last, -0.5))))
        found += [(_STRAIGHT, ((top, 1.0), (at[end], -1.0))) for end in ends]
    found += [(_NEAR, ((at[a], 1.0), (at[b], -1.0))) for row in rows for a, b in pairwise(row)]
    return found + _homes(rows, at, home)


def _homes(
    rows: Sequence[Sequence[Part]], at: dict[Part, int], home: Callable[[Part], str]
) -> list[Wish]:
    """People of one household in two rows should stand above each other."""
    found: list[Wish] = []
    for upper, lower in pairwise(rows):
        for one in upper:
            found += [
                (_HOME, ((at[one], 1.0), (at[two], -1.0)))
                for two in lower
                if home(one) and home(one) == home(two)
            ]
    return found


def _solved(wishes: list[Wish], pairs: list[tuple[int, int, float]], n: int) -> Floats:
    """Return the least squares under the distances, nearly exact."""
    square = np.eye(n) * 1e-5
    for weight, terms in wishes:
        for i, one in terms:
            for j, two in terms:
                square[i, j] += weight * one * two
    left = np.array([a for a, _, _ in pairs])
    right = np.array([b for _, b, _ in pairs])
    least = np.array([d for _, _, d in pairs])
    apart = np.zeros((len(pairs), n))
    apart[np.arange(len(pairs)), left] = -1.0
    apart[np.arange(len(pairs)), right] = 1.0
    # x = S (rho A'(z - u)) with S the inverse of the square plus rho A'A.
    step = _STEP
    turned = np.linalg.solve(square + step * apart.T @ apart, step * apart.T)
    z, u = least.copy(), np.zeros(len(pairs))
    x = np.zeros(n)
    for _ in range(_ROUNDS):
        x = turned @ (z - u)
        gaps = apart @ x
        z = np.maximum(gaps + u, least)
        u += gaps - z
    return x


def _spaced(
    x: Floats,
    rows: Sequence[Sequence[Part]],
    at: dict[Part, int],
    apart: Callable[[Part, Part], float],
) -> list[float]:
    """Keep every least distance exactly, moving parts as little as can be."""
    found = [0.0] * len(at)
    for row in rows:
        steps = [0.0]
        for one, two in pairwise(row):
            steps.append(steps[-1] + apart(one, two))
        wishes = [float(x[at[part]]) - step for part, step in zip(row, steps, strict=True)]
        for part, value, step in zip(row, pooled(wishes), steps, strict=True):
            # Two decimals: the same on every processor.
            found[at[part]] = round(value + step, 2)
    return found


def _straighten(
    skeleton: Skeleton, pairs: list[tuple[int, int, float]], at: dict[Part, int], xs: list[float]
) -> None:
    """Put an only child right below its line, or the line right above, where that is a small step."""

    def free(i: int, x: float) -> bool:
        return all(
            (a != i or xs[b] - x >= d - 1e-9) and (b != i or x - xs[a] >= d - 1e-9)
            for a, b, d in pairs
            if i in (a, b)
        )

    for bundle in skeleton.bundles:
        top = at.get(Part(tie=bundle.tie) if bundle.tie >= 0 else Part(slot=bundle.top))
        if top is None or len(bundle.targets) > 1:
            continue
        child = at[Part(slot=bundle.targets[0])]
        if 0 < abs(xs[top] - xs[child]) < _SNAP:
            if free(child, xs[top]):
                xs[child] = xs[top]
            elif free(top, xs[child]):
                xs[top] = xs[child]


def pooled(wishes: Sequence[float]) -> list[float]:
    """Return the nearest non-decreasing values, by least squares.

    >>> pooled([1.0, 3.0, 2.0, 4.0])
    [1.0, 2.5, 2.5, 4.0]
    """
    blocks: list[tuple[float, int]] = []
    for wish in wishes:
        value, n = wish, 1
        while blocks and blocks[-1][0] > value:
            before, m = blocks.pop()
            value = (before * m + value * n) / (m + n)
            n += m
        blocks.append((value, n))
    return [value for value, n in blocks for _ in range(n)]
