"""What a page is made of, put together once per network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.draw.family.people import Family, family
from famnet.draw.words import PERSON_WORD
from famnet.reports.evidence import Evidence, evidence
from famnet.reports.records import Records, records

if TYPE_CHECKING:
    from famnet.reports.session import PageWindow, Session

__all__ = ["Dossier", "dossier"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """People, evidence and what partners do."""

    people: Family
    proof: Evidence
    acts: Records


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
            PERSON_WORD.__getitem__,
        )
        made = Dossier(
            people, evidence(session, people, window.units), records(session, people, window.units)
        )
        session.dossiers[window.window_id] = made
    return made
