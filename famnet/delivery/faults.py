"""From rules that fired to a table of faults: only for rows that failed, set by set."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa

from famnet.delivery.contract import TABLES
from famnet.delivery.rules import RULES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from famnet.delivery.raw import RawTable
    from famnet.delivery.work import Work

__all__ = ["FileFault", "fault_table"]

_FRAME: Final = ["file", "line", "column", "code", "severity", "message", "table"]
_CODES: Final = {code: i for i, code in enumerate(RULES)}
_RANK: Final = {severity: i for i, severity in enumerate(SEVERITIES)}


@dataclass(frozen=True, slots=True)
class FileFault:
    """A fault of a file as a whole, or of one of its lines that is no row."""

    file: str
    table: str
    code: str
    line: int = 1
    column: str = ""
    renamed: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class _Batch:
    file: str
    table: str
    code: str
    column: str
    lines: np.ndarray
    message: str


def fault_table(works: Mapping[str, Work], others: Iterable[FileFault]) -> pd.DataFrame:
    """Return one row per fault, in the order of files, lines, severities and rules.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, fully checked.
    others : iterable of FileFault
        Faults of files that belong to no table.
    """
    batches = [_of_file(fault) for fault in others]
    for work in works.values():
        if work.raw.source is not None:
            batches.extend(_of_file(fault) for fault in _of_heading(work.raw))
            batches.extend(_of_rows(work))
    if not batches:
        empty = {name: pd.array([], dtype="str") for name in _FRAME}
        return pd.DataFrame({**empty, "line": np.zeros(0, np.int32)})[_FRAME]
    return _assembled(batches)


def _of_file(fault: FileFault) -> _Batch:
    message = RULES[fault.code].message_nl.format(
        column=fault.renamed or fault.column or "deze rij"
    )
    lines = np.array([fault.line], dtype=np.int64)
    return _Batch(fault.file, fault.table, fault.code, fault.column, lines, message)


def _of_heading(raw: RawTable) -> Iterable[FileFault]:
    assert raw.source is not None
    file, table = raw.source.file, raw.declared.name
    if raw.empty:
        yield FileFault(file, table, "empty_file")
    for label in raw.headings.unknown.values():
        yield FileFault(file, table, "unknown_column", column=label)
    for label in raw.headings.blocked:
        yield FileFault(file, table, "blocked_column", column=label)
    for label, column in raw.headings.renamed:
        yield FileFault(file, table, "renamed_column", column=label, renamed=column)
    for line in raw.malformed:
        yield FileFault(file, table, line.code, line.line, line.column)


def _of_rows(work: Work) -> Iterable[_Batch]:
    assert work.raw.source is not None
    for found in work.found:
        yield _Batch(
            work.raw.source.file,
            work.declared.name,
            found.code,
            found.column,
            work.raw.lines[found.rows].astype(np.int64),
            RULES[found.code].message_nl.format(column=found.column),
        )


def _assembled(batches: list[_Batch]) -> pd.DataFrame:
    which = np.repeat(np.arange(len(batches)), [len(batch.lines) for batch in batches])
    lines = np.concatenate([batch.lines for batch in batches])
    place = {table.name: i for i, table in enumerate(TABLES)}
    files = sorted({(place.get(b.table, len(place)), b.file) for b in batches})
    file_rank = {file: i for i, (_, file) in enumerate(files)}
    ranks = [
        np.array([key(batch) for batch in batches])[which]
        for key in (
            lambda b: _CODES[b.code],
            lambda b: _RANK[RULES[b.code].severity],
        )
    ]
    by_file = np.array([file_rank[batch.file] for batch in batches])[which]
    order = np.lexsort((which, ranks[0], ranks[1], lines, by_file))
    which = which[order]
    cells = {
        "file": [batch.file for batch in batches],
        "column": [batch.column for batch in batches],
        "code": [batch.code for batch in batches],
        "severity": [RULES[batch.code].severity for batch in batches],
        "message": [batch.message for batch in batches],
        "table": [batch.table for batch in batches],
    }
    taken = {
        name: pa.array(words, pa.string()).take(pa.array(which)) for name, words in cells.items()
    }
    taken["line"] = pa.array(lines[order].astype(np.int32))
    frame: pd.DataFrame = pa.table({name: taken[name] for name in _FRAME}).to_pandas()
    return frame
