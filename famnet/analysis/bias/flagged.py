"""Which family networks an audit looks at: those reported or, where these are few, the top of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.weight import ranked_by
from famnet.analysis.overlap import cluster_leaders

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.families import Windows
    from famnet.analysis.gate import Touches

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["TOP_SHARE", "Flags", "by_signals", "by_weight", "flags_of", "signals_of"]

#: Part of all windows that is flagged where the scan reports too few to count (methods.md section 7).
TOP_SHARE: Final = 0.005
#: Fewer reported than this can't be told apart by group.
_ENOUGH: Final = 50


@dataclass(frozen=True, slots=True, repr=False)
class Flags:
    """The family networks flagged.

    Parameters
    ----------
    windows : int64 array
        Places in the windows, best first; no two overlap more than ``overlap.JACCARD``.
    reported : bool
        They are those the scan reports; else the top of its list.
    """

    windows: Longs
    reported: bool

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Flags: {len(self.windows)}, {'reported' if self.reported else 'top of the list'}>"


def flags_of(reported: Longs, ranked: Longs, n_windows: int) -> Flags:
    """Return what is flagged: what is reported, or where that is little the top of the list.

    Parameters
    ----------
    reported : int64 array
        Windows reported.
    ranked : int64 array
        Leaders of the overlap clusters, best first.
    n_windows : int
        How many were looked at.
    """
    if len(reported) >= _ENOUGH:
        return Flags(reported, reported=True)
    return Flags(ranked[: max(_ENOUGH, round(TOP_SHARE * n_windows))], reported=False)


def by_weight(windows: Windows, weight: Floats) -> Longs:
    """Return the leaders of the overlap clusters, most weight of evidence first: the scan's own list."""
    return _leaders(windows, ranked_by(weight))


def by_signals(windows: Windows, found: Touches) -> Longs:
    """Return the leaders of the overlap clusters, most signals first: the raw count."""
    n = signals_of(windows, found)
    ranked = np.flatnonzero(n > 0)
    return _leaders(windows, ranked[np.argsort(-n[ranked], kind="stable")])


def signals_of(windows: Windows, found: Touches) -> Longs:
    """Return the number of signals in each window."""
    per_unit = found.first[found.start[1:]] - found.first[found.start[:-1]]
    sums = np.concatenate([[0], np.cumsum(per_unit[windows.units])])
    n: Longs = (sums[windows.indptr[1:]] - sums[windows.indptr[:-1]]).astype(np.int64)
    return n


def _leaders(windows: Windows, ranked: npt.NDArray[np.intp]) -> Longs:
    order = ranked.astype(np.int64)
    leader = cluster_leaders(windows.indptr, windows.units, order)
    leads: Longs = order[leader[order] == order]
    return leads
