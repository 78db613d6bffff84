"""Kinship as neighbour lists at the reference date: what family networks are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.neighbours import Bools, Codes, Neighbours, id_ranks, neighbours
from famnet.vocabulary import FOREVER, NO_DAY, KinKind

if TYPE_CHECKING:
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Links", "family_links", "is_kind", "living_at", "today"]

_SIBLINGS = (KinKind.SIBLING, KinKind.TWIN, KinKind.IDENTICAL_TWIN)


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Links:
    """Neighbour lists of the kin that family networks use.

    A *node* is a person, or from ``n_persons`` on an unnamed parent: siblings that no recorded
    parent connects have one parent in common of whom nothing was delivered.

    Parameters
    ----------
    n_persons : int
        Number of persons; nodes from here on are unnamed parents.
    children : Neighbours
        Node to children, by birth and adoption.
    parents : Neighbours
        Person to parent nodes, by birth and adoption.
    adopted : bool array
        Parallel to ``parents.to``: by adoption only.
    partners : Neighbours
        Person to current partners.
    siblings : Neighbours
        Person to siblings delivered as such.
    step_children, foster_children, wards : Neighbours
        Person to those of whom it is step-parent, foster parent, guardian at the reference date.
    rank : int32 array
        Per node its place in the order of ids; unnamed parents come last, by their lowest child.
    """

    n_persons: int
    children: Neighbours
    parents: Neighbours
    adopted: Bools
    partners: Neighbours
    siblings: Neighbours
    step_children: Neighbours
    foster_children: Neighbours
    wards: Neighbours
    rank: Codes

    def __repr__(self) -> str:
        """Give counts only."""
        return (
            f"<Links: {self.n_persons} persons, {len(self.children.to)} parent links, "
            f"{len(self.rank) - self.n_persons} unnamed parents>"
        )


def is_kind(column: pd.Series[str], *kinds: str) -> Bools:
    """Say which cells of a categorical column are one of the given values."""
    wanted = np.append(column.cat.categories.isin(kinds), False)
    return np.asarray(wanted[column.cat.codes.to_numpy()])


def today(graph: FamilyGraph) -> int:
    """Return the reference date; without any date in the delivery a day on which all is current."""
    return FOREVER - 1 if graph.as_of == NO_DAY else graph.as_of


def living_at(graph: FamilyGraph) -> Bools:
    """Say who is alive on the reference date.

    A partial date is taken at its earliest reading: who has a year of death has died by then, who
    has a year of birth may be born.
    """
    day = today(graph)
    born = graph.persons["birth_date"].to_numpy() <= day
    return np.asarray(born & (day < graph.persons["death_date"].to_numpy()))


def family_links(graph: FamilyGraph) -> Links:
    """Return the neighbour lists of a graph, made once.

    Notes
    -----
    Birth does not end: the period of a ``parent_of`` row is not looked at. All other kinds hold
    from start to end, half-open, at the earliest reading of a partial date.
    """
    cached = graph._cache.get(__name__)  # noqa: SLF001 - the cache is there for derived arrays
    if not isinstance(cached, Links):
        cached = _build(graph)
        graph._cache[__name__] = cached  # noqa: SLF001 - idem
    return cached


def _build(graph: FamilyGraph) -> Links:
    n, kin = len(graph.persons), graph.kinships
    current = (kin["start_date"].to_numpy() <= today(graph)) & (
        today(graph) < kin["end_date"].to_numpy()
    )
    always = np.ones(len(kin), np.bool_)
    siblings = _listed(graph, always, _SIBLINGS, both=True)
    birth = _pairs(graph, always, (KinKind.PARENT,))
    adoption = _pairs(graph, current, (KinKind.ADOPTIVE_PARENT,))
    parent, child = (np.concatenate(ends) for ends in zip(birth, adoption, strict=True))
    ranks = id_ranks(graph.persons["person_id"])
    extra_child, extra_parent, extra_rank = _unnamed(neighbours(child, parent, n), siblings, ranks)
    parent, child = np.concatenate([parent, extra_parent]), np.concatenate([child, extra_child])
    parents = neighbours(child, parent, n)
    return Links(
        n_persons=n,
        children=neighbours(parent, child, n + len(extra_rank)),
        parents=parents,
        adopted=_adopted(parents, neighbours(birth[1], birth[0], n), n),
        partners=_listed(graph, current, (KinKind.PARTNER,), both=True),
        siblings=siblings,
        step_children=_listed(graph, current, (KinKind.STEP_PARENT,)),
        foster_children=_listed(graph, current, (KinKind.FOSTER_PARENT,)),
        wards=_listed(graph, current, (KinKind.GUARDIAN,)),
        rank=np.concatenate([ranks, extra_rank]),
    )


def _pairs(graph: FamilyGraph, holds: Bools, kinds: tuple[str, ...]) -> tuple[Codes, Codes]:
    """Return person and relative of the rows of these kinds that hold; nobody with oneself."""
    kin = graph.kinships
    one, other = kin["person"].to_numpy(), kin["relative"].to_numpy()
    rows = np.flatnonzero(is_kind(kin["kind"], *kinds) & holds & (one != other))
    return one[rows], other[rows]


def _listed(
    graph: FamilyGraph, holds: Bools, kinds: tuple[str, ...], *, both: bool = False
) -> Neighbours:
    """Return the neighbour lists of these kinds; with ``both`` seen from either side."""
    one, other = _pairs(graph, holds, kinds)
    if both:
        one, other = np.concatenate([one, other]), np.concatenate([other, one])
    return neighbours(one, other, len(graph.persons))


def _adopted(parents: Neighbours, birth: Neighbours, n: int) -> Bools:
    """Say which parent links are not by birth (nor by an unnamed parent)."""
    child = np.repeat(np.arange(n, dtype=np.int64), np.diff(parents.start))
    keys = (child << 32) | parents.to
    by_birth = (np.repeat(np.arange(n, dtype=np.int64), np.diff(birth.start)) << 32) | birth.to
    place = np.minimum(np.searchsorted(by_birth, keys), max(len(by_birth) - 1, 0))
    same = by_birth[place] == keys if len(by_birth) else np.zeros(len(keys), np.bool_)
    return ~same & (parents.to < n)


def _unnamed(parents: Neighbours, siblings: Neighbours, ranks: Codes) -> tuple[Codes, Codes, Codes]:
    """Return (child, parent node, rank per new node) of the unnamed parents."""
    n = len(ranks)
    lowest = _sibling_groups(parents, siblings, ranks)
    child = np.flatnonzero(lowest >= 0).astype(np.int32)
    roots, group = np.unique(lowest[child], return_inverse=True)
    rank = (n + np.arange(len(roots))).astype(np.int32)
    return child, (n + group).astype(np.int32), rank


@kernel
def _find(root: Codes, node: int) -> int:
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


@kernel
def _room_for_a_parent(parents: Neighbours, a: int, b: int) -> bool:
    """Say whether siblings share no recorded parent while one of them has fewer than two."""
    of_a = parents.to[parents.start[a] : parents.start[a + 1]]
    of_b = parents.to[parents.start[b] : parents.start[b + 1]]
    for one in of_a:
        for other in of_b:
            if one == other:
                return False
    return len(of_a) < 2 or len(of_b) < 2


@kernel
def _sibling_groups(parents: Neighbours, siblings: Neighbours, ranks: Codes) -> Codes:
    """Per person the lowest rank in its group of siblings without a common parent, -1 none."""
    n = len(ranks)
    root = np.arange(n).astype(np.int32)
    joined = np.zeros(n, np.bool_)
    for a in range(n):
        for at in range(siblings.start[a], siblings.start[a + 1]):
            b = siblings.to[at]
            if _room_for_a_parent(parents, a, b):
                joined[a] = joined[b] = True
                root[_find(root, a)] = _find(root, b)
    lowest = np.full(n, n, np.int32)
    for a in range(n):
        top = _find(root, a)
        lowest[top] = min(lowest[top], ranks[a])
    out = np.full(n, -1, np.int32)
    for a in range(n):
        if joined[a]:
            out[a] = lowest[_find(root, a)]
    return out
