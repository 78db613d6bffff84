"""What may be told about an area without telling about a person in it.

Three rules. A cell that holds fewer than ten touched, or all but fewer than ten, is pooled with its
neighbours. Pooled cells and the others together hold everybody once: no cell is left out beside a
total, so none comes out by subtraction. What is left is rounded, and what is derived is computed from
the rounded figures.

Sources: Hundepool et al. (2012), Statistical Disclosure Control, Wiley, chapters 4 (frequency and
magnitude tables: threshold rule, secondary suppression, recoding) and 5 (rounding). That the least is
ten and the base of rounding five is a choice of famnet, as cells under ten are left out in it
everywhere (methods.md section 2.12).
"""

from __future__ import annotations

from typing import Final

__all__ = ["COUNT_BASE", "SIZE_BASE", "SMALLEST", "TOTAL_BASE", "enough", "rounded", "short"]

#: A cell holds at least so many touched, and at least so many others.
SMALLEST: Final = 10
#: Counts of touched persons and households are told in fives.
COUNT_BASE: Final = 5
#: How many there are, in tens; of the area as a whole in hundreds.
SIZE_BASE: Final = 10
TOTAL_BASE: Final = 100

_DIGITS: Final = 4


def enough(people: float, touched: float) -> bool:
    """Say whether a cell may stand by itself.

    Parameters
    ----------
    people, touched : float
        How many there are, and how many of them were touched.

    >>> enough(200, 12), enough(200, 9), enough(14, 12)
    (True, False, False)
    """
    return touched >= SMALLEST and people - touched >= SMALLEST


def rounded(number: float, base: int) -> int:
    """Return the nearest multiple, halves upwards.

    >>> [rounded(n, 5) for n in (10, 12, 12.5, 17)]
    [10, 10, 15, 15]
    """
    return int((number + base / 2) // base) * base


def short(number: float) -> float:
    """Return a derived figure in four digits.

    >>> short(0.0123456)
    0.01235
    """
    return float(f"{number:.{_DIGITS}g}")
