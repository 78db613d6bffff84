"""Whether a variant of a window still stands: its statistic against one bound per background."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.background import window_null
from famnet.analysis.concentration.sampler import p_value, value_of
from famnet.analysis.families import Windows

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.sampler import WindowNull
    from famnet.analysis.stability.variants import Outcome

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int32]

__all__ = ["null_of", "still_stands"]

#: Values of the statistic closer than this are one.
_SAME: Final = 1e-9


def null_of(background: Background, units: Codes, window_id: str) -> WindowNull:
    """Return what is expected of a set of units, window of the scan or not.

    Parameters
    ----------
    background : Background
        What it is compared with.
    units : int32 array
        The units, sorted.
    window_id : str
        Seeds the draws.
    """
    one = np.ones(1, np.int32)
    window = Windows(
        window_id=np.array([window_id]),
        anchor=-one,
        node=-one,
        depth=one.astype(np.int8),
        indptr=np.array([0, len(units)], np.int64),
        units=units,
        n_persons=one,
        n_households=np.array([len(units)], np.int32),
        oversize=np.zeros(1, bool),
    )
    return window_null(background, window, 0)


def still_stands(
    background: Background, window_id: str, units: Codes, outcome: Outcome, asked: tuple[float, int]
) -> Bools:
    """Say which variants of a window still stand.

    Parameters
    ----------
    background : Background
        What it is compared with.
    window_id : str
        Seeds the draws.
    units : int32 array
        The units of the window.
    outcome : Outcome
        The variants.
    asked : (float, int)
        The largest upper limit of p that stands; seed of the run.

    Returns
    -------
    bool array
        Per variant: the gate is passed, and the upper limit of p is at or below the one asked.

    Notes
    -----
    Variants that hold the same units have the same null, and under one null a larger statistic has a
    smaller p. So their values are sorted and the bound is found by halving: a handful of p's, however
    many variants.
    """
    stands = np.zeros(len(outcome.passes), bool)
    # A stored background may leave scan groups out: then nothing is expected there, nor compared.
    compared = np.flatnonzero(background.chances.any(axis=0))
    kept = np.int32((1 << compared).sum())
    masks, second = outcome.masks & kept, outcome.second & kept
    sets, which = np.unique(outcome.there, axis=0, return_inverse=True)
    for place, there in enumerate(sets):
        mine = np.flatnonzero((which.ravel() == place) & outcome.passes)
        if len(mine):
            null = null_of(background, units[there], window_id)
            seen = [_with(null, masks[i, there], second[i, there]) for i in mine.tolist()]
            stands[mine] = _reached(seen, asked)
    return stands


def _with(null: WindowNull, masks: Codes, second: Codes) -> WindowNull:
    """Return the same null with something else seen."""
    others = None if null.second is None else null.second._replace(masks=second)
    return replace(null, masks=masks, second=others)


def _reached(nulls: list[WindowNull], asked: tuple[float, int]) -> Bools:
    t = np.array([value_of(one) for one in nulls])
    tried = np.unique(t[t > 0])
    low, high = 0, len(tried)
    while low < high:
        middle = (low + high) // 2
        like = nulls[int(np.argmax(t == tried[middle]))]
        if p_value(like, run_seed=asked[1]).p_upper <= asked[0]:
            high = middle
        else:
            low = middle + 1
    bound = tried[low] if low < len(tried) else np.inf
    reached: Bools = t >= bound - _SAME
    return reached
