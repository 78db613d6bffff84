"""The stability card: what stands, what falls, and laws that hold for any finding."""

from __future__ import annotations

from functools import cache
from importlib import import_module

import numpy as np
import pytest
from unit.analysis.stability.firm_world import FIVE, OWN, everywhere, world

from famnet.analysis.compared_finding import card_words
from famnet.analysis.comparison import Comparison
from famnet.analysis.concentration.fitness import Fitness
from famnet.analysis.concentration.scan import scan_graph
from famnet.analysis.families import family_windows
from famnet.analysis.gate import count_windows, touches
from famnet.analysis.period import last_months
from famnet.analysis.stability import Kind, card, cards
from famnet.analysis.stability.backgrounds import sight_of, thinned
from famnet.analysis.stability.card import threshold_of
from famnet.analysis.stability.draws import draw_row
from famnet.analysis.stability.kept import card_of
from famnet.analysis.stability.parts import partners_of, parts
from famnet.analysis.stability.tail import still_stands
from famnet.analysis.stability.variants import told, without

STABILITY = "famnet.analysis.stability"
TWO = {"FIN_DEBT": "WENI", "HOU_NUISANCE": "WOCO", "EDU_ABSENCE": "WENI", "WRK_NONE": "WOCO"}


WORLDS = {
    "two partners": (everywhere(**TWO),),
    "five partners": (everywhere(**FIVE),),
    # School tells once, by somebody who may be another person.
    "one doubt": (
        [*everywhere(FIN_DEBT="WENI", HOU_NUISANCE="WOCO"),
         (1, "EDU_ABSENCE", "LPA", {"link_probability": "0.5"})],
    ),
    # Everything but one household's signals is certain; the tie to it is not.
    "unsure tie": (everywhere(**FIVE), "unconfirmed"),
}  # fmt: skip


REPORTED = ("two partners", "five partners", "unsure tie")
#: A bound at which three groups in a family are enough, when one of them is told once.
EASY = 0.05


@cache
def scanned(name):
    graph = world(*WORLDS[name])
    scan = scan_graph(graph)
    anchors = graph.persons["person_id"].to_numpy()[scan.windows.anchor]
    (place,) = np.flatnonzero(anchors == f"f{OWN:03d}_0").tolist()
    return graph, scan, place


@pytest.fixture(scope="module", autouse=True)
def _backgrounds_fitted_once():
    """What a scan is held against depends on the scan and the period alone: a second each to fit."""
    held, home = {}, import_module(f"{STABILITY}.card")

    def once(make, key, *given):
        if key not in held:
            held[key] = given, make(*given)
        return held[key][1]

    period, national = home.other_period, home.national_sight
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home, "other_period", lambda *g: once(period, (id(g[1]), g[2]), *g))
        patch.setattr(home, "national_sight", lambda *g: once(national, id(g[0]), *g))
        yield


def made(name):
    """Return the card as a page asks for it: made once."""
    return card_of(*scanned(name))


def rows(name, kind):
    return [row for row in made(name).rows if row.kind is kind]


def draws(name, threshold):
    """Draw again, with another bound than the scan's."""
    graph, scan, place = scanned(name)
    sight = sight_of(graph, scan, 24)
    thin, window = thinned(graph, sight), scan.windows.window(place)
    return draw_row(graph, sight, thin, window, (threshold, 0)).held


def test_the_finding_is_reported_in_every_world():
    for name in REPORTED:
        _, scan, place = scanned(name)
        assert place in scan.reported.tolist(), name


def test_two_partners_exactly_dies_without_either():
    found = made("two partners")
    assert {row.subject: row.held for row in found.rows if row.kind is Kind.PARTNER} == {
        "WENI": 0,
        "WOCO": 0,
    }
    assert found.single_source == "WENI|WOCO"
    assert "één" in found.source_text.nl


def test_five_partners_stands_without_any_one():
    found = made("five partners")
    assert [row.held for row in found.rows if row.kind is Kind.PARTNER] == [1] * 5
    assert found.single_source is None
    assert found.source_text is None


def test_without_the_only_signal_of_a_third_group_it_dies_and_only_then():
    graph, scan, place = scanned("one doubt")
    found = parts(graph, sight_of(graph, scan, 24), scan.windows.window(place), (EASY, 0))
    (row,) = [row for row in found if row.kind is Kind.SIGNALS]
    # Eight signals of two groups, each of which another household shows too, and the one of school.
    assert (row.held, row.of) == (8, 9)
    partners = {row.subject: row.held for row in found if row.kind is Kind.PARTNER}
    assert partners["LPA"] == 0


def test_half_a_doubt_stands_in_about_half_of_the_draws():
    # Stands only with the signal of school: .98 (fact) x .99 (certainty) x .5; four standard errors.
    expected = 100 * 0.98 * 0.99 * 0.5
    assert abs(draws("one doubt", EASY) - expected) < 4 * np.sqrt(expected / 2)


@pytest.mark.parametrize("name", WORLDS)
def test_if_everything_is_sure_it_holds_a_hundred_of_a_hundred(name, monkeypatch):
    for place in ("draws", "backgrounds"):
        monkeypatch.setattr(
            f"{STABILITY}.{place}.signal_chances", lambda _, rows: np.ones(len(rows))
        )
    monkeypatch.setattr(f"{STABILITY}.ties.kin_chances", lambda _, rows: np.ones(len(rows)))
    assert draws(name, EASY) == 100
    graph, scan, _ = scanned(name)
    base = sight_of(graph, scan, 24)
    thin = thinned(graph, base)
    np.testing.assert_allclose(thin.chances, base.background.chances, rtol=1e-12)
    np.testing.assert_allclose(thin.any_chance, base.background.any_chance, rtol=1e-12)


def test_if_nothing_is_sure_it_never_holds(monkeypatch):
    monkeypatch.setattr(f"{STABILITY}.draws.signal_chances", lambda _, rows: np.zeros(len(rows)))
    assert draws("five partners", EASY) == 0


def test_thinning_leaves_the_share_of_touches_that_the_policy_says():
    # Every signal is a fact and confirmed but one, so that a touch stays with chance .98 x .99.
    graph, scan, _ = scanned("five partners")
    sight = sight_of(graph, scan, 24)
    thin, base = thinned(graph, sight), sight.background
    ratio = np.log1p(-thin.chances[:, 0]) / np.log1p(-base.chances[:, 0])
    np.testing.assert_allclose(ratio, 0.98 * 0.99, rtol=1e-9)


def test_a_window_with_nothing_left_out_is_the_window_of_the_scan():
    graph, scan, _ = scanned("five partners")
    period = last_months(graph.as_of)
    found, windows = touches(graph, period), family_windows(graph)
    counts = count_windows(found, windows.indptr, windows.units)
    for i in range(0, len(windows), 7):
        units = windows.units_of(i)
        mine = told(graph, found, units, period)
        outcome = without(mine, np.ones((2, mine.n_signals), bool))
        assert outcome.masks[1].tolist() == scan.background.people.masks[units].tolist()
        assert outcome.passes.tolist() == [counts.reason[i] == 0] * 2


def test_a_partner_that_contributed_nothing_changes_nothing():
    graph, scan, place = scanned("five partners")
    sight, window = sight_of(graph, scan, 24), scan.windows.window(place)
    mine = told(graph, sight.found, window.units, sight.period)
    names, on = partners_of(graph, mine.row)
    assert "POL" not in names
    kept = np.stack([np.ones(mine.n_signals, bool), ~np.zeros_like(on[:, 0])])
    outcome = without(mine, kept)
    assert outcome.masks[0].tolist() == outcome.masks[1].tolist()
    asked = (threshold_of(scan), 0)
    stands = still_stands(sight.background, window.window_id, window.units, outcome, asked)
    assert stands.tolist() == [True, True]


def test_less_never_stands_where_more_falls():
    # Under one background p falls with the statistic, so a stricter bound can't let more through.
    graph, scan, place = scanned("one doubt")
    sight, window = sight_of(graph, scan, 24), scan.windows.window(place)
    mine = told(graph, sight.found, window.units, sight.period)
    kept = np.random.default_rng(3).random((60, mine.n_signals)) < 0.9
    outcome = without(mine, kept)
    before = np.ones(60, bool)
    for bound in (1e-2, 1e-4, 1e-6, 1e-9):
        stands = still_stands(sight.background, window.window_id, window.units, outcome, (bound, 0))
        assert not (stands & ~before).any()
        assert not (stands & ~outcome.passes).any()
        before = stands


def test_the_card_is_the_same_alone_and_among_others():
    # One alone is made by ``card``; the backgrounds of several are fitted once.
    graph, scan, place = scanned("unsure tie")
    assert cards(graph, scan, [0, place, 3])[place] == card(graph, scan, place)


def test_a_window_that_was_not_reported_does_not_stand():
    graph, scan, place = scanned("five partners")
    other = (place + 1) % len(scan.windows)
    found = card(graph, scan, other)
    assert found.held == 0
    assert not any(row.held for row in found.rows if row.kind is Kind.MONTHS)


def test_periods_depth_and_baseline_are_looked_at_and_said():
    found = made("five partners")
    assert [row.subject for row in found.rows if row.kind is Kind.MONTHS] == ["12", "24", "60"]
    assert [row.subject for row in found.rows if row.kind is Kind.DEPTH] == ["1"]
    assert len([row for row in found.rows if row.kind is Kind.BASELINE]) == 1
    assert all(row.text.nl and row.text.en for row in found.rows)
    assert found.text.nl == f"Houdt stand in {found.held} van 100"


def test_a_family_whose_signals_are_old_falls_away_over_twelve_months():
    # The same distance between them, a year and a half before the reference date at the latest.
    days = dict(
        zip(
            FIVE,
            ("2024-01-05", "2024-05-20", "2024-12-01", "2024-10-01", "2024-03-10"),
            strict=True,
        )
    )
    old = [(i, k, p, {"event_date": days[k]}) for i, k, p, _ in everywhere(**FIVE)]
    graph = world(old)
    scan = scan_graph(graph)
    (place,) = scan.reported.tolist()
    held = {
        row.subject: row.held for row in card(graph, scan, place).rows if row.kind is Kind.MONTHS
    }
    assert held["12"] == 0
    assert held["24"] == 1


def test_a_finding_is_told_how_it_stands_and_on_whom_it_rests():
    graph, scan, place = scanned("two partners")
    words = card_words(graph, Comparison(Fitness(True, (), ()), scan), place)
    assert words.single_source == "WENI|WOCO"
    assert words.text.startswith(
        f"{made('two partners').text.nl}. Heeft elk van deze partners nodig"
    )
    assert card_of(graph, scan, (place + 1) % len(scan.windows)) is None
