"""Rate ratios: posterior by numerical integration, and intervals that cover what made the data."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, stats

from famnet.analysis.concentration.effect import (
    GammaMixture,
    crowding_factors,
    fit_prior,
    rate_ratio,
    rate_ratios,
)

PRIOR = GammaMixture((0.8, 20.0), (0.4, 20.0), 0.2)
#: A law of the form that is fitted: ordinary families, and one in a hundred that stands out.
LAW = GammaMixture((8.0, 1.0), (8.0, 0.25), 0.99)


def _density(x: float, o: float, e: float) -> float:
    prior = sum(
        share * stats.gamma.pdf(x, shape, scale=1 / rate)
        for share, shape, rate in zip(
            (PRIOR.first, 1 - PRIOR.first), PRIOR.shape, PRIOR.rate, strict=True
        )
    )
    return float(prior * stats.poisson.pmf(o, e * x))


@pytest.mark.parametrize(("o", "e"), [(0, 1.5), (3, 1.0), (9, 1.2), (40, 30.0)])
def test_posterior_by_numerical_integration(o: int, e: float):
    found = rate_ratio(o, e, PRIOR)
    args = {"points": [0.5, 1.0, 2.0, found.high], "limit": 200}

    def part(low, high, weight=lambda _: 1.0):
        return integrate.quad(lambda x: weight(x) * _density(x, o, e), low, high, **args)[0]

    whole = part(1e-9, 200)
    assert part(1e-9, found.low) / whole == pytest.approx(0.05, abs=1e-4)
    assert part(1e-9, found.high) / whole == pytest.approx(0.95, abs=1e-4)
    assert np.exp(part(1e-9, 200, np.log) / whole) == pytest.approx(found.ratio, rel=1e-3)


def test_one_gamma_is_the_textbook_posterior():
    # Gamma(2, 2) and 6 in 3: posterior Gamma(8, 5).
    found = rate_ratio(6, 3, GammaMixture((2.0, 2.0), (2.0, 2.0), 0.3))
    assert found.low == pytest.approx(stats.gamma.ppf(0.05, 8, scale=1 / 5))
    assert found.high == pytest.approx(stats.gamma.ppf(0.95, 8, scale=1 / 5))


def test_crowding_widens_the_interval():
    plain, crowded = rate_ratio(12, 2, PRIOR), rate_ratio(12, 2, PRIOR, crowding=1.6)
    assert crowded.low < plain.low
    assert crowded.high / crowded.low > plain.high / plain.low


def test_the_crowding_factor_by_hand():
    # Three groups at once with chance .1: mean .3, variance .9 - .09, so 2.7; the other class single.
    n = 100_000
    seen = np.zeros(2 * n)
    seen[: n // 10], seen[n : n + n // 10] = 3, 1
    classes = np.repeat(np.array([0, 1], np.int32), n)
    found = crowding_factors(seen, np.repeat([0.3, 0.1], n), classes)
    assert found[0] == pytest.approx(2.7, rel=1e-3)
    assert found[-1] == pytest.approx(0.9, rel=5e-3)


def test_the_crowding_factor_of_nothing():
    none = np.zeros(0)
    assert len(crowding_factors(none, none, np.zeros(0, np.int32))) == 0
    assert crowding_factors(np.zeros(1), np.zeros(1), np.zeros(1, np.int32)).tolist() == [1.0]


def test_many_at_once_are_the_same_as_one_by_one():
    observed, expected = np.array([0.0, 3.0, 40.0]), np.array([1.5, 1.0, 30.0])
    crowding = np.array([1.0, 1.5, 2.0])
    alone = [
        rate_ratio(o, e, PRIOR, crowding=c)
        for o, e, c in zip(observed, expected, crowding, strict=True)
    ]
    assert rate_ratios(observed, expected, PRIOR, crowding) == alone


def _drawn(n: int, seed: int):
    rng = np.random.default_rng(seed)
    pick = (rng.random(n) > LAW.first).astype(int)
    ratio = rng.gamma(np.array(LAW.shape)[pick]) / np.array(LAW.rate)[pick]
    expected = rng.gamma(3, 0.7, n)
    return ratio, rng.poisson(expected * ratio).astype(float), expected


def test_intervals_cover_the_ratio_that_made_the_data():
    ratio, observed, expected = _drawn(6000, 1)
    prior = fit_prior(observed, expected)
    which = np.arange(0, 6000, 12)
    found = [rate_ratio(observed[i], expected[i], prior) for i in which]
    covers = sum(f.low <= ratio[i] <= f.high for f, i in zip(found, which, strict=True))
    low, high = stats.binom.ppf([0.001, 0.999], len(which), 0.90)
    assert low <= covers <= high


def test_intervals_cover_among_the_largest_too():
    # A posterior needs no correction for having been picked: that is why it is shown.
    ratio, observed, expected = _drawn(6000, 2)
    which = np.argsort(-(observed - expected) / np.sqrt(expected))[:300]
    prior = fit_prior(observed, expected)
    found = [rate_ratio(observed[i], expected[i], prior) for i in which]
    covers = sum(f.low <= ratio[i] <= f.high for f, i in zip(found, which, strict=True))
    low, high = stats.binom.ppf([0.001, 0.999], len(which), 0.90)
    assert low <= covers <= high


@pytest.mark.parametrize("planted", [4.0, 8.0, 16.0])
def test_intervals_cover_what_is_planted_where_it_stands_out(planted: float):
    # Not of the form that is fitted: nothing but one ratio, in thirty windows of six thousand.
    rng = np.random.default_rng(round(planted))
    ratio = rng.lognormal(-0.045, 0.3, 6000)
    ratio[:30] *= planted
    expected = rng.gamma(3, 0.7, 6000)
    expected[:30] = rng.uniform(1, 3, 30)
    observed = rng.poisson(expected * ratio).astype(float)
    prior = fit_prior(observed, expected)
    # Asked of those that stand out, as only those are reported; what doesn't is drawn to the others.
    which = np.flatnonzero(stats.poisson.sf(observed[:30] - 1, expected[:30]) < 1e-4)
    found = [rate_ratio(observed[i], expected[i], prior) for i in which]
    covers = sum(f.low <= ratio[i] <= f.high for f, i in zip(found, which, strict=True))
    assert len(which) > 5
    assert covers >= stats.binom.ppf(0.001, len(which), 0.85)


def test_the_fitted_prior_is_as_likely_as_the_one_that_made_the_data():
    _, observed, expected = _drawn(6000, 3)
    found = fit_prior(observed, expected)

    def likelihood(prior: GammaMixture) -> float:
        parts = [
            share * stats.nbinom.pmf(observed, shape, rate / (rate + expected))
            for share, shape, rate in zip(
                (prior.first, 1 - prior.first), prior.shape, prior.rate, strict=True
            )
        ]
        return float(np.log(sum(parts)).sum())

    assert likelihood(found) > likelihood(LAW) - 1
