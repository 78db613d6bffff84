"""Where the slots of each row come to stand from left to right: no overlap, short straight lines.

Method: rows are taken in turn; with the others held still, the best places of one row that keep its
order and distances are an isotonic regression, which pooling adjacent violators solves exactly in
linear time. Rounds go down and up until lines are straight (Brandes and Köpf 2001 have the same aim).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from famnet.draw.genogram.skeleton import Bundle, Skeleton

__all__ = ["Part", "Places", "place", "pooled"]

_ROUNDS: Final = 60
_LOOSE: Final = 0.02


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
    skeleton: Skeleton, rows: Sequence[Sequence[Part]], apart: Callable[[Part, Part], float]
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

    Notes
    -----
    O(rounds · parts). The leftmost middle is at 0 or right of it.
    """
    made = _Placing(skeleton, rows, apart)
    for i in range(_ROUNDS):
        for row in range(len(rows)) if i % 2 == 0 else reversed(range(len(rows))):
            made.settle(row)
    return Places(tuple(made.slot), tuple(made.tie))


class _Placing:
    def __init__(
        self,
        skeleton: Skeleton,
        rows: Sequence[Sequence[Part]],
        apart: Callable[[Part, Part], float],
    ) -> None:
        self.skeleton, self.rows = skeleton, rows
        self.slot = [0.0] * len(skeleton.slots)
        self.tie = [0.0] * len(skeleton.ties)
        self.into: dict[int, list[Bundle]] = {}
        self.from_tie: dict[int, Bundle] = {}
        self.from_slot: dict[int, Bundle] = {}
        for bundle in skeleton.bundles:
            for target in bundle.targets:
                self.into.setdefault(target, []).append(bundle)
            if bundle.tie >= 0:
                self.from_tie[bundle.tie] = bundle
            elif bundle.top >= 0:
                self.from_slot[bundle.top] = bundle
        self.steps = []
        for row in rows:
            at = [0.0]
            for one, two in pairwise(row):
                at.append(at[-1] + apart(one, two))
            self.steps.append(at)
            for part, x in zip(row, at, strict=True):
                self.put(part, x)

    def put(self, part: Part, x: float) -> None:
        if part.tie >= 0:
            self.tie[part.tie] = x
        else:
            self.slot[part.slot] = x

    def middle(self, bundle: Bundle) -> float:
        xs = [self.slot[t] for t in bundle.targets]
        return (min(xs) + max(xs)) / 2

    def settle(self, row: int) -> None:
        """Put one row at its best, the others held still."""
        parts, at = self.rows[row], self.steps[row]
        wishes = [self.wish(part) for part in parts]
        found = pooled(
            [x - step for (x, _), step in zip(wishes, at, strict=True)], [w for _, w in wishes]
        )
        for part, x, step in zip(parts, found, at, strict=True):
            self.put(part, x + step)

    def wish(self, part: Part) -> tuple[float, float]:
        """Return where a part would like to stand and how much."""
        if part.tie >= 0:
            tie = self.skeleton.ties[part.tie]
            between = (self.slot[tie.a] + self.slot[tie.b]) / 2
            bundle = self.from_tie.get(part.tie)
            if bundle is None:
                return between, _LOOSE
            return self.middle(bundle), float(len(bundle.targets))
        wishes = []
        for bundle in self.into.get(part.slot, ()):
            top = self.top(bundle)
            if top is not None:
                wishes.append((self.slot[part.slot] + top - self.middle(bundle), 1.0))
        below = self.from_slot.get(part.slot)
        if below is not None:
            wishes.append((self.middle(below), 2.0))
        if not wishes:
            return self.near(part.slot), _LOOSE
        weight = sum(w for _, w in wishes)
        return sum(x * w for x, w in wishes) / weight, weight

    def top(self, bundle: Bundle) -> float | None:
        if bundle.tie >= 0:
            return self.tie[bundle.tie]
        return self.slot[bundle.top] if bundle.top >= 0 else None

    def near(self, slot: int) -> float:
        """Return the place of a partner's middle, else where it stands."""
        middles = [
            self.tie[k] for k, tie in enumerate(self.skeleton.ties) if slot in (tie.a, tie.b)
        ]
        return sum(middles) / len(middles) if middles else self.slot[slot]


def pooled(wishes: Sequence[float], weights: Sequence[float]) -> list[float]:
    """Return the nearest non-decreasing values, by weighted least squares.

    >>> pooled([1.0, 3.0, 2.0, 4.0], [1.0, 1.0, 1.0, 1.0])
    [1.0, 2.5, 2.5, 4.0]
    """
    blocks: list[tuple[float, float, int]] = []
    for wish, weight in zip(wishes, weights, strict=True):
        value, total, n = wish, weight, 1
        while blocks and blocks[-1][0] > value:
            before, w, m = blocks.pop()
            value = (before * w + value * total) / (w + total)
            total, n = total + w, n + m
        blocks.append((value, total, n))
    return [value for value, _, n in blocks for _ in range(n)]
