"""A graph as GraphML, written node by node: for Gephi, yEd, Cytoscape, igraph and NetworkX."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Any, Final
from xml.sax.saxutils import quoteattr

from famnet.graph.export_rows import EDGE_COLUMNS, NODE_COLUMNS, exported_nodes
from famnet.graph.networkx_view import edges_of, facts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["write_graphml"]

_TYPES: Final = {bool: "boolean", int: "long", float: "double", str: "string"}
# What XML 1.0 has no place for.
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns'
    ' http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">\n'
)


def write_graphml(graph: FamilyGraph, path: Path) -> tuple[int, int]:
    """Write a graph as GraphML.

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
    Goes twice through the rows: GraphML says up front which attributes there are. Memory: one table.
    Characters that XML has no place for are written as a backslash, u and their number.
    """
    node_types = _types((known for _, known in exported_nodes(graph)), NODE_COLUMNS)
    edge_types = _types((known for *_, known in edges_of(graph)), EDGE_COLUMNS)
    facts = facts_of(graph)
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(_HEAD)
        graph_keys = _keys(out, "graph", {name: _TYPES[type(cell)] for name, cell in facts.items()})
        node_keys = _keys(out, "node", node_types)
        edge_keys = _keys(out, "edge", edge_types)
        out.write('<graph edgedefault="directed">\n')
        _data(out, facts, graph_keys)
        nodes = edges = 0
        for name, known in exported_nodes(graph):
            out.write(f"<node id={_attribute(name)}>\n")
            _data(out, known, node_keys)
            out.write("</node>\n")
            nodes += 1
        for tail, head, key, known in edges_of(graph):
            ends = f"source={_attribute(tail)} target={_attribute(head)} id={_attribute(key)}"
            out.write(f"<edge {ends}>\n")
            _data(out, known, edge_keys)
            out.write("</edge>\n")
            edges += 1
        out.write("</graph>\n</graphml>\n")
    return nodes, edges


def _types(rows: Iterable[Mapping[str, Any]], columns: tuple[str, ...]) -> dict[str, str]:
    """Return the attributes that occur and their types, in the order of the columns."""
    found: dict[str, str] = {}
    for known in rows:
        for name, cell in known.items():
            if name not in found:
                found[name] = _TYPES[type(cell)]
    return {name: found[name] for name in columns if name in found}


def _keys(out: IO[str], domain: str, types: Mapping[str, str]) -> dict[str, str]:
    """Declare attributes and return the key of each."""
    keys = {name: f"{domain}_{name}" for name in types}
    for name, kind in types.items():
        out.write(
            f'<key id="{keys[name]}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
        )
    return keys


def _data(out: IO[str], known: Mapping[str, Any], keys: Mapping[str, str]) -> None:
    for name, key in keys.items():
        if name in known:
            out.write(f'  <data key="{key}">{_text(known[name])}</data>\n')


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = _legal(str(cell))
    for sign, written in _ESCAPED.items():
        text = text.replace(sign, written)
    return text


def _attribute(text: str) -> str:
    return quoteattr(_legal(text), {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


def _legal(text: str) -> str:
    return _ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
