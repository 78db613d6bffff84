"""Occurrences as the timeline shows them: form by role, filling by hardness, retold as echoes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.draw.domain_words import domain_name
from famnet.draw.family.circle import day_text
from famnet.draw.partner_words import partner_names
from famnet.draw.timeline.words import HARD, speech
from famnet.draw.words import ROLE_WORD
from famnet.vocabulary import NO_DAY, date_from_day

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.family.circle import Circle, Subject
    from famnet.draw.family.occurrences import Occurrence, Told
    from famnet.draw.speech import Speech

__all__ = ["FILL", "SHAPE", "Echo", "Happening", "happenings"]

#: Square: own behaviour of an adult; diamond: about a child; circle: involved or victim.
SHAPE: Final = {"v": "square", "d": "square", "z": "diamond"}
#: Full: a fact; half: a professional judgement; open: a report, or not said.
FILL: Final = {"fact": "full", "professional_judgement": "half"}
_CODES: Final = 3


@dataclass(frozen=True, slots=True)
class Echo:
    """The same occurrence told again later: when, in which life domain, in words, which rows."""

    day: int
    day_hi: int
    domain: str
    sentence: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One occurrence; ``label`` stands beside its mark, ``short`` with its year instead of a place."""

    ref: str
    day: int
    day_hi: int
    domain: str
    shape: str
    fill: str
    label: str
    short: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    subjects: tuple[Subject, ...]
    evidence: tuple[str, ...]
    echoes: tuple[Echo, ...]


def happenings(circle: Circle, shown: tuple[Occurrence, ...]) -> tuple[Happening, ...]:
    """Return occurrences as marks, in the order of time."""
    codes = {p for item in shown for row in item.rows for p in (row.partner, row.origin) if p >= 0}
    called = partner_names(circle.graph, codes, lang=circle.lang)
    names = {name.partner: name.name for name in called}
    say = speech(circle.lang)
    return tuple(_happening(item, names, say) for item in shown)


def _happening(item: Occurrence, names: dict[int, str], say: Speech) -> Happening:
    lead, lang = item.lead, say.lang
    again = _echoes(item, names, say)
    codes = [subject.code for subject in item.subjects if subject.code]
    who = " ".join(codes[:_CODES]) + (f" +{len(codes) - _CODES}" if len(codes) > _CODES else "")
    year = date_from_day(lead.day)
    when = day_text(lead.day, lead.day_hi, lang) or say("undated")
    domain, hard = domain_name(lead.domain, lang), say("no_hardness")
    if item.kind == "p":
        hard = say("good")
    elif lead.hardness in HARD:
        hard = HARD[lead.hardness].of(lang)
    people = ", ".join(_told_of(row, lang) for row in _first_of_each(item))
    by = names.get(lead.origin if lead.origin >= 0 else lead.partner, "")
    count = "" if item.kind == "p" else say("counts" if item.counts else "counts_not")
    return Happening(
        item.ref, lead.day, lead.day_hi, lead.domain, _shape(item),
        "plus" if item.kind == "p" else FILL.get(lead.hardness, "open"),
        f"{item.ref} {who}".strip(), f"{item.ref} {year.year if year else '?'} {who}".strip(),
        f"{item.ref}, {when}: {lead.name}; {people}. {domain}, {hard}" + (f", {count}." if count else "."),
        (
            (say("when"), when), (say("domain"), domain), (say("who"), people),
            (say("hardness"), hard),
            *(((say("counting"), count),) if count else ()),
            *(((say("seen_by"), by),) if by else ()),
            *((say("again"), echo.sentence) for echo in again),
        ),
        item.subjects, item.evidence, again,
    )  # fmt: skip


def _shape(item: Occurrence) -> str:
    if item.kind == "p":
        return "plus"
    marks = {row.mark for row in item.rows if row.counted} or {item.lead.mark}
    return next((shape for mark, shape in SHAPE.items() if mark in marks), "circle")


def _first_of_each(item: Occurrence) -> list[Told]:
    found: dict[tuple[str, str], Told] = {}
    for row in item.rows:
        found.setdefault((row.subject.id, row.mark), row)
    return list(found.values())


def _told_of(row: Told, lang: Lang) -> str:
    if not row.subject.person:
        return row.subject.text
    return f"{row.subject.text} ({ROLE_WORD[row.mark].of(lang)})"


def _echoes(item: Occurrence, names: dict[int, str], say: Speech) -> tuple[Echo, ...]:
    """Return what was told on another, later day: one echo per day and life domain."""
    lead = item.lead
    groups: dict[tuple[int, str], list[Told]] = {}
    for row in item.rows:
        if (
            row is not lead
            and row.day != NO_DAY
            and row.day_hi > lead.day_hi
            and row.day != lead.day
        ):
            groups.setdefault((row.day, row.own_domain), []).append(row)
    found = []
    for (day, domain), rows in groups.items():
        who = ", ".join(dict.fromkeys(names.get(row.partner, say("reporter")) for row in rows))
        said = f"{day_text(day, rows[0].day_hi, say.lang)}: {rows[0].name}, {who}"
        found.append(Echo(
            day, rows[0].day_hi, domain, said, tuple(f"signals:{row.signal_id}" for row in rows),
        ))  # fmt: skip
    return tuple(found)
