"""The Cypher that famnet runs itself, made of its own labels, types and properties alone.

Labels, types and properties come from ``Label``, ``RelType`` and ``shapes``; every value is a
parameter. So the number of different texts is fixed, whatever the data (a test holds it).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.stores.model import KIN_TYPES, NODES, REFERENCES, ROWS, Label, RelType
from famnet.stores.neo4j.shapes import (
    EDGES,
    KEYS,
    LABEL_OF,
    OURS,
    POINTS,
    row_types,
    sent,
    table_properties,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from famnet.delivery.contract import Table
    from famnet.stores.model import Reference
    from famnet.stores.neo4j.shapes import Edge, Point, Property

__all__ = [
    "HOMES", "HOME_STEP", "KIN_STEP", "LIVED", "SEEDS", "TIE_STEP", "alike", "broken_links", "broken_nodes",
    "count_links", "count_nodes", "create_links", "create_nodes", "delete_nodes", "known_names", "merge_links", "merge_nodes", "node_columns",
    "read_about", "read_links", "read_nodes",
]  # fmt: skip


def merge_nodes(point: Point) -> str:
    """Make or heal nodes: found by the constrained key alone, then given exactly their properties."""
    key = KEYS[point.label]
    place = [known.name for known in sent(point.properties)].index(key)
    return f"""UNWIND $rows AS row
MERGE (n:{point.label.value} {{{key}: row[{place}]}})
SET n = {_given(point.properties, 0)}"""


def merge_links(edge: Edge, tail: Label, head: Label) -> str:
    """Make or heal relationships between nodes that are there; by their row where they have one."""
    key = " {row: row[2]}" * any(known.name == "row" for known in edge.properties)
    return f"""UNWIND $rows AS row
MATCH (a:{tail.value} {{{KEYS[tail]}: row[0]}})
MATCH (b:{head.value} {{{KEYS[head]}: row[1]}})
MERGE (a)-[r:{edge.type.value}{key}]->(b)
SET r = {_given(edge.properties, 2)}"""


def create_nodes(point: Point) -> str:
    """Make nodes where none are: nothing has to be looked for."""
    return f"""UNWIND $rows AS row
CREATE (:{point.label.value} {_given(point.properties, 0)})"""


def create_links(edge: Edge, tail: Label, head: Label) -> str:
    """Make relationships where none are, between nodes that are there."""
    return f"""UNWIND $rows AS row
MATCH (a:{tail.value} {{{KEYS[tail]}: row[0]}})
MATCH (b:{head.value} {{{KEYS[head]}: row[1]}})
CREATE (a)-[:{edge.type.value} {_given(edge.properties, 2)}]->(b)"""


def _given(properties: tuple[Property, ...], before: int) -> str:
    """Say which property is which cell of a row (``rows.Rows``), after those for the ends."""
    cells = [
        f"{known.name}: " + (f"$days[row[{place}]]" if known.kind == "date" else f"row[{place}]")
        for place, known in enumerate(sent(properties), start=before)
    ]
    mark = ["derived: true"] * (len(cells) < len(properties))
    return "{" + ", ".join([*cells, *mark]) + "}"


def known_names() -> tuple[str, ...]:
    """Let a database know every label, type and property of the model, also those no row has.

    Notes
    -----
    A question that names what the database never saw makes the server warn of a misspelling. What is
    made here is deleted in the same statement; the names stay.
    """
    labels = ":".join(label.value for label in OURS)
    properties = {known.name for point in POINTS for known in point.properties}
    properties |= {known.name for edge in EDGES for known in edge.properties}
    names = ", ".join(f"{name}: true" for name in sorted(properties))
    types = ", ".join(f"(n)-[:{kind.value}]->(n)" for kind in RelType)
    return (
        f"CREATE (n:{labels}) DELETE n",
        f"CREATE (n) SET n = {{{names}}} DELETE n",
        f"CREATE (n), {types} DETACH DELETE n",
    )


def delete_nodes(label: Label) -> str:
    """Delete some nodes of a label with their relationships; says how many."""
    return f"""MATCH (n:{label.value}) WITH n LIMIT $limit
DETACH DELETE n
RETURN count(*)"""


def count_nodes() -> str:
    """Count the nodes of each of our labels.

    Notes
    -----
    Counted first and named after: so the server looks it up. Named beside the count, it would go by
    every node.
    """
    return _all_of(
        f"MATCH (n:{label.value}) WITH count(n) AS n RETURN '{label.value}' AS name, n"
        for label in OURS
    )


def count_links() -> str:
    """Count the relationships of each type; see ``count_nodes``."""
    return _all_of(
        f"MATCH ()-[r:{kind.value}]->() WITH count(r) AS n RETURN '{kind.value}' AS name, n"
        for kind in RelType
    )


def _all_of(parts: Iterable[str]) -> str:
    return "\nUNION ALL ".join(parts)


def broken_nodes(point: Point) -> str:
    """Find a node that lacks what it must have, or holds a value of another kind."""
    return f"""MATCH (n:{point.label.value})
WITH n, {_wrong("n", point.properties)} AS wrong
WHERE size(wrong) > 0
RETURN n.{KEYS[point.label]}, wrong, elementId(n) LIMIT 1"""


def alike(edges: Iterable[Edge] = EDGES) -> tuple[tuple[Edge, ...], ...]:
    """Group the edges that have the same properties: one statement looks at all of a group."""
    groups: dict[tuple[Property, ...], list[Edge]] = {}
    for edge in edges:
        groups.setdefault(edge.properties, []).append(edge)
    return tuple(map(tuple, groups.values()))


def broken_links(edges: Sequence[Edge]) -> str:
    """Find a relationship that lacks what it must have, or is between other labels.

    Parameters
    ----------
    edges : sequence of Edge
        With the same properties (``alike``): every statement more has to be planned.
    """
    properties = edges[0].properties
    types = "|".join(edge.type.value for edge in edges)
    keys = dict.fromkeys(KEYS[end] for edge in edges for pair in edge.ends for end in pair)
    tail, head = (", ".join(f"{of}.{key}" for key in keys) for of in "ab")
    return f"""MATCH (a)-[r:{types}]->(b)
WITH a, r, b, {_wrong("r", properties)} AS wrong
WHERE size(wrong) > 0 OR NOT ({_between(edges)})
RETURN type(r), {"r.row" if properties and properties[0].name == "row" else "null"},
  coalesce({tail}, elementId(a)), coalesce({head}, elementId(b)), wrong LIMIT 1"""


def _between(edges: Sequence[Edge]) -> str:
    """Say between which labels relationships may be, type by type where that differs."""
    of_ends: dict[str, list[str]] = {}
    for edge in edges:
        ends = " OR ".join(f"(a:{tail.value} AND b:{head.value})" for tail, head in edge.ends)
        of_ends.setdefault(ends, []).append(f"'{edge.type.value}'")
    if len(of_ends) == 1:
        return next(iter(of_ends))
    return " OR ".join(
        f"(type(r) IN [{', '.join(types)}] AND ({ends}))" for ends, types in of_ends.items()
    )


_TYPES: Final = {
    "text": "STRING", "integer": "INTEGER", "number": "FLOAT", "yes/no": "BOOLEAN", "date": "DATE",
}  # fmt: skip


def _wrong(of: str, properties: Sequence[Property]) -> str:
    if not properties:
        return "[]"
    tests = ", ".join(
        f"CASE WHEN {of}.{known.name} IS :: {_TYPES[known.kind]}{' NOT NULL' * known.required}"
        f" THEN null ELSE '{known.name}' END"
        for known in properties
    )
    return f"[name IN [{tests}] WHERE name IS NOT NULL]"


def node_columns(table: Table) -> tuple[list[str], dict[tuple[str, bool], str]]:
    """Return what is read of the nodes of a table: properties, and the column of each reference.

    A reference is known by its type and by whether it goes to a household: that tells them apart.
    """
    properties = [known.name for known in table_properties(table)]
    return properties, {
        (reference.type.value, _end(reference) is Label.HOUSEHOLD): reference.column
        for reference in _references(table)
    }


def _references(table: Table) -> list[Reference]:
    return [reference for reference in REFERENCES if reference.table == table.name]


def _end(reference: Reference) -> Label:
    return LABEL_OF[reference.table, reference.column]


def read_nodes(table: Table, *, by: str = "") -> str:
    """Ask the rows of a table whose rows are nodes: their properties, and what each refers to.

    Properties come as one map: to name thirty makes a server plan a second before it first answers.

    Parameters
    ----------
    table : Table
        The table.
    by : str
        Empty for all; ``key``: those in ``$ids``; ``row``: those in ``$rows``.
    """
    label = NODES[table.name]
    start = {
        "": f"MATCH (n:{label.value})",
        "key": f"UNWIND $ids AS id MATCH (n:{label.value} {{{KEYS[label]}: id}})",
        "row": f"MATCH (n:{label.value}) WHERE n.row IN $rows",
    }[by]
    return f"{start}\nRETURN properties(n), {_refers('n', table)}"


def read_about(table: Table, target: Label, type_: RelType, day: str) -> str:
    """Ask the keys of nodes of a table that are tied to some of ``$ids``, on or before ``$today``."""
    label = NODES[table.name]
    return f"""UNWIND $ids AS id
MATCH (:{target.value} {{{KEYS[target]}: id}})<-[:{type_.value}]-(n:{label.value})
WHERE {_known("n", day)}
RETURN DISTINCT n.{KEYS[label]}"""


def read_links(table: Table, head: str, *, by: str = "", day: str = "") -> str:
    """Ask the rows of a table whose rows are relationships: properties, both ends' rows, the type.

    Parameters
    ----------
    table : Table
        The table.
    head : str
        Column it goes to.
    by : str
        Empty for all; ``tail`` or ``head``: those with that end in ``$ids``.
    day : str
        Property that must lie on or before ``$today``; empty for none.
    """
    row = ROWS[table.name]
    tail, to = LABEL_OF[table.name, row.tail], LABEL_OF[table.name, head]
    types = "|".join(kind.value for kind in row_types(table.name))
    keyed = {"tail": f" {{{KEYS[tail]}: id}}", "head": f" {{{KEYS[to]}: id}}"}.get(by, "")
    ends = (keyed, "") if by == "tail" else ("", keyed)
    start = "UNWIND $ids AS id\n" if by else ""
    return f"""{start}MATCH (a:{tail.value}{ends[0]})-[r:{types}]->(b:{to.value}{ends[1]})
WHERE {_known("r", day)}
RETURN properties(r), a.row, b.row, type(r)"""


def _refers(of: str, table: Table) -> str:
    """Ask the type, whether it is to a household, and the row of all that a node refers to."""
    references = _references(table)
    if not references:
        return "[]"
    types = "|".join(dict.fromkeys(reference.type.value for reference in references))
    ends = "|".join(dict.fromkeys(_end(reference).value for reference in references))
    return f"[({of})-[r:{types}]->(x:{ends}) | [type(r), x:{Label.HOUSEHOLD.value}, x.row]]"


def _known(of: str, day: str) -> str:
    """Say when a row that lies after today isn't known yet; all are where there is no today."""
    return f"NOT $cut OR {of}.{day} IS NULL OR {of}.{day} <= $today" if day else "true"


_PERSON: Final = f"(p:{Label.PERSON.value} {{{KEYS[Label.PERSON]}: id}})"
_OTHER: Final = f"q.{KEYS[Label.PERSON]}"
_HOME: Final = f"h.{KEYS[Label.HOUSEHOLD]}"


def _active(of: str) -> str:
    return (
        f"({of}.start IS NULL OR {of}.start <= $today) AND ({of}.end IS NULL OR {of}.end > $today)"
    )


#: Which seeds are persons, and which are households.
SEEDS: Final = f"""UNWIND $ids AS id
OPTIONAL MATCH {_PERSON}
OPTIONAL MATCH (h:{Label.HOUSEHOLD.value} {{{KEYS[Label.HOUSEHOLD]}: id}})
RETURN id, p IS NOT NULL, h IS NOT NULL"""

#: Who live or lived in households.
LIVED: Final = f"""UNWIND $ids AS id
MATCH (h:{Label.HOUSEHOLD.value} {{{KEYS[Label.HOUSEHOLD]}: id}})<-[:LIVES_IN]-(q:{Label.PERSON.value})
RETURN DISTINCT {_OTHER}"""

#: Where persons live or lived.
HOMES: Final = f"""UNWIND $ids AS id
MATCH {_PERSON}-[:LIVES_IN]->(h:{Label.HOUSEHOLD.value})
RETURN DISTINCT {_HOME}"""

#: One step by kinship that has begun.
KIN_STEP: Final = f"""UNWIND $ids AS id
MATCH {_PERSON}-[r:{"|".join(kind.value for kind in KIN_TYPES.values())}]-(q:{Label.PERSON.value})
WHERE type(r) IN $types AND (r.start IS NULL OR r.start <= $today)
RETURN DISTINCT {_OTHER}"""

#: One step by a tie that holds today.
TIE_STEP: Final = f"""UNWIND $ids AS id
MATCH {_PERSON}-[r:TIED_TO]-(q:{Label.PERSON.value})
WHERE r.kind IN $kinds AND {_active("r")}
RETURN DISTINCT {_OTHER}"""

#: One step through private households, among who live there today.
HOME_STEP: Final = f"""UNWIND $ids AS id
MATCH {_PERSON}-[r:LIVES_IN]->(h:{Label.HOUSEHOLD.value})
WHERE coalesce(h.kind, 'private') = 'private' AND {_active("r")}
WITH DISTINCT h
MATCH (h)<-[s:LIVES_IN]-(q:{Label.PERSON.value})
WHERE {_active("s")}
RETURN DISTINCT {_OTHER}"""
