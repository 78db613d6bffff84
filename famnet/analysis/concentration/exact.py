"""What needs no drawing: chances of sets by Moebius inversion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.frailty import Grid

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int64]

__all__ = ["gamma_untouched", "set_chances", "touch_moments", "union_chances"]


def _sizes(n_sets: int) -> Codes:
    return np.bitwise_count(np.arange(n_sets)).astype(np.int64)


def _over_subsets(table: Floats, sign: int) -> Floats:
    """Add (1) or take away (-1) subsets along the last axis: zeta and Moebius transform."""
    # Sets first, so that whole rows are added: three times as fast as steps of one.
    n_sets = table.shape[-1]
    out = np.array(np.moveaxis(table, -1, 0), order="C", copy=True)
    step = 1
    while step < n_sets:
        shaped = out.reshape(n_sets // (2 * step), 2, step, *out.shape[1:])
        shaped[:, 1] += sign * shaped[:, 0]
        step *= 2
    return np.ascontiguousarray(np.moveaxis(out, 0, -1))


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
