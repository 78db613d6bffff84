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


@dataclass(frozen=True, slots=True)
class _Told:
    """What the delivered rows say, by person: birth parents, children per number, twins, siblings."""

    parents: dict[int, set[int]]
    numbers: dict[int, set[int]]
    children: dict[int, set[int]]
    twins: dict[int, set[int]]
    told: dict[int, set[int]]
    told_full: dict[int, set[int]]


def siblings_of(graph: FamilyGraph, person: int) -> list[Sibling]:
    """Return all that may be a sibling of a person, by row number; nobody born after today.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    person : int
        Its row.
    """
    told = graph.kept("questions:siblings", lambda: _told(graph))
    mine = frozenset(told.parents[person])
    sizes = [told.children[number] for number in told.numbers[person]]
    mates = told.told_full[person].union(*(kin for kin in sizes if len(kin) <= _LARGEST))
    by_parent = {child for child, theirs in list(told.parents.items()) if theirs & mine}
    found = by_parent | told.twins[person] | told.told[person] | mates
    return [
        Sibling(
            other,
            mine,
            frozenset(told.parents[other]),
            twin=other in told.twins[person],
            family=other in mates,
            told=other in told.told[person],
        )
        for other in sorted(found - {person} - not_born(graph))
    ]


def _told(graph: FamilyGraph) -> _Told:
    rows = graph.kinships
    fresh: list[dict[int, set[int]]] = [defaultdict(set) for _ in range(6)]
    made = _Told(*fresh)
    cells = rows[["person", "relative", "family"]].to_numpy().tolist()
    for kind, (one, other, family) in zip(words(rows["kind"]), cells, strict=True):
        if kind == str(KinKind.PARENT):
            made.parents[other].add(one)
            if family >= 0:
                made.numbers[other].add(family)
                made.children[family].add(other)
        for here, there in ((one, other), (other, one)):
            if kind in _TWINS:
                made.twins[here].add(there)
            elif kind == str(KinKind.SIBLING):
                made.told[here].add(there)
                if family >= 0:
                    made.told_full[here].add(there)
    return made
