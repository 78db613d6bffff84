"""The command that compares: the table, what it says, and what it says when nothing can be compared."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from scan_world import region

from famnet import cli, failures, resources
from famnet.pipeline import scanning

SAMPLE = resources.sample_data()


def famnet(*words: object) -> int:
    return failures.guarded(cli.app, [str(word) for word in words])


@pytest.fixture
def of_region(monkeypatch):
    monkeypatch.setattr(scanning, "open_graph", lambda *_: (None, region()))


def test_csv_and_parquet_hold_the_same(of_region, tmp_path, capsys):
    assert famnet("scan", "region", "--out", tmp_path / "a.csv", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert famnet("scan", "region", "--out", tmp_path / "b.parquet") == 0
    csv = pd.read_csv(tmp_path / "a.csv")
    parquet = pd.read_parquet(tmp_path / "b.parquet")
    assert said["compared"]
    assert said["rows"] == len(csv) == len(parquet)
    assert said["eligible"] == int(csv["eligible"].sum())
    led = csv["cluster_id"].str.removeprefix("c-") == csv["window_id"].str.removeprefix("w-")
    below = led & (csv["q_bh"] <= 0.05)
    assert said["reported"] + said["told_again"] == int(below.sum())
    # A branch told again gets no certificate of its own.
    assert said["reported"] == int(csv.loc[below, "certified_domains"].notna().sum())
    assert csv.columns.tolist() == parquet.columns.tolist()
    assert csv["p"].tolist() == parquet["p"].tolist()
    assert (
        csv["certified_domains"].dropna().tolist() == parquet["certified_domains"].dropna().tolist()
    )
    assert "Meer dan toeval" in capsys.readouterr().out


def test_same_bytes_each_time_and_on_two_threads(of_region, tmp_path):
    assert famnet("scan", "region", "--out", tmp_path / "a.csv", "--seed", 3, "--draws", 2000) == 0
    assert famnet("scan", "region", "--out", tmp_path / "b.csv", "--seed", 3, "--draws", 2000, "--threads", 2) == 0  # fmt: skip
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_the_sample_is_too_small_and_that_is_said(tmp_path, capsys):
    assert famnet("scan", SAMPLE, "--out", tmp_path / "scan.csv", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert not said["compared"]
    assert any("minstens 1.000 nodig" in reason for reason in said["reasons"])
    frame = pd.read_csv(tmp_path / "scan.csv")
    assert frame[["t", "p", "q_bh", "rate_ratio"]].isna().all(axis=None)
    assert frame["eligible"].any()
    assert famnet("scan", SAMPLE, "--out", tmp_path / "scan.csv") == 0
    assert "vergelijkt niet" in capsys.readouterr().out


def test_without_a_reference_date_and_dates_it_is_said(tmp_path, capsys):
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "persons.csv").write_text("person_id\nP1\nP2\n")
    (tmp_path / "d" / "signals.csv").write_text("signal_id,type,person_id,partner_id\n")
    (tmp_path / "d" / "delivery.toml").write_text("synthetic = true\n")
    assert famnet("scan", tmp_path / "d", "--out", tmp_path / "scan.csv", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["as_of"] is None
    assert "geen peildatum" in said["reasons"][0]


def test_wrong_use(tmp_path, capsys):
    assert famnet("scan", SAMPLE, "--out", tmp_path / "scan.txt") == 2
    assert ".csv of .parquet" in capsys.readouterr().err
    assert famnet("scan", SAMPLE, "--out", SAMPLE / "scan.csv") == 2
    assert famnet("scan", SAMPLE, "--out", tmp_path / "scan.csv", "--draws", 10) == 2
    assert famnet("scan", tmp_path / "nowhere", "--out", tmp_path / "scan.csv") == 1
