"""FamilyGraph as an ``nx.MultiDiGraph`` under the contract of docs/graph.md."""

from __future__ import annotations

import math
import warnings
from typing import TYPE_CHECKING, Any, Final

from famnet.graph.day_text import text_of
from famnet.graph.networkx_contract import (
    EDGE_TABLES,
    NODE_KIND,
    NODE_TABLES,
    VERSION,
    EdgeTable,
    columns,
    ends,
)
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx
    import pandas as pd

    from famnet.delivery.contract import Column, Table
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["LARGE", "edges_of", "facts_of", "memory_estimate_mb", "nodes_of", "to_networkx"]

Node = tuple[str, dict[str, Any]]
Edge = tuple[str, str, str, dict[str, Any]]

#: Nodes above which NetworkX becomes slow and large; the warning says how large.
LARGE: Final = 100_000
#: Measured with CPython 3.11 on synthetic regions: bytes per node and per edge, attributes and all.
_NODE_BYTES: Final = 1_100
_EDGE_BYTES: Final = 900


def to_networkx(graph: FamilyGraph) -> nx.MultiDiGraph:
    """Return the graph for NetworkX; ``from_networkx`` takes it back without loss.

    Parameters
    ----------
    graph : FamilyGraph
        Best a case: see ``FamilyGraph.scope``.

    Returns
    -------
    networkx.MultiDiGraph
        Nodes ``"person:<id>"``, ``"household:<id>"``, ``"partner:<id>"``, ``"signal:<id>"``,
        ``"referral:<id>"``, ``"measure:<id>"``, ``"action:<id>"``, each with ``kind`` and ``id``;
        edges each with ``kind``, ``start``, ``end``, ``certainty`` and ``source`` (docs/graph.md).

    Warns
    -----
    UserWarning
        Above 100,000 nodes, with an estimate of the memory it takes.

    Notes
    -----
    O(rows). Attributes are plain str, int, float and bool; what is empty is left out. A new graph
    each time: what you do with it changes nothing here. ``birth_date`` stands on person nodes for
    computing ages; leave it out of anything that leaves your machine.
    """
    import networkx as nx

    _warn_when_large(graph)
    made = nx.MultiDiGraph()
    made.graph.update(facts_of(graph))
    made.add_nodes_from(nodes_of(graph))
    made.add_edges_from(edges_of(graph))
    return made


def facts_of(graph: FamilyGraph) -> dict[str, str | bool]:
    """Return what the graph says about itself."""
    return {
        "famnet_contract": VERSION,
        "as_of": text_of(graph.as_of, graph.as_of, empty=NO_DAY),
        "synthetic": graph.synthetic,
        "workspace": str(graph.workspace),
        "region": graph.region,
        "deliverer": graph.deliverer,
    }


def nodes_of(graph: FamilyGraph) -> Iterator[Node]:
    """Yield the nodes of the contract, each with its attributes, table by table."""
    for table in NODE_TABLES:
        yield from zip(_node_names(graph, table), _node_rows(graph, table), strict=True)


def edges_of(graph: FamilyGraph) -> Iterator[Edge]:
    """Yield the edges of the contract: from, to, key and attributes, table by table."""
    names = {table.name: _node_names(graph, table) for table in NODE_TABLES}
    for table in NODE_TABLES:
        yield from _reference_edges(graph, table, names)
    for edges in EDGE_TABLES:
        yield from _table_edges(graph, edges, names)


def memory_estimate_mb(graph: FamilyGraph) -> tuple[int, int]:
    """Return how many nodes the NetworkX view would have, and about how many megabytes it takes."""
    nodes = sum(len(graph.tables[table.name]) for table in NODE_TABLES)
    rows = sum(len(graph.tables[edges.table.name]) for edges in EDGE_TABLES)
    references = sum(
        int((graph.tables[table.name][column.stored] >= 0).sum())
        for table in NODE_TABLES
        for column in table.columns
        if column.kind == "ref"
    )
    return nodes, (nodes * _NODE_BYTES + (rows + references) * _EDGE_BYTES) // 1_000_000


def _warn_when_large(graph: FamilyGraph) -> None:
    nodes, megabytes = memory_estimate_mb(graph)
    if nodes > LARGE:
        warnings.warn(
            f"Deze graaf wordt in NetworkX {nodes:,} punten groot en neemt ongeveer"
            f" {megabytes:,} MB geheugen. Rekenen wordt traag. Neem liever een deel:"
            " graph.scope(personen, hops=2).".replace(",", "."),
            UserWarning,
            stacklevel=3,
        )


def _node_names(graph: FamilyGraph, table: Table) -> list[str]:
    kind = NODE_KIND[table.name]
    return [f"{kind}:{key}" for key in graph.tables[table.name][table.key].tolist()]


def _node_rows(graph: FamilyGraph, table: Table) -> Iterator[dict[str, Any]]:
    frame = graph.tables[table.name]
    kind = NODE_KIND[table.name]
    cells = {
        f"{kind}_kind" if column.name == "kind" else column.name: _cells(frame, column)
        for column in columns(table)
        if column.kind != "ref"
    }
    cells["line"] = frame["line"].tolist()
    keys = frame[table.key].tolist()
    for key, row in zip(keys, _rows(cells, len(frame)), strict=True):
        yield {"kind": kind, "id": key, **row}


def _rows(cells: dict[str, list[Any]], length: int) -> Iterator[dict[str, Any]]:
    """Yield each row as a dict without its empty cells."""
    names = list(cells)
    for row in zip(*cells.values(), strict=True) if names else ((),) * length:
        yield {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}


def _cells(frame: pd.DataFrame, column: Column) -> list[Any]:
    """Return a column as plain values, None where it says nothing."""
    values = frame[column.stored]
    if column.kind == "date":
        empty = _empty(column)
        pairs = zip(values.tolist(), frame[f"{column.stored}_hi"].tolist(), strict=True)
        return [text_of(low, high, empty=empty) or None for low, high in pairs]
    if column.kind in ("closed", "code"):
        return [cell if isinstance(cell, str) else None for cell in values.tolist()]
    if column.kind == "number":
        return [None if math.isnan(cell) else cell for cell in values.tolist()]
    if column.kind == "group":
        return [None if cell < 0 else cell for cell in values.tolist()]
    return [cell or None for cell in values.tolist()]


def _empty(column: Column) -> int:
    return FOREVER if column.name in ("end_date", "death_date") else NO_DAY


def _day_texts(frame: pd.DataFrame, table: Table, name: str) -> list[str]:
    if not name:
        return [""] * len(frame)
    return [cell or "" for cell in _cells(frame, table.column(name))]


def _common(frame: pd.DataFrame, table: Table, shown: tuple[str, str]) -> list[dict[str, str]]:
    """Return what every edge says: start, end, certainty and source."""
    parts = zip(
        _day_texts(frame, table, shown[0]),
        _day_texts(frame, table, shown[1]),
        frame["certainty"].astype("str").fillna("").tolist(),
        frame["source"].tolist(),
        strict=True,
    )
    return [
        {
            "start": start,
            "end": end,
            "certainty": sure,
            "source": source,
        }
        for start, end, sure, source in parts
    ]


def _reference_edges(
    graph: FamilyGraph, table: Table, names: dict[str, list[str]]
) -> Iterator[Edge]:
    frame = graph.tables[table.name]
    common = _common(frame, table, ends(table))
    tails = names[table.name]
    for column in table.columns:
        if column.kind != "ref":
            continue
        kind = "about" if column.stored in ("person", "household") else column.stored
        place = f"{table.name}.{column.stored}"
        for row, code in enumerate(frame[column.stored].tolist()):
            if code >= 0:
                head = names[column.target][code]
                yield (
                    tails[row],
                    head,
                    f"{place}:{row}",
                    {"kind": kind, "table": place, **common[row]},
                )


def _table_edges(
    graph: FamilyGraph, edges: EdgeTable, names: dict[str, list[str]]
) -> Iterator[Edge]:
    table = edges.table
    frame = graph.tables[table.name]
    kinds = [edges.kind] * len(frame) if edges.kind else frame["kind"].astype(object).tolist()
    common = _common(frame, table, (edges.start, edges.end))
    told = {"kind", "start_date", "end_date", "certainty", "source"}
    cells = {
        column.name: _cells(frame, column)
        for column in columns(table)
        if column.kind != "ref" and column.name not in told
    }
    cells["line"] = frame["line"].tolist()
    tails = _ends(frame, table, (edges.tail,), names)
    heads = _ends(frame, table, edges.heads, names)
    for row, more in enumerate(_rows(cells, len(frame))):
        known = {"kind": str(kinds[row]), "table": table.name, **common[row], **more}
        yield tails[row], heads[row], f"{table.name}:{row}", known


def _ends(
    frame: pd.DataFrame, table: Table, stored: tuple[str, ...], names: dict[str, list[str]]
) -> list[str]:
    found = [""] * len(frame)
    for column in table.columns:
        if column.stored in stored:
            for row, code in enumerate(frame[column.stored].tolist()):
                if code >= 0:
                    found[row] = names[column.target][code]
    return found
