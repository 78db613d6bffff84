"""What the analysis says of one family network, computed once for its page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.analysis.criteria import criteria
from famnet.analysis.measure_law import departures
from famnet.analysis.route import route
from famnet.reports.dossier import dossier

if TYPE_CHECKING:
    from famnet.analysis.criteria import CriteriaSheet
    from famnet.analysis.measure_law import Departure
    from famnet.analysis.route.sheet import RouteSheet
    from famnet.analysis.table import TableSheet
    from famnet.reports.session import PageWindow, Session

__all__ = ["Sheets", "sheets_of"]


@dataclass(frozen=True, slots=True)
class Sheets:
    """Criteria, who sits at the table, measures that depart from the law, the way of signals."""

    criteria: CriteriaSheet
    table: TableSheet
    departures: tuple[Departure, ...]
    route: RouteSheet


def sheets_of(session: Session, page: PageWindow) -> Sheets:
    """Ask the analysis about the network of a page."""
    graph, window = session.graph, page.window
    return Sheets(
        criteria(graph, window),
        dossier(session, page).table,
        departures(graph, window.units),
        route(graph, window),
    )
