"""Files to columns of text: CSV (quick and careful), Parquet and sheets."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from famnet.delivery import contract
from famnet.delivery.careful import read_carefully
from famnet.delivery.headings import read_headings, recognised
from famnet.delivery.raw import Cells, RawTable, empty_table, make_raw
from famnet.delivery.textfile import TextFile, look_at
from famnet.delivery.workbook import sheet_rows
from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from famnet.delivery.sources import Source

__all__ = ["read_pieces", "read_source"]

_PARQUET: Final = b"PAR1"
#: Rows of a large Parquet file that are read together.
_AT_ONCE: Final = 1 << 20


def read_source(source: Source) -> RawTable:
    """Read one table as text.

    Parameters
    ----------
    source : Source
        A plain file or a sheet.

    Raises
    ------
    UserError
        It can't be read at all, or its heading names a column twice.

    Notes
    -----
    A CSV in which every line is one row of the heading's width, which is nearly all, is read by
    Arrow on all cores. Any other is read again line by line, so that each wrong line is rejected
    under its own number and no other line is lost.
    """
    declared = contract.table(source.table)
    if source.kind == "sheet":
        cells = _sheet(source)
    elif source.kind == "parquet":
        cells = _parquet(source)
    else:
        cells = _csv(source)
    return empty_table(declared, source) if cells is None else make_raw(source, declared, cells)


def _csv(source: Source) -> Cells | None:
    text = look_at(source.path, lambda cells: recognised(source.table, cells))
    if not text.heading:
        return None
    wanted = _wanted(source.table, text.heading)
    if text.lines <= 1 and text.plain_breaks:
        return _no_rows(text, wanted)
    cells = _read_quickly(source.path, text, wanted) if text.plain_breaks else None
    return cells or read_carefully(source.path, text, wanted)


def _wanted(table: str, heading: tuple[str, ...]) -> tuple[bool, ...]:
    """Say which cells may be read: a blocked attribute is skipped in the file itself."""
    headings = read_headings(table, heading)
    return tuple(
        column is not None or i in headings.unknown for i, column in enumerate(headings.columns)
    )


def _no_rows(text: TextFile, wanted: tuple[bool, ...]) -> Cells:
    nothing = pa.chunked_array([], type=pa.string())
    arrays = [nothing if want else None for want in wanted]
    return Cells(text.heading, arrays, np.zeros(0, np.int32), text.encoding, text.delimiter)


def _read_quickly(path: Path, text: TextFile, wanted: tuple[bool, ...]) -> Cells | None:
    """Read with Arrow; None where not every line is one row."""
    names = [f"c{i}" for i in range(len(text.heading))]
    included = [name for name, want in zip(names, wanted, strict=True) if want]
    try:
        table = pyarrow.csv.read_csv(
            path,
            pyarrow.csv.ReadOptions(column_names=names, skip_rows=1, encoding=text.encoding),
            pyarrow.csv.ParseOptions(delimiter=text.delimiter),
            pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=included,
                strings_can_be_null=True,
                null_values=[""],
            ),
        )
    except pa.ArrowInvalid:
        return None
    # Each row takes a line or more and an empty line none: equal only where it is one to one.
    if table.num_rows + 1 != text.lines or _left_open(table):
        return None
    arrays = [table[name] if want else None for name, want in zip(names, wanted, strict=True)]
    lines = np.arange(2, table.num_rows + 2, dtype=np.int32)
    return Cells(text.heading, arrays, lines, text.encoding, text.delimiter)


def _left_open(table: pa.Table) -> bool:
    """Whether a quote in the last row never closed, and took the end of the file into its cell."""
    last = table.slice(max(table.num_rows - 1, 0)).to_pydict().values()
    return any("\n" in cell for cells in last for cell in cells if cell)


def read_pieces(source: Source) -> Iterator[RawTable]:
    """Read one table as ``read_source`` does; a large one from Parquet in pieces, in its order.

    Parameters
    ----------
    source : Source
        A plain file or a sheet.

    Yields
    ------
    RawTable
        One or more with the same heading; lines are numbered through.

    Notes
    -----
    As text a table of a country takes tens of gigabytes. A table without a key stays whole: whether a
    row was there before is asked of all its cells. So does one with decimal numbers, as whether they
    are whole is asked of a column (``_as_text``).
    """
    groups = _groups_of(source) if source.kind == "parquet" else []
    if len(groups) < 2:
        yield read_source(source)
        return
    declared, first = contract.table(source.table), 1
    for some in groups:
        cells = _parquet(source, some, first)
        first += len(cells.lines)
        yield make_raw(source, declared, cells)


def _groups_of(source: Source) -> list[list[int]]:
    """Return the row groups of a Parquet file, as they are to be read together."""
    try:
        with pq.ParquetFile(source.path) as file:
            meta, schema = file.metadata, file.schema_arrow
    except (OSError, pa.ArrowException):
        return []
    if contract.table(source.table).key is None or any(map(pa.types.is_floating, schema.types)):
        return []
    out: list[list[int]] = []
    rows = _AT_ONCE
    for group in range(meta.num_row_groups):
        if rows >= _AT_ONCE:
            out.append([])
            rows = 0
        out[-1].append(group)
        rows += meta.row_group(group).num_rows
    return out


def _parquet(source: Source, groups: list[int] | None = None, first: int = 1) -> Cells:
    try:
        with source.path.open("rb") as file:
            if file.read(4) != _PARQUET:
                raise UserError(f"{source.file}: dit is geen Parquet-bestand.")
        names = pq.read_schema(source.path).names
        wanted = _wanted(source.table, tuple(names))
        chosen = _chosen(names, wanted)
        if groups is None:
            table = pq.read_table(source.path, columns=chosen, use_pandas_metadata=False)
        else:
            with pq.ParquetFile(source.path) as parts:
                table = parts.read_row_groups(groups, columns=chosen, use_pandas_metadata=False)
        arrays = [
            _as_text(table[n]) if want else None for n, want in zip(names, wanted, strict=True)
        ]
    except (OSError, pa.ArrowException) as error:
        raise UserError(
            f"{source.file}: dit Parquet-bestand is beschadigd of heeft geneste kolommen.",
            hint="Schrijf het opnieuw, met in elke kolom tekst, getallen of datums.",
        ) from error
    lines = np.arange(first, first + table.num_rows, dtype=np.int32)
    return Cells(names, arrays, lines)


def _chosen(names: list[str], wanted: tuple[bool, ...]) -> list[str]:
    return [name for name, want in zip(names, wanted, strict=True) if want]


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Write typed values as text; whole numbers without a point, as ids often became numbers."""
    if pa.types.is_dictionary(column.type):
        column = pa.chunked_array([chunk.dictionary_decode() for chunk in column.chunks] or [[]])
    if pa.types.is_floating(column.type):
        column = pc.if_else(pc.is_nan(column), pa.scalar(None, column.type), column)
        whole = pc.all(pc.equal(pc.floor(column), column)).as_py()
        if whole and pc.max(pc.abs(column)).as_py() not in (None, float("inf")):
            column = pc.cast(column, pa.int64(), safe=False)
    text = column.cast(pa.string())
    if not pc.any(pc.equal(text, "")).as_py():
        return text
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.string()), text)


def _sheet(source: Source) -> Cells | None:
    first, rows = sheet_rows(source.path, source.sheet)
    if not rows or not any(cell.strip() for cell in rows[0]):
        return None
    heading = rows[0]
    while heading and not heading[-1].strip():
        heading = heading[:-1]
    kept = [(first + i, row) for i, row in enumerate(rows) if i and any(c.strip() for c in row)]
    wanted = _wanted(source.table, tuple(heading))
    arrays = [
        pa.chunked_array([pa.array([row[i] or None for _, row in kept], pa.string())])
        if want
        else None
        for i, want in enumerate(wanted)
    ]
    return Cells(heading, arrays, np.array([line for line, _ in kept], dtype=np.int32))
