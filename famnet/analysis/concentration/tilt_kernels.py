"""Kernels that choose how draws of a window are tilted towards what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.scan_kernels import Asked
    from famnet.analysis.concentration.setup_kernels import Null, Setup

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = ["Plan", "planned"]

#: Largest log rate ratio that a tilt goes for.
_MOST_TILT: Final = 4.0
_MOST_THETA: Final = 1.5
_CLOSE_THETA: Final = 1e-2
#: A strength is sought at one point in so many: any is valid, and it changes slowly.
_EVERY: Final = 3


class Plan(NamedTuple):
    """How a window is drawn.

    Parameters
    ----------
    theta : float64 array
        Point, tilt: how strongly it tilts.
    mass : float64 array
        Point, tilt: expected number of events, tilted; the last tilt is none.
    table : float64 array
        Point, tilt, possible set: running sum of what makes ``mass``.
    score : float64 array
        Tilt, possible set: what the tilt gives for an event.
    lift : float64 array
        Point, tilt, group: factor on the odds of a second person; one for the last tilt.
    """

    theta: Floats
    mass: Floats
    table: Floats
    score: Floats
    lift: Floats


@kernel
def _bits(value: int) -> int:
    count = 0
    while value:
        value &= value - 1
        count += 1
    return count


@kernel
def _wishes(counts: Floats, totals: Floats, keep: int) -> Floats:
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
def _strength(rate: Floats, score: Floats, aim: float, start: float) -> float:
    """Return how strong a tilt makes the expected score the one aimed at.

    The logarithm of the expected score is convex in the strength, so Newton comes down to the root
    from a start above it.
    """
    theta = start
    for _ in range(50):
        gained, slope = 0.0, 0.0
        for k in range(len(rate)):
            if score[k] > 0:
                part = rate[k] * score[k] * np.exp(theta * score[k])
                gained += part
                slope += part * score[k]
        if gained <= 0 or (theta == _MOST_THETA and gained < aim):
            return theta
        step = np.log(gained / aim) * gained / slope
        theta = min(max(theta - step, 0.0), _MOST_THETA)
        if abs(step) < _CLOSE_THETA:
            break
    return theta


@kernel
def _lifts(theta: Floats, wish: Floats) -> Floats:
    """Return how much a tilt raises the odds of a second person, who counts half."""
    n_points, n_groups = len(theta), wish.shape[1]
    lift = np.ones((n_points, 3, n_groups))
    for j in range(n_points):
        for i in range(2):
            for d in range(n_groups):
                lift[j, i, d] = np.exp(theta[j, i] * wish[i, d] / 2)
    return lift


@kernel
def _tabled(null: Null, setup: Setup, theta: Floats, given: tuple[Floats, Floats]) -> Plan:
    """Fill in the points between, where a straight line will do, and add up what is expected."""
    score, wish = given
    n_sets, n_points = len(setup.sets), len(null.weight)
    mass, table = np.zeros((n_points, 3)), np.empty((n_points, 3, n_sets))
    for j in range(n_points):
        low = j - j % _EVERY
        high = low + _EVERY if low + _EVERY < n_points else low
        for i in range(2):
            theta[j, i] = theta[low, i] + (theta[high, i] - theta[low, i]) * (j - low) / _EVERY
        for k in range(n_sets):
            rate = setup.homes[k, -1] * null.factor[j, _bits(setup.sets[k])]
            for i in range(3):
                lift = np.exp(theta[j, i] * score[i, k]) if i < 2 and score[i, k] > 0 else 1.0
                mass[j, i] += rate * lift
                table[j, i, k] = mass[j, i]
    return Plan(theta, mass, table, score, _lifts(theta, wish))


@kernel
def planned(null: Null, setup: Setup, counts: Floats, asked: Asked) -> Plan:
    """Choose how to tilt towards windows that reach the statistic seen, per point of the grid.

    Parameters
    ----------
    null : Null
        What is expected of a window.
    setup : Setup
        From ``setup_kernels.ready``.
    counts : float64 array
        Per group the households touched in the window itself, a second person counted half.
    asked : Asked
        Which statistic.

    Notes
    -----
    Methods.md section 2.4 and 2.13. The first tilt goes for the excess seen, group by group; the
    second for what one more touch gains in any group, since other ways lead to the same statistic.
    Either is as strong as makes the expected score the one seen. The score of one event is capped at
    half of it: with half of the best household left out, one event hardly brings it.
    """
    n_sets, n_points = len(setup.sets), len(null.weight)
    wish = _wishes(counts, setup.expected, asked.keep)
    score, aim = np.zeros((2, n_sets)), np.zeros(2)
    for i in range(2):
        for d in range(len(counts)):
            aim[i] += counts[d] * wish[i, d]
        most = aim[i] / 2 if asked.half_best else aim[i]
        for k in range(n_sets):
            for d in range(len(counts)):
                score[i, k] += wish[i, d] * (setup.sets[k] >> d & 1)
            score[i, k] = min(score[i, k], most)
    theta, rate = np.zeros((n_points, 2)), np.empty(n_sets)
    for j in range(0, n_points, _EVERY):
        for k in range(n_sets):
            rate[k] = setup.homes[k, -1] * null.factor[j, _bits(setup.sets[k])]
        for i in range(2):
            if aim[i] > 0:
                start = theta[j - _EVERY, i] if j > 0 else _MOST_THETA
                theta[j, i] = _strength(rate, score[i], aim[i], start)
    return _tabled(null, setup, theta, (score, wish))
