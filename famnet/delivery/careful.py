"""The careful reader of CSV: line by line, for files in which not every line is one row."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

import csv
from array import array
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from famnet.delivery.raw import Cells, Malformed
from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import TextIO

    from famnet.delivery.textfile import TextFile

__all__ = ["read_carefully"]

_LONGEST_LINE: Final = 1 << 24
# A cell may hold line breaks; a quote still open after this many lines was never meant to be one.
_MOST_LINES: Final = 200
_BATCH: Final = 50_000

_Row = tuple[int, list[str]]


def read_carefully(path: Path, text: TextFile, wanted: tuple[bool, ...]) -> Cells:
    """Read a CSV line by line.

    Parameters
    ----------
    path : pathlib.Path
        The file.
    text : TextFile
        What it was found to be.
    wanted : tuple of bool
        Which cells of a row are kept.

    Returns
    -------
    Cells
        All rows of the heading's width; every other line that isn't empty is in ``malformed``.

    Notes
    -----
    A quote that opens a cell and doesn't close on its line takes lines with it only where that
    gives a row of the right width; else that one line is rejected and reading goes on at the next.
    Holds one batch of rows as Python strings at a time.
    """
    chunks: list[list[pa.Array]] = [[] for _ in wanted]
    lines = array("i")
    malformed: list[Malformed] = []
    batch: list[list[str]] = []
    codec = "utf-8-sig" if text.encoding == "utf-8" else text.encoding
    with path.open(encoding=codec, newline="") as file:
        for line, row in _rows(_numbered(file, path.name), text, malformed):
            lines.append(line)
            batch.append(row)
            if len(batch) == _BATCH:
                _flush(batch, chunks, wanted)
    _flush(batch, chunks, wanted)
    arrays = [
        pa.chunked_array(parts, type=pa.string()) if want else None
        for parts, want in zip(chunks, wanted, strict=True)
    ]
    return Cells(
        text.heading,
        arrays,
        np.array(lines, dtype=np.int32),
        text.encoding,
        text.delimiter,
        tuple(malformed),
    )


def _flush(batch: list[list[str]], chunks: list[list[pa.Array]], wanted: tuple[bool, ...]) -> None:
    for i, want in enumerate(wanted):
        if want:
            chunks[i].append(pa.array([row[i] or None for row in batch], type=pa.string()))
    batch.clear()


def _numbered(file: TextIO, name: str) -> Iterator[tuple[int, str]]:
    number = 0
    while line := file.readline(_LONGEST_LINE):
        number += 1
        if len(line) >= _LONGEST_LINE:
            raise UserError(
                f"{name}, regel {number}: deze regel is langer dan 16 miljoen tekens.",
                hint="Kijk of de regels wel gescheiden zijn.",
            )
        yield number, line


def _rows(
    numbered: Iterator[tuple[int, str]], text: TextFile, malformed: list[Malformed]
) -> Iterator[_Row]:
    """Yield the rows after the heading; what is no row goes into ``malformed``."""
    ahead: list[tuple[int, str]] = []
    next(numbered, None)

    def following() -> tuple[int, str] | None:
        return ahead.pop(0) if ahead else next(numbered, None)

    while (current := following()) is not None:
        number, line = current
        if not line.strip():
            continue
        row = _cut(line, text.delimiter)
        if row is None and '"' in line and len(line) < csv.field_size_limit():
            row = _joined(current, following, ahead, text)
        if row is None:
            code = "cell_too_long" if len(line) >= csv.field_size_limit() else "unbalanced_quotes"
            malformed.append(Malformed(number, code))
        elif len(row) != len(text.heading):
            malformed.append(Malformed(number, "ragged_row"))
        else:
            yield number, row


def _cut(line: str, delimiter: str, *, strict: bool = False) -> list[str] | None:
    """Cut one line into cells; None where a quote stays open or a cell is too long.

    ``strict``: a quote that closes must be followed by a separator.
    """
    ended = line.rstrip("\r\n") + "\n"
    try:
        return next(csv.reader([ended], delimiter=delimiter, strict=True))
    except csv.Error:
        if strict:
            return None
    try:
        row = next(csv.reader([ended], delimiter=delimiter))
    except csv.Error:
        return None
    # The line's own end inside the last cell: its quote never closed.
    return None if row[-1].endswith("\n") else row


def _joined(
    start: tuple[int, str],
    following: Callable[[], tuple[int, str] | None],
    ahead: list[tuple[int, str]],
    text: TextFile,
) -> list[str] | None:
    """Add lines until the quote closes; put them back where that gives no row."""
    taken: list[tuple[int, str]] = []
    whole = start[1]
    while len(taken) < _MOST_LINES and len(whole) < csv.field_size_limit():
        more = following()
        if more is None:
            break
        taken.append(more)
        whole += more[1]
        if '"' not in more[1]:
            continue
        row = _cut(whole, text.delimiter, strict=True)
        if row is not None:
            if len(row) == len(text.heading):
                return row
            break
    ahead[:0] = taken
    return None
