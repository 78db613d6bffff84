"""Where the rows of a person, a household or an analysis unit stand, without scanning a table.

A page needs a few dozen rows out of millions. Each column asked for is sorted once; every page after
that looks its rows up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from famnet.analysis.direction import units_of_rows
from famnet.analysis.episodes import episode_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["FactIndex", "facts_of"]

Ints = npt.NDArray[np.int64]


class FactIndex:
    """Row numbers by code, per table and column.

    Parameters
    ----------
    graph : FamilyGraph
        Whose tables are looked up.

    Notes
    -----
    The first look-up in a column sorts it, O(n log n); each look-up after that is O(k log n).
    """

    def __init__(self, graph: FamilyGraph) -> None:
        self._graph = graph
        self._sorted: dict[tuple[str, str], tuple[Ints, Ints]] = {}
        self._open: dict[str, dict[str, Callable[[Ints], list[Any]]]] = {}

    def __repr__(self) -> str:
        return f"<FactIndex: {len(self._sorted)} columns sorted>"

    def rows(self, table: str, column: str, codes: Sequence[int] | npt.ArrayLike) -> Ints:
        """Return the row numbers, ascending, whose column holds one of the codes.

        ``column`` may be ``unit``: the analysis unit of the row's person or household.
        """
        order, values = self._column(table, column)
        wanted = np.unique(np.asarray(codes, dtype=np.int64))
        wanted = wanted[wanted >= 0]
        low = np.searchsorted(values, wanted, "left")
        high = np.searchsorted(values, wanted, "right")
        parts = [order[a:b] for a, b in zip(low.tolist(), high.tolist(), strict=True) if b > a]
        if not parts:
            return np.empty(0, dtype=np.int64)
        return np.sort(np.concatenate(parts))

    def records(
        self, table: str, rows: Sequence[int] | Ints, names: Sequence[str] | None = None
    ) -> list[dict[str, Any]]:
        """Return these rows as dicts of plain values; None where a categorical is empty.

        ``names`` are the columns asked for; all of them when left out.

        Notes
        -----
        Taking a few rows of many columns is slow in pandas (a block manager per take); the columns
        are opened once instead.
        """
        places = np.asarray(rows, dtype=np.int64)
        if not len(places):
            return []
        columns = self._opened(table)
        if names is not None:
            columns = {name: columns[name] for name in names}
        values = (take(places) for take in columns.values())
        return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]

    def _opened(self, table: str) -> dict[str, Callable[[Ints], list[Any]]]:
        if table not in self._open:
            frame = self._graph.tables[table]
            self._open[table] = {str(name): _taker(frame[name]) for name in frame.columns}
        return self._open[table]

    def _column(self, table: str, column: str) -> tuple[Ints, Ints]:
        key = (table, column)
        if key not in self._sorted:
            values = self._units(table) if column == "unit" else self._values(table, column)
            order = np.argsort(values, kind="stable").astype(np.int64)
            self._sorted[key] = (order, values[order])
        return self._sorted[key]

    def _values(self, table: str, column: str) -> Ints:
        return self._graph.tables[table][column].to_numpy().astype(np.int64)

    def _units(self, table: str) -> Ints:
        if table == "signals":
            return episode_table(self._graph).unit.astype(np.int64)
        return units_of_rows(self._graph, table).astype(np.int64)


def _taker(column: pd.Series) -> Callable[[Ints], list[Any]]:
    """Return a function that gives the values of a column at some rows."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = [*(str(word) for word in column.cat.categories), None]
        codes = column.cat.codes.to_numpy()
        return lambda rows: [words[code] for code in codes[rows].tolist()]
    if isinstance(column.dtype, np.dtype):
        numbers = column.to_numpy()
        return lambda rows: numbers[rows].tolist()
    array = column.array
    return lambda rows: array.take(rows).tolist()


def facts_of(graph: FamilyGraph) -> FactIndex:
    """Return the look-ups of a graph, made once: its columns are sorted for the first picture alone."""
    return graph.kept("facts_of", lambda: FactIndex(graph))
