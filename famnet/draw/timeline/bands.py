"""Who lived where: one band per household, with moves, births and deaths.

A birth is shown by its year alone: the day identifies. So a stay that begins with a birth begins on the
first of January here.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from famnet.analysis.stays import stays_of
from famnet.draw.family.circle import day_text
from famnet.draw.timeline.words import speech
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day, day_from_date

if TYPE_CHECKING:
    from famnet.draw.family.circle import Circle
    from famnet.draw.family.people import Household, Person
    from famnet.draw.speech import Speech

__all__ = ["Band", "Change", "Stretch", "bands"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days on which the same people lived there, and the ids of the rows that say so."""

    start: int
    end: int
    codes: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody came, was born, left or died: first and last day it can be, in words, whose rows."""

    day: int
    day_hi: int
    text: str
    sentence: str
    people: tuple[Person, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A household over time."""

    home: Household
    stretches: tuple[Stretch, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Stay:
    person: Person
    start: int
    start_hi: int
    end: int
    born: bool
    died: bool
    rows: tuple[str, ...]

    @property
    def evidence(self) -> tuple[str, ...]:
        """Ids of its rows; a birth and a death stand with the person."""
        card = (f"persons:{self.person.person_id}",) if self.born or self.died else ()
        return (*self.rows, *card)


def bands(circle: Circle, *, since: int, until: int) -> tuple[Band, ...]:
    """Return the bands of the households of a circle between two days. O(k log n) for k stays."""
    stays = _stays(circle)
    found = []
    for home in circle.family.households:
        here = [
            stay for stay in stays.get(home.code, []) if stay.end > since and stay.start <= until
        ]
        if home.code >= 0 and here:
            changes = _changes(here, home, (since, until), speech(circle.lang))
            found.append(Band(home, _stretches(here, since, until), changes))
    return tuple(found)


def _stays(circle: Circle) -> dict[int, list[_Stay]]:
    facts, people = circle.facts, circle.family.by_code()
    rows = facts.rows("memberships", "person", sorted(people))
    columns = ("person", "household", "start_date", "start_date_hi", "line")
    all_stays = stays_of(circle.graph)
    by_stay: dict[int, list[dict[str, Any]]] = {}
    for row, record in zip(rows.tolist(), facts.records("memberships", rows, columns), strict=True):
        by_stay.setdefault(int(all_stays.of_row[row]), []).append(record)
    births = dict(
        zip(
            sorted(people),
            facts.records("persons", sorted(people), ("birth_date", "birth_date_hi", "death_date")),
            strict=True,
        )
    )
    found: dict[int, list[_Stay]] = {}
    for stay in sorted(by_stay):
        person, home = int(all_stays.person[stay]), int(all_stays.household[stay])
        first = min(by_stay[stay], key=lambda row: (row["start_date"], row["start_date_hi"]))
        card = births[person]
        start, high = first["start_date"], first["start_date_hi"]
        born = start != NO_DAY and card["birth_date"] <= start <= card["birth_date_hi"]
        if born:
            start, high = _year(start)
        until = int(all_stays.until[stay])
        died = card["death_date"] != FOREVER and card["death_date"] <= until
        end = min(until, card["death_date"])
        lines = tuple(f"memberships:{row['line']}" for row in by_stay[stay])
        found.setdefault(home, []).append(
            _Stay(people[person], start, high, max(end, start), born, died, lines)
        )
    return found


def _year(day: int) -> tuple[int, int]:
    date = date_from_day(day)
    assert date is not None
    return day_from_date(dt.date(date.year, 1, 1)), day_from_date(dt.date(date.year, 12, 31))


def _stretches(stays: list[_Stay], since: int, until: int) -> tuple[Stretch, ...]:
    edges = sorted({since, until, *(
        day for stay in stays for day in (stay.start, stay.end) if since < day < until
    )})  # fmt: skip
    found: list[Stretch] = []
    for start, end in itertools.pairwise(edges):
        here = [
            stay
            for stay in sorted(stays, key=lambda s: (s.person.label.letter, s.person.label.number))
            if stay.start <= start and end <= stay.end
        ]
        codes = tuple(dict.fromkeys(stay.person.label.code for stay in here))
        rows = tuple(dict.fromkeys(row for stay in here for row in stay.evidence))
        if codes and found and found[-1].end == start and found[-1].codes == codes:
            rows = tuple(dict.fromkeys((*found[-1].evidence, *rows)))
            found[-1] = Stretch(found[-1].start, end, codes, rows)
        elif codes:
            found.append(Stretch(start, end, codes, rows))
    return tuple(found)


def _changes(
    stays: list[_Stay], home: Household, within: tuple[int, int], say: Speech
) -> tuple[Change, ...]:
    since, until = within
    groups: dict[tuple[int, int, str], list[_Stay]] = {}
    for stay in stays:
        if since < stay.start <= until or (stay.born and since <= stay.start_hi <= until):
            kind = "born" if stay.born else "in"
            groups.setdefault((stay.start, stay.start_hi, kind), []).append(stay)
        if since < stay.end <= until:
            kind = "died" if stay.died else "out"
            groups.setdefault((stay.end, stay.end, kind), []).append(stay)
    return tuple(_change(key, groups[key], home, say) for key in sorted(groups))


def _change(key: tuple[int, int, str], stays: list[_Stay], home: Household, say: Speech) -> Change:
    day, high, kind = key
    people = tuple(dict.fromkeys(stay.person for stay in stays))
    rows = tuple(dict.fromkeys(row for stay in stays for row in stay.evidence))
    codes = ", ".join(person.label.code for person in people)
    date = date_from_day(day)
    year = "" if date is None else str(date.year)
    parts = {"who": codes, "year": year, "day": day_text(day, high, say.lang)}
    said = say("changed", letter=home.letter, said=say(f"{kind}_said", **parts))
    return Change(day, high, say(kind, **parts), said, people, rows)
