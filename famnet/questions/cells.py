"""The cells of answers from Python: ids, words and days of the graph's coded columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.delivery.contract import table as declared
from famnet.graph.day_text import text_of
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Words = npt.NDArray[np.object_]
    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int32]

__all__ = ["code_of", "day_texts", "holds", "ids", "table_of", "words"]

_ENDS: Final = ("end_date", "death_date")


def ids(graph: FamilyGraph, table: str, codes: Sequence[int] | Ints) -> Words:
    """Return the ids of rows of a table; empty for -1.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    table : str
        Name of a table that has an id.
    codes : sequence of int
        Row numbers, -1 for none.

    Notes
    -----
    O(codes), whatever the size of the table: answers ask it for a few ids many times over.
    """
    known = graph.tables[table][declared(table).key].array
    wanted = known.take(np.asarray(codes, dtype=np.int64), allow_fill=True, fill_value="")
    return np.asarray(wanted, dtype=object)


def code_of(graph: FamilyGraph, table: str, ref: str) -> int:
    """Return the row of an id; -1 when there is none."""
    rows = np.flatnonzero((graph.tables[table][declared(table).key] == ref).to_numpy())
    return int(rows[0]) if len(rows) else -1


def words(column: pd.Series) -> Words:
    """Return a closed or coded column as words; empty where nothing is given."""
    cells = column.astype(object)
    return cells.where(cells.notna(), "").to_numpy(object)


def day_texts(rows: pd.DataFrame, column: str) -> Words:
    """Return a date column as text, as precise as it is known; empty where it isn't."""
    empty = FOREVER if column in _ENDS else NO_DAY
    low, high = rows[column].tolist(), rows[f"{column}_hi"].tolist()
    told = [text_of(one, other, empty=empty) for one, other in zip(low, high, strict=True)]
    return np.array(told, dtype=object)


def holds(rows: pd.DataFrame, day: int) -> Bools:
    """Which rows hold on a day: start_date <= day < end_date, at their earliest readings."""
    start, end = rows["start_date"].to_numpy(), rows["end_date"].to_numpy()
    return np.asarray((start <= day) & (end > day), dtype=np.bool_)


def table_of(rows: Sequence[Sequence[object]], columns: Sequence[str]) -> pd.DataFrame:
    """Return rows as a frame of these columns, also where there are none."""
    return pd.DataFrame(list(rows), columns=list(columns), dtype=object)
