"""Ids to row numbers, once, in SQL joins; and the rows that are implied by others.

A reference becomes the row of its target in that target's raw table. Rows that are rejected or set
aside later are taken out at the end by renumbering, so that no id is looked up twice.
"""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from famnet.catalogue import load_catalogue
from famnet.delivery.headings import columns_of
from famnet.delivery.own import register
from famnet.delivery.sql import numbers
from famnet.delivery.unique import first_of_each, unique_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import duckdb

    from famnet.delivery.contract import Column
    from famnet.delivery.work import Work

__all__ = ["Ids"]

# Per table with a key: its ids and the rows they stand for.
Keys = dict[str, pa.Table]

_FIRST: Final = ("persons", "households")


class Ids:
    """The ids of a delivery, met table by table.

    Parameters
    ----------
    db : duckdb.DuckDBPyConnection
        Where the raw tables are registered as ``raw_<name>``.

    Notes
    -----
    Nearly all references are to persons and households, which come first: those of a table are encoded
    before the next is read, so that of a country the text of one table is held, not of all. One grouping
    per table with a key and one join per column of references; the text of what was encoded is let go of.
    """

    def __init__(self, db: duckdb.DuckDBPyConnection) -> None:
        self._db = db
        self._keys: Keys = {}

    def meet(self, work: Work) -> None:
        """Take a table in, checked by itself, and encode what it says of persons and households."""
        # Households that nobody delivered are known once all tables are.
        if work.declared.name in _FIRST and work.raw.source is not None:
            self._add(work)
        _references(self._db, work, self._keys)

    def settle(self, works: Mapping[str, Work]) -> None:
        """Reject repeated keys, add implied rows, and encode all other ids.

        Parameters
        ----------
        works : mapping of str to Work
            All tables, each met.
        """
        implied: Keys = {}
        for name, work in works.items():
            if work.declared.key is not None and name not in self._keys:
                implied[name] = unique_keys(self._db, work)
        _imply_partners(implied, works)
        if works["households"].raw.source is None:
            _imply_households(implied, works)
        for name, table in implied.items():
            self._db.register(f"key_{name}", table)
        self._keys |= implied
        for work in works.values():
            _references(self._db, work, self._keys)
        for name in self._keys:
            self._db.unregister(f"key_{name}")
        self._keys.clear()
        implied.clear()
        _groups(self._db, works)

    def _add(self, work: Work) -> None:
        name = work.declared.name
        self._keys[name] = unique_keys(self._db, work)
        self._db.register(f"key_{name}", self._keys[name])


def _delivered(work: Work) -> Iterator[Column]:
    for column in columns_of(work.declared):
        if column.kind == "ref" and column.name in work.raw.columns:
            yield column


def _values(works: Mapping[str, Work], target: str, order: tuple[str, ...]) -> list[str]:
    """Return the ids of a target that are named anywhere, in order of first appearance."""
    seen: dict[str, None] = {}
    for name in order:
        work = works[name]
        for column in _delivered(work):
            if column.target == target and len(work.raw):
                found = pc.unique(work.raw.columns[column.name]).to_pylist()
                seen.update(dict.fromkeys(value for value in found if value is not None))
    return list(seen)


def _imply(keys: Keys, work: Work, ids: list[str]) -> None:
    if not ids:
        return
    first, name = len(work.raw), work.declared.name
    work.implied = ids
    pos = np.arange(first, first + len(ids), dtype=np.int32)
    added = pa.table({"id": pa.array(ids, pa.string()), "pos": pos})
    keys[name] = pa.concat_tables([keys[name], added])


def _imply_partners(keys: Keys, works: Mapping[str, Work]) -> None:
    """Let an id that is a code of the catalogue stand for that partner."""
    named = _values(works, "partners", tuple(works))
    known = set(keys["partners"]["id"].to_pylist())
    codes = load_catalogue().partners
    _imply(keys, works["partners"], sorted(v for v in named if v in codes and v not in known))


def _imply_households(keys: Keys, works: Mapping[str, Work]) -> None:
    """Without a table of households, take those that other tables name, as private ones."""
    order = ("memberships", *(name for name in works if name != "memberships"))
    _imply(keys, works["households"], _values(works, "households", order))


def _references(db: duckdb.DuckDBPyConnection, work: Work, known: Collection[str]) -> None:
    columns = [column for column in _delivered(work) if column.target in known]
    if not columns or not len(work.raw):
        return
    for column in columns:
        found = numbers(
            db,
            f"select r.pos, k.pos as found from raw_{work.declared.name} r"
            f' join key_{column.target} k on r."{column.name}" = k.id',
        )
        target = np.full(len(work.raw), -1, np.int32)
        target[found["pos"]] = found["found"]
        work.coded[column.stored] = target
        given = pc.is_valid(work.raw.columns[column.name]).to_numpy()
        work.given[column.stored] = np.asarray(given, dtype=bool)
    work.let_go([column.name for column in columns])
    register(db, work.raw)


def _groups(db: duckdb.DuckDBPyConnection, works: Mapping[str, Work]) -> None:
    """Give numbers to ids that only join rows; one numbering per name, shared by all tables."""
    holders: dict[str, list[tuple[Work, Column]]] = {}
    for work in works.values():
        for column in work.declared.columns:
            if column.kind == "group" and column.name in work.raw.columns and len(work.raw):
                holders.setdefault(column.name, []).append((work, column))
    for name, pairs in holders.items():
        arrays = [chunk for work, _ in pairs for chunk in work.raw.columns[name].chunks]
        whole = pa.chunked_array(arrays, type=pa.string())
        codes = _dense(first_of_each(db, whole))
        start = 0
        for work, column in pairs:
            work.coded[column.stored] = codes[start : start + len(work.raw)]
            start += len(work.raw)
            work.let_go([column.name])


def _dense(first: np.ndarray) -> np.ndarray:
    """Return the number of each group by where it first appears; -1 where there is none."""
    given = first >= 0
    is_first = np.zeros(len(first), dtype=bool)
    is_first[first[given]] = True
    number = np.cumsum(is_first, dtype=np.int32) - np.int32(1)
    codes = np.full(len(first), -1, np.int32)
    codes[given] = number[first[given]]
    return codes
