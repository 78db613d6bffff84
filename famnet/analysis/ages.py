"""Ages in completed years, by all readings of a partial date."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    Days = npt.NDArray[np.int32]

__all__ = ["AgeClass", "age_classes", "completed_years"]


class AgeClass(IntEnum):
    """How old someone was, as far as the dates allow to say."""

    #: 18 or older in every reading, or age unknown.
    ADULT = 0
    #: Under 18 in some readings, 12 or older in all.
    MAYBE_MINOR = 1
    #: Under 18 in every reading, 12 or older in all.
    MINOR = 2
    #: Under 12 in some reading: doubt is on the side of the child.
    UNDER_12 = 3


def completed_years(birth: Days, day: Days) -> npt.NDArray[np.int64]:
    """Return the completed years between two day numbers.

    Parameters
    ----------
    birth, day : int32 array
        Days since 1970-01-01; both must be known. Who is born on 29 February has a birthday on
        1 March of other years.

    >>> completed_years(np.array([0], dtype=np.int32), np.array([364], dtype=np.int32)).tolist()
    [0]
    """
    birth_month, birth_day = _month_and_day(birth)
    month, day_of_month = _month_and_day(day)
    months = month - birth_month - (day_of_month < birth_day)
    years: npt.NDArray[np.int64] = months // 12
    return years


def _month_and_day(days: Days) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    return months.astype(np.int64), (dates - months).astype(np.int64)


def age_classes(birth: tuple[Days, Days], day: tuple[Days, Days]) -> npt.NDArray[np.int8]:
    """Return the ``AgeClass`` of persons on days.

    Parameters
    ----------
    birth, day : pair of int32 arrays
        Earliest and latest reading; ``NO_DAY`` where unknown, which gives ``ADULT``.
    """
    known = (birth[0] != NO_DAY) & (day[0] != NO_DAY)
    out = np.full(len(known), int(AgeClass.ADULT), dtype=np.int8)
    rows = np.flatnonzero(known)
    if not len(rows):
        return out
    youngest = completed_years(birth[1][rows], day[0][rows])
    oldest = completed_years(birth[0][rows], day[1][rows])
    # The last that fits wins.
    found = np.zeros(len(rows), dtype=np.int8)
    found[youngest < 18] = AgeClass.MAYBE_MINOR
    found[oldest < 18] = AgeClass.MINOR
    found[youngest < 12] = AgeClass.UNDER_12
    out[rows] = found
    return out
