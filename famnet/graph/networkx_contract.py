"""What a table becomes in NetworkX: one declaration, derived from the contract of the delivery.

A table with a key becomes nodes, one without becomes edges. References of a node table become edges
from that node. See docs/graph.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.delivery.contract import COMMON, TABLES, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["EDGE_TABLES", "NODE_KIND", "NODE_TABLES", "VERSION", "EdgeTable", "columns", "ends"]

#: Version of the published contract (docs/graph.md).
VERSION: Final = "1"

#: Kind of the nodes of each table with a key.
NODE_KIND: Final = {
    "persons": "person",
    "households": "household",
    "partners": "partner",
    "signals": "signal",
    "referrals": "referral",
    "measures": "measure",
    "actions": "action",
}
NODE_TABLES: Final = tuple(table for table in TABLES if table.name in NODE_KIND)


@dataclass(frozen=True, slots=True)
class EdgeTable:
    """A table whose rows are edges.

    Parameters
    ----------
    table : Table
        Its declaration.
    tail : str
        Column the edge comes from.
    heads : tuple of str
        Columns of which one is filled: where it goes.
    kind : str
        Kind of its edges; empty: the value of its column ``kind``.
    start, end : str
        Date columns that its edges show as ``start`` and ``end``, empty for none.
    """

    table: Table
    tail: str
    heads: tuple[str, ...]
    kind: str = ""
    start: str = "start_date"
    end: str = "end_date"


_BY_NAME = {table.name: table for table in TABLES}
EDGE_TABLES: Final = (
    EdgeTable(_BY_NAME["memberships"], "person", ("household",), "lives_in"),
    EdgeTable(_BY_NAME["kinships"], "person", ("relative",)),
    EdgeTable(_BY_NAME["ties"], "person", ("other",)),
    EdgeTable(_BY_NAME["involvements"], "partner", ("person", "household"), "involved_with"),
    EdgeTable(
        _BY_NAME["requests"], "partner", ("household", "person"), "asked_about", "asked_date", ""
    ),
)

#: Date columns that edges from a node show as ``start`` and ``end``.
_SHOWN: Final = {
    "signals": ("event_date", ""),
    "referrals": ("sent_date", "answered_date"),
    "measures": ("start_date", "end_date"),
    "actions": ("due_date", "done_date"),
}


def columns(table: Table) -> Iterator[Column]:
    """Yield the columns a graph has of a table: without key, and without what identifies people."""
    for column in (*table.columns, *COMMON):
        # Birth dates are in the graph's tables to compute ages; a graph that leaves famnet shows
        # them as far as they are known, which the docs say.
        if column.kind != "key" and not (column.identifying and column.kind != "date"):
            yield column


def ends(table: Table) -> tuple[str, str]:
    """Return the date columns that edges from a node of this table show as start and end."""
    return _SHOWN.get(table.name, ("", ""))
