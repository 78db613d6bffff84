"""From a graph to what a timeline draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.period import last_months
from famnet.draw.domain_words import domain_short
from famnet.draw.family.circle import circle_of
from famnet.draw.family.occurrences import occurrences
from famnet.draw.timeline.bands import bands
from famnet.draw.timeline.happenings import happenings
from famnet.draw.timeline.scale import axis_of
from famnet.draw.timeline.spells import spells
from famnet.draw.timeline.words import speech
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.family.circle import Circle
    from famnet.draw.family.occurrences import Occurrences
    from famnet.draw.timeline.bands import Band
    from famnet.draw.timeline.happenings import Happening
    from famnet.draw.timeline.scale import Axis
    from famnet.draw.timeline.spells import Spell
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["LEFT", "RIGHT", "ZONE", "Chronicle", "gather"]

LEFT: Final = 150.0
RIGHT: Final = 838.0
#: Width of the part before the axis, for what is older or has no date.
ZONE: Final = 136.0


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All that a timeline draws.

    Parameters
    ----------
    axis : Axis or None
        None where no day is known at all.
    counts_from : int
        First day of the period that counts; ``NO_DAY`` where all counts.
    today : int
        Reference date, ``NO_DAY`` for none.
    bands, happenings, spells
        What is drawn.
    early : frozenset of str
        Refs of occurrences before the axis or without a day.
    notes : tuple of str
        What isn't drawn.
    lang : str
        Language of its words.
    """

    axis: Axis | None
    counts_from: int
    today: int
    bands: tuple[Band, ...]
    happenings: tuple[Happening, ...]
    spells: tuple[Spell, ...]
    early: frozenset[str]
    notes: tuple[str, ...]
    lang: Lang = "nl"

    def is_early(self, spell: Spell) -> bool:
        """Say whether a bar ended before the axis."""
        return self.axis is None or spell.span.end_hi <= self.axis.start


def gather(graph: FamilyGraph, ref: str, lang: Lang = "nl") -> Chronicle:
    """Collect what stands in the timeline of a window, person or household."""
    circle = circle_of(graph, ref, lang)
    told = occurrences(circle)
    shown = [item for item in told.of("e", "p") if item.lead.day <= circle.today]
    marks, bars = happenings(circle, tuple(shown)), spells(circle)
    days = [day for item in marks for day in (item.day, item.day_hi)]
    days += [day for item in marks for echo in item.echoes for day in (echo.day,)]
    days += [day for bar in bars for day in (bar.span.start, bar.span.end) if day <= circle.today]
    whole = axis_of(days, graph.as_of, left=LEFT, right=RIGHT)
    early = frozenset(
        item.ref for item in marks
        if whole is None or item.day == NO_DAY or item.day_hi < whole.start
    )  # fmt: skip
    crowd = any(whole is None or bar.span.end_hi <= whole.start for bar in bars)
    left = LEFT + (ZONE + 10 if early or crowd else 0)
    axis = axis_of(days, graph.as_of, left=left, right=RIGHT)
    return Chronicle(
        axis, last_months(graph.as_of).start, graph.as_of,
        () if axis is None else bands(circle, since=axis.start, until=axis.end),
        marks, bars, early, _notes(circle, told, marks), lang,
    )  # fmt: skip


def _notes(circle: Circle, told: Occurrences, marks: tuple[Happening, ...]) -> tuple[str, ...]:
    notes, say = [], speech(circle.lang)
    undated = sum(item.day == NO_DAY for item in marks)
    if undated:
        notes.append(say("no_day", n=say.many(undated, "event")))
    if told.of("x"):
        notes.append(say("refuted", n=say.many(len(told.of("x")), "event")))
    if told.rumours:
        notes.append(say("not_drawn", n=say.many(len(told.rumours), "rumour")))
    later = sum(circle.today < item.lead.day < FOREVER for item in told.of("e", "p"))
    if later:
        notes.append(say("later", n=say.many(later, "event")))
    used = {item.domain for item in marks} | {e.domain for item in marks for e in item.echoes}
    silent = [name for code, name in domain_short(circle.lang).items() if code not in used]
    if silent:
        notes.append(say("silent", names=" · ".join(silent)) if used else say("no_signals"))
    if any(day == NO_DAY for day in (circle.graph.as_of,)):
        notes.append(say("no_today"))
    return tuple(notes)
