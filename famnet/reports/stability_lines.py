"""How firmly a finding stands, as the page of its family network says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.analysis.families import family_windows
from famnet.analysis.stability.rows import Kind
from famnet.catalogue import load_catalogue
from famnet.reports.item import each_once

if TYPE_CHECKING:
    from famnet.analysis.stability.card import StabilityCard
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import PageWindow, Session

__all__ = ["Stability", "Stand", "stability"]


@dataclass(frozen=True, slots=True)
class Stand:
    """One line: what it says, and the numbers of the occurrences it is about."""

    text: str
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stability:
    """Two short lines, and each way that was looked.

    Parameters
    ----------
    short : tuple of Stand
        In how many draws it stands; on which partner it rests, where it rests on one.
    rows : tuple of Stand
        Each way of looking. A partner's row names the occurrences that rest on that partner.
    """

    short: tuple[Stand, ...]
    rows: tuple[Stand, ...]


def stability(session: Session, made: Dossier, page: PageWindow) -> Stability | None:
    """Return how the finding of a page stands; None where the scan doesn't call it more than chance.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        Evidence of the page.
    page : PageWindow
        The family network.

    Notes
    -----
    The first page that asks makes the cards of all findings (``famnet.analysis.stability.kept``).
    """
    card = _card(session, page)
    if card is None:
        return None
    lang = session.texts.lang
    every = each_once([group.ref] for group in made.proof.counting)
    short = [Stand(session.texts("compared.stands", stands=card.text.of(lang)), every)]
    source = card.source_text
    if source is not None:
        needed = (card.single_source or "").split("|")
        refs = each_once(_of_partner(session, made, code) for code in needed)
        short.append(Stand(f"{source.of(lang)}.", refs))
    else:
        short.append(Stand(session.texts("compared.no_source"), every))
    rows = tuple(
        Stand(
            f"{row.text.of(lang)}.",
            _of_partner(session, made, row.subject) if row.kind is Kind.PARTNER else every,
        )
        for row in card.rows
    )
    return Stability(tuple(short), rows)


def _card(session: Session, page: PageWindow) -> StabilityCard | None:
    found = session.description.comparison
    place = family_windows(session.graph).place_of(page.window_id)
    if found is None or place < 0:
        return None
    outcome = found.outcome(place)
    if outcome is None or not outcome.reported:
        return None
    return found.card(session.graph, place)


def _of_partner(session: Session, made: Dossier, code: str) -> tuple[str, ...]:
    """Return the occurrences that count of which a row was delivered or first seen by one body."""
    catalogue = load_catalogue().partners
    bodies = [
        catalogue[session.partners[at].kind].observer_root for at in range(len(session.partners))
    ]
    return tuple(
        group.ref
        for group in made.proof.counting
        if any(
            code in {bodies[at] for at in (row.partner, row.origin) if at >= 0}
            for row in group.rows
        )
    )
