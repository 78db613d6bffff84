"""How high the bars of siblings lie between two rows, so that lines of two families don't run together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Bar", "levels"]

# Lines nearer than this look like one.
NEAR: Final = 5.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with the line from above (None: none) and the lines down to the children."""

    top: float | None
    ends: tuple[float, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(self.ends) if self.top is None else min(*self.ends, self.top)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(self.ends) if self.top is None else max(*self.ends, self.top)

    def meets(self, other: Bar) -> bool:
        """Say whether two bars at one height would touch."""
        return self.left < other.right + NEAR and other.left < self.right + NEAR


def levels(bars: Sequence[Bar]) -> list[int]:
    """Return the level of each bar, 0 highest.

    Notes
    -----
    Of two bars that meet, the order costs what crosses and what runs together; neighbours change
    places while that gets less. O(n^3) for n bars between two rows.
    """
    order = sorted(range(len(bars)), key=lambda i: (bars[i].left, bars[i].right))
    cost = {(i, j): _cost(bars[i], bars[j]) for i, j in combinations(range(len(bars)), 2)} | {
        (j, i): _cost(bars[j], bars[i]) for i, j in combinations(range(len(bars)), 2)
    }
    moved = True
    while moved:
        moved = False
        for place in range(len(order)):
            moved |= _sink(order, place, cost)
    found = [0] * len(bars)
    for place, i in enumerate(order):
        above = [found[j] + 1 for j in order[:place] if bars[j].meets(bars[i])]
        found[i] = max(above, default=0)
    return found


def _sink(order: list[int], place: int, cost: dict[tuple[int, int], float]) -> bool:
    """Move one bar to its best height; say whether it moved."""
    bar = order[place]
    rest = order[:place] + order[place + 1 :]

    def total(at: int) -> float:
        return sum(cost[o, bar] for o in rest[:at]) + sum(cost[bar, o] for o in rest[at:])

    best = min(range(len(order)), key=lambda at: (total(at), abs(at - place)))
    if total(best) >= total(place) - 1e-9:
        return False
    order[:] = [*rest[:best], bar, *rest[best:]]
    return True


def _cost(upper: Bar, lower: Bar) -> float:
    """Return what it costs when one bar lies above the other."""
    if not upper.meets(lower):
        return 0.0
    crossed = sum(lower.left < end < lower.right for end in upper.ends)
    if lower.top is not None:
        crossed += upper.left < lower.top < upper.right
        # The line down from above and a line down to a child would lie on each other.
        crossed += 3 * sum(abs(end - lower.top) < NEAR for end in upper.ends)
    return float(crossed)
