"""What nodes and relationships hold on the server, declared once: keys, properties, what is derived.

Properties follow from the contract of the delivery; only what famnet derives is written out here.
``docs/neo4j-model.md`` shows the same as a table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from famnet.delivery.contract import TABLES
from famnet.graph.networkx_contract import columns
from famnet.stores.model import KIN_TYPES, NODES, REFERENCES, ROWS, Label, RelType

if TYPE_CHECKING:
    from famnet.delivery.contract import Column, Table

__all__ = [
    "EDGES", "KEYS", "LABEL_OF", "OURS", "POINTS", "Edge", "Point", "Property", "day_name",
    "row_types", "sent", "table_properties",
]  # fmt: skip

Kind = Literal["text", "integer", "number", "yes/no", "date"]

_TABLES: Final = {table.name: table for table in TABLES}

#: The key of each label, each under a uniqueness constraint (cypher/schema).
KEYS: Final = {
    Label.PERSON: "person_id",
    Label.HOUSEHOLD: "household_id",
    Label.PARTNER: "partner_id",
    Label.SIGNAL: "signal_id",
    Label.EPISODE: "episode_id",
    Label.MEASURE: "measure_id",
    Label.REFERRAL: "referral_id",
    Label.ACTION: "action_id",
    Label.FAMILY_NETWORK: "window_id",
    Label.DELIVERY: "delivery_id",
    Label.SCHEMA_STEP: "step",
}

#: The labels that hold a graph; the others are bookkeeping.
OURS: Final = tuple(label for label in Label if label not in (Label.DELIVERY, Label.SCHEMA_STEP))

#: The label of what a column of references points to.
LABEL_OF: Final = {
    (table.name, column.stored): NODES[column.target]
    for table in TABLES
    for column in table.columns
    if column.kind == "ref"
}


@dataclass(frozen=True, slots=True)
class Property:
    """One property.

    Parameters
    ----------
    name : str
        Its name on the server.
    kind : str
        What kind of value it has.
    derived : bool
        Whether famnet derived it.
    required : bool
        Whether a node or relationship without it breaks the contract.
    """

    name: str
    kind: Kind
    derived: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """What the nodes of one label hold; ``table`` is empty for what is derived as a whole."""

    label: Label
    table: str
    properties: tuple[Property, ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """What the relationships of one type hold.

    Parameters
    ----------
    type : RelType
        The type.
    ends : tuple of (Label, Label)
        From which label to which.
    properties : tuple of Property
        What is on it; ``row`` where it stems from a row of a table.
    derived : bool
        Whether famnet derived it.
    """

    type: RelType
    ends: tuple[tuple[Label, Label], ...]
    properties: tuple[Property, ...] = ()
    derived: bool = False


def day_name(table: str, column: str) -> str:
    """Return what a date column is called: ``start`` and ``end`` on what lasts.

    >>> day_name("memberships", "start_date"), day_name("signals", "event_date")
    ('start', 'event_date')
    """
    lasting = table in ROWS or table == "measures"
    return (
        column.removesuffix("_date") if lasting and column in ("start_date", "end_date") else column
    )


_KINDS: Final[dict[str, Kind]] = {
    "key": "text", "code": "text", "closed": "text", "text": "text", "group": "integer",
    "number": "number", "flag": "yes/no",
}  # fmt: skip


def table_properties(table: Table) -> tuple[Property, ...]:
    """Return the properties that the rows of a table become, references left out."""
    found = [Property("row", "integer", required=True), Property("line", "integer", required=True)]
    if table.key:
        found.insert(0, Property(table.key, "text", required=True))
    for column in columns(table):
        found.extend(_of_column(table, column))
    return tuple(found)


def _of_column(table: Table, column: Column) -> tuple[Property, ...]:
    if column.kind == "ref" or (table.name, column.name) == ("kinships", "kind"):
        return ()  # references are relationships; the kind of kinship is their type
    if column.kind == "date":
        name = day_name(table.name, column.name)
        return (
            Property(name, "date"),
            Property(f"{name}_latest", "date"),
            Property(f"{name}_text", "text"),
        )
    required = column.kind == "flag" or column.required
    return (Property(column.stored, _KINDS[column.kind], required=required),)


def _derived(text: str, kind: Kind = "text") -> tuple[Property, ...]:
    return tuple(Property(name, kind, derived=True) for name in text.split())


_MARK: Final = Property("derived", "yes/no", derived=True, required=True)


def sent(properties: tuple[Property, ...]) -> tuple[Property, ...]:
    """Return the properties that differ between rows: all but the mark ``derived``, always true."""
    return tuple(known for known in properties if known is not _MARK)


_BESIDE: Final = {
    Label.PERSON: _derived("birth_year", "integer"),
    Label.PARTNER: _derived("label_nl chain root"),
    Label.MEASURE: _derived("label_nl"),
    Label.SIGNAL: (
        *_derived("life_domain scan_group nature"),
        *_derived("counted", "yes/no"),
        *_derived("reason age_class observer"),
    ),
}

POINTS: Final = (
    *(
        Point(label, name, (*table_properties(_TABLES[name]), *_BESIDE.get(label, ())))
        for name, label in NODES.items()
    ),
    Point(
        Label.EPISODE,
        "",
        (
            Property("episode_id", "text", derived=True, required=True),
            _MARK,
            *_derived("life_domain scan_group"),
            *_derived("counted", "yes/no"),
            *_derived("first_day last_day", "date"),
        ),
    ),
    Point(
        Label.FAMILY_NETWORK,
        "",
        (
            Property("window_id", "text", derived=True, required=True),
            _MARK,
            *_derived("anchor_id"),
            *_derived("depth n_persons n_households n_episodes n_observers n_domains", "integer"),
            *_derived("eligible", "yes/no"),
            *_derived("reason"),
        ),
    ),
)


def row_types(table: str) -> tuple[RelType, ...]:
    """Return the types that the rows of a table without key become.

    >>> row_types("ties")
    (<RelType.TIED_TO: 'TIED_TO'>,)
    """
    one = ROWS[table].type
    return tuple(KIN_TYPES.values()) if one is None else (one,)


def _row_edges() -> tuple[Edge, ...]:
    made: list[Edge] = []
    for name, row in ROWS.items():
        tail = LABEL_OF[name, row.tail]
        ends = tuple((tail, LABEL_OF[name, head]) for head in row.heads)
        properties = table_properties(_TABLES[name])
        made.extend(Edge(kind, ends, properties) for kind in row_types(name))
    return tuple(made)


def _reference_edges() -> tuple[Edge, ...]:
    ends: dict[RelType, list[tuple[Label, Label]]] = {}
    for reference in REFERENCES:
        pair = (NODES[reference.table], LABEL_OF[reference.table, reference.column])
        ends.setdefault(reference.type, []).append(pair)
    return tuple(Edge(kind, tuple(pairs)) for kind, pairs in ends.items())


EDGES: Final = (
    *_row_edges(),
    *_reference_edges(),
    Edge(
        RelType.HOME,
        ((Label.PERSON, Label.HOUSEHOLD),),
        (_MARK, *_derived("resident", "yes/no")),
        derived=True,
    ),
    Edge(RelType.PART_OF, ((Label.SIGNAL, Label.EPISODE),), (_MARK,), derived=True),
    Edge(
        RelType.TOUCHES,
        ((Label.EPISODE, Label.HOUSEHOLD), (Label.EPISODE, Label.PERSON)),
        (_MARK, *_derived("counts", "yes/no"), *_derived("life_domain scan_group")),
        derived=True,
    ),
    Edge(RelType.HAS_HOUSEHOLD, ((Label.FAMILY_NETWORK, Label.HOUSEHOLD),), (_MARK,), derived=True),
    Edge(
        RelType.HAS_MEMBER,
        ((Label.FAMILY_NETWORK, Label.PERSON),),
        (_MARK, *_derived("boundary path household_id")),
        derived=True,
    ),
)
