"""Brothers and sisters for the questions: what two persons share, and what is told of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.questions.cells import words
from famnet.questions.descent import not_born
from famnet.vocabulary import KinKind

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Sibling", "siblings_of"]

#: Children under one family_id above which it is no family but a number used again.
_LARGEST: Final = 40
_TWINS: Final = (str(KinKind.TWIN), str(KinKind.IDENTICAL_TWIN))


@dataclass(frozen=True, slots=True)
class Sibling:
    """One that may be a sibling: birth parents of both, and what is told."""

    person: int
    mine: frozenset[int]
    theirs: frozenset[int]
    twin: bool
    family: bool
    told: bool

    @property
    def shared(self) -> frozenset[int]:
        """Birth parents of both."""
        return self.mine & self.theirs

    @property
    def half(self) -> bool:
        """One parent shared, the others known and different."""
        return len(self.shared) == 1 and len(self.mine) >= 2 and len(self.theirs) >= 2

    @property
    def full(self) -> bool:
        """Two parents shared, or twins or of one family_id while the parents don't say half."""
        return len(self.shared) >= 2 or ((self.twin or self.family) and not self.half)


def siblings_of(graph: FamilyGraph, person: int) -> list[Sibling]:
    """Return all that may be a sibling of a person, by row number; nobody born after today.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    person : int
        Its row.
    """
    rows = graph.kinships
    kinds = words(rows["kind"]).tolist()
    parents: dict[int, set[int]] = defaultdict(set)
    children_of_number: dict[int, set[int]] = defaultdict(set)
    twins, told, told_full = set(), set(), set()
    cells = rows[["person", "relative", "family"]].to_numpy().tolist()
    for kind, (one, other, family) in zip(kinds, cells, strict=True):
        if kind == str(KinKind.PARENT):
            parents[other].add(one)
            if family >= 0:
                children_of_number[family].add(other)
        elif person in (one, other):
            beside = other if one == person else one
            if kind in _TWINS:
                twins.add(beside)
            elif kind == str(KinKind.SIBLING):
                told.add(beside)
                if family >= 0:
                    told_full.add(beside)
    mates = [kin for kin in children_of_number.values() if person in kin and len(kin) <= _LARGEST]
    family_mates = told_full.union(*mates)
    mine = frozenset(parents[person])
    by_parent = {child for child, theirs in parents.items() if theirs & mine}
    found = (by_parent | twins | told | family_mates) - {person} - not_born(graph)
    return [
        Sibling(
            other,
            mine,
            frozenset(parents[other]),
            twin=other in twins,
            family=other in family_mates,
            told=other in told,
        )
        for other in sorted(found)
    ]
