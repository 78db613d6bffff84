"""A graph as two CSV files, nodes and edges: for Gephi's import and for spreadsheets."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, Final

from famnet.delivery.output import FORMULA_START
from famnet.graph.export_rows import EDGE_COLUMNS, NODE_COLUMNS, exported_nodes
from famnet.graph.networkx_view import edges_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["write_edges", "write_nodes"]

_FORMULA: Final = re.compile(FORMULA_START)
# Gephi knows these names, and heeds no case: what docs/graph.md calls source is data_source.
_NODE_HEADER: Final = ("Id", "Label", *(c for c in NODE_COLUMNS if c not in ("id", "label")))
_EDGE_HEADER: Final = (
    "Source", "Target", "Type", "Id",
    *("data_source" if c == "source" else c for c in EDGE_COLUMNS),
)  # fmt: skip


def write_nodes(graph: FamilyGraph, path: Path) -> int:
    """Write the nodes: Id (as ``person:P12``), Label (the id), kind and attributes.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    path : pathlib.Path
        The file; the caller sees to it that it is whole or not there.

    Returns
    -------
    int
        Nodes written.
    """
    rows = ({**known, "Id": name, "Label": known["label"]} for name, known in exported_nodes(graph))
    return _write(path, _NODE_HEADER, rows)


def write_edges(graph: FamilyGraph, path: Path) -> int:
    """Write the edges: Source, Target, Type, Id, kind, start, end and attributes.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    path : pathlib.Path
        The file; the caller sees to it that it is whole or not there.

    Returns
    -------
    int
        Edges written.
    """
    rows = (
        {
            **known,
            "data_source": known["source"],
            "Source": tail,
            "Target": head,
            "Type": "Directed",
            "Id": key,
        }
        for tail, head, key, known in edges_of(graph)
    )
    return _write(path, _EDGE_HEADER, rows)


def _write(path: Path, header: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([_cell(row.get(name, "")) for name in header])
            count += 1
    return count


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and _FORMULA.match(value):
        return f"'{value}"
    return value
