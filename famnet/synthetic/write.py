"""Write the tables of a synthetic region as a delivery: CSV files by the contract and delivery.toml.

DuckDB writes ids, dates and words out of the numbers, in parallel and in the order given.
"""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import duckdb
import numpy as np
import pyarrow as pa

from famnet.delivery.contract import COMMON, TABLES, Column, Table
from famnet.synthetic.codes import words
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.synthetic.world import Columns, Outcome

__all__ = ["PREFIXES", "id_text", "write_tables"]

PREFIXES = {
    "persons": "P",
    "households": "H",
    "signals": "S",
    "referrals": "R",
    "measures": "M",
    "actions": "A",
    "incident_id": "I",
    "family_id": "F",
}
# How a partial birth date is written, by precision: month, year, the year in GBA form, in Dutch form.
_PARTIAL = ("%Y-%m", "%Y", "%Y0000", "00-00-%Y", "%d-%m-%Y")


def id_text(prefix: str, row: int, width: int) -> str:
    """Return the id of a row.

    >>> id_text("P", 0, 6)
    'P000001'
    """
    return f"{prefix}{row + 1:0{width}d}"


def write_tables(
    tables: dict[str, Columns], out: Path, partner_ids: tuple[str, ...], width: int
) -> None:
    """Write one CSV file per table.

    Parameters
    ----------
    tables : dict
        Columns per table, in the form of ``world.Columns``; a table's own key may be left out.
    out : pathlib.Path
        An existing folder.
    partner_ids : tuple of str
        Ids of the partners by row number.
    width : int
        Digits of an id.
    """
    # One thread more or less changes nothing: rows keep their order.
    with duckdb.connect() as db:
        for declared in TABLES:
            if declared.name in tables:
                _write(db, declared, tables[declared.name], (out, partner_ids, width))


def _write(
    db: duckdb.DuckDBPyConnection,
    declared: Table,
    columns: Columns,
    how: tuple[Path, tuple[str, ...], int],
) -> None:
    out, partner_ids, width = how
    rows = len(next(iter(columns.values())))
    arrays: dict[str, pa.Array] = {}
    select: list[str] = []
    for column in (*declared.columns, *COMMON):
        given = columns.get(column.name)
        if column.kind == "key" and given is None:
            given = np.arange(rows)
        if given is None:
            continue
        text = column.kind in ("closed", "code") or "partners" in (column.target, declared.name)
        if text and given.dtype != object:
            arrays[column.name] = _dictionary(declared, column, given, partner_ids)
            select.append(f'"{column.name}"')
        else:
            arrays[column.name] = _plain(column, given)
            select.append(f'{_expression(declared, column, width)} as "{column.name}"')
    if declared.name == "persons":
        precision = columns.get("birth_precision", np.zeros(rows, dtype=np.int8))
        arrays["birth_precision"] = pa.array(precision.astype(np.int8))
    db.register("given", pa.table(arrays))
    target = str(out / f"{declared.name}.csv").replace("'", "''")
    db.execute(f"copy (select {', '.join(select)} from given) to '{target}' (header, nullstr '')")
    db.unregister("given")


def _dictionary(
    declared: Table, column: Column, given: np.ndarray, partner_ids: tuple[str, ...]
) -> pa.Array:
    is_partner = column.target == "partners" and column.kind == "ref"
    is_partner |= declared.name == "partners" and column.kind == "key"
    stock = partner_ids if is_partner else words(declared.name, column.name)
    empty = given < 0
    numbers = pa.array(given.astype(np.int32), mask=empty)
    return pa.DictionaryArray.from_arrays(numbers, pa.array(stock, type=pa.string()))


def _plain(column: Column, given: np.ndarray) -> pa.Array:
    if column.kind == "text" or given.dtype == object:
        return pa.array(given, type=pa.string())
    if column.kind == "flag":
        return pa.array(given.astype(np.bool_))
    if column.kind == "number":
        return pa.array(given.astype(np.float64), from_pandas=True)
    return pa.array(given.astype(np.int32))


def _expression(declared: Table, column: Column, width: int) -> str:
    name = f'"{column.name}"'
    if column.kind == "date":
        return _date(column)
    if column.kind in ("key", "ref", "group"):
        of = column.target or (column.name if column.kind == "group" else declared.name)
        number = f"lpad(cast({name} + 1 as varchar), {width}, '0')"
        return f"case when {name} >= 0 then '{PREFIXES[of]}' || {number} end"
    if column.kind == "text":
        return f"nullif({name}, '')"
    return name


def _date(column: Column) -> str:
    name = f'"{column.name}"'
    day = f"(date '1970-01-01' + {name})"
    text = f"strftime({day}, '%Y-%m-%d')"
    if column.name == "birth_date":
        forms = " ".join(
            f"when {number} then strftime({day}, '{form}')"
            for number, form in enumerate(_PARTIAL, 1)
        )
        text = f"case birth_precision {forms} else {text} end"
    return f"case when {name} > {NO_DAY} and {name} < {FOREVER} then {text} end"


def write_truth(out: Path, outcomes: list[Outcome], width: int) -> None:
    """Write truth.csv and stories.csv beside the delivery.

    Parameters
    ----------
    out : pathlib.Path
        The delivery's folder.
    outcomes : list of Outcome
        One per story told.
    width : int
        Digits of an id.
    """
    truth = ["household_id", "family", "planted_domains", "rate_ratio", "decoy"]
    with (out / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(truth)
        for told in outcomes:
            decoy = "false" if told.expect == "listed" else "true"
            for home in told.households:
                ident = id_text(PREFIXES["households"], home, width)
                write.writerow([ident, told.name, "|".join(told.groups), "", decoy])
    with (out / "stories.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(["story", "title_nl", "household_ids", "expect", "why_nl"])
        for told in outcomes:
            homes = [id_text(PREFIXES["households"], home, width) for home in told.households]
            write.writerow([told.name, told.title_nl, "|".join(homes), told.expect, told.why_nl])
