"""The statistic of a window: by hand, against a plain version, and what may not change it."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.analysis.concentration.nulls import plain_draws, plain_statistic, window

from famnet.analysis.concentration.frailty import lognormal_grid, no_frailty
from famnet.analysis.concentration.sampler import SecondNull, WindowNull, value_of
from famnet.analysis.concentration.scan_kernels import group_worth
from famnet.analysis.concentration.weight import SCAN, ranked_by

ALONE = no_frailty(9)


def _null(masks, chances, second=None, grid=ALONE) -> WindowNull:
    chances = np.array(chances)
    null = WindowNull("w", np.zeros((len(masks), 1)), chances, np.array(masks, np.int32), grid)
    persons = np.zeros(len(masks), np.int32) if second is None else np.array(second, np.int32)
    more = np.ones_like(grid.factor)
    return WindowNull(
        "w", null.events, chances, null.masks, grid, SecondNull(persons, chances, more)
    )


def _one(masks, chances, second=None, grid=ALONE, asked=SCAN) -> float:
    return value_of(_null(masks, chances, second, grid), asked)


def _lift(o: float, e: float, share: float = 0.3) -> float:
    """Of four rate ratios, all as likely; the group is raised in three of ten."""
    mean = sum(r**o * exp(-(r - 1) * e) for r in (4, 8, 16, 32)) / 4
    return log(1 - share + share * mean)


def test_by_hand():
    # Two households touched in groups 0 and 1, and in 2; a third untouched.
    chances = [[0.01, 0.01, 0.02], [0.01, 0.02, 0.01], [0.03, 0.01, 0.01]]
    without_first = _lift(0.5, 0.045) + _lift(0.5, 0.035) + _lift(1, 0.03)
    without_second = _lift(1, 0.045) + _lift(1, 0.03) + _lift(0.5, 0.035)
    assert _one([0b011, 0b100, 0], chances) == pytest.approx(min(without_first, without_second))


def test_a_second_person_counts_half_a_household():
    chances = [[0.1, 0.1, 0.2], [0.1, 0.2, 0.1]]
    # In the first household two persons in group 1, in the second two in group 2.
    without_first = _lift(0.5, 0.15) + _lift(0.75, 0.25) + _lift(1.5, 0.2)
    without_second = _lift(1, 0.15) + _lift(1.5, 0.2) + _lift(0.75, 0.25)
    got = _one([0b011, 0b100], chances, [0b010, 0b100])
    assert got == pytest.approx(min(without_first, without_second))


def test_what_rests_on_one_household_counts_half():
    chances = np.full((3, 4), 0.05)
    assert _one([0b1111, 0b0001, 0], chances) == pytest.approx(
        _lift(1.5, 0.125) + 3 * _lift(0.5, 0.125)
    )
    # The same number of touches, spread.
    assert _one([0b1100, 0b0011, 0b0001], chances) > _one([0b1111, 0b0001, 0], chances)


def test_more_of_everything_is_worth_less_where_families_resemble_each_other():
    chances = np.full((4, 6), 0.1)
    all_groups = [0b000111, 0b111000, 0b010101, 0b101010]
    three_groups = [0b000111, 0b000111, 0b000111, 0b000111]
    alike = lognormal_grid(0.5, 0.0, 6)
    lost = [
        _one(masks, chances, grid=no_frailty(6)) - _one(masks, chances, grid=alike)
        for masks in (all_groups, three_groups)
    ]
    assert lost[0] > 0
    assert _one(three_groups, chances, grid=alike) > 2 * _one(all_groups, chances, grid=alike)


def test_three_groups_and_two_households_are_asked():
    chances = np.full((3, 4), 0.05)
    assert _one([0b0011, 0b0011, 0b0011], chances) == 0
    assert _one([0b0111, 0, 0], chances) == 0
    assert _one([0b0011, 0b0110, 0], chances) > 0


def test_nothing_is_nothing():
    assert _one([0, 0], np.full((2, 3), 0.1)) == 0


def test_a_group_in_which_nothing_is_expected_counts_for_nothing():
    chances = np.array([[0.1, 0.1, 0.1, 0.0]] * 3)
    for grid in (no_frailty(4), lognormal_grid(0.4, 0.1, 4)):
        with_it = _one([0b1011, 0b0100, 0], chances, grid=grid)
        assert with_it == _one([0b0011, 0b0100, 0], chances, grid=grid)


def test_the_certificate_asks_households_of_some_groups_each_worth_zero_or_more():
    chances = np.full((2, 3), 0.1)
    asked = SCAN._replace(keep=0b001, half_best=False, n_groups=0, n_touched=0)
    got = _one([0b011, 0b100], chances, asked=asked)
    assert got == pytest.approx(_lift(1, 0.2, 0.4)) == pytest.approx(group_worth(1.0, 0.2))
    # Touched where more is expected than seen: nothing, not less.
    assert _one([0b1, 0], np.full((2, 3), 0.9), asked=asked) == 0


WINDOWS = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 31), min_size=n, max_size=n),
        st.lists(st.integers(0, 31), min_size=n, max_size=n),
        st.lists(st.lists(st.floats(0.01, 0.9), min_size=5, max_size=5), min_size=n, max_size=n),
    )
)
GRIDS = st.sampled_from([no_frailty(5), lognormal_grid(0.1, 0.6, 5), lognormal_grid(0.8, 0.1, 5)])


def _parts(drawn):
    masks, second = np.array(drawn[0]), np.array(drawn[1])
    return masks, second & masks, np.array(drawn[2])


@given(WINDOWS, GRIDS)
def test_the_same_as_a_plain_version(drawn, grid):
    masks, second, chances = _parts(drawn)
    touched, others = (
        (bits[None, :, None] >> np.arange(5) & 1).astype(float) for bits in (masks, second)
    )
    null = _null(masks, chances, second, grid)
    assert value_of(null) == pytest.approx(plain_statistic(touched, null, others)[0], abs=1e-9)


@given(WINDOWS, GRIDS, st.randoms(use_true_random=False))
def test_order_of_households_and_groups_doesn_t_matter(drawn, grid, random):
    masks, second, chances = _parts(drawn)
    households, groups = list(range(len(masks))), list(range(5))
    random.shuffle(households)
    random.shuffle(groups)
    moved, others = (
        sum((bits >> old & 1) << new for new, old in enumerate(groups)) for bits in (masks, second)
    )
    same = _one(moved[households], chances[households][:, groups], others[households], grid)
    assert same == pytest.approx(_one(masks, chances, second, grid), abs=1e-9)


@given(WINDOWS)
def test_expecting_more_never_makes_it_larger_where_families_don_t_resemble_each_other(drawn):
    masks, second, chances = _parts(drawn)
    assert _one(masks, chances * 1.1, second) <= _one(masks, chances, second) + 1e-9


def test_against_its_own_null_it_is_a_likelihood_ratio():
    # Of a true ratio the mean under the null is one; touches aren't quite Poisson, gates take away.
    null = window("ratio", lognormal_grid(0.3, 0.0, 9), [0] * 4)
    ratio = np.exp(plain_statistic(plain_draws(null, 20_000, 2).astype(float), null))
    assert ratio.mean() < 3


def test_ranked_by_weight():
    assert ranked_by(np.array([0.0, 2.0, 5.0, 2.0])).tolist() == [2, 1, 3]
