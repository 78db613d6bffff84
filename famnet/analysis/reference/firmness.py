"""How firmly it stands when the one family that was named is called more than chance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from famnet.analysis.cases import window_of
from famnet.analysis.reference.building import as_background
from famnet.analysis.reference.comparing import CASE_ALPHA, seen_over
from famnet.analysis.stability.backgrounds import Sight
from famnet.analysis.stability.card import PERIODS, card_of_rows
from famnet.analysis.stability.draws import draw_row
from famnet.analysis.stability.looks import depth_row, sight_row
from famnet.analysis.stability.parts import parts
from famnet.analysis.stability.rows import Kind

if TYPE_CHECKING:
    from famnet.analysis.reference.comparing import CaseResult
    from famnet.analysis.reference.reference import Reference
    from famnet.analysis.stability.card import StabilityCard
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["case_card"]


def case_card(
    graph: FamilyGraph, reference: Reference, result: CaseResult, *, run_seed: int = 0
) -> StabilityCard | None:
    """Make the card of a family named beforehand.

    Parameters
    ----------
    graph : FamilyGraph
        The case.
    reference : Reference
        What it was compared with.
    result : CaseResult
        What came out, over the months of the reference.
    run_seed : int
        Seed of the draws.

    Returns
    -------
    StabilityCard or None
        None where it isn't called more than chance: then there is nothing that could fall.

    Notes
    -----
    Methods.md section 2.9, against the stored background. *Stands* means that the upper limit of p is
    at most ``CASE_ALPHA``. Another period keeps the rates of the reference, converted by length. When
    doubtful data are left out of the case the background stays whole, since how doubtful the area's
    data were isn't stored: that makes standing harder, never easier.
    """
    if not result.compared or result.p_upper > CASE_ALPHA:
        return None
    window, asked = window_of(graph, result.window_id), (CASE_ALPHA, run_seed)
    months = reference.about.months
    sight = _sight(graph, reference, months)
    rows = parts(graph, sight, window, asked)
    for n in sorted({*PERIODS, months}):
        seen = sight if n == months else _sight(graph, reference, n)
        rows.append(sight_row(graph, seen, window, asked, (Kind.MONTHS, str(n))))
    rows.append(depth_row(graph, sight, window, asked))
    everywhere = _sight(graph, _without_areas(reference), months)
    rows.append(sight_row(graph, everywhere, window, asked, (Kind.BASELINE, "")))
    rows.append(draw_row(graph, sight, sight.background, window, asked))
    return card_of_rows(result.window_id, rows, CASE_ALPHA)


def _sight(graph: FamilyGraph, reference: Reference, months: int) -> Sight:
    found, people, period = seen_over(graph, reference, months)
    return Sight(found, period, as_background(reference, people))


def _without_areas(reference: Reference) -> Reference:
    """Return the reference without what its neighbourhoods report more or less."""
    tables = reference.tables
    return replace(reference, tables=replace(tables, areas=tables.areas.iloc[:0]))
