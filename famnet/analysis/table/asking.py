"""Who ought to have been asked about whom: one notion for every page, picture, table and workbook.

Two sorts of rules ask for somebody. A must-rule of the table (``must_rules``) that must or should hold
names partners about a person or household. Two asking rules, policy and not law, say whom to ask about
a child where signals count. A partner is *missing* where nobody of the kinds that will do was asked or
knows the subject.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from famnet.analysis.ages import completed_years
from famnet.analysis.households import homes
from famnet.analysis.known import known, may_deliver
from famnet.analysis.reach import reach_of
from famnet.analysis.table.sheet import Ask
from famnet.analysis.text import Text
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from famnet.analysis.table.evidence import Item
    from famnet.analysis.table.sheet import Must, TableSheet
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["ASK_RULES", "AskRule", "States", "Unasked", "asks_of", "unasked"]

#: States in which a partner was neither asked nor heard.
_SILENT: Final = ("not_asked", "not_allowed")


@dataclass(frozen=True, slots=True)
class AskRule:
    """Whom to ask about a child of some ages where signals count; version 1.0, policy, no owner yet.

    Parameters
    ----------
    rule_id : str
        Its number.
    kinds : tuple of str
        Partner codes that will do, the first being the one to ask.
    low, high : int
        Ages in completed years, both included.
    name, why : Text
        What it says; when it holds.
    """

    rule_id: str
    kinds: tuple[str, ...]
    low: int
    high: int
    name: Text
    why: Text


_WHY: Final = Text(
    "Er zijn signalen die tellen (beleid, versie 1.0, eigenaar: nog geen)",
    "There are signals that count (policy, version 1.0, owner: none yet)",
)
ASK_RULES: Final = (
    AskRule(
        "ASK_SCHOOL", ("SCH", "LPA", "IB", "ZORGC", "ZTEAM"), 5, 17,
        Text("School of leerplicht over een kind van 5 tot en met 17", "School or attendance officer about a child of 5 to 17"),
        _WHY,
    ),
    AskRule(
        "ASK_YOUTH_HEALTH", ("JGZ", "GGD"), 0, 4,
        Text("Jeugdgezondheidszorg over een kind onder 5", "Youth health care about a child under 5"),
        _WHY,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unasked:
    """A partner that ought to have been asked about somebody and was not.

    Parameters
    ----------
    ask : Ask
        What asks for it.
    partner_id : str
        The partner of the delivery to ask, the first by id that works there; empty where none of the
        kind was delivered.
    """

    ask: Ask
    partner_id: str


def asks_of(
    graph: FamilyGraph, window: Window, musts: Sequence[Must], items: Sequence[Item]
) -> tuple[Ask, ...]:
    """Return whom the rules ask for, about whom who lives there now.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    window : Window
        The family network.
    musts, items : sequence
        From ``musts_of`` and ``items_of``.

    Notes
    -----
    Advice outside the table asks for nobody. Of "one of", any of its partners will do, and where
    people must still choose, nobody is asked for. Who may not deliver here by law is not asked for.
    """
    found = [
        Ask(subject, kind, must.partners if must.choice == "one_of" else (kind,), must.rule_id,
            must.name, must.why, must.basis, must.evidence)
        for must in musts
        if must.mode != "consult"
        for subject in must.subjects
        for kind in must.chosen
    ]  # fmt: skip
    counted = tuple(item.evidence for item in items if item.counted)
    if counted:
        found += _of_children(graph, window, counted)
    return tuple(ask for ask in found if may_deliver(ask.kind, graph.workspace))


def _of_children(graph: FamilyGraph, window: Window, counted: tuple[str, ...]) -> Iterable[Ask]:
    for person in _residents(graph, window):
        age = _least_age(graph, person)
        for rule in ASK_RULES:
            if age is not None and rule.low <= age <= rule.high:
                subject = str(graph.persons["person_id"].iloc[person])
                yield Ask(
                    subject, rule.kinds[0], rule.kinds, rule.rule_id, rule.name, rule.why, "", counted,
                )  # fmt: skip


def _residents(graph: FamilyGraph, window: Window) -> list[int]:
    lists = homes(graph).residents
    return [
        person
        for unit in window.units.tolist()
        for person in lists.to[lists.start[unit] : lists.start[unit + 1]].tolist()
    ]


def _least_age(graph: FamilyGraph, person: int) -> int | None:
    """Return the youngest age the birth date allows; None where it isn't known or somebody died."""
    row = graph.persons.iloc[person]
    days, death = (int(row["birth_date"]), int(row["birth_date_hi"])), int(row["death_date"])
    dead = death != FOREVER and (graph.as_of == NO_DAY or death <= graph.as_of)
    if dead or NO_DAY in (*days, graph.as_of) or FOREVER in days:
        return None
    years = completed_years(np.array([days[1]], np.int32), np.array([graph.as_of], np.int32))
    return max(0, int(years[0]))


class States(Protocol):
    """Who knows whom."""

    def states(self, subject: str) -> Mapping[str, str]:
        """Return the state per partner id; a partner that is not in it was not asked."""


class _Asked:
    def __init__(self, graph: FamilyGraph, window: Window) -> None:
        subjects = list(_places(graph, window))
        frame = known(graph, subjects=subjects)
        frame = frame[frame["subject"].isin(subjects)]
        self._found: dict[str, dict[str, str]] = {subject: {} for subject in subjects}
        parts = (frame[name].astype(str).tolist() for name in ("subject", "partner_id", "state"))
        for subject, partner, state in zip(*parts, strict=True):
            self._found[subject][partner] = state

    def states(self, subject: str) -> Mapping[str, str]:
        return self._found.get(subject, {})


def _places(graph: FamilyGraph, window: Window) -> dict[str, int]:
    """Return the municipality of everybody who lives there, and of the households; by id."""
    reach, names = reach_of(graph), graph.persons["person_id"]
    found = {str(names.iloc[p]): int(reach.person[p]) for p in _residents(graph, window)}
    homes_ = homes(graph).unit_household[window.units]
    ids = graph.households["household_id"]
    return found | {str(ids.iloc[h]): int(reach.household[h]) for h in homes_.tolist() if h >= 0}


def unasked(
    graph: FamilyGraph,
    window: Window,
    sheet: TableSheet,
    states: States | None = None,
) -> tuple[Unasked, ...]:
    """Return who ought to have been asked about whom and was not, one line per subject and kind.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    window : Window
        The family network.
    sheet : TableSheet
        Its table (``famnet.analysis.table.table``).
    states : States, optional
        Who knows whom; left out, it is looked up.

    Notes
    -----
    O(asks times partners near them).
    """
    known_by = _Asked(graph, window) if states is None else states
    places = _places(graph, window)
    kinds = dict(zip(*(graph.partners[n].astype(str) for n in ("partner_id", "kind")), strict=True))
    found: dict[tuple[str, str], Unasked] = {}
    for ask in sheet.asks:
        if ask.subject not in places or (ask.subject, ask.kind) in found:
            continue
        of_subject = known_by.states(ask.subject)
        told = {kinds[p] for p, state in of_subject.items() if state not in _SILENT}
        if not told & set(ask.enough):
            near = _near(graph, places[ask.subject], ask.kind)
            found[ask.subject, ask.kind] = Unasked(ask, near)
    return tuple(found.values())


def _near(graph: FamilyGraph, town: int, kind: str) -> str:
    """Return the first partner of a kind, by id, that can be asked about who lives in a place."""
    _, partners = reach_of(graph).near(np.array([town], np.int32))
    near = graph.partners.iloc[partners]
    return min(near["partner_id"][near["kind"] == kind].astype(str), default="")
