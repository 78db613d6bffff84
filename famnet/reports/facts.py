"""Where the rows of a person, a household or an analysis unit stand, without scanning a table.

A page needs a few dozen rows out of millions. Each column asked for is sorted once; every page after
that looks its rows up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from famnet.analysis.direction import units_of_rows
from famnet.analysis.episodes import episode_table

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["FactIndex"]

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
