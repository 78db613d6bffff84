"""Deliveries on disk that can't be compared: the scan says why, describes, and prints no number."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest
from scan_world import made

from famnet import cli, failures
from famnet.synthetic.written import write_world

STATISTICS = ["expected", "t", "p", "p_upper", "q_bh", "q_by", "certified_domains", "rate_ratio"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("gebied") / "levering"
    write_world(made(), out)
    return out


def table(folder, name):
    return pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False)


def no_birth_dates(folder):
    table(folder, "persons").drop(columns="birth_date").to_csv(folder / "persons.csv", index=False)


def no_neighbourhoods(folder):
    frame = table(folder, "households").drop(columns=["neighbourhood", "municipality"])
    frame.to_csv(folder / "households.csv", index=False)


def one_partner_only(folder):
    frame = table(folder, "signals")
    busiest = frame["partner_id"].mode()[0]
    frame = frame[(frame["partner_id"] == busiest) & (frame["origin_partner_id"] == "")]
    frame.assign(derived_from="").to_csv(folder / "signals.csv", index=False)


def all_in_one_month(folder):
    frame = table(folder, "signals")
    days = pd.Series(range(len(frame))) % 28 + 1
    frame["event_date"] = "2025-06-" + days.astype(str).str.zfill(2)
    frame.assign(received_date="").to_csv(folder / "signals.csv", index=False)


def no_signals(folder):
    table(folder, "signals").iloc[:0].to_csv(folder / "signals.csv", index=False)


CASES = {
    no_birth_dates: "geboortedatum niet bekend",
    no_neighbourhoods: "buurt noch gemeente bekend",
    one_partner_only: "één waarnemer",
    all_in_one_month: "binnen 31 dagen",
    no_signals: "geen signaal dat meetelt",
}


def scanned(folder, tmp_path, capsys):
    words = ["scan", str(folder), "--out", str(tmp_path / "scan.csv"), "--json"]
    assert failures.guarded(cli.app, words) == 0
    return json.loads(capsys.readouterr().out), pd.read_csv(tmp_path / "scan.csv")


@pytest.mark.parametrize("spoil", CASES, ids=lambda case: case.__name__)
def test_it_is_said_and_no_number_is_printed(folder, tmp_path, capsys, spoil):
    copy = tmp_path / "levering"
    shutil.copytree(folder, copy)
    spoil(copy)
    said, frame = scanned(copy, tmp_path, capsys)
    assert not said["compared"]
    assert any(CASES[spoil] in reason for reason in said["reasons"]), said["reasons"]
    assert len(frame) == said["rows"] > 1000
    assert frame[STATISTICS].isna().all(axis=None)


def test_thirty_families_are_described(folder, tmp_path, capsys):
    copy = tmp_path / "levering"
    copy.mkdir()
    shutil.copy(folder / "delivery.toml", copy)
    persons = [(f"p{f}-{i}", f"{1950 + 30 * (i > 0)}-01-01") for f in range(30) for i in range(3)]
    pd.DataFrame(persons, columns=["person_id", "birth_date"]).to_csv(
        copy / "persons.csv", index=False
    )
    homes = [(name, f"h{name}") for name, _ in persons]
    pd.DataFrame(homes, columns=["person_id", "household_id"]).to_csv(
        copy / "memberships.csv", index=False
    )
    pd.DataFrame({"household_id": [home for _, home in homes]}).to_csv(
        copy / "households.csv", index=False
    )
    kin = [(f"p{f}-0", "parent_of", f"p{f}-{i}") for f in range(30) for i in (1, 2)]
    pd.DataFrame(kin, columns=["person_id", "kind", "relative_id"]).to_csv(
        copy / "kinships.csv", index=False
    )
    (copy / "signals.csv").write_text("signal_id,type,person_id,partner_id\n")
    said, frame = scanned(copy, tmp_path, capsys)
    assert not said["compared"]
    assert any("30 familienetwerken" in reason for reason in said["reasons"])
    assert len(frame) == 30
    assert frame[STATISTICS].isna().all(axis=None)


def test_a_domain_without_signals_is_named_and_the_rest_compared(folder, tmp_path, capsys):
    copy = tmp_path / "levering"
    shutil.copytree(folder, copy)
    frame = table(copy, "signals")
    frame = frame[~frame["type"].str.startswith("FIN_")].assign(derived_from="")
    frame.to_csv(copy / "signals.csv", index=False)
    said, out = scanned(copy, tmp_path, capsys)
    assert said["compared"]
    assert any("niets geleverd dat meetelt" in caution for caution in said["cautions"])
    assert not out["expected"].dropna().str.contains("FIN:").any()
    assert not out["observed"].dropna().str.contains("FIN:").any()
