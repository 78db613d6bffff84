"""Household profiles: margins, the gamma's closed form, and chances against enumeration."""

from __future__ import annotations

import numpy as np
import pytest
from unit.analysis.concentration.nulls import BASE, profiles

from famnet.analysis.concentration.composition import Composition, compositions
from famnet.analysis.concentration.exact import (
    gamma_untouched,
    set_chances,
    touch_moments,
    union_chances,
)
from famnet.analysis.concentration.frailty import gamma_grid, lognormal_grid, no_frailty
from famnet.analysis.concentration.profile import class_profiles, event_intensities

D = 4
GRIDS = {
    "none": no_frailty(D),
    "gamma": gamma_grid(2.0, D, 24),
    "lognormal with richness": lognormal_grid(0.6, 0.1, D),
}
CHANCES = np.array([[0.30, 0.10, 0.05, 0.20], [0.02, 0.01, 0.03, 0.04]])
ANY = np.array([0.40, 0.07])


def _events(grid):
    return event_intensities(profiles(D), np.zeros(2, np.int32), CHANCES, ANY, grid)


@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)
def test_each_household_keeps_its_own_chances(grid):
    sets = np.arange(1 << D)
    for events, chances, any_chance in zip(_events(grid), CHANCES, ANY, strict=True):
        found = grid.weight @ set_chances(events, grid)
        touched = [found[(sets >> d & 1) == 1].sum() for d in range(D)]
        assert touched == pytest.approx(chances, rel=1e-3)
        assert 1 - found[0] == pytest.approx(any_chance, rel=2e-3)


def test_without_frailty_an_intensity_is_minus_log_of_not_touched():
    sets = np.arange(1 << D)
    events = _events(no_frailty(D))
    for d in range(D):
        assert events[:, (sets >> d & 1) == 1].sum(axis=1) == pytest.approx(
            -np.log1p(-CHANCES[:, d]), rel=1e-4
        )


def test_under_a_gamma_an_intensity_is_the_closed_form():
    # methods.md section 2.4: k ((1 - q) ** (-1 / k) - 1).
    sets, k = np.arange(1 << D), 2.0
    events = _events(gamma_grid(k, D, 24))
    for d in range(D):
        expected = k * ((1 - CHANCES[:, d]) ** (-1 / k) - 1)
        assert events[:, (sets >> d & 1) == 1].sum(axis=1) == pytest.approx(expected, rel=1e-3)


@pytest.mark.parametrize("shape", [1.5, 8.0])
def test_the_union_of_a_window_is_the_gammas_closed_form(shape: float):
    grid = gamma_grid(shape, D, 24)
    events = _events(grid)
    union, sets = union_chances(events, grid), np.arange(1 << D)
    for groups in range(1, 1 << D):
        assert union[(sets & groups) == 0].sum() == pytest.approx(
            gamma_untouched(events, groups, shape), abs=1e-9
        )


def test_set_chances_by_counting_events():
    # Two groups: events {0}, {1} and {0, 1}, each there or not.
    rates = np.array([0.0, 0.3, 0.5, 0.2])
    there, absent = -np.expm1(-rates), np.exp(-rates)
    by_hand = np.zeros(4)
    for a in (0, 1):
        for b in (0, 1):
            for both in (0, 1):
                chance = np.prod(
                    [there[i] if on else absent[i] for i, on in ((1, a), (2, b), (3, both))]
                )
                by_hand[(a | both) | (b | both) << 1] += chance
    assert set_chances(rates, no_frailty(2))[0] == pytest.approx(by_hand)


def test_moments_of_touches_by_hand():
    # One event that touches both groups, else nothing: 0 or 2.
    rates = np.array([[0.0, 0.0, 0.0, 0.25]])
    q = -np.expm1(-0.25)
    mean, variance = touch_moments(rates, no_frailty(2))
    assert mean[0] == pytest.approx(2 * q)
    assert variance[0] == pytest.approx(4 * q * (1 - q))


def plain_raking(seed, margins, total):
    """Iterative proportional fitting, group by group (Deming & Stephan 1940)."""
    sets, table = np.arange(len(seed)), seed * total / seed.sum()
    for _ in range(3000):
        for d, margin in enumerate(margins):
            held = (sets >> d & 1) == 1
            table[held] *= margin / table[held].sum()
            table[~held] *= (total - margin) / table[~held].sum()
    return table


def test_raking_is_that_of_plain_proportional_fitting():
    seed, events = profiles(D).table[0], _events(no_frailty(D))
    for h in range(2):
        plain = plain_raking(seed, -np.log1p(-CHANCES[h]), -np.log1p(-ANY[h]))
        assert events[h] == pytest.approx(plain, rel=1e-3, abs=1e-9)


@pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)
def test_raking_keeps_odds_ratios(grid):
    # Raking multiplies rows and columns, so what it keeps is the table's odds ratios.
    seed = profiles(D).table[0]
    for table in _events(grid):
        assert table[7] * table[1] / (table[3] * table[5]) == pytest.approx(
            seed[7] * seed[1] / (seed[3] * seed[5])
        )


def test_households_alike_get_the_same_whatever_stands_beside_them():
    grid = lognormal_grid(0.5, 0.1, D)
    one = event_intensities(profiles(D), np.zeros(1, np.int32), CHANCES[1:], ANY[1:], grid)
    assert np.array_equal(one[0], _events(grid)[1])


def test_an_impossible_whole_gives_way_and_the_groups_stay():
    # Touched at all less often than in one group: can't be.
    events = event_intensities(
        profiles(D), np.zeros(1, np.int32), CHANCES[:1], np.array([0.01]), no_frailty(D)
    )
    sets = np.arange(1 << D)
    found = set_chances(events[0], no_frailty(D))[0]
    touched = [found[(sets >> d & 1) == 1].sum() for d in range(D)]
    assert touched == pytest.approx(CHANCES[0], rel=5e-3)


def test_a_group_without_signals_is_never_touched():
    chances = np.array([[0.1, 0.0, 0.2, 0.0]])
    events = event_intensities(
        profiles(D), np.zeros(1, np.int32), chances, np.array([0.25]), no_frailty(D)
    )
    assert events[0, (np.arange(1 << D) & 0b1010) > 0].max() == 0


def test_a_class_without_households_has_the_profile_of_all():
    masks = np.array([1, 3, 3, 0, 4], np.int32)
    found = class_profiles(masks, np.zeros(5, np.int32), 2, 3)
    assert found.table.sum(axis=1) == pytest.approx([1, 1])
    assert found.table[:, 0].tolist() == [0, 0]
    assert found.table[1, 3] > found.table[1, 1] > 0
    assert (found.table[:, 1:] > 0).all()


def test_groups_come_together_in_the_profile_as_they_do_in_households():
    table = profiles(D).table[0]
    sets = np.arange(1 << D)
    both = table[(sets & 3) == 3].sum()
    assert both > 1.3 * BASE[0] * BASE[1]


@pytest.mark.parametrize(
    ("adults", "children", "old", "name"),
    [
        (0, 0, 0, "EMPTY"),
        (1, 0, 1, "SINGLE_OLD"),
        (1, 0, 0, "SINGLE"),
        (2, 0, 2, "TWO_OLD"),
        (2, 0, 1, "TWO"),
        (4, 0, 1, "ADULTS"),
        (1, 2, 0, "ONE_PARENT_SMALL"),
        (1, 3, 0, "ONE_PARENT_LARGE"),
        (0, 1, 0, "ONE_PARENT_SMALL"),
        (2, 1, 0, "FAMILY_SMALL"),
        (2, 4, 0, "FAMILY_LARGE"),
        (3, 1, 1, "MORE_ADULTS_AND_CHILDREN"),
    ],
)
def test_composition(adults: int, children: int, old: int, name: str):
    found = compositions(*(np.array([n], np.int32) for n in (adults, children, old)))
    assert Composition(int(found[0])).name == name
