"""Who stands in which family network, for the questions that look at all of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pandas as pd

from famnet.analysis.members import families

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["members_inside", "network_members", "networks_of"]


def network_members(graph: FamilyGraph) -> pd.DataFrame:
    """Return the table of ``famnet families`` with ``person``, the row of each; made once."""
    return graph.kept("questions:members", lambda: _members(graph))


def _members(graph: FamilyGraph) -> pd.DataFrame:
    table = families(graph)
    code = pd.Index(graph.persons["person_id"]).get_indexer(pd.Index(table["person_id"]))
    return table.assign(person=code)


def members_inside(graph: FamilyGraph) -> dict[str, set[int]]:
    """Return per family network who is in it, relatives by marriage beside it left out."""
    table = network_members(graph)
    inside = table[table["boundary"] != "adjacent"]
    found: dict[str, set[int]] = defaultdict(set)
    for window, person in zip(inside["window_id"], inside["person"], strict=True):
        found[str(window)].add(int(person))
    return found


def networks_of(graph: FamilyGraph) -> dict[int, frozenset[str]]:
    """Return per person the family networks it is in; empty for who is in none."""
    found: dict[int, set[str]] = defaultdict(set)
    for window, people in members_inside(graph).items():
        for person in people:
            found[person].add(window)
    return defaultdict(frozenset, {who: frozenset(windows) for who, windows in found.items()})
