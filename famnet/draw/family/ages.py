"""Ages as they may be shown: whole years, two readings where a birth date is partial."""

from __future__ import annotations

from dataclasses import dataclass

from famnet.vocabulary import FOREVER, NO_DAY, date_from_day

__all__ = ["Age", "age_at", "years_between"]

ADULT = 18


@dataclass(frozen=True, slots=True)
class Age:
    """Youngest and oldest age that the birth date allows; None where it is unknown."""

    low: int | None
    high: int | None

    @property
    def text(self) -> str:
        """The age in years, ``28/29`` for two readings, ``?`` where it is unknown.

        >>> Age(28, 29).text, Age(3, 3).text, Age(None, None).text, Age(10, 14).text
        ('28/29', '3', '?', '10-14')
        """
        if self.low is None or self.high is None:
            return "?"
        if self.low == self.high:
            return str(self.low)
        return f"{self.low}{'/' if self.high - self.low == 1 else '-'}{self.high}"

    @property
    def may_be_minor(self) -> bool:
        """Whether the person may be under 18; the doubt is to the child's good."""
        return self.low is not None and self.low < ADULT


def years_between(birth: int, day: int) -> int | None:
    """Return whole years from one day to another, None where one is missing.

    >>> years_between(0, 365), years_between(0, 364)
    (1, 0)
    """
    start, end = date_from_day(birth), date_from_day(day)
    if start is None or end is None:
        return None
    return max(0, end.year - start.year - ((end.month, end.day) < (start.month, start.day)))


def age_at(birth: int, birth_hi: int, day: int) -> Age:
    """Return the age on a day of someone whose birth has an earliest and a latest reading."""
    if NO_DAY in (birth, birth_hi, day) or FOREVER in (birth, birth_hi, day):
        return Age(None, None)
    return Age(years_between(birth_hi, day), years_between(birth, day))
