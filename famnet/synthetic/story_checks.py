"""Checks a story against the catalogue: codes, holders, roles, ages, lives and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import words
from famnet.synthetic.people import YEAR
from famnet.synthetic.role_rules import age_class, role_fits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.synthetic.story import Measure, Person, Signal, Story

__all__ = ["problems"]

_MONTHS = 12.0


def problems(story: Story) -> list[str]:
    """Return what is wrong with a story, one sentence each; empty where it is whole.

    Parameters
    ----------
    story : Story
        A story as read.
    """
    return [
        *_codes(story),
        *_references(story),
        *(text for signal in story.signals for text in _signal(story, signal)),
        *(text for measure in story.measures for text in _measure(story, measure)),
    ]


def _codes(story: Story) -> Iterator[str]:
    partners = load_catalogue().partners
    if story.expect not in ("listed", "not_listed"):
        yield f"expect is {story.expect!r}"
    used: list[tuple[str, str, str]] = []
    for person in story.persons:
        used.append(("persons", "sex", person.sex))
        used += [("memberships", "role", person.role)] if person.role else []
        used += [("memberships", "role", stay.role) for stay in person.stays]
    used += [("households", "kind", home.kind) for home in story.homes]
    for kin in story.kinship:
        used.append(("kinships", "kind", kin.kind))
        used += [("kinships", "union", kin.union)] if kin.union else []
        used += [("kinships", "end_reason", kin.end_reason)] if kin.end_reason else []
    used += [("referrals", "step", row.step) for row in story.referrals]
    used += [("referrals", "outcome", row.outcome) for row in story.referrals]
    used += [("involvements", "role", row.role) for row in story.involvements]
    used += [("requests", "answer", row.answer) for row in story.requests]
    used += [("requests", "life_domain", row.domain) for row in story.requests if row.domain]
    used += [("actions", "kind", row.kind) for row in story.actions]
    used += [("ties", "kind", row.kind) for row in story.ties]
    for table, column, word in used:
        if word not in words(table, column):
            yield f"{word!r} is geen {table}.{column}"
    for code in _partners(story):
        if code and code not in partners:
            yield f"partner {code!r} staat niet in de catalogus"


def _partners(story: Story) -> Iterator[str]:
    for signal in story.signals:
        yield from (signal.by, signal.origin)
    for referral in story.referrals:
        yield from (referral.sender, referral.to)
    for measure in story.measures:
        yield from (measure.decided, measure.by, measure.second)
    yield from (involvement.by for involvement in story.involvements)
    yield from (request.by for request in story.requests)
    yield from (action.owner for action in story.actions)


def _references(story: Story) -> Iterator[str]:
    persons = [person.key for person in story.persons]
    homes = [home.key for home in story.homes]
    keys = [signal.key for signal in story.signals]
    both = persons + homes
    for name in dict.fromkeys(name for name in both if both.count(name) > 1):
        yield f"{name!r} komt twee keer voor"
    for what, named, known in (
        ("huis", _lived_in(story), homes),
        ("persoon of huis", _subjects(story), both),
        ("persoon", _relatives(story), persons),
        ("signaal", _told_on(story), keys),
    ):
        for name in named:
            if name and name not in known:
                yield f"{name!r} is geen {what} van dit verhaal"


def _lived_in(story: Story) -> Iterator[str]:
    for person in story.persons:
        yield from (person.home, *(stay.home for stay in person.stays))


def _subjects(story: Story) -> Iterator[str]:
    yield from (row.on for row in story.signals)
    yield from (row.on for row in story.measures)
    yield from (row.on for row in story.involvements)
    yield from (row.on for row in story.requests)
    yield from (row.on for row in story.actions)
    yield from (row.on for row in story.referrals)


def _relatives(story: Story) -> Iterator[str]:
    for kin in story.kinship:
        yield from (kin.person, kin.relative)
    for tie in story.ties:
        yield from (tie.person, tie.other)
    yield story.joined


def _told_on(story: Story) -> Iterator[str]:
    yield from (signal.derived_from for signal in story.signals)
    yield from (referral.signal for referral in story.referrals)


def _person(story: Story, key: str) -> Person | None:
    return next((person for person in story.persons if person.key == key), None)


def _signal(story: Story, signal: Signal) -> Iterator[str]:
    kinds = load_catalogue().signal_types
    what = f"{signal.type} op {signal.on}"
    if signal.type not in kinds:
        yield f"signaal {signal.type!r} staat niet in de catalogus"
        return
    kind = kinds[signal.type]
    if signal.by not in kind.holders:
        yield f"{what}: {signal.by} kan dit niet hebben ({', '.join(kind.holders)})"
    for column, word in (
        ("role", signal.role),
        ("hardness", signal.hardness),
        ("status", signal.status),
        ("origin_type", signal.origin_type),
        ("reporter_kind", signal.reporter),
    ):
        if word and word not in words("signals", column):
            yield f"{what}: {word!r} is geen {column}"
            return
    person = _person(story, signal.on)
    klass = 2
    if person is not None:
        age = person.age + story.shift(person) / YEAR - signal.months_ago / _MONTHS
        if age < 0:
            yield f"{what}: voor de geboorte"
        if person.died is not None and signal.months_ago <= person.died:
            yield f"{what}: na het overlijden"
        klass = int(age_class(np.array([age]))[0])
    if not role_fits(signal.type, signal.role, klass):
        yield f"{what}: rol {signal.role} past niet bij deze soort op deze leeftijd"


def _measure(story: Story, measure: Measure) -> Iterator[str]:
    kinds = load_catalogue().measures
    what = f"{measure.type} op {measure.on}"
    if measure.type not in kinds:
        yield f"maatregel {measure.type!r} staat niet in de catalogus"
        return
    kind = kinds[measure.type]
    person = _person(story, measure.on)
    if (kind.subject == "household") != (person is None) and kind.subject in (
        "household",
        "person",
    ):
        yield f"{what}: geldt voor {kind.subject}"
    for partner, allowed in ((measure.decided, kind.decided_by), (measure.by, kind.executed_by)):
        if partner and allowed and partner not in allowed:
            yield f"{what}: {partner} hoort niet bij {', '.join(allowed)}"
    if person is not None:
        age = person.age + story.shift(person) / YEAR - measure.since / _MONTHS
        low, high = kind.min_age or 0, 200 if kind.max_age is None else kind.max_age
        if not low <= age < high + 1:
            yield f"{what}: past niet bij de leeftijd {age:.0f}"
