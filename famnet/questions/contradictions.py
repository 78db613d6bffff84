"""Kinship that contradicts itself, found on a graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.questions.cells import words
from famnet.vocabulary import FOREVER, NO_DAY, KinKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.graph.family_graph import FamilyGraph

    Found = tuple[str, int, frozenset[int]]
    Pairs = set[tuple[int, int]]

__all__ = ["contradictions"]

#: A child may be born so many days after a parent's death (BW 1:199).
_AFTER_DEATH: Final = 306
#: Twins may be born so many days apart.
_TWINS_APART: Final = 60
#: How far a circle of descent is looked for, in generations.
_GENERATIONS: Final = 8
_TWINS: Final = (KinKind.TWIN, KinKind.IDENTICAL_TWIN)


@dataclass(frozen=True, slots=True)
class _Days:
    """Readings of birth and death per person."""

    born: list[int]
    born_latest: list[int]
    died_latest: list[int]

    def after(self, one: int, latest: int, days: int) -> bool:
        """Say whether somebody was born so many days after a day, by every reading."""
        known = latest not in (NO_DAY, FOREVER) and self.born[one] != NO_DAY
        return known and self.born[one] > latest + days


def contradictions(graph: FamilyGraph) -> set[Found]:
    """Return what contradicts itself in delivered kinship, each thing once.

    Parameters
    ----------
    graph : FamilyGraph
        The graph. A delivery's checks set some of it aside; a graph from elsewhere had none.

    Returns
    -------
    set of tuple
        What it is, the person and the others by code.

    Notes
    -----
    A date counts only where every reading of it contradicts.
    """
    persons = graph.persons
    days = _Days(
        persons["birth_date"].tolist(),
        persons["birth_date_hi"].tolist(),
        persons["death_date_hi"].tolist(),
    )
    parents = _pairs(graph, KinKind.PARENT)
    return {
        *_too_many_parents(parents),
        *_by_date(graph, parents, days),
        *_own_ancestors(parents),
        *_two_things_at_once(graph, parents),
    }


def _pairs(graph: FamilyGraph, *kinds: KinKind) -> Pairs:
    rows = graph.kinships
    told = zip(rows["person"].tolist(), rows["relative"].tolist(), words(rows["kind"]), strict=True)
    return {(one, other) for one, other, kind in told if kind in kinds}


def _too_many_parents(parents: Pairs) -> Iterator[Found]:
    of_child: defaultdict[int, set[int]] = defaultdict(set)
    for parent, child in parents:
        of_child[child].add(parent)
    for child, found in of_child.items():
        if len(found) > 2:
            yield "three_birth_parents", child, frozenset(found)


def _by_date(graph: FamilyGraph, parents: Pairs, days: _Days) -> Iterator[Found]:
    for parent, child in parents:
        if days.after(parent, days.born_latest[child], 0):
            yield "parent_younger_than_child", parent, frozenset({child})
        if days.after(child, days.died_latest[parent], _AFTER_DEATH):
            yield "born_long_after_death_of_parent", parent, frozenset({child})
    twins = _pairs(graph, *_TWINS)
    for one, other in twins | {(other, one) for one, other in twins}:
        if days.after(one, days.born_latest[other], _TWINS_APART):
            yield "twins_born_apart", one, frozenset({other})


def _own_ancestors(parents: Pairs) -> Iterator[Found]:
    children: defaultdict[int, set[int]] = defaultdict(set)
    for parent, child in parents:
        children[parent].add(child)
    for person in list(children):
        edge, below = {person}, set[int]()
        for _ in range(_GENERATIONS):
            edge = {child for one in edge for child in children.get(one, ())} - below
            below |= edge
        if person in below:
            yield "own_ancestor", person, frozenset()


def _two_things_at_once(graph: FamilyGraph, parents: Pairs) -> Iterator[Found]:
    partners = {frozenset(pair) for pair in _pairs(graph, KinKind.PARTNER)}
    siblings = {frozenset(pair) for pair in _pairs(graph, KinKind.SIBLING, *_TWINS)}
    for parent, child in parents | _pairs(graph, KinKind.ADOPTIVE_PARENT):
        if frozenset((parent, child)) in partners:
            yield "parent_and_partner", parent, frozenset({child})
    for parent, child in parents:
        if frozenset((parent, child)) in siblings:
            yield "parent_and_sibling", parent, frozenset({child})
