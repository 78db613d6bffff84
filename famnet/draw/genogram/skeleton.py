"""Rows of slots and the bundles of lines between them: what the order of a genogram is made for.

A slot holds a person, a dotted copy of a person, the point where a lone parent's line goes down
(stub), or a line that passes a row (via). A bundle goes from the middle of a couple, a stub or a via
down to the slots of one row below; siblings without a drawn parent are a bundle without a top.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from famnet.draw.genogram.generations import Rows
    from famnet.draw.genogram.kindred import Kindred

__all__ = ["Bundle", "Skeleton", "Slot", "Tie", "build_skeleton"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a row; ``ref`` is the person, or the couple of a stub, or -1."""

    kind: Literal["person", "copy", "stub", "via"]
    ref: int
    row: int


@dataclass(frozen=True, slots=True)
class Tie:
    """A couple between two slots of one row (place of the couple in the kindred)."""

    couple: int
    a: int
    b: int
    row: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """Lines from one top to slots in row ``row``.

    ``tie`` (place in ``Skeleton.ties``) or ``top`` (a slot) is where it starts; both -1 for siblings
    without a drawn parent. ``descents`` are the places of the descents, by target; -1 for a bond.
    """

    row: int
    tie: int
    top: int
    targets: tuple[int, ...]
    descents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Slots, ties and bundles; slot ``i`` below the number of people is that person."""

    slots: tuple[Slot, ...]
    ties: tuple[Tie, ...]
    bundles: tuple[Bundle, ...]
    n_rows: int
    twins: tuple[tuple[int, int], ...]

    def rows(self) -> list[list[int]]:
        """Return the slots by row, in the order in which they were made."""
        found: list[list[int]] = [[] for _ in range(self.n_rows)]
        for i, slot in enumerate(self.slots):
            found[slot.row].append(i)
        return found


class _Making:
    def __init__(self, kindred: Kindred, rows: Rows) -> None:
        self.kindred, self.rows = kindred, rows
        self.slots = [Slot("person", i, row) for i, row in enumerate(rows.person)]
        self.ties: list[Tie] = []
        self.bundles: list[Bundle] = []
        self.start: dict[int, tuple[int, int]] = {}

    def add(self, slot: Slot) -> int:
        self.slots.append(slot)
        return len(self.slots) - 1

    def in_row(self, person: int, row: int) -> int:
        """Return the slot of a person in a row, or a new copy of it there."""
        if self.rows.person[person] == row:
            return person
        return self.add(Slot("copy", person, row))

    def couples(self) -> None:
        for i, couple in enumerate(self.kindred.couples):
            row = self.rows.couple[i]
            a = self.in_row(couple.a, row)
            if couple.b < 0:
                stub = self.add(Slot("stub", i, row))
                self.ties.append(Tie(i, a, stub, row))
                self.start[i] = (-1, stub)
            else:
                self.ties.append(Tie(i, a, self.in_row(couple.b, row), row))
                self.start[i] = (len(self.ties) - 1, -1)

    def children(self) -> None:
        for i, couple_row in enumerate(self.rows.couple):
            mine = [k for k, d in enumerate(self.kindred.descents) if d.couple == i]
            targets, told = [], []
            for k in mine:
                targets.append(self._way(k, couple_row))
                told.append(k)
            if targets:
                tie, top = self.start[i]
                self.bundles.append(Bundle(couple_row + 1, tie, top, tuple(targets), tuple(told)))

    def _way(self, k: int, row: int) -> int:
        """Return the first slot below a couple on the way to its child, making vias further down."""
        child = self.kindred.descents[k].child
        if k in self.rows.upward:
            return self.add(Slot("copy", child, row + 1))
        goal = self.rows.person[child]
        if goal == row + 1:
            return child
        first = via = self.add(Slot("via", k, row + 1))
        for level in range(row + 2, goal + 1):
            lower = child if level == goal else self.add(Slot("via", k, level))
            self.bundles.append(Bundle(level, -1, via, (lower,), (k,)))
            via = lower
        return first

    def siblings(self) -> None:
        """Join siblings that share no drawn couple."""
        parents: dict[int, set[int]] = {}
        for k, d in enumerate(self.kindred.descents):
            if k not in self.rows.upward:
                parents.setdefault(d.child, set()).add(d.couple)
        groups: list[list[int]] = []
        for bond in self.kindred.bonds:
            if parents.get(bond.a, set()) & parents.get(bond.b, set()):
                continue
            row = self.rows.person[bond.a]
            pair = [bond.a, self.in_row(bond.b, row)]
            found = [g for g in groups if set(g) & set(pair)]
            joined = sorted({x for g in found for x in g} | set(pair))
            groups = [g for g in groups if g not in found] + [joined]
        for group in sorted(groups):
            row = self.slots[group[0]].row
            self.bundles.append(Bundle(row, -1, -1, tuple(group), (-1,) * len(group)))


def build_skeleton(kindred: Kindred, rows: Rows) -> Skeleton:
    """Make the slots and bundles of a family whose rows are known. O(n + m)."""
    made = _Making(kindred, rows)
    made.couples()
    made.children()
    made.siblings()
    twins = tuple(
        (bond.a, bond.b)
        for bond in kindred.bonds
        if bond.kind != "sibling" and rows.person[bond.a] == rows.person[bond.b]
    )
    n_rows = max((slot.row for slot in made.slots), default=-1) + 1
    return Skeleton(tuple(made.slots), tuple(made.ties), tuple(made.bundles), n_rows, twins)
