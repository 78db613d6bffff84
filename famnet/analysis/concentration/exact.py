"""What needs no drawing: chances of sets by Moebius inversion, and p of a window of two households."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.frailty import Grid

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int64]

__all__ = ["gamma_untouched", "pair_p", "set_chances", "touch_moments", "union_chances"]


def _sizes(n_sets: int) -> Codes:
    return np.bitwise_count(np.arange(n_sets)).astype(np.int64)


def _over_subsets(table: Floats, sign: int) -> Floats:
    """Add (1) or take away (-1) subsets along the last axis: zeta and Moebius transform."""
    out = table.copy()
    n_sets = table.shape[-1]
    step = 1
    while step < n_sets:
        shaped = out.reshape(*out.shape[:-1], n_sets // (2 * step), 2, step)
        shaped[..., 1, :] += sign * shaped[..., 0, :]
        step *= 2
    return out


def set_chances(events: Floats, grid: Grid) -> Floats:
    """Return the chance that exactly this set of groups is touched, per point of the grid.

    Parameters
    ----------
    events : float64 array
        Set: intensity of events, the empty set zero. Of one household, or summed over a window: then
        it is the chance of the window's union.
    grid : Grid
        The frailty.

    Returns
    -------
    float64 array
        Point, set; each row sums to one.

    Notes
    -----
    ``P(nothing outside A) = exp(-sum of the intensities of sets not within A)``, inverted over
    subsets. O(points x groups x 2 ** groups).
    """
    rates = grid.factor[:, _sizes(len(events))] * events
    within = _over_subsets(rates, 1)
    return _over_subsets(np.exp(within - within[:, -1:]), -1)


def union_chances(events: Floats, grid: Grid) -> Floats:
    """Return the chance that a window's households together are touched in exactly this set.

    Parameters
    ----------
    events : float64 array
        Household, set: intensities.
    grid : Grid
        The frailty the households share.
    """
    chances: Floats = grid.weight @ set_chances(events.sum(axis=0), grid)
    return chances


def gamma_untouched(events: Floats, groups: int, shape: float) -> float:
    """Return the chance that a window is touched in none of some groups, under a gamma frailty.

    Parameters
    ----------
    events : float64 array
        Household, set: intensities.
    groups : int
        The groups, as bits.
    shape : float
        Shape of the gamma of mean one.

    Notes
    -----
    Closed form ``(1 + L / k) ** -k`` with L the intensity of the sets that meet the groups.
    """
    meets = (np.arange(events.shape[1]) & groups) > 0
    return float((1 + events[:, meets].sum() / shape) ** -shape)


def touch_moments(events: Floats, grid: Grid) -> tuple[Floats, Floats]:
    """Return mean and variance of the number of groups touched, per household.

    Parameters
    ----------
    events : float64 array
        Household, set: intensities.
    grid : Grid
        The frailty.
    """
    sizes = _sizes(events.shape[1])
    chances = np.stack([grid.weight @ set_chances(row, grid) for row in events])
    mean = chances @ sizes
    return mean, chances @ sizes**2 - mean**2


@kernel
def _exactly(events: Floats, factor: Floats, size: Codes) -> Floats:
    """Return the chance of exactly each set at one point: ``set_chances``, compiled."""
    n_sets = len(events)
    within = np.empty(n_sets)
    for s in range(n_sets):
        within[s] = events[s] * factor[size[s]]
    step = 1
    while step < n_sets:
        for low in range(0, n_sets, 2 * step):
            for s in range(low, low + step):
                within[s + step] += within[s]
        step *= 2
    whole = within[-1]
    for s in range(n_sets):
        within[s] = np.exp(within[s] - whole)
    step = 1
    while step < n_sets:
        for low in range(0, n_sets, 2 * step):
            for s in range(low, low + step):
                within[s + step] -= within[s]
        step *= 2
    return within


@kernel
def _enough(alone: Floats, at_least: float, n_sets: int) -> npt.NDArray[np.bool_]:
    """Say of each set whether a household touched in it is worth enough when it alone is left."""
    enough = np.zeros(n_sets, np.bool_)
    for s in range(n_sets):
        worth = 0.0
        for d in range(len(alone)):
            if s >> d & 1:
                worth += alone[d]
        enough[s] = worth >= at_least
    return enough


@kernel
def _pair(
    events: Floats, alone: Floats, at_least: float, grid: tuple[Floats, Floats], n_asked: int
) -> float:
    n_sets = events.shape[1]
    size = np.zeros(n_sets, np.int64)
    for s in range(1, n_sets):
        size[s] = size[s >> 1] + (s & 1)
    first = _enough(alone[0], at_least, n_sets)
    second = _enough(alone[1], at_least, n_sets)
    # Pairs that are worth enough but don't show the groups asked for: few, since both are small.
    small = np.flatnonzero((first | second) & (size < n_asked))
    p = 0.0
    for j in range(len(grid[0])):
        one = _exactly(events[0], grid[1][j], size)
        two = _exactly(events[1], grid[1][j], size)
        both = one[first].sum() * two[second].sum()
        for a in small:
            for b in small:
                if first[a] and second[b] and size[a | b] < n_asked:
                    both -= one[a] * two[b]
        p += grid[0][j] * both
    return p


def pair_p(
    events: Floats, alone: Floats, at_least: float, grid: Grid, n_groups_asked: int
) -> float:
    """Return the exact p of a window of two households.

    Parameters
    ----------
    events : float64 array
        Two households, set: intensities.
    alone : float64 array
        Two households, group: what a touch is worth where only that household is left
        (``scan_kernels.group_worth``).
    at_least : float
        The statistic seen, above zero.
    grid : Grid
        The frailty.
    n_groups_asked : int
        Groups that the two together must show.

    Returns
    -------
    float
        Exact but for rounding, which the inversion over subsets makes about 1e-13.

    Notes
    -----
    With one household left out the other remains: the statistic is the lesser of the two. So all
    pairs of sets are counted out, point by point: of all that are worth enough, less the few that
    show too few groups together. O(points x groups x 2 ** groups).
    """
    slack = at_least * (1 - 1e-9)
    return _pair(events, alone, slack, (grid.weight, grid.factor), n_groups_asked)
