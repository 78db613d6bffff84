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

__all__ = ["FittedFrailty", "Grid", "fit_frailty", "gamma_grid", "lognormal_grid", "no_frailty"]

# In standard deviations. The upper end lies far out: a tail of 1e-5 is made there. The trapezoid
# rule on a normal density is exact to 1e-15 at this step.
_POINTS: Final = np.arange(-4.0, 6.01, 0.5)
_MOST_BETA: Final = 1.0
_MOST_VARIANCE: Final = 4.0


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


def fit_frailty(observed: Floats, expected: Floats, shares: Floats | None = None) -> FittedFrailty:
    """Fit the lognormal frailty with richness to what is seen in the *other* households.

    Parameters
    ----------
    observed, expected : float64 array
        Size bin, groups touched in the focal household less one: touches in the other households of
        the window, seen and expected.
    shares : float64 array, optional
        Of all touches, which share comes from households touched in 1, 2, ... groups; all in one when
        left out.

    Returns
    -------
    FittedFrailty
        Zero variance where there is no excess.

    Notes
    -----
    With ``a(s) = 1 + beta (s - 1)``, an event of ``s`` groups beside one of ``t`` groups is ``exp(
    variance a(s) a(t))`` times as frequent as without frailty. So ``E[observed] = expected sum over t
    of shares[t] exp(variance a(s) a(t))``; methods.md section 2.4 is the case that all others touch
    one group. By Poisson likelihood: the variance of each bin in an inner bisection, beta in a
    bounded outer search. Windows that look like a finding themselves must be left out by the caller.

    >>> fit_frailty(np.array([[20.0, 20.0]]), np.array([[20.0, 20.0]])).variance
    (0.0,)
    """
    others = np.ones(1) if shares is None else shares

    def loss(beta: float) -> float:
        variance = _variances(observed, expected, others, beta)
        factor, _ = _factors(variance, observed.shape[1], others, beta)
        return float((expected * factor - observed * np.log(factor)).sum())

    found = optimize.minimize_scalar(loss, bounds=(0.0, _MOST_BETA), method="bounded")
    beta = float(found.x) if loss(float(found.x)) < loss(0.0) else 0.0
    return FittedFrailty(tuple(_variances(observed, expected, others, beta).tolist()), beta)


def _factors(variance: Floats, most: int, shares: Floats, beta: float) -> tuple[Floats, Floats]:
    """Return bin, size of the focal one: factor on the others, and its slope in the variance."""
    own, other = (1 + beta * np.arange(n) for n in (most, len(shares)))
    product = np.outer(own, other)
    terms = np.exp(np.multiply.outer(variance, product)) * shares
    return terms.sum(axis=2), (terms * product).sum(axis=2)


def _variances(observed: Floats, expected: Floats, shares: Floats, beta: float) -> Floats:
    """Return the best variance of each bin for one beta."""
    low, high = np.zeros(len(observed)), np.full(len(observed), _MOST_VARIANCE)
    for _ in range(50):
        middle = (low + high) / 2
        factor, rise = _factors(middle, observed.shape[1], shares, beta)
        slope = ((observed / factor - expected) * rise).sum(axis=1)
        low, high = np.where(slope > 0, middle, low), np.where(slope > 0, high, middle)
    variance: Floats = np.where(low > 0, (low + high) / 2, 0.0)
    return variance
