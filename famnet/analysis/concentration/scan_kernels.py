"""Kernels of the scan: the statistic of a window, and drawing windows under the null hypothesis.

They call each other and so stand in one file (``famnet.analysis.compiled``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    State = npt.NDArray[np.uint64]

__all__ = ["Asked", "Plan", "Sums", "draw", "statistic", "statistics", "tilts"]

#: Largest log rate ratio that a tilt goes for.
_MOST_TILT: Final = 4.0
_MOST_THETA: Final = 1.5
#: Of ten draws, how many come from each tilt; the rest are plain, which bounds every weight.
_BY_OBSERVED: Final = 5
_BY_GAIN: Final = 9
_CHUNK: Final = 8.0


class Asked(NamedTuple):
    """Which statistic: its groups, whether the best household is left out, and the gate.

    Parameters
    ----------
    keep : int
        The scan groups that count, as bits.
    without_best : bool
        The least over households left out (the scan), or all of them (the certificate).
    n_groups, n_touched : int
        Scan groups and households that must be touched; zero asks nothing.
    """

    keep: int
    without_best: bool
    n_groups: int
    n_touched: int


class Plan(NamedTuple):
    """What draws need, made once per window.

    Parameters
    ----------
    theta : float64 array
        Point, tilt: how strongly it tilts.
    score : float64 array
        Tilt, set: what the tilt gives for an event.
    mass : float64 array
        Point, tilt: expected number of events, tilted; the last tilt is none.
    """

    theta: Floats
    score: Floats
    mass: Floats


class Sums(NamedTuple):
    """Running sums per point of the grid: draws, weights of those that reach, squares, the largest."""

    draws: Floats
    weight: Floats
    square: Floats
    largest: Floats


@kernel
def _bits(value: int) -> int:
    count = 0
    while value:
        value &= value - 1
        count += 1
    return count


@kernel
def _llr(observed: int, expected: float) -> float:
    # What can't be expected can't exceed either: no rate, or what rounding leaves of none.
    if observed <= expected or expected <= 1e-12:
        return 0.0
    return float(observed * np.log(observed / expected) - (observed - expected))


@kernel
def _worth(counts: Codes, totals: Floats, mask: int, chances: Floats, keep: int) -> float:
    """Add up the log-likelihood ratios without one household; ``mask`` is what it was touched in."""
    worth = 0.0
    for d in range(len(counts)):
        if keep >> d & 1 and counts[d] > 0:
            worth += _llr(counts[d] - (mask >> d & 1), totals[d] - chances[d])
    return worth


@kernel
def statistic(
    masks: Codes, touched: Codes, n_touched: int, expected: tuple[Floats, Floats], asked: Asked
) -> float:
    """Return the statistic of one window.

    Parameters
    ----------
    masks : int32 array
        Per household the groups it was touched in, as bits.
    touched : int32 array
        The places of the ``n_touched`` households touched at all, first.
    n_touched : int
        How many.
    expected : (float64 array, float64 array)
        Household, group: chance to be touched; and their sums.
    asked : Asked
        Which statistic.

    Notes
    -----
    Leaving out a household that wasn't touched only lowers what is expected, so it never gives the
    least: only touched ones are tried. O(touched households x groups).
    """
    chances, totals = expected
    counts = np.zeros(len(totals), np.int32)
    union = 0
    for i in range(n_touched):
        mask = masks[touched[i]]
        union |= mask
        for d in range(len(counts)):
            counts[d] += mask >> d & 1
    if n_touched < asked.n_touched or _bits(union) < asked.n_groups or n_touched == 0:
        return 0.0
    if not asked.without_best:
        return _worth(counts, totals, 0, np.zeros(len(totals)), asked.keep)
    least = np.inf
    for i in range(n_touched):
        h = touched[i]
        least = min(least, _worth(counts, totals, masks[h], chances[h], asked.keep))
    return least


@kernel
def statistics(indptr: Longs, masks: Codes, chances: Floats, asked: Asked) -> Floats:
    """Return the statistic of many windows.

    Parameters
    ----------
    indptr : int64 array
        The households of window ``i``: ``indptr[i]:indptr[i + 1]``.
    masks : int32 array
        Per place of a household the groups it was touched in.
    chances : float64 array
        Place, group: chance to be touched.
    asked : Asked
        Which statistic.

    Notes
    -----
    O(places of households x groups).
    """
    n = len(indptr) - 1
    out = np.zeros(n)
    n_groups = chances.shape[1]
    for i in range(n):
        mine, expected = masks[indptr[i] : indptr[i + 1]], chances[indptr[i] : indptr[i + 1]]
        totals = np.zeros(n_groups)
        for h in range(len(mine)):
            for d in range(n_groups):
                totals[d] += expected[h, d]
        touched = np.flatnonzero(mine).astype(np.int32)
        out[i] = statistic(mine, touched, len(touched), (expected, totals), asked)
    return out


@kernel
def _next(state: State) -> float:
    """Draw a number from 0 up to 1: splitmix64 (Steele, Lea & Flood 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@kernel
def _poisson(state: State, mean: float) -> int:
    """Draw a Poisson number, by inversion in chunks that don't underflow."""
    count = 0
    while mean > 0.0:
        part = min(mean, _CHUNK)
        mean -= part
        chance = np.exp(-part)
        u = _next(state)
        k = 0
        while u > chance and k < 200:
            u -= chance
            k += 1
            chance *= part / k
        count += k
    return count


@kernel
def _place(cumulative: Floats, u: float) -> int:
    low, high = 0, len(cumulative) - 1
    while low < high:
        middle = (low + high) // 2
        if cumulative[middle] > u:
            high = middle
        else:
            low = middle + 1
    return low


@kernel
def _wishes(counts: Codes, totals: Floats, keep: int) -> Floats:
    """Return what a touch in each group is worth: by the excess seen, and by what one more gains."""
    wish = np.zeros((2, len(counts)))
    for d in range(len(counts)):
        if totals[d] <= 0.0 or not keep >> d & 1:
            continue
        if counts[d] > totals[d]:
            wish[0, d] = min(np.log(counts[d] / totals[d]), _MOST_TILT)
        if totals[d] < 1.0:
            wish[1, d] = min(totals[d] - 1.0 - np.log(totals[d]), _MOST_TILT)
    return wish


@kernel
def _score(wish: Floats, most: float, n_sets: int) -> Floats:
    """Give each set the sum of its groups' wishes; no single event may bring more than ``most``."""
    score = np.zeros(n_sets)
    for s in range(1, n_sets):
        for d in range(len(wish)):
            score[s] += wish[d] * (s >> d & 1)
        score[s] = min(score[s], most)
    return score


@kernel
def _tilted(by_set: Floats, factor: Floats, score: Floats, theta: float) -> tuple[float, float]:
    """Return the expected number of events and of score under a tilt."""
    mass, gained = 0.0, 0.0
    for s in range(1, len(by_set)):
        if by_set[s] > 0:
            rate = by_set[s] * factor[_bits(s)] * np.exp(theta * score[s])
            mass += rate
            gained += rate * score[s]
    return mass, gained


@kernel
def tilts(events: Floats, factor: Floats, counts: Codes, totals: Floats, asked: Asked) -> Plan:
    """Choose how to tilt towards windows that reach the statistic seen, per point of the grid.

    Parameters
    ----------
    events : float64 array
        Household, set: intensities.
    factor : float64 array
        Point, size of a set: the frailty.
    counts : int32 array
        Per group the households touched.
    totals : float64 array
        Per group the number expected.
    asked : Asked
        Which statistic.

    Notes
    -----
    Methods.md section 2.4 and 2.13. The first tilt goes for the excess seen, group by group; the
    second for what one more touch gains in any group, since other ways lead to the same statistic.
    Either is as strong as makes the expected score the one seen (bisection). The score of one event
    is capped at half of it: with the best household left out, one event can't bring it.
    """
    n_groups, n_sets, n_points = len(counts), events.shape[1], len(factor)
    wish = _wishes(counts, totals, asked.keep)
    score, theta = np.zeros((2, n_sets)), np.zeros((n_points, 2))
    mass = np.zeros((n_points, 3))
    by_set = np.zeros(n_sets)
    for h in range(len(events)):
        by_set += events[h]
    for i in range(2):
        aim = 0.0
        for d in range(n_groups):
            aim += counts[d] * wish[i, d]
        score[i] = _score(wish[i], aim / 2 if asked.without_best else aim, n_sets)
        for j in range(n_points):
            low, high = 0.0, _MOST_THETA
            for _ in range(14):
                middle = (low + high) / 2
                if _tilted(by_set, factor[j], score[i], middle)[1] < aim:
                    low = middle
                else:
                    high = middle
            theta[j, i] = low
            mass[j, i] = _tilted(by_set, factor[j], score[i], low)[0]
    for j in range(n_points):
        mass[j, 2] = _tilted(by_set, factor[j], score[0], 0.0)[0]
    return Plan(theta, score, mass)


@kernel
def _cumulative(events: Floats, factor: Floats, score: Floats, theta: float) -> Floats:
    n, n_sets = events.shape
    lift = np.zeros(n_sets)
    for s in range(1, n_sets):
        lift[s] = factor[_bits(s)] * np.exp(theta * score[s])
    out = np.empty(n * n_sets)
    total = 0.0
    for h in range(n):
        for s in range(n_sets):
            total += events[h, s] * lift[s]
            out[h * n_sets + s] = total
    return out


@kernel
def draw(
    events: Floats,
    expected: tuple[Floats, Floats],
    point: tuple[int, int, Floats],
    goal: tuple[float, Asked],
    run: tuple[Plan, State, Sums],
) -> None:
    """Draw windows at one point of the grid and add the weight of those that reach the goal.

    Parameters
    ----------
    events : float64 array
        Household, set: intensities.
    expected : (float64 array, float64 array)
        Chances and their sums, for the statistic.
    point : (int, int, float64 array)
        Which point, how many draws, and its factors.
    goal : (float, Asked)
        The statistic to reach, and which.
    run : (Plan, uint64 array, Sums)
        How to tilt, the state of the generator, and what to add to.

    Notes
    -----
    Draws come from three sources in fixed parts: two tilts, and the null itself, so that no weight
    exceeds ten. Each is weighed against all three at once (balance heuristic, Veach & Guibas 1995),
    whichever it came from. O(households x sets) per call and O(log) per event.
    """
    j, n_draws, factor = point
    at_least, asked = goal
    plan, state, sums = run
    n, n_sets = events.shape
    score, theta, mass = plan.score, plan.theta[j], plan.mass[j]
    first = _cumulative(events, factor, score[0], theta[0])
    second = _cumulative(events, factor, score[1], theta[1])
    plain = _cumulative(events, factor, score[0], 0.0)
    masks, touched = np.zeros(n, np.int32), np.zeros(n, np.int32)
    for b in range(n_draws):
        source = b % 10
        table = first if source < _BY_OBSERVED else second if source < _BY_GAIN else plain
        n_touched = 0
        gained = np.zeros(2)
        for _ in range(_poisson(state, table[-1])):
            cell = _place(table, _next(state) * table[-1])
            h, s = cell // n_sets, cell % n_sets
            gained[0] += score[0, s]
            gained[1] += score[1, s]
            if masks[h] == 0:
                touched[n_touched] = h
                n_touched += 1
            masks[h] |= s
        if statistic(masks, touched, n_touched, expected, asked) >= at_least:
            over = _BY_OBSERVED * np.exp(theta[0] * gained[0] - mass[0] + mass[2])
            over += (_BY_GAIN - _BY_OBSERVED) * np.exp(theta[1] * gained[1] - mass[1] + mass[2])
            weight = 10.0 / (over + 10 - _BY_GAIN)
            sums.weight[j] += weight
            sums.square[j] += weight * weight
            sums.largest[j] = max(sums.largest[j], weight)
        for i in range(n_touched):
            masks[touched[i]] = 0
    sums.draws[j] += n_draws
