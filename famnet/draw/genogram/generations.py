"""In which row everybody stands: children below every recorded parent, partners beside each other.

Partners and siblings share a row wherever that puts no child beside or above a parent. Where it
can't (someone who married an ancestor, a person recorded as their own ancestor) the picture shows
somebody twice: ``Rows`` says who, and where.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.draw.genogram.kindred import Kindred

__all__ = ["Rows", "assign_rows"]


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows from the top, 0 first.

    Parameters
    ----------
    person : tuple of int
        Row of each member.
    couple : tuple of int
        Row of each couple: that of its lowest partner.
    upward : frozenset of int
        Descents (by place) whose child doesn't stand below: a copy of the child does.
    """

    person: tuple[int, ...]
    couple: tuple[int, ...]
    upward: frozenset[int]


class _Classes:
    """People who share a row, and which classes must stand above which."""

    def __init__(self, n: int) -> None:
        self.of = list(range(n))
        self.below: dict[int, set[int]] = defaultdict(set)

    def find(self, i: int) -> int:
        while self.of[i] != i:
            self.of[i] = self.of[self.of[i]]
            i = self.of[i]
        return i

    def reaches(self, start: int, goal: int) -> bool:
        """Say whether there is a way down of one step or more."""
        seen: set[int] = set()
        todo = [start]
        while todo:
            for lower in {self.find(x) for x in self.below[todo.pop()]}:
                if lower == goal:
                    return True
                if lower not in seen:
                    seen.add(lower)
                    todo.append(lower)
        return False

    def put_below(self, upper: int, lower: int) -> bool:
        one, two = self.find(upper), self.find(lower)
        if one == two or self.reaches(two, one):
            return False
        self.below[one].add(two)
        return True

    def join(self, a: int, b: int) -> bool:
        one, two = self.find(a), self.find(b)
        if one == two:
            return True
        if self.reaches(one, two) or self.reaches(two, one):
            return False
        keep, gone = min(one, two), max(one, two)
        self.of[gone] = keep
        self.below[keep] |= self.below.pop(gone, set())
        return True


def assign_rows(kindred: Kindred) -> Rows:
    """Give everyone a row.

    Notes
    -----
    First all rows of descent, the surest first (one that would make somebody their own ancestor is
    left for a copy); then couples and siblings join where no descent forbids it; then the rows are
    the longest ways from the top, drawn together so that lines are short. O(n m) for n people and m
    relations, of which a picture has some hundreds.
    """
    n = len(kindred.members)
    classes = _Classes(n)
    sure = ("confirmed", "probable", "unconfirmed")
    order = sorted(
        range(len(kindred.descents)),
        key=lambda i: (
            "guardian" in kindred.descents[i].kinds,
            kindred.descents[i].kinds != ("birth",),
            sure.index(kindred.descents[i].certainty),
            i,
        ),
    )
    upward: set[int] = set()
    for i in order:
        descent = kindred.descents[i]
        for parent in kindred.couples[descent.couple].people:
            if not classes.put_below(parent, descent.child):
                upward.add(i)
    for a, b in _level(kindred):
        classes.join(a, b)
    row = _longest(classes, n)
    _draw_together(classes, row)
    _line_up(kindred, classes, row)
    person = [row[classes.find(i)] for i in range(n)]
    used = {level: k for k, level in enumerate(sorted(set(person)))}
    person = [used[level] for level in person]
    couple = [max(person[i] for i in c.people) for c in kindred.couples]
    upward |= {
        i for i, d in enumerate(kindred.descents) if person[d.child] <= couple[d.couple]
    }  # fmt: skip
    return Rows(tuple(person), tuple(couple), frozenset(upward))


def _level(kindred: Kindred) -> Iterable[tuple[int, int]]:
    """Return pairs that should share a row: parents of a child first, then unions, then siblings."""
    has_child = {d.couple for d in kindred.descents}
    couples = sorted(
        (i for i, c in enumerate(kindred.couples) if c.b >= 0),
        key=lambda i: (i not in has_child, kindred.couples[i].state != "current", i),
    )
    yield from ((kindred.couples[i].a, kindred.couples[i].b) for i in couples)
    yield from ((bond.a, bond.b) for bond in kindred.bonds)


def _heads(classes: _Classes, n: int) -> list[int]:
    return sorted({classes.find(i) for i in range(n)})


def _arcs(
    classes: _Classes, heads: Iterable[int]
) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    below = {h: {classes.find(x) for x in classes.below.get(h, ())} - {h} for h in heads}
    above: dict[int, set[int]] = {h: set() for h in below}
    for head, lowers in below.items():
        for lower in lowers:
            above[lower].add(head)
    return below, above


def _longest(classes: _Classes, n: int) -> dict[int, int]:
    heads = _heads(classes, n)
    below, above = _arcs(classes, heads)
    waiting = {h: len(above[h]) for h in heads}
    row = dict.fromkeys(heads, 0)
    todo = [h for h in heads if not waiting[h]]
    while todo:
        head = todo.pop()
        for lower in sorted(below[head]):
            row[lower] = max(row[lower], row[head] + 1)
            waiting[lower] -= 1
            if not waiting[lower]:
                todo.append(lower)
    return row


def _draw_together(classes: _Classes, row: dict[int, int]) -> None:
    """Move classes down to their children, from the bottom up, where lines get no longer by it."""
    below, above = _arcs(classes, row)
    for _ in range(len(row)):
        moved = False
        for head in sorted(row, key=lambda h: (-row[h], h)):
            lowest = min((row[x] - 1 for x in below[head]), default=row[head])
            # Each step down shortens the lines below and lengthens those above.
            if lowest > row[head] and len(below[head]) >= len(above[head]):
                row[head] = lowest
                moved = True
        if not moved:
            return


def _line_up(kindred: Kindred, classes: _Classes, row: dict[int, int]) -> None:
    """Put people without a relation to the rest in the row where those of their age stand."""
    below, _ = _arcs(classes, row)
    groups = _groups(row, below)
    births: dict[int, list[int]] = defaultdict(list)
    for i, member in enumerate(kindred.members):
        if abs(member.birth) < 2**30:
            births[classes.find(i)].append(member.birth)
    main = max(
        groups,
        key=lambda g: (sum(classes.find(i) in g for i in range(len(kindred.members))), -min(g)),
    )
    means = _means(row, births, main)
    if not means:
        return
    for group in groups:
        if group is main:
            continue
        tall = max(row[h] for h in group)
        shifts = range(max(1, max(means) - tall + 1))

        def cost(shift: int, group: frozenset[int] = group) -> float:
            return sum(
                abs(birth - means.get(row[h] + shift, birth)) for h in group for birth in births[h]
            )

        best = min(shifts, key=lambda s: (cost(s), s))
        for head in group:
            row[head] += best


def _groups(row: dict[int, int], below: dict[int, set[int]]) -> list[frozenset[int]]:
    around: dict[int, set[int]] = {h: set(below[h]) for h in row}
    for head, lowers in below.items():
        for lower in lowers:
            around[lower].add(head)
    found: list[frozenset[int]] = []
    seen: set[int] = set()
    for start in sorted(row):
        if start in seen:
            continue
        group, todo = {start}, [start]
        while todo:
            for other in around[todo.pop()] - group:
                group.add(other)
                todo.append(other)
        seen |= group
        found.append(frozenset(group))
    return found


def _means(
    row: dict[int, int], births: dict[int, list[int]], main: frozenset[int]
) -> dict[int, float]:
    by_row: dict[int, list[int]] = defaultdict(list)
    for head in main:
        by_row[row[head]] += births[head]
    return {level: sum(days) / len(days) for level, days in by_row.items() if days}
