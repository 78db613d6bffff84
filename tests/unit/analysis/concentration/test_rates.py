"""Rates and multipliers: closed forms, recovery of made-up truth, and what small areas may say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from famnet.analysis.concentration.marks import marks_of
from famnet.analysis.concentration.rates import (
    Cube,
    build_cube,
    fit_rates,
    intensities,
    rescaled,
    strata,
    strength_of,
)


def _codes(*values: int):
    return np.array(values, np.int32)


def test_cube_adds_up_persons_by_hand():
    cube = build_cube(
        _codes(0, 0, 1),
        _codes(0, 0, 1),
        np.array([1.0, 0.5, 1.0]),
        marks_of(np.array([[1, 0], [0, 0], [1, 1]], bool)),
        (2, 2),
    )
    assert cube.time.tolist() == [[1.5, 0.0], [0.0, 1.0]]
    assert cube.touched[:, :, 0].tolist() == [[1, 0], [0, 1]]
    assert cube.touched[:, :, 1].tolist() == [[0, 0], [0, 1]]


def test_each_age_band_and_sex_has_its_own_stratum():
    ages = np.repeat(_codes(-1, 0, 4, 8, 12, 15, 18, 21, 25, 30, 40, 50, 65, 80), 3)
    sexes = np.tile(_codes(0, 1, 2), 14)
    assert len(np.unique(strata(ages, sexes))) == len(ages)
    assert strata(_codes(17), _codes(0)) != strata(_codes(18), _codes(0))


def test_one_area_is_left_at_the_rate_seen():
    cube = Cube(np.array([[100.0], [50.0]]), np.array([[[10.0]], [[1.0]]]))
    rates = fit_rates(cube)
    assert rates.rate[:, 0] == pytest.approx([0.10, 0.02])
    assert rates.multiplier == pytest.approx(1.0)


def test_shrinkage_by_hand():
    # Two areas of equal size and one stratum: 30 and 10 seen, 20 expected in both.
    cube = Cube(np.array([[1000.0, 1000.0]]), np.array([[[30.0], [10.0]]]))
    found = fit_rates(cube, strength=15.0).multiplier[:, 0]
    assert found == pytest.approx([45 / 35, 25 / 35], rel=1e-6)


def test_expected_add_up_to_seen_in_each_stratum():
    rng = np.random.default_rng(1)
    time = rng.gamma(2, 100, (8, 40))
    seen = rng.poisson(time[:, :, None] * 0.03).astype(float)
    rates = fit_rates(Cube(time, np.repeat(seen, 2, axis=2)))
    expected = np.einsum("sn,sd,nd->sd", time, rates.rate, rates.multiplier)
    assert expected == pytest.approx(np.repeat(seen.sum(axis=1), 2, axis=1), rel=1e-6)


def test_a_small_area_says_what_the_district_says():
    # District 0 reports twice as much as district 1; its third area has nobody.
    time = np.array([[5000.0, 5000, 0, 5000, 5000]])
    seen = np.array([[[200.0], [200], [0], [100], [100]]])
    up = (_codes(0, 0, 0, 1, 1),)
    found = fit_rates(Cube(time, seen), up, strength=15.0).multiplier[:, 0]
    assert found[0] / found[3] == pytest.approx(2, rel=0.1)
    assert found[0] > found[2] > 1


def test_a_rare_domain_leans_on_what_an_area_does_in_all():
    # A quarter of the areas reports 2.5 times as much, of a rare domain and of all.
    rng = np.random.default_rng(9)
    high = np.arange(400) < 100
    truth = np.where(high, 2.5, 1.0)
    time = np.full((1, 400), 4000.0)
    rare, every = rng.poisson(4000 * 0.002 * truth), rng.poisson(4000 * 0.06 * truth)
    both = np.stack([rare, every], axis=1)[None].astype(float)
    truth /= truth.mean()

    def bias(multiplier):
        return multiplier[high].mean() / truth[high].mean()

    assert bias(fit_rates(Cube(time, both)).multiplier[:, 0]) == pytest.approx(1, abs=0.03)
    # By itself, it is shrunk towards the others (Gamma-Poisson with E of 8 and shape about 5).
    alone = fit_rates(Cube(time, both[:, :, :1])).multiplier[:, 0]
    assert bias(alone) < 0.93


def test_many_areas_come_closer_to_the_truth_than_their_own_figures():
    rng = np.random.default_rng(3)
    time = rng.gamma(1.0, 400, (1, 500))
    truth = rng.gamma(6, 1 / 6, 500)
    seen = rng.poisson(time[0] * 0.02 * truth)
    rates = fit_rates(Cube(time, seen[None, :, None].astype(float)))
    raw = seen / (time[0] * seen.sum() / time.sum())
    error = ((rates.multiplier[:, 0] - truth) ** 2).mean()
    assert error < 0.5 * ((raw - truth) ** 2).mean()


@pytest.mark.parametrize("shape", [3.0, 12.0, 40.0])
def test_strength_is_the_shape_that_made_the_areas(shape: float):
    rng = np.random.default_rng(4)
    expected = np.full(4000, 30.0)
    seen = rng.poisson(expected * rng.gamma(shape, 1 / shape, 4000)).astype(float)
    assert strength_of(seen, expected) == pytest.approx(shape, rel=0.12)


def test_strength_maximises_scipys_negative_binomial():
    rng = np.random.default_rng(5)
    expected = rng.gamma(2, 5, 60)
    seen = rng.poisson(expected * rng.gamma(4, 0.25, 60)).astype(float)

    def likelihood(c: float) -> float:
        return float(stats.nbinom.logpmf(seen, c, c / (c + expected)).sum())

    found = strength_of(seen, expected)
    assert likelihood(found) >= max(likelihood(found * 0.98), likelihood(found * 1.02))


def test_few_areas_lean_on_the_fixed_strength():
    assert strength_of(np.ones(9), np.ones(9)) == 15.0


def test_no_area_and_no_person_weighs_on_the_order():
    rng = np.random.default_rng(6)
    time, seen = rng.gamma(2, 100, (5, 30)), rng.poisson(5, (5, 30, 2)).astype(float)
    order = rng.permutation(30)
    one = fit_rates(Cube(time, seen)).multiplier[order]
    two = fit_rates(Cube(time[:, order], seen[:, order])).multiplier
    assert one == pytest.approx(two, rel=1e-9)


def test_what_is_expected_of_a_household_by_hand():
    rates = fit_rates(Cube(np.array([[100.0], [50.0]]), np.array([[[10.0]], [[1.0]]])))
    persons = (_codes(0, 0, 1), _codes(0, 1, 1), _codes(0, 0, 0))
    found = intensities(rates, persons, np.array([1.0, 0.5, 1.0]), 3)
    assert found[:, 0] == pytest.approx([0.10 + 0.01, 0.02, 0.0])


def test_the_national_baseline_forgets_areas():
    cube = Cube(np.array([[1000.0, 1000.0]]), np.array([[[90.0], [10.0]]]))
    rates = fit_rates(cube)
    persons = (_codes(0, 1), _codes(0, 0), _codes(0, 1))
    local = intensities(rates, persons, np.ones(2), 2)[:, 0]
    national = intensities(rates.national(), persons, np.ones(2), 2)[:, 0]
    assert local[0] > 3 * local[1]
    assert national[0] == national[1]


def test_rescaled_chances_add_up_to_the_households_touched():
    rng = np.random.default_rng(7)
    intensity = rng.gamma(1, 0.1, (20_000, 1))
    classes = (np.arange(20_000) % 2).astype(np.int32)
    # The second class is touched twice as often as its people say.
    touched = rng.random((20_000, 1)) < -np.expm1(-intensity * (1 + classes[:, None]))
    chance = rescaled(intensity, touched, classes)
    for c in (0, 1):
        seen = touched[classes == c].sum()
        assert chance[classes == c].sum() == pytest.approx(seen, rel=0.02)


def test_a_class_of_three_households_leans_on_all():
    rng = np.random.default_rng(8)
    intensity = np.full((1003, 1), 0.1)
    touched = rng.random((1003, 1)) < 0.1
    touched[-3:] = True
    classes = np.array([0] * 1000 + [1] * 3, np.int32)
    chance = rescaled(intensity, touched, classes)
    assert chance[-1, 0] < 1.3 * chance[0, 0]


def test_a_domain_without_signals_expects_nothing():
    chance = rescaled(np.full((4, 1), 0.1), np.zeros((4, 1), bool), np.zeros(4, np.int32))
    assert chance.max() < 0.1
    assert rescaled(np.zeros((4, 1)), np.zeros((4, 1), bool), np.zeros(4, np.int32)).max() == 0
