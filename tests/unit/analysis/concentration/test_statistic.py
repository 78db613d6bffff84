"""The statistic of a window: by hand, against a plain version, and what may not change it."""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.analysis.concentration.nulls import plain_statistic

from famnet.analysis.concentration.sampler import SCAN
from famnet.analysis.concentration.scan_kernels import statistics


def _one(masks, chances, asked=SCAN) -> float:
    indptr = np.array([0, len(masks)])
    return float(statistics(indptr, np.array(masks, np.int32), np.array(chances), asked)[0])


def _worth(o: float, e: float) -> float:
    """Of four rate ratios, all as likely; the group is raised in two of five."""
    mean = (
        4**o * exp(-3 * e) + 8**o * exp(-7 * e) + 16**o * exp(-15 * e) + 32**o * exp(-31 * e)
    ) / 4
    return max(log(0.6 + 0.4 * mean), 0.0)


def test_by_hand():
    # Two households touched in groups 0 and 1, and in 2; a third untouched.
    chances = [[0.1, 0.1, 0.2], [0.1, 0.2, 0.1], [0.3, 0.1, 0.1]]
    without_first = _worth(1, 0.1 + 0.1)
    without_second = _worth(1, 0.1 + 0.3) + _worth(1, 0.1 + 0.1)
    assert _one([0b011, 0b100, 0], chances) == pytest.approx(min(without_first, without_second))


def test_one_household_cannot_carry_it():
    chances = np.full((3, 4), 0.05)
    assert _one([0b1111, 0, 0], chances) == 0
    # The second one alone is what is left.
    assert _one([0b1111, 0b0001, 0], chances) == pytest.approx(_worth(1, 0.10))


def test_three_groups_and_two_households_are_asked():
    chances = np.full((3, 4), 0.05)
    assert _one([0b0011, 0b0011, 0b0011], chances) == 0
    assert _one([0b0011, 0b0110, 0], chances) > 0


def test_nothing_is_nothing():
    assert _one([0, 0], np.full((2, 3), 0.1)) == 0
    assert len(statistics(np.array([0]), np.empty(0, np.int32), np.empty((0, 3)), SCAN)) == 0


def test_a_group_in_which_nothing_is_expected_counts_for_nothing():
    chances = np.array([[0.1, 0.1, 0.1, 0.0]] * 3)
    assert _one([0b1011, 0b0100, 0], chances) == _one([0b0011, 0b0100, 0], chances)


def test_fewer_groups_asked_for():
    chances = np.full((2, 3), 0.1)
    asked = SCAN._replace(keep=0b001, without_best=False, n_groups=0, n_touched=0)
    assert _one([0b011, 0b100], chances, asked) == pytest.approx(_worth(1, 0.2))


WINDOWS = st.integers(2, 6).flatmap(
    lambda n: st.tuples(
        st.lists(st.integers(0, 31), min_size=n, max_size=n),
        st.lists(st.lists(st.floats(0.01, 0.9), min_size=5, max_size=5), min_size=n, max_size=n),
    )
)


@given(WINDOWS)
def test_the_same_as_leaving_out_every_household_in_turn(window):
    masks, chances = np.array(window[0]), np.array(window[1])
    touched = (masks[None, :, None] >> np.arange(5) & 1).astype(float)
    assert _one(masks, chances) == pytest.approx(plain_statistic(touched, chances)[0], abs=1e-9)


@given(WINDOWS, st.randoms(use_true_random=False))
def test_order_of_households_and_groups_doesn_t_matter(window, random):
    masks, chances = np.array(window[0]), np.array(window[1])
    households, groups = list(range(len(masks))), list(range(5))
    random.shuffle(households)
    random.shuffle(groups)
    moved = sum((masks >> old & 1) << new for new, old in enumerate(groups))
    same = _one(moved[households], chances[households][:, groups])
    assert same == pytest.approx(_one(masks, chances), abs=1e-9)


@given(WINDOWS)
def test_expecting_more_never_makes_it_larger(window):
    masks, chances = np.array(window[0]), np.array(window[1])
    assert _one(masks, chances * 1.1) <= _one(masks, chances) + 1e-9
