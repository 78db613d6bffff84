"""The rules that a row meets or breaks by itself, and the coding of its cells: one statement a table.

Each rule is one bit of a mask, computed for all rows at once; reasons are made for the rows whose
mask isn't zero.
"""

# mypy: disable-error-code="attr-defined, name-defined, no-untyped-call"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa

from famnet.catalogue import load_catalogue
from famnet.delivery.dates import BAD, EXCEL, DateSql, date_sql
from famnet.delivery.headings import columns_of
from famnet.delivery.sql import numbers
from famnet.delivery.unique import unique_rows
from famnet.delivery.work import Work

if TYPE_CHECKING:
    from collections.abc import Collection

    import duckdb

    from famnet.delivery.contract import Column, Table
    from famnet.delivery.raw import RawTable

__all__ = ["allowed_values", "check_own", "register"]

# Kinds of columns of which the text is asked for again, once the row was checked by itself.
_STAYS: Final = ("key", "ref", "group", "text")

# Other words for a value of a closed list.
_WORDS: Final = {
    "sex": {
        "m": "male", "man": "male", "v": "female", "f": "female", "vrouw": "female",
        "onbekend": "unknown", "o": "unknown",
    },
}  # fmt: skip
_TRUE: Final = "('true', '1', 'ja', 'j', 'yes', 'y', 'waar', 't')"
_FALSE: Final = "('false', '0', 'nee', 'n', 'no', 'onwaar', 'f')"
_PERIODS: Final = (
    ("start_date", "end_date"),
    ("asked_date", "delivered_date"),
    ("sent_date", "answered_date"),
)


@dataclass(slots=True)
class _Statement:
    """The parts of the statement of one table."""

    present: set[str]
    keyless: bool
    dates: list[DateSql] = field(default_factory=list)
    out: dict[str, str] = field(default_factory=dict)
    rules: list[tuple[str, str, str]] = field(default_factory=list)

    def has(self, *names: str) -> bool:
        return self.present.issuperset(names)


def allowed_values(column: Column) -> tuple[str, ...]:
    """Return the values a closed or code column may have, in the order of their codes."""
    return column.values or tuple(getattr(load_catalogue(), column.target))


def check_own(
    db: duckdb.DuckDBPyConnection, raw: RawTable, forgotten: Collection[str] = ()
) -> Work:
    """Check each row by itself and code its cells.

    Parameters
    ----------
    db : duckdb.DuckDBPyConnection
        With the macros of ``famnet.delivery.dates``; the table is registered as ``raw_<name>``.
    raw : RawTable
        As delivered.
    forgotten : collection of str
        Columns of which nothing is kept after the check, columns outside the contract included.

    Returns
    -------
    Work
        Dates, closed lists, numbers and flags coded; references not yet.

    Notes
    -----
    Linear in the number of cells. Rows come back with their position, as DuckDB promises no order.
    The text of what was coded is let go of; that of ids and free text stays.
    """
    work = Work(raw)
    register(db, raw)
    statement = _statement(raw)
    rows = numbers(db, _sql(raw.declared.name, statement)) if len(raw) else {}
    if len(raw):
        order = _order(rows["pos"])
        for name in statement.out:
            work.coded[name] = _plain(rows.pop(name), order)
        _note_masks(work, statement, _plain(rows.pop("mask"), order))
        if "row_hash" in rows:
            work.coded["row_hash"] = _plain(rows.pop("row_hash"), order)
    _whole_dates(work)
    _note_cells(work)
    if raw.declared.key is None:
        unique_rows(db, work)
    coded = {c.name for c in columns_of(raw.declared) if c.kind not in _STAYS}
    work.let_go(coded.union(forgotten))
    if forgotten:
        work.raw = replace(work.raw, aside={})
    db.unregister(f"raw_{raw.declared.name}")
    return work


def register(db: duckdb.DuckDBPyConnection, raw: RawTable) -> None:
    """Let SQL read a table as ``raw_<name>``, its rows numbered, in the place of what had that name.

    Parameters
    ----------
    db : duckdb.DuckDBPyConnection
        Where.
    raw : RawTable
        The table, with the columns that are left.
    """
    columns = dict(raw.columns)
    columns["pos"] = pa.array(np.arange(len(raw), dtype=np.int32))
    db.register(f"raw_{raw.declared.name}", pa.table(columns))


def _whole_dates(work: Work) -> None:
    """Hold one array for both readings of dates of which none is partial."""
    for name in list(work.coded):
        high = work.coded.get(f"{name}_hi")
        if high is not None and np.array_equal(work.coded[name], high):
            work.coded[f"{name}_hi"] = work.coded[name]


def _order(pos: np.ndarray) -> np.ndarray | None:
    return None if bool(np.all(pos[1:] > pos[:-1])) else np.argsort(pos, kind="stable")


def _plain(values: np.ndarray, order: np.ndarray | None) -> np.ndarray:
    return values if order is None else values[order]


def _statement(raw: RawTable) -> _Statement:
    declared = raw.declared
    statement = _Statement(set(raw.columns), keyless=declared.key is None)
    for column in columns_of(declared):
        if column.name in statement.present:
            _COLUMN[column.kind](statement, column)
            if column.required and column.kind != "date":
                statement.rules.append(("required_empty", column.name, f'"{column.name}" is null'))
    _row_rules(statement, declared)
    return statement


def _date(statement: _Statement, column: Column) -> None:
    parts = date_sql(column.name)
    name = column.name
    statement.dates.append(parts)
    statement.out[name], statement.out[f"{name}_hi"] = parts.days, parts.days_hi
    statement.rules.append(("bad_date", name, f'"{name}__fault" = {BAD}'))
    statement.rules.append(("excel_date", name, f'"{name}__fault" = {EXCEL}'))
    if column.required:
        given = f'"{name}__lo" is null and "{name}__fault" = 0'
        statement.rules.append(("required_empty", name, given))


def _listed(statement: _Statement, column: Column) -> None:
    name = column.name
    cell = f'"{name}"'
    if column.kind == "closed":
        cell = f"lower({cell})"
        words = _WORDS.get(name, {})
        if words:
            when = " ".join(f"when '{word}' then '{value}'" for word, value in words.items())
            cell = f"case {cell} {when} else {cell} end"
    values = ", ".join("'" + value.replace("'", "''") + "'" for value in allowed_values(column))
    statement.out[name] = f"coalesce(enum_code(try_cast({cell} as enum({values}))), -1)::smallint"
    code = "unknown_code" if column.kind == "code" else "not_allowed_value"
    statement.rules.append((code, name, f'"{name}" is not null and "{name}__v" = -1'))


def _number(statement: _Statement, column: Column) -> None:
    name = column.name
    value = f"try_cast(replace(\"{name}\", ',', '.') as double)"
    statement.out[name] = f"coalesce({value}, 'nan'::double)::float"
    wrong = f'"{name}" is not null and not coalesce(isfinite("{name}__v"), false)'
    if name == "link_probability":
        wrong = f'"{name}" is not null and not coalesce("{name}__v" between 0 and 1, false)'
    statement.rules.append(("bad_number", name, wrong))


def _flag(statement: _Statement, column: Column) -> None:
    name = column.name
    low = f'lower("{name}")'
    statement.out[name] = f"coalesce({low} in {_TRUE}, false)"
    wrong = f'"{name}" is not null and not "{name}__v" and {low} not in {_FALSE}'
    statement.rules.append(("bad_flag", name, wrong))


def _nothing(statement: _Statement, column: Column) -> None:
    """Text and ids stay as they are; ids are coded later, all tables together."""


_COLUMN: Final = {
    "date": _date,
    "closed": _listed,
    "code": _listed,
    "number": _number,
    "flag": _flag,
    "key": _nothing,
    "ref": _nothing,
    "group": _nothing,
    "text": _nothing,
}


def _row_rules(statement: _Statement, declared: Table) -> None:
    rules = statement.rules
    for start, end in _PERIODS:
        if statement.has(start, end):
            rules.append(("end_before_start", end, f'"{end}__hi" < "{start}__lo"'))
    if statement.has("birth_date", "death_date"):
        rules.append(("death_before_birth", "death_date", '"death_date__hi" < "birth_date__lo"'))
    if statement.has("event_date", "received_date"):
        early = '"received_date__hi" < "event_date__lo"'
        rules.append(("received_before_event", "received_date", early))
    for other in ("relative_id", "other_id"):
        if statement.has("person_id", other):
            rules.append(("own_relative", other, f'person_id = "{other}"'))
    if declared.subject:
        filled = _filled(statement, "person_id", "household_id")
        rules.append(("subject_not_one", "", f"{filled} <> 1"))
    if declared.name == "referrals":
        filled = _filled(statement, "signal_id", "person_id", "household_id")
        rules.append(("subject_missing", "", f"{filled} = 0"))
    if statement.has("bsn"):
        rules.append(("bsn_elfproef", "bsn", _bsn_wrong()))


def _filled(statement: _Statement, *names: str) -> str:
    given = [f'("{name}" is not null)::integer' for name in names if name in statement.present]
    return f"({' + '.join(given) or '0'})"


# Separators and leading zeros don't count, as in python-stdnum.
_BSN: Final = "case when bsn is not null then regexp_replace(bsn, '[ .-]', '', 'g') end"


def _bsn_wrong() -> str:
    """Nine digits whose weighted sum divides by 11 (elfproef; python-stdnum, nl.bsn)."""
    digit = "({number} // {unit} % 10)"
    number = "try_cast(bsn__bare as bigint)"
    weights = " + ".join(
        f"{weight} * {digit.format(number=number, unit=10**place)}"
        for weight, place in zip((9, 8, 7, 6, 5, 4, 3, 2, -1), range(8, -1, -1), strict=True)
    )
    return (
        "case when bsn is null then false when not regexp_full_match(bsn__bare, '0*\\d{1,9}') then true"
        f" else {number} <= 0 or ({weights}) % 11 <> 0 end"
    )


def _sql(name: str, statement: _Statement) -> str:
    """Put the layers together: plain dates, odd dates, readings, values, mask."""
    dates = statement.dates
    one = "".join(f', {d.plain} as "{d.name}__d"' for d in dates)
    if statement.has("bsn"):
        one += f", {_BSN} as bsn__bare"
    two = "".join(f', {d.odd} as "{d.name}__c"' for d in dates)
    three = "".join(f', {d.low} as "{d.name}__lo", {d.high} as "{d.name}__hi"' for d in dates)
    four = "".join(f', {d.fault} as "{d.name}__fault"' for d in dates)
    four += "".join(f', {sql} as "{out}__v"' for out, sql in statement.out.items())
    bits = [
        f"coalesce(({sql})::ubigint, 0) << {i}" for i, (_, _, sql) in enumerate(statement.rules)
    ]
    mask = " | ".join(f"({bit})" for bit in bits) or "0::ubigint"
    values = "".join(f', "{out}__v" as "{out}"' for out in statement.out)
    if statement.keyless and statement.present:
        whole = ", ".join(f'"{column}"' for column in sorted(statement.present))
        values += f", hash({whole}) as row_hash"
    return (
        f"select pos, {mask} as mask{values} from (select *{four}"
        f" from (select *{three} from (select *{two} from (select *{one} from raw_{name}))))"
    )


def _note_masks(work: Work, statement: _Statement, mask: np.ndarray) -> None:
    # A mask has 64 bits; a table with more rules needs a second one.
    assert len(statement.rules) <= 64
    wrong = np.flatnonzero(mask)
    bits = mask[wrong]
    for i, (code, column, _) in enumerate(statement.rules):
        work.note(code, wrong[(bits >> np.uint64(i)) & np.uint64(1) == 1], column)


def _note_cells(work: Work) -> None:
    raw = work.raw
    for name, rows in raw.too_long.items():
        work.note("cell_too_long", rows, name)
    for name, rows in raw.spaced.items():
        work.note("id_spaces", rows, name)
    for column in columns_of(raw.declared):
        if column.required and column.name not in raw.columns and not raw.empty:
            work.note("missing_column", np.arange(len(raw)), column.name)
