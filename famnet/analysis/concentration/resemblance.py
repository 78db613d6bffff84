"""How much households of one window resemble each other: what the frailty is fitted to.

A tail is made by windows in which several households are each touched in several scan groups. So the
frailty is fitted to pairs: both touched at all, which says how much relatives resemble each other, and
both touched in three groups or more, which says how much more the richly touched ones do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.concentration.exact import set_chances
from famnet.analysis.concentration.frailty import Curve, lognormal_grid
from famnet.analysis.concentration.profile import event_intensities

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.profile import Profiles

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["N_BINS", "RICH", "pairs_curve", "pairs_seen", "rich_shares", "size_bins"]

#: First number of households of each bin of window size.
_SIZES: Final = (2, 3, 4, 5, 7, 10)
N_BINS: Final = len(_SIZES)

#: Scan groups that a household is touched in at least, per column of the fit.
RICH: Final = (1, 3)

_VARIANCES: Final = (0.0, 0.06, 0.2, 0.5, 1.2)
_BETAS: Final = (0.0, 0.25, 0.5, 0.9)
#: What the inversion over subsets leaves of zero.
_NEVER: Final = 1e-13
_STEPS: Final = 30
#: Households touched so richly that a share needs, below which it is the same power for all.
_FEW: Final = 20


def size_bins(n_households: Codes) -> Codes:
    """Return the size bin of windows.

    >>> size_bins(np.array([2, 6, 30], np.int32)).tolist()
    [0, 3, 5]
    """
    return (np.searchsorted(np.array(_SIZES), n_households, side="right") - 1).astype(np.int32)


def rich_shares(sizes: Codes, expected: Floats) -> Floats:
    """Return the chance that each household is touched in so many groups.

    Parameters
    ----------
    sizes : int32 array
        Per household the number of groups touched.
    expected : float64 array
        Per household the number expected.

    Returns
    -------
    float64 array
        Household, column of ``RICH``: by a power of what is expected (Poisson regression), so that
        busy kinds of households and neighbourhoods aren't taken for families that are alike.
    """
    known = expected > 0
    level = np.log(expected[known])
    level -= level.mean() if len(level) else 0.0
    out = np.zeros((len(sizes), len(RICH)))
    for k, least in enumerate(RICH):
        rich = (sizes[known] >= least).astype(np.float64)
        out[known, k] = _power(rich, level)
    return out


def _power(rich: Floats, level: Floats) -> Floats:
    """Return the fitted chances: logarithm linear in the level, by Newton."""
    if rich.sum() < _FEW:
        shape = np.exp(level)
        return np.asarray(shape * rich.sum() / max(float(shape.sum()), 1e-300))
    design = np.stack([np.ones_like(level), level])
    at = np.array([np.log(rich.mean()), 1.0])
    for _ in range(_STEPS):
        mean = np.exp(at @ design)
        step = np.linalg.solve((design * mean) @ design.T, design @ (rich - mean))
        at += np.clip(step, -1, 1)
        if np.abs(step).max() < 1e-9:
            break
    return np.asarray(np.exp(at @ design))


@kernel
def pairs_seen(
    windows: tuple[Longs, Codes], rich: Floats, shares: Floats, bins: Codes
) -> tuple[Floats, Floats]:
    """Count pairs of households of one window that are both touched so richly.

    Parameters
    ----------
    windows : (int64 array, int32 array)
        Units of window ``i``: ``units[indptr[i]:indptr[i + 1]]``.
    rich : float64 array
        Unit, column: one where it is touched in so many groups.
    shares : float64 array
        Unit, column: the chance of that (``rich_shares``).
    bins : int32 array
        Size bin of each window; -1 leaves it out.

    Returns
    -------
    (float64 array, float64 array)
        Bin, column: pairs seen, and expected if households had nothing in common.

    Notes
    -----
    O(places of households x columns).
    """
    indptr, units = windows
    n_columns = rich.shape[1]
    seen, expected = np.zeros((N_BINS, n_columns)), np.zeros((N_BINS, n_columns))
    for i in range(len(bins)):
        if bins[i] < 0:
            continue
        for k in range(n_columns):
            both, chance, squares = 0.0, 0.0, 0.0
            for u in units[indptr[i] : indptr[i + 1]]:
                both += rich[u, k]
                chance += shares[u, k]
                squares += shares[u, k] ** 2
            seen[bins[i], k] += both * (both - 1) / 2
            expected[bins[i], k] += (chance**2 - squares) / 2
    return seen, expected


def pairs_curve(profiles: Profiles, classes: Codes, chances: Floats, any_chance: Floats) -> Curve:
    """Return how much oftener two households are both touched so richly, by how strong a frailty is.

    Parameters
    ----------
    profiles : Profiles
        Per class of households.
    classes : int32 array
        Class of some households that stand for all.
    chances : float64 array
        Household, group: chance to be touched.
    any_chance : float64 array
        Per household: in any group.

    Notes
    -----
    Exact, under the very null that is drawn from: at each point of the grid the chance that each
    household is touched in so many groups, by inversion over subsets; then over all pairs of them.
    """
    n_groups = chances.shape[1]
    sizes = np.bitwise_count(np.arange(1 << n_groups))
    out = np.zeros((len(_VARIANCES), len(_BETAS), len(RICH)))
    for a, variance in enumerate(_VARIANCES[1:], 1):
        for b, beta in enumerate(_BETAS):
            grid = lognormal_grid(variance, beta, n_groups)
            events = event_intensities(profiles, classes, chances, any_chance, grid)
            sets = np.stack([set_chances(row, grid) for row in events])
            for k, least in enumerate(RICH):
                rich = np.maximum(sets[:, :, sizes >= least].sum(axis=2), 0)
                alone = rich @ grid.weight
                both = (rich.sum(axis=0) ** 2 - (rich**2).sum(axis=0)) @ grid.weight
                apart = alone.sum() ** 2 - (alone**2).sum()
                # So many groups never come here: no pair will ask for it either.
                if apart > _NEVER:
                    out[a, b, k] = np.log(both / apart)
    return Curve(np.array(_VARIANCES), np.array(_BETAS), out)
