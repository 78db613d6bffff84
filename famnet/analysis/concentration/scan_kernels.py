"""Kernels of the scan: what touches in a scan group are worth, and the statistic of windows.

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

__all__ = ["Asked", "group_worth", "statistic", "statistics", "worth", "worth_table"]

#: Rate ratios that a raised scan group may have, each as likely as the others.
_LIFTS: Final = (4.0, 8.0, 16.0, 32.0)
#: How likely it is beforehand that a scan group is raised.
_SHARE: Final = 0.4
#: What rounding leaves of no rate.
_NOTHING: Final = 1e-12


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
def group_worth(observed: int, expected: float) -> float:
    """Return what so many touched households in one scan group are worth as evidence.

    Parameters
    ----------
    observed : int
        Households touched.
    expected : float
        Expected to be.

    Returns
    -------
    float
        Zero or more; zero where nothing is expected: what can't be expected can't exceed either.

    Notes
    -----
    Logarithm of the average likelihood ratio (Chan 2009, Annals of Statistics 37:3960,
    doi:10.1214/09-AOS701) over rate ratios r of 4, 8, 16 and 32, where a group is raised with chance
    .4: ``ln(.6 + .4 mean of r^O exp(-(r - 1) E))``. The largest likelihood ratio (Kulldorff
    1997) takes whatever ratio fits best: one touch where .01 is expected is then worth a ratio of a
    hundred, and rare groups make most of the noise.

    >>> group_worth(0, 0.5), group_worth(1, 0.0)
    (0.0, 0.0)
    >>> group_worth(3, 0.1) > group_worth(2, 0.1) > group_worth(2, 0.2)
    True
    """
    if observed <= 0 or expected <= _NOTHING:
        return 0.0
    mean = 0.0
    for lift in _LIFTS:
        mean += np.exp(observed * np.log(lift) - (lift - 1) * expected)
    return max(float(np.log(1 - _SHARE + _SHARE * mean / len(_LIFTS))), 0.0)


def worth(observed: Floats, expected: Floats) -> Floats:
    """Return ``group_worth`` of many at once; half a household may have been touched.

    Parameters
    ----------
    observed, expected : float64 array
        Of one shape.

    >>> bool(worth(np.array([3.0]), np.array([0.2]))[0] == group_worth(3, 0.2))
    True
    """
    mean = np.zeros(np.shape(expected))
    for lift in _LIFTS:
        mean += np.exp(observed * np.log(lift) - (lift - 1) * expected)
    some = (observed > 0) & (expected > _NOTHING)
    value = np.log(1 - _SHARE + _SHARE * mean / len(_LIFTS))
    return np.asarray(np.where(some, np.maximum(value, 0.0), 0.0))


@kernel
def worth_table(chances: Floats) -> Floats:
    """Return what touches of one window are worth, without each household.

    Parameters
    ----------
    chances : float64 array
        Household, group: chance to be touched.

    Returns
    -------
    float64 array
        Household left out (in the last row none), group, number of households touched.
    """
    n, n_groups = chances.shape
    table = np.zeros((n + 1, n_groups, n + 1))
    for d in range(n_groups):
        total = 0.0
        for h in range(n):
            total += chances[h, d]
        for h in range(n + 1):
            expected = total - chances[h, d] if h < n else total
            for observed in range(1, n + 1):
                table[h, d, observed] = group_worth(observed, expected)
    return table


@kernel
def _worth(counts: Codes, totals: Floats, mask: int, chances: Floats, keep: int) -> float:
    """Add up what the groups are worth without one household; ``mask`` is what it was touched in."""
    worth = 0.0
    for d in range(len(counts)):
        if keep >> d & 1 and counts[d] > 0:
            worth += group_worth(counts[d] - (mask >> d & 1), totals[d] - chances[d])
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
