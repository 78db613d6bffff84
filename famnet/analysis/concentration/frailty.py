"""Frailty: how much families resemble each other without anything special, on a grid of points.

A frailty is shared by the households of a window. On a grid point ``j`` the events that touch ``s``
scan groups at once are ``factor[j, s]`` times as frequent as on average. Every kind of frailty takes
this one form, so that whatever computes with it needs no second branch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy import optimize, special

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = [
    "Curve", "FittedFrailty", "Grid", "fit_frailty", "gamma_grid", "lognormal_grid", "no_frailty",
    "rare_curve",
]  # fmt: skip

# In standard deviations. The upper end lies far out: a tail of 1e-5 is made there. The trapezoid
# rule on a normal density is exact to 1e-15 at this step.
_POINTS: Final = np.arange(-4.0, 6.01, 0.5)
_MOST_BETA: Final = 1.0
_MOST_VARIANCE: Final = 4.0
_BETA_STEP: Final = 0.05


class Grid(NamedTuple):
    """A frailty as weighted points.

    Parameters
    ----------
    weight : float64 array
        Chance of each point; sums to one.
    factor : float64 array
        Point, number of scan groups that an event touches (0 up to all): factor on the intensity;
        its weighted mean over the points is one for each number.
    """

    weight: Floats
    factor: Floats


def no_frailty(n_groups: int) -> Grid:
    """Return the grid of one point: families don't resemble each other.

    Parameters
    ----------
    n_groups : int
        Number of scan groups.
    """
    return Grid(np.ones(1), np.ones((1, n_groups + 1)))


def lognormal_grid(variance: float, beta: float, n_groups: int) -> Grid:
    """Return a lognormal frailty with richness.

    Parameters
    ----------
    variance : float
        Of the logarithm of the frailty, zero or more.
    beta : float
        Richness: the intensity of an event with ``s`` groups goes with ``g ** (1 + beta (s - 1))``.
    n_groups : int
        Number of scan groups.

    Notes
    -----
    Methods.md section 2.4. Trapezoid rule on the normal score.

    >>> grid = lognormal_grid(0.5, 0.1, 3)
    >>> bool(np.allclose(grid.weight @ grid.factor, 1))
    True
    """
    if variance <= 0:
        return no_frailty(n_groups)
    weight = np.exp(-(_POINTS**2) / 2)
    weight /= weight.sum()
    power = 1 + beta * (np.arange(n_groups + 1) - 1)
    factor = np.exp(np.sqrt(variance) * np.outer(_POINTS, power))
    return Grid(weight, factor / (weight @ factor))


def gamma_grid(shape: float, n_groups: int, n_points: int = 40) -> Grid:
    """Return a gamma frailty of mean one, the same for every number of groups.

    Parameters
    ----------
    shape : float
        Shape of the gamma; its variance is ``1 / shape``.
    n_groups : int
        Number of scan groups.
    n_points : int
        Points of the quadrature.

    Notes
    -----
    Generalised Gauss-Laguerre quadrature. It has a closed form (``exact.gamma_untouched``), and
    stands here so that everything that works on a grid can be held against that.
    """
    points, weight = special.roots_genlaguerre(n_points, shape - 1)
    factor = np.repeat((points / shape)[:, None], n_groups + 1, axis=1)
    return Grid(weight / weight.sum(), factor)


@dataclass(frozen=True, slots=True)
class FittedFrailty:
    """A frailty fitted per bin of window size.

    Parameters
    ----------
    variance : tuple of float
        Of the log frailty, per bin.
    beta : float
        Richness, one for all bins.
    """

    variance: tuple[float, ...]
    beta: float

    def grid(self, size_bin: int, n_groups: int) -> Grid:
        """Return the grid of one bin."""
        return lognormal_grid(self.variance[size_bin], self.beta, n_groups)


class Curve(NamedTuple):
    """How much more the other households show, by how strong a frailty is.

    Parameters
    ----------
    variance, beta : float64 array
        The nodes; both start at zero.
    log_ratio : float64 array
        Variance, beta, groups touched in the focal household less one: log of the factor.
    """

    variance: Floats
    beta: Floats
    log_ratio: Floats

    def at_beta(self, beta: float) -> Floats:
        """Return variance, groups touched less one: between the nodes of beta in a straight line."""
        place = float(np.interp(beta, self.beta, np.arange(len(self.beta))))
        low = min(int(place), max(len(self.beta) - 2, 0))
        rows: Floats = self.log_ratio[:, low]
        if len(self.beta) > 1:
            rows = rows + (place - low) * (self.log_ratio[:, low + 1] - rows)
        return rows


def rare_curve(most: int) -> Curve:
    """Return the curve where touches are so rare that each is one event, and others touch one group.

    Parameters
    ----------
    most : int
        Largest number of groups touched in the focal household.

    Notes
    -----
    Methods.md section 2.4: ``variance (1 + beta (s - 1))``.
    """
    variance, beta = np.array([0.0, _MOST_VARIANCE]), np.array([0.0, _MOST_BETA])
    power = 1 + np.multiply.outer(beta, np.arange(most))
    return Curve(variance, beta, np.multiply.outer(variance, power))


def fit_frailty(
    observed: Floats, expected: Floats, curve: Curve | None = None, slack: float = 0.0
) -> FittedFrailty:
    """Fit the lognormal frailty with richness to what is seen in the *other* households.

    Parameters
    ----------
    observed, expected : float64 array
        Size bin, groups touched in the focal household less one: touches in the other households of
        the window, seen and expected.
    curve : Curve, optional
        What a frailty does to that (``rich_pairs.pairs_curve``); ``rare_curve`` when left out.
    slack : float
        Log likelihood that may be given up for a larger beta. A half is one standard error where all
        counts are independent.

    Returns
    -------
    FittedFrailty
        Zero variance where there is no excess.

    Notes
    -----
    Poisson likelihood of ``observed`` about ``expected`` times the curve: the variance of each bin in
    an inner search, one beta in an outer one over steps of .05. Windows that look like a finding
    themselves must be left out by the caller.

    >>> fit_frailty(np.array([[20.0, 20.0]]), np.array([[20.0, 20.0]])).variance
    (0.0,)
    """
    known = curve or rare_curve(observed.shape[1])
    steps = np.arange(0, float(known.beta[-1]) + _BETA_STEP / 2, _BETA_STEP)
    tried = [_variances(observed, expected, known, float(beta)) for beta in steps]
    losses = np.array([loss for _, loss in tried])
    best = int(np.flatnonzero(losses <= losses.min() + slack)[-1])
    variance = tried[best][0]
    return FittedFrailty(variance, float(steps[best]) if any(variance) else 0.0)


def _variances(
    observed: Floats, expected: Floats, curve: Curve, beta: float
) -> tuple[tuple[float, ...], float]:
    """Return the best variance of each bin for one beta, and the loss they leave."""
    rows = curve.at_beta(beta)
    found, whole = [], 0.0
    for o, e in zip(observed, expected, strict=True):

        def loss(variance: float, o: Floats = o, e: Floats = e) -> float:
            log = np.array([np.interp(variance, curve.variance, column) for column in rows.T])
            return float(e @ np.exp(log) - o @ log)

        top = float(curve.variance[-1])
        at = optimize.minimize_scalar(loss, bounds=(0.0, top), method="bounded")
        least = loss(0.0)
        better = bool(at.fun < least - 1e-9)
        found.append(float(at.x) if better else 0.0)
        whole += float(at.fun) if better else least
    return tuple(found), whole
