"""From rows of the server to the tables of a graph, cell by cell as they were."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import TABLES, Column, Table
from famnet.errors import UserError
from famnet.graph.networkx_contract import columns
from famnet.stores.model import KIN_TYPES, ROWS
from famnet.stores.neo4j.days import days_of_cells, empty_of
from famnet.stores.neo4j.shapes import day_name, table_properties
from famnet.stores.neo4j.statements import node_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Row = tuple[Any, ...]
    Cells = dict[str, list[Any]]

__all__ = ["Found", "tables_of"]

_KIN_KINDS: Final = {str(type_): str(kind) for kind, type_ in KIN_TYPES.items()}


class Found:
    """Rows of tables as the server gave them, each once.

    References are the row numbers of what they point to, in the whole graph.
    """

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, Row]] = defaultdict(dict)
        self._names: dict[str, list[str]] = {}

    def add_nodes(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows asked with ``statements.read_nodes``."""
        properties, references = node_columns(table)
        named = list(references.values())
        place = {known: len(properties) + at for at, known in enumerate(references)}
        empty = [None] * len(named)

        def cells(held: Mapping[str, Any], refers: Iterable[tuple[str, bool, int]]) -> Row:
            row = [*map(held.get, properties), *empty]
            for type_, home, target in refers:
                if (type_, home) in place:
                    row[place[type_, home]] = target
            return tuple(row)

        self._add(table, [*properties, *named], (cells(*row) for row in rows))

    def add_links(self, table: Table, head: str, rows: Iterable[Row]) -> None:
        """Add rows asked with ``statements.read_links`` for one head."""
        row = ROWS[table.name]
        properties = [known.name for known in table_properties(table)]
        names = [*properties, row.tail, *row.heads, "type"]
        place = row.heads.index(head)
        before, after = (None,) * place, (None,) * (len(row.heads) - place - 1)
        self._add(
            table,
            names,
            (
                (*map(held.get, properties), one, *before, other, *after, type_)
                for held, one, other, type_ in rows
            ),
        )

    def _add(self, table: Table, names: list[str], rows: Iterable[Row]) -> None:
        self._names[table.name] = names
        place, held = names.index("row"), self._rows[table.name]
        size = len(held)
        given = 0
        for row in rows:
            held[row[place]] = row
            given += 1
        if None in held or len(held) != size + given:
            raise _by_hand(table.name, "row")

    def numbers(self, name: str) -> Ints:
        """Return the row numbers of a table, ascending."""
        return np.array(sorted(self._rows[name]), dtype=np.int32)

    def cells(self, name: str, rows: Ints) -> Cells:
        """Return rows of a table as columns."""
        held = self._rows[name]
        chosen = [held[row] for row in rows.tolist()]
        names = self._names.get(name, [])
        values = zip(*chosen, strict=True) if chosen else ([] for _ in names)
        return {key: list(column) for key, column in zip(names, values, strict=True)}

    def keys(self, name: str, column: str) -> list[Any]:
        """Return the filled cells of one column of a table."""
        if not self._rows[name]:
            return []
        place = self._names[name].index(column)
        return [row[place] for row in self._rows[name].values() if row[place] is not None]


def tables_of(found: Found, *, all_rows: bool) -> dict[str, pd.DataFrame]:
    """Make the tables of a graph.

    Parameters
    ----------
    found : Found
        What the server gave.
    all_rows : bool
        Whether it must be the whole: row numbers without a gap.

    Raises
    ------
    UserError
        Something added or changed by hand doesn't keep the contract.
    """
    numbers = {table.name: found.numbers(table.name) for table in TABLES}
    if all_rows:
        for name, rows in numbers.items():
            if not np.array_equal(rows, np.arange(len(rows))):
                raise _by_hand(name, "row")
    return {table.name: _frame(table, found, numbers) for table in TABLES}


def _frame(table: Table, found: Found, numbers: Mapping[str, Ints]) -> pd.DataFrame:
    rows = numbers[table.name]
    cells = found.cells(table.name, rows)
    made: dict[str, Any] = {}
    if table.key:
        made[table.key] = pd.array(_column_of(cells, table.key, len(rows)), dtype="str")
    for column in columns(table):
        try:
            made.update(_decoded(table, column, cells, len(rows), numbers))
        except (TypeError, ValueError, AttributeError, KeyError) as error:
            raise _by_hand(table.name, column.name) from error
    made["line"] = np.array(_column_of(cells, "line", len(rows)), dtype=np.int32)
    frame = pd.DataFrame(made)
    if table.name in ("memberships", "kinships", "ties"):
        ends = [frame[end].to_numpy() for end in (ROWS[table.name].tail, *ROWS[table.name].heads)]
        frame = frame[np.logical_and.reduce([end >= 0 for end in ends])].reset_index(drop=True)
    return frame


def _column_of(cells: Cells, name: str, length: int) -> list[Any]:
    return cells[name] if length else []


def _decoded(
    table: Table, column: Column, cells: Cells, length: int, numbers: Mapping[str, Ints]
) -> dict[str, Any]:
    name = column.stored
    if column.kind == "date":
        shown = day_name(table.name, column.name)
        first = _column_of(cells, shown, length)
        latest = _column_of(cells, f"{shown}_latest", length)
        low, high = days_of_cells(first, latest, empty_of(column.name))
        return {name: low, f"{name}_hi": high}
    if (table.name, column.name) == ("kinships", "kind"):
        words = [_KIN_KINDS[word] for word in _column_of(cells, "type", length)]
        return {name: _category(column, words)}
    values = _column_of(cells, name, length)
    if column.kind == "ref":
        return {name: _codes(values, numbers[column.target])}
    return {name: _plain(column, values)}


def _plain(column: Column, values: list[Any]) -> Any:  # noqa: ANN401  # an array of the column's type
    if column.kind == "group":
        return np.array([-1 if v is None else v for v in values], dtype=np.int32)
    if column.kind == "number":
        return np.array([np.nan if v is None else v for v in values], dtype=np.float32)
    if column.kind == "flag":
        return np.array(values, dtype=np.bool_)
    if column.kind in ("closed", "code"):
        return _category(column, values)
    return pd.array([value or "" for value in values], dtype="str")


def _category(column: Column, words: list[Any]) -> Any:  # noqa: ANN401  # pandas-stubs and from_codes don't agree
    values = column.values or tuple(getattr(load_catalogue(), column.target))  # noqa: PD011
    codes: dict[Any, int] = {None: -1, **{word: code for code, word in enumerate(values)}}
    return pd.Categorical.from_codes(
        np.array([codes[word] for word in words], dtype=np.int32), categories=pd.Index(list(values))
    )


def _codes(rows: list[Any], kept: Ints) -> Ints:
    """Give references new numbers: their place among the rows that are kept, -1 where they aren't."""
    wanted = np.array([-1 if row is None else row for row in rows], dtype=np.int32)
    if not len(kept):
        return np.full(len(wanted), -1, dtype=np.int32)
    place = np.minimum(np.searchsorted(kept, wanted), len(kept) - 1)
    return np.where(kept[place] == wanted, place, -1).astype(np.int32)


def _by_hand(table: str, column: str) -> UserError:
    return UserError(
        f"In de store klopt {table}.{column} niet: er is met de hand iets toegevoegd of veranderd.",
        hint="famnet load met dezelfde levering noemt wat; herstel dat, of leeg de store (famnet store"
        " empty --store URL) en laad opnieuw.",
    )
