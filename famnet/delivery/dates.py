"""Dates as SQL: every accepted way of writing one becomes its earliest and its latest reading.

Accepted are ``1980-05-17``, with a time behind it, ``1980-05``, ``1980``, ``19800517``; with zeros
for what isn't known ``19800500`` (GBA), ``1980-05-00``; and Dutch ``17-05-1980``, ``00-05-1980``,
``00-00-1980``. All zeros means: not known. Years run from 1000 to 2199: a year 9999 stands for
"open" elsewhere and is asked to be left empty here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from famnet.vocabulary import FOREVER, NO_DAY

__all__ = ["BAD", "EXCEL", "FINE", "MACROS", "DateSql", "date_sql"]

FINE: Final = 0
BAD: Final = 1
EXCEL: Final = 2

_UNKNOWN: Final = "('00000000', '00-00-0000', '0000-00-00', '0000', '0000-00')"
_TIME: Final = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.]\d+)?)?(Z|[+-]\d{2}(:?\d{2})?)?"
# Five digits, with or without a fraction: days since 1900 as Excel stores them.
_SERIAL: Final = r"[1-9]\d{4}([.]\d+)?"

MACROS: Final = (
    # From any odd way of writing to yyyy-mm-dd with 00 for what isn't known; null where none fits.
    rf"""create or replace temp macro famnet_canon(x) as case
        when x in {_UNKNOWN} then null
        when regexp_full_match(x, '\d{{4}}') then x || '-00-00'
        when regexp_full_match(x, '\d{{4}}-\d{{2}}') then x || '-00'
        when regexp_full_match(x, '\d{{4}}-\d{{2}}-\d{{2}}') then x
        when regexp_full_match(x, '\d{{8}}') then x[1:4] || '-' || x[5:6] || '-' || x[7:8]
        when regexp_full_match(x, '\d{{1,2}}-\d{{1,2}}-\d{{4}}')
            then x[-4:] || '-' || lpad(split_part(x, '-', 2), 2, '0')
                || '-' || lpad(split_part(x, '-', 1), 2, '0')
        when regexp_full_match(x, '{_TIME}') then x[1:10]
        end""",
    """create or replace temp macro famnet_earliest(c) as try_cast(case
        when c[6:] = '00-00' then c[1:5] || '01-01'
        when c[9:] = '00' then c[1:8] || '01'
        else c end as date)""",
    """create or replace temp macro famnet_latest(c) as case
        when c[6:] = '00-00' then try_cast(c[1:5] || '12-31' as date)
        when c[9:] = '00' then last_day(try_cast(c[1:8] || '01' as date))
        else try_cast(c as date) end""",
    f"""create or replace temp macro famnet_date_fault(x, low) as case
        when x is null then {FINE}
        when low between date '1000-01-01' and date '2199-12-31' then {FINE}
        when low is not null then {BAD}
        when x in {_UNKNOWN} then {FINE}
        when regexp_full_match(x, '{_SERIAL}') then {EXCEL}
        else {BAD} end::tinyint""",
)


@dataclass(frozen=True, slots=True)
class DateSql:
    """Three layers of expressions for one column, each using the layer before it.

    ``plain`` and ``odd`` are computed first and second, ``low``, ``high`` third; the fourth layer
    is ``days``, ``days_hi`` (int32) and ``fault`` (FINE, BAD or EXCEL).
    """

    name: str
    plain: str
    odd: str
    low: str
    high: str
    days: str
    days_hi: str
    fault: str


def date_sql(name: str) -> DateSql:
    """Return the expressions that turn the text of a column into days.

    Parameters
    ----------
    name : str
        Column of the contract, present in the table.

    Notes
    -----
    Nearly every cell is a whole ISO date and never meets a regular expression: ``case`` evaluates
    a branch only for the rows that reach it.
    """
    x = f'"{name}"'
    empty = FOREVER if name in ("end_date", "death_date") else NO_DAY
    return DateSql(
        name=name,
        plain=f"case when strlen({x}) = 10 and {x} like '____-__-__' and {x} not like '-%'"
        f" then try_cast({x} as date) end",
        odd=f'case when "{name}__d" is null and {x} is not null then famnet_canon({x}) end',
        low=f'coalesce("{name}__d", famnet_earliest("{name}__c"))',
        high=f'coalesce("{name}__d", famnet_latest("{name}__c"))',
        days=f"coalesce(\"{name}__lo\" - date '1970-01-01', {empty})::integer",
        days_hi=f"coalesce(\"{name}__hi\" - date '1970-01-01', {empty})::integer",
        fault=f'famnet_date_fault({x}, "{name}__lo")',
    )
