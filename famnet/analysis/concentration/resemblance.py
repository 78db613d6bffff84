"""How much households of one window resemble each other: what the frailty is fitted to."""

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

__all__ = ["MOST_FOCAL", "N_BINS", "expected_curve", "seen_in_others", "size_bins"]

#: First number of households of each bin of window size.
_SIZES: Final = (2, 3, 4, 5, 7, 10)
N_BINS: Final = len(_SIZES)
#: A focal household touched in more groups than this is too seldom to fit on.
MOST_FOCAL: Final = 4

_VARIANCES: Final = (0.0, 0.06, 0.2, 0.5, 1.2)
#: What the inversion over subsets leaves of zero.
_NEVER: Final = 1e-13
_BETAS: Final = (0.0, 0.25, 0.5, 0.9)


def size_bins(n_households: Codes) -> Codes:
    """Return the size bin of windows.

    >>> size_bins(np.array([2, 6, 30], np.int32)).tolist()
    [0, 3, 5]
    """
    return (np.searchsorted(np.array(_SIZES), n_households, side="right") - 1).astype(np.int32)


def expected_curve(
    profiles: Profiles, classes: Codes, chances: Floats, any_chance: Floats
) -> Curve:
    """Return what a frailty does to the households beside a touched one.

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
    Exact, under the very null that is drawn from: at each point of the grid the chance that a
    household is touched in ``s`` groups and what another one is expected to show, both by inversion.
    A household touched in three groups may be one event or three; taking it for one (``rare_curve``)
    makes richness of what is only more events, and too small a variance beside it.
    """
    n_groups = chances.shape[1]
    sizes = np.array([s.bit_count() for s in range(1 << n_groups)])
    out = np.zeros((len(_VARIANCES), len(_BETAS), MOST_FOCAL))
    for a, variance in enumerate(_VARIANCES[1:], 1):
        for b, beta in enumerate(_BETAS):
            grid = lognormal_grid(variance, beta, n_groups)
            events = event_intensities(profiles, classes, chances, any_chance, grid)
            sets = np.stack([set_chances(row, grid) for row in events]).sum(axis=0)
            shown = sets @ sizes
            for s in range(1, min(MOST_FOCAL, n_groups) + 1):
                focal = sets[:, sizes == s].sum(axis=1)
                both, apart = grid.weight @ (focal * shown), grid.weight @ focal
                # So many groups never come here: no touch will ask for it either.
                if apart > _NEVER:
                    out[a, b, s - 1] = np.log(both / (apart * (grid.weight @ shown)))
    return Curve(np.array(_VARIANCES), np.array(_BETAS), out)


@kernel
def seen_in_others(
    windows: tuple[Longs, Codes], masks: Codes, chances: Floats, bins: Codes
) -> tuple[Floats, Floats]:
    """Count what the other households show, given how many groups one is touched in.

    Parameters
    ----------
    windows : (int64 array, int32 array)
        Units of window ``i``: ``units[indptr[i]:indptr[i + 1]]``.
    masks : int32 array
        Per unit the groups touched, as bits.
    chances : float64 array
        Unit, group.
    bins : int32 array
        Size bin of each window; -1 leaves it out.

    Returns
    -------
    (float64 array, float64 array)
        Bin, groups touched in the focal household less one: seen and expected in the others.

    Notes
    -----
    Each touched household of a window is focal once. O(places of households x groups).
    """
    indptr, units = windows
    n_groups = chances.shape[1]
    observed, expected = np.zeros((N_BINS, MOST_FOCAL)), np.zeros((N_BINS, MOST_FOCAL))
    sizes, sums = np.zeros(len(masks), np.int32), np.zeros(len(masks))
    for u in range(len(masks)):
        for d in range(n_groups):
            sizes[u] += masks[u] >> d & 1
            sums[u] += chances[u, d]
    for i in range(len(bins)):
        if bins[i] < 0:
            continue
        mine = units[indptr[i] : indptr[i + 1]]
        seen, whole = 0, 0.0
        for u in mine:
            seen += sizes[u]
            whole += sums[u]
        for u in mine:
            s = sizes[u]
            if 1 <= s <= MOST_FOCAL:
                observed[bins[i], s - 1] += seen - s
                expected[bins[i], s - 1] += whole - sums[u]
    return observed, expected
