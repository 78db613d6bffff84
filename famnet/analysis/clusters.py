"""Overlap clusters: windows that are largely the same households, led by the best of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Codes, Places
    from famnet.analysis.windows import Windows

__all__ = ["cluster_leaders"]


def cluster_leaders(windows: Windows, order: Places) -> Codes:
    """Return the leader of the overlap cluster of each window.

    Parameters
    ----------
    windows : Windows
        All windows.
    order : int64 array
        Places of the windows that take part, best first; the others are in no cluster.

    Returns
    -------
    int32 array
        Per window the place of its leader (itself when it leads); -1 for those not in ``order``.

    Notes
    -----
    Greedy, in the order given: a window follows the best leader whose households overlap with its
    own by a Jaccard index above .25 (households in both divided by households in either, compared
    in whole numbers: 4 x both > either); without one it becomes a leader. So two leaders never
    overlap by more than .25, and every follower overlaps with its own leader by more. Only leaders
    that share a household are compared: O(places of households x leaders per household).
    """
    return _leaders(windows.indptr, windows.units, np.asarray(order, np.int64))


@kernel
def _leaders(indptr: Places, units: Codes, order: Places) -> Codes:
    n = len(indptr) - 1
    leader = np.full(n, -1, np.int32)
    # The leaders of each unit as a chain: the newest, and before each entry an older one.
    newest = np.full(int(units.max()) + 1 if len(units) else 1, -1, np.int64)
    older = np.full(len(units), -1, np.int64)
    led_by = np.empty(len(units), np.int32)
    shared = np.zeros(n, np.int32)
    met = np.empty(n, np.int32)
    standing = np.empty(n, np.int64)
    standing[order] = np.arange(len(order))
    for window in order:
        size, n_met = indptr[window + 1] - indptr[window], 0
        for unit in units[indptr[window] : indptr[window + 1]]:
            entry = newest[unit]
            while entry >= 0:
                other = led_by[entry]
                if shared[other] == 0:
                    met[n_met] = other
                    n_met += 1
                shared[other] += 1
                entry = older[entry]
        best = -1
        for other in met[:n_met]:
            either = size + indptr[other + 1] - indptr[other] - shared[other]
            close = 4 * shared[other] > either
            if close and (best < 0 or standing[other] < standing[best]):
                best = other
            shared[other] = 0
        leader[window] = best if best >= 0 else window
        if best < 0:
            for entry in range(indptr[window], indptr[window + 1]):
                led_by[entry] = window
                older[entry] = newest[units[entry]]
                newest[units[entry]] = entry
    return leader
