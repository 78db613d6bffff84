"""One table while it is being checked: coded columns, the state of each row, and what was found."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from famnet.delivery.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Collection

    from famnet.delivery.contract import Table
    from famnet.delivery.raw import RawTable

__all__ = ["ACCEPTED", "REJECTED", "SET_ASIDE", "Found", "Work", "joined"]

ACCEPTED: Final = 0
REJECTED: Final = 1
SET_ASIDE: Final = 2
_STATE: Final = {"rejected": REJECTED, "set_aside": SET_ASIDE, "warning": ACCEPTED}


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """One rule that fired on some rows of one table."""

    code: str
    column: str
    rows: np.ndarray


@dataclass(slots=True, eq=False)
class Work:
    """A table under way.

    Parameters
    ----------
    raw : RawTable
        As delivered.
    coded : dict of str to numpy.ndarray
        Days (``x``, ``x_hi``), positions in closed lists (int16, -1 none), numbers, flags, and per
        reference the row of its target in that target's raw table (-1 none).
    given : dict of str to numpy.ndarray
        Per reference: whether the cell is filled.
    state : numpy.ndarray
        ACCEPTED, REJECTED or SET_ASIDE per row; the first that says no stays.
    found : list of Found
        Every rule that fired, in the order in which rules were asked.
    implied : list of str
        Keys of rows that nobody delivered but others name; they come after the delivered rows.
    implied_kept : list of str
        Those of them that a kept row names; filled at the end.
    keep_also : numpy.ndarray
        Rows that are set aside and yet stay in the table (refuted signals speak against).
    """

    raw: RawTable
    coded: dict[str, np.ndarray] = field(default_factory=dict)
    given: dict[str, np.ndarray] = field(default_factory=dict)
    state: np.ndarray = field(default_factory=lambda: np.zeros(0, np.uint8))
    found: list[Found] = field(default_factory=list)
    implied: list[str] = field(default_factory=list)
    implied_kept: list[str] = field(default_factory=list)
    keep_also: np.ndarray = field(default_factory=lambda: np.zeros(0, bool))

    def __post_init__(self) -> None:
        """Every row starts as accepted."""
        self.state = np.zeros(len(self.raw), np.uint8)
        self.keep_also = np.zeros(len(self.raw), dtype=bool)

    @property
    def declared(self) -> Table:
        """The declaration of the table."""
        return self.raw.declared

    @property
    def alive(self) -> np.ndarray:
        """Which rows are still accepted."""
        return np.asarray(self.state == ACCEPTED)

    def note(self, code: str, rows: np.ndarray, column: str = "") -> None:
        """Record that a rule fired on rows (positions, or one bool per row)."""
        if rows.dtype == np.bool_:
            rows = np.flatnonzero(rows)
        if not len(rows):
            return
        self.found.append(Found(code, column, rows.astype(np.int64, copy=False)))
        state = _STATE[RULES[code].severity]
        if state != ACCEPTED:
            open_rows = rows[self.state[rows] == ACCEPTED]
            self.state[open_rows] = state

    def let_go(self, names: Collection[str]) -> None:
        """Forget the text of columns that nothing asks for any more: of a country it is gigabytes."""
        left = {name: text for name, text in self.raw.columns.items() if name not in names}
        self.raw = replace(self.raw, columns=left)

    def ints(self, name: str, missing: int) -> np.ndarray:
        """Return a coded column, or the missing value throughout where it wasn't delivered."""
        if name in self.coded:
            return self.coded[name]
        return np.full(len(self.raw), missing, np.int32)


def joined(parts: list[Work]) -> Work:
    """Return one table of the pieces it was read in, each checked by itself.

    Parameters
    ----------
    parts : list of Work
        In the order of the file; what was coded moves out of them.
    """
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0, *(len(part.raw) for part in parts)])
    first = parts[0].raw
    texts = {name: [part.raw.columns[name] for part in parts] for name in first.columns}
    aside = {name: [part.raw.aside[name] for part in parts] for name in first.aside}
    whole = Work(
        replace(
            first,
            columns={name: _chunked(arrays) for name, arrays in texts.items()},
            lines=np.concatenate([part.raw.lines for part in parts]),
            aside={name: _chunked(arrays) for name, arrays in aside.items()},
        )
    )
    for name in list(parts[0].coded):
        if name in parts[0].coded:
            _join_coded(whole, parts, name)
    whole.state = np.concatenate([part.state for part in parts])
    whole.found = [
        Found(found.code, found.column, found.rows + start)
        for part, start in zip(parts, starts.tolist(), strict=False)
        for found in part.found
    ]
    return whole


def _chunked(arrays: list[pa.ChunkedArray]) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for array in arrays for chunk in array.chunks], pa.string())


def _join_coded(whole: Work, parts: list[Work], name: str) -> None:
    """Join one coded column; both readings of dates of which none is partial stay one array."""
    high = f"{name}_hi"
    shared = all(part.coded[name] is part.coded.get(high) for part in parts)
    whole.coded[name] = np.concatenate([part.coded.pop(name) for part in parts])
    if shared:
        whole.coded[high] = whole.coded[name]
        for part in parts:
            del part.coded[high]
