"""Second persons: what counts as one, how often they come, and how that is fitted."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from factory import make_graph

from famnet.analysis.concentration.frailty import lognormal_grid, no_frailty
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.second_persons import (
    SecondPersons,
    fit_second_persons,
    pair_shares,
)
from famnet.analysis.gate import GROUPS, touches
from famnet.analysis.period import last_months


def _signal(name: str, person: str, incident: str = "", kind: str = "FIN_DEBT"):
    return {
        "signal_id": name, "type": kind, "person_id": person, "role": "involved",
        "partner_id": "WENI", "event_date": "2025-05-01", "incident_id": incident,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("signals", "second"),
    [
        ([], False),
        ([_signal("s1", "a")], False),
        # One person twice is one person.
        ([_signal("s1", "a", "i1"), _signal("s2", "a", "i2")], False),
        # One occurrence about two persons is one occurrence.
        ([_signal("s1", "a", "i1"), _signal("s2", "b", "i1")], False),
        ([_signal("s1", "a", "i1"), _signal("s2", "b", "i2")], True),
        # In two scan groups, one person each.
        ([_signal("s1", "a", "i1"), _signal("s2", "b", "i2", "MEN_CONCERN")], False),
        # In another household.
        ([_signal("s1", "a", "i1"), _signal("s2", "c", "i2")], False),
    ],
)
def test_a_second_person_is_another_one_by_another_occurrence(signals, second):
    graph = make_graph(
        persons=[{"person_id": name, "birth_date": "1980-01-01"} for name in "abc"],
        memberships=[
            {"person_id": "a", "household_id": "h1"}, {"person_id": "b", "household_id": "h1"},
            {"person_id": "c", "household_id": "h2"},
        ],
        signals=signals,
    )  # fmt: skip
    period = last_months(graph.as_of)
    people = people_of(graph, touches(graph, period), period)
    assert set(people.second.tolist()) == ({0, 1 << GROUPS.index("FIN")} if second else {0})
    assert not (people.second & ~people.masks).any()


def _people(unit, rate, touched):
    """People of one stratum per person, and rates that are those given."""
    n_units = max(unit) + 1
    masks, second = np.zeros(n_units, np.int32), np.zeros(n_units, np.int32)
    for d in range(touched.shape[1]):
        times = np.bincount(unit, touched[:, d], n_units)
        masks |= ((times > 0) << d).astype(np.int32)
        second |= ((times > 1) << d).astype(np.int32)
    n = len(unit)
    people = SimpleNamespace(
        unit=np.array(unit), stratum=np.arange(n), area=np.zeros(n, int), exposure=np.ones(n),
        masks=masks, second=second,
    )  # fmt: skip
    # The last column is "in any".
    rates = SimpleNamespace(
        rate=np.column_stack([rate, rate[:, :1]]), multiplier=np.ones((1, rate.shape[1] + 1))
    )
    return rates, people


def test_room_for_a_second_person_by_hand():
    rate = np.array([[0.1], [0.2], [0.3], [0.4], [0.0], [0.5]])
    shares = pair_shares(*_people([0, 0, 0, 1, 2, 2], rate, np.zeros((6, 1))))
    # Pairs: .1 x .2 + .1 x .3 + .2 x .3, over .6; one person; two of whom one can't be touched.
    assert shares[:, 0] == pytest.approx([0.11 / 0.6, 0, 0])


def test_what_was_drawn_is_fitted():
    rng = np.random.default_rng(5)
    n, groups = 300_000, 5
    unit = np.repeat(np.arange(n), rng.integers(1, 5, n))
    rate = np.repeat(rng.gamma(1, 0.015, (n, groups)), np.bincount(unit), axis=0)
    # Persons by themselves: the odds are the room for two, whatever else is touched.
    touched = (rng.random(rate.shape) < rate).astype(float)
    rates, people = _people(unit.tolist(), rate, touched)
    found = fit_second_persons(people, pair_shares(rates, people), np.zeros(n, bool))
    # Rare events: one over the chance of none more, some hundredths of a logarithm.
    assert found.level == pytest.approx(0, abs=0.2)
    assert found.richness == pytest.approx(0, abs=0.2)


def test_households_left_out_are_left_out():
    rng = np.random.default_rng(6)
    unit = np.repeat(np.arange(4000), 2)
    rate = np.full((8000, 3), 0.1)
    touched = (rng.random(rate.shape) < rate).astype(float)
    # In the first four hundred everybody is touched in everything.
    touched[:800] = 1
    rates, people = _people(unit.tolist(), rate, touched)
    shares, aside = pair_shares(rates, people), np.arange(4000) < 400
    without = fit_second_persons(people, shares, aside)
    clean = people.second.copy()
    clean[:400] = 0
    masks = people.masks.copy()
    masks[:400] = 0
    never = SimpleNamespace(masks=masks, second=clean)
    assert without == fit_second_persons(never, shares, np.zeros(4000, bool))
    assert fit_second_persons(people, shares, np.zeros(4000, bool)).richness > 1 + without.richness


def test_nobody_touched_is_no_reason_to_stop():
    none = SimpleNamespace(masks=np.zeros(3, np.int32), second=np.zeros(3, np.int32))
    assert fit_second_persons(none, np.ones((3, 2)), np.zeros(3, bool)).richness == 0


@pytest.mark.parametrize("grid", [no_frailty(9), lognormal_grid(0.6, 0.2, 9)])
def test_over_households_touched_in_so_many_groups_the_factor_is_what_was_fitted(grid):
    fitted = SecondPersons(-0.4, 0.6)
    # Rare events: who is touched in so many groups has the frailty in proportion to its factor.
    mean = (grid.weight[:, None] * grid.factor * fitted.factors(grid)).sum(axis=0)
    assert mean[1:] == pytest.approx(np.exp(-0.4 + 0.6 * np.array([0, 1, 2, *[3] * 6])))


def test_more_frailty_is_more_second_persons():
    factors = SecondPersons(0.0, 0.0).factors(lognormal_grid(0.6, 0.2, 9))
    assert (np.diff(factors, axis=0) > 0).all()
