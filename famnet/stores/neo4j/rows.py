"""What is sent to the server: the rows of a graph, and of what is derived from it, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import TABLES
from famnet.graph.networkx_contract import columns
from famnet.stores.model import KIN_TYPES, NODES, REFERENCES, ROWS, Label, RelType
from famnet.stores.neo4j.days import cells_of_days, date_of, empty_of
from famnet.stores.neo4j.shapes import EDGES, KEYS, LABEL_OF, POINTS, day_name, sent
from famnet.vocabulary import FOREVER, NO_DAY, KinKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from famnet.delivery.contract import Column, Table
    from famnet.graph.family_graph import FamilyGraph
    from famnet.stores.derived import Derived
    from famnet.stores.neo4j.shapes import Edge, Point, Property

    Cells = dict[str, list[Any]]

__all__ = ["Links", "Rows", "link_rows", "node_rows"]

_TABLES: Final = {table.name: table for table in TABLES}
_EDGES: Final = {edge.type: edge for edge in EDGES}
_DERIVED_DAYS: Final = frozenset({"first_day", "last_day"})


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """Rows as columns of values, None for absent; a part of them is what one statement gets.

    Parameters
    ----------
    columns : tuple of list
        The columns, all equally long.
    days : frozenset of int
        Which of them are dates.
    """

    columns: tuple[list[Any], ...]
    days: frozenset[int]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.columns[0])

    def part(self, start: int, stop: int) -> dict[str, object]:
        """Return some rows as the parameters of a statement: ``$rows``, and the ``$days`` in them.

        Notes
        -----
        Rows are lists, not maps: a name in each cell would be most of what is sent. A date is sent
        once and named by its place.
        """
        days: dict[Any, int] = {}
        cut = [
            [None if cell is None else days.setdefault(cell, len(days)) for cell in values]
            if place in self.days
            else values
            for place, values in enumerate(column[start:stop] for column in self.columns)
        ]
        return {"rows": list(map(list, zip(*cut, strict=True))), "days": list(days)}


@dataclass(frozen=True, slots=True, repr=False)
class Links:
    """Relationships of one type between two labels: both keys, then the properties."""

    edge: Edge
    tail: Label
    head: Label
    rows: Rows


def node_rows(graph: FamilyGraph, derived: Derived) -> Iterator[tuple[Point, Rows]]:
    """Yield the nodes of each label, sorted by key.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    derived : Derived
        What is derived from it.
    """
    frames = {Label.EPISODE: derived.episodes, Label.FAMILY_NETWORK: derived.networks}
    for point in POINTS:
        if point.table:
            cells = {
                **_cells(graph, point.table),
                **_beside(point.label, graph, derived),
            }
        else:
            cells = _plain(frames[point.label])
        yield point, _sorted(cells, sent(point.properties), by=KEYS[point.label])


def link_rows(graph: FamilyGraph, derived: Derived) -> Iterator[Links]:
    """Yield the relationships of each type and pair of labels, sorted by their ends.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    derived : Derived
        What is derived from it.
    """
    for name, row in ROWS.items():
        cells = _cells(graph, name)
        for head in row.heads:
            yield from _of_rows(graph, name, head, cells)
    for reference in REFERENCES:
        yield _of_reference(graph, reference.table, reference.column, reference.type)
    yield from _of_derived(derived)


def _of_rows(graph: FamilyGraph, name: str, head: str, cells: Cells) -> Iterator[Links]:
    row, frame = ROWS[name], graph.tables[name]
    filled = (frame[row.tail].to_numpy() >= 0) & (frame[head].to_numpy() >= 0)
    kinds: list[tuple[RelType, Any]]
    if row.type is None:
        kind = frame["kind"].astype(object).to_numpy()
        kinds = [(KIN_TYPES[k], filled & (kind == str(k))) for k in KinKind]
    else:
        kinds = [(row.type, filled)]
    for type_, mask in kinds:
        chosen = np.flatnonzero(mask).tolist()
        kept = {key: [values[at] for at in chosen] for key, values in cells.items()}
        ends = _ids(graph, name, row.tail, mask), _ids(graph, name, head, mask)
        yield _links(type_, (LABEL_OF[name, row.tail], LABEL_OF[name, head]), ends, kept)


def _of_reference(graph: FamilyGraph, name: str, column: str, type_: RelType) -> Links:
    frame, label = graph.tables[name], NODES[name]
    mask = frame[column].to_numpy() >= 0
    ends = frame.loc[mask, KEYS[label]].tolist(), _ids(graph, name, column, mask)
    return _links(type_, (label, LABEL_OF[name, column]), ends, {})


def _links(
    type_: RelType,
    labels: tuple[Label, Label],
    ends: tuple[list[str], list[str]],
    cells: Mapping[str, list[Any]],
) -> Links:
    edge = _EDGES[type_]
    # Rows are in the order of their table already, so a stable sort by the ends will do.
    order = sorted(range(len(ends[0])), key=lambda at: (ends[0][at], ends[1][at]))
    columns_ = (*ends, *(cells.get(known.name, []) for known in sent(edge.properties)))
    return Links(edge, *labels, _ordered(columns_, order, sent(edge.properties), before=2))


def _ids(graph: FamilyGraph, name: str, column: str, mask: Any) -> list[str]:  # noqa: ANN401
    target = next(c.target for c in _TABLES[name].columns if c.stored == column)
    ids = graph.tables[target][KEYS[NODES[target]]].to_numpy(dtype=object)
    return [str(word) for word in ids[graph.tables[name].loc[mask, column].to_numpy()]]


def _of_derived(derived: Derived) -> Iterator[Links]:
    yield _linked(RelType.HOME, Label.PERSON, Label.HOUSEHOLD, derived.homes)
    yield _linked(RelType.PART_OF, Label.SIGNAL, Label.EPISODE, derived.signals)
    touches = derived.touches
    at_home = touches[touches["household_id"] != ""]
    yield _linked(RelType.TOUCHES, Label.EPISODE, Label.HOUSEHOLD, at_home)
    alone = touches[touches["household_id"] == ""]
    yield _linked(RelType.TOUCHES, Label.EPISODE, Label.PERSON, alone)
    network = Label.FAMILY_NETWORK
    yield _linked(RelType.HAS_HOUSEHOLD, network, Label.HOUSEHOLD, derived.network_households)
    yield _linked(RelType.HAS_MEMBER, network, Label.PERSON, derived.members)


def _linked(type_: RelType, tail: Label, head: Label, frame: pd.DataFrame) -> Links:
    cells = _plain(frame)
    return _links(type_, (tail, head), (cells[KEYS[tail]], cells[KEYS[head]]), cells)


def _cells(graph: FamilyGraph, name: str) -> Cells:
    """Return the rows of a table as columns of values, None for absent."""
    table, frame = _TABLES[name], graph.tables[name]
    cells: Cells = {"row": list(range(len(frame))), "line": frame["line"].tolist()}
    if table.key:
        cells[table.key] = frame[table.key].tolist()
    for column in columns(table):
        if column.kind == "ref" or (name, column.name) == ("kinships", "kind"):
            continue
        cells.update(_column(table, column, frame))
    return cells


def _column(table: Table, column: Column, frame: pd.DataFrame) -> Cells:
    if column.kind == "date":
        name = day_name(table.name, column.name)
        low, high = frame[column.name].to_numpy(), frame[f"{column.name}_hi"].to_numpy()
        first, latest, text = cells_of_days(low, high, empty_of(column.name))
        return {name: first, f"{name}_latest": latest, f"{name}_text": text}
    values = frame[column.stored]
    if column.kind == "flag":
        return {column.stored: values.tolist()}
    if column.kind == "group":
        return {column.stored: [None if code < 0 else code for code in values.tolist()]}
    if column.kind == "number":
        return {column.stored: [None if cell != cell else cell for cell in values.tolist()]}  # noqa: PLR0124
    if column.kind in ("closed", "code"):
        words = [*values.cat.categories, None]
        return {column.stored: [words[code] for code in values.cat.codes.tolist()]}
    return {column.stored: [word or None for word in values.tolist()]}


def _beside(label: Label, graph: FamilyGraph, derived: Derived) -> Cells:
    """Return what famnet adds to the rows of a table."""
    if label is Label.PERSON:
        return {"birth_year": _birth_years(graph.persons)}
    if label is Label.PARTNER:
        known = load_catalogue().partners
        kinds = [known[str(kind)] for kind in graph.partners["kind"]]
        return {
            "label_nl": [partner.name_nl or None for partner in kinds],
            "chain": [partner.chain or None for partner in kinds],
            "root": [load_catalogue().observer_root(partner.code) for partner in kinds],
        }
    if label is Label.MEASURE:
        names = load_catalogue().measures
        return {"label_nl": [names[str(code)].name_nl for code in graph.tables["measures"]["type"]]}
    if label is Label.SIGNAL and len(derived.signals):
        # In the order of the graph, as Derived says.
        return _plain(derived.signals.drop(columns=["signal_id", "episode_id"]))
    return {}


def _birth_years(persons: pd.DataFrame) -> list[int | None]:
    low, high = persons["birth_date"].to_numpy(), persons["birth_date_hi"].to_numpy()
    given = (low != NO_DAY) & (high != FOREVER)
    years = [
        np.where(given, days, 0).astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
        for days in (low, high)
    ]
    agreed = given & (years[0] == years[1])
    return [year if same else None for year, same in zip(years[0].tolist(), agreed, strict=True)]


def _plain(frame: pd.DataFrame) -> Cells:
    cells: Cells = {}
    for name in frame.columns:
        values = frame[name].tolist()
        if name in _DERIVED_DAYS:
            values = [None if day in (NO_DAY, FOREVER) else date_of(day) for day in values]
        cells[name] = [None if value == "" else value for value in values]
    return cells


def _sorted(cells: Cells, properties: Sequence[Property], *, by: str) -> Rows:
    order = sorted(range(len(cells[by])), key=cells[by].__getitem__)
    return _ordered([cells.get(known.name, []) for known in properties], order, properties)


def _ordered(
    given: Sequence[list[Any]],
    order: Sequence[int],
    properties: Sequence[Property],
    *,
    before: int = 0,
) -> Rows:
    """Put columns in an order; one that isn't there is absent everywhere."""
    nothing: list[Any] = [None] * len(order)
    made = tuple([values[at] for at in order] if values else nothing for values in given)
    places = enumerate(properties, start=before)
    return Rows(made, frozenset(place for place, known in places if known.kind == "date"))
