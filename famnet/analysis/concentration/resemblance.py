"""How much households of one window resemble each other: what the frailty is fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["MOST_FOCAL", "N_BINS", "seen_in_others", "size_bins", "touch_shares"]

#: First number of households of each bin of window size.
_SIZES: Final = (2, 3, 4, 5, 7, 10)
N_BINS: Final = len(_SIZES)
#: A focal household touched in more groups than this is too seldom to fit on.
MOST_FOCAL: Final = 4


def size_bins(n_households: Codes) -> Codes:
    """Return the size bin of windows.

    >>> size_bins(np.array([2, 6, 30], np.int32)).tolist()
    [0, 3, 5]
    """
    return (np.searchsorted(np.array(_SIZES), n_households, side="right") - 1).astype(np.int32)


def touch_shares(masks: Codes, n_groups: int) -> Floats:
    """Return which share of all touches comes from units touched in 1, 2, ... groups; without any, 1.

    Parameters
    ----------
    masks : int32 array
        Per unit the groups touched, as bits.
    n_groups : int
        Number of scan groups.

    >>> touch_shares(np.array([0, 1, 2, 3], np.int32), 2).tolist()
    [0.5, 0.5]
    """
    sizes = (masks[:, None] >> np.arange(n_groups) & 1).sum(axis=1)
    touches = np.bincount(sizes, minlength=n_groups + 1)[1:] * np.arange(1, n_groups + 1)
    if not touches.any():
        touches[0] = 1
    shares: Floats = touches / touches.sum()
    return shares


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
