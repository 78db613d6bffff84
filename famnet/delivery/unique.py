"""Which ids and which rows were there before: by hash first, letter by letter where hashes agree."""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from famnet.delivery.sql import numbers
from famnet.delivery.work import REJECTED

if TYPE_CHECKING:
    import duckdb

    from famnet.delivery.work import Work

__all__ = ["first_of_each", "unique_keys", "unique_rows"]


def unique_keys(db: duckdb.DuckDBPyConnection, work: Work) -> pa.Table:
    """Reject rows whose key was there before; return id and row of the first good row of each.

    Notes
    -----
    Ids with different hashes differ; so where no two hashes agree, which is nearly always, sorting
    the hashes settles it. Where some do, SQL groups the ids themselves.
    """
    key = work.declared.key
    if key is None or key not in work.raw.columns:
        return pa.table({"id": pa.array([], pa.string()), "pos": pa.array([], pa.int32())})
    table = pa.table({"id": work.raw.columns[key], "pos": np.arange(len(work.raw), dtype=np.int32)})
    good = work.state != REJECTED
    if not good.all():
        table = table.filter(pa.array(good))
    db.register("candidates", table)
    hashes = np.sort(numbers(db, "select hash(id) as h from candidates")["h"])
    if len(hashes) and bool((hashes[1:] == hashes[:-1]).any()):
        query = "select min(pos)::integer as first from candidates group by id order by first"
        first = numbers(db, query)["first"]
        repeated = good.copy()
        repeated[first] = False
        work.note("duplicate_key", repeated, key)
        table = pa.table({"id": work.raw.columns[key].take(pa.array(first)), "pos": first})
    db.unregister("candidates")
    return table


def unique_rows(db: duckdb.DuckDBPyConnection, work: Work) -> None:
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
    first = numbers(db, f"select min(pos) as first from suspects group by {whole}")["first"]
    db.unregister("suspects")
    suspects[first] = False
    work.note("duplicate_row", suspects)


def first_of_each(db: duckdb.DuckDBPyConnection, ids: pa.ChunkedArray) -> np.ndarray:
    """Return for each id the row where it first stands, -1 for an empty cell."""
    rows = np.arange(len(ids), dtype=np.int32)
    db.register("given", pa.table({"id": ids, "pos": rows}))
    found = numbers(db, "select pos, hash(id) as h from given where id is not null")
    place, hashes = found["pos"].astype(np.int64), found["h"]
    order = np.argsort(hashes)
    starts = np.flatnonzero(np.append(True, hashes[order][1:] != hashes[order][:-1]))
    answer = np.full(len(ids), -1, np.int64)
    if len(place):
        first = np.minimum.reduceat(place[order], starts)
        answer[place[order]] = np.repeat(first, np.diff(np.append(starts, len(place))))
    given = answer >= 0
    named = ids.filter(pa.array(given))
    if not pc.all(pc.equal(named, ids.take(pa.array(answer[given])))).as_py() and len(named):
        # Two ids share a hash: once in many billions. SQL compares the ids themselves.
        query = (
            "select g.pos, f.first from given g join (select id, min(pos) as first from given"
            " where id is not null group by id) f on g.id = f.id"
        )
        exact = numbers(db, query)
        answer[exact["pos"]] = exact["first"]
    db.unregister("given")
    return answer
