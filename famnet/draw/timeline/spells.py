"""Measures and help as bars: dark imposed, hatched imposed but not carried out, open voluntary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.draw.family.circle import day_text
from famnet.draw.family.deeds import HELPING, Span, deeds
from famnet.draw.partner_words import partner_names
from famnet.draw.timeline.words import LEGEND, speech
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day

if TYPE_CHECKING:
    from famnet.draw.family.circle import Circle, Subject
    from famnet.draw.family.deeds import Involvement, MeasureRow
    from famnet.draw.speech import Speech

    _Names = dict[int, tuple[str, str]]

__all__ = ["Spell", "spells"]


@dataclass(frozen=True, slots=True)
class Spell:
    """A measure (about one or more people) or help, from day to day.

    Parameters
    ----------
    kind : str
        ``imposed``, ``undone``, ``voluntary``, or ``unsaid`` where the mode wasn't delivered.
    measure : bool
        A measure, else help.
    label, short, sentence : str
        Beside the bar; the same with its years; all of it.
    span : Span
        Its days.
    subjects : tuple of Subject
        Whom it is about.
    partner_ids : str
        Who carries it out.
    evidence : tuple of str
        Ids of its rows.
    """

    kind: str
    measure: bool
    label: str
    short: str
    sentence: str
    span: Span
    subjects: tuple[Subject, ...]
    partner_ids: str
    evidence: tuple[str, ...]


def spells(circle: Circle) -> tuple[Spell, ...]:
    """Return the measures and the help of a circle, what is imposed first, then by start."""
    done, say = deeds(circle), speech(circle.lang)
    helping = [item for item in done.involvements if item.role in HELPING]
    codes = {p for m in done.measures for p in m.partners} | {item.partner for item in helping}
    names = {
        name.partner: (name.name, name.partner_id)
        for name in partner_names(circle.graph, codes, lang=circle.lang)
    }
    groups: dict[tuple[object, ...], list[MeasureRow]] = {}
    for row in done.measures:
        key = (row.code, row.span, row.partners, bool(row.undone))
        groups.setdefault(key, []).append(row)
    found = [_measure(rows, names, say) for rows in groups.values()]
    found += [_help(item, names, say) for item in helping if item.partner in names]
    return tuple(sorted(found, key=lambda s: (s.kind in ("voluntary", "unsaid"), s.span.start, s.label)))  # fmt: skip


def _measure(rows: list[MeasureRow], names: _Names, say: Speech) -> Spell:
    first = rows[0]
    subjects = tuple(dict.fromkeys(row.subject for row in rows))
    who = _joined([subject.code or subject.text for subject in subjects], say("joint"))
    kind = "undone" if first.undone else "imposed" if first.imposed else "voluntary"
    by = [names[p] for p in first.partners if p in names]
    tail = say("tail_undone") if first.undone else ""
    tail += say("tail_open") if first.span.end == FOREVER and first.imposed else ""
    said = say(
        "measure_said",
        name=first.name,
        mode=LEGEND["imposed" if first.imposed else "voluntary"].of(say.lang),
        who=_joined([subject.text for subject in subjects], say("joint")),
        days=_days(first.span, say),
        by=say("by", names=", ".join(name for name, _ in by)) if by else say("by_nobody"),
        undone=say("not_taken_up") if first.undone else "",
        law=first.law or say("no_law"),
    )
    return Spell(
        kind, True, f"{first.short} {who}{tail}", f"{first.short} {who} {_years(first.span)}".strip(),
        said, first.span, subjects, "|".join(name for _, name in by),
        tuple(dict.fromkeys(ref for row in rows for ref in (*row.evidence, *row.undone))),
    )  # fmt: skip


def _help(item: Involvement, names: _Names, say: Speech) -> Spell:
    name, partner_id = names[item.partner]
    who = item.subject.code or item.subject.text
    kind = item.mode if item.mode in ("imposed", "voluntary") else "unsaid"
    said = say(
        "help_said",
        name=name,
        role=item.role_name,
        who=item.subject.text,
        mode=LEGEND[kind].of(say.lang),
        days=_days(item.span, say),
    )
    return Spell(
        kind, False,
        f"{who}: {name}", f"{who}: {_years(item.span)} {name}",
        said, item.span, (item.subject,), partner_id, item.evidence,
    )  # fmt: skip


def _joined(words: list[str], joint: str) -> str:
    """Join with commas and a last "en".

    >>> _joined(["A4", "A5", "A6"], " en ")
    'A4, A5 en A6'
    """
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])}{joint}{words[-1]}"


def _days(span: Span, say: Speech) -> str:
    start = day_text(span.start, span.start_hi, say.lang)
    end = day_text(span.end, span.end_hi, say.lang)
    return say("days", start=start or say("some_day"), end=end or say("now"))


def _years(span: Span) -> str:
    start, end = (date_from_day(day) for day in (span.start, span.end))
    first = "?" if span.start == NO_DAY or start is None else str(start.year)
    last = "" if end is None else str(end.year)
    return first if not last or last == first else f"{first}-{last}"
