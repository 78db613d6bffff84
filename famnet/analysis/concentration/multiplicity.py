"""How many findings are chance: Benjamini-Hochberg over the leaders of overlap clusters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["Adjusted", "adjusted"]


@dataclass(frozen=True, slots=True, repr=False)
class Adjusted:
    """Adjusted values.

    Parameters
    ----------
    q_bh : float64 array
        Per window: Benjamini-Hochberg. NaN for a window that another one of its cluster stands for.
    q_by : float64 array
        Idem, Benjamini-Yekutieli: holds under any dependence.
    """

    q_bh: Floats
    q_by: Floats

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Adjusted: {int((self.q_bh <= 0.05).sum())} of {len(self.q_bh)} at .05>"


def adjusted(p_upper: Floats, leader: Longs) -> Adjusted:
    """Adjust for how many windows were looked at.

    Parameters
    ----------
    p_upper : float64 array
        Per window the upper limit of its p, never an estimate; 1 where it isn't eligible.
    leader : int64 array
        Per window the one that leads its overlap cluster, -1 for none (``overlap.cluster_leaders``).

    Returns
    -------
    Adjusted
        One for a window in no cluster.

    Notes
    -----
    Methods.md section 2.6. Only leaders are counted, against all windows looked at: ``q = min over j
    >= i of p(j) m / j`` with m all windows. BY divides by ``1 + 1/2 + ... + 1/m`` more. Benjamini &
    Hochberg (1995), JRSS B 57:289; Benjamini & Yekutieli (2001), Annals of Statistics 29:1165.

    >>> adjusted(np.array([0.01, 0.02, 1.0]), np.array([0, 0, -1])).q_bh.round(3).tolist()
    [0.03, nan, 1.0]
    """
    m = len(p_upper)
    q_bh = np.where(leader < 0, 1.0, np.nan)
    q_by = q_bh.copy()
    leads = np.flatnonzero(leader == np.arange(m))
    ranked = leads[np.argsort(p_upper[leads], kind="stable")]
    ratio = p_upper[ranked] * m / np.arange(1, len(ranked) + 1)
    least = np.minimum.accumulate(ratio[::-1])[::-1]
    harmonic = float((1 / np.arange(1, m + 1)).sum()) if m else 1.0
    q_bh[ranked] = np.minimum(least, 1)
    q_by[ranked] = np.minimum(least * harmonic, 1)
    return Adjusted(q_bh, q_by)
