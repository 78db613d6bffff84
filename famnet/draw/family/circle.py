"""The circle a picture is about: one family network, its people and households, by their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.cases import window_of
from famnet.analysis.households import homes
from famnet.analysis.text import Text
from famnet.draw.family.ages import age_at
from famnet.draw.family.facts import FactIndex, facts_of
from famnet.draw.family.member_rows import member_rows
from famnet.draw.family.people import family as family_of
from famnet.draw.words import person_words
from famnet.vocabulary import FOREVER, NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.text import Lang
    from famnet.analysis.windows import Window
    from famnet.draw.family.people import Family, Household, Person
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Circle", "Subject", "circle_of", "day_text"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a row is about.

    Parameters
    ----------
    id : str
        Person or household id of the delivery.
    code : str
        Label without a word ("A3"; "A" of a household; empty where it has none here).
    text : str
        Label in words ("kind A3 (14)", "huishouden A").
    person : bool
        A person, else a household.
    minor : bool
        May be a minor today.
    letter : str
        Letter of its household in this circle, empty for none.
    """

    id: str
    code: str
    text: str
    person: bool
    minor: bool
    letter: str

    @property
    def person_id(self) -> str:
        """Its id where it is a person."""
        return self.id if self.person else ""

    @property
    def household_id(self) -> str:
        """Its id where it is a household."""
        return "" if self.person else self.id


_FORMER: Final = Text("iemand die hier woonde", "somebody who lived here")
_OLD_HOUSEHOLD: Final = Text("een vroeger huishouden", "a former household")
_WHOLE: Final = Text("het familienetwerk", "the family network")
_HOUSEHOLD: Final = Text("huishouden", "household")


def day_text(low: int, high: int | None = None, lang: Lang = "nl") -> str:
    """Write a day, as precise as it is known: dd-mm-jjjj in Dutch, ISO 8601 in English; "" for none.

    >>> day_text(10957), day_text(10957, 11322), day_text(10957, 10987), day_text(NO_DAY)
    ('01-01-2000', '2000', '01-2000', '')
    >>> day_text(10957, lang="en")
    '2000-01-01'
    """
    if low in (NO_DAY, FOREVER):
        return ""
    text = format_day(low, high)
    return text if lang == "en" else "-".join(reversed(text.split("-")))


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Circle:
    """One family network with its people, households and look-ups in its rows.

    Parameters
    ----------
    graph : FamilyGraph
        Where it stands in.
    window : Window
        The family network.
    facts : FactIndex
        Look-ups.
    family : Family
        Its people, labelled.
    lang : str
        Language of labels and sentences.
    """

    graph: FamilyGraph
    window: Window
    facts: FactIndex
    family: Family
    lang: Lang = "nl"

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Circle: {len(self.family.households)} households>"

    @property
    def units(self) -> list[int]:
        """Its analysis units."""
        return [int(unit) for unit in self.window.units]

    @property
    def today(self) -> int:
        """The reference date; without one everything counts as current."""
        return FOREVER - 1 if self.graph.as_of == NO_DAY else self.graph.as_of

    @property
    def residents(self) -> tuple[Person, ...]:
        """Living people of its households, in the order of the labels."""
        return tuple(p for home in self.family.households for p in home.people if not p.dead)

    def about(self, rows: Sequence[dict[str, Any]]) -> list[Subject]:
        """Return whom rows are about, by their ``person`` and ``household``."""
        people = self.family.by_code()
        homes_here = {home.code: home for home in self.family.households if home.code >= 0}
        return [self._about(row, people, homes_here) for row in rows]

    def _about(
        self, row: dict[str, Any], people: dict[int, Person], here: dict[int, Household]
    ) -> Subject:
        person, household = row.get("person", -1), row.get("household", -1)
        if person >= 0:
            card = people.get(person)
            if card is not None:
                letter = card.label.letter if card.unit >= 0 and not card.dead else ""
                return Subject(card.person_id, card.label.code, card.label.text, True, card.minor, letter)  # fmt: skip
            name = self.facts.records("persons", [person], ("person_id",))[0]["person_id"]
            return Subject(str(name), "", _FORMER.of(self.lang), True, False, "")
        if household < 0:
            return Subject("", "", _WHOLE.of(self.lang), False, False, "")
        name = self.facts.records("households", [household], ("household_id",))[0]["household_id"]
        home = here.get(household)
        if home is None:
            return Subject(str(name), "", _OLD_HOUSEHOLD.of(self.lang), False, False, "")
        text = f"{_HOUSEHOLD.of(self.lang)} {home.letter}"
        return Subject(str(name), home.letter, text, False, False, home.letter)

    def minors_then(self, rows: Sequence[dict[str, Any]]) -> list[bool]:
        """Say of each row with a person whether that was or may have been a minor on ``event_date``."""
        names = sorted({row["person"] for row in rows if row["person"] >= 0})
        births = dict(
            zip(
                names,
                self.facts.records("persons", names, ("birth_date", "birth_date_hi")),
                strict=True,
            )
        )
        found = []
        for row in rows:
            birth = births.get(row["person"])
            found.append(
                birth is not None
                and age_at(
                    birth["birth_date"], birth["birth_date_hi"], row["event_date"]
                ).may_be_minor
            )
        return found


def circle_of(graph: FamilyGraph, ref: str, lang: Lang = "nl") -> Circle:
    """Return the circle of a window, person or household id.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    ref : str
        Window, person or household id.
    lang : str
        ``nl`` or ``en``: language of labels and sentences.

    Raises
    ------
    UserError
        Nothing has that id.
    """
    window = window_of(graph, ref)
    # The pictures of one page ask for the same circle in a row.
    key = f"{window.window_id} {lang}"
    return graph.kept_last("circle_of", key, lambda: _made(graph, window, lang))


def _made(graph: FamilyGraph, window: Window, lang: Lang) -> Circle:
    rows = member_rows(graph, [window], lang)[window.window_id]
    facts, home = facts_of(graph), homes(graph)

    def household(unit: int) -> int:
        return int(home.unit_household[unit]) if unit >= 0 else -1

    family = family_of(graph, facts, rows, household, person_words(lang))
    return Circle(graph, window, facts, family, lang)
