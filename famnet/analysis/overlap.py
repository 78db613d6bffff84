"""Overlap clusters: family networks that are largely the same households."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["JACCARD", "cluster_leaders", "told_before"]

#: Windows whose household sets overlap more than this are one cluster (methods.md section 2.6).
JACCARD: Final = 0.25
#: Part of a network's touched households from which another that holds them tells the same.
_SAME_STORY: Final = 0.5


def cluster_leaders(indptr: Longs, units: Codes, ranked: Longs) -> Longs:
    """Return for each window the best window of its overlap cluster.

    Parameters
    ----------
    indptr, units : int64 and int32 array
        Units of window ``i``: ``units[indptr[i]:indptr[i + 1]]``, without repeats.
    ranked : int64 array
        The windows to cluster, best first.

    Returns
    -------
    int64 array
        The leader of each window, -1 for a window not in ``ranked``. A leader leads itself.

    Notes
    -----
    Down the list: a window not yet taken leads, and takes all windows not yet taken with which its
    Jaccard index is above ``JACCARD``. So no two leaders overlap more than that, and every window
    overlaps its leader more than that. O(sum over leaders of the windows that share a household).

    >>> starts, units = np.array([0, 2, 4, 6]), np.array([0, 1, 1, 2, 3, 4], dtype=np.int32)
    >>> cluster_leaders(starts, units, np.array([1, 0, 2])).tolist()
    [1, 1, 2]
    """
    n_units = int(units.max()) + 1 if len(units) else 0
    size = np.diff(indptr)[ranked]
    place = np.repeat(np.arange(len(ranked), dtype=np.int64), size)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(size) - size, size)
    unit = units[np.repeat(indptr[:-1][ranked], size) + offset]
    order = np.argsort(unit, kind="stable")
    start = np.zeros(n_units + 1, np.int64)
    np.cumsum(np.bincount(unit, minlength=n_units), out=start[1:])
    bounds = np.append(np.cumsum(size) - size, len(place)).astype(np.int64)
    led_by = _lead((bounds, unit.astype(np.int64)), (start, place[order]))
    leader = np.full(len(indptr) - 1, -1, np.int64)
    leader[ranked] = ranked[led_by]
    return leader


def told_before(indptr: Longs, units: Codes, masks: Codes, ranked: Longs) -> dict[int, int]:
    """Return the windows that tell again what one higher on a list tells.

    Parameters
    ----------
    indptr, units : int64 and int32 array
        Units of window ``i``: ``units[indptr[i]:indptr[i + 1]]``.
    masks : int32 array
        Per unit the scan groups it was touched in, as bits.
    ranked : int64 array
        The windows of the list, best first.

    Returns
    -------
    dict of int to int
        Of each that tells again, the first higher one, itself not told before, that holds half or more
        of its touched households.

    Notes
    -----
    A branch of a large family overlaps little with the whole of it by Jaccard index (3 of 13
    households), yet all that was seen of it was seen there. O(places of units in the windows given).

    >>> starts, units = np.array([0, 5, 7]), np.array([0, 1, 2, 3, 4, 0, 9], dtype=np.int32)
    >>> masks = np.array([1, 1, 1, 0, 0, 0, 0, 0, 0, 1], dtype=np.int32)
    >>> told_before(starts, units, masks, np.array([0, 1]))
    {1: 0}
    """
    holders: dict[int, list[int]] = {}
    out: dict[int, int] = {}
    place = {int(i): k for k, i in enumerate(ranked)}
    for i in place:
        mine = units[indptr[i] : indptr[i + 1]]
        touched = mine[masks[mine] > 0].tolist()
        shared: dict[int, int] = {}
        for unit in touched:
            for higher in holders.get(unit, ()):
                shared[higher] = shared.get(higher, 0) + 1
        same = (h for h, both in shared.items() if both >= _SAME_STORY * len(touched))
        first = min(same, key=place.__getitem__, default=None)
        if first is not None:
            out[i] = first
            continue
        for unit in touched:
            holders.setdefault(unit, []).append(i)
    return out


@kernel
def _lead(windows: tuple[Longs, Longs], by_unit: tuple[Longs, Longs]) -> Longs:
    bounds, unit = windows
    start, place = by_unit
    n = len(bounds) - 1
    leader = np.full(n, -1, np.int64)
    shared = np.zeros(n, np.int64)
    for i in range(n):
        if leader[i] >= 0:
            continue
        leader[i] = i
        for p in range(bounds[i], bounds[i + 1]):
            for k in range(start[unit[p]], start[unit[p] + 1]):
                shared[place[k]] += 1
        mine = bounds[i + 1] - bounds[i]
        for p in range(bounds[i], bounds[i + 1]):
            for k in range(start[unit[p]], start[unit[p] + 1]):
                j = place[k]
                both = shared[j]
                shared[j] = 0
                if both == 0 or leader[j] >= 0:
                    continue
                if both > JACCARD * (mine + bounds[j + 1] - bounds[j] - both):
                    leader[j] = i
    return leader
