"""What an order of slots costs: crossings first, then how well it reads.

Crossings are counted by order alone: two lines between rows cross when their ends change sides; a
couple that doesn't stand side by side is joined by an arc above the row, which crosses every line
that comes down between the two, and every arc that it interleaves with.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from famnet.draw.genogram.row_kernels import Weighed, cheapest, sift, total

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from famnet.draw.genogram.kindred import Kindred
    from famnet.draw.genogram.skeleton import Bundle, Skeleton, Slot

    Codes = npt.NDArray[np.int32]

__all__ = ["Scales"]


class Scales:
    """Weighs orders of one skeleton, row by row.

    Parameters
    ----------
    skeleton : Skeleton
        What is ordered.
    kindred : Kindred
        Households, ages and unions, for what reads well.
    """

    def __init__(self, skeleton: Skeleton, kindred: Kindred) -> None:
        self.skeleton = skeleton
        members = kindred.members
        self.home = [members[s.ref].home if s.kind == "person" else "" for s in skeleton.slots]
        self._weighed = _weighed(skeleton, kindred, self.home)

    def total(self, orders: Sequence[Sequence[int]]) -> float:
        """Return the cost of a whole order, and keep it as the one that is placed."""
        return total(self._weighed, _codes(slot for order in orders for slot in order))

    def cheapest(self, orders: Sequence[Sequence[Sequence[int]]]) -> int:
        """Return which of many whole orders costs least; of equals the first."""
        whole = [[slot for order in one for slot in order] for one in orders]
        return cheapest(self._weighed, np.array(whole, np.int32))

    def sift(
        self, row: int, order: Sequence[int], units: Sequence[Sequence[int]], budget: int
    ) -> tuple[list[int], int]:
        """Let units of a row try every place; return the best order and what is left of the budget."""
        best = _codes(order)
        begins = np.cumsum([0, *map(len, units)], dtype=np.int32)
        flat = _codes(slot for unit in units for slot in unit)
        left = sift(self._weighed, row, best, (flat, begins), budget)
        return best.tolist(), left


def _codes(slots: Iterable[int]) -> Codes:
    return np.array(list(slots), np.int32)


def _weighed(skeleton: Skeleton, kindred: Kindred, home: Sequence[str]) -> Weighed:
    """Put a skeleton in arrays."""
    slots, n = skeleton.slots, skeleton.n_rows
    into = [[b for b in skeleton.bundles if b.row == r] for r in range(n + 1)]
    ties = [[(k, t.a, t.b) for k, t in enumerate(skeleton.ties) if t.row == r] for r in range(n)]
    bars = [[b.targets for b in bundles if b.tie < 0 and b.top < 0] for bundles in into]
    ends = iter(np.cumsum([len(bar) for row in bars for bar in row]).tolist())
    spanned: list[tuple[int, list[list[Any]]]] = [
        (3, ties),
        (3, [_lines(bundles) for bundles in into]),
        (2, [[(end - len(bar), end) for bar, end in zip(row, ends, strict=False)] for row in bars]),
        (2, [_sides(skeleton, kindred, row) for row in range(n)]),
        (2, [[p for p in skeleton.twins if slots[p[0]].row == r] for r in range(n)]),
        (2, [_ages(bundles, slots, kindred) for bundles in into]),
    ]
    spans = [np.cumsum([0, *map(len, rows), *[0] * (n + 1 - len(rows))]) for _, rows in spanned]
    table = [
        _codes(v for row in rows for p in row for v in p).reshape(-1, w) for w, rows in spanned
    ]
    return Weighed(
        np.array(spans, np.int32),
        table[0],
        table[1],
        table[2],
        table[3],
        table[4],
        table[5],
        _codes(slot for row in bars for bar in row for slot in bar),
        _of_slots(skeleton, home),
        _of_rows(skeleton, home),
        np.zeros(len(slots)),
        np.zeros(len(skeleton.ties)),
    )


def _of_slots(skeleton: Skeleton, home: Sequence[str]) -> Codes:
    up = {t for b in skeleton.bundles for t in b.targets}
    n_ties = [0] * len(home)
    for tie in skeleton.ties:
        n_ties[tie.a] += 1
        n_ties[tie.b] += 1
    code = {name: i for i, name in enumerate(sorted({"", *home}))}
    of = [
        (s.kind != "via", i in up, n_ties[i], code[home[i]]) for i, s in enumerate(skeleton.slots)
    ]
    return _codes(int(v) for one in of for v in one).reshape(-1, 4)


def _of_rows(skeleton: Skeleton, home: Sequence[str]) -> Codes:
    rows = skeleton.rows()
    homes = [len({home[slot] for slot in row} - {""}) for row in rows]
    begins = np.cumsum([0, *map(len, rows)])
    return np.column_stack((begins, [*homes, 0])).astype(np.int32)


def _lines(bundles: Sequence[Bundle]) -> list[tuple[int, int, int]]:
    """Return the lines of bundles: couple or -1, slot or -1, target; bars without a top are none."""
    return [(b.tie, b.top, t) for b in bundles if max(b.tie, b.top) >= 0 for t in b.targets]


def _ages(
    bundles: Sequence[Bundle], slots: Sequence[Slot], kindred: Kindred
) -> list[tuple[int, int]]:
    """Return pairs of siblings, the elder first."""
    pairs = []
    for bundle in bundles:
        people = [t for t in bundle.targets if slots[t].kind == "person"]
        born = sorted(people, key=lambda t: (kindred.members[slots[t].ref].birth, t))
        pairs += list(combinations(born, 2))
    return pairs


def _sides(skeleton: Skeleton, kindred: Kindred, row: int) -> list[tuple[int, int]]:
    """Return pairs of slots with who should stand left: men of couples, earlier partners."""
    pairs = []
    by_slot: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for tie in skeleton.ties:
        if tie.row != row or skeleton.slots[tie.b].kind == "stub":
            continue
        couple = kindred.couples[tie.couple]
        if kindred.members[couple.a].sex == "male":
            pairs.append((tie.a, tie.b))
        elif kindred.members[couple.b].sex == "male":
            pairs.append((tie.b, tie.a))
        by_slot[tie.a].append((couple.start, tie.b))
        by_slot[tie.b].append((couple.start, tie.a))
    for partners in by_slot.values():
        ordered = [slot for _, slot in sorted(partners)]
        # Said twice: who came first counts for more than the side of the man.
        pairs += 3 * list(pairwise(ordered))
    return pairs
