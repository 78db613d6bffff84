"""p of a window: against counting out, against plain simulation, and the same on every road."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import stats
from unit.analysis.concentration.nulls import plain_draws, plain_statistic, window

from famnet.analysis.concentration.exact import set_chances
from famnet.analysis.concentration.frailty import gamma_grid, lognormal_grid, no_frailty
from famnet.analysis.concentration.sampler import (
    SCAN,
    Effort,
    p_value,
    p_values,
    seed_of,
    value_of,
)

FEW = 4
#: Draws that refine any p, however large.
REFINED = Effort(refine_below=1.0, relative_error=0.05, most=30_000)


def grids(n_groups: int):
    return {
        "none": no_frailty(n_groups),
        "weak lognormal": lognormal_grid(0.2, 0.05, n_groups),
        "strong lognormal": lognormal_grid(0.9, 0.15, n_groups),
        "gamma": gamma_grid(1.5, n_groups, 20),
    }


def counted_out(null) -> float:
    """Add the chances of all ways in which the households can be touched that reach as much."""
    n_groups = null.chances.shape[1]
    ways = np.array(list(product(range(1 << n_groups), repeat=len(null.masks))))
    touched = (ways[:, :, None] >> np.arange(n_groups) & 1).astype(float)
    goal = plain_statistic(
        (null.masks[None, :, None] >> np.arange(n_groups) & 1).astype(float), null.chances
    )[0]
    reach = plain_statistic(touched, null.chances) >= goal * (1 - 1e-9)
    chance = np.ones((len(null.grid.weight), len(ways)))
    for h, events in enumerate(null.events):
        chance *= set_chances(events, null.grid)[:, ways[:, h]]
    return float(null.grid.weight @ chance[:, reach].sum(axis=1))


@pytest.mark.parametrize("grid", grids(FEW).values(), ids=grids(FEW))
@pytest.mark.parametrize("masks", [[0b0011, 0b0100], [0b0111, 0b1001], [0b1111, 0b1111]])
def test_two_households_are_counted_out(grid, masks):
    null = window("pair", grid, masks, FEW)
    found = p_value(null)
    assert found.p == pytest.approx(counted_out(null), rel=1e-9)
    assert (found.p_upper, found.rel_se, found.draws) == (found.p, 0, 0)


@pytest.mark.parametrize("grid", grids(FEW).values(), ids=grids(FEW))
@pytest.mark.parametrize(
    "masks", [[0b0011, 0b0100, 0], [0b0111, 0b1001, 0b0001], [0b1111, 0b1111, 0b1111]]
)
def test_three_households_against_counting_out(grid, masks):
    null = window("three", grid, masks, FEW)
    exact = counted_out(null)
    found = [p_value(null, effort=REFINED, run_seed=seed) for seed in range(5)]
    mean, error = np.mean([one.p for one in found]), np.mean([one.rel_se for one in found])
    # Down to p = 1e-8, where the cap on draws leaves an error of 18 %: it says so itself.
    assert error < 0.25
    assert mean == pytest.approx(exact, rel=3.3 * error / np.sqrt(5))


def test_rare_windows_of_nine_groups_against_the_exact_p():
    # The draws of two households, made as if they couldn't be counted out: leaving out nobody new
    # keeps the statistic, a third household that nothing ever happens to makes it three.
    for grid in (lognormal_grid(0.3, 0.08, 9), gamma_grid(8.0, 9, 20)):
        pair = window("rare", grid, [63, 63])
        three = replace(
            pair,
            events=np.vstack([pair.events, np.zeros(512)]),
            chances=np.vstack([pair.chances, np.zeros(9)]),
            masks=np.append(pair.masks, 0).astype(np.int32),
        )
        exact = p_value(pair).p
        assert 1e-6 < exact < 1e-3
        found = [p_value(three, run_seed=seed) for seed in range(12)]
        ratio = np.array([one.p for one in found]) / exact
        assert np.median(ratio) == pytest.approx(1, abs=0.12)
        # The spread it reports is the one it has.
        assert 0.5 < ratio.std() / np.mean([one.rel_se for one in found]) < 2


@pytest.mark.parametrize("grid", grids(9).values(), ids=grids(9))
def test_six_households_against_plain_simulation(grid):
    null = window("six", grid, [7, 11, 19, 0, 0, 0])
    draws = 60_000
    reached = 0
    for seed in range(6):
        touched = plain_draws(null, draws // 6, seed).astype(float)
        reached += int(
            (plain_statistic(touched, null.chances) >= value_of(null) * (1 - 1e-9)).sum()
        )
    # The plain draws' own error: an exact interval, widened by the sampler's 3 x 5 %.
    interval = stats.binomtest(reached, draws).proportion_ci(0.999)
    found = p_value(null, effort=REFINED)
    assert interval.low * 0.85 < found.p < interval.high * 1.15


def test_the_upper_limit_lies_above_the_truth_as_often_as_it_says():
    pair = window("upper", lognormal_grid(0.4, 0.1, 9), [7, 27])
    three = replace(
        pair,
        events=np.vstack([pair.events, np.zeros(512)]),
        chances=np.vstack([pair.chances, np.zeros(9)]),
        masks=np.append(pair.masks, 0).astype(np.int32),
    )
    exact = p_value(pair).p
    below = sum(p_value(three, run_seed=s).p_upper < exact for s in range(100))
    assert below <= stats.binom.ppf(0.999, 100, 0.05)


def test_a_p_is_never_zero_in_what_is_passed_on():
    null = window("never", no_frailty(9), [511, 511, 511, 511])
    found = p_value(null, effort=Effort(pilot=10, round=10, most=10))
    assert found.p_upper > 0
    assert found.p <= found.p_upper


def test_what_shows_nothing_has_p_one():
    null = window("nothing", no_frailty(9), [3, 0, 0])
    assert value_of(null) == 0
    assert (p_value(null).p, p_value(null).p_upper) == (1, 1)


def test_the_same_in_any_order_and_on_two_threads():
    grid = lognormal_grid(0.4, 0.1, 9)
    nulls = [window(name, grid, [7, 11, 0, 16]) for name in ("w-a", "w-b", "w-c", "w-d", "w-e")]
    alone = [p_value(null) for null in nulls]
    assert p_values(nulls) == alone
    assert p_values(nulls[::-1], threads=2) == alone[::-1]


def test_another_seed_is_another_estimate_of_the_same():
    null = window("seed", lognormal_grid(0.4, 0.1, 9), [7, 11, 0, 16])
    one, two = p_value(null, run_seed=1), p_value(null, run_seed=2)
    assert one != two
    assert one.p == pytest.approx(two.p, rel=0.5)


def test_p_is_small_no_more_often_than_it_says_under_its_own_null():
    null = window("own", lognormal_grid(0.4, 0.1, 9), [0] * 4)
    touched = plain_draws(null, 3000, 3)
    masks = (touched.astype(np.int32) << np.arange(9)).sum(axis=2).astype(np.int32)
    shown = [m for m in masks if value_of(replace(null, masks=m)) > 0]
    worth = np.array([value_of(replace(null, masks=m)) for m in shown])
    # Only the largest can have a p of .02: the others needn't be drawn.
    largest = np.argsort(-worth)[:100]
    p = [p_value(replace(null, window_id=f"w-{i}", masks=shown[i])).p_upper for i in largest]
    for level in (0.002, 0.01, 0.02):
        below = sum(one <= level for one in p)
        assert below <= stats.binom.ppf(0.999, len(masks), level)
    # And it isn't empty: at .02 some 60 windows are called out.
    assert sum(one <= 0.02 for one in p) >= 25


def test_the_order_of_households_leaves_the_exact_p():
    null = window("order", lognormal_grid(0.4, 0.1, 9), [7, 27])
    turned = replace(
        null, events=null.events[::-1], chances=null.chances[::-1], masks=null.masks[::-1]
    )
    assert p_value(turned).p == pytest.approx(p_value(null).p, rel=1e-9)


def test_a_stronger_frailty_makes_the_same_window_less_surprising():
    p = [
        p_value(window("same", lognormal_grid(v, 0.1, 9), [63, 63])).p for v in (0.0, 0.2, 0.5, 0.9)
    ]
    assert p == sorted(p)
    assert p[-1] > 10 * p[0]


def test_seeds_are_fixed_by_the_id():
    # blake2b of "0:w-1", eight bytes, lowest first.
    assert seed_of("w-1") == seed_of("w-1", 0) != seed_of("w-1", 1)
    assert seed_of("w-1") != seed_of("w-2")


def test_simulated_and_expected_touches_agree_in_every_size():
    # The test that settles the choice of raking intensities (methods.md section 2.4).
    for size in (2, 5, 12):
        null = window("size", lognormal_grid(0.5, 0.1, 9), [0] * size)
        seen = plain_draws(null, 60_000, size).sum(axis=(1, 2)).mean()
        assert seen / null.chances.sum() == pytest.approx(1, abs=0.02)


def test_other_statistics_can_be_asked():
    null = window("asked", no_frailty(9), [1, 1, 0])
    asked = SCAN._replace(keep=1, without_best=False, n_groups=0, n_touched=0)
    # Two or more of three households in one group: Poisson-binomial.
    q = null.chances[:, 0]
    exact = sum(
        np.prod([q[h] if on else 1 - q[h] for h, on in enumerate(way)])
        for way in product((0, 1), repeat=3)
        if sum(way) >= 2
    )
    found = p_value(null, asked=asked, effort=REFINED)
    assert found.p == pytest.approx(exact, rel=0.15)
