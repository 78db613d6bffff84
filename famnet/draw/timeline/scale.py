"""The axis of time: which days it holds, where a day stands, where quarters begin."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.period import last_months
from famnet.analysis.text import Lang, Text
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day, day_from_date

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Axis", "axis_of", "quarters"]

#: Months before the reference date that the axis holds at most; what is older stands before it.
MONTHS: Final = 36
_NAMES: Final = {4: Text("apr", "Apr"), 7: Text("jul", "Jul"), 10: Text("okt", "Oct")}


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``start`` to ``end``, drawn from ``left`` to ``right``."""

    start: int
    end: int
    left: float
    right: float

    def __call__(self, day: int) -> float:
        """Return where a day stands; what lies outside stands at the edge.

        >>> Axis(0, 100, 10.0, 20.0)(50), Axis(0, 100, 10.0, 20.0)(NO_DAY)
        (15.0, 10.0)
        """
        part = (min(max(day, self.start), self.end) - self.start) / max(1, self.end - self.start)
        return round(self.left + (self.right - self.left) * part, 1)


def axis_of(days: Iterable[int], today: int, *, left: float, right: float) -> Axis | None:
    """Return the axis for days; None where no day is known.

    Parameters
    ----------
    days : iterable of int
        Days of what is drawn.
    today : int
        Reference date, ``NO_DAY`` for none: then the last day there is.
    left, right : float
        Where it is drawn.

    Notes
    -----
    At most the last 36 months, at least the period that counts, from the first of a quarter.
    """
    known = [day for day in days if day not in (NO_DAY, FOREVER)]
    if not known:
        return None
    end = max(known) if today == NO_DAY else today
    first = min(known) if today == NO_DAY else min(*known, last_months(end).start)
    start = date_from_day(max(first, last_months(end, MONTHS).start))
    assert start is not None
    quarter = dt.date(start.year, (start.month - 1) // 3 * 3 + 1, 1)
    return Axis(min(day_from_date(quarter), end - 1), end, left, right)


def quarters(axis: Axis, lang: Lang = "nl") -> list[tuple[float, str, bool]]:
    """Return where the quarters begin, what stands there, and whether a year begins."""
    date = date_from_day(axis.start)
    assert date is not None
    date = dt.date(date.year, (date.month - 1) // 3 * 3 + 1, 1)
    found = []
    while (day := day_from_date(date)) <= axis.end:
        year = date.month == 1
        if day >= axis.start:
            found.append((axis(day), str(date.year) if year else _NAMES[date.month].of(lang), year))
        if date.year == dt.MAXYEAR:
            break
        last = date.month == 10
        date = dt.date(date.year + last, 1 if last else date.month + 3, 1)
    return found
