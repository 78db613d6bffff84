"""The period a description looks at: the last months before the reference date."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day, day_from_date, format_day

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

__all__ = ["MONTHS", "Period", "last_months"]

#: Months before the reference date that count (methods.md section 2.0); a policy parameter.
MONTHS: Final = 24


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` to ``end``, both included; ``NO_DAY`` and ``FOREVER`` where unbounded."""

    start: int
    end: int

    def holds(self, low: pd.Series, high: pd.Series) -> npt.NDArray[np.bool_]:
        """Say which days fall in it, in some reading of a partial date."""
        held: npt.NDArray[np.bool_] = (high.to_numpy() >= self.start) & (low.to_numpy() <= self.end)
        return held

    @property
    def text_nl(self) -> str:
        """Say it in Dutch."""
        return self.text.nl

    @property
    def text(self) -> Text:
        """Say it."""
        if self.start == NO_DAY:
            return Text(
                "de hele levering (er is geen peildatum)",
                "the whole delivery (there is no reference date)",
            )
        start, end = format_day(self.start), format_day(self.end)
        return Text(f"{start} tot en met {end}", f"{start} up to and including {end}")


def last_months(as_of: int, months: int = MONTHS) -> Period:
    """Return the period of so many months that ends on a day.

    Parameters
    ----------
    as_of : int
        Day number; ``NO_DAY`` gives a period without bounds: then everything counts as current.
    months : int
        Calendar months back; a day that month lacks becomes its last.

    >>> last_months(day_from_date(dt.date(2026, 1, 1))).text_nl
    '2024-01-01 tot en met 2026-01-01'
    """
    end = date_from_day(as_of)
    if end is None:
        return Period(NO_DAY, FOREVER)
    year, month = divmod(end.year * 12 + end.month - 1 - months, 12)
    day = min(end.day, calendar.monthrange(year, month + 1)[1])
    return Period(day_from_date(dt.date(year, month + 1, day)), as_of)
