"""From a graph to what an ecogram draws: households, partners, lines, empty chairs, the law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.analysis.table import table
from famnet.draw.ecogram.ties import WHOLE, Bond, bonds
from famnet.draw.ecogram.words import FACT, speech
from famnet.draw.family.circle import circle_of
from famnet.draw.family.law import barred, why_barred
from famnet.draw.family.residence_rows import residence_rows
from famnet.draw.partner_words import PartnerName, partner_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from famnet.analysis.table import TableSheet
    from famnet.analysis.table.sheet import Must
    from famnet.analysis.text import Lang
    from famnet.draw.family.circle import Circle
    from famnet.draw.speech import Speech
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Around", "HomeCard", "PartnerCard", "TieCard", "gather"]


@dataclass(frozen=True, slots=True)
class HomeCard:
    """A household in the middle: who lives there, in short words, and the ids of the rows."""

    title: str
    people: tuple[str, ...]
    household_id: str
    person_id: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieCard:
    """A line from a partner to a household (``home``; -1: the family network as a whole)."""

    home: int
    kind: str
    sentence: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """A partner: names, what stands in its box, its lines.

    Parameters
    ----------
    title : str
        Name.
    chain, partner_ids : str
        Chain; id, several with ``|`` where one of them is meant.
    says : tuple of str
        Short words.
    facts : tuple of (str, str)
        What is known, in sentences.
    evidence : tuple of str
        Ids behind it.
    state : str
        ``known``, ``asked``, ``nothing``, ``chair`` (nothing else is known) or ``law``.
    chair : bool
        It ought to be at the table and isn't.
    ties : tuple of TieCard
        Its lines.
    """

    title: str
    chain: str
    partner_ids: str
    says: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    evidence: tuple[str, ...]
    state: str
    chair: bool
    ties: tuple[TieCard, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """All that an ecogram draws, and what it doesn't."""

    homes: tuple[HomeCard, ...]
    partners: tuple[PartnerCard, ...]
    notes: tuple[str, ...]
    lang: Lang = "nl"


@dataclass(frozen=True, slots=True)
class _Chair:
    codes: tuple[str, ...]
    musts: tuple[Must, ...]


def gather(graph: FamilyGraph, ref: str, lang: Lang = "nl") -> Around:
    """Collect what stands in the ecogram of a window, person or household.

    Notes
    -----
    Who belongs at the table is ``famnet.analysis.table``; who is there follows from involvement.
    """
    circle = circle_of(graph, ref, lang)
    drawer = _Drawer(graph, circle, speech(lang), _places(circle))
    sheet = table(graph, circle.window)
    known = bonds(circle)
    chairs = _chairs(sheet)
    at = {i: _seated(graph, sheet, chair.codes, known) for i, chair in enumerate(chairs)}
    rows = {*known, *(found[0][0] for found in at.values() if len(found) == 1 and found[0][0] >= 0)}
    out, bare_out, folded = barred(graph, sheet, rows, lang)
    bare = {kind for found in at.values() if len(found) == 1 for row, kind in found if row < 0}
    names = partner_names(graph, rows | out, bare | bare_out, lang=lang)
    own: dict[tuple[int, str], list[_Chair]] = {}
    several = []
    for i, chair in enumerate(chairs):
        if len(at[i]) == 1:
            row, kind = at[i][0]
            own.setdefault((row, kind), []).append(chair)
        else:
            several.append((chair, at[i]))
    cards = []
    for name in names:
        if name.partner in out or (name.partner < 0 and name.kind in bare_out):
            cards.append((name.rank, drawer.law_card(name)))
            continue
        sat = own.get((name.partner, name.kind), [])
        cards.append((name.rank, drawer.card(name, known.get(name.partner, Bond()), sat)))
    cards += [drawer.group(chair, found) for chair, found in several]
    cards.sort(key=lambda item: item[0])
    return Around(
        _homes(circle, drawer.say), tuple(card for _, card in cards),
        _notes(folded, drawer.say), lang,
    )  # fmt: skip


def _homes(circle: Circle, say: Speech) -> tuple[HomeCard, ...]:
    found, lives = [], residence_rows(circle.graph, circle.facts, circle.family)
    for home in circle.family.households:
        people = [p for p in home.people if not p.dead]
        rows = [f"persons:{p.person_id}" for p in people]
        rows += [row for p in people for row in lives.get(p.person, ())]
        told = tuple(
            f"{p.label.code} ({p.age.text})" if p.minor else f"{p.label.code} {p.label.word}"
            for p in people
        )
        if home.code >= 0:
            rows.insert(0, f"households:{home.household_id}")
            name = say("household", letter=home.letter)
            found.append(HomeCard(name, told, home.household_id, "", tuple(rows)))
        else:
            person = people[0].person_id if people else ""
            name = say("alone", letter=home.letter)
            found.append(HomeCard(name, told, "", person, tuple(rows)))
    return tuple(found)


def _places(circle: Circle) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, home in enumerate(circle.family.households):
        found |= {person.person_id: place for person in home.people}
        if home.household_id:
            found[home.household_id] = place
    return found


def _chairs(sheet: TableSheet) -> list[_Chair]:
    """Return the empty chairs: who must or should sit there and isn't involved now."""
    found: dict[tuple[str, ...], list[Must]] = {}
    for must in sheet.musts:
        if must.mode == "consult":
            continue
        if must.choice == "one_of":
            there = set(must.partners) & set(sheet.invited)
            groups = [] if there else [must.chosen or must.partners]
        else:
            groups = [(code,) for code in must.chosen if code not in sheet.invited]
        for group in groups:
            if group and must not in found.setdefault(group, []):
                found[group].append(must)
    return [_Chair(codes, tuple(musts)) for codes, musts in found.items()]


def _seated(
    graph: FamilyGraph, sheet: TableSheet, codes: Sequence[str], known: Iterable[int]
) -> list[tuple[int, str]]:
    """Return which partner of the delivery sits on the chair of each kind; -1 where none is."""
    kinds, ids = (graph.partners[name].astype(str).tolist() for name in ("kind", "partner_id"))
    here = sorted(known)
    found = []
    for code in codes:
        knows = [row for row in here if kinds[row] == code]
        near = [ids.index(name) for name in sheet.seat(code).partner_ids]
        found.append(((knows or near or [-1])[0], code))
    return found


@dataclass(frozen=True, slots=True, repr=False)
class _Drawer:
    """Makes the cards of one circle, in its language."""

    graph: FamilyGraph
    circle: Circle
    say: Speech
    places: dict[str, int]

    def law_card(self, name: PartnerName) -> PartnerCard:
        """Return the box of who may not take part here."""
        why = why_barred(self.graph.workspace, self.say.lang)
        facts = ((self.say("barred_fact"), self.say("barred_why", why=why)),)
        said = (self.say("barred", why=why),)
        return PartnerCard(name.name, name.chain, name.partner_id, said, facts, (), "law", False, ())  # fmt: skip

    def card(self, name: PartnerName, bond: Bond, chairs: Sequence[_Chair]) -> PartnerCard:
        """Return the box of a partner with its lines."""
        places_said = dict.fromkeys(place for place, _ in bond.said)
        ties = [_tie(bond, place, kind) for place in places_said for kind in bond.lines(place)]
        seats = self.chair_ties([must for chair in chairs for must in chair.musts])
        facts = tuple(
            (FACT[kind].of(self.say.lang), sentence)
            for kind in FACT
            for (_, found), sentences in bond.said.items()
            if found == kind
            for sentence in sentences
        )
        evidence = (
            *(ref for ids in bond.evidence.values() for ref in ids),
            *(ref for tie in seats for ref in tie.evidence),
        )
        return PartnerCard(
            name.name, name.chain, name.partner_id, self.box(bond, chair=bool(seats)),
            (*facts, *self.chair_facts(chairs)), tuple(dict.fromkeys(evidence)),
            _state(bond, {tie.kind for tie in ties}), bool(seats), (*ties, *seats),
        )  # fmt: skip

    def chair_ties(self, musts: Sequence[Must]) -> list[TieCard]:
        """Return the lines of an empty chair: to whom its rules are about."""
        found: dict[int, list[Must]] = {}
        for must in musts:
            about = dict.fromkeys(self.places.get(name, WHOLE) for name in must.subjects)
            for place in about or [WHOLE]:
                found.setdefault(place, []).append(must)
        return [
            TieCard(
                place, "chair", "; ".join(must.name.of(self.say.lang) for must in group),
                tuple(dict.fromkeys(ref for must in group for ref in must.evidence)),
            )
            for place, group in sorted(found.items())
        ]  # fmt: skip

    def chair_facts(self, chairs: Sequence[_Chair]) -> tuple[tuple[str, str], ...]:
        """Say why: the rule, its condition, what speaks against it, and its ground."""
        found, lang = [], self.say.lang
        for must in dict.fromkeys(must for chair in chairs for must in chair.musts):
            against = must.doubt.of(lang)
            doubt = self.say("doubt", text=against) if against else ""
            ground = f" ({must.basis})" if must.basis else ""
            said = f"{must.name.of(lang)}: {must.why.of(lang)}{ground}.{doubt}"
            found.append((self.say("seat"), said))
        return tuple(found)

    def box(self, bond: Bond, *, chair: bool) -> tuple[str, ...]:
        """Return the short words of a box, the most telling first."""
        found = list(dict.fromkeys(bond.short["direction"]))
        if chair:
            found.append(self.say("seat"))
        for kind in ("undone", "imposed", "voluntary"):
            found += dict.fromkeys(bond.short[kind])
        found += [f"{who}: {', '.join(refs)}" for who, refs in bond.signals.items()]
        for kind in ("asked", "past"):
            found += dict.fromkeys(bond.short[kind])
        if bond.short["nothing"]:
            who = ", ".join(dict.fromkeys(bond.short["nothing"]))
            found.append(self.say("nothing_known", who=who))
        return tuple(found)

    def group(
        self, chair: _Chair, found: list[tuple[int, str]]
    ) -> tuple[tuple[int, int, str], PartnerCard]:
        """Return one chair for which one of several partners is meant."""
        lang = self.say.lang
        rows = [row for row, _ in found if row >= 0]
        names = partner_names(self.graph, rows, [kind for row, kind in found if row < 0], lang=lang)
        ties = tuple(self.chair_ties(chair.musts))
        first = next(name for name in names if name.kind == chair.musts[0].partners[0])
        card = PartnerCard(
            chair.musts[0].name.of(lang), first.chain, "|".join(name.partner_id for name in names),
            (self.say("one_of", name=names[0].name), *(name.name for name in names[1:])),
            self.chair_facts([chair]),
            tuple(dict.fromkeys(ref for tie in ties for ref in tie.evidence)), "chair", True, ties,
        )  # fmt: skip
        return (first.rank[0], 9999, card.partner_ids), card


def _state(bond: Bond, drawn: set[str]) -> str:
    if drawn - {"asked"}:
        return "known"
    return "asked" if drawn else "nothing" if bond.said else "chair"


def _tie(bond: Bond, place: int, kind: str) -> TieCard:
    said = bond.said[place, kind]
    return TieCard(place, kind, "; ".join(said), tuple(bond.evidence[place, kind]))


def _notes(folded: tuple[str, ...], say: Speech) -> tuple[str, ...]:
    notes = [say("silent")]
    if folded:
        notes.append(say("folded", names=", ".join(folded)))
    return tuple(notes)
