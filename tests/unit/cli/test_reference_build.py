"""``famnet reference build`` and what is compared with it, from outside: files, exit codes, plain words."""

from __future__ import annotations

import json
import shutil

import pandas as pd
import pytest
from area_case import famnet, small_case, what_famnet_says


@pytest.fixture(scope="module")
def again(built, tmp_path_factory):
    """The reference built once more: the folder, what was said and what the audit log got."""
    work = tmp_path_factory.mktemp("weer")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAMNET_AUDIT", str(work / "audit.jsonl"))
        said = what_famnet_says("reference", "build", built[0], "--out", work / "weer", "--json")
    return work / "weer", said, (work / "audit.jsonl").read_text(encoding="utf-8")


@pytest.fixture
def tiny(tmp_path):
    return small_case(tmp_path / "zaak")


def test_json_says_what_was_made_and_the_files_are_there(built, again):
    _, reference = built
    weer, out, _ = again
    said = json.loads(out)
    assert out.count("\n") == 1
    assert said["persons"] % 100 == 0
    assert sorted(said["files"]) == sorted(path.name for path in reference.iterdir())
    for path in reference.iterdir():
        text = (weer / path.name).read_text(encoding="utf-8")
        assert path.read_bytes() == (weer / path.name).read_bytes()
        assert str(reference.parent) not in text
        assert str(weer.parent) not in text


def test_every_use_leaves_an_audit_event_without_a_person(
    built, again, tmp_path, tiny, monkeypatch
):
    audit = tmp_path / "audit.jsonl"
    monkeypatch.setenv("FAMNET_AUDIT", str(audit))
    assert famnet("scan", tiny, "--out", tmp_path / "s.csv", "--reference", built[1]) == 0
    details = [json.loads(line)["detail"] for line in audit.read_text().splitlines()]
    assert any(detail.startswith("referentie ") for detail in details)
    last = json.loads(again[2].splitlines()[-1])
    assert last["action"] == "export"
    assert "referentie van een gebied" in last["detail"]


def test_scan_compares_a_case_of_three_persons_with_the_area(built, tiny, tmp_path):
    alone, compared = tmp_path / "alleen.csv", tmp_path / "vergeleken.csv"
    assert famnet("scan", tiny, "--out", alone) == 0
    assert famnet("scan", tiny, "--out", compared, "--reference", built[1]) == 0
    # Without a reference famnet describes and can't compare.
    assert pd.read_csv(alone)["p"].isna().all()
    (row,) = pd.read_csv(compared).to_dict("records")
    assert 0 < row["p"] <= row["p_upper"] < 0.01
    assert row["rate_ratio"] > 1


def test_run_compares_the_one_family_named(compared):
    out = compared.out
    (row,) = pd.read_csv(out / "findings.csv").to_dict("records")
    assert "Vergeleken met: " in row["statement"]
    assert "vooraf genoemd" in row["statement"]
    # One family, so no correction: q is the upper limit of its p.
    assert row["q_bh"] >= row["p"]
    said = json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    assert said["window_id"] == row["window_id"]
    assert said["reference_id"]
    assert 0 < said["p"] <= said["p_upper"] < 0.01
    assert set(said["expected"]) <= set(said["touched"])
    assert any("Vergeleken met" in line for line in said["said_nl"])


def test_run_json_shows_the_case_and_how_firmly_it_stands(built, compared, tiny, tmp_path, capsys):
    out = tmp_path / "sessie"
    words = ("run", tiny, "--out", out, "--reference", built[1], "--family", "b")
    assert famnet(*words, "--json") == 0
    said = json.loads(capsys.readouterr().out)["case"]
    assert said == json.loads((out / "comparison.json").read_text(encoding="utf-8"))
    firm = said["stability"]
    rows = {(row["kind"], row["subject"]): (row["held"], row["of"]) for row in firm["rows"]}
    # Four partners told, each of one thing: each is left out once; twelve signals, each once.
    assert {s for k, s in rows if k == "partner"} == {"WENI", "HA", "WOCO", "UWV"}
    assert rows["signals", ""][1] == 12
    assert {s for k, s in rows if k == "months"} == {"12", "24", "60"}
    # All of it is a fact of the last eight months, all three are touched alike.
    assert (firm["held"], firm["of"]) == (100, 100)
    assert rows["months", "24"] == rows["baseline", ""] == (1, 1)
    (page,) = (out / "families").glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "Houdt stand in 100 van 100" in text
    assert "Over 12 maanden: " in text
    (row,) = pd.read_csv(out / "findings.csv").to_dict("records")
    assert row["stability"].startswith("Houdt stand in 100 van 100")
    assert "Houdt stand in 100 van 100." in compared.said


def test_a_session_without_a_reference_has_no_case(tiny, tmp_path, capsys):
    assert famnet("run", tiny, "--out", tmp_path / "s", "--family", "b", "--json") == 0
    assert json.loads(capsys.readouterr().out)["case"] is None
    assert not (tmp_path / "s" / "comparison.json").exists()


def test_a_family_without_birth_dates_is_described_and_gets_no_number(
    built, tiny, tmp_path, capsys
):
    (tiny / "persons.csv").write_text("person_id\na\nb\nc\n")
    words = ("run", tiny, "--out", tmp_path / "s", "--reference", built[1], "--family", "b")
    assert famnet(*words, "--json") == 0
    said = json.loads(capsys.readouterr().out)["case"]
    assert said["reason"] == "no_birth_dates"
    assert said["p"] is said["p_upper"] is said["rate_ratio"] is None
    assert said["expected"] == {}
    assert "geboortedatum niet bekend" in said["said_nl"][0]
    (row,) = pd.read_csv(tmp_path / "s" / "findings.csv").to_dict("records")
    assert pd.isna(row["p"])
    assert famnet("scan", tiny, "--out", tmp_path / "s.csv", "--reference", built[1], "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert not said["compared"]
    assert "geboortedatum niet bekend" in said["reasons"][0]
    assert pd.read_csv(tmp_path / "s.csv")[["t", "p", "rate_ratio"]].isna().all(axis=None)


def test_all_at_once_is_said_of_a_case(built, tiny, tmp_path, capsys):
    words = ("scan", tiny, "--reference", built[1], "--json", "--out")
    assert famnet(*words, tmp_path / "s.csv") == 0
    assert "binnen 31 dagen" in json.loads(capsys.readouterr().out)["cautions"][-1]
    text = (tiny / "signals.csv").read_text()
    (tiny / "signals.csv").write_text(text.replace("FIN_DEBT,a,involved,WENI,2025-05-01", "FIN_DEBT,a,involved,WENI,2025-06-01"))  # fmt: skip
    assert famnet(*words, tmp_path / "s.csv") == 0
    assert "binnen 31 dagen" not in " ".join(json.loads(capsys.readouterr().out)["cautions"])


def test_a_family_below_the_gate_gets_no_number(built, tiny, tmp_path, capsys):
    rows = (tiny / "signals.csv").read_text().splitlines()
    (tiny / "signals.csv").write_text("\n".join(r for r in rows if "FIN_DEBT" in r or "type" in r))
    out = tmp_path / "s"
    words = ("run", tiny, "--out", out, "--reference", built[1], "--family", "b", "--json")
    assert famnet(*words) == 0
    said = json.loads(capsys.readouterr().out)["case"]
    assert not said["compared"]
    assert said["reason"]
    assert said["p"] is said["p_upper"] is said["rate_ratio"] is said["stability"] is None
    assert "niet door de drempel" in said["said_nl"][0]


@pytest.mark.parametrize("families", [(), ("a", "b")])
def test_run_with_a_reference_asks_for_exactly_one_family(built, tiny, tmp_path, capsys, families):
    named = [word for one in families for word in ("--family", one)]
    assert famnet("run", tiny, "--out", tmp_path / "s", "--reference", built[1], *named) == 2
    said = " ".join(capsys.readouterr().err.split())
    assert f"{len(families) or 'geen'} genoemd" in said
    assert not (tmp_path / "s").exists()


def test_an_unknown_family_is_said(built, tiny, tmp_path, capsys):
    out = tmp_path / "s"
    assert famnet("run", tiny, "--out", out, "--reference", built[1], "--family", "nobody") == 1
    assert "nobody" in capsys.readouterr().err
    assert not out.exists()


def test_a_reference_that_is_missing_or_changed_stops_the_run(built, tiny, tmp_path, capsys):
    words = ("scan", tiny, "--out", tmp_path / "s.csv", "--reference")
    assert famnet(*words, tmp_path / "weg") == 1
    assert "staat geen referentie" in capsys.readouterr().err
    copy = tmp_path / "veranderd"
    shutil.copytree(built[1], copy)
    text = (copy / "rates.csv").read_text(encoding="utf-8")
    (copy / "rates.csv").write_text(text.replace(",10,", ",15,", 1), encoding="utf-8")
    assert famnet(*words, copy) == 1
    assert "veranderd" in capsys.readouterr().err
    assert not (tmp_path / "s.csv").exists()


def test_an_area_that_is_too_small_is_refused_and_nothing_is_written(tiny, tmp_path, capsys):
    assert famnet("reference", "build", tiny, "--out", tmp_path / "r") == 1
    assert "te klein voor een vergelijking" in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "r").exists()


def test_real_data_without_a_purpose_is_refused(tmp_path, capsys):
    real = small_case(tmp_path / "echt", 'reference_date = "2026-01-01"\n')
    assert famnet("reference", "build", real, "--out", tmp_path / "r") == 3
    assert "--purpose" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_a_reference_of_made_up_people_is_not_used_for_real_ones(built, tmp_path, capsys):
    real = small_case(tmp_path / "echt", 'reference_date = "2026-01-01"\n')
    asked = ("--purpose", "casusoverleg", "--case", "Z-1", "--workspace", "local")
    words = ("scan", real, "--out", tmp_path / "s.csv", "--reference", built[1], *asked)
    assert famnet(*words) == 1
    assert "kan niet vergelijken" in " ".join(capsys.readouterr().err.split())


def test_without_a_reference_date_nothing_is_compared(built, tmp_path, capsys):
    undated = small_case(tmp_path / "zaak", "synthetic = true\n")
    (undated / "signals.csv").write_text("signal_id,type,partner_id\n")
    (undated / "persons.csv").write_text("person_id\na\nb\nc\n")
    words = ("scan", undated, "--out", tmp_path / "s.csv", "--reference", built[1])
    assert famnet(*words) == 1
    assert "peildatum" in capsys.readouterr().err


def test_another_output_in_the_way_is_left_alone(tiny, tmp_path, capsys):
    (tmp_path / "r").mkdir()
    (tmp_path / "r" / "van mij.txt").write_text("blijft")
    assert famnet("reference", "build", tiny, "--out", tmp_path / "r") == 1
    assert (tmp_path / "r" / "van mij.txt").read_text() == "blijft"
    assert "iets anders in" in capsys.readouterr().err
