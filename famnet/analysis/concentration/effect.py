"""How much more than expected: a rate ratio with its interval, shrunk towards all windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import optimize, special

from famnet.analysis.concentration.rates import STRENGTH

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]

__all__ = [
    "COVERAGE", "GammaMixture", "RateRatio", "crowding_factors", "fit_prior", "rate_ratio",
    "rate_ratios",
]  # fmt: skip

#: Of the interval shown.
COVERAGE: Final = 0.90

# DuMouchel's own start (1999): shapes and rates of both components, weight of the first.
_START: Final = (0.2, 0.1, 2.0, 4.0, 1 / 3)
_BOUNDS: Final = ((-6.0, 8.0), (-6.0, 8.0), (-6.0, 8.0), (-6.0, 8.0), (-8.0, 8.0))
_ROUNDS: Final = 4000
#: Of the logarithm of what is expected, in fitting.
_STEP: Final = 0.02
_HALVINGS: Final = 50


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


def crowding_factors(seen: Floats, expected: Floats, classes: Codes) -> Floats:
    """Return per household by how much touches cluster within households of its kind.

    Parameters
    ----------
    seen, expected : float64 array
        Per household the number of groups touched, and expected to be.
    classes : int32 array
        Its class.

    Returns
    -------
    float64 array
        Squared deviation over what is expected, per class; one where each touch stands alone.

    Notes
    -----
    Taken from the households themselves, not from the null: it then holds whatever makes touches come
    together. Small classes lean on all households (as ``rates.STRENGTH``).
    """
    n = int(classes.max()) + 1 if len(classes) else 0
    spread = np.bincount(classes, (seen - expected) ** 2, n)
    whole = np.bincount(classes, expected, n)
    every = spread.sum() / max(float(whole.sum()), 1e-12) if whole.sum() > 0 else 1.0
    factor: Floats = (spread + STRENGTH * every) / (whole + STRENGTH)
    return factor[classes]


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
    likelihood is asked for distinct pairs once, for that both are rounded: seen to a tenth, expected to
    two parts in a hundred.
    """
    observed = observed.round(1)
    expected = np.exp((np.log(expected) / _STEP).round() * _STEP)
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
    arrays = np.array([observed]), np.array([expected])
    (found,) = rate_ratios(*arrays, prior, np.array([crowding]), coverage=coverage)
    return found


def rate_ratios(
    observed: Floats,
    expected: Floats,
    prior: GammaMixture,
    crowding: Floats,
    *,
    coverage: float = COVERAGE,
) -> list[RateRatio]:
    """Return the rate ratio of many windows with their intervals.

    Parameters
    ----------
    observed, expected : float64 array
        Per window touches over households and groups, seen and expected.
    prior : GammaMixture
        Of all windows.
    crowding : float64 array
        Per window: both are divided by it, since touches come together in households.
    coverage : float
        Of the interval.

    Notes
    -----
    The posterior is a mixture of two gammas again; its quantiles by bisection, all windows at once.
    """
    o, e = observed / crowding, expected / crowding
    logs = _log_marginals(o, e, prior)
    share = np.exp(logs - np.logaddexp(logs[0], logs[1]))
    shape = np.array(prior.shape)[:, None] + o
    rate = np.array(prior.rate)[:, None] + e
    ratio = np.exp((share * (special.digamma(shape) - np.log(rate))).sum(axis=0))

    def quantile(chance: float) -> Floats:
        ends = np.log(special.gammaincinv(shape, chance) / rate)
        low, high = ends.min(axis=0), ends.max(axis=0)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            below = (share * special.gammainc(shape, rate * np.exp(middle))).sum(axis=0) < chance
            low, high = np.where(below, middle, low), np.where(below, high, middle)
        return np.asarray(np.exp((low + high) / 2))

    columns = ratio, quantile((1 - coverage) / 2), quantile((1 + coverage) / 2)
    return [RateRatio(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]
