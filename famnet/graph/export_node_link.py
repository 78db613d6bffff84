"""A graph as node-link JSON, written node by node: for NetworkX, D3 and the like."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from famnet.graph.export_rows import exported_nodes
from famnet.graph.networkx_view import edges_of, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import IO

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["write_node_link"]

#: Node-link uses these names itself.
_RENAMED: Final = {"source": "data_source"}


def write_node_link(graph: FamilyGraph, path: Path) -> tuple[int, int]:
    """Write a graph as JSON that ``networkx.node_link_graph`` reads.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    path : pathlib.Path
        The file; the caller sees to it that it is whole or not there.

    Returns
    -------
    tuple of int
        Nodes and edges written.

    Notes
    -----
    ``id`` is the name of the node (``person:P12``) and ``label`` the id itself; ``source`` and
    ``target`` are the ends of an edge, and what docs/graph.md calls ``source`` is ``data_source``.
    One line per node and edge. Memory: one table.
    """
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"directed": true, "multigraph": true, "graph": ')
        out.write(_json(facts_of(graph)))
        nodes = _list(out, "nodes", _nodes(graph))
        edges = _list(out, "edges", _edges(graph))
        out.write("}\n")
    return nodes, edges


def _nodes(graph: FamilyGraph) -> Iterator[dict[str, Any]]:
    for name, known in exported_nodes(graph):
        yield {**known, "id": name}


def _edges(graph: FamilyGraph) -> Iterator[dict[str, Any]]:
    for tail, head, key, known in edges_of(graph):
        told = {_RENAMED.get(name, name): cell for name, cell in known.items()}
        yield {"source": tail, "target": head, "key": key, **told}


def _list(out: IO[str], name: str, items: Iterable[dict[str, Any]]) -> int:
    out.write(f', "{name}": [')
    count = 0
    for item in items:
        out.write(f"{',' if count else ''}\n{_json(item)}")
        count += 1
    out.write("\n]")
    return count


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
