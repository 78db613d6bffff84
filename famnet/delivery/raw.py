"""One table as it was delivered: columns of text, trimmed, each row with its line."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from famnet.delivery.headings import Headings, columns_of, read_headings
from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from famnet.delivery.contract import Table
    from famnet.delivery.sources import Source

__all__ = ["LONGEST_CELL", "Malformed", "RawTable", "empty_table", "make_raw"]

# As in a cell of Excel.
LONGEST_CELL: Final = 32_767
_IDS: Final = ("key", "ref", "group")


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that could not be cut into cells."""

    line: int
    code: str
    column: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class RawTable:
    """A delivered table before any rule.

    Parameters
    ----------
    source : Source or None
        Where it came from; None for a table that wasn't delivered.
    declared : Table
        Its declaration.
    columns : mapping of str to pyarrow.ChunkedArray
        Text per column of the contract; null where empty.
    lines : numpy.ndarray
        int32, the line of each row.
    encoding, delimiter : str
        What was found; empty where the format has none.
    headings : Headings
        What the heading meant.
    aside : mapping of str to pyarrow.ChunkedArray
        The columns that are not in the contract.
    spaced, too_long : mapping of str to numpy.ndarray
        Rows whose id had spaces around it; rows with an overlong cell.
    malformed : tuple of Malformed
        Lines that are no row.
    empty : bool
        The file has no heading at all.
    """

    source: Source | None
    declared: Table
    columns: Mapping[str, pa.ChunkedArray]
    lines: np.ndarray
    encoding: str = ""
    delimiter: str = ""
    headings: Headings = field(default_factory=lambda: Headings((), {}, (), (), ()))
    aside: Mapping[str, pa.ChunkedArray] = field(default_factory=dict)
    spaced: Mapping[str, np.ndarray] = field(default_factory=dict)
    too_long: Mapping[str, np.ndarray] = field(default_factory=dict)
    malformed: tuple[Malformed, ...] = ()
    empty: bool = False

    def __len__(self) -> int:
        """Return the number of rows, malformed lines left out."""
        return len(self.lines)


def empty_table(declared: Table, source: Source | None = None) -> RawTable:
    """Return a table without rows and without columns."""
    return RawTable(source, declared, {}, np.zeros(0, np.int32), empty=source is not None)


@dataclass(frozen=True, slots=True)
class Cells:
    """What a reader of one format hands over: cells by position, and lines."""

    heading: Sequence[str]
    arrays: Sequence[pa.ChunkedArray | None]
    lines: np.ndarray
    encoding: str = ""
    delimiter: str = ""
    malformed: tuple[Malformed, ...] = ()


def make_raw(source: Source, declared: Table, cells: Cells) -> RawTable:
    """Name the columns, trim the cells, and note what trimming changed.

    Raises
    ------
    UserError
        A column stands twice in the heading.
    """
    headings = read_headings(declared.name, cells.heading)
    if headings.twice:
        raise UserError(
            f"{source.file}, regel 1: {', '.join(headings.twice)} staat meer dan eens in de kop.",
            hint="Laat van elke kolom er een staan; let op een Nederlandse naast een Engelse naam.",
        )
    kinds = {column.name: column.kind for column in columns_of(declared)}
    columns: dict[str, pa.ChunkedArray] = {}
    spaced: dict[str, np.ndarray] = {}
    too_long: dict[str, np.ndarray] = {}
    for name, array in zip(headings.columns, cells.arrays, strict=True):
        if name is None or array is None:
            continue
        trimmed, changed = _trim(array)
        columns[name] = trimmed
        if changed is not None and kinds[name] in _IDS:
            spaced[name] = changed
        long = _overlong(trimmed)
        if long is not None:
            too_long[name] = long
    aside = {label: cells.arrays[i] for i, label in headings.unknown.items()}
    return RawTable(
        source=source,
        declared=declared,
        columns=columns,
        lines=cells.lines,
        encoding=cells.encoding,
        delimiter=cells.delimiter,
        headings=headings,
        aside=aside,
        spaced=spaced,
        too_long=too_long,
        malformed=cells.malformed,
    )


def _trim(array: pa.ChunkedArray) -> tuple[pa.ChunkedArray, np.ndarray | None]:
    """Return the cells without white space around them, and which changed (None: none)."""
    trimmed = pc.utf8_trim_whitespace(array)
    before, after = pc.sum(pc.binary_length(array)), pc.sum(pc.binary_length(trimmed))
    if before.as_py() == after.as_py():
        return array, None
    filled = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)
    changed = pc.and_kleene(pc.is_valid(filled), pc.not_equal(filled, array))
    return filled, pc.fill_null(changed, False).to_numpy()


def _overlong(array: pa.ChunkedArray) -> np.ndarray | None:
    longest = pc.max(pc.binary_length(array)).as_py()
    if longest is None or longest <= LONGEST_CELL:
        return None
    long = pc.greater(pc.utf8_length(array), LONGEST_CELL)
    return np.asarray(pc.fill_null(long, False).to_numpy(), dtype=bool)
