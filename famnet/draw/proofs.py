"""The rows behind a line of the network: their ids, their months and their words.

Days become months: a page need not hold more of a life than its date filter asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from famnet.draw import words
from famnet.draw.network_words import speech
from famnet.draw.scene import NEVER, Proof
from famnet.graph.day_text import text_of
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.text import Lang
    from famnet.draw.speech import Speech

__all__ = ["month_after", "period_proof", "signal_proof"]


def month_after(day: int) -> int:
    """Return the first month whose first day is this day or later, as year x 12 + month - 1.

    Parameters
    ----------
    day : int
        Day number; ``NO_DAY`` gives 0, ``FOREVER`` ``NEVER``.

    Examples
    --------
    >>> divmod(month_after(10957), 12), divmod(month_after(10958), 12)
    ((2000, 0), (2000, 1))
    """
    if day == NO_DAY:
        return 0
    if day == FOREVER:
        return NEVER
    date = date_from_day(day)
    if date is None:
        return 0
    return date.year * 12 + date.month - (date.day == 1)


def period_proof(table: str, row: Mapping[str, Any], lang: Lang = "nl") -> Proof:
    """Return the proof of a row with start and end.

    Parameters
    ----------
    table : str
        Its table; with the line it is the id, but for a measure.
    row : mapping
        line, now, start_date, end_date and their latest readings; ``birth`` of who it is about,
        where what begins with the birth is not told as a day.
    """
    known = row.get("measure_id")
    return Proof(
        str(known) if known else f"{table}:{row['line']}",
        _period(row, speech(lang)),
        month_after(int(row["start_date"])),
        month_after(int(row["end_date"])),
        bool(row["now"]),
    )


def _period(row: Mapping[str, Any], say: Speech) -> str:
    start = _month((int(row["start_date"]), int(row["start_date_hi"])), NO_DAY, say.lang)
    end = _month((int(row["end_date"]), int(row["end_date_hi"])), FOREVER, say.lang)
    if start and row.get("birth") == row["start_date"]:
        start = say("birth")
    if start and end:
        return say("period", start=start, end=end)
    if not (start or end):
        return say("no_day")
    return say("since", day=start) if start else say("until", day=end)


def _month(readings: tuple[int, int], empty: int, lang: Lang) -> str:
    """Write a day as its month; of two readings the earlier where they differ."""
    text = text_of(*readings, empty=empty).partition("/")[0].strip(".")
    return words.day_words(text[:7], lang)


def signal_proof(
    row: Mapping[str, Any], domain: str, names: Mapping[str, str], lang: Lang = "nl"
) -> Proof:
    """Return the proof of a signal: day, life domain, hardness; no type and no role."""
    day = text_of(int(row["event_date"]), int(row["event_date_hi"]), empty=NO_DAY)
    hard = words.HARDNESS.get(str(row["hardness"]))
    told = (
        words.day_words(day, lang),
        names.get(domain, ""),
        "" if hard is None else hard.of(lang),
    )
    return Proof(
        str(row["signal_id"]),
        " · ".join(part for part in told if part),
        month_after(int(row["event_date"])),
        domain=domain,
    )
