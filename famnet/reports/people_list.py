"""The people of a page as a list: per household, with how they are related."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from famnet.draw.family.people import Family, Person
    from famnet.reports.session import Session

__all__ = ["Kin", "KinGroups", "kin_lines"]

# What one A4 bears: with more people than MANY the matrices take its whole width.
MANY: Final = 14
WRAPS: Final = 44


@dataclass(frozen=True, slots=True)
class Kin:
    """A person and how it is related."""

    who: str
    how: str
    person_id: str


KinGroups = list[tuple[str, list[Kin]]]


def kin_lines(
    session: Session, people: Family, *, short: bool
) -> tuple[list[tuple[str, list[Kin]]], int]:
    """Return the people by household with how they are related; ``short`` folds a long list."""
    texts = session.texts
    room = _room(people) if short else 10_000
    found: list[tuple[str, list[Kin]]] = []
    folded = 0
    groups: list[tuple[str, tuple[Person, ...]]] = [
        (_home_head(session, home.letter, home.neighbourhood), home.people)
        for home in people.households
    ]
    if people.outside:
        groups.append((texts("family.outside"), people.outside))
    for head, group in groups:
        lines: list[Kin] = []
        for person in group:
            line = _kin_line(session, people, person)
            room -= 1 + (len(line.how) > WRAPS) + (not lines)
            if room >= 0:
                lines.append(line)
        folded += len(group) - len(lines)
        if lines:
            found.append((head, lines))
    return found, folded


def _room(people: Family) -> int:
    """Lines that the list of people may take on the first sheet: it stands beside the children."""
    many = len(people.residents) > MANY
    return max(12 if many else 20, 2 * len(people.children) + 1)


def _home_head(session: Session, letter: str, place: str) -> str:
    head = session.texts("page.household", letter=letter)
    return f"{head}, {place}" if place else head


def _kin_line(session: Session, people: Family, person: Person) -> Kin:
    texts = session.texts
    # The way to somebody ends with their death; with their age it stands at the end here.
    path = person.path.removesuffix(f", {texts('family.died_unknown')}")
    words = [path] if path else []
    if person.boundary == "parent":
        known = people.by_code()
        mine = people.kin.children.get(person.person, frozenset())
        codes = sorted(
            known[child].label.code for child in mine if known[child].boundary != "parent"
        )
        words = [texts("family.parent_of", who=texts.listed(codes))]
        if not person.dead:
            words.append(texts("family.adjacent"))
    if person.boundary in ("coresident", "adjacent"):
        words.append(texts(f"family.{person.boundary}"))
    if person.dead:
        name = "family.died_unknown" if person.age.low is None else "family.died"
        words.append(texts(name, age=person.age.text))
    who = person.label.text if person.dead else person.label.long
    return Kin(who, ", ".join(words), person.person_id)
