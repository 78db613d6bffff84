"""Worlds of known truth looked at: is p what it says, is what was planted found, does reporting decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy import special

from famnet.analysis.bias.dose import corrected, listed
from famnet.analysis.bias.flagged import by_signals
from famnet.analysis.concentration.scan import Scan, scan_touches
from famnet.analysis.gate import Touches, touches
from famnet.analysis.households import homes
from famnet.analysis.period import last_months
from famnet.graph import build_graph
from famnet.synthetic.strength import MadeWorld, make_world

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph
    from famnet.synthetic.plan import WorldPlan

    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "FLAGGED_FROM", "LEVELS", "Trial", "calibration", "flagged_by_reporting", "high_reporting", "power",
    "reporting", "tried",
]  # fmt: skip

#: Levels at which p is held against how often it comes out.
LEVELS: Final = (0.05, 0.01, 0.001)
#: On a world where nothing is planted next to nothing is reported; p at most this is counted there.
FLAGGED_FROM: Final = 0.01
#: A network is a planted family when their households overlap so far (Jaccard).
_SAME_FAMILY: Final = 0.5
_TAIL: Final = 0.025
_Z: Final = 1.96


@dataclass(frozen=True, slots=True, repr=False)
class Trial:
    """A made-up world, and what the scan made of it.

    Parameters
    ----------
    made : MadeWorld
        The world, its truth included.
    graph : FamilyGraph
        What famnet gets to see.
    found : Touches
        What counts in it.
    scan : Scan
        What came out.
    """

    made: MadeWorld
    graph: FamilyGraph
    found: Touches
    scan: Scan

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Trial: {self.made!r}, {self.scan!r}>"


def tried(plan: WorldPlan, *, seed: int = 0) -> Trial:
    """Make a world and look at it.

    Parameters
    ----------
    plan : WorldPlan
        What the world should be.
    seed : int
        Seed of the draws of the scan.

    Raises
    ------
    UserError
        The region is too small for the families asked.
    """
    made = make_world(plan)
    graph = build_graph(made.delivery())
    period = last_months(graph.as_of)
    found = touches(graph, period)
    return Trial(made, graph, found, scan_touches(graph, found, period, how=(seed, 1)))


def calibration(trials: Sequence[Trial]) -> pd.DataFrame:
    """Say how often p falls below a level, against how often it should where nothing is planted.

    Parameters
    ----------
    trials : sequence of Trial
        Worlds without anything planted; counted together.

    Returns
    -------
    pandas.DataFrame
        level, windows, expected, seen, ratio, ratio_low, ratio_high; a row per level.

    Notes
    -----
    A ratio of one is what p promises; below one it is careful. What the null doesn't simulate (observers
    and persons of the gate) takes windows away, so somewhat below one is usual. The interval is the exact
    95 % one of a Poisson number, of the count divided by the number of networks that a household lies in:
    networks overlap. It is rough; benchmarks/scan_calibration.py draws worlds instead.
    """
    p = np.concatenate([[one.p for one in trial.scan.estimates] for trial in trials])
    windows = [trial.scan.windows for trial in trials]
    repeats = sum(len(w.units) for w in windows) / max(
        sum(len(np.unique(w.units)) for w in windows), 1
    )
    rows = []
    for level in LEVELS:
        seen, expected = int((p <= level).sum()), level * len(p)
        own = seen / repeats
        low = repeats * special.gammaincinv(own, _TAIL) if own else 0.0
        high = repeats * special.gammaincinv(own + 1, 1 - _TAIL)
        ends = [round(float(x) / expected, 2) for x in (seen, low, high)]
        rows.append((level, len(p), round(expected, 1), seen, *ends))
    columns = ["level", "windows", "expected", "seen", "ratio", "ratio_low", "ratio_high"]
    return pd.DataFrame(rows, columns=columns)


def power(trial: Trial) -> pd.DataFrame:
    """Say how far up the list the planted families stand, by the scan and by counting signals.

    Parameters
    ----------
    trial : Trial
        A world with planted families.

    Returns
    -------
    pandas.DataFrame
        method, planted, average_precision, listed, of_listed_planted; rows ``scan`` and ``raw_count``.
        ``listed`` are the networks the scan reports; the raw count gets to name as many.

    Notes
    -----
    A network stands for a planted family when the Jaccard overlap of their households is a half or more;
    each family once. Average precision sums, over families found, the precision at which each was
    found, over all planted (methods.md section 9.2). Both lists are freed of overlap.
    """
    windows, scan = trial.scan.windows, trial.scan
    planted = _planted(trial)
    n_listed = len(scan.reported)
    rows = []
    for name, ranked in (
        ("scan", scan.listed),
        ("raw_count", by_signals(windows, trial.found)),
    ):
        places = _places([set(windows.units_of(i).tolist()) for i in ranked.tolist()], planted)
        precision = sum(number / place for number, place in enumerate(places, 1))
        found = sum(place <= n_listed for place in places)
        average = precision / max(len(planted), 1)
        rows.append((name, len(planted), round(average, 3), n_listed, found))
    columns = ["method", "planted", "average_precision", "listed", "of_listed_planted"]
    return pd.DataFrame(rows, columns=columns)


def _planted(trial: Trial) -> list[set[int]]:
    """Return the units of each planted family."""
    truth = trial.made.truth()
    names = trial.graph.households["household_id"]
    unit = dict(zip(names, homes(trial.graph).household_unit.tolist(), strict=True))
    own = truth[~truth["decoy"].astype(bool)]
    families = own.groupby("family", sort=True)["household_id"]
    return [{unit[home] for home in named if unit[home] >= 0} for _, named in families]


def _places(listed: list[set[int]], planted: list[set[int]]) -> list[int]:
    """Return the places in a list, from one, at which a planted family is found for the first time."""
    of_unit: dict[int, set[int]] = {}
    for family, units in enumerate(planted):
        for unit in units:
            of_unit.setdefault(unit, set()).add(family)
    left, places = set(range(len(planted))), []
    for place, mine in enumerate(listed, 1):
        near = {family for unit in mine for family in of_unit.get(unit, ())} & left
        like = {f: len(mine & planted[f]) / len(mine | planted[f]) for f in near}
        best = max(sorted(like), key=lambda f: like[f], default=None)
        if best is not None and like[best] >= _SAME_FAMILY:
            left.discard(best)
            places.append(place)
    return places


def high_reporting(trial: Trial) -> Bools:
    """Say which networks lie, for the larger part, where much is reported.

    Parameters
    ----------
    trial : Trial
        A world; it knows which neighbourhoods report two to three times as much.

    Returns
    -------
    bool array
        Per window; of equals false.
    """
    made, home = trial.made, homes(trial.graph)
    of_hood = dict(zip(made.world.places.hoods, made.neighbourhoods.high.tolist(), strict=True))
    names = trial.graph.households["neighbourhood"].astype(object)
    # A person without a household stands alone, in no neighbourhood.
    high = np.zeros(home.n_units, np.int64)
    kept = home.household_unit >= 0
    marked = np.array([of_hood.get(name, False) for name in names], np.int64)
    high[home.household_unit[kept]] = marked[kept]
    windows = trial.scan.windows
    if not len(windows):
        return np.zeros(0, np.bool_)
    total = np.add.reduceat(high[windows.units], windows.indptr[:-1])
    most: Bools = 2 * total > np.diff(windows.indptr)
    return most


def flagged_by_reporting(
    scan: Scan, found: Touches, high: Bools, level: float = FLAGGED_FROM
) -> dict[str, tuple[int, int]]:
    """Count what is flagged where little and where much is reported.

    Parameters
    ----------
    scan : Scan
        Of a world without anything planted.
    found : Touches
        What counts in it.
    high : bool array
        Per window: much is reported there.
    level : float
        p from which the scan flags, as it reports from a smaller one.

    Returns
    -------
    dict of str to (int, int)
        ``windows``, and per method (``scan``: p at most ``level``; ``list``: the top of its list;
        ``national``: that of one without the neighbourhood correction; ``raw_count``): number where
        little, number where much is reported. All flag as many networks as the scan, or as
        the shortest list has; overlap is counted once.
    """
    windows = scan.windows
    p = np.array([one.p for one in scan.estimates], float)
    ranked = scan.listed
    own = ranked[p[ranked] <= level]
    national = listed(corrected(scan.background, windows, 0.0), windows, scan.counts)
    lists: dict[str, Longs] = {
        "scan": own,
        "list": ranked,
        "national": national,
        "raw_count": by_signals(windows, found),
    }
    n = min(map(len, lists.values()))
    lists = {name: some[:n] for name, some in lists.items()}
    out = {name: (int((~high[some]).sum()), int(high[some].sum())) for name, some in lists.items()}
    return {"windows": (int((~high).sum()), int(high.sum())), **out}


def reporting(trials: Sequence[Trial]) -> pd.DataFrame:
    """Say how much oftener networks are flagged where two to three times as much is reported.

    Parameters
    ----------
    trials : sequence of Trial
        Worlds without anything planted; counted together.

    Returns
    -------
    pandas.DataFrame
        method, low_windows, low_flagged, high_windows, high_flagged, ratio, ratio_low, ratio_high. One
        is even-handed; the ratio stays empty where nothing is flagged on one of the sides.

    Notes
    -----
    Methods.md section 7. The interval takes networks for independent: ``exp(log ratio +- 1.96
    sqrt(1/a + 1/b))``.
    """
    counted = [flagged_by_reporting(one.scan, one.found, high_reporting(one)) for one in trials]
    total = {name: np.sum([one[name] for one in counted], axis=0) for name in counted[0]}
    low_n, high_n = total.pop("windows").tolist()
    rows = []
    for name, (low, high) in total.items():
        ends: tuple[float, ...] = (np.nan, np.nan, np.nan)
        if low and high:
            ratio = (high / high_n) / (low / low_n)
            width = np.exp(_Z * np.sqrt(1 / low + 1 / high))
            ends = tuple(round(float(x), 2) for x in (ratio, ratio / width, ratio * width))
        rows.append((name, low_n, int(low), high_n, int(high), *ends))
    columns = ["method", "low_windows", "low_flagged", "high_windows", "high_flagged", "ratio",
               "ratio_low", "ratio_high"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
