"""How much weight the evidence of a window has: what orders the list, and says how far a family reaches.

Whether a network is more than chance is p's to say (``sampler``). Which of two overlapping networks the
evidence is about, and which comes first, is asked of the evidence itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.scan_kernels import worth

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.families import Windows

    Codes = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]

__all__ = ["ranked_by", "weights"]

#: What a second person of a household, touched by another occurrence, counts beside the household.
_SECOND: Final = 0.5
_CHUNK: Final = 100_000


def weights(background: Background, windows: Windows) -> Floats:
    """Return the weight of the evidence of each window.

    Parameters
    ----------
    background : Background
        What it is compared with; its people carry what was touched.
    windows : Windows
        The family windows.

    Returns
    -------
    float64 array
        Per window, zero or more, in natural logarithms of odds.

    Notes
    -----
    The sum over scan groups of the logarithm of the average likelihood ratio (``scan_kernels.worth``),
    over all households and with a household in which a second person was touched, by another
    occurrence, counted one and a half times. No household is left out, as ``scan_kernels.statistic``
    does, and it has no null: it never says that anything is more than chance. Its ratio between two
    windows is that of how well "this network, these groups raised" predicts what was seen (a Bayes
    factor: Kass & Raftery 1995, doi:10.1080/01621459.1995.10476572), so the largest of overlapping
    windows is the one the evidence is about; the smallest p prefers the part that shows most.
    Measured: benchmarks/results/scan_power.md. O(places of households x groups).
    """
    people, n = background.people, len(windows)
    out = np.zeros(n)
    n_groups = background.chances.shape[1]
    for first in range(0, n, _CHUNK):
        last = min(first + _CHUNK, n)
        bounds = windows.indptr[first : last + 1]
        units, starts = windows.units[bounds[0] : bounds[-1]], bounds[:-1] - bounds[0]
        observed = _bits(people.masks[units], n_groups)
        observed += _SECOND * _bits(people.second[units], n_groups)
        seen = np.add.reduceat(observed, starts)
        expected = np.add.reduceat(background.chances[units], starts)
        out[first:last] = worth(seen, expected).sum(axis=1)
    return out


def ranked_by(weight: Floats, passed: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    """Return the windows that pass, those of most weight first.

    Parameters
    ----------
    weight : float64 array
        Per window (``weights``).
    passed : bool array
        Per window whether it is listed at all.

    >>> ranked_by(np.array([1.0, 3.0, 2.0]), np.array([True, True, False])).tolist()
    [1, 0]
    """
    listed = np.flatnonzero(passed)
    return listed[np.argsort(-weight[listed], kind="stable")].astype(np.int64)


def _bits(masks: Codes, n_groups: int) -> Floats:
    return (masks[:, None] >> np.arange(n_groups) & 1).astype(np.float64)
