"""All windows of a delivery against a stored background, instead of against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.comparison import Comparison
from famnet.analysis.concentration.background import window_nulls
from famnet.analysis.concentration.certificate import certificate
from famnet.analysis.concentration.effect import rate_ratios
from famnet.analysis.concentration.fitness import Fitness
from famnet.analysis.concentration.multiplicity import adjusted
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.sampler import SCAN, Effort, Estimate, p_values
from famnet.analysis.concentration.scan import FALSE_SHARE, Scan
from famnet.analysis.concentration.scan_kernels import statistics
from famnet.analysis.families import family_windows
from famnet.analysis.gate import count_windows, touches
from famnet.analysis.overlap import cluster_leaders
from famnet.analysis.period import last_months
from famnet.analysis.reference.building import as_background
from famnet.analysis.reference.cautions import area_words, cautions_of
from famnet.analysis.reference.fitting import demand_comparable

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.effect import RateRatio
    from famnet.analysis.reference.reference import Reference
    from famnet.analysis.windows import Windows
    from famnet.graph.family_graph import FamilyGraph

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["compared_by", "scan_by"]

_NONE = Estimate(1.0, 1.0, 0.0, np.inf, 0)


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
    windows, people = scan.windows, scan.background.people
    said = (
        area_words(reference.about),
        *cautions_of(graph, (windows.units, people), reference, reference.about.months),
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
    counts = count_windows(found, windows.indptr, windows.units)
    chances = np.ascontiguousarray(background.chances[windows.units])
    t = statistics(windows.indptr, background.people.masks[windows.units], chances, SCAN)
    t = np.where(counts.reason == 0, t, 0.0)
    estimates = _estimates(background, windows, t, (effort or Effort(), how))
    upper = np.array([one.p_upper for one in estimates])
    ranked = np.flatnonzero(t > 0)
    ranked = ranked[np.lexsort((-t[ranked], upper[ranked]))].astype(np.int64)
    leader = cluster_leaders(windows.indptr, windows.units, ranked)
    q = adjusted(upper, leader)
    reported = np.flatnonzero(q.q_bh <= FALSE_SHARE).astype(np.int64)
    sure = window_nulls(background, windows, reported)
    return Scan(
        windows=windows,
        counts=counts,
        background=background,
        expected=np.add.reduceat(chances, windows.indptr[:-1]) if len(windows) else chances,
        t=t,
        estimates=estimates,
        leader=leader,
        adjusted=q,
        certificates={i: certificate(null, run_seed=how[0]) for i, null in sure},
        ratios=_ratios(background, windows, ranked, reference),
    )


def _estimates(
    background: Background, windows: Windows, t: Floats, how: tuple[Effort, tuple[int, int]]
) -> tuple[Estimate, ...]:
    effort, (run_seed, threads) = how
    which = np.flatnonzero(t > 0).astype(np.int64)
    found = dict(window_nulls(background, windows, which))
    values = p_values(found.values(), effort=effort, run_seed=run_seed, threads=threads)
    out = [_NONE] * len(t)
    for i, one in zip(found, values, strict=True):
        out[i] = one
    return tuple(out)


def _ratios(
    background: Background, windows: Windows, which: Longs, reference: Reference
) -> dict[int, RateRatio]:
    if not len(windows):
        return {}
    people = background.people
    seen = people.touched_units()[:, :-1].sum(axis=1)
    expected = background.chances.sum(axis=1)
    crowded = expected * reference.crowding()[people.classes]
    observed, whole, held = (
        np.add.reduceat(column[windows.units], windows.indptr[:-1])
        for column in (seen, expected, crowded)
    )
    factor = np.maximum(held / np.maximum(whole, 1e-12), 1.0)
    rows = rate_ratios(observed[which], whole[which], reference.prior, factor[which])
    return dict(zip(which.tolist(), rows, strict=True))
