"""The one writer of tables: CSV and Parquet, safe to open and the same bytes every time."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

import contextlib
import csv
import os
import shutil
from typing import TYPE_CHECKING, Any, Final

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from famnet.errors import UserError, WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = ["FORMULA_START", "write_parts", "write_table"]

#: A cell that starts with one of these is run as a formula by Excel and LibreOffice (OWASP, CSV
#: injection); an apostrophe in front makes it text.
FORMULA_START = "^[=+\\-@\t\r\n]"

#: Rows of a CSV written together, so that a large table isn't there twice.
_AT_ONCE: Final = 1 << 19


def write_table(frame: pd.DataFrame, path: Path) -> Path:
    """Write a table to a .csv or .parquet file, beside it first and renamed when whole.

    Parameters
    ----------
    frame : pandas.DataFrame
        The rows, in the order in which they are written; the index is left out.
    path : pathlib.Path
        Ends in .csv or .parquet; folders on the way are made.

    Returns
    -------
    pathlib.Path
        The path written.

    Raises
    ------
    WrongUse
        The name has another ending.
    UserError
        The file can't be written there.

    Notes
    -----
    CSV: UTF-8, comma, header, LF, nothing for a missing value, booleans ``true`` and ``false``,
    numbers in the shortest form that reads back equal, lists joined by ``|``, and an apostrophe
    before text that a spreadsheet would run as a formula. Parquet holds the same columns with
    their types and the text as it is, as nothing runs it there. Linear in the number of cells.
    """
    return write_parts([frame], path)


def write_parts(parts: Iterable[pd.DataFrame], path: Path) -> Path:
    """Write a table that is made part by part, so that the whole is never there at once.

    Parameters
    ----------
    parts : iterable of pandas.DataFrame
        One or more, each with the same columns; rows in the order in which they are written.
    path : pathlib.Path
        As of ``write_table``; so is what is written, and what is raised.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".parquet"):
        raise WrongUse(
            f"{path.name}: de naam moet eindigen op .csv of .parquet.",
            hint="Kies een andere bestandsnaam.",
        )
    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if kind == ".parquet":
            _write_parquet(parts, beside)
        else:
            _write_csv(parts, beside)
        os.replace(beside, path)  # noqa: PTH105  (atomic on every system, also over a file)
    except (OSError, duckdb.IOException) as error:
        raise UserError(
            f"{path.name}: hier kan niet geschreven worden.",
            hint="Kijk of de map bestaat, of u er mag schrijven en of het bestand niet openstaat.",
        ) from error
    finally:
        # Whatever went wrong, in making a part too.
        for left in (beside, beside.with_name(f"{beside.name}.body")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
    return path


def _write_parquet(parts: Iterable[pd.DataFrame], path: Path) -> None:
    with contextlib.ExitStack() as opened:
        writer = None
        for frame in parts:
            table = _plain(frame)
            if writer is None:
                writer = opened.enter_context(
                    pq.ParquetWriter(path, table.schema, compression="zstd")
                )
            writer.write_table(table)


def _plain(frame: pd.DataFrame) -> pa.Table:
    """Return the frame as Arrow, codes as text and lists joined, without pandas' own notes."""
    names = [str(name) for name in frame.columns]
    columns = [_column(frame.iloc[:, i]) for i in range(len(names))]
    return pa.table(columns, names=names)


def _column(series: pd.Series[Any]) -> pa.Array:
    try:
        column = pa.array(series, from_pandas=True)
    except (pa.ArrowInvalid, pa.ArrowTypeError):
        column = pa.array([None if _missing(x) else str(x) for x in series], type=pa.string())
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_list(column.type):
        column = pc.binary_join(column.cast(pa.list_(pa.string())), "|")
    if pa.types.is_null(column.type) or pa.types.is_large_string(column.type):
        column = column.cast(pa.string())
    return column


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or (isinstance(value, float) and value != value)  # noqa: PLR0124


def _write_csv(parts: Iterable[pd.DataFrame], path: Path) -> None:
    for i, frame in enumerate(parts):
        if not i:
            with path.open("w", encoding="utf-8", newline="") as file:
                names = [str(name) for name in frame.columns]
                csv.writer(file, lineterminator="\n").writerow(names)
        _write_rows(frame, path)


def _write_rows(frame: pd.DataFrame, path: Path) -> None:
    # What a column of Python objects is, is asked of all its cells.
    whole = any(pd.api.types.is_object_dtype(dtype) for dtype in frame.dtypes)
    rows = len(frame) if whole else _AT_ONCE
    for first in range(0, len(frame) if len(frame.columns) else 0, max(rows, 1)):
        _add_rows(_plain(frame.iloc[first : first + rows]), path)


def _add_rows(table: pa.Table, path: Path) -> None:
    # The header is written apart and the columns renamed: SQL names don't heed case.
    rows = table.rename_columns([f"c{i}" for i in range(table.num_columns)])
    columns = ", ".join(_cell(field.name, field.type) for field in rows.schema)
    body = path.with_name(f"{path.name}.body")
    target = str(body.absolute()).replace("'", "''")
    with duckdb.connect() as db:
        db.register("given", rows)
        db.execute(
            f"copy (select {columns} from given) to '{target}'"
            " (format csv, header false, delimiter ',', nullstr '')"
        )
    with body.open("rb") as source, path.open("ab") as out:
        shutil.copyfileobj(source, out, 1 << 20)
    body.unlink()


def _cell(name: str, kind: pa.DataType) -> str:
    if pa.types.is_string(kind):
        defused = f"case when regexp_matches({name}, '{FORMULA_START}') then '''' || {name} else {name} end"
        return f"nullif({defused}, '')"
    return name
