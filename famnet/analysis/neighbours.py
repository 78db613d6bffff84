"""Neighbour lists: who is tied to whom, as two arrays that kernels can walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Bools", "Codes", "Neighbours", "Places", "id_ranks", "neighbours", "stretches"]

Codes = npt.NDArray[np.int32]
Places = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


class Neighbours(NamedTuple):
    """The neighbours of node ``i`` are ``to[start[i]:start[i + 1]]``, lowest code first."""

    start: Places
    to: Codes


def neighbours(source: Codes, target: Codes, size: int) -> Neighbours:
    """Return the neighbour lists of the distinct pairs (source, target).

    Parameters
    ----------
    source, target : int32 arrays of equal length
        One pair per place; pairs given twice count once.
    size : int
        Number of source nodes.

    Notes
    -----
    One sort of 64-bit keys: O(pairs log pairs).

    Examples
    --------
    >>> import numpy as np
    >>> lists = neighbours(np.array([1, 0, 1], np.int32), np.array([5, 7, 4], np.int32), 2)
    >>> lists.start.tolist(), lists.to.tolist()
    ([0, 1, 3], [7, 4, 5])
    """
    # Sorted by hand: numpy.unique hashes first, which takes many times as long here.
    keys = np.sort((source.astype(np.int64) << 32) | target.astype(np.int64))
    keys = keys[np.diff(keys, prepend=-1) != 0]
    start = np.zeros(size + 1, np.int64)
    np.cumsum(np.bincount(keys >> 32, minlength=size), out=start[1:])
    return Neighbours(start, (keys & 0xFFFFFFFF).astype(np.int32))


def stretches(start: Places, which: npt.NDArray[np.integer]) -> tuple[Places, Places]:
    """Return the places of some lists, one list after another, and where each begins.

    Parameters
    ----------
    start : int64 array
        List ``i`` holds the places ``start[i]:start[i + 1]``.
    which : int array
        Lists asked for, in any order.

    >>> [a.tolist() for a in stretches(np.array([0, 2, 2, 5]), np.array([2, 0]))]
    [[2, 3, 4, 0, 1], [0, 3, 5]]
    """
    begin = start[which]
    size = start[which + 1] - begin
    bounds = np.zeros(len(which) + 1, np.int64)
    np.cumsum(size, out=bounds[1:])
    return np.arange(bounds[-1], dtype=np.int64) + np.repeat(begin - bounds[:-1], size), bounds


def id_ranks(ids: pd.Series[str]) -> Codes:
    """Return the place of each distinct id in the order of code points.

    Ties are broken by the id, never by the row: then the order of the rows in a file can't show in
    a result.

    >>> import pandas as pd
    >>> id_ranks(pd.Series(["b", "a", "c"], dtype="str")).tolist()
    [1, 0, 2]
    """
    order = ids.array.argsort(kind="stable")
    ranks = np.empty(len(order), np.int32)
    ranks[order] = np.arange(len(order), dtype=np.int32)
    return ranks
