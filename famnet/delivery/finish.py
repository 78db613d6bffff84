"""From checked tables to the tables that the graph is built of: renumbered, typed, split."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from famnet.delivery.headings import columns_of
from famnet.delivery.own import allowed_values
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from famnet.delivery.contract import Column
    from famnet.delivery.work import Work

__all__ = ["accepted_tables", "aside_tables", "identifying_tables", "latest_day"]

# Days that lie ahead by nature say nothing about where a delivery ends.
_AHEAD: Final = ("end_date", "due_date", "exception_until")
_IMPLIED_KIND: Final = "private"


def accepted_tables(
    works: Mapping[str, Work], only: Mapping[str, Collection[str]] | None = None
) -> dict[str, pd.DataFrame]:
    """Return the tables as the contract says they are stored.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, fully checked; what was coded moves out of them.
    only : mapping, optional
        Of some tables the stored columns that are asked for; a table that isn't named is there whole.

    Notes
    -----
    An array of the works becomes a column as it is where no row is left out. Columns of a table that
    weren't delivered share one array of nothing.
    """
    kept = {name: _kept(work) for name, work in works.items()}
    for name in ("partners", "households"):
        _drop_unused(name, works, kept)
    numbers = {name: _numbers(keep) for name, keep in kept.items()}
    frames: dict[str, pd.DataFrame] = {}
    for name, work in works.items():
        work.implied_kept = [
            key for key, keep in zip(work.implied, kept[name][len(work.raw) :], strict=True) if keep
        ]
        frames[name] = _Stored(work, numbers).frame(None if only is None else only.get(name))
    return frames


def kept_rows(work: Work) -> np.ndarray:
    """Return the positions of the delivered rows that are in the table."""
    return np.flatnonzero(work.alive | work.keep_also)


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


class _Stored:
    """The columns of one table as they are stored, made one by one.

    Each takes its array out of what was coded, so that a table is never there twice.
    """

    def __init__(self, work: Work, numbers: Mapping[str, np.ndarray]) -> None:
        self._work, self._numbers = work, numbers
        whole = bool((work.alive | work.keep_also).all())
        self._rows = None if whole else kept_rows(work)
        self._more = len(work.implied_kept)
        self._n = (len(work.raw) if self._rows is None else len(self._rows)) + self._more
        self._nothing: dict[Any, Any] = {}

    def frame(self, only: Collection[str] | None) -> pd.DataFrame:
        out: dict[str, Any] = {}
        for column in columns_of(self._work.declared):
            names = {column.stored, f"{column.stored}_hi"}
            asked = only is None or not names.isdisjoint(only)
            if asked and (not column.identifying or column.kind == "date"):
                out.update(self._column(column))
        if only is None or "line" in only:
            out["line"] = self._taken(self._work.raw.lines, np.int32(0))
        if only is not None:
            out = {name: values for name, values in out.items() if name in only}
        return pd.DataFrame(out, copy=False)

    def _column(self, column: Column) -> dict[str, Any]:
        name, added = column.stored, self._work.implied_kept
        if column.kind in ("key", "text"):
            return {name: self._text(column)}
        if column.kind == "date":
            empty = np.int32(FOREVER if name in ("end_date", "death_date") else NO_DAY)
            coded = self._work.coded
            whole = coded.get(name) is coded.get(f"{name}_hi")
            low = self._values(name, empty)
            return {name: low, f"{name}_hi": low if whole else self._values(f"{name}_hi", empty)}
        if column.kind in ("closed", "code"):
            codes = self._values(name, np.int16(-1))
            return {name: _categorical(self._work, column, codes, added)}
        if column.kind == "ref":
            given = name in self._work.coded
            target = self._values(name, np.int32(-1))
            return {name: self._numbers[column.target][target] if given else target}
        missing = {"group": np.int32(-1), "number": np.float32("nan"), "flag": np.bool_(False)}
        return {name: self._values(name, missing[column.kind])}

    def _values(self, name: str, missing: Any) -> np.ndarray:  # noqa: ANN401
        values = self._work.coded.pop(name, None)
        if values is not None:
            return self._taken(values, missing)
        key = (missing.dtype, str(missing))
        if key not in self._nothing:
            self._nothing[key] = np.full(self._n, missing)
        return cast("np.ndarray", self._nothing[key])

    def _taken(self, values: np.ndarray, missing: Any) -> np.ndarray:  # noqa: ANN401
        taken = values if self._rows is None else values[self._rows]
        if not self._more:
            return taken
        return np.concatenate([taken, np.full(self._more, missing, values.dtype)])

    def _text(self, column: Column) -> pd.Series[str]:
        extra = self._work.implied_kept if column.kind == "key" else [""] * self._more
        if column.kind == "key" or column.name in self._work.raw.columns:
            rows = kept_rows(self._work) if self._rows is None else self._rows
            return _text(self._work, column.name, rows, extra)
        if "text" not in self._nothing:
            self._nothing["text"] = _text(self._work, column.name, np.zeros(self._n, np.int8), [])
        return cast("pd.Series[str]", self._nothing["text"])


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
