"""``famnet synth``: regions of known truth from the command line, and what is said to wrong options."""

from __future__ import annotations

import csv
import json

import pytest

from famnet.cli.app import app
from famnet.failures import guarded
from famnet.synthetic.plan import DECOYS


def run(*words):
    return guarded(app, ["synth", *words])


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_planted_and_deceiving_families_come_as_asked(tmp_path, capsys):
    out = tmp_path / "regio"
    words = ("--persons", "6000", "--seed", "3", "--out", str(out), "--json")
    code = run(
        *words, "--plant", "4", "--plant-ratio", "5,40", "--plant-domains", "2,3",
        "--decoys", "one_domain:2,echo_only", "--background", "mild",
    )  # fmt: skip
    answer = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (answer["persons"], answer["planted"], answer["decoys"]) == (6000, 4, 3)
    truth = rows(out / "truth.csv")
    families = {row["family"]: row for row in truth}
    assert sorted(families) == [
        "echo_only-001", "one_domain-001", "one_domain-002",
        "planted-001", "planted-002", "planted-003", "planted-004",
    ]  # fmt: skip
    planted = [row for name, row in families.items() if name.startswith("planted")]
    assert {row["rate_ratio"] for row in planted} == {"5", "40"}
    assert {row["planted_domains"].count("|") + 1 for row in planted} == {2, 3}
    assert (out / "synthetic_card.md").is_file()


def test_what_it_wrote_can_be_checked_and_the_answer_sheet_is_no_table(tmp_path, capsys):
    out = tmp_path / "regio"
    assert run("--persons", "1500", "--background", "hard", "--out", str(out)) == 0
    capsys.readouterr()
    assert guarded(app, ["check", str(out), "--json"]) == 0
    content = json.loads(capsys.readouterr().out)
    assert content["usable"]
    assert not any("truth" in file["file"] or "card" in file["file"] for file in content["files"])
    assert not {fault["code"] for fault in content["faults"]} & {"unknown_table", "unknown_column"}


def test_without_these_options_it_makes_a_region_with_stories_and_a_card(tmp_path, capsys):
    out = tmp_path / "regio"
    assert run("--persons", "900", "--seed", "2", "--out", str(out), "--json") == 0
    assert json.loads(capsys.readouterr().out)["stories"] > 50
    assert (out / "stories.csv").is_file()
    card = json.loads((out / "synthetic_card.json").read_text(encoding="utf-8"))
    assert card["settings"]["seed"] == 2


def test_a_number_of_decoys_is_so_many_of_each_kind(tmp_path, capsys):
    out = tmp_path / "regio"
    words = ("--persons", "20000", "--decoys", "1", "--out", str(out), "--json")
    assert run(*words) == 0
    assert json.loads(capsys.readouterr().out)["decoys"] == len(DECOYS)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("--plant", "2", "--plant-ratio", "veel"), "--plant-ratio 'veel'"),
        (("--plant", "2", "--plant-ratio", "0.5"), "boven 1"),
        (("--plant", "2", "--plant-domains", "7"), "van 1 tot en met 6"),
        (("--plant", "2", "--plant-domains", "2,x"), "--plant-domains '2,x'"),
        (("--decoys", "spook:2"), "'spook:2' is geen soort"),
        (("--decoys", "echo_only:x"), "'echo_only:x' is geen soort"),
        (("--background", "mild", "--signals-per-person", "1"), "gaat niet samen"),
        (("--persons", "50", "--plant", "1"), "te weinig"),
    ],
)
def test_wrong_options_are_said_in_plain_words_and_nothing_is_written(
    words, part, tmp_path, capsys
):
    out = tmp_path / "regio"
    size = () if "--persons" in words else ("--persons", "500")
    assert run(*size, *words, "--out", str(out)) == 2
    said = capsys.readouterr().err
    assert part in said
    assert "Traceback" not in said
    assert not out.exists()


def test_too_many_families_for_the_region_is_said(tmp_path, capsys):
    out = tmp_path / "regio"
    assert run("--persons", "400", "--plant", "300", "--out", str(out)) == 1
    said = capsys.readouterr().err
    assert "passen geen 300 families" in said
    assert "--persons" in said
    assert not out.exists()
