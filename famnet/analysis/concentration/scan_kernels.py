"""Kernels of the scan: the statistic of windows.

They call each other and so stand in one file (``famnet.analysis.compiled``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["Asked", "statistic", "statistics"]


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
