"""One shape for answers, whichever way they came: columns, types, lists, missing cells, order."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from famnet.errors import OurFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from famnet.questions.question import Column, Question

__all__ = ["shaped"]


def shaped(asked: Question, answer: pd.DataFrame) -> pd.DataFrame:
    """Return an answer with the declared columns and types, sorted.

    Parameters
    ----------
    asked : Question
        The question.
    answer : pandas.DataFrame
        As the server or the Python answer gave it.

    Returns
    -------
    pandas.DataFrame
        Text as str (missing: empty), whole numbers as Int64, others as Float64, flags as boolean
        (missing: NA); lists sorted and joined with ``|``, paths joined with ``>``.

    Raises
    ------
    OurFault
        A column is missing or superfluous, or a cell isn't of its type.
    """
    if list(answer.columns) != asked.column_names:
        raise OurFault(f"Vraag {asked.id} gaf de kolommen {', '.join(map(str, answer.columns))}.")
    frame = pd.DataFrame(
        {column.name: _cells(asked, column, answer[column.name]) for column in asked.columns}
    )
    by = [name.removeprefix("-") for name in asked.order]
    rest = [name for name in asked.column_names if name not in by]
    turned = [name.startswith("-") for name in asked.order] + [False] * len(rest)
    return frame.sort_values(
        [*by, *rest], ascending=[not t for t in turned], na_position="first", ignore_index=True
    )


def _cells(asked: Question, column: Column, cells: pd.Series) -> pd.Series:
    read, dtype = _TYPES[column.type]
    try:
        values = [read(cell) for cell in cells.astype(object)]
    except TypeError as error:
        raise OurFault(f"Vraag {asked.id}: in kolom {column.name} staat {error}.") from error
    return pd.Series(values, dtype=dtype)


def _absent(cell: object) -> bool:
    return (
        cell is None
        or cell is pd.NA
        or cell is pd.NaT
        or (isinstance(cell, float) and math.isnan(cell))
    )


def _text(cell: object) -> str:
    if _absent(cell):
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, dt.date):
        return cell.isoformat()[:10]
    raise TypeError(f"geen tekst maar {type(cell).__name__}")


def _integer(cell: object) -> int | None:
    if _absent(cell):
        return None
    if isinstance(cell, bool) or not hasattr(cell, "__index__"):
        # Counts that were joined with gaps come as whole floats.
        if isinstance(cell, float) and cell.is_integer():
            return int(cell)
        raise TypeError(f"geen heel getal maar {type(cell).__name__}")
    return int(cell.__index__())


def _number(cell: object) -> float | None:
    if _absent(cell):
        return None
    if isinstance(cell, (bool, str)) or not hasattr(cell, "__float__"):
        raise TypeError(f"geen getal maar {type(cell).__name__}")
    return float(cell)


def _flag(cell: object) -> bool | None:
    if _absent(cell):
        return None
    if type(cell).__name__ not in ("bool", "bool_"):
        raise TypeError(f"geen ja of nee maar {type(cell).__name__}")
    return bool(cell)


def _list(cell: object) -> str:
    return "|".join(sorted(_parts(cell)))


def _path(cell: object) -> str:
    return ">".join(_parts(cell))


def _parts(cell: object) -> list[str]:
    if _absent(cell):
        return []
    if isinstance(cell, str) or not hasattr(cell, "__iter__"):
        raise TypeError(f"geen lijst maar {type(cell).__name__}")
    return [_text(part) for part in cell]


_TYPES: Final[dict[str, tuple[Callable[[object], object], str]]] = {
    "text": (_text, "str"),
    "integer": (_integer, "Int64"),
    "number": (_number, "Float64"),
    "flag": (_flag, "boolean"),
    "list": (_list, "str"),
    "path": (_path, "str"),
}
