"""Ids to row numbers, once, in SQL joins; and the rows that are implied by others.

A reference becomes the row of its target in that target's raw table. Rows that are rejected or set
aside later are taken out at the end by renumbering, so that no id is looked up twice.
"""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from famnet.catalogue import load_catalogue
from famnet.delivery.headings import columns_of
from famnet.delivery.own import register
from famnet.delivery.sql import numbers
from famnet.delivery.unique import first_of_each, unique_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb

    from famnet.delivery.contract import Column
    from famnet.delivery.work import Work

__all__ = ["encode"]

# Per table with a key: its ids and the rows they stand for.
Keys = dict[str, pa.Table]


def encode(db: duckdb.DuckDBPyConnection, works: Mapping[str, Work]) -> None:
    """Reject repeated keys, add implied rows, and turn ids into row numbers.

    Parameters
    ----------
    db : duckdb.DuckDBPyConnection
        Where the raw tables are registered as ``raw_<name>``.
    works : mapping of str to Work
        All tables, checked by themselves.

    Notes
    -----
    One grouping per table with a key and one join per column of references: then no two tables of ids
    are held at once. The text of what was encoded is let go of.
    """
    keys: Keys = {}
    for name, work in works.items():
        if work.declared.key is not None:
            keys[name] = unique_keys(db, work)
    _imply_partners(keys, works)
    if works["households"].raw.source is None:
        _imply_households(keys, works)
    for name, table in keys.items():
        db.register(f"key_{name}", table)
    for work in works.values():
        _references(db, work)
    _groups(db, works)


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


def _references(db: duckdb.DuckDBPyConnection, work: Work) -> None:
    columns = list(_delivered(work))
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
