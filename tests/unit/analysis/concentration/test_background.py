"""From a graph to a background: who is exposed, what is touched, and how relatives resemble."""

from __future__ import annotations

import numpy as np
import pytest
from factory import make_graph

from famnet.analysis.concentration import background
from famnet.analysis.concentration.background import fit_background, refitted, window_null
from famnet.analysis.concentration.composition import Composition
from famnet.analysis.concentration.frailty import FittedFrailty
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.rates import AGE_BANDS
from famnet.analysis.concentration.resemblance import pairs_seen, rich_shares, size_bins
from famnet.analysis.concentration.sampler import p_value, value_of
from famnet.analysis.families import family_windows
from famnet.analysis.gate import GROUPS, touches
from famnet.analysis.households import homes, unit_names
from famnet.analysis.period import last_months

WORLD = {
    "persons": """
        person_id birth_date death_date sex
        gran 1950-01-01 -          female
        ann  1980-01-01 -          female
        kid  2025-01-01 -          male
        bob  1975-01-01 2025-01-01 male
        old  1930-01-01 2020-01-01 x
        who  -          -          -
    """,
    "households": """
        household_id kind municipality neighbourhood
        h0 private Aadorp Noord
        h1 private Aadorp Zuid
        h2 private Beedorp Noord
    """,
    "memberships": """
        person_id household_id
        gran h0
        ann h1
        kid h1
        bob h2
        old h2
        who h2
    """,
    "kinships": "person_id kind relative_id\n gran parent_of ann\n ann parent_of kid",
    "signals": """
        signal_id type person_id household_id role partner_id event_date
        s1 FIN_DEBT ann - involved WENI 2025-05-01
        s2 EDU_ABSENCE kid - involved LPA 2025-06-01
        s3 FIN_DEBT - h2 - WENI 2025-06-01
    """,
}


def _gathered():
    graph = make_graph(**WORLD)
    period = last_months(graph.as_of)
    found = people_of(graph, touches(graph, period), period)
    names = unit_names(graph).tolist()
    return graph, found, names


def test_who_is_exposed_and_for_how_long():
    graph, found, _ = _gathered()
    ids = graph.persons["person_id"].tolist()
    # old died before the period; kid was born and bob died in the middle of it, 731 days long.
    assert len(found.unit) == len(ids) - 1
    exposure = dict(zip([i for i in ids if i != "old"], found.exposure, strict=True))
    assert exposure["gran"] == exposure["who"] == 1
    assert exposure["kid"] == pytest.approx(365 / 731)
    assert exposure["bob"] == pytest.approx(366 / 731)


def test_an_unknown_birth_date_is_a_stratum_of_its_own():
    graph, found, _ = _gathered()
    ids = [i for i in graph.persons["person_id"] if i != "old"]
    band = dict(zip(ids, found.stratum // 3, strict=True))
    assert band["who"] == 0
    assert band["gran"] == 1 + AGE_BANDS.index(65)
    assert len(set(band.values())) == 4


def test_the_same_name_in_two_municipalities_is_two_areas():
    graph, found, _ = _gathered()
    ids = [i for i in graph.persons["person_id"] if i != "old"]
    area = dict(zip(ids, found.area, strict=True))
    assert area["ann"] == area["kid"]
    assert len({area["gran"], area["ann"], area["bob"]}) == 3
    assert found.up[area["gran"]] == found.up[area["ann"]] != found.up[area["bob"]]


def test_what_is_touched_of_whom():
    graph, found, names = _gathered()
    ids = [i for i in graph.persons["person_id"] if i != "old"]
    fin, edu = GROUPS.index("FIN"), GROUPS.index("EDU")
    rows = dict(zip(ids, found.touched, strict=True))
    assert (rows["ann"][fin], rows["kid"][edu], rows["kid"][fin], rows["gran"].sum()) == (
        1,
        1,
        0,
        0,
    )
    # A debt of the household is shared by who lives there: who alone, bob is dead.
    assert (rows["who"][fin], rows["bob"][fin]) == (1, 0)
    masks = dict(zip(names, found.masks.tolist(), strict=True))
    assert masks == {"h0": 0, "h1": 1 << fin | 1 << edu, "h2": 1 << fin}
    assert found.touched_units()[:, -1].tolist() == [0, 1, 1]


def test_composition_is_of_who_lives_there_now():
    _, found, names = _gathered()
    classes = dict(zip(names, found.classes.tolist(), strict=True))
    assert Composition(classes["h0"]) is Composition.SINGLE_OLD
    assert Composition(classes["h1"]) is Composition.ONE_PARENT_SMALL
    assert Composition(classes["h2"]) is Composition.SINGLE


def test_pairs_by_hand():
    # A window of three, touched richly, at all, not; a window of two that is left out.
    rich = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
    shares = np.array([[0.1, 0.01], [0.2, 0.02], [0.3, 0.03]])
    windows = (np.array([0, 3, 5]), np.array([0, 1, 2, 0, 1], np.int32))
    seen, expected = pairs_seen(windows, rich, shares, np.array([1, -1], np.int32))
    assert seen[1].tolist() == [1, 0]
    assert expected[1] == pytest.approx([0.02 + 0.03 + 0.06, 0.0002 + 0.0003 + 0.0006])
    assert (seen.sum(), expected[0].sum()) == (1, 0)


def test_rich_shares_follow_what_is_expected():
    rng = np.random.default_rng(1)
    expected = rng.gamma(2, 0.1, 60_000)
    chance = np.minimum(0.5 * expected**1.5, 1)
    sizes = (3 * (rng.random(60_000) < chance)).astype(np.int32)
    for column in rich_shares(sizes, expected).T:
        assert column.sum() == pytest.approx(sizes.sum() / 3)
        assert np.median(column / chance) == pytest.approx(1, abs=0.05)
    # Too few to fit on: in proportion, and the number is right.
    few = rich_shares(np.array([3, 0, 0], np.int32), np.array([0.2, 0.1, 0.0]))
    assert few[:, 1] == pytest.approx([2 / 3, 1 / 3, 0])


def test_size_bins():
    assert size_bins(np.array([2, 3, 4, 5, 6, 7, 9, 10, 99], np.int32)).tolist() == [
        0, 1, 2, 3, 3, 4, 4, 5, 5,
    ]  # fmt: skip


def _region(n_families: int = 400, seed: int = 1):
    """Families of a parent and two grown children in homes of their own; debts at random."""
    rng = np.random.default_rng(seed)
    persons, homes_, members, kin, signals = [], [], [], [], []
    kinds = [("FIN_DEBT", "WENI"), ("MEN_CONCERN", "HA")]
    for f in range(n_families):
        for i, born in enumerate(("1950-01-01", "1980-01-01", "1982-01-01")):
            name = f"p{f}_{i}"
            persons.append({"person_id": name, "birth_date": born, "sex": "female"})
            homes_.append({"household_id": f"h{f}_{i}", "kind": "private", "municipality": "A"})
            members.append({"person_id": name, "household_id": f"h{f}_{i}"})
            if i:
                kin.append({"person_id": f"p{f}_0", "kind": "parent_of", "relative_id": name})
            for kind, partner in kinds:
                if rng.random() < 0.1:
                    signals.append({
                        "signal_id": f"s{len(signals)}", "type": kind, "person_id": name,
                        "role": "involved", "partner_id": partner, "event_date": "2025-05-01",
                    })  # fmt: skip
    return make_graph(
        persons=persons, households=homes_, memberships=members, kinships=kin, signals=signals
    )


def test_a_region_without_resemblance_has_little_frailty_and_the_right_sums():
    graph = _region()
    period = last_months(graph.as_of)
    people, windows = people_of(graph, touches(graph, period), period), family_windows(graph)
    found = fit_background(people, windows)
    assert len(windows) == 400
    assert homes(graph).n_units == 1200
    seen = people.touched_units()[:, :-1].sum(axis=0)
    assert found.chances.sum(axis=0) == pytest.approx(seen, rel=0.05)
    # Pure chance: some 100 touches are expected beside touched ones, twice over in pairs, so noise
    # makes a log ratio of .14, and a variance of up to three times that.
    assert max(found.frailty.variance) < 0.42
    assert refitted(found, windows, np.ones(400, bool)).frailty.variance == (0.0,) * 6


def test_richness_is_taken_two_standard_errors_up(monkeypatch):
    graph = _region(60)
    period = last_months(graph.as_of)
    people, windows = people_of(graph, touches(graph, period), period), family_windows(graph)
    found, given = fit_background(people, windows), []

    def fit(observed, expected, curve, slack):
        given.append(slack)
        return FittedFrailty((0.0,) * 6, 0.0)

    monkeypatch.setattr(background, "fit_frailty", fit)
    refitted(found, windows, np.zeros(len(windows), bool))
    # A log likelihood falls by half the square of the number of standard errors; here each household
    # stands in one window, so no pair is counted more than once.
    assert given == [2**2 / 2]


def test_second_persons_are_fitted_without_suspect_windows(monkeypatch):
    graph = _region(60)
    period = last_months(graph.as_of)
    people, windows = people_of(graph, touches(graph, period), period), family_windows(graph)
    found, given = fit_background(people, windows), []
    second = background.fit_second_persons

    def fit(people, shares, left_out):
        given.append(left_out)
        return second(people, shares, left_out)

    monkeypatch.setattr(background, "fit_second_persons", fit)
    suspect = np.arange(len(windows)) == 7
    refitted(found, windows, suspect)
    # Each household stands in one window.
    assert np.flatnonzero(given[0]).tolist() == sorted(windows.units_of(7).tolist())


def test_a_window_of_that_region_gets_its_p():
    graph = _region()
    period = last_months(graph.as_of)
    people, windows = people_of(graph, touches(graph, period), period), family_windows(graph)
    null = window_null(fit_background(people, windows), windows, 0)
    assert (null.window_id, len(null.masks)) == (windows.window_id[0], 3)
    assert value_of(null) == 0
    assert p_value(null).p == 1
