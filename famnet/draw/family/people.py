"""The people and households of one page, with their labels, ages and relations."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from famnet.draw.family.ages import ADULT, Age, age_at
from famnet.draw.family.labels import (
    NOBODY,
    Kin,
    Label,
    Resident,
    household_letters,
    role_word,
    seats,
)
from famnet.draw.family.member_rows import MemberRow
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from famnet.draw.family.facts import FactIndex
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Family", "Household", "Person", "family"]

PARENT_KINDS: Final = frozenset(
    {"parent_of", "adoptive_parent_of", "foster_parent_of", "step_parent_of"}
)

CARD: Final = ("person_id", "sex", "birth_date", "birth_date_hi", "death_date")
KIN: Final = ("person", "kind", "relative")


@dataclass(frozen=True, slots=True)
class Person:
    """One person on a page; ``person`` is the code in the graph."""

    person: int
    person_id: str
    unit: int
    label: Label
    boundary: str
    path: str
    dead: bool
    certain: bool = True

    @property
    def minor(self) -> bool:
        """Whether the person may be under 18."""
        return self.label.minor

    @property
    def age(self) -> Age:
        """Age today, or at death."""
        return self.label.age


@dataclass(frozen=True, slots=True)
class Household:
    """A household of the network; ``code`` is -1 for someone who stands for one alone."""

    letter: str
    unit: int
    code: int
    household_id: str
    neighbourhood: str
    kind: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """All people of one page: those of the households, and those who only connect them."""

    households: tuple[Household, ...]
    outside: tuple[Person, ...]
    kin: Kin

    @property
    def residents(self) -> tuple[Person, ...]:
        """People of the households, in the order of the page."""
        return tuple(person for household in self.households for person in household.people)

    @property
    def everyone(self) -> tuple[Person, ...]:
        """Residents and those outside."""
        return self.residents + self.outside

    @property
    def children(self) -> tuple[Person, ...]:
        """Living minors of the households, youngest first in each household."""
        return tuple(
            person
            for household in self.households
            for person in sorted(
                (p for p in household.people if p.minor and not p.dead),
                key=lambda p: (ADULT if p.age.low is None else p.age.low, -p.label.number),
            )
        )

    def by_code(self) -> dict[int, Person]:
        """People by their code in the graph."""
        return {person.person: person for person in self.everyone}


class _Card(NamedTuple):
    person_id: str
    sex: str
    birth: int
    age: Age
    dead: bool
    minor: bool


def family(
    graph: FamilyGraph,
    facts: FactIndex,
    rows: Sequence[MemberRow],
    unit_household: Callable[[int], int],
    word: Callable[[str], str],
) -> Family:
    """Put the people of a window in their households and label them.

    Parameters
    ----------
    graph : FamilyGraph
        Where they stand in.
    facts : FactIndex
        Look-ups in its tables.
    rows : sequence of MemberRow
        The people of the window and those who connect them.
    unit_household : callable
        Household code of an analysis unit, -1 for a person alone.
    word : callable
        Text of a word for a relation.

    Notes
    -----
    O(k log n) for k people.
    """
    rows = [*rows, *_connectors(graph, facts, rows)]
    codes = [row.person for row in rows]
    cards = _cards(graph, facts, codes)
    kin = _kin(facts, codes)
    letters = _letters(facts, rows, cards, unit_household)
    people = _in_labels(_seated(rows, cards, kin, letters, word))
    households = tuple(
        _household(facts, unit, letter, unit_household(unit), people.get(letter, []))
        for unit, letter in letters.items()
    )
    return Family(households, tuple(people.get(NOBODY, [])), kin)


def _seated(
    rows: Sequence[MemberRow],
    cards: dict[int, _Card],
    kin: Kin,
    letters: dict[int, str],
    word: Callable[[str], str],
) -> dict[str, list[Person]]:
    """Give everyone a letter, a number and a word; people by letter."""
    minors = frozenset(code for code, card in cards.items() if card.minor)
    by_letter: dict[str, list[MemberRow]] = defaultdict(list)
    for row in rows:
        by_letter[letters.get(row.unit, NOBODY) if _inside(row, cards) else NOBODY].append(row)
    people: dict[str, list[Person]] = {}
    for letter, group in by_letter.items():
        numbers = seats(_residents(group, cards))
        found = []
        for row in group:
            card = cards[row.person]
            said = role_word(row.person, kin, minors, card.sex, word)
            label = Label(letter, numbers[row.person], said, card.age, card.minor)
            found.append(_person(row, card, label))
        people[letter] = sorted(found, key=lambda person: person.label.number)
    return people


def _in_labels(people: dict[str, list[Person]]) -> dict[str, list[Person]]:
    """Say the ways by labels: "kleinkind van B1 via dochter A1" instead of by ids."""
    codes = {p.person_id: p.label.code for group in people.values() for p in group}
    longest_first = sorted(codes, key=lambda name: (-len(name), name))
    found = re.compile(r"(?<!\S)(?:" + "|".join(map(re.escape, longest_first)) + r")(?![^\s,])")
    return {
        letter: [replace(p, path=found.sub(lambda m: codes[m.group()], p.path)) for p in group]
        for letter, group in people.items()
    }


def _connectors(graph: FamilyGraph, facts: FactIndex, rows: Sequence[MemberRow]) -> list[MemberRow]:
    """Return parents who are not in the window: of its children, and the dead who join siblings.

    Who a child's other parent is, is asked first at any table; and without a dead parent two
    households of one family look unrelated. No signal of theirs is shown.
    """
    present = {row.person for row in rows}
    residents = [row.person for row in rows if row.boundary in ("core", "coresident")]
    cards = _cards(graph, facts, residents)
    children: dict[int, set[int]] = defaultdict(set)
    for row in facts.records("kinships", facts.rows("kinships", "relative", residents), KIN):
        if row["kind"] in PARENT_KINDS and row["person"] not in present:
            children[row["person"]].add(row["relative"])
    parents = sorted(children)
    return [
        MemberRow(parent, -1, "parent", "")
        for parent, card in zip(parents, _cards(graph, facts, parents).values(), strict=True)
        if any(cards[child].minor for child in children[parent])
        or (card.dead and len(children[parent]) > 1)
    ]


def _person(row: MemberRow, card: _Card, label: Label) -> Person:
    return Person(row.person, card.person_id, row.unit, label, row.boundary, row.path, card.dead)


def _inside(row: MemberRow, cards: dict[int, _Card]) -> bool:
    return row.boundary in ("core", "coresident") and not cards[row.person].dead


def _residents(group: Iterable[MemberRow], cards: dict[int, _Card]) -> list[Resident]:
    return [
        Resident(
            row.person, cards[row.person].minor, row.boundary == "core",
            cards[row.person].birth, cards[row.person].person_id,
        )
        for row in group
    ]  # fmt: skip


def _letters(
    facts: FactIndex,
    rows: Sequence[MemberRow],
    cards: dict[int, _Card],
    unit_household: Callable[[int], int],
) -> dict[int, str]:
    """Letter the households: most children first, then most people, then by id."""
    groups: dict[int, list[_Card]] = defaultdict(list)
    for row in rows:
        if row.unit >= 0 and _inside(row, cards):
            groups[row.unit].append(cards[row.person])

    def order(unit: int) -> tuple[int, int, str]:
        group = groups[unit]
        key = _household_id(facts, unit_household(unit)) or min(card.person_id for card in group)
        return -sum(card.minor for card in group), -len(group), key

    ordered = sorted(groups, key=order)
    return dict(zip(ordered, household_letters(len(ordered)), strict=False))


def _household_id(facts: FactIndex, code: int) -> str:
    return (
        ""
        if code < 0
        else str(facts.records("households", [code], ("household_id",))[0]["household_id"])
    )


def _household(
    facts: FactIndex, unit: int, letter: str, code: int, people: Sequence[Person]
) -> Household:
    if code < 0:
        return Household(letter, unit, code, "", "", "", tuple(people))
    row = facts.records("households", [code], ("household_id", "neighbourhood", "kind"))[0]
    place = row["neighbourhood"] if isinstance(row["neighbourhood"], str) else ""
    return Household(
        letter, unit, code, row["household_id"], place, row["kind"] or "", tuple(people)
    )


def _cards(graph: FamilyGraph, facts: FactIndex, codes: list[int]) -> dict[int, _Card]:
    cards: dict[int, _Card] = {}
    for code, row in zip(codes, facts.records("persons", codes, CARD), strict=True):
        death = row["death_date"]
        dead = death != FOREVER and (graph.as_of == NO_DAY or death <= graph.as_of)
        age = age_at(row["birth_date"], row["birth_date_hi"], death if dead else graph.as_of)
        cards[code] = _Card(
            row["person_id"],
            row["sex"] or "",
            row["birth_date"],
            age,
            dead,
            age.may_be_minor and not dead,
        )
    return cards


def _kin(facts: FactIndex, codes: list[int]) -> Kin:
    """Relations among these people; a relation that has ended still makes someone a parent."""
    inside = set(codes)
    parents: dict[int, set[int]] = defaultdict(set)
    children: dict[int, set[int]] = defaultdict(set)
    partners: dict[int, set[int]] = defaultdict(set)
    for row in facts.records("kinships", facts.rows("kinships", "person", codes), KIN):
        person, kind, relative = row["person"], row["kind"], row["relative"]
        if relative not in inside:
            continue
        if kind in PARENT_KINDS:
            children[person].add(relative)
            parents[relative].add(person)
        elif kind == "partner_of":
            partners[person].add(relative)
            partners[relative].add(person)
    return Kin(
        *({k: frozenset(v) for k, v in group.items()} for group in (parents, children, partners))
    )
