"""Adjustment for the number of windows looked at: by hand, against scipy, and its own promise."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from famnet.analysis.concentration.multiplicity import adjusted


def test_by_hand():
    # Five windows looked at; 0 and 2 lead a cluster, 1 belongs to 0's.
    p = np.array([0.004, 0.005, 0.03, 1.0, 1.0])
    found = adjusted(p, np.array([0, 0, 2, -1, -1]))
    assert found.q_bh[[0, 2, 3, 4]] == pytest.approx([0.02, 0.075, 1, 1])
    assert np.isnan(found.q_bh[1])
    harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4 + 1 / 5
    assert found.q_by[[0, 2]] == pytest.approx([0.02 * harmonic, 0.075 * harmonic])


@given(
    st.lists(st.floats(1e-9, 1), min_size=1, max_size=30),
    st.integers(0, 40),
    st.sampled_from(["bh", "by"]),
)
def test_the_same_as_scipy_where_the_others_have_p_one(leaders, others, method):
    # scipy counts all p given: windows that lead nothing stand in it with p = 1.
    p = np.array(leaders + [1.0] * others)
    leader = np.where(np.arange(len(p)) < len(leaders), np.arange(len(p)), -1)
    found = adjusted(p, leader)
    mine = found.q_bh if method == "bh" else found.q_by
    asked = stats.false_discovery_control(p, method=method)[: len(leaders)]
    assert mine[: len(leaders)] == pytest.approx(asked)


def test_the_order_of_windows_doesn_t_matter():
    rng = np.random.default_rng(1)
    p = rng.random(200) ** 3
    order = rng.permutation(200)
    one = adjusted(p, np.arange(200)).q_bh[order]
    assert np.array_equal(one, adjusted(p[order], np.arange(200)).q_bh)


def test_chance_alone_is_seldom_called_a_finding():
    # All null and independent: any rejection at .05 in at most .05 of the worlds.
    rng = np.random.default_rng(2)
    worlds = 2000
    any_found = sum(
        adjusted(rng.random(50), np.arange(50)).q_bh.min() <= 0.05 for _ in range(worlds)
    )
    assert any_found <= stats.binom.ppf(0.999, worlds, 0.05)


def test_no_window_at_all():
    assert len(adjusted(np.empty(0), np.empty(0, np.int64)).q_bh) == 0
