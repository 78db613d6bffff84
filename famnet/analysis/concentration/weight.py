"""How much weight the evidence of a window has: the statistic of the scan.

It orders the list, says which of overlapping windows the evidence is about, and is what p is the p of
(``sampler``): how often a comparable family shows as much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.resemblance import N_BINS, size_bins
from famnet.analysis.concentration.scan_kernels import Asked, Weighing, statistics

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.frailty import Grid
    from famnet.analysis.families import Windows

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["GROUPS_ALONE", "SCAN", "ranked_by", "weighing_by", "weights"]

#: The statistic of the scan: half of the best household left out, three groups, two households.
SCAN: Final = Asked(keep=-1, half_best=True, n_groups=3, n_touched=2)

#: How likely it is beforehand that a scan group is raised by itself.
_SHARE: Final = 0.3
#: Levels at which all groups of a family may be raised together: Gauss-Hermite nodes.
_NODES: Final = 7
#: Log variance below which families don't resemble each other.
_ALIKE: Final = 1e-4
#: Windows weighed together.
_AT_ONCE: Final = 100_000

#: Touches weighed against nothing raised, group by group: what a certificate adds up.
GROUPS_ALONE: Final = Weighing(np.ones((1, 1)), np.ones((1, 1)), 0.4, 0.0)


def weighing_by(grids: list[Grid]) -> Weighing:
    """Return how touches are weighed where families resemble each other as fitted.

    Parameters
    ----------
    grids : list of Grid
        The frailty, per bin of window size.

    Notes
    -----
    Lognormal levels of mean one with the variance of the frailty of events that touch one group. The
    richness of the frailty is left to p: the levels only say what is to be expected of a family that
    shows more of everything.
    """
    nodes, weight = np.polynomial.hermite_e.hermegauss(_NODES)
    levels, weights = np.ones((len(grids), _NODES)), np.zeros((len(grids), _NODES))
    for i, grid in enumerate(grids):
        log = np.log(grid.factor[:, 1])
        variance = float(grid.weight @ (log - grid.weight @ log) ** 2)
        if variance < _ALIKE:
            weights[i, 0] = 1
        else:
            levels[i] = np.exp(np.sqrt(variance) * nodes - variance / 2)
            weights[i] = weight / weight.sum()
    return Weighing(levels, weights, _SHARE, -np.inf)


def weights(background: Background, windows: Windows) -> Floats:
    """Return the weight of the evidence of each window (``scan_kernels.statistics``).

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
    Its ratio between two windows is that of how well "this network, these groups raised" predicts what
    was seen (a Bayes factor: Kass & Raftery 1995, doi:10.1080/01621459.1995.10476572), so the largest
    of overlapping windows is the one the evidence is about; the smallest p prefers the part that shows
    most. Measured: benchmarks/results/scan_power.md.
    """
    people, n_groups = background.people, background.chances.shape[1]
    weighing = weighing_by([background.frailty.grid(b, n_groups) for b in range(N_BINS)])
    bins, out = size_bins(windows.n_households), np.zeros(len(windows))
    # Some at a time: households stand in many windows, and of a country that is gigabytes.
    for first in range(0, len(windows), _AT_ONCE):
        last = min(first + _AT_ONCE, len(windows))
        indptr = windows.indptr[first : last + 1]
        units = windows.units[indptr[0] : indptr[-1]]
        out[first:last] = statistics(
            (indptr - indptr[0], bins[first:last]),
            (people.masks[units], people.second[units]),
            np.ascontiguousarray(background.chances[units]),
            weighing,
            SCAN,
        )
    return out


def ranked_by(weight: Floats) -> Longs:
    """Return the windows with any weight, those of most first.

    Parameters
    ----------
    weight : float64 array
        Per window; zero where it isn't listed.

    >>> ranked_by(np.array([1.0, 3.0, 0.0])).tolist()
    [1, 0]
    """
    listed = np.flatnonzero(weight > 0)
    return listed[np.argsort(-weight[listed], kind="stable")].astype(np.int64)
