"""Ages in completed years, for whole columns of days at once."""

from __future__ import annotations

import numpy as np

__all__ = ["completed_years"]


def completed_years(birth: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Return the age in completed years on a day.

    Parameters
    ----------
    birth, at : numpy.ndarray
        Days since 1970-01-01. Days that aren't known (NO_DAY, FOREVER) must be left out before.

    Returns
    -------
    numpy.ndarray
        int64; negative before birth. Someone born on 29 February is a year older on 1 March.

    >>> day = lambda text: np.array([np.datetime64(text).astype(int)])
    >>> int(completed_years(day("2000-02-29"), day("2012-02-28"))[0])
    11
    """
    birth_year, birth_day = _parts(birth)
    year, day = _parts(at)
    return np.asarray(year - birth_year - (day < birth_day))


def _parts(days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the year, and a number that orders days within a year whatever its length."""
    dates = days.astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    count = months.astype(np.int64)
    in_month = (dates - months).astype(np.int64)
    return count // 12 + 1970, count % 12 * 32 + in_month
