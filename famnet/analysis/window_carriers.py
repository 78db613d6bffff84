"""On whom the picture of a family network rests: kernels over touches in order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Bytes = npt.NDArray[np.int8]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["carriers", "most_by_one"]


@kernel
def _groups_without(
    touches: tuple[int, int], first: Longs, signals: tuple[Bytes, Bytes], one: int
) -> int:
    """Count the scan groups that the signals show without those of one observer."""
    group, observer = signals
    mask, count = 0, 0
    for t in range(touches[0], touches[1]):
        for s in range(first[t], first[t + 1]):
            if observer[s] != one:
                mask |= 1 << group[s]
                break
    while mask:
        mask &= mask - 1
        count += 1
    return count


@kernel
def carriers(
    start: Longs,
    touches: tuple[Bytes, Longs, Bytes],
    signals: tuple[Bytes, Bytes],
    asked: tuple[int, int],
) -> tuple[Longs, Longs, Longs]:
    """Return who tells of what, who told first, and without whom too little remains.

    Parameters
    ----------
    start : int64 array
        The touches of window ``i`` are ``start[i]:start[i + 1]``.
    touches : tuple of arrays
        Per touch its scan group, where its signals begin, and who was the first to tell of its
        episode (-1 none).
    signals : pair of int8 arrays
        Per signal its own scan group and its observer (-1 none).
    asked : pair of int
        Scan groups that the gate asks for; number of scan groups.

    Returns
    -------
    tuple of int64 arrays
        A bit per observer: of each window and scan group; of each window who told first; of each
        window who carries it.
    """
    group, first, told_first = touches
    n = len(start) - 1
    by_group = np.zeros((n, asked[1]), np.int64)
    firsts, rests_on = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for i in range(n):
        everyone = 0
        for t in range(start[i], start[i + 1]):
            if told_first[t] >= 0:
                firsts[i] |= 1 << told_first[t]
            for s in range(first[t], first[t + 1]):
                if signals[1][s] >= 0:
                    everyone |= 1 << signals[1][s]
                    by_group[i, group[t]] |= 1 << signals[1][s]
        one = 0
        while everyone >> one:
            if everyone >> one & 1:
                left = _groups_without((start[i], start[i + 1]), first, signals, one)
                if left < asked[0]:
                    rests_on[i] |= 1 << one
            one += 1
    return by_group, firsts, rests_on


def most_by_one(person: Codes, episode: Longs, episode_start: Longs) -> Longs:
    """Return per window the episodes of the person who stands in most of them.

    Parameters
    ----------
    person : int32 array
        Per signal its person, -1 none.
    episode : int64 array
        Per signal the place of its episode.
    episode_start : int64 array
        The episodes of window ``i`` are ``episode_start[i]:episode_start[i + 1]``.

    >>> most_by_one(np.array([4, 4, 4, 7, -1]), np.array([0, 0, 1, 1, 2]), np.array([0, 2, 3])).tolist()
    [2, 0]
    """
    held = person >= 0
    pairs = np.unique((person[held].astype(np.int64) << 32) | episode[held])
    window = np.searchsorted(episode_start, pairs & 0xFFFFFFFF, side="right") - 1
    fresh = np.ones(len(pairs), bool)
    fresh[1:] = (pairs[1:] >> 32 != pairs[:-1] >> 32) | (window[1:] != window[:-1])
    runs = np.flatnonzero(fresh)
    out = np.zeros(len(episode_start) - 1, np.int64)
    np.maximum.at(out, window[runs], np.diff(runs, append=len(pairs)))
    return out
