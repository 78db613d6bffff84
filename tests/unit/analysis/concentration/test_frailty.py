"""Frailty grids against their moments and closed forms; the fit against made-up truth."""

from __future__ import annotations

import numpy as np
import pytest
from unit.analysis.concentration.nulls import plain_draws, profiles

from famnet.analysis.concentration.frailty import (
    FittedFrailty,
    fit_frailty,
    gamma_grid,
    lognormal_grid,
    no_frailty,
    rare_curve,
)
from famnet.analysis.concentration.profile import Profiles, event_intensities
from famnet.analysis.concentration.resemblance import RICH, pairs_curve
from famnet.analysis.concentration.sampler import WindowNull


@pytest.mark.parametrize(
    "grid", [no_frailty(4), lognormal_grid(0.8, 0.1, 4), gamma_grid(1.5, 4), gamma_grid(30.0, 4)]
)
def test_the_factor_is_one_on_average_for_every_size(grid):
    assert grid.weight.sum() == pytest.approx(1)
    assert grid.weight @ grid.factor == pytest.approx(np.ones(5))


@pytest.mark.parametrize("variance", [0.1, 0.5, 1.0])
def test_lognormal_moments(variance: float):
    # E[g^2] of a lognormal of mean one is exp(variance).
    grid = lognormal_grid(variance, 0.0, 3)
    assert grid.weight @ grid.factor[:, 1] ** 2 == pytest.approx(np.exp(variance), rel=1e-3)


def test_the_richness_that_the_fit_rests_on():
    # E[g f(s)] = exp(variance (1 + beta (s - 1))): methods.md section 2.4.
    variance, beta = 0.4, 0.15
    grid = lognormal_grid(variance, beta, 4)
    for s in (1, 2, 3, 4):
        found = grid.weight @ (grid.factor[:, 1] * grid.factor[:, s])
        assert found == pytest.approx(np.exp(variance * (1 + beta * (s - 1))), rel=1e-3)


@pytest.mark.parametrize("shape", [0.8, 2.0, 25.0])
def test_gamma_laplace_transform(shape: float):
    grid = gamma_grid(shape, 3)
    for rate in (0.1, 1.0, 3.0):
        found = grid.weight @ np.exp(-rate * grid.factor[:, 1])
        assert found == pytest.approx((1 + rate / shape) ** -shape, rel=1e-6)


def test_the_fit_returns_what_made_the_figures():
    variance, beta = np.array([0.05, 0.3, 0.6]), 0.15
    expected = np.outer([50.0, 80.0, 20.0], [100.0, 30.0, 10.0, 3.0])
    power = 1 + beta * np.arange(4)
    found = fit_frailty(expected * np.exp(np.outer(variance, power)), expected)
    assert found.variance == pytest.approx(variance, rel=1e-3)
    assert found.beta == pytest.approx(beta, abs=1e-3)


def test_no_excess_is_no_frailty():
    found = fit_frailty(np.array([[80.0, 19.0]]), np.array([[90.0, 20.0]]))
    assert found == FittedFrailty((0.0,), 0.0)
    assert len(found.grid(0, 9).weight) == 1


def test_the_fit_on_drawn_families():
    # Two households; g shared; what the second shows given how many groups the first one does.
    rng = np.random.default_rng(1)
    n, variance, beta = 400_000, 0.5, 0.1
    g = np.exp(rng.normal(-variance / 2, np.sqrt(variance), n))
    size = rng.integers(1, 5, n)
    power = 1 + beta * (size - 1)
    lift = g**power / np.exp(variance * (power**2 - power) / 2)
    focal = rng.random(n) < np.minimum(0.05 * lift, 1)
    other = rng.poisson(0.05 * g)
    observed = np.array([[other[focal & (size == s)].sum() for s in (1, 2, 3, 4)]], float)
    expected = np.array([[0.05 * (focal & (size == s)).sum() for s in (1, 2, 3, 4)]])
    found = fit_frailty(observed, expected)
    assert found.variance[0] == pytest.approx(variance, abs=0.12)
    assert found.beta == pytest.approx(beta, abs=0.15)


def test_the_curve_where_each_touch_is_one_event_of_its_own():
    # Rare events of one group each: three groups are three events, so a household touched in three
    # goes with g ** 3, two of them with exp(9 variance), without any richness.
    singles = np.zeros((1, 16))
    singles[0, [1, 2, 4, 8]] = 0.25
    chances = np.full((2, 4), 1e-2)
    classes, any_chance = np.zeros(2, np.int32), np.full(2, 1 - 0.99**4)
    curve = pairs_curve(Profiles(singles, 4), classes, chances, any_chance)
    assert curve.log_ratio[1, 0] == pytest.approx(curve.variance[1] * np.array([1, 9]), rel=0.08)
    assert curve.log_ratio[0].tolist() == [[0, 0]] * len(curve.beta)


def test_the_curve_where_all_groups_come_in_one_event():
    # One event of three groups: exp(variance a(3) a(3)) for both columns.
    table = np.zeros((1, 8))
    table[0, 1:7], table[0, 7] = 1e-9, 1.0
    chances = np.full((2, 3), 1e-4)
    classes = np.zeros(2, np.int32)
    curve = pairs_curve(Profiles(table, 3), classes, chances, np.full(2, 1e-4))
    for b, beta in enumerate(curve.beta[:3]):
        expected = curve.variance[1] * (1 + 2 * beta) ** 2
        assert curve.log_ratio[1, b, 1] == pytest.approx(expected, rel=0.05)


def test_a_frailty_comes_back_from_the_pairs_it_makes():
    n_groups, n, variance, beta = 4, 300_000, 0.4, 0.25
    classes, chances = np.zeros(2, np.int32), np.full((2, n_groups), 0.05)
    any_chance, known = np.full(2, 0.14), profiles(n_groups)
    grid = lognormal_grid(variance, beta, n_groups)
    events = event_intensities(known, classes, chances, any_chance, grid)
    drawn = plain_draws(WindowNull("w", events, chances, classes, grid), n, 5).sum(axis=2)
    alone = [(drawn >= least).mean() for least in RICH]
    seen = [[(drawn >= least).all(axis=1).sum() for least in RICH]]
    curve = pairs_curve(known, classes, chances, any_chance)
    found = fit_frailty(np.array(seen, float), n * np.array([alone]) ** 2, curve)
    assert found.variance[0] == pytest.approx(variance, abs=0.08)
    assert found.beta == pytest.approx(beta, abs=0.15)


def test_one_standard_error_up_is_a_larger_beta_and_a_smaller_variance():
    seen, expected = np.array([[140.0, 12.0]]), np.array([[100.0, 8.0]])
    best, above = fit_frailty(seen, expected), fit_frailty(seen, expected, slack=0.5)
    assert above.beta > best.beta
    assert above.variance[0] < best.variance[0]


def test_between_nodes_a_straight_line():
    curve = rare_curve(3)
    assert curve.at_beta(0.25)[1] == pytest.approx(curve.variance[1] * np.array([1, 1.25, 1.5]))


def test_events_of_three_groups_beside_events_of_two():
    variance, beta = 0.4, 0.3
    grid = lognormal_grid(variance, beta, 4)
    found = grid.weight @ (grid.factor[:, 3] * grid.factor[:, 2])
    assert found == pytest.approx(np.exp(variance * 1.6 * 1.3), rel=1e-2)
