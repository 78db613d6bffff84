"""The stability card: how firmly a finding stands.

*Stands* means: the gate is passed, and the upper limit of p is at or below the largest one that the
scan reported (``threshold_of``). Leaving out a partner, a signal or a household changes only what is
seen; what it is compared with stays as it was. Another period and the national baseline have a
background of their own, fitted once for the whole area. Methods.md section 2.9.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.concentration.scan import FALSE_SHARE
from famnet.analysis.period import MONTHS
from famnet.analysis.stability.backgrounds import national_sight, other_period, sight_of, thinned
from famnet.analysis.stability.draws import draw_row
from famnet.analysis.stability.inclusion import policy_dates
from famnet.analysis.stability.looks import depth_row, sight_row
from famnet.analysis.stability.parts import parts
from famnet.analysis.stability.rows import Kind, StabilityRow, fell_away, stood
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.concentration.scan import Scan
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["PERIODS", "StabilityCard", "card", "card_of_rows", "cards", "threshold_of"]

#: Months looked at beside those of the scan.
PERIODS: Final = (12, 24, 60)


@dataclass(frozen=True, slots=True)
class StabilityCard:
    """How firmly one finding stands.

    Parameters
    ----------
    window_id : str
        The family network.
    held, of : int
        In how many of how many draws it still stood.
    single_source : str or None
        Codes of the kinds of partner without any one of which it falls away, separated by ``|``.
    rows : tuple of StabilityRow
        Each way it was looked at.
    threshold : float
        The upper limit of p at which the scan reported, and so what "stands" means.
    policy : str
        Since when the inclusion policy holds, and whose it is.
    """

    window_id: str
    held: int
    of: int
    single_source: str | None
    rows: tuple[StabilityRow, ...]
    threshold: float
    policy: str

    @property
    def text(self) -> Text:
        """Say it in one short line."""
        return stood(self.held, self.of)

    @property
    def source_text(self) -> Text | None:
        """Name the partners that it rests on; None where it stands without any one of them."""
        if self.single_source is None:
            return None
        label = load_catalogue().label
        codes = self.single_source.split("|")
        return fell_away(
            [Text(label("partners", c, "nl"), label("partners", c, "en")) for c in codes]
        )


def threshold_of(scan: Scan) -> float:
    """Return the upper limit of p at which a scan reports.

    Parameters
    ----------
    scan : Scan
        The scan.

    Notes
    -----
    Benjamini-Hochberg: the accepted share of chance findings times the number reported (at least
    one), over the number of windows looked at.
    """
    return FALSE_SHARE * max(len(scan.reported), 1) / max(len(scan.windows), 1)


def card(graph: FamilyGraph, scan: Scan, window: int, *, months: int = MONTHS) -> StabilityCard:
    """Make the card of one window.

    Parameters
    ----------
    graph : FamilyGraph
        The graph that was scanned.
    scan : Scan
        Its scan.
    window : int
        Place of the window in ``scan.windows``.
    months : int
        Months that the scan looked at.

    Notes
    -----
    For several windows ``cards`` fits the other backgrounds only once.
    """
    return cards(graph, scan, [window], months=months)[window]


def cards(
    graph: FamilyGraph,
    scan: Scan,
    windows: Iterable[int] | None = None,
    *,
    months: int = MONTHS,
    run_seed: int = 0,
) -> dict[int, StabilityCard]:
    """Make the cards of several windows.

    Parameters
    ----------
    graph : FamilyGraph
        The graph that was scanned.
    scan : Scan
        Its scan.
    windows : iterable of int, optional
        Places in ``scan.windows``; those reported when left out.
    months : int
        Months that the scan looked at.
    run_seed : int
        Seed of the run.

    Returns
    -------
    dict of int to StabilityCard
        By place of the window.

    Notes
    -----
    One background at a time is held beside the scan's own: four in all, whatever the number of
    windows. Per window some tens of p's.
    """
    which = scan.reported.tolist() if windows is None else list(windows)
    if not which:
        return {}
    asked = (threshold_of(scan), run_seed)
    sight = sight_of(graph, scan, months)
    found = {i: parts(graph, sight, scan.windows.window(i), asked) for i in which}
    for n in PERIODS:
        seen = sight if n == months else other_period(graph, scan, n)
        for i in which:
            found[i].append(
                sight_row(graph, seen, scan.windows.window(i), asked, (Kind.MONTHS, str(n)))
            )
    for i in which:
        found[i].append(depth_row(graph, sight, scan.windows.window(i), asked))
    seen = national_sight(scan, sight)
    for i in which:
        found[i].append(sight_row(graph, seen, scan.windows.window(i), asked, (Kind.BASELINE, "")))
    thin = thinned(graph, sight)
    for i in which:
        found[i].append(draw_row(graph, sight, thin, scan.windows.window(i), asked))
    return {
        i: card_of_rows(str(scan.windows.window_id[i]), rows, asked[0]) for i, rows in found.items()
    }


def card_of_rows(window_id: str, rows: list[StabilityRow], threshold: float) -> StabilityCard:
    """Make a card of its rows.

    Parameters
    ----------
    window_id : str
        The family network.
    rows : list of StabilityRow
        Each way it was looked at; the draws come last.
    threshold : float
        The upper limit of p that stands.
    """
    needed = [row.subject for row in rows if row.kind is Kind.PARTNER and not row.held]
    draws = rows[-1]
    return StabilityCard(
        window_id=window_id,
        held=draws.held,
        of=draws.of,
        single_source="|".join(needed) or None,
        rows=tuple(rows),
        threshold=threshold,
        policy=policy_dates(),
    )
