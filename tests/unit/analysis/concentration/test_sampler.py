"""p of a window: against counting out, against plain simulation, and the same on every road."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from scipy import stats
from unit.analysis.concentration.nulls import plain_draws, plain_seen, plain_statistic, window

from famnet.analysis.concentration.exact import set_chances
from famnet.analysis.concentration.frailty import gamma_grid, lognormal_grid, no_frailty
from famnet.analysis.concentration.sampler import (
    Effort,
    p_value,
    p_values,
    seed_of,
    value_of,
)
from famnet.analysis.concentration.weight import SCAN

FEW = 4
#: Draws that refine any p, however large.
REFINED = Effort(refine_below=1.0, relative_error=0.05, most=60_000)


def grids(n_groups: int):
    return {
        "none": no_frailty(n_groups),
        "weak lognormal": lognormal_grid(0.2, 0.05, n_groups),
        "strong lognormal": lognormal_grid(0.9, 0.15, n_groups),
        "gamma": gamma_grid(1.5, n_groups, 20),
    }


def _states(null):
    """Per household: the ways in which it can be touched, and per point how likely each is.

    Of each group: untouched, touched, a second person touched too.
    """
    n_groups = null.chances.shape[1]
    kinds = 2 if null.second is None else 3
    states = np.array(list(product(range(kinds), repeat=n_groups)), np.int8)
    sets = ((states > 0) << np.arange(n_groups)).sum(axis=1)
    chances = []
    for h, events in enumerate(null.events):
        chance = set_chances(events, null.grid)[:, sets]
        if null.second is not None:
            more = null.second.more[:, (states > 0).sum(axis=1)]
            odds = null.second.odds[h] * more[:, :, None]
            second = np.where(states == 2, odds / (1 + odds), 1 / (1 + odds))
            chance = chance * np.where(states > 0, second, 1).prod(axis=2)
        chances.append(chance)
    return states, chances


def counted_out(null) -> float:
    """Add the chances of all ways in which the households can be touched that reach as much."""
    states, chances = _states(null)
    n = len(null.masks)
    ways = np.indices((len(states),) * n).reshape(n, -1).T
    seen = states[ways]
    worth = plain_statistic((seen > 0).astype(float), null, (seen == 2).astype(float))
    reach = ways[worth >= value_of(null) * (1 - 1e-9)]
    chance = np.ones((len(null.grid.weight), len(reach)))
    for h, one in enumerate(chances):
        chance *= one[:, reach[:, h]]
    return float(null.grid.weight @ chance.sum(axis=1))


@pytest.mark.parametrize("grid", grids(FEW).values(), ids=grids(FEW))
@pytest.mark.parametrize(
    ("masks", "second"),
    [
        ([0b0011, 0b0100], None),
        ([0b0111, 0b1001], None),
        ([0b1111, 0b1111], None),
        ([0b0011, 0b0100], [0b0001, 0]),
        ([0b1111, 0b1111], [0b0110, 0]),
        ([0b0011, 0b0100, 0], None),
        ([0b0111, 0b1001, 0b0001], None),
        ([0b1111, 0b1111, 0b1111], None),
    ],
)
def test_few_households_against_counting_out(grid, masks, second):
    null = window("few", grid, masks, FEW, second)
    exact = counted_out(null)
    found = [p_value(null, effort=REFINED, run_seed=seed) for seed in range(5)]
    mean, error = np.mean([one.p for one in found]), np.mean([one.rel_se for one in found])
    # Down to p = 1e-9, where the cap on draws leaves an error of a third: it says so itself.
    assert error < 0.4
    assert mean == pytest.approx(exact, rel=3.3 * error / np.sqrt(5))


def test_three_households_with_second_persons_against_counting_out():
    null = window("three", lognormal_grid(0.4, 0.2, 3), [0b011, 0b111, 0b100], 3, [0b001, 0, 0b100])
    found = [p_value(null, effort=REFINED, run_seed=seed) for seed in range(5)]
    mean, error = np.mean([one.p for one in found]), np.mean([one.rel_se for one in found])
    assert mean == pytest.approx(counted_out(null), rel=3.3 * error / np.sqrt(5))


def test_rare_windows_of_nine_groups_against_the_exact_p():
    for grid, masks in (
        (lognormal_grid(0.3, 0.08, 9), [63, 63]),
        (no_frailty(9), [511, 7]),
        (gamma_grid(8.0, 9, 20), [511, 7]),
    ):
        pair = window("rare", grid, masks)
        exact = counted_out(pair)
        assert 1e-5 < exact < 2e-3
        found = [p_value(pair, run_seed=seed) for seed in range(12)]
        ratio = np.array([one.p for one in found]) / exact
        assert np.median(ratio) == pytest.approx(1, abs=0.15)
        # The spread it reports is the one it has.
        assert 0.5 < ratio.std() / np.mean([one.rel_se for one in found]) < 2


@pytest.mark.parametrize(
    "grid", [lognormal_grid(0.5, 0.3, 9), gamma_grid(1.5, 9, 20)], ids=["lognormal", "gamma"]
)
def test_where_families_resemble_each_other_strongly_other_ways_to_as_much_are_drawn_too(grid):
    # Few groups raised where the frailty would raise them all: which these are differs from draw to
    # draw. Draws that only go for what was seen leave half as much error again.
    pair = window("rare", grid, [0b111000000, 0b111000000])
    exact = counted_out(pair)
    assert 5e-5 < exact < 2e-4
    found = [p_value(pair, effort=Effort(screen=0), run_seed=seed) for seed in range(12)]
    assert np.median([one.p for one in found]) == pytest.approx(exact, rel=0.1)
    assert np.mean([one.rel_se for one in found]) < 0.2


def test_what_was_drawn_where_earlier_draws_led_leaves_p_unbiased():
    # Adding up all draws at a point of the frailty would make p of such small rounds 12 % too low.
    grid, few = lognormal_grid(0.9, 0.3, 9), Effort(screen=0, pilot=20, round=200, most=2000)
    pair = window("rare", grid, [0b111000000, 0b111000000])
    p = np.array([p_value(pair, effort=few, run_seed=seed).p for seed in range(1500)])
    assert p.std() / p.mean() / np.sqrt(len(p)) < 0.03
    assert p.mean() == pytest.approx(counted_out(pair), rel=0.07)


@pytest.mark.parametrize("grid", grids(9).values(), ids=grids(9))
@pytest.mark.parametrize("second", [None, [1, 0, 3, 0, 0, 0]], ids=["households", "persons"])
def test_six_households_against_plain_simulation(grid, second):
    null = window("six", grid, [15, 7, 11, 3, 0, 0], second=second)
    assert value_of(null) > 0
    draws, reached = 60_000, 0
    for seed in range(6):
        touched, others = (one.astype(float) for one in plain_seen(null, draws // 6, seed))
        reached += int((plain_statistic(touched, null, others) >= value_of(null) - 1e-9).sum())
    # The plain draws' own error: an exact interval, widened by the sampler's 3 x 5 %.
    interval = stats.binomtest(reached, draws).proportion_ci(0.999)
    found = p_value(null, effort=REFINED)
    assert interval.low * 0.85 < found.p < interval.high * 1.15


def test_the_upper_limit_lies_above_the_truth_as_often_as_it_says():
    pair = window("upper", lognormal_grid(0.4, 0.1, 9), [7, 27])
    exact = counted_out(pair)
    below = sum(p_value(pair, run_seed=s).p_upper < exact for s in range(100))
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
    nulls = [
        window(name, grid, [7, 7, 0, 3], second=[1, 0, 0, 2])
        for name in ("w-a", "w-b", "w-c", "w-d", "w-e")
    ]
    alone = [p_value(null) for null in nulls]
    assert p_values(nulls) == alone
    assert p_values(nulls[::-1], threads=2) == alone[::-1]


def test_another_seed_is_another_estimate_of_the_same():
    null = window("seed", no_frailty(9), [7, 7, 0, 3])
    one, two = p_value(null, run_seed=1), p_value(null, run_seed=2)
    assert one != two
    assert one.p == pytest.approx(two.p, rel=4 * (one.rel_se + two.rel_se))


def test_p_is_small_no_more_often_than_it_says_under_its_own_null():
    null = window("own", lognormal_grid(0.4, 0.1, 9), [0] * 4, second=[0] * 4)
    seen = [one.astype(np.int32) << np.arange(9) for one in plain_seen(null, 3000, 3)]
    masks, second = (one.sum(axis=2).astype(np.int32) for one in seen)
    nulls = [
        replace(null, window_id=f"w-{i}", masks=m, second=null.second._replace(masks=s))
        for i, (m, s) in enumerate(zip(masks, second, strict=True))
    ]
    worth = np.array([value_of(one) for one in nulls])
    # Only the largest can have a p of .02: the others needn't be drawn.
    largest = np.argsort(-worth)[:100]
    p = [p_value(nulls[i]).p_upper for i in largest.tolist()]
    for level in (0.002, 0.01, 0.02):
        below = sum(one <= level for one in p)
        assert below <= stats.binom.ppf(0.999, len(masks), level)
    # And it isn't empty: at .02 some 60 windows are called out.
    assert sum(one <= 0.02 for one in p) >= 25


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
    asked = SCAN._replace(keep=1, half_best=False, n_groups=0, n_touched=0)
    # Two or more of three households in one group: Poisson-binomial.
    q = null.chances[:, 0]
    exact = sum(
        np.prod([q[h] if on else 1 - q[h] for h, on in enumerate(way)])
        for way in product((0, 1), repeat=3)
        if sum(way) >= 2
    )
    found = p_value(null, asked=asked, effort=REFINED)
    assert found.p == pytest.approx(exact, rel=0.15)
