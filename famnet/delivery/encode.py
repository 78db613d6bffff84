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
from famnet.delivery.sql import numbers
from famnet.delivery.work import REJECTED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import duckdb

    from famnet.delivery.contract import Column
    from famnet.delivery.work import Work

__all__ = ["encode"]

# Tables in the order in which they are looked at for implied rows.
_KEYLESS: Final = ("memberships", "kinships", "ties", "involvements", "requests")


def encode(db: duckdb.DuckDBPyConnection, works: Mapping[str, Work]) -> None:
    """Reject repeated keys and rows, add implied rows, and turn ids into row numbers.

    Parameters
    ----------
    db : duckdb.DuckDBPyConnection
        Where the raw tables are registered as ``raw_<name>``.
    works : mapping of str to Work
        All tables, checked by themselves.

    Notes
    -----
    One grouping per table with a key and one statement of joins per table with references.
    """
    for work in works.values():
        if work.declared.key is not None:
            _unique_keys(db, work)
        elif work.declared.name in _KEYLESS:
            _unique_rows(db, work)
    _imply_partners(db, works)
    if works["households"].raw.source is None:
        _imply_households(db, works)
    for work in works.values():
        _references(db, work)
    _groups(db, works)


def _unique_keys(db: duckdb.DuckDBPyConnection, work: Work) -> None:
    """Make ``key_<name>`` (id, pos) of the first good row of each key; reject later ones."""
    name, key = work.declared.name, work.declared.key
    if key is None or key not in work.raw.columns:
        db.execute(f"create or replace table key_{name} (id varchar, pos integer)")
        return
    ids, pos = work.raw.columns[key], np.arange(len(work.raw), dtype=np.int32)
    good = work.state != REJECTED
    if not good.all():
        ids, pos = ids.filter(pa.array(good)), pos[good]
    db.register("candidates", pa.table({"id": ids, "pos": pos}))
    db.execute(
        f"create or replace table key_{name} as"
        " select id, min(pos)::integer as pos from candidates group by id"
    )
    db.unregister("candidates")
    first = numbers(db, f"select pos from key_{name}")["pos"]
    if len(first) < len(pos):
        repeated = np.zeros(len(work.raw), dtype=bool)
        repeated[pos] = True
        repeated[first] = False
        work.note("duplicate_key", repeated, key)


def _unique_rows(db: duckdb.DuckDBPyConnection, work: Work) -> None:
    """Reject rows that are equal, cell by cell, to an earlier row of a table without a key."""
    hashes = work.coded.pop("row_hash", None)
    if hashes is None or len(hashes) < 2:
        return
    order = np.argsort(hashes, kind="stable")
    same = hashes[order][1:] == hashes[order][:-1]
    if not same.any():
        return
    suspects = np.zeros(len(hashes), dtype=bool)
    suspects[order[1:][same]] = True
    suspects[order[:-1][same]] = True
    suspects &= work.state != REJECTED
    # Equal hashes are not yet equal rows.
    table = pa.table({**work.raw.columns, "pos": np.arange(len(hashes), dtype=np.int32)})
    db.register("suspects", table.filter(pa.array(suspects)))
    whole = ", ".join(f'"{name}"' for name in work.raw.columns)
    first = numbers(db, f"select min(pos) as pos from suspects group by {whole}")["pos"]
    db.unregister("suspects")
    suspects[first.astype(np.int64)] = False
    work.note("duplicate_row", suspects)


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


def _imply(db: duckdb.DuckDBPyConnection, work: Work, ids: list[str]) -> None:
    if not ids:
        return
    first = len(work.raw)
    work.implied = ids
    pos = np.arange(first, first + len(ids), dtype=np.int32)
    db.register("implied", pa.table({"id": pa.array(ids, pa.string()), "pos": pos}))
    db.execute(f"insert into key_{work.declared.name} select id, pos from implied")
    db.unregister("implied")


def _imply_partners(db: duckdb.DuckDBPyConnection, works: Mapping[str, Work]) -> None:
    """Let an id that is a code of the catalogue stand for that partner."""
    named = _values(works, "partners", tuple(works))
    known = {row[0] for row in db.execute("select id from key_partners").fetchall()}
    codes = load_catalogue().partners
    _imply(db, works["partners"], sorted(v for v in named if v in codes and v not in known))


def _imply_households(db: duckdb.DuckDBPyConnection, works: Mapping[str, Work]) -> None:
    """Without a table of households, take those that other tables name, as private ones."""
    order = ("memberships", *(name for name in works if name != "memberships"))
    _imply(db, works["households"], _values(works, "households", order))


def _references(db: duckdb.DuckDBPyConnection, work: Work) -> None:
    columns = list(_delivered(work))
    if not columns or not len(work.raw):
        return
    joins = " ".join(
        f'left join key_{c.target} k{i} on r."{c.name}" = k{i}.id' for i, c in enumerate(columns)
    )
    rows = ", ".join(f"coalesce(k{i}.pos, -1)::integer as k{i}" for i in range(len(columns)))
    name = work.declared.name
    found = numbers(db, f"select r.pos, {rows} from raw_{name} r {joins}")
    place = found["pos"]
    for i, column in enumerate(columns):
        target = np.full(len(work.raw), -1, np.int32)
        target[place] = found[f"k{i}"]
        work.coded[column.stored] = target
        given = pc.is_valid(work.raw.columns[column.name]).to_numpy()
        work.given[column.stored] = np.asarray(given, dtype=bool)


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
        db.register("groups", pa.table({"id": whole, "pos": np.arange(len(whole), dtype=np.int32)}))
        found = numbers(
            db,
            "select g.pos, f.first from groups g join (select id, min(pos) as first from groups"
            " where id is not null group by id) f on g.id = f.id",
        )
        db.unregister("groups")
        codes = _dense(found["pos"], found["first"], len(whole))
        start = 0
        for work, column in pairs:
            work.coded[column.stored] = codes[start : start + len(work.raw)]
            start += len(work.raw)


def _dense(place: np.ndarray, first: np.ndarray, size: int) -> np.ndarray:
    """Return the number of each group by where it first appears; -1 where there is none."""
    is_first = np.zeros(size, dtype=bool)
    is_first[first.astype(np.int64)] = True
    number = np.cumsum(is_first, dtype=np.int32) - 1
    codes = np.full(size, -1, np.int32)
    codes[place] = number[first.astype(np.int64)]
    return codes
