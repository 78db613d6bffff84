"""Read one list of the catalogue: a CSV file becomes typed rows.

A cell is read by the annotation of its field: ``tuple[str, ...]`` is a list with ``|`` between its
items, ``bool`` is yes or no, ``int | None`` and ``float | None`` may be empty. All else is text.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import fields
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

from famnet.errors import OurFault

__all__ = ["Folder", "read_keyed", "read_rows"]

Row = TypeVar("Row")
Folder = Path | Traversable
Reader = Callable[[str], Any]
_FLAGS = {"yes": True, "no": False}


def _flag(cell: str) -> bool:
    if cell not in _FLAGS:
        raise ValueError(f"{cell!r} is not yes or no")
    return _FLAGS[cell]


def _words(cell: str) -> tuple[str, ...]:
    words = tuple(cell.split("|")) if cell else ()
    if not all(words) or len(set(words)) != len(words):
        raise ValueError(f"{cell!r} has an empty or doubled item")
    return words


def _optional(read: Reader) -> Reader:
    return lambda cell: read(cell) if cell else None


_READERS: dict[object, Reader] = {
    str: str,
    int: int,
    bool: _flag,
    int | None: _optional(int),
    float | None: _optional(float),
    tuple[str, ...]: _words,
}


def _readers(row_type: type) -> dict[str, Reader]:
    hints = get_type_hints(row_type)
    return {field.name: _READERS[hints[field.name]] for field in fields(row_type)}


def read_rows(folder: Folder, name: str, row_type: type[Row]) -> tuple[Row, ...]:
    """Read ``name.csv`` in a folder as rows of a type, in file order.

    Parameters
    ----------
    folder : Path or Traversable
        Where the lists lie.
    name : str
        Name of the list.
    row_type : type
        A dataclass whose fields are the columns of the file.

    Returns
    -------
    tuple
        The rows.

    Raises
    ------
    OurFault
        Where the columns are others or a cell can't be read: the file is part of famnet.
    """
    readers = _readers(row_type)
    with (folder / f"{name}.csv").open(encoding="utf-8") as stream:
        reader = csv.DictReader(stream, strict=True)
        if list(reader.fieldnames or ()) != list(readers):
            raise OurFault(f"{name}.csv has other columns than {row_type.__name__}")
        cells = ((record, f"{name}.csv:{reader.line_num}") for record in reader)
        return tuple(row_type(**_values(record, readers, where)) for record, where in cells)


def _values(
    record: Mapping[str | None, Any], readers: Mapping[str, Reader], where: str
) -> dict[str, Any]:
    if None in record or None in record.values():
        raise OurFault(f"{where} has more or fewer cells than the header")
    values = {}
    for column, read in readers.items():
        try:
            values[column] = read(record[column])
        except ValueError as fault:
            raise OurFault(f"{where} {column}: {fault}") from fault
    return values


def read_keyed(folder: Folder, name: str, row_type: type[Row]) -> Mapping[str, Row]:
    """Read a list as a mapping from its key, as text, to its row, in file order.

    Raises
    ------
    OurFault
        As ``read_rows``; also where a key is empty or given twice.
    """
    rows: dict[str, Row] = {}
    for row in read_rows(folder, name, row_type):
        key = str(getattr(row, row_type.key))  # type: ignore[attr-defined]
        if not key or key in rows:
            raise OurFault(f"{name}.csv: key {key!r} is empty or given twice")
        rows[key] = row
    return MappingProxyType(rows)
