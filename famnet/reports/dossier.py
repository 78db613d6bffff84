"""What a page is made of, put together once per network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.analysis.table import table
from famnet.draw.family.people import Family, family
from famnet.draw.words import person_words
from famnet.reports.evidence import Evidence, evidence
from famnet.reports.fact_ids import FactIds
from famnet.reports.must_ask import must_ask
from famnet.reports.records import Records, records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.table import TableSheet
    from famnet.reports.must_ask import Gap
    from famnet.reports.session import PageWindow, Session

__all__ = ["Dossier", "dossier"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """People, evidence, what partners do, who sits at the table, and what statements rest on."""

    people: Family
    proof: Evidence
    acts: Records
    facts: FactIds
    table: TableSheet
    gaps: tuple[Gap, ...]
    labels: Mapping[str, str]

    def called(self, subject: str) -> str:
        """Return how a person or household of the page is called; its id where it isn't on the page."""
        return self.labels.get(subject, subject)


def dossier(session: Session, window: PageWindow) -> Dossier:
    """Return what the page of a network is made of; made once and kept with the session.

    Notes
    -----
    O(k log n) for k rows about the network.
    """
    made = session.dossiers.get(window.window_id)
    if made is None:
        people = family(
            session.graph,
            session.facts,
            session.member_rows(window),
            session.unit_household,
            person_words(session.texts.lang),
        )
        proof = evidence(session, people, window.units)
        acts = records(session, people, window.units)
        facts, sheet = FactIds(proof, acts), table(session.graph, window.window)
        gaps = must_ask(session, window, sheet, facts)
        made = Dossier(people, proof, acts, facts, sheet, gaps, _labels(session, people))
        session.dossiers[window.window_id] = made
    return made


def _labels(session: Session, people: Family) -> dict[str, str]:
    found = {person.person_id: person.label.text for person in people.everyone}
    for home in people.households:
        if home.code >= 0:
            found[home.household_id] = session.texts("page.household", letter=home.letter)
    return found
