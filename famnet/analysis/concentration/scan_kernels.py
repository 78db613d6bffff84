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

__all__ = ["Asked", "Weighing", "group_worth", "statistics", "worth_table"]

#: Rate ratios that a raised scan group may have, each as likely as the others.
_LIFTS: Final = (4.0, 8.0, 16.0, 32.0)
#: How likely it is beforehand that a scan group is raised, where one group is looked at by itself.
_SHARE: Final = 0.4
#: What rounding leaves of no rate.
_NOTHING: Final = 1e-12
#: Quarters that a household can count in a group: itself, and half of one for a second person.
_QUARTERS: Final = 6


class Asked(NamedTuple):
    """Which statistic: its groups, whether the best household counts half, and the gate.

    Parameters
    ----------
    keep : int
        The scan groups that count, as bits.
    half_best : bool
        The least over households of which half is left out (the scan), or all whole (the certificate).
    n_groups, n_touched : int
        Scan groups and households that must be touched; zero asks nothing.
    """

    keep: int
    half_best: bool
    n_groups: int
    n_touched: int


class Weighing(NamedTuple):
    """How touches are weighed.

    Parameters
    ----------
    level, weight : float64 array
        Bin of window size, node: levels at which all groups of a family may be raised together
        without anything special, and how likely each is; a weight of zero ends the row.
    share : float
        How likely it is beforehand that a scan group is raised by itself.
    floor : float
        Least that a group is worth.
    """

    level: Floats
    weight: Floats
    share: float
    floor: float


@kernel
def _bits(value: int) -> int:
    count = 0
    while value:
        value &= value - 1
        count += 1
    return count


@kernel
def _log_lift(observed: float, expected: float, share: float) -> float:
    """Return the logarithm of the average likelihood ratio of one group."""
    mean = 0.0
    for lift in _LIFTS:
        mean += np.exp(observed * np.log(lift) - (lift - 1) * expected)
    return float(np.log(1 - share + share * mean / len(_LIFTS)))


@kernel
def group_worth(observed: float, expected: float) -> float:
    """Return what so many touched households in one scan group are worth as evidence.

    Parameters
    ----------
    observed : float
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

    >>> group_worth(0.0, 0.5), group_worth(1.0, 0.0)
    (0.0, 0.0)
    >>> group_worth(3.0, 0.1) > group_worth(2.0, 0.1) > group_worth(2.0, 0.2)
    True
    """
    if observed <= 0 or expected <= _NOTHING:
        return 0.0
    return max(_log_lift(observed, expected, _SHARE), 0.0)


@kernel
def _evidence(quarters: Codes, expected: Floats, how: tuple[int, Weighing], keep: int) -> float:
    """Return the evidence that some groups are raised by themselves, against all or none together."""
    size_bin, weighing = how
    n_nodes = weighing.level.shape[1]
    together, apart = np.full(n_nodes, -np.inf), np.full(n_nodes, -np.inf)
    for g in range(n_nodes):
        if weighing.weight[size_bin, g] <= 0:
            break
        level = weighing.level[size_bin, g]
        together[g], raised = np.log(weighing.weight[size_bin, g]), 0.0
        for d in range(len(quarters)):
            if expected[d] > _NOTHING:
                observed = quarters[d] / 4.0
                together[g] += observed * np.log(level) - (level - 1) * expected[d]
                if keep >> d & 1:
                    worth = _log_lift(observed, expected[d] * level, weighing.share)
                    raised += max(worth, weighing.floor)
        apart[g] = together[g] + raised
    most, top = together.max(), apart.max()
    return float(top - most + np.log(np.exp(apart - top).sum() / np.exp(together - most).sum()))


@kernel
def _statistic(
    seen: tuple[Codes, Codes], chances: Floats, how: tuple[int, Weighing], asked: Asked
) -> float:
    masks, second = seen
    n_groups = chances.shape[1]
    quarters, totals = np.zeros(n_groups, np.int32), np.zeros(n_groups)
    union, n_touched = 0, 0
    for h in range(len(masks)):
        union |= masks[h]
        n_touched += masks[h] > 0
        for d in range(n_groups):
            quarters[d] += 4 * (masks[h] >> d & 1) + 2 * (second[h] >> d & 1)
            totals[d] += chances[h, d]
    if n_touched == 0 or n_touched < asked.n_touched or _bits(union) < asked.n_groups:
        return 0.0
    if not asked.half_best:
        return max(_evidence(quarters, totals, how, asked.keep), 0.0)
    least, left, fewer = np.inf, quarters.copy(), totals.copy()
    for h in range(len(masks)):
        if masks[h]:
            for d in range(n_groups):
                left[d] = quarters[d] - 2 * (masks[h] >> d & 1) - (second[h] >> d & 1)
                fewer[d] = totals[d] - chances[h, d] / 2
            least = min(least, _evidence(left, fewer, how, asked.keep))
    return max(least, 0.0)


@kernel
def statistics(
    windows: tuple[Longs, Codes],
    seen: tuple[Codes, Codes],
    chances: Floats,
    weighing: Weighing,
    asked: Asked,
) -> Floats:
    """Return the statistic of many windows.

    Parameters
    ----------
    windows : (int64 array, int32 array)
        The households of window ``i``: ``indptr[i]:indptr[i + 1]``; its bin of size.
    seen : (int32 array, int32 array)
        Per place of a household the groups it was touched in, as bits; and those in which a second
        person was.
    chances : float64 array
        Place, group: chance to be touched.
    weighing : Weighing
        How touches are weighed.
    asked : Asked
        Which statistic.

    Returns
    -------
    float64 array
        Zero or more, in natural logarithms of odds.

    Notes
    -----
    The logarithm of a likelihood ratio: some scan groups raised by themselves (each with chance
    ``share``, rate ratio 4, 8, 16 or 32), against all groups or none raised together, averaged over how
    much families differ anyway (nodes of the fitted frailty). So a family that shows a little more of
    everything, as relatives do, is worth little, and one where a few groups stand out much. The ratio
    of the two is what the most powerful test of one against the other is made of (Neyman & Pearson
    1933, doi:10.1098/rsta.1933.0009); the half that is left out and the gate give some of that away. A second person counts half a household. The least over households of
    which half is left out: what rests on one household alone counts half. Leaving out half of one that
    wasn't touched only lowers what is expected, so only touched ones are tried.
    O(places of households x groups x nodes).
    """
    indptr, bins = windows
    n = len(indptr) - 1
    out = np.zeros(n)
    for i in range(n):
        low, high = indptr[i], indptr[i + 1]
        own = seen[0][low:high], seen[1][low:high]
        out[i] = _statistic(own, chances[low:high], (bins[i], weighing), asked)
    return out


@kernel
def worth_table(chances: Floats, weighing: Weighing) -> tuple[Floats, Floats, Floats]:
    """Return what ``statistics`` works out for each count that can come, in a table for draws.

    Parameters
    ----------
    chances : float64 array
        Household, group: chance to be touched.
    weighing : Weighing
        How touches are weighed in windows of this size, which has the only row.

    Returns
    -------
    (float64 array, float64 array, float64 array)
        Household left out by half (last none), group, quarters of a household, node: what the group is
        worth; household, node: log weight, and of what is expected; per node the log level.
    """
    n, n_groups = chances.shape
    n_nodes = int((weighing.weight[0] > 0).sum())
    worth = np.zeros((n + 1, n_groups, _QUARTERS * n + 1, n_nodes))
    together = np.empty((n + 1, n_nodes))
    together[:] = np.log(weighing.weight[0, :n_nodes])
    for d in range(n_groups):
        total = chances[:, d].sum()
        for h in range(n + 1):
            expected = total - chances[h, d] / 2 if h < n else total
            if expected <= _NOTHING:
                continue
            for g in range(n_nodes):
                level = weighing.level[0, g]
                together[h, g] -= (level - 1) * expected
                for quarters in range(_QUARTERS * n + 1):
                    value = _log_lift(quarters / 4.0, expected * level, weighing.share)
                    worth[h, d, quarters, g] = max(value, weighing.floor)
    return worth, together, np.log(weighing.level[0, :n_nodes])
