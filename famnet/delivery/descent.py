"""Rules of descent: ages of parents, circles, and how many parents by birth a child has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.delivery.ages import completed_years
from famnet.delivery.contract import table
from famnet.vocabulary import NO_DAY, KinKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.delivery.work import Work

__all__ = ["check_descent"]

_VALUES: Final = table("kinships").column("kind").values
_YOUNGEST_PARENT: Final = 12
# Rounds of peeling before the rest is handed over: generations in real data are far fewer.
_ROUNDS: Final = 64


def check_descent(works: Mapping[str, Work]) -> None:
    """Set aside kinships in which descent can't be as delivered.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, ids already coded.

    Notes
    -----
    Dates first, then circles among the rows that are left, then third parents. A rule on dates
    fires only where every reading of a partial date breaks it.
    """
    kinships = works["kinships"]
    if "kind" not in kinships.coded or not {"person", "relative"} <= kinships.coded.keys():
        return
    _ages(kinships, works["persons"])
    _circles(kinships)
    _third_parents(kinships)


def _of_kind(kinships: Work, *kinds: KinKind) -> np.ndarray:
    wanted = [_VALUES.index(kind) for kind in kinds]
    chosen = np.isin(kinships.coded["kind"], wanted) & kinships.alive
    return np.flatnonzero(chosen)


def _ages(kinships: Work, persons: Work) -> None:
    rows = _of_kind(kinships, KinKind.PARENT, KinKind.ADOPTIVE_PARENT)
    earliest = persons.ints("birth_date", NO_DAY)[kinships.coded["person"][rows]]
    latest = persons.ints("birth_date_hi", NO_DAY)[kinships.coded["relative"][rows]]
    known = (earliest != NO_DAY) & (latest != NO_DAY)
    rows, earliest, latest = rows[known], earliest[known], latest[known]
    younger = latest < earliest
    kinships.note("parent_younger", rows[younger], "relative_id")
    by_birth = kinships.coded["kind"][rows] == _VALUES.index(KinKind.PARENT)
    child = completed_years(earliest, latest) < _YOUNGEST_PARENT
    kinships.note("parent_under_12", rows[by_birth & child & ~younger], "relative_id")


def _circles(kinships: Work) -> None:
    """Set aside all rows of every circle: nobody can tell which of them is wrong."""
    rows = _of_kind(kinships, KinKind.PARENT, KinKind.ADOPTIVE_PARENT)
    parent, child = kinships.coded["person"][rows], kinships.coded["relative"][rows]
    most = int(max(parent.max(initial=-1), child.max(initial=-1))) + 1
    for _ in range(_ROUNDS):
        # On a circle every parent is a child and every child a parent.
        is_parent, is_child = np.zeros(most, dtype=bool), np.zeros(most, dtype=bool)
        is_parent[parent], is_child[child] = True, True
        inner = is_child[parent] & is_parent[child]
        if inner.all():
            break
        rows, parent, child = rows[inner], parent[inner], child[inner]
    if len(rows):
        kinships.note("descent_cycle", rows[_on_circle(parent, child)], "relative_id")


def _on_circle(parent: np.ndarray, child: np.ndarray) -> np.ndarray:
    # Imported here: nearly no delivery has a circle.
    import networkx as nx

    graph = nx.DiGraph()
    graph.add_edges_from(zip(parent.tolist(), child.tolist(), strict=True))
    part = {
        node: i for i, nodes in enumerate(nx.strongly_connected_components(graph)) for node in nodes
    }
    return np.array(
        [part[a] == part[b] for a, b in zip(parent.tolist(), child.tolist(), strict=True)]
    )


def _third_parents(kinships: Work) -> None:
    """Let the first two parents by birth of a child stand, in the order of the file."""
    rows = _of_kind(kinships, KinKind.PARENT)
    if not len(rows):
        return
    child = kinships.coded["relative"][rows].astype(np.int64)
    pair = child << 32 | kinships.coded["person"][rows].astype(np.int64)
    _, first, which = np.unique(pair, return_index=True, return_inverse=True)
    # Rank the parents of one child by where they first stand.
    order = np.lexsort((first, child[first]))
    ordered = child[first][order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    rank = np.arange(len(ordered)) - np.repeat(starts, np.diff(np.append(starts, len(ordered))))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = rank
    kinships.note("third_parent", rows[ranks[which] >= 2], "person_id")
