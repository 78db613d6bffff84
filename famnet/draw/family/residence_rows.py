"""The delivered rows that say that somebody lives where a picture shows them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from famnet.graph.layers import active

if TYPE_CHECKING:
    from famnet.draw.family.facts import FactIndex
    from famnet.draw.family.people import Family
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["residence_rows", "unsure"]


def residence_rows(
    graph: FamilyGraph, facts: FactIndex, family: Family
) -> dict[int, tuple[str, ...]]:
    """Return by person the ids of the rows by which they live in their household now.

    Parameters
    ----------
    graph, facts : FamilyGraph, FactIndex
        Where the rows stand.
    family : Family
        People and households.

    Notes
    -----
    The table has no ids of its own: the line in the delivered file is one. O(k log n).
    """
    found: dict[int, list[str]] = defaultdict(list)
    for person, line, _ in _rows(graph, facts, family):
        found[person].append(f"memberships:{line}")
    return {person: tuple(ids) for person, ids in found.items()}


def unsure(graph: FamilyGraph, facts: FactIndex, family: Family) -> dict[int, str]:
    """Return who lives in their household by a row that isn't confirmed, and how sure it is."""
    rows = _rows(graph, facts, family)
    return {person: sure for person, _, sure in rows if sure != "confirmed"}


def _rows(graph: FamilyGraph, facts: FactIndex, family: Family) -> list[tuple[int, int, str]]:
    home_of = {p.person: home.code for home in family.households for p in home.people}
    table = graph.memberships.iloc[facts.rows("memberships", "person", list(home_of))]
    table = table[active(table, graph.as_of)]
    columns = (table[name].astype(object) for name in ("person", "household", "line", "certainty"))
    return [
        (int(person), int(line), str(certainty))
        for person, household, line, certainty in zip(*columns, strict=True)
        if home_of[int(person)] == household
    ]
