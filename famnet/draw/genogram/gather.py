"""From a graph to what a genogram draws: the people of a family network and their marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.households import homes
from famnet.draw.family.circle import circle_of
from famnet.draw.family.member_rows import member_rows
from famnet.draw.family.people import family as family_of
from famnet.draw.family.residence_rows import residence_rows, unsure
from famnet.draw.genogram.kindred import Home, Kindred, Member
from famnet.draw.genogram.marks import Marks, marks_of
from famnet.draw.genogram.relations import relations
from famnet.draw.genogram.words import speech
from famnet.draw.picture import clean, isolated
from famnet.draw.words import person_words
from famnet.vocabulary import date_from_day

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.family.circle import Circle
    from famnet.draw.family.facts import FactIndex
    from famnet.draw.family.people import Family, Person
    from famnet.draw.speech import Speech
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["LARGEST", "gather", "kindred_of"]

# More people than this are a map of a village, no genogram.
LARGEST: Final = 75


def gather(graph: FamilyGraph, ref: str, lang: Lang = "nl") -> tuple[Kindred, tuple[str, ...], int]:
    """Collect who is drawn.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    ref : str
        Window, person or household id.
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    Kindred, tuple of str, int
        What is drawn; sentences on who isn't; how many people were left out.

    Notes
    -----
    Above 75 people those beside the network (in-laws elsewhere, who merely live along) are left
    out; the caller refuses when it is still too large.
    """
    circle = circle_of(graph, ref, lang)
    facts, family = circle.facts, circle.family
    left_out = 0
    if len(family.everyone) > LARGEST:
        smaller = _core(graph, circle)
        left_out = len(family.everyone) - len(smaller.everyone)
        family = smaller
    notes = (speech(lang)("left_out", n=left_out),) if left_out else ()
    if len(family.everyone) > LARGEST:
        return Kindred(()), notes, len(family.everyone)
    return kindred_of(graph, facts, family, lang), notes, left_out


def _core(graph: FamilyGraph, circle: Circle) -> Family:
    """Return the people of a circle without those beside the network."""
    home = homes(graph)

    def household(unit: int) -> int:
        return int(home.unit_household[unit]) if unit >= 0 else -1

    rows = member_rows(graph, [circle.window], circle.lang)[circle.window.window_id]
    core = [row for row in rows if row.boundary in ("core", "deceased")]
    return family_of(graph, circle.facts, core, household, person_words(circle.lang))


def kindred_of(graph: FamilyGraph, facts: FactIndex, family: Family, lang: Lang = "nl") -> Kindred:
    """Return what is drawn of people that were collected before.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    facts : FactIndex
        Its look-ups; made once for many families.
    family : Family
        The people with their labels.
    lang : str
        Of the words of the picture.
    """
    people = family.everyone
    place = {person.person: i for i, person in enumerate(people)}
    marks = marks_of(graph, facts, people, family.households, lang)
    cards = facts.records(
        "persons", [p.person for p in people], ("sex", "birth_date", "death_date")
    )
    sure, lives = unsure(graph, facts, family), residence_rows(graph, facts, family)
    members = tuple(
        replace(
            _member(person, card, marks, (sure.get(person.person, "confirmed"), speech(lang))),
            evidence=(
                f"persons:{person.person_id}",
                *lives.get(person.person, ()),
                *marks.evidence.get(person.person, ()),
            ),
        )
        for person, card in zip(people, cards, strict=True)
    )
    drawn = tuple(
        Home(
            letter=home.letter,
            text=_place(home.neighbourhood),
            household_id=home.household_id,
            domains=marks.home_domains.get(home.code, ()),
            evidence=(
                f"households:{home.household_id}",
                *marks.home_evidence.get(home.code, ()),
            ),
        )
        for home in family.households
        if home.code >= 0 and home.people
    )
    outlined = {home.letter for home in drawn}
    members = tuple(m if m.home in outlined else _moved_out(m) for m in members)
    return replace(relations(graph, facts, place, members, drawn), lang=lang)


def _place(text: str) -> str:
    return isolated(clean(text)) if text else ""


def _moved_out(member: Member) -> Member:
    return replace(member, home="")


def _member(person: Person, card: dict[str, Any], marks: Marks, how: tuple[str, Speech]) -> Member:
    certainty, say = how
    word = person.label.word
    if person.dead:
        day = date_from_day(card["death_date"])
        word = f"{word} †" + (f" {day.year}" if day is not None else "")
    home = say("household", letter=person.label.letter)
    facts = [(say("lives_in"), home)] if person.unit >= 0 else []
    if person.path:
        facts.append((say("belongs_as"), person.path))
    facts += list(marks.facts.get(person.person, ()))
    return Member(
        code=person.label.code,
        word=word,
        sex=card["sex"] or "",
        age=person.age.text,
        dead=person.dead,
        minor=person.minor,
        home=person.label.letter if person.unit >= 0 and not person.dead else "",
        birth=card["birth_date"],
        person_id=person.person_id,
        marks=marks.lines.get(person.person, ()),
        said=tuple(f"{name}: {value}" for name, value in marks.facts.get(person.person, ())),
        facts=tuple(facts),
        certainty=certainty,
    )
