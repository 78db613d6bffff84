"""The first sheet: the decision page, all of it on one A4.

Everything is put into lines first; ``famnet.reports.fit`` then says what has to give way.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from famnet.reports.at_table import Seating, seating
from famnet.reports.changed import Changed, changed
from famnet.reports.children import Child, children
from famnet.reports.clashes import clashes
from famnet.reports.criteria_lines import FormLines, form_lines
from famnet.reports.fit import ROOM, Fit, Full, fitted
from famnet.reports.fit_cut import cut_to_sheet
from famnet.reports.household_matrices import domains_at_home, known_at_home
from famnet.reports.matrices import (
    Matrix,
    columns,
    domain_matrix,
    known_matrix,
    shorter,
    side_by_side,
)
from famnet.reports.people_list import KinGroups, kin_lines
from famnet.reports.pictures import Genograms, Pictures
from famnet.reports.running import running
from famnet.reports.stuck import stuck
from famnet.reports.unknown import unknown
from famnet.reports.way import next_by_referral
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.reports.dossier import Dossier
    from famnet.reports.item import Item, Stuck
    from famnet.reports.session import Session
    from famnet.reports.sheets import Sheets

__all__ = ["FirstSheet", "first_sheet"]


@dataclass(frozen=True, slots=True)
class FirstSheet:
    """All blocks of the first sheet, and what gave way to make them fit.

    Parameters
    ----------
    children, stuck, unknown : tuple
        What never gives way.
    genogram : Genograms
        Small and large.
    known, domains : Matrix
        As the first sheet shows them.
    later_known, later_domains : Matrix or None
        A column per person, where the first sheet has only one per household.
    forms : tuple of FormLines
        Criteria.
    seating, changed, running
        Who is missing, what changed, what runs.
    fit : Fit
        What gave way.
    """

    children: Sequence[Child]
    stuck: Sequence[Stuck]
    unknown: Sequence[Item]
    genogram: Genograms
    known: Matrix
    domains: Matrix
    later_known: Matrix | None
    later_domains: Matrix | None
    forms: Sequence[FormLines]
    seating: Seating
    changed: Changed
    running: Sequence[Item]
    fit: Fit
    kin: tuple[KinGroups, int]

    def context(self) -> dict[str, object]:
        """Return it by the names the templates use."""
        found: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        found["kin_short"], found["kin_folded"] = self.kin
        found["known_parts"] = side_by_side(self.known) if self.fit.at_home else (self.known,)
        return found


def first_sheet(
    session: Session, made: Dossier, sheets: Sheets, head: tuple[str, tuple[str, ...], str, str]
) -> FirstSheet:
    """Put together what the first sheet shows.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        People, evidence and acts of the page.
    sheets : Sheets
        What the analysis says.
    head : tuple
        Title, the facts under it, the sentence and who holds the regie: they take room as well.

    Notes
    -----
    O(k log n) for k rows about the network; the genogram takes most of it.
    """
    people, proof, acts = made.people, made.proof, made.acts
    known = known_matrix(session, made)
    shown = [column for block in known.blocks for column in block.columns]
    domains = domain_matrix(session, shown or columns(session, people), proof)
    at_home = shorter(known_at_home(session, known)), domains_at_home(session, domains)
    kin = kin_lines(session, people, short=True)
    seats = seating(session, made, sheets.table)
    runs = (*clashes(session, made, sheets.table, sheets.departures), *running(session, acts))
    full = Full(
        head=head,
        steps=str(session.graph.workspace) == Workspace.RIEC,
        children=children(session, people, proof, acts),
        stuck=stuck(session, acts, sheets.route, next_by_referral(session, sheets.route)),
        unknown=unknown(session, made, known),
        missing=seats.missing,
        counted_with=seats.counted_with,
        changed=changed(session, made).lines,
        running=runs,
        forms=form_lines(session, made, sheets.criteria),
        known=(known, shorter(known), at_home[0]),
        domains=(domains, at_home[1]),
        geno=lambda _: 0.0,
        kin=sum(len(rows) + 1 for _, rows in kin[0]),
    )
    return _fitted(session, made, full, seats, kin)


def _fitted(
    session: Session, made: Dossier, full: Full, seats: Seating, kin: tuple[KinGroups, int]
) -> FirstSheet:
    pictures = Pictures(session, made, ROOM)
    # Asked height by height: a smaller one may need the family laid out again.
    full = replace(full, geno=cache(pictures.height_in))
    fit = cut_to_sheet(full, fitted(full))
    known, domains = full.known[2 if fit.at_home else 1 if fit.shorter else 0], full.domains
    return FirstSheet(
        children=full.children,
        stuck=full.stuck,
        unknown=full.unknown,
        genogram=pictures.in_room(fit.geno_mm),
        known=known,
        domains=domains[1 if fit.at_home else 0],
        later_known=full.known[0] if fit.at_home else None,
        later_domains=domains[0] if fit.at_home else None,
        forms=full.forms,
        seating=seats,
        changed=changed(session, made),
        running=full.running,
        fit=fit,
        kin=kin,
    )
