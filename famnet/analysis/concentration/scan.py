"""The scan: every family window of an area, with how surprising it is and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.background import (
    Background,
    fit_background,
    refitted,
    window_nulls,
)
from famnet.analysis.concentration.certificate import Certificate, certificate
from famnet.analysis.concentration.multiplicity import Adjusted, adjusted
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.sampler import Effort, Estimate, p_values
from famnet.analysis.concentration.suspects import entangled, suspects
from famnet.analysis.concentration.weight import ranked_by, weights
from famnet.analysis.concentration.window_ratios import RatioLaw, fitted_law, ratios_by
from famnet.analysis.families import family_windows
from famnet.analysis.gate import Counts, Gate, count_windows, touches
from famnet.analysis.overlap import cluster_leaders, told_before
from famnet.analysis.period import last_months
from famnet.errors import UserError
from famnet.progress import watched
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from famnet.analysis.concentration.effect import RateRatio
    from famnet.analysis.concentration.people import People
    from famnet.analysis.concentration.sampler import WindowNull
    from famnet.analysis.families import Windows
    from famnet.analysis.gate import Touches
    from famnet.analysis.period import Period
    from famnet.graph.family_graph import FamilyGraph

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "FALSE_SHARE", "Scan", "judged", "scan_graph", "scan_people", "scan_touches",
]  # fmt: skip

#: Share of chance findings that is accepted among those reported.
FALSE_SHARE: Final = 0.05

#: Passes before the one that counts.
_PASSES: Final = 2
_FIRST_PASS: Final = Effort(refine_below=5e-4, relative_error=0.3, most=6000)
#: Windows added up together.
_AT_ONCE: Final = 100_000
#: Of a window that shows nothing: everything reaches that.
_NONE: Final = Estimate(1.0, 1.0, 0.0, np.inf, 0)


@dataclass(frozen=True, slots=True, repr=False)
class Scan:
    """All windows looked at.

    Parameters
    ----------
    windows : Windows
        The windows, sorted by id; everything below is in their order.
    counts : Counts
        What each shows, and whether it passes the gate.
    background : Background
        What they were compared with.
    expected : float64 array
        Window, scan group: households expected to be touched.
    t : float64 array
        Weight of the evidence (``weight.weights``), the statistic: orders the list and chooses in a
        cluster. Zero where the gate isn't passed, and where there is none.
    estimates : tuple of Estimate
        p of each; one where ``t`` is zero.
    leader : int64 array
        The window that leads its overlap cluster, -1 none.
    adjusted : Adjusted
        For how many were looked at.
    part_of : dict
        Of a leader below the accepted share that tells again what another reported tells: that one
        (``overlap.told_before``). It isn't reported once more.
    certificates : dict
        Of the windows reported: how many groups at least.
    ratios : dict
        Of the windows that pass the gate: rate ratio with interval.
    """

    windows: Windows
    counts: Counts
    background: Background
    expected: Floats
    t: Floats
    estimates: tuple[Estimate, ...]
    leader: Longs
    adjusted: Adjusted
    part_of: dict[int, int]
    certificates: dict[int, Certificate]
    ratios: dict[int, RateRatio]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Scan: {len(self.windows)} windows, {len(self.reported)} reported>"

    @property
    def reported(self) -> Longs:
        """Windows that lead a cluster and stay below the accepted share of chance findings, told once."""
        below = np.flatnonzero(self.adjusted.q_bh <= FALSE_SHARE)
        return np.array([i for i in below.tolist() if i not in self.part_of], np.int64)

    @property
    def listed(self) -> Longs:
        """Leaders of clusters as the list has them: first what is reported, then by weight."""
        ranked = ranked_by(self.t)
        leaders = ranked[self.leader[ranked] == ranked]
        above = np.isin(leaders, self.reported)
        return np.concatenate([leaders[above], leaders[~above]])


def scan_graph(  # noqa: PLR0913  # each names one choice of a run
    graph: FamilyGraph,
    *,
    months: int | None = None,
    gate: Gate | None = None,
    run_seed: int = 0,
    threads: int = 1,
    effort: Effort | None = None,
) -> Scan:
    """Look at every family window of a graph.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; it must have a reference date.
    months : int, optional
        Months before the reference date that count; 24 when left out.
    gate : Gate, optional
        Numbers of the gate.
    run_seed : int
        Seed of the draws.
    threads : int
        How many draw; the result is the same.
    effort : Effort, optional
        How hard to try for each p.

    Raises
    ------
    UserError
        Without a reference date: then nobody was exposed for a known time.

    Notes
    -----
    Methods.md section 2. Passes before the last find windows that look like a finding; the frailty is
    fitted without them.
    """
    if graph.as_of == NO_DAY:
        raise UserError(
            "Zonder peildatum kan famnet niet vergelijken: het is niet bekend hoe lang er gekeken is.",
            hint="Zet in delivery.toml wat de peildatum van de levering is.",
        )
    period = last_months(graph.as_of) if months is None else last_months(graph.as_of, months)
    found = touches(graph, period)
    return scan_touches(
        graph, found, period, gate=gate, how=(run_seed, threads, effort or Effort())
    )


def scan_touches(
    graph: FamilyGraph,
    found: Touches,
    period: Period,
    *,
    gate: Gate | None = None,
    how: tuple[int, int] | tuple[int, int, Effort] = (0, 1),
) -> Scan:
    """Look at every family window, with given touches: those of the graph or of a permuted world.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    found : Touches
        What counts, per unit (``gate.touches``).
    period : Period
        The period they were counted in.
    gate : Gate, optional
        Numbers of the gate.
    how : (int, int) or (int, int, Effort)
        Seed of the draws; how many threads draw; how hard to try.
    """
    windows, people = family_windows(graph), people_of(graph, found, period)
    counts = count_windows(found, windows.indptr, windows.units, gate)
    return scan_people(people, windows, counts, how=how)


def scan_people(
    people: People,
    windows: Windows,
    counts: Counts,
    *,
    how: tuple[int, int] | tuple[int, int, Effort] = (0, 1),
) -> Scan:
    """Look at every family window, from the arrays alone.

    Parameters
    ----------
    people : People
        Who could be seen where, and what was touched.
    windows : Windows
        The family windows.
    counts : Counts
        What each shows, and whether it passes the gate.
    how : (int, int) or (int, int, Effort)
        Seed of the draws; how many threads draw; how hard to try.

    Notes
    -----
    Methods.md section 2. A first pass, under a frailty without richness, finds windows that are too
    many to be chance (``suspects``); the frailty is fitted without them and what holds the same
    households (``entangled``), which is done once more under that frailty. Then p is estimated anew.
    """
    run_seed, threads, effort = (*how, Effort())[:3]
    background = fit_background(people, windows)
    suspect = np.zeros(len(windows), np.bool_)
    for _ in range(_PASSES):
        t = _gated(background, windows, counts)
        rough = _estimates(background, windows, t, (run_seed, threads, _FIRST_PASS))
        suspect |= suspects(np.array([one.p for one in rough], float), windows)
        background = refitted(background, windows, entangled(suspect, windows, people.masks))
    law = fitted_law(background, windows) if len(windows) else None
    return judged(background, windows, counts, law=law, how=(run_seed, threads, effort))


def judged(
    background: Background,
    windows: Windows,
    counts: Counts,
    *,
    law: RatioLaw | None,
    how: tuple[int, int, Effort],
) -> Scan:
    """Hold all windows against a background, whether fitted to them or stored.

    Parameters
    ----------
    background : Background
        What they are compared with.
    windows : Windows
        The family windows.
    counts : Counts
        What each shows, and whether it passes the gate.
    law : RatioLaw or None
        What rate ratios are drawn to; None where there is no window.
    how : (int, int, Effort)
        Seed of the draws; how many threads draw; how hard to try.
    """
    t = _gated(background, windows, counts)
    estimates = _estimates(background, windows, t, how)
    upper = np.array([one.p_upper for one in estimates])
    # Leaders are not chosen by p, so theirs is not the smallest of many.
    ranked = ranked_by(t)
    leader = cluster_leaders(windows.indptr, windows.units, ranked)
    q = adjusted(upper, leader)
    below = ranked[q.q_bh[ranked] <= FALSE_SHARE]
    part_of = told_before(windows.indptr, windows.units, background.people.masks, below)
    reported = np.array(sorted(set(below.tolist()) - set(part_of)), np.int64)
    sure = dict(window_nulls(background, windows, reported))
    return Scan(
        windows=windows,
        counts=counts,
        background=background,
        expected=_expected(background.chances, windows),
        t=t,
        estimates=estimates,
        leader=leader,
        adjusted=q,
        part_of=part_of,
        certificates={i: certificate(sure[i], run_seed=how[0]) for i in reported.tolist()},
        ratios={} if law is None else ratios_by(law, background, windows, ranked),
    )


def _expected(chances: Floats, windows: Windows) -> Floats:
    """Return window, scan group: households expected to be touched."""
    out = np.empty((len(windows), chances.shape[1]))
    # Some at a time: households stand in many windows.
    for first in range(0, len(windows), _AT_ONCE):
        last = min(first + _AT_ONCE, len(windows))
        start = windows.indptr[first : last + 1]
        each = chances[windows.units[start[0] : start[-1]]]
        out[first:last] = np.add.reduceat(each, start[:-1] - start[0])
    return out


def _gated(background: Background, windows: Windows, counts: Counts) -> Floats:
    """Return the weight of each window; zero where the gate isn't passed."""
    # What the null doesn't simulate (observers, persons, episodes) can only take windows away.
    return np.where(counts.reason == 0, weights(background, windows), 0.0)


def _estimates(
    background: Background, windows: Windows, t: Floats, how: tuple[int, int, Effort]
) -> tuple[Estimate, ...]:
    run_seed, threads, effort = how
    tried: list[int] = []

    def nulls() -> Iterator[WindowNull]:
        passed = np.flatnonzero(t > 0)
        for i, null in watched(window_nulls(background, windows, passed), len(passed)):
            tried.append(i)
            yield null

    found = p_values(nulls(), effort=effort, run_seed=run_seed, threads=threads)
    out = [_NONE] * len(t)
    for i, one in zip(tried, found, strict=True):
        out[i] = one
    return tuple(out)
