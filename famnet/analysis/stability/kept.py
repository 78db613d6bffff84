"""The cards of a graph's findings, made once however often a page or a list asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.stability.card import StabilityCard, cards

if TYPE_CHECKING:
    from famnet.analysis.concentration.scan import Scan
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["card_of"]


def card_of(graph: FamilyGraph, scan: Scan, window: int) -> StabilityCard | None:
    """Return the card of a window that the scan reports; None for any other.

    Parameters
    ----------
    graph : FamilyGraph
        The graph that was scanned.
    scan : Scan
        Its scan.
    window : int
        Place of the window in ``scan.windows``.

    Notes
    -----
    The first one asked for makes them all, so that the other backgrounds are fitted once.
    """
    made = graph.kept_last("stability cards", id(scan), lambda: (scan, cards(graph, scan)))
    return made[1].get(window)
