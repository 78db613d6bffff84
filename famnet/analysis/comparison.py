"""Whether a delivery can be compared, and if so what comes out: what lists and pages are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np

from famnet.analysis.concentration.sampler import Effort
from famnet.analysis.concentration.scan import FALSE_SHARE, Scan, scan_people
from famnet.analysis.concentration.weight import ranked_by
from famnet.analysis.gathered import gather
from famnet.analysis.stability.kept import card_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.fitness import Fitness
    from famnet.analysis.gathered import Gathered
    from famnet.analysis.stability.card import StabilityCard
    from famnet.analysis.text import Text
    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]

__all__ = [
    "LEAST_DRAWS", "Comparison", "Effort", "Outcome", "compare", "compare_gathered", "effort_of",
]  # fmt: skip

#: Draws per window below which nothing is refined.
LEAST_DRAWS: Final = 1000
_KEPT: Final = "comparison"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one family network that passes the gate.

    Parameters
    ----------
    p, p_upper : float
        Chance of so much or more under the null, and its upper 95 % limit; never zero.
    q : float
        Benjamini-Hochberg of its cluster.
    by_chance : float
        How many of all networks looked at would show so much by chance, at most.
    looked_at : int
        How many networks were looked at.
    reported : bool
        Whether it is called more than chance.
    certified : int
        In at least how many scan groups more than expected; 0 where that can't be said.
    ratio, low, high : float or None
        How many times as much as expected, with a 90 % interval; None where no more is seen than expected.
    against : Text or None
        With what a family named beforehand was compared; None where all were.
    part_of : str
        window_id of a network called more than chance that already holds half or more of its touched
        households; empty where there is none.
    """

    p: float
    p_upper: float
    q: float
    by_chance: float
    looked_at: int
    reported: bool
    certified: int
    ratio: float | None
    low: float | None
    high: float | None
    against: Text | None = None
    part_of: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """A delivery compared, or why it isn't.

    Parameters
    ----------
    fitness : Fitness
        Whether it can be, why not, and what to bear in mind.
    scan : Scan or None
        What came out; None where it can't be compared.
    """

    fitness: Fitness
    scan: Scan | None

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Comparison: {self.scan!r}>" if self.scan else "<Comparison: not possible>"

    @property
    def n_reported(self) -> int:
        """How many clusters are called more than chance."""
        return len(self.scan.reported) if self.scan else 0

    @property
    def chance_among_reported(self) -> float:
        """Of those, how many are expected to be chance, at most (Benjamini-Hochberg)."""
        if not self.scan or not self.n_reported:
            return 0.0
        return float(self.scan.adjusted.q_bh[self.scan.reported].max()) * self.n_reported

    def card(self, graph: FamilyGraph, window: int) -> StabilityCard | None:
        """Return how firmly a reported window stands; None for any other."""
        return None if self.scan is None else card_of(graph, self.scan, window)

    def case_lines(self, window_id: str) -> tuple[Text, ...]:  # noqa: ARG002  # of a case
        """Return what is said of a family named beforehand; nothing where all were compared."""
        return ()

    def ranked(self, passed: Longs) -> Longs:
        """Return windows that pass the gate, those of most weight of evidence first.

        Parameters
        ----------
        passed : int64 array
            In the order of a description.

        Notes
        -----
        The order in which the scan clusters (``concentration.weight.ranked_by``). Who reaches no more
        than expected comes last, in the order given.
        """
        if self.scan is None:
            return passed
        t = np.zeros_like(self.scan.t)
        t[passed] = self.scan.t[passed]
        return np.concatenate([ranked_by(t), passed[t[passed] <= 0]])

    def listed(self, leaders: Longs) -> Longs:
        """Return leaders of overlap clusters as a list has them: first what is more than chance."""
        if self.scan is None:
            return leaders
        above = np.isin(leaders, self.scan.reported)
        return np.concatenate([leaders[above], leaders[~above]])

    def outcome(self, window: int) -> Outcome | None:
        """Return what came out for one window; None where nothing was compared."""
        if self.scan is None:
            return None
        scan, one = self.scan, self.scan.estimates[window]
        leader = int(scan.leader[window])
        q = float(scan.adjusted.q_bh[leader]) if leader >= 0 else 1.0
        certificate, ratio = scan.certificates.get(window), scan.ratios.get(window)
        return Outcome(
            p=one.p or one.p_upper,
            p_upper=min(one.p_upper, 1.0),
            q=max(q, min(one.p_upper, 1.0)),
            by_chance=min(one.p_upper, 1.0) * len(scan.windows),
            looked_at=len(scan.windows),
            reported=leader == window and q <= FALSE_SHARE and window not in scan.part_of,
            certified=certificate.certified if certificate else 0,
            ratio=ratio.ratio if ratio else None,
            low=ratio.low if ratio else None,
            high=ratio.high if ratio else None,
            part_of=str(scan.windows.window_id[part])
            if (part := scan.part_of.get(window, -1)) >= 0
            else "",
        )


def compare(
    graph: FamilyGraph, *, effort: Effort | None = None, seed: int = 0, threads: int = 1
) -> Comparison:
    """Compare the family networks of a delivery with each other, where that can be done.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    effort : Effort, optional
        How hard to try for each p.
    seed : int
        Seed of the draws.
    threads : int
        How many draw; the result is the same.

    Notes
    -----
    What ``run`` and ``verify`` use, seed 0, is kept with the graph.
    """
    usual = effort is None and seed == 0
    kept = graph._cache.get(_KEPT) if usual else None  # noqa: SLF001 - the graph keeps what is derived
    if kept is not None:
        return cast("Comparison", kept)
    found = compare_gathered(gather(graph), effort=effort, seed=seed, threads=threads)
    if usual:
        graph._cache[_KEPT] = found  # noqa: SLF001 - idem
    return found


def compare_gathered(
    gathered: Gathered, *, effort: Effort | None = None, seed: int = 0, threads: int = 1
) -> Comparison:
    """Compare the family networks of which all that is needed was gathered.

    Parameters
    ----------
    gathered : Gathered
        As ``gathered.gather`` gives it.
    effort, seed, threads
        As of ``compare``.
    """
    scan, looked = None, gathered.looked
    if gathered.people is not None:
        how = (seed, threads, effort or Effort())
        scan = scan_people(gathered.people, looked.windows, looked.counts, how=how)
    return Comparison(gathered.fitness, scan)


def effort_of(draws: int) -> Effort:
    """Return the effort of so many draws per window at most.

    >>> effort_of(5000).most
    5000
    """
    return Effort(most=max(draws, LEAST_DRAWS))
