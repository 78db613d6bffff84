"""Where a label can stand so that no line goes through it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from famnet.draw.genogram.lines import bond_shapes, couple_shapes, descent_shapes
from famnet.draw.picture import Polyline

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from famnet.draw.genogram.layout import Layout

__all__ = ["Upright", "clearances", "uprights"]

#: Between a line and a label beside it.
_AIR: Final = 2.5


class Upright(NamedTuple):
    """A piece of a line that goes down: where, from which height to which."""

    x: float
    top: float
    bottom: float


def uprights(layout: Layout) -> tuple[Upright, ...]:
    """Return all pieces of lines that go down. O(lines)."""
    made = (
        *(couple_shapes(layout, k) for k in range(len(layout.skeleton.ties))),
        *(descent_shapes(layout, i) for i in range(len(layout.kindred.descents))),
        *(bond_shapes(layout, i) for i in range(len(layout.kindred.bonds))),
    )
    found = {
        Upright(max(a[0], b[0]), min(a[1], b[1]), max(a[1], b[1]))
        for shapes in made
        for shape in shapes
        if isinstance(shape, Polyline)
        for a, b in itertools.pairwise(shape.points)
        if abs(a[0] - b[0]) < 0.5
    }
    return tuple(sorted(found))


def clearances(
    lines: Sequence[Upright], across: tuple[float, float], height: tuple[float, float]
) -> list[tuple[float, float]]:
    """Return the stretches between two sides that no line goes through at some height.

    Parameters
    ----------
    lines : sequence of Upright
        All pieces, from left to right.
    across, height : (float, float)
        Left and right side; top and bottom.

    Examples
    --------
    >>> clearances([Upright(50, 0, 20), Upright(70, 30, 40)], (0, 100), (10, 20))
    [(0, 47.5), (52.5, 100)]
    """
    found, left = [], across[0]
    for x in _through(lines, across, height):
        if x - _AIR > left:
            found.append((left, x - _AIR))
        left = max(left, x + _AIR)
    if across[1] > left:
        found.append((left, across[1]))
    return found


def _through(
    lines: Iterable[Upright], across: tuple[float, float], height: tuple[float, float]
) -> list[float]:
    return [
        line.x
        for line in lines
        if across[0] - _AIR < line.x < across[1] + _AIR
        and line.top < height[1]
        and line.bottom > height[0]
    ]
