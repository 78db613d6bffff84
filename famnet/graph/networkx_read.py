"""Back from an ``nx.MultiDiGraph`` under the contract to a FamilyGraph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famnet.catalogue import load_catalogue
from famnet.config import Settings
from famnet.delivery.contract import TABLES
from famnet.errors import UserError
from famnet.governance import Grant, demand, grant_for
from famnet.graph.day_text import days_of
from famnet.graph.family_graph import FamilyGraph
from famnet.graph.networkx_contract import (
    EDGE_TABLES,
    NODE_KIND,
    NODE_TABLES,
    VERSION,
    EdgeTable,
    columns,
)
from famnet.vocabulary import FOREVER, NO_DAY, KinKind, TieKind, Workspace

if TYPE_CHECKING:
    import networkx as nx

    from famnet.delivery.contract import Column, Table

__all__ = ["from_networkx"]

_Row = dict[str, Any]
_TABLE_OF = {kind: name for name, kind in NODE_KIND.items()}


def from_networkx(made: nx.MultiDiGraph, *, grant: Grant | None = None) -> FamilyGraph:
    """Make a FamilyGraph of a NetworkX graph under the contract.

    Parameters
    ----------
    made : networkx.MultiDiGraph
        What ``to_networkx`` gave, or a graph of your own with the same node and edge attributes. An
        edge you add needs ``kind`` only; what is left out is empty.
    grant : Grant, optional
        Permission; made silently where the graph says it is synthetic.

    Returns
    -------
    FamilyGraph
        Equal to the one it came from when nothing was changed.

    Raises
    ------
    UserError
        A node or an edge doesn't keep the contract; says which.
    Refused
        The graph isn't synthetic and there is no grant.

    Notes
    -----
    Leaves an audit event as ``build_graph`` does. O(nodes + edges). Rows keep the order they had in
    the tables; new ones come last.
    """
    _check_form(made)
    workspace = Workspace(made.graph.get("workspace") or Workspace.SYNTHETIC)
    synthetic = bool(made.graph.get("synthetic"))
    if grant is None and synthetic:
        grant = grant_for(Settings(workspace=workspace), synthetic=True)
    as_of, _ = days_of(made.graph.get("as_of", ""), empty=NO_DAY)
    demand(grant, "build_graph", detail=f"{len(made)} nodes", as_of=as_of)
    assert grant is not None
    rows, places = _node_rows(made)
    _add_edges(made, rows, places)
    tables = {table.name: _frame(table, rows[table.name]) for table in TABLES}
    return FamilyGraph(
        tables=tables,
        as_of=as_of,
        synthetic=synthetic,
        workspace=workspace,
        grant=grant,
        region=made.graph.get("region", ""),
        deliverer=made.graph.get("deliverer", ""),
    )


def _check_form(made: nx.MultiDiGraph) -> None:
    if not (made.is_directed() and made.is_multigraph()):
        raise UserError(
            "Deze graaf is geen nx.MultiDiGraph.", hint="Begin met graph.to_networkx()."
        )
    version = made.graph.get("famnet_contract", VERSION)
    if version != VERSION:
        raise UserError(
            f"Deze graaf volgt afspraak {version!r}; famnet kent {VERSION!r}.",
            hint="Maak de graaf opnieuw met graph.to_networkx().",
        )


def _node_rows(made: nx.MultiDiGraph) -> tuple[dict[str, list[_Row]], dict[Any, tuple[str, int]]]:
    rows: dict[str, list[_Row]] = {table.name: [] for table in TABLES}
    places: dict[Any, tuple[str, int]] = {}
    for node, known in made.nodes(data=True):
        name = _TABLE_OF.get(known.get("kind"))
        if name is None or not known.get("id"):
            raise UserError(
                f"Punt {str(node)!r} heeft geen bekende 'kind' of geen 'id'.",
                hint=f"Kies kind uit {', '.join(sorted(_TABLE_OF))}.",
            )
        places[node] = (name, len(rows[name]))
        rows[name].append(dict(known))
    for table in NODE_TABLES:
        ids = [row["id"] for row in rows[table.name]]
        if len(set(ids)) < len(ids):
            raise UserError(f"In {table.name} staat een 'id' twee keer.")
    return rows, places


def _add_edges(
    made: nx.MultiDiGraph,
    rows: dict[str, list[_Row]],
    places: dict[Any, tuple[str, int]],
) -> None:
    edges: dict[str, list[tuple[int, _Row]]] = defaultdict(list)
    for tail, head, key, known in made.edges(keys=True, data=True):
        from_table, from_row = places[tail]
        to_table, to_row = places[head]
        name = known.get("table") or _table_of(known, from_table, to_table)
        if "." in name:
            _refer(rows, name, (from_table, from_row), (to_table, to_row))
            continue
        row = {**known, "tail": (from_table, from_row), "head": (to_table, to_row)}
        edges[name].append((_place(name, key), row))
    for shape in EDGE_TABLES:
        ordered = sorted(edges[shape.table.name], key=lambda pair: pair[0])
        rows[shape.table.name] = [_edge_row(shape, row) for _, row in ordered]


def _table_of(known: _Row, tail: str, head: str) -> str:
    """Find the table of an edge that doesn't name one, by its kind."""
    kind = known.get("kind")
    if kind in set(KinKind):
        return "kinships"
    if kind in set(TieKind):
        return "ties"
    for shape in EDGE_TABLES:
        if kind and kind == shape.kind:
            return shape.table.name
    for table in NODE_TABLES:
        for column in table.columns:
            fits = kind in (column.stored, "about") and column.target == head
            if table.name == tail and column.kind == "ref" and fits:
                return f"{tail}.{column.stored}"
    raise UserError(
        f"Een verbinding heeft geen bekende 'kind': {kind!r}.", hint="Zie docs/graph.md."
    )


def _refer(
    rows: dict[str, list[_Row]], name: str, tail: tuple[str, int], head: tuple[str, int]
) -> None:
    table, column = name.split(".", 1)
    declared = {c.stored: c.target for t in NODE_TABLES if t.name == table for c in t.columns}
    if table != tail[0] or declared.get(column) != head[0]:
        raise UserError(f"Een verbinding {name!r} gaat van {tail[0]} naar {head[0]}.")
    rows[table][tail[1]][f"ref:{column}"] = head[1]


def _place(name: str, key: object) -> int:
    """Row an edge had in its table; new edges come last."""
    text = str(key)
    number = text.removeprefix(f"{name}:")
    return int(number) if number != text and number.isdecimal() else 2**62


def _edge_row(shape: EdgeTable, row: _Row) -> _Row:
    made = {name: cell for name, cell in row.items() if name not in ("tail", "head")}
    for stored, (table, code) in (("tail", row["tail"]), ("head", row["head"])):
        wanted = (shape.tail,) if stored == "tail" else shape.heads
        fits = [c.stored for c in shape.table.columns if c.stored in wanted and c.target == table]
        if not fits:
            raise UserError(f"Een verbinding van {shape.table.name} kan niet van of naar {table}.")
        made[f"ref:{fits[0]}"] = code
    if shape.start == "start_date":
        made["start_date"], made["end_date"] = row.get("start", ""), row.get("end", "")
    return made


def _frame(table: Table, rows: list[_Row]) -> pd.DataFrame:
    cells: dict[str, Any] = {}
    if table.key:
        cells[table.key] = pd.array([row["id"] for row in rows], dtype="str")
    for column in columns(table):
        name = column.name
        if name == "kind" and table.name in NODE_KIND:
            name = f"{NODE_KIND[table.name]}_kind"
        if column.kind == "ref":
            name = f"ref:{column.stored}"
        cells.update(_column(column, [row.get(name) for row in rows]))
    cells["line"] = np.array([row.get("line", 0) for row in rows], dtype=np.int32)
    if table.subject:
        _one_subject(table, cells)
    return pd.DataFrame(cells)


def _one_subject(table: Table, cells: dict[str, Any]) -> None:
    if ((cells["person"] >= 0) == (cells["household"] >= 0)).any():
        raise UserError(
            f"Een rij van {table.name} gaat niet over precies een persoon of een huishouden.",
            hint="Neem bij een deel van de graaf ook waar de rij over gaat, of gebruik graph.scope.",
        )


def _column(column: Column, cells: list[Any]) -> dict[str, Any]:
    name = column.stored
    if column.kind == "date":
        empty = FOREVER if column.name in ("end_date", "death_date") else NO_DAY
        days = [days_of(cell or "", empty=empty) for cell in cells]
        return {
            name: np.array([low for low, _ in days], dtype=np.int32),
            f"{name}_hi": np.array([high for _, high in days], dtype=np.int32),
        }
    if column.kind in ("closed", "code"):
        return {name: _category(column, cells)}
    if column.kind in ("ref", "group"):
        return {name: np.array([-1 if cell is None else cell for cell in cells], dtype=np.int32)}
    if column.kind == "number":
        return {name: np.array([np.nan if c is None else c for c in cells], dtype=np.float32)}
    if column.kind == "flag":
        return {name: np.array([bool(cell) for cell in cells], dtype=np.bool_)}
    return {name: pd.array([cell or "" for cell in cells], dtype="str")}


def _category(column: Column, cells: list[Any]) -> pd.Categorical:
    values = column.values or tuple(getattr(load_catalogue(), column.target))  # noqa: PD011
    empty = "confirmed" if column.name == "certainty" else None
    known = [cell or empty for cell in cells]
    unknown = {cell for cell in known if cell is not None and cell not in values}
    if unknown:
        raise UserError(
            f"{column.name}: {min(map(str, unknown))!r} is geen toegestane waarde.",
            hint=f"Kies uit {', '.join(values[:12])}.",
        )
    return pd.Categorical(known, categories=list(values))
