"""How much more than expected: a rate ratio with its interval, shrunk towards all windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import optimize, special

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["COVERAGE", "GammaMixture", "RateRatio", "crowding_factor", "fit_prior", "rate_ratio"]

#: Of the interval shown.
COVERAGE: Final = 0.90

# DuMouchel's own start (1999): shapes and rates of both components, weight of the first.
_START: Final = (0.2, 0.1, 2.0, 4.0, 1 / 3)
_BOUNDS: Final = ((-6.0, 8.0), (-6.0, 8.0), (-6.0, 8.0), (-6.0, 8.0), (-8.0, 8.0))
_ROUNDS: Final = 4000


@dataclass(frozen=True, slots=True)
class GammaMixture:
    """How rate ratios lie over all windows: a mixture of two gammas.

    Parameters
    ----------
    shape, rate : (float, float)
        Of either component.
    first : float
        Weight of the first.
    """

    shape: tuple[float, float]
    rate: tuple[float, float]
    first: float


@dataclass(frozen=True, slots=True)
class RateRatio:
    """A rate ratio.

    Parameters
    ----------
    ratio : float
        Geometric mean of the posterior (EBGM).
    low, high : float
        The interval, equal tails (EB05, EB95).
    """

    ratio: float
    low: float
    high: float


def crowding_factor(mean: Floats, variance: Floats) -> float:
    """Return by how much touches cluster within households: variance over mean, at least one.

    Parameters
    ----------
    mean, variance : float64 array
        Per household, of the number of groups touched (``exact.touch_moments``).
    """
    return max(1.0, float(variance.sum() / mean.sum())) if mean.sum() > 0 else 1.0


def _log_marginals(observed: Floats, expected: Floats, prior: GammaMixture) -> Floats:
    """Return component, window: log chance of what is seen, with the component's weight."""
    rows = []
    for shape, rate, share in zip(
        prior.shape, prior.rate, (prior.first, 1 - prior.first), strict=True
    ):
        terms = special.gammaln(observed + shape) - special.gammaln(shape)
        terms -= special.gammaln(observed + 1)
        terms += shape * np.log(rate / (rate + expected))
        terms += special.xlogy(observed, expected / (rate + expected))
        rows.append(terms + np.log(share))
    return np.stack(rows)


def fit_prior(observed: Floats, expected: Floats) -> GammaMixture:
    """Fit the mixture to all windows by marginal likelihood.

    Parameters
    ----------
    observed, expected : float64 array
        Per window: touches seen and expected, both divided by the crowding factor; expected above
        zero.

    Notes
    -----
    DuMouchel (1999), American Statistician 53:177. Nelder-Mead on logarithms from his start; the
    likelihood is asked for distinct pairs once, expected values rounded to three digits for that.
    """
    expected = np.array([float(f"{e:.3g}") for e in expected])
    pairs, times = np.unique(np.stack([observed, expected]), axis=1, return_counts=True)

    def loss(at: Floats) -> float:
        both = _log_marginals(pairs[0], pairs[1], _mixture(at))
        return -float(times @ np.logaddexp(both[0], both[1]))

    start = np.append(np.log(_START[:4]), special.logit(_START[4]))
    options = {"maxiter": _ROUNDS, "maxfev": _ROUNDS, "xatol": 1e-3, "fatol": 1e-4}
    found = optimize.minimize(loss, start, method="Nelder-Mead", bounds=_BOUNDS, options=options)
    return _mixture(found.x)


def _mixture(at: Floats) -> GammaMixture:
    shape_one, rate_one, shape_two, rate_two = np.exp(at[:4]).tolist()
    first = float(special.expit(at[4]))
    return GammaMixture((shape_one, shape_two), (rate_one, rate_two), first)


def rate_ratio(
    observed: float,
    expected: float,
    prior: GammaMixture,
    *,
    crowding: float = 1.0,
    coverage: float = COVERAGE,
) -> RateRatio:
    """Return the rate ratio of one window with its interval.

    Parameters
    ----------
    observed, expected : float
        Touches over households and groups, seen and expected.
    prior : GammaMixture
        Of all windows.
    crowding : float
        Both are divided by it: touches come together in households.
    coverage : float
        Of the interval.

    >>> prior = GammaMixture((1.0, 1.0), (1.0, 1.0), 0.5)
    >>> found = rate_ratio(9.0, 4.0, prior)
    >>> bool(found.low < found.ratio < found.high)
    True
    """
    o, e = observed / crowding, expected / crowding
    logs = _log_marginals(np.array([o]), np.array([e]), prior)[:, 0]
    share = np.exp(logs - np.logaddexp(logs[0], logs[1]))
    shape, rate = np.array(prior.shape) + o, np.array(prior.rate) + e
    ratio = float(np.exp(share @ (special.digamma(shape) - np.log(rate))))

    def quantile(chance: float) -> float:
        ends = special.gammaincinv(shape, chance) / rate
        return float(
            optimize.brentq(
                lambda x: float(share @ special.gammainc(shape, rate * x)) - chance,
                # A little beyond, since rounding may put the root just outside.
                float(ends.min()) * (1 - 1e-6),
                float(ends.max()) * (1 + 1e-6),
            )
        )

    return RateRatio(ratio, quantile((1 - coverage) / 2), quantile((1 + coverage) / 2))
