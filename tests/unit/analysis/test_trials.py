"""Worlds of known truth: figures against hand-made ones, and against the truth counted another way."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from scan_world import comparison, made, region
from scipy.stats import chi2

from famnet.analysis import trials
from famnet.analysis.gate import touches
from famnet.analysis.members import families
from famnet.analysis.period import last_months


@pytest.fixture(scope="module")
def trial():
    graph = region()
    found = touches(graph, last_months(graph.as_of))
    return trials.Trial(made(), graph, found, comparison().scan)


def households_of(trial):
    """Return the households of each network as the table of families has them."""
    table = families(trial.graph)
    return table[table["household_id"] != ""].groupby("window_id")["household_id"].agg(set)


def with_p(values):
    """Return a trial of networks that share no household, with these p."""
    windows = SimpleNamespace(units=np.arange(2 * len(values)))
    estimates = [SimpleNamespace(p=p) for p in values]
    return SimpleNamespace(scan=SimpleNamespace(windows=windows, estimates=estimates))


def test_calibration_counts_and_its_interval_is_garwoods():
    values = np.ones(2000)
    values[:12] = 0.008
    frame = trials.calibration([with_p(values[:1000]), with_p(values[1000:])]).set_index("level")
    row = frame.loc[0.01]
    assert (row["windows"], row["expected"], row["seen"]) == (2000, 20, 12)
    assert row["ratio"] == pytest.approx(12 / 20)
    # Garwood 1936: chi-square form of the exact interval of a Poisson number.
    ends = chi2.ppf(0.025, 24) / 2 / 20, chi2.ppf(0.975, 26) / 2 / 20
    assert (row["ratio_low"], row["ratio_high"]) == pytest.approx(ends, abs=0.005)
    assert frame.loc[0.001, "seen"] == frame.loc[0.001, "ratio_low"] == 0


def test_places_of_planted_families_by_hand():
    planted = [{1, 2, 3, 4}, {7, 8}]
    # Too little of the first; the first; the first again; half of the second.
    listed = [{1, 9}, {1, 2, 3}, {1, 2, 3, 4}, {7}]
    assert trials._places(listed, planted) == [2, 4]
    assert trials._places(listed, []) == []


def test_power_counts_the_planted_of_the_truth(trial):
    frame = trials.power(trial).set_index("method")
    assert frame["planted"].tolist() == [3, 3]
    reported = trial.scan.windows.window_id[trial.scan.reported].tolist()
    homes_of = households_of(trial)
    truth = trial.made.truth().groupby("family")["household_id"].agg(set)
    near = {
        family
        for window in reported
        for family, homes in truth.items()
        if len(homes & homes_of[window]) >= 0.5 * len(homes | homes_of[window])
    }
    assert frame.loc["scan", "listed"] == len(reported)
    assert frame.loc["scan", "of_listed_planted"] == len(near)
    assert (frame["average_precision"] <= 1).all()


def test_where_much_is_reported_is_what_the_truth_says(trial):
    marked = trial.made.neighbourhoods.high
    busy = {n for n, high in zip(trial.made.world.places.hoods, marked, strict=True) if high}
    assert 0 < len(busy) < len(marked)
    table = trial.graph.households
    where = dict(zip(table["household_id"], table["neighbourhood"], strict=True))
    homes_of = households_of(trial)
    high = trials.high_reporting(trial)
    names = trial.scan.windows.window_id
    for i in range(0, len(names), 97):
        mine = [where.get(home) in busy for home in homes_of[names[i]]]
        assert high[i] == (2 * sum(mine) > trial.scan.windows.n_households[i])


def test_all_methods_flag_as_many_and_the_ratio_is_that_of_the_shares(trial):
    frame = trials.reporting([trial, trial]).set_index("method")
    flagged = frame["low_flagged"] + frame["high_flagged"]
    assert flagged.nunique() == 1
    assert int(frame.iloc[0]["low_windows"] + frame.iloc[0]["high_windows"]) == 2 * len(
        trial.scan.windows
    )
    row = frame.loc["raw_count"]
    shares = row["high_flagged"] / row["high_windows"], row["low_flagged"] / row["low_windows"]
    assert row["ratio"] == pytest.approx(shares[0] / shares[1], abs=0.006)


def test_its_repr_shows_counts_only(trial):
    assert "3 cases" in repr(trial)
    assert "window" in repr(trial)
