"""What leaves famnet for other tools: nodes and edges of the contract, without what identifies."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from famnet.delivery.contract import COMMON, TABLES
from famnet.graph.day_text import days_of
from famnet.graph.networkx_contract import EDGE_TABLES, NODE_KIND, NODE_TABLES
from famnet.graph.networkx_view import nodes_of
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.graph.family_graph import FamilyGraph
    from famnet.graph.networkx_view import Node

__all__ = ["EDGE_COLUMNS", "NODE_COLUMNS", "exported_nodes"]

_IDENTIFYING: Final = frozenset(c.name for table in TABLES for c in table.columns if c.identifying)


def _node_columns() -> tuple[str, ...]:
    names = ["kind", "id", "label", "birth_year"]
    for table in NODE_TABLES:
        for column in (*table.columns, *COMMON):
            own_kind = f"{NODE_KIND[table.name]}_kind" if column.name == "kind" else column.name
            if column.kind not in ("key", "ref") and column.name not in _IDENTIFYING:
                names.append(own_kind)
    return tuple(dict.fromkeys([*names, "line"]))


def _edge_columns() -> tuple[str, ...]:
    names = ["kind", "table", "start", "end", "certainty", "source"]
    for edges in EDGE_TABLES:
        names += [
            column.name
            for column in (*edges.table.columns, *COMMON)
            if column.kind not in ("key", "ref") and column.name not in ("start_date", "end_date")
        ]
    return tuple(dict.fromkeys([*names, "line"]))


#: Every attribute a node or an edge may have, in the order in which columns stand.
NODE_COLUMNS: Final = _node_columns()
EDGE_COLUMNS: Final = _edge_columns()


def exported_nodes(graph: FamilyGraph) -> Iterator[Node]:
    """Yield the nodes as other tools get them.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.

    Yields
    ------
    tuple of str and dict
        As the contract of docs/graph.md, but: no birth date, ``birth_year`` instead (left out where
        the year isn't known), and ``label``, which is the id.
    """
    for name, known in nodes_of(graph):
        kept = {key: cell for key, cell in known.items() if key not in _IDENTIFYING}
        kept["label"] = known["id"]
        year = _year(known.get("birth_date", ""))
        if year is not None:
            kept["birth_year"] = year
        yield name, kept


@lru_cache(maxsize=65_536)
def _year(text: str) -> int | None:
    """Return the year of a birth date, where all its readings agree on it.

    >>> _year("1980-05"), _year("1979-12-31/1980-01-01"), _year("")
    (1980, None, None)
    """
    low, high = days_of(text, empty=NO_DAY)
    if {low, high} & {NO_DAY, FOREVER}:
        return None
    first, last = date_from_day(low), date_from_day(high)
    assert first is not None
    assert last is not None
    return first.year if first.year == last.year else None
