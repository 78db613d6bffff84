"""``famnet audit-bias``: files, exit codes, purpose, and what it leaves behind."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from famnet import failures
from famnet.cli import app
from famnet.resources import sample_data


@pytest.fixture
def audit(tmp_path, monkeypatch):
    path = tmp_path / "audit.jsonl"
    monkeypatch.setenv("FAMNET_AUDIT", str(path))
    return path


def run(*words):
    return failures.guarded(app, ["audit-bias", *map(str, words)])


def test_tables_and_a_page_come_out_and_the_report_is_logged(tmp_path, audit, capsys):
    out = tmp_path / "out"
    assert run(sample_data(), "--out", out, "--worlds", 1, "--json") == 0
    said = json.loads(capsys.readouterr().out)
    # Too small an area to compare: permuted worlds are counted, not scanned.
    assert said["flagged"] > 0 and not said["comparable"] and said["found_permuted"] == []
    names = {path.name for path in out.iterdir()}
    assert names == {
        "audit.html", "selection.csv", "reporting.csv", "dose_response.csv", "permuted.csv",
    }  # fmt: skip
    table = pd.read_csv(out / "selection.csv")
    assert set(table["attribute"]) == {
        "household_size", "composition", "age", "sex", "area", "network_size", "partner",
    }  # fmt: skip
    for name in ("n", "flagged", "raw_flagged"):
        assert not ((table[name] > 0) & (table[name] < 10)).any()
    assert "report" in [json.loads(line)["action"] for line in audit.read_text().splitlines()]


def test_real_data_without_a_purpose_is_refused_and_nothing_is_written(tmp_path, audit, capsys):
    folder = tmp_path / "delivery"
    folder.mkdir()
    for path in sample_data().glob("*.csv"):
        (folder / path.name).write_bytes(path.read_bytes())
    out = tmp_path / "out"
    assert run(folder, "--out", out) == 3
    assert "--purpose" in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [(["--worlds", -1], 2), (["--lang", "fr"], 2), (["--as-of", "gisteren"], 2)],
)
def test_wrong_use(tmp_path, audit, words, code):
    assert run(sample_data(), "--out", tmp_path / "out", *words) == code
    assert not (tmp_path / "out").exists()


def test_without_signals_it_says_so_and_writes_nothing(tmp_path, audit, capsys):
    folder = tmp_path / "delivery"
    folder.mkdir()
    for name in ("persons.csv", "households.csv", "memberships.csv", "delivery.toml"):
        (folder / name).write_bytes((sample_data() / name).read_bytes())
    header = (sample_data() / "signals.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "signals.csv").write_text(header + "\n", encoding="utf-8")
    assert run(folder, "--out", tmp_path / "out") == 1
    assert "geen signaal" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path, audit):
    out = tmp_path / "out"
    out.mkdir()
    (out / "mine.txt").write_text("mine")
    assert run(sample_data(), "--out", out, "--worlds", 0) == 1
    assert (out / "mine.txt").read_text() == "mine"
