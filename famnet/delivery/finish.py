"""From checked tables to the tables that the graph is built of: renumbered, typed, split."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from famnet.delivery.headings import columns_of
from famnet.delivery.own import allowed_values
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.delivery.contract import Column
    from famnet.delivery.work import Work

__all__ = ["accepted_tables", "aside_tables", "identifying_tables", "latest_day"]

# Days that lie ahead by nature say nothing about where a delivery ends.
_AHEAD: Final = ("end_date", "due_date", "exception_until")
_IMPLIED_KIND: Final = "private"


def accepted_tables(works: Mapping[str, Work]) -> tuple[dict[str, pd.DataFrame], dict[str, Any]]:
    """Return the tables as the contract says they are stored, and which raw rows are in them.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, fully checked.

    Returns
    -------
    tuple
        Frames by table; and per table the positions of the delivered rows that were kept.
    """
    kept = {name: _kept(work) for name, work in works.items()}
    for name in ("partners", "households"):
        _drop_unused(name, works, kept)
    numbers = {name: _numbers(keep) for name, keep in kept.items()}
    frames: dict[str, pd.DataFrame] = {}
    rows: dict[str, Any] = {}
    for name, work in works.items():
        rows[name] = np.flatnonzero(kept[name][: len(work.raw)])
        added = [
            key for key, keep in zip(work.implied, kept[name][len(work.raw) :], strict=True) if keep
        ]
        work.implied_kept = added
        frames[name] = _frame(work, rows[name], added, numbers)
    return frames, rows


def identifying_tables(
    works: Mapping[str, Work], rows: Mapping[str, Any]
) -> dict[str, pd.DataFrame]:
    """Return key and identifying columns of persons, households and signals, as text."""
    return {
        name: _texts(
            work,
            rows[name],
            [c.name for c in work.declared.columns if c.kind == "key" or c.identifying],
        )
        for name, work in works.items()
        if any(column.identifying for column in work.declared.columns)
    }


def aside_tables(works: Mapping[str, Work], rows: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    """Return the columns that are not in the contract, of the rows that were kept."""
    out: dict[str, pd.DataFrame] = {}
    for name, work in works.items():
        if work.raw.aside:
            take = pa.array(rows[name])
            cells = {label: array.take(take) for label, array in work.raw.aside.items()}
            frame = pa.table(cells).to_pandas()
            frame.insert(0, "line", work.raw.lines[rows[name]])
            out[name] = frame
    return out


def latest_day(works: Mapping[str, Work]) -> int:
    """Return the latest day of all accepted rows, NO_DAY where there is none.

    Of a partial date its earliest reading counts: the delivery reaches at least so far.
    """
    latest = NO_DAY
    for work in works.values():
        for column in columns_of(work.declared):
            if column.kind == "date" and column.name not in _AHEAD and column.name in work.coded:
                days = work.coded[column.name][work.alive]
                days = days[days != FOREVER]
                latest = max(latest, int(days.max(initial=NO_DAY)))
    return latest


def _kept(work: Work) -> np.ndarray:
    keep = work.alive | work.keep_also
    return np.concatenate([keep, np.ones(len(work.implied), dtype=bool)])


def _drop_unused(name: str, works: Mapping[str, Work], kept: dict[str, np.ndarray]) -> None:
    """Leave out implied rows that only rows named which were not kept."""
    first = len(works[name].raw)
    if not works[name].implied:
        return
    used = np.zeros(len(kept[name]), dtype=bool)
    for other, work in works.items():
        for column in columns_of(work.declared):
            if column.kind == "ref" and column.target == name and column.stored in work.coded:
                target = work.coded[column.stored][kept[other][: len(work.raw)]]
                used[target[target >= 0]] = True
    kept[name][first:] &= used[first:]


def _numbers(keep: np.ndarray) -> np.ndarray:
    numbers = np.cumsum(keep, dtype=np.int32) - np.int32(1)
    numbers[~keep] = -1
    # One more, for references to nothing (-1 reads the last).
    return np.append(numbers, np.int32(-1))


def _frame(
    work: Work, rows: np.ndarray, added: list[str], numbers: Mapping[str, np.ndarray]
) -> pd.DataFrame:
    out: dict[str, Any] = {}
    for column in columns_of(work.declared):
        if column.identifying and column.kind != "date":
            continue
        out.update(_column(work, column, rows, added, numbers))
    out["line"] = np.concatenate([work.raw.lines[rows], np.zeros(len(added), np.int32)])
    return pd.DataFrame(out, copy=False)


def _column(
    work: Work,
    column: Column,
    rows: np.ndarray,
    added: list[str],
    numbers: Mapping[str, np.ndarray],
) -> dict[str, Any]:
    name, more = column.stored, len(added)
    if column.kind in ("key", "text"):
        extra = added if column.kind == "key" else [""] * more
        return {name: _text(work, column.name, rows, extra)}
    if column.kind == "date":
        empty = FOREVER if column.name in ("end_date", "death_date") else NO_DAY
        return {
            stored: _values(work, stored, rows, more, np.int32(empty))
            for stored in (name, f"{name}_hi")
        }
    if column.kind in ("closed", "code"):
        codes = _values(work, name, rows, more, np.int16(-1))
        return {name: _categorical(work, column, codes, added)}
    if column.kind == "ref":
        return {name: numbers[column.target][_values(work, name, rows, more, np.int32(-1))]}
    missing = {"group": np.int32(-1), "number": np.float32("nan"), "flag": np.bool_(False)}
    return {name: _values(work, name, rows, more, missing[column.kind])}


def _values(work: Work, name: str, rows: np.ndarray, more: int, missing: Any) -> np.ndarray:  # noqa: ANN401
    values = work.coded.get(name)
    if values is None:
        return np.full(len(rows) + more, missing)
    taken = values if len(rows) == len(values) else values[rows]
    return taken if not more else np.concatenate([taken, np.full(more, missing, values.dtype)])


def _categorical(
    work: Work, column: Column, codes: np.ndarray, added: list[str]
) -> pd.Categorical[str]:
    values = allowed_values(column)
    if column.name == "certainty":
        codes = np.where(codes < 0, np.int16(0), codes)
    if added and column.name == "kind":
        table = work.declared.name
        words = added if table == "partners" else [_IMPLIED_KIND] * len(added)
        place = {value: i for i, value in enumerate(values)}
        codes = codes.copy()
        codes[len(codes) - len(added) :] = [place[word] for word in words]
    return pd.Categorical.from_codes(codes.astype(np.int16), categories=pd.Index(values))


def _text(work: Work, name: str, rows: np.ndarray, extra: list[str]) -> pd.Series[str]:
    array = work.raw.columns.get(name)
    if array is None:
        array = pa.chunked_array([pa.repeat(pa.scalar(""), len(rows))])
    else:
        array = pc.fill_null(array if len(rows) == len(array) else array.take(pa.array(rows)), "")
    if extra:
        array = pa.chunked_array([*array.chunks, pa.array(extra, pa.string())])
    # In one piece: taking a few rows of many pieces costs as much as all of them.
    whole = pa.chunked_array([array.cast(pa.large_string()).combine_chunks()])
    text: pd.Series[str] = whole.to_pandas()
    return text


def _texts(work: Work, rows: np.ndarray, names: list[str]) -> pd.DataFrame:
    added = work.implied_kept
    return pd.DataFrame(
        {
            name: _text(work, name, rows, added if name == work.declared.key else [""] * len(added))
            for name in names
        }
    )
