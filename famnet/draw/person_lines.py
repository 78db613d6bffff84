"""The lines between persons, households and partners, looked up once for all persons of a picture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np

from famnet.draw import facts, words
from famnet.draw.layout import Kin
from famnet.draw.network_words import SAID, speech
from famnet.draw.scene import NEVER, Line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Found", "Gathered", "household_key", "person_key"]


def person_key(graph: FamilyGraph, row: int) -> str:
    """Return the key of a person's mark."""
    return f"p:{graph.persons['person_id'].iat[row]}"


def household_key(graph: FamilyGraph, row: int) -> str:
    """Return the key of a household's mark."""
    return f"h:{graph.households['household_id'].iat[row]}"


@dataclass(slots=True)
class Found:
    """What hangs on a set of persons.

    Parameters
    ----------
    now, other_days : list of Line
        Lines of the reference date, and those of other days only.
    home : dict of int to int
        Person to the household of its outline.
    households, partners : set of int
        Rows at the end of a line.
    kin : Kin
        Ties that decide the layout.
    """

    now: list[Line] = field(default_factory=list)
    other_days: list[Line] = field(default_factory=list)
    home: dict[int, int] = field(default_factory=dict)
    households: set[int] = field(default_factory=set)
    partners: set[int] = field(default_factory=set)
    kin: Kin = field(default_factory=lambda: Kin((), ()))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line and the rows at its ends; -1 nobody."""

    line: Line
    now: bool
    persons: tuple[int, ...]
    household: int = -1
    partner: int = -1
    lives: bool = False
    shape: str = ""


class Gathered:
    """All lines of a set of persons; parts of them without looking again.

    Parameters
    ----------
    graph : FamilyGraph
        Where they come from.
    persons : iterable of int
        Codes.
    lang : str
        Language of what the lines say.

    Notes
    -----
    Linear in the rows of the graph; ``part`` is linear in what hangs on its persons.
    """

    def __init__(self, graph: FamilyGraph, persons: Iterable[int], lang: Lang = "nl") -> None:
        self.graph, self.lang, self.say = graph, lang, speech(lang)
        self.persons = sorted(set(persons))
        self.within = np.zeros(len(graph.persons), dtype=bool)
        self.within[self.persons] = True
        self.rows: list[_Row] = []
        self._kin()
        self._residence()
        self._ties()
        self._partner_links()
        self._of_person: dict[int, list[int]] = {}
        self._of_household: dict[int, list[int]] = {}
        for i, row in enumerate(self.rows):
            for person in row.persons:
                self._of_person.setdefault(person, []).append(i)
            if row.household >= 0 and not row.persons:
                self._of_household.setdefault(row.household, []).append(i)

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Gathered: {len(self.persons)} persons, {len(self.rows)} lines>"

    def all(self) -> Found:
        """Return all of it."""
        return self._found(self.rows)

    def part(self, persons: Iterable[int]) -> Found:
        """Return the lines of these persons, their households and what partners have about them."""
        own = set(persons)
        near = sorted({i for person in own for i in self._of_person.get(person, ())})
        mine = [i for i in near if own.issuperset(self.rows[i].persons)]
        homes = {self.rows[i].household for i in mine if self.rows[i].lives}
        about = [i for home in homes for i in self._of_household.get(home, ())]
        return self._found([self.rows[i] for i in sorted({*mine, *about})])

    def _found(self, rows: list[_Row]) -> Found:
        made = Found()
        descent, level = [], []
        private = self.graph.households["kind"].astype(object).to_numpy() != "institution"
        for row in rows:
            (made.now if row.now else made.other_days).append(row.line)
            if row.household >= 0:
                made.households.add(row.household)
            if row.partner >= 0:
                made.partners.add(row.partner)
            if row.lives and row.now and private[row.household]:
                made.home.setdefault(row.persons[0], row.household)
            if row.shape == "descent":
                descent.append((row.persons[0], row.persons[1]))
            elif row.shape == "level":
                level.append((row.persons[0], row.persons[1]))
        made.kin = Kin(tuple(descent), tuple(level))
        return made

    def _kin(self) -> None:
        for link in facts.kin_links(self.graph, self.within, self.lang):
            kind, said, back = words.KIN[link.kind]
            people = (link.person, link.relative)
            line = Line(
                person_key(self.graph, link.person),
                person_key(self.graph, link.relative),
                kind,
                said.of(self.lang),
                back.of(self.lang),
                link.certainty,
                proofs=link.proofs,
            )
            shape = {"parent": "descent", "partner": "level", "sibling": "level"}.get(kind, "")
            if kind == "partner" and link.ended:
                self.rows.append(
                    _Row(
                        _former(
                            line,
                            self.say("was_partner" if link.end_reason == "death" else "ex_partner"),
                        ),
                        True,
                        people,
                        shape=shape,
                    )
                )
                self.rows.append(_Row(line, False, people))
            else:
                self.rows.append(_Row(line, link.now, people, shape=shape if link.now else ""))

    def _residence(self) -> None:
        for link in facts.residences(self.graph, self.within, self.lang):
            line = Line(
                person_key(self.graph, link.one),
                household_key(self.graph, link.two),
                "residence",
                self.say("lives_in"),
                self.say("here_lives"),
                link.certainty,
                proofs=link.proofs,
            )
            self.rows.append(_Row(line, link.now, (link.one,), link.two, lives=True))

    def _ties(self) -> None:
        for link in facts.tie_links(self.graph, self.within, self.lang):
            said = words.TIE[link.kind].of(self.lang)
            ends = (person_key(self.graph, link.one), person_key(self.graph, link.two))
            line = Line(*ends, "tie", said, said, link.certainty, proofs=link.proofs)
            self.rows.append(_Row(line, link.now, (link.one, link.two)))

    def _partner_links(self) -> None:
        homes = np.zeros(len(self.graph.households), dtype=bool)
        homes[sorted({row.household for row in self.rows if row.lives})] = True
        if self.within.all():
            homes[:] = True
        for link in facts.partner_links(self.graph, self.within, homes, self.lang):
            said, back = self._said(link)
            about = link.person >= 0
            line = Line(
                f"o:{self.graph.partners['partner_id'].iat[link.partner]}",
                person_key(self.graph, link.person)
                if about
                else household_key(self.graph, link.household),
                link.kind,
                said,
                back,
                link.certainty,
                link.domains,
                link.proofs,
            )
            people = (link.person,) if about else ()
            self.rows.append(_Row(line, link.now, people, link.household, link.partner))

    def _said(self, link: facts.PartnerLink) -> tuple[str, str]:
        """Return what the line of a partner says from the partner, and from who it is about."""
        if link.kind in SAID:
            there, back = SAID[link.kind]
            return there.of(self.lang), back.of(self.lang)
        times = self.say.many(link.count, "signal")
        return self.say("about", times=times), self.say("from", times=times)


def _former(line: Line, said: str) -> Line:
    """Return the line of a couple that is no more, from the day it ended."""
    last = max((proof for proof in line.proofs), key=lambda proof: proof.until)
    since = replace(last, since=last.until, until=NEVER, now=True)
    return replace(line, kind="former_partner", said=said, said_back=said, proofs=(since,))
