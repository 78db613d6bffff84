"""What an order of slots costs: crossings first, then how well it reads.

Crossings are counted by order alone: two lines between rows cross when their ends change sides; a
couple that doesn't stand side by side is joined by an arc above the row, which crosses every line
that comes down between the two, and every arc that it interleaves with.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.draw.genogram.kindred import Kindred
    from famnet.draw.genogram.skeleton import Bundle, Skeleton, Slot

__all__ = ["CROSSING", "Scales"]

CROSSING = 1000.0
_APART = 70.0
_TWINS = 90.0
_BROKEN_HOME = 45.0
_AGE = 2.0
_SIDE = 0.6


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
        slots, n = skeleton.slots, skeleton.n_rows
        self.ties = [[k for k, t in enumerate(skeleton.ties) if t.row == r] for r in range(n)]
        self.into = [[b for b in skeleton.bundles if b.row == r] for r in range(n + 1)]
        self.lines = [_lines(bundles) for bundles in self.into]
        self.ages = [_ages(bundles, slots, kindred) for bundles in self.into]
        self.solid = [slot.kind != "via" for slot in slots]
        self.up = {t for b in skeleton.bundles for t in b.targets}
        self.n_ties = [0] * len(slots)
        for tie in skeleton.ties:
            self.n_ties[tie.a] += 1
            self.n_ties[tie.b] += 1
        members = kindred.members
        person = [slot.kind == "person" for slot in slots]
        self.home = [members[s.ref].home if p else "" for s, p in zip(slots, person, strict=True)]
        self.sides = [_sides(skeleton, kindred, row) for row in range(n)]
        self.twins = [[p for p in skeleton.twins if slots[p[0]].row == r] for r in range(n)]
        self.pos = [0.0] * len(slots)
        self.mid = [0.0] * len(skeleton.ties)

    def place(self, row: int, order: Sequence[int]) -> None:
        """Take an order of one row: where its slots and the middles of its couples stand."""
        pos = self.pos
        for i, slot in enumerate(order):
            pos[slot] = float(i)
        for k in self.ties[row]:
            tie = self.skeleton.ties[k]
            left, right = sorted((tie.a, tie.b), key=pos.__getitem__)
            if self.beside(order, left, right):
                self.mid[k] = (pos[left] + pos[right]) / 2
            elif self.n_ties[left] < self.n_ties[right]:
                self.mid[k] = pos[left] + 0.25 + k * 1e-6
            else:
                self.mid[k] = pos[right] - 0.25 - k * 1e-6

    def beside(self, order: Sequence[int], left: int, right: int) -> bool:
        """Say whether nobody stands between two slots of a row; a passing line may."""
        between = order[int(self.pos[left]) + 1 : int(self.pos[right])]
        return not any(self.solid[slot] for slot in between)

    def crossings(self, orders: Sequence[Sequence[int]]) -> int:
        """Count the crossings of a whole order."""
        for row, order in enumerate(orders):
            self.place(row, order)
        return sum(self.between(r) for r in range(len(orders))) + sum(
            self.within(order, row) for row, order in enumerate(orders)
        )

    def between(self, row: int) -> int:
        """Count the crossings of the lines that come down to a row."""
        pos, mid = self.pos, self.mid
        from_ties, from_slots, bars = self.lines[row]
        lines = [(mid[k], pos[t]) for k, t in from_ties]
        lines += [(pos[s], pos[t]) for s, t in from_slots]
        lines.sort()
        passed: list[float] = []
        count = 0
        for _, end in lines:
            count += len(passed) - bisect_right(passed, end)
            insort(passed, end)
        for targets in bars:
            # A bar of siblings is crossed by each line that comes down between its ends.
            ends = [pos[t] for t in targets]
            count += bisect_left(passed, max(ends)) - bisect_right(passed, min(ends))
        return count

    def within(self, order: Sequence[int], row: int) -> int:
        """Count what the couple lines of a row cross."""
        count = 0
        arcs: list[tuple[int, int]] = []
        for k in self.ties[row]:
            tie = self.skeleton.ties[k]
            i, j = sorted((int(self.pos[tie.a]), int(self.pos[tie.b])))
            between = order[i + 1 : j]
            if any(self.solid[slot] for slot in between):
                count += sum(slot in self.up for slot in between)
                count += sum((i < p < j < q) or (p < i < q < j) for p, q in arcs)
                arcs.append((i, j))
            else:
                count += len(between)
        return count

    def taste(self, order: Sequence[int], row: int) -> float:
        """Return how badly a row reads apart from crossings; 0 is best."""
        pos, cost = self.pos, 0.0
        for k in self.ties[row]:
            tie = self.skeleton.ties[k]
            gap = abs(pos[tie.a] - pos[tie.b]) - 1
            cost += _APART * gap if gap > 0 else 0.0
        for left, right in self.sides[row]:
            cost += _SIDE if pos[left] > pos[right] else 0.0
        for a, b in self.twins[row]:
            cost += _TWINS * (abs(pos[a] - pos[b]) - 1)
        for elder, younger in self.ages[row]:
            cost += _AGE if pos[elder] > pos[younger] else 0.0
        return cost + _BROKEN_HOME * self._breaks(order)

    def _breaks(self, order: Sequence[int]) -> int:
        """Count how often a household of this row is interrupted by someone else."""
        runs: dict[str, int] = defaultdict(int)
        last = ""
        for slot in order:
            home = self.home[slot]
            if home and home != last:
                runs[home] += 1
            if self.solid[slot]:
                last = home
        return sum(n - 1 for n in runs.values())

    def local(self, row: int, order: Sequence[int]) -> float:
        """Place a row and return all costs that its order has a part in."""
        self.place(row, order)
        crossed = self.between(row) + self.within(order, row) + self.between(row + 1)
        return CROSSING * crossed + self.taste(order, row)

    def total(self, orders: Sequence[Sequence[int]]) -> float:
        """Return the cost of a whole order."""
        crossed = self.crossings(orders)
        return CROSSING * crossed + sum(self.taste(o, r) for r, o in enumerate(orders))


def _lines(
    bundles: Sequence[Bundle],
) -> tuple[list[tuple[int, int]], list[tuple[int, int]], list[tuple[int, ...]]]:
    """Return the lines of bundles: from ties, from slots, and bars without a top."""
    from_ties = [(b.tie, t) for b in bundles if b.tie >= 0 for t in b.targets]
    from_slots = [(b.top, t) for b in bundles if b.tie < 0 <= b.top for t in b.targets]
    return from_ties, from_slots, [b.targets for b in bundles if b.tie < 0 and b.top < 0]


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
