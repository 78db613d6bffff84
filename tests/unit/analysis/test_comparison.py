"""The table of a scan, the order of the list and its findings, held against the scan itself."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from scan_world import changed, comparison, made, region
from scipy import stats

import famnet
from famnet.analysis.comparison import LEAST_DRAWS, Comparison, compare, effort_of
from famnet.analysis.comparison_words import (
    NOTHING_STANDS_OUT,
    how_often,
    list_lines,
    outcome_lines,
)
from famnet.analysis.concentration.scan import scan_graph
from famnet.analysis.concentration.weight import ranked_by
from famnet.analysis.description import describe, findings_table
from famnet.analysis.gate import GROUPS
from famnet.analysis.overlap import cluster_leaders
from famnet.analysis.scan_table import scan
from famnet.analysis.statements import CAVEATS, ORDER_NL
from famnet.analysis.text import Text


@pytest.fixture(scope="module")
def table():
    return scan(region())


@pytest.fixture(scope="module")
def listed():
    return describe(region(), comparison=comparison())


def leads(table):
    return table["cluster_id"].str.removeprefix("c-") == table["window_id"].str.removeprefix("w-")


def test_all_windows_stand_in_it_with_the_numbers_of_the_scan(table):
    found = scan_graph(region())
    assert table["window_id"].tolist() == found.windows.window_id.tolist()
    assert table["t"].to_numpy() == pytest.approx(found.t, rel=1e-5)
    upper = [min(one.p_upper, 1) for one in found.estimates]
    assert table["p_upper"].to_numpy() == pytest.approx(upper, rel=1e-5)
    assert table.attrs["compared"]
    assert famnet.scan is scan


def test_what_doesn_t_pass_the_gate_has_p_one_and_no_cluster(table):
    out = table[~table["eligible"]]
    for name in ("p", "p_upper", "q_bh", "q_by"):
        assert (out[name] == 1).all()
    assert (out["t"] == 0).all()
    assert (out["cluster_id"] == "").all()
    assert out["certified_domains"].isna().all()


def test_every_eligible_window_has_its_numbers(table):
    part = table[table["eligible"]]
    for name in ("observed", "expected", "cluster_id"):
        assert (part[name] != "").all()
    for name in ("t", "p", "p_upper", "q_bh", "q_by"):
        assert part[name].notna().all()
    assert part["p"].between(0, 1, inclusive="right").all()
    assert (part["p_upper"] >= part["p"]).all()
    assert (part["q_bh"] >= part["p_upper"]).all()
    assert (part["q_by"] >= part["q_bh"]).all()


def test_q_is_that_of_scipy_over_leaders_against_all_windows(table):
    led = table[leads(table) & table["eligible"]]
    padded = np.ones(len(table))
    padded[: len(led)] = led["p_upper"]
    for name, method in (("q_bh", "bh"), ("q_by", "by")):
        q = stats.false_discovery_control(padded, method=method)[: len(led)]
        assert led[name].to_numpy() == pytest.approx(q, rel=1e-4)


def test_expected_is_the_sum_over_groups_that_are_named(table):
    row = table[table["eligible"]].iloc[0]
    said = dict(part.split(":") for part in row["expected"].split("|"))
    assert set(said) <= set(GROUPS)
    window = int(np.flatnonzero(table["window_id"] == row["window_id"])[0])
    for group, number in said.items():
        assert float(number) == pytest.approx(
            comparison().scan.expected[window, GROUPS.index(group)], abs=5e-5
        )


def test_a_planted_family_leads_the_list(listed):
    truth = made().truth()
    planted = set(truth.loc[~truth["decoy"], "household_id"])
    assert comparison().n_reported >= 1
    assert len(planted & set(listed.listed[0].household_ids)) >= 3


def test_the_list_goes_by_evidence_and_says_so(listed):
    rows = findings_table(listed)
    strength = [one.strength for one in listed.listed]
    assert rows["more_than_chance"].tolist() == [one.more_than_chance for one in strength]
    # First what is more than chance; in either part the most weight first.
    assert rows["more_than_chance"].is_monotonic_decreasing
    scan = comparison().scan
    place = {name: i for i, name in enumerate(scan.windows.window_id.tolist())}
    which = np.array([place[name] for name in rows["window_id"]])
    for part in (rows["more_than_chance"], ~rows["more_than_chance"]):
        shown = which[part.to_numpy(bool)]
        shown = shown[scan.t[shown] > 0]
        assert (np.diff(scan.t[shown]) <= 0).all()
    assert "eerst wat meer is dan toeval" in listed.order_nl
    assert "gewicht" in listed.order_nl
    assert rows["window_id"].is_unique


def test_the_leader_of_a_cluster_has_the_most_weight_and_p_has_no_say():
    scan = comparison().scan
    led = np.flatnonzero(scan.leader >= 0)
    assert len(led) > 30
    assert (scan.t[scan.leader[led]] >= scan.t[led]).all()
    ranked = ranked_by(scan.t)
    again = cluster_leaders(scan.windows.indptr, scan.windows.units, ranked)
    assert np.array_equal(again, scan.leader)
    # Somewhere another of the cluster has the smaller p.
    upper = np.array([one.p_upper for one in scan.estimates])
    assert (upper[scan.leader[led]] > upper[led]).any()


def test_the_list_has_what_is_reported_first_however_light_it_weighs():
    scan = comparison().scan
    lightest = min(scan.reported.tolist(), key=lambda i: scan.t[i])
    others = {i: lightest for i in scan.reported.tolist() if i != lightest}
    assert others
    assert max(scan.t[i] for i in others) > scan.t[lightest]
    listed = replace(scan, part_of=scan.part_of | others).listed
    assert listed[0] == lightest
    assert (np.diff(scan.t[listed[1:]]) <= 0).all()
    led = np.flatnonzero(scan.leader >= 0)
    assert sorted(listed.tolist()) == np.unique(scan.leader[led]).tolist()


def test_a_branch_of_a_reported_family_is_no_second_indication():
    scan = comparison().scan
    first = int(scan.reported[0])
    told = replace(scan, part_of=scan.part_of | {first: int(scan.reported[-1])})
    assert first not in told.reported
    assert len(told.reported) == len(scan.reported) - 1
    outcome = Comparison(comparison().fitness, told).outcome(first)
    assert not outcome.reported
    assert outcome.part_of == scan.windows.window_id[scan.reported[-1]]
    said = outcome_lines(outcome)
    assert any("geen tweede aanwijzing" in line.nl and outcome.part_of in line.nl for line in said)
    assert not any("het kan toeval zijn" in line.nl for line in said)


def test_a_finding_carries_the_same_numbers_as_its_window(table, listed):
    rows, windows = findings_table(listed), table.set_index("window_id")
    for row in rows.head(20).itertuples():
        window = windows.loc[row.window_id]
        assert row.p == pytest.approx(window["p"], rel=1e-5)
        assert row.q_bh == pytest.approx(window["q_bh"], rel=1e-5)
        assert row.expected_by_chance == pytest.approx(window["p_upper"] * len(table), rel=1e-4)
    first = rows.iloc[0]
    assert first["certified_domains"] == windows.loc[first["window_id"], "certified_domains"]
    assert first["rate_ratio_low"] < first["rate_ratio"] < first["rate_ratio_high"]


def test_a_p_never_stands_alone_and_nobody_is_accused(listed):
    for finding in listed.listed[:10]:
        said = finding.statement
        assert "vergelijkbare familienetwerken zonder iets bijzonders" in said
        assert "bekeken" in said
        assert "p =" not in said
        assert any("geen aanwijzing dat een persoon" in line for line in finding.caveats)
        assert any("Niet op de lijst betekent niet" in line for line in finding.caveats)
        assert finding.method.name == "vergelijking"


def test_of_the_list_as_a_whole_is_said_how_many_are_chance():
    n = comparison().n_reported
    q = comparison().scan.adjusted.q_bh[comparison().scan.reported].max()
    assert comparison().chance_among_reported == pytest.approx(q * n)
    first = list_lines(comparison())[0]
    assert f"noemt famnet er {n} meer dan toeval" in first.nl
    assert f"calls {n} more than chance" in first.en


def test_a_region_that_can_t_be_compared_is_described_as_before():
    few = changed(
        signals=region().signals.iloc[:0], referrals=region().tables["referrals"].iloc[:0]
    )
    found = compare(few)
    assert found.scan is None
    before, after = describe(few), describe(few, comparison=found)
    assert after.windows.equals(before.windows)
    assert after.order_nl == ORDER_NL
    assert [line for line in after.caveats if line not in CAVEATS] == [found.fitness.said()]
    frame = scan(few)
    assert not frame.attrs["compared"]
    assert frame.attrs["reasons"]
    assert frame[["t", "p", "p_upper", "q_bh", "q_by", "rate_ratio"]].isna().all(axis=None)
    assert list_lines(found) == ()


def test_same_seed_same_numbers_on_two_threads(table):
    again = scan(changed(), threads=2)
    assert again.equals(table)


def test_another_seed_gives_other_draws_of_the_same(table):
    other = scan(changed(), seed=1)
    drawn = (table["t"] > 0) & (table["n_households"] > 2) & (table["p"] > 0.01)
    assert not other.loc[drawn, "p"].equals(table.loc[drawn, "p"])
    ratio = np.log(other.loc[drawn, "p"] / table.loc[drawn, "p"])
    assert abs(float(ratio.median())) < 0.1


@pytest.mark.parametrize(
    ("p", "nl"),
    [
        (3e-4, "hooguit 3 van de 10.000"),
        (2.1e-4, "hooguit 3 van de 10.000"),
        (0.01, "hooguit 1 van de 100"),
        (0.42, "42 van de 100"),
        (1.0, "100 van de 100"),
        (1e-9, "minder dan 1 van de 1.000.000"),
    ],
)
def test_a_frequency_is_never_told_smaller_than_it_is(p, nl):
    assert how_often(p).nl == nl


def test_what_comes_out_is_said_in_both_languages():
    window = int(comparison().scan.reported[0])
    outcome = comparison().outcome(window)
    lines = outcome_lines(outcome)
    assert any("meer dan toeval" in line.nl for line in lines)
    assert any("more than chance" in line.en for line in lines)
    assert any(f"minstens {outcome.certified} " in line.nl for line in lines)
    assert len({line.nl for line in lines}) == len({line.en for line in lines}) == len(lines)


def test_a_family_with_no_weight_isnt_told_that_a_hundred_in_a_hundred_show_so_much():
    window = int(comparison().scan.reported[0])
    outcome = replace(comparison().outcome(window), p_upper=1.0, reported=False)
    first, *rest = outcome_lines(outcome)
    assert first == NOTHING_STANDS_OUT
    assert not any("door toeval laten" in line.nl.lower() for line in rest)
    # In a stored area the sentence on what it was held against stays.
    against = Text("tegen wat", "against what")
    assert outcome_lines(replace(outcome, against=against))[:2] == (NOTHING_STANDS_OUT, against)


def test_draws_have_a_floor():
    assert effort_of(1).most == LEAST_DRAWS
    assert effort_of(80_000).most == 80_000


def test_nothing_compared_has_no_outcome():
    none = Comparison(comparison().fitness, None)
    assert none.outcome(0) is None
    assert none.chance_among_reported == 0
    assert not math.isnan(none.n_reported)
