"""Kernels that choose how draws raise a few groups by themselves, whichever these are.

They call each other and so stand in one file (``famnet.analysis.compiled``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.scan_kernels import Asked
    from famnet.analysis.concentration.setup_kernels import Null, Setup

    Floats = npt.NDArray[np.float64]

__all__ = ["Raised", "raised"]

#: How many groups a draw raises on average where these can carry the goal, and at most which part.
_RAISED: Final = 3.0
_MOST_CHANCE: Final = 0.9
#: Largest logarithm of the factor by which a group is raised.
_MOST: Final = 5.0
#: A strength is sought at one point in so many: any is valid, and it changes slowly.
_EVERY: Final = 3
_HALVINGS: Final = 10
#: Least level of the frailty that is told from nothing.
_LEAST: Final = 1e-9
#: Most of the households that draws try to touch: for all of them no number of events is enough.
_REACHED: Final = 0.85
_STEPS: Final = 6


class Raised(NamedTuple):
    """How draws raise groups. Sets of groups are bits, and so are places in a row.

    Parameters
    ----------
    groups : int
        The groups that may be raised.
    chance : float64 array
        Point: chance that one of them is, each by itself.
    held : float64 array
        Point: factor on an event for each group it touches, raised or not; at most one.
    rate : float64 array
        Point, possible set: events expected, held back so.
    times : float64 array
        Point, groups: factor on events that touch just these of the groups raised.
    ahead : float64 array
        Point: events expected plainly, less the least that are under any choice.
    part : float64 array
        Point, groups: chance that just these are raised, times ``exp`` of that least less the events
        expected then.
    log : float64 array
        Point, group: logarithm of its factor in ``times``.
    root : float64 array
        Point, group: square root of what raising it makes of the events expected plainly; a second
        person counts half.
    """

    groups: int
    chance: Floats
    held: Floats
    rate: Floats
    times: Floats
    ahead: Floats
    part: Floats
    log: Floats
    root: Floats


@kernel
def _nearest(setup: Setup, level: float) -> int:
    """Return the node at which all is raised as much as at a point of the grid, or nearly."""
    best = 0
    for g in range(len(setup.slope)):
        if abs(setup.slope[g] - level) < abs(setup.slope[best] - level):
            best = g
    return best


@kernel
def _events_for(touched: Floats, chances: Floats) -> Floats:
    """Return how many events touch so many households on average: some of them fall together.

    The root of ``sum over households of 1 - exp(-events x share)``, less the number wanted, at most
    85 % of all; concave, so that Newton rises to it.

    >>> _events_for(np.array([1.0]), np.array([[0.1], [0.1]])).round(3).tolist()
    [1.386]
    """
    n, n_groups = chances.shape
    events = np.zeros(n_groups)
    for d in range(n_groups):
        total = chances[:, d].sum()
        if total <= 0 or touched[d] <= 0:
            continue
        aim = min(touched[d], _REACHED * (chances[:, d] > 0).sum())
        for _ in range(_STEPS):
            missing, slope = aim, 0.0
            for h in range(n):
                share = chances[h, d] / total
                untouched = np.exp(-events[d] * share)
                missing -= 1 - untouched
                slope += share * untouched
            events[d] += missing / slope
    return events


@kernel
def _wanted(
    setup: Setup, chances: Floats, goal: float, how: tuple[int, int]
) -> tuple[Floats, float]:
    """Return how many events of each group would do, if some of them carry the goal; and which part."""
    groups, node = how
    worth = setup.worth[-1, :, :, node]
    n_groups, most = worth.shape[0], worth.shape[1] - 1
    within = int(_REACHED * 4 * len(chances))
    need, attained, touched, n_kept = goal, 0.0, np.zeros(n_groups), 0
    for d in range(n_groups):
        if groups >> d & 1:
            need -= worth[d, 0]
            attained += worth[d, within] - worth[d, 0]
            n_kept += 1
    n_raised = float(n_kept)
    if attained > 0:
        n_raised = min(max(_RAISED, need / attained * n_kept), n_raised)
    for d in range(n_groups):
        if groups >> d & 1:
            needed, q = need / n_raised + worth[d, 0], 1
            while q < most and worth[d, q] < needed:
                q += 1
            step = worth[d, q] - worth[d, q - 1]
            part = (needed - worth[d, q - 1]) / step if step > 0 else 1.0
            touched[d] = (q - 1 + min(max(part, 0.0), 1.0)) / 4.0
    return _events_for(touched, chances), n_raised / n_kept


@kernel
def _touches(setup: Setup, rate: Floats, chance: float, logs: Floats) -> float:
    """Return the touches expected in groups raised, on average over which these are."""
    n_groups = len(logs)
    share, added = np.ones(1 << n_groups), np.zeros(1 << n_groups)
    for d in range(n_groups):
        lift = chance * np.exp(logs[d])
        one = 1 - chance + lift
        for s in range(1 << d):
            share[s | 1 << d], added[s | 1 << d] = share[s] * one, added[s] + lift / one
    total = 0.0
    for k in range(len(rate)):
        total += rate[k] * share[setup.sets[k]] * added[setup.sets[k]]
    return total


@kernel
def _logs(
    given: tuple[Null, Setup], rate: Floats, goal: float, how: tuple[int, int]
) -> tuple[Floats, float]:
    """Return by how much to raise each group at one point, as logarithms, and the chance of each.

    As much as makes the touches expected those wanted. Events touch several groups, so that all the
    factors at once would be too much; one strength for all of them is found by halving.
    """
    null, setup = given
    n_groups = len(setup.expected)
    wanted, part = _wanted(setup, null.chances, goal, how)
    chance, expected = min(part, _MOST_CHANCE), np.zeros(n_groups)
    for k in range(len(rate)):
        for d in range(n_groups):
            if setup.sets[k] >> d & 1:
                expected[d] += rate[k]
    full, aim = np.zeros(n_groups), chance * wanted.sum()
    for d in range(n_groups):
        if 0.0 < expected[d] < wanted[d]:
            full[d] = min(np.log(wanted[d] / expected[d]), _MOST)
    if _touches(setup, rate, chance, full) <= aim:
        return full, chance
    low, high = 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if _touches(setup, rate, chance, middle * full) > aim:
            high = middle
        else:
            low = middle
    return low * full, chance


@kernel
def _expected(setup: Setup, rate: Floats, times: Floats) -> Floats:
    """Return the events expected for each set of groups that is raised.

    Raising one more group leaves the events that don't touch it and multiplies those that do.
    """
    sums = np.zeros(len(times))
    for k in range(len(rate)):
        sums[setup.sets[k]] += rate[k]
    bit = 1
    while bit < len(times):
        for s in range(len(times)):
            if s & bit:
                others, mine = sums[s ^ bit], sums[s]
                sums[s ^ bit], sums[s] = others + mine, others + times[bit] * mine
        bit <<= 1
    return sums


@kernel
def _rates(null: Null, setup: Setup, j: int, held: float) -> Floats:
    """Return the events expected of each set at one point, held back for each group they touch."""
    rate = np.empty(len(setup.sets))
    for k in range(len(setup.sets)):
        size = setup.size[k]
        rate[k] = setup.homes[k, -1] * null.factor[j, size] * held**size
    return rate


@kernel
def _between(rows: Floats) -> None:
    """Fill in the points between, where a straight line will do."""
    for j in range(len(rows)):
        low = j - j % _EVERY
        high = low + _EVERY if low + _EVERY < len(rows) else low
        rows[j] = rows[low] + (rows[high] - rows[low]) * (j - low) / _EVERY


@kernel
def _filled(null: Null, setup: Setup, groups: int, how: tuple[Floats, Floats, Floats]) -> Raised:
    """Work out all that draws look up."""
    logs, chance, held = how
    n_points, n_groups = logs.shape
    n_all = 1 << n_groups
    rate, root = np.empty((n_points, len(setup.sets))), np.empty((n_points, n_groups))
    times, part = np.ones((n_points, n_all)), np.ones((n_points, n_all))
    ahead = np.empty(n_points)
    for j in range(n_points):
        rate[j] = _rates(null, setup, j, held[j])
        root[j] = np.exp((logs[j] + np.log(held[j])) / 2)
        for d in range(n_groups):
            own = chance[j] if groups >> d & 1 else 0.0
            for s in range(1 << d):
                times[j, s | 1 << d] = times[j, s] * np.exp(logs[j, d])
                part[j, s | 1 << d] = part[j, s] * own
                part[j, s] *= 1 - own
        events = _expected(setup, rate[j], times[j])
        ahead[j] = _rates(null, setup, j, 1.0).sum() - events.min()
        part[j] *= np.exp(events.min() - events)
    return Raised(groups, chance, held, rate, times, ahead, part, logs, root)


@kernel
def raised(null: Null, setup: Setup, goal: float, asked: Asked) -> Raised:
    """Choose how draws raise a few groups by themselves, per point of the grid.

    Parameters
    ----------
    null : Null
        What is expected of a window.
    setup : Setup
        From ``setup_kernels.ready``.
    goal : float
        The statistic to reach, above zero.
    asked : Asked
        Which statistic.

    Notes
    -----
    The statistic is a likelihood ratio of "some groups raised by themselves" against "none, or all
    together", and draws from what a likelihood ratio is the ratio of are those that estimate how
    seldom it is large (Siegmund 1976, doi:10.1214/aos/1176343541). So each draw chooses which groups
    it raises, each with the same chance, and raises them so far that an average number of them carry
    the goal. Where the family as a whole is raised, all is held back to what is usual first: what
    stands out does so against the rest. How likely a draw is under all such choices at once is a sum
    over all sets of groups, which ``draw_kernels`` folds. A tilt that goes for what was seen alone
    misses the other ways to the same weight, and where families resemble each other strongly these
    are most: p came out at half of what it is, and less (benchmarks/results/scan_sampler.md).
    O(points x groups x 2 ** groups).
    """
    n_groups, n_points = len(setup.expected), len(null.weight)
    groups = 0
    for d in range(n_groups):
        if asked.keep >> d & 1 and setup.expected[d] > 0:
            groups |= 1 << d
    logs, chance = np.zeros((n_points, n_groups)), np.zeros(n_points)
    level = np.minimum(np.maximum(null.factor[:, 1], _LEAST), 1.0)
    held = level / np.maximum(null.factor[:, 1], _LEAST)
    if groups:
        for j in range(0, n_points, _EVERY):
            node, rate = _nearest(setup, np.log(level[j])), _rates(null, setup, j, held[j])
            logs[j], chance[j] = _logs((null, setup), rate, goal, (groups, node))
    _between(logs)
    _between(chance.reshape(-1, 1))
    return _filled(null, setup, groups, (logs, chance, held))
