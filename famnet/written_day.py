"""A whole day as somebody writes it: on the command line, as a parameter, in ``delivery.toml``."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from famnet.vocabulary import day_from_date

__all__ = ["HOW", "day_said"]

HOW: Final = "schrijf de datum als 2026-01-31 of 31-01-2026"
"""How a day is to be written, for a hint."""

#: Days as a delivery may write them (famnet.delivery.dates); with slashes or dots it may not.
_DUTCH: Final = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_ISO: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLASHED: Final = re.compile(r"([0-9]{1,2})[/. ]([0-9]{1,2})[/. ]([0-9]{4})")
_PARTIAL: Final = re.compile(r"[0-9]{4}(-[0-9]{2})?|[0-9]{4}-?[0-9]{2}-?00|00-[0-9]{2}-[0-9]{4}")


def day_said(text: str) -> int:
    """Return the day number of a day that is written out.

    Parameters
    ----------
    text : str
        2026-01-31 or 31-01-2026, as in the tables of a delivery. A month or a year alone is no day;
        slashes and dots aren't taken, for they are also written month first.

    Raises
    ------
    ValueError
        It is no such day; the message says in Dutch how to write it.

    Examples
    --------
    >>> day_said("2026-01-31") == day_said("31-1-2026") == 20484
    True
    >>> day_said("31/1/2026")
    Traceback (most recent call last):
    ValueError: bedoelt u 2026-01-31?
    """
    text = text.strip()
    try:
        if dutch := _DUTCH.fullmatch(text):
            return _day(dutch)
        return day_from_date(dt.date.fromisoformat(text))
    except ValueError as error:
        raise ValueError(_how_to_write(text)) from error


def _day(found: re.Match[str]) -> int:
    day, month, year = map(int, found.groups())
    return day_from_date(dt.date(year, month, day))


def _how_to_write(text: str) -> str:
    """Say how to write a date; with the date that was probably meant, turned round."""
    if turned := _SLASHED.fullmatch(text):
        day, month, year = map(int, turned.groups())
        try:
            return f"bedoelt u {dt.date(year, month, day).isoformat()}?"
        except ValueError:
            return f"die dag bestaat niet; {HOW}"
    if _PARTIAL.fullmatch(text):
        return f"hier is een hele dag nodig: {HOW}"
    if _DUTCH.fullmatch(text) or _ISO.fullmatch(text):
        return f"die dag bestaat niet; {HOW}"
    return HOW
