"""Days as text and back, without loss: for graphs that leave famnet.

A day is ISO 8601, as precise as it is known (``1980``, ``1980-05``, ``1980-05-03``); readings that are
no year, month or day are an interval of two days (``1980-05-03/1980-06-01``, ``..`` for an open end).
"""

from __future__ import annotations

import calendar
import datetime as dt

from famnet.errors import UserError
from famnet.vocabulary import FOREVER, NO_DAY, day_from_date, format_day

__all__ = ["days_of", "text_of"]

_OPEN = {"": NO_DAY, "..": FOREVER}


def text_of(low: int, high: int, *, empty: int) -> str:
    """Write the two readings of a day.

    Parameters
    ----------
    low, high : int
        Earliest and latest reading, as day numbers.
    empty : int
        What both are where nothing is given: ``NO_DAY``, or ``FOREVER`` for an end.

    Examples
    --------
    >>> text_of(10957, 11322, empty=NO_DAY), text_of(FOREVER, FOREVER, empty=FOREVER)
    ('2000', '')
    >>> text_of(10957, 10960, empty=NO_DAY)
    '2000-01-01/2000-01-04'
    """
    if low == high == empty:
        return ""
    text = format_day(low, high)
    if text and _readings(text) == (low, high):
        return text
    return f"{_one(low)}/{_one(high)}"


def days_of(text: str, *, empty: int) -> tuple[int, int]:
    """Read what ``text_of`` wrote.

    Raises
    ------
    UserError
        It is no such text.

    Examples
    --------
    >>> days_of("2000", empty=NO_DAY), days_of("2000-01-01/2000-01-04", empty=NO_DAY)
    ((10957, 11322), (10957, 10960))
    """
    if not text:
        return empty, empty
    try:
        if "/" in text:
            low, high = text.split("/")
            return _day(low), _day(high)
        return _readings(text)
    except (ValueError, OverflowError) as error:
        raise UserError(
            f"{text!r} is geen datum.", hint="Schrijf jjjj, jjjj-mm of jjjj-mm-dd."
        ) from error


def _one(day: int) -> str:
    return {NO_DAY: "", FOREVER: ".."}.get(day) or format_day(day)


def _day(text: str) -> int:
    return _OPEN[text] if text in _OPEN else day_from_date(dt.date.fromisoformat(text))


def _readings(text: str) -> tuple[int, int]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = day_from_date(dt.date(*parts))
        return day, day
    if len(parts) > 3:
        raise ValueError(text)
    first, last = (parts[1], parts[1]) if len(parts) == 2 else (1, 12)
    end = calendar.monthrange(parts[0], last)[1]
    return day_from_date(dt.date(parts[0], first, 1)), day_from_date(dt.date(parts[0], last, end))
