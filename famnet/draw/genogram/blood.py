"""Whether two people are kin by blood, over all recorded ancestors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.graph.layers import parents_csr

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["related"]


def related(graph: FamilyGraph, one: int, other: int) -> bool:
    """Say whether two persons share an ancestor by birth, or one is an ancestor of the other.

    Notes
    -----
    A walk up from both; somebody recorded as their own ancestor ends it. O(ancestors).
    """
    return bool(_ancestry(graph, one) & _ancestry(graph, other))


def _ancestry(graph: FamilyGraph, person: int) -> set[int]:
    arcs = parents_csr(graph)
    found, todo = {person}, [person]
    while todo:
        here = todo.pop()
        for parent in arcs.targets[arcs.indptr[here] : arcs.indptr[here + 1]].tolist():
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found
