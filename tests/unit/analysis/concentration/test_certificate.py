"""The certificate: p of each number against plain simulation, and how often it is wrong."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scipy import stats
from unit.analysis.concentration.nulls import plain_draws, plain_worth, window

from famnet.analysis.concentration.certificate import certificate, group_worths
from famnet.analysis.concentration.frailty import lognormal_grid, no_frailty

FEW = 4


def plain_worths(touched, chances):
    return plain_worth(touched.sum(axis=1).astype(float), chances.sum(axis=0))


def _shown(null):
    return null.masks[None, :, None] >> np.arange(null.chances.shape[1]) & 1


def test_worths_per_group_are_those_of_a_plain_sum():
    null = window("groups", no_frailty(FEW), [3, 5, 1, 0], FEW)
    assert group_worths(null) == pytest.approx(plain_worths(_shown(null), null.chances)[0])


@pytest.mark.parametrize("grid", [no_frailty(FEW), lognormal_grid(0.4, 0.1, FEW)])
def test_the_p_of_each_number_is_the_largest_over_what_is_given_away(grid):
    null = window("certify", grid, [0b0111, 0b0011, 0b0010, 0b0001, 0], FEW)
    drawn = plain_worths(plain_draws(null, 60_000, 1), null.chances)
    worths = np.sort(group_worths(null))[::-1]
    found = certificate(null, alpha=1.0)
    for u in (1, 2, 3):
        goal = worths[u - 1 :].sum() * (1 - 1e-9)
        plain = max(
            (np.delete(drawn, list(given), axis=1).sum(axis=1) >= goal).mean()
            for given in combinations(range(FEW), u - 1)
        )
        # Upper limits, so above the truth, by a few times the tenth that they are refined to.
        assert plain * 0.95 < found.p[u - 1] < plain * 1.4


def test_nothing_seen_certifies_nothing():
    assert certificate(window("none", no_frailty(FEW), [0, 0, 0], FEW)).certified == 0


def test_one_group_alone_is_never_two():
    null = window("one", no_frailty(FEW), [1, 1, 1, 1, 1, 0], FEW)
    assert certificate(null, alpha=0.05).certified == 1


def test_more_groups_are_certified_where_more_are_elevated():
    null = window("many", lognormal_grid(0.2, 0.05, FEW), [15, 15, 15, 15, 0, 0], FEW)
    found = certificate(null)
    assert found.certified >= 3
    assert list(found.p) == sorted(found.p)


def test_the_same_each_time():
    null = window("again", lognormal_grid(0.2, 0.05, FEW), [7, 3, 1, 0], FEW)
    assert certificate(null) == certificate(null)


def test_without_anything_special_it_is_seldom_wrong():
    null = window("null", lognormal_grid(0.4, 0.1, FEW), [0] * 5, FEW)
    drawn = plain_draws(null, 150, 7)
    wrong = 0
    for i, touched in enumerate(drawn):
        masks = (touched.astype(np.int32) << np.arange(FEW)).sum(axis=1).astype(np.int32)
        one = replace(null, window_id=f"w-{i}", masks=masks)
        # With little to show p is large, and not worth the draws.
        if group_worths(one).sum() > 2:
            wrong += certificate(one, alpha=0.05).certified >= 1
    assert wrong <= stats.binom.ppf(0.999, 150, 0.05)
