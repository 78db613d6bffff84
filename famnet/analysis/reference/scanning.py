"""All windows of a delivery against a stored background, instead of against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.comparison import Comparison
from famnet.analysis.concentration.fitness import Fitness
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.sampler import Effort
from famnet.analysis.concentration.scan import Scan, judged
from famnet.analysis.concentration.window_ratios import RatioLaw
from famnet.analysis.families import family_windows
from famnet.analysis.gate import count_windows, touches
from famnet.analysis.period import last_months
from famnet.analysis.reference.building import as_background
from famnet.analysis.reference.cautions import (
    ALL_AGELESS,
    ageless,
    area_words,
    at_once,
    cautions_of,
)
from famnet.analysis.reference.fitting import demand_comparable

if TYPE_CHECKING:
    from famnet.analysis.reference.reference import Reference
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["compared_by", "scan_by"]


def compared_by(
    graph: FamilyGraph,
    reference: Reference,
    *,
    effort: Effort | None = None,
    how: tuple[int, int] = (0, 1),
) -> Comparison:
    """Compare all windows of a delivery with a stored background.

    Parameters
    ----------
    graph : FamilyGraph
        The delivery; it may be far too small to compare by itself.
    reference : Reference
        The background.
    effort : Effort, optional
        How hard to try for each p.
    how : (int, int)
        Seed of the draws; how many threads draw.

    Raises
    ------
    UserError
        The reference can't be used for this delivery.
    """
    scan = scan_by(graph, reference, effort=effort, how=how)
    units = scan.windows.units
    if ageless(scan.background.people, units):
        return Comparison(Fitness(possible=False, reasons=(ALL_AGELESS,), cautions=()), None)
    found = touches(graph, last_months(graph.as_of, reference.about.months))
    said = (
        area_words(reference.about),
        *cautions_of(graph, (units, scan.background.people), reference, reference.about.months),
        *at_once(graph, found, units),
    )
    return Comparison(Fitness(possible=True, reasons=(), cautions=said), scan)


def scan_by(
    graph: FamilyGraph,
    reference: Reference,
    *,
    effort: Effort | None = None,
    how: tuple[int, int] = (0, 1),
) -> Scan:
    """Look at every family window with the background of a reference.

    Parameters
    ----------
    graph : FamilyGraph
        The delivery.
    reference : Reference
        The background.
    effort : Effort, optional
        How hard to try for each p.
    how : (int, int)
        Seed of the draws; how many threads draw.

    Notes
    -----
    As ``scan.scan_people`` but for the fit, so with its correction for how many were looked at.
    """
    demand_comparable(graph, reference)
    period = last_months(graph.as_of, reference.about.months)
    found, windows = touches(graph, period), family_windows(graph)
    background = as_background(reference, people_of(graph, found, period))
    return judged(
        background,
        windows,
        count_windows(found, windows.indptr, windows.units),
        law=RatioLaw(reference.crowding()[background.people.classes], reference.prior)
        if len(windows)
        else None,
        how=(*how, effort or Effort()),
    )
