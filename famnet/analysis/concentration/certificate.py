"""The certificate: in at least how many scan groups a window shows more than expected."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.sampler import Effort, p_value
from famnet.analysis.concentration.scan_kernels import Asked, group_worth

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.sampler import WindowNull

    Floats = npt.NDArray[np.float64]

__all__ = ["ALPHA", "Certificate", "certificate", "group_worths"]

#: Error allowed per number of groups. Not .05: what counts is the error among the windows that are
#: reported (methods.md section 2.7). Of 169 one-domain families with p at most .001 it certifies two or
#: more wrongly in .041; at .01 in .053 (benchmarks/results/scan_power.md).
ALPHA: Final = 0.005

_EFFORT: Final = Effort(refine_below=0.1, relative_error=0.1, most=20_000)


@dataclass(frozen=True, slots=True)
class Certificate:
    """What could be certified.

    Parameters
    ----------
    certified : int
        At least this many groups are elevated; zero where nothing can be said.
    p : tuple of float
        The p that led there, for 1, 2, ... groups; the last one may be the first that failed.
    """

    certified: int
    p: tuple[float, ...]


def group_worths(window: WindowNull) -> Floats:
    """Return per group what its touched households are worth (``scan_kernels.group_worth``).

    Parameters
    ----------
    window : WindowNull
        The window.
    """
    n_groups = window.chances.shape[1]
    observed = (window.masks[:, None] >> np.arange(n_groups) & 1).sum(axis=0)
    expected = window.chances.sum(axis=0)
    pairs = zip(observed.tolist(), expected.tolist(), strict=True)
    return np.array([group_worth(o, e) for o, e in pairs], float)


def certificate(
    window: WindowNull,
    *,
    alpha: float = ALPHA,
    effort: Effort | None = None,
    run_seed: int = 0,
) -> Certificate:
    """Certify in at least how many groups the window is elevated.

    Parameters
    ----------
    window : WindowNull
        The window.
    alpha : float
        Error allowed.
    effort : Effort, optional
        How hard to try for each p.
    run_seed : int
        Seed of the run.

    Notes
    -----
    Partial conjunction (Benjamini & Heller 2008, Biometrics 64:1215), methods.md section 2.7. That
    fewer than u groups are elevated is refuted when, whichever u - 1 groups are given away, the
    others reach the sum of the worths from the u-th largest on too seldom. The least favourable sets
    come first, so that a number that fails costs one p. Upper limits are compared, never estimates.
    """
    worths = np.sort(group_worths(window))[::-1]
    expected = window.chances.sum(axis=0)
    # Given away: groups where little is expected; what stays reaches most easily.
    groups = np.argsort(expected, kind="stable").tolist()
    everything = (1 << len(groups)) - 1
    found: list[float] = []
    for u in range(1, len(groups) + 1):
        goal = float(worths[u - 1 :].sum())
        worst = 0.0
        for given in combinations(groups, u - 1) if goal > 0 else ():
            keep = everything & ~sum(1 << d for d in given)
            asked = Asked(keep, half_best=False, n_groups=0, n_touched=0)
            named = replace(window, window_id=f"{window.window_id}/{u}/{keep}", second=None)
            tried = effort or _EFFORT
            one = p_value(named, asked=asked, at_least=goal, effort=tried, run_seed=run_seed)
            worst = max(worst, one.p_upper)
            if worst > alpha:
                break
        found.append(worst if goal > 0 else 1.0)
        if found[-1] > alpha:
            return Certificate(u - 1, tuple(found))
    return Certificate(len(groups), tuple(found))
