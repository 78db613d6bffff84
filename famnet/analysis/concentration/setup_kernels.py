"""What draws of a window start from, and the kernels that make a window ready for them.

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

__all__ = ["Null", "Setup", "ready"]


class Null(NamedTuple):
    """What is expected of a window.

    Parameters
    ----------
    events : float64 array
        Household, set: intensities.
    chances : float64 array
        Household, group: chance to be touched.
    weight, factor : float64 array
        The frailty's grid.
    odds : float64 array
        Household, group: odds that a second person is touched where the household is; zero for never.
    more : float64 array
        Point, number of groups touched: factor on those odds.
    """

    events: Floats
    chances: Floats
    weight: Floats
    factor: Floats
    odds: Floats
    more: Floats


class Setup(NamedTuple):
    """A window made ready.

    Parameters
    ----------
    sets : int32 array
        The sets that can come, by how many groups they hold.
    size : int32 array
        How many groups each holds.
    first : int32 array
        Where the sets of each size start.
    homes : float64 array
        Set, household: running sum of intensities over households.
    above : float64 array
        Running sum over sets.
    expected : float64 array
        Per group, of all households.
    worth : float64 array
        Household left out by half (last none), group, quarters of a household touched, node: what a
        group raised by itself is worth.
    together : float64 array
        Household left out by half, node: logarithm of the weight of the node, and of what is expected.
    slope : float64 array
        Per node the logarithm of its level.
    """

    sets: Codes
    size: Codes
    first: Codes
    homes: Floats
    above: Floats
    expected: Floats
    worth: Floats
    together: Floats
    slope: Floats


@kernel
def _bits(value: int) -> int:
    count = 0
    while value:
        value &= value - 1
        count += 1
    return count


@kernel
def _by_size(events: Floats, n_groups: int) -> tuple[Codes, Codes]:
    """List the sets that can come, by how many groups they hold, and where each size starts."""
    n, n_sets = events.shape
    size = np.full(n_sets, -1, np.int32)
    first = np.zeros(n_groups + 2, np.int32)
    for s in range(1, n_sets):
        for h in range(n):
            if events[h, s] > 0:
                size[s] = _bits(s)
                first[size[s] + 1] += 1
                break
    for i in range(1, n_groups + 2):
        first[i] += first[i - 1]
    sets, at = np.empty(first[-1], np.int32), first.copy()
    for s in range(1, n_sets):
        if size[s] > 0:
            sets[at[size[s]]] = s
            at[size[s]] += 1
    return sets, first


@kernel
def ready(null: Null, worths: tuple[Floats, Floats, Floats]) -> Setup:
    """Make a window ready for draws: which sets can come, and where.

    Parameters
    ----------
    null : Null
        What is expected of it.
    worths : (float64 array, float64 array, float64 array)
        From ``scan_kernels.worth_table``.
    """
    n, n_groups = null.chances.shape
    sets, first = _by_size(null.events, n_groups)
    homes = np.empty((len(sets), n))
    above = np.empty(len(sets))
    total = 0.0
    for k in range(len(sets)):
        running = 0.0
        for h in range(n):
            running += null.events[h, sets[k]]
            homes[k, h] = running
        total += running
        above[k] = total
    worth, together, slope = worths
    expected = null.chances.sum(axis=0)
    size = np.empty(len(sets), np.int32)
    for k in range(len(sets)):
        size[k] = _bits(sets[k])
    return Setup(sets, size, first, homes, above, expected, worth, together, slope)
