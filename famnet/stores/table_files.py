"""Tables of a graph as Parquet files, and back, cell by cell the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famnet.catalogue import load_catalogue
from famnet.delivery import write_table
from famnet.delivery.contract import COMMON, Column, table
from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["read_columns", "read_graph_table", "write_table"]

_TYPES = {
    "key": "str", "ref": "int32", "date": "int32", "group": "int32", "text": "str",
    "number": "float32", "flag": "bool",
}  # fmt: skip


def read_graph_table(path: Path, name: str) -> pd.DataFrame:
    """Read a table of the contract from the file that ``write_table`` made of it.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    name : str
        Name of the table.

    Raises
    ------
    UserError
        It isn't that table, or holds a word that the catalogue doesn't know.
    """
    columns: list[Column] = [
        c for c in (*table(name).columns, *COMMON) if not c.identifying or c.kind == "date"
    ]
    types: dict[str, str] = {"line": "int32"}
    for column in columns:
        kind = _TYPES.get(column.kind, "str")
        types[column.stored] = kind
        if column.kind == "date":
            types[f"{column.stored}_hi"] = kind
    frame = read_columns(path, types)
    words = {c.stored: _category(path, frame[c.stored], c) for c in columns if _closed(c)}
    made: pd.DataFrame = frame.assign(**words)
    return made


def read_columns(path: Path, types: Mapping[str, str]) -> pd.DataFrame:
    """Read a file whose columns are known, in the order of the file.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    types : mapping of str to str
        Each column and its type.

    Raises
    ------
    UserError
        It can't be read, or has other columns.
    """
    try:
        frame = pd.read_parquet(path)
        if set(frame.columns) != set(types):
            raise _spoilt(path)
        # A column without a value has no type of its own in the file.
        return frame.astype({name: types[name] for name in frame.columns})
    except (OSError, ValueError, TypeError) as error:
        raise _spoilt(path) from error


def _closed(column: Column) -> bool:
    return column.kind in ("closed", "code")


def _category(path: Path, cells: pd.Series[str], column: Column) -> pd.Categorical[str]:
    known = column.values or tuple(getattr(load_catalogue(), column.target))  # noqa: PD011
    if not cells.dropna().isin(known).all():
        raise _spoilt(path)
    return pd.Categorical(cells, categories=list(known))


def _spoilt(path: Path) -> UserError:
    return UserError(
        f"Het bestand {path.name} in de store is niet wat famnet schreef.",
        hint="Verwijder de map van de store en laad de levering opnieuw met famnet load.",
    )
