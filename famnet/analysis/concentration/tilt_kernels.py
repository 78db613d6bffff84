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

__all__ = ["Tilt", "tilted"]

#: Largest log rate ratio that a tilt goes for.
_MOST_TILT: Final = 4.0
_MOST_THETA: Final = 1.5
_CLOSE_THETA: Final = 1e-2
#: A strength is sought at one point in so many: any is valid, and it changes slowly.
_EVERY: Final = 3


class Tilt(NamedTuple):
    """How draws are tilted towards the excess seen.

    Parameters
    ----------
    theta : float64 array
        Point: how strongly.
    mass : float64 array
        Point, then tilted or not: expected number of events.
    table : float64 array
        Point, tilted or not, possible set: running sum of what makes ``mass``.
    score : float64 array
        Possible set: what an event is worth to the tilt.
    lift : float64 array
        Point, tilted or not, group: factor on the odds of a second person; one where not tilted.
    """

    theta: Floats
    mass: Floats
    table: Floats
    score: Floats
    lift: Floats


@kernel
def _wishes(counts: Floats, totals: Floats, keep: int) -> Floats:
    """Return what a touch in each group is worth, by the excess seen."""
    wish = np.zeros(len(counts))
    for d in range(len(counts)):
        if keep >> d & 1 and 0.0 < totals[d] < counts[d]:
            wish[d] = min(np.log(counts[d] / totals[d]), _MOST_TILT)
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
def _tabled(null: Null, setup: Setup, theta: Floats, given: tuple[Floats, Floats]) -> Tilt:
    """Fill in the points between, where a straight line will do, and add up what is expected."""
    score, wish = given
    n_sets, n_points = len(setup.sets), len(null.weight)
    mass, table = np.zeros((n_points, 2)), np.empty((n_points, 2, n_sets))
    lift = np.ones((n_points, 2, len(wish)))
    for j in range(n_points):
        low = j - j % _EVERY
        high = low + _EVERY if low + _EVERY < n_points else low
        theta[j] = theta[low] + (theta[high] - theta[low]) * (j - low) / _EVERY
        for k in range(n_sets):
            rate = setup.homes[k, -1] * null.factor[j, setup.size[k]]
            mass[j, 0] += rate * np.exp(theta[j] * score[k])
            mass[j, 1] += rate
            table[j, 0, k], table[j, 1, k] = mass[j, 0], mass[j, 1]
        # A second person counts half.
        lift[j, 0] = np.exp(theta[j] * wish / 2)
    return Tilt(theta, mass, table, score, lift)


@kernel
def tilted(null: Null, setup: Setup, counts: Floats, asked: Asked) -> Tilt:
    """Choose how to tilt towards windows that show what was seen, per point of the grid.

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
    Methods.md section 2.4 and 2.13. It goes for the excess seen, group by group, as strongly as makes
    the expected score the one seen. The score of one event is capped at half of it: with half of the
    best household left out, one event hardly brings it.
    """
    n_sets, n_points = len(setup.sets), len(null.weight)
    wish = _wishes(counts, setup.expected, asked.keep)
    aim = float((counts * wish).sum())
    most = aim / 2 if asked.half_best else aim
    score, theta, rate = np.zeros(n_sets), np.zeros(n_points), np.empty(n_sets)
    for k in range(n_sets):
        for d in range(len(counts)):
            score[k] += wish[d] * (setup.sets[k] >> d & 1)
        score[k] = min(score[k], most)
    if aim > 0:
        for j in range(0, n_points, _EVERY):
            for k in range(n_sets):
                rate[k] = setup.homes[k, -1] * null.factor[j, setup.size[k]]
            start = theta[j - _EVERY] if j > 0 else _MOST_THETA
            theta[j] = _strength(rate, score, aim, start)
    return _tabled(null, setup, theta, (score, wish))
