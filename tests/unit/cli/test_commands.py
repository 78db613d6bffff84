"""The command line from outside: exit codes, one JSON object, nothing half-written (cli.md)."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from famnet import cli, failures, resources

SAMPLE = resources.sample_data()


def famnet(*arguments: object) -> int:
    return failures.guarded(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def tiny(tmp_path):
    """Two households joined by a parent, three signals; synthetic."""
    folder = tmp_path / "levering"
    folder.mkdir()
    (folder / "delivery.toml").write_text('synthetic = true\nreference_date = "2026-01-01"\n')
    (folder / "persons.csv").write_text(
        "person_id,birth_date,sex,family_name\n"
        "a,1950-01-01,female,Verzonnen\nb,1980-01-01,male,Verzonnen\nc,2010-01-01,female,=cmd|x\n"
    )
    (folder / "memberships.csv").write_text("person_id,household_id\na,h1\nb,h2\nc,h2\n")
    (folder / "kinships.csv").write_text(
        "person_id,kind,relative_id\na,parent_of,b\nb,parent_of,c\n"
    )
    (folder / "signals.csv").write_text(
        "signal_id,type,person_id,role,partner_id,event_date\n"
        "s1,FIN_DEBT,b,involved,WENI,2025-06-01\ns2,EDU_ABSENCE,c,involved,LPA,2025-07-01\n"
        "s3,HOU_ARREARS,a,involved,WOCO,2025-08-01\n"
    )
    return folder


def test_check_json_is_one_object_with_the_contracts_keys(tiny, capsys):
    assert famnet("check", tiny, "--json") == 0
    out = capsys.readouterr().out
    content = json.loads(out)
    assert out.count("\n") == 1
    assert set(content) >= {"reference_date", "synthetic", "usable", "totals", "files", "faults"}
    assert content["totals"] == {"read": 11, "accepted": 11, "rejected": 0, "set_aside": 0}
    assert content["reference_date"] == "2026-01-01"


def test_strict_turns_rejected_rows_into_exit_1(tiny):
    with (tiny / "persons.csv").open("a") as handle:
        handle.write("a,1950-01-01,female,Dubbel\n")
    assert famnet("check", tiny) == 0
    assert famnet("check", tiny, "--strict") == 1


def test_check_of_nothing_usable_still_says_the_sums(tiny, capsys):
    (tiny / "persons.csv").write_text("naam\nx\n")
    assert famnet("check", tiny, "--json") == 1
    content = json.loads(capsys.readouterr().out)
    assert content["usable"] is False


@pytest.mark.parametrize(
    ("command", "columns"),
    [
        ("households", "person_id,household_id,role,start,end,basis"),
        (
            "kin",
            "person_id,relative_id,relation,sharing,basis,coefficient,generation,via,since,until",
        ),
        ("families", "window_id,anchor_id,depth,household_id,person_id,boundary,path"),
        ("episodes", "episode_id,signal_id,life_domain,household_id,observer,counted,reason"),
        ("known", "partner_id,subject,state,since,last,n_episodes"),
    ],
)
def test_tables_have_the_contracts_columns_first(tiny, tmp_path, command, columns):
    out = tmp_path / "tabel.csv"
    assert famnet(command, tiny, "--out", out) == 0
    header = out.read_text(encoding="utf-8").splitlines()[0]
    assert header == columns or header.startswith(columns + ",")
    parquet = tmp_path / "tabel.parquet"
    assert famnet(command, tiny, "--out", parquet) == 0
    import pandas as pd

    assert list(pd.read_parquet(parquet).columns) == header.split(",")


def test_another_ending_is_wrong_use(tiny, tmp_path):
    assert famnet("known", tiny, "--out", tmp_path / "tabel.xlsx") == 2
    assert not (tmp_path / "tabel.xlsx").exists()


RUN_FILES = {
    "overview.html", "network.html", "bottlenecks.html", "findings.csv", "findings.json", "session.xlsx", "windows.csv",
    "known.csv", "rejected.csv", "set_aside.csv", "warnings.csv", "sleutelblad.csv",
    "sleutelblad.html", "receipts.json", "manifest.json", "run.log", "families",
}  # fmt: skip


def test_run_writes_every_file_of_the_contract(tiny, tmp_path, capsys):
    out = tmp_path / "sessie"
    assert famnet("run", tiny, "--out", out, "--family", "c", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["pages"] == 1
    assert {path.name for path in out.iterdir()} == RUN_FILES
    assert len(list((out / "families").iterdir())) == 1
    with (out / "windows.csv").open(encoding="utf-8") as handle:
        header = next(csv.reader(handle))
    assert header == [
        "window_id",
        "anchor_id",
        "depth",
        "n_persons",
        "n_households",
        "n_episodes",
        "n_observers",
        "n_domains",
        "eligible",
        "reason",
        "observed",
        "expected",
        "t",
        "p",
        "p_upper",
        "p_rel_se",
        "ess",
        "q_bh",
        "q_by",
        "cluster_id",
        "certified_domains",
        "rate_ratio",
        "rate_ratio_low",
        "rate_ratio_high",
    ]


def test_an_incident_number_that_comes_back_is_said(tiny, tmp_path, capsys):
    (tiny / "signals.csv").write_text(
        "signal_id,type,person_id,role,partner_id,incident_id,event_date\n"
        "s1,FIN_DEBT,b,involved,WENI,77,2024-06-01\ns2,FIN_DEBT,b,involved,WENI,77,2025-06-01\n"
        "s3,FIN_DEBT,b,involved,WENI,78,2025-06-01\ns4,FIN_DEBT,b,involved,WENI,78,2025-06-02\n"
    )
    assert famnet("run", tiny, "--out", tmp_path / "sessie", "--json") == 0
    assert json.loads(capsys.readouterr().out)["reused_incidents"] == 1


def test_no_key_leaves_the_key_sheet_out(tiny, tmp_path):
    out = tmp_path / "sessie"
    assert famnet("run", tiny, "--out", out, "--no-key") == 0
    assert {path.name for path in out.iterdir()} == RUN_FILES - {
        "sleutelblad.csv",
        "sleutelblad.html",
    }
    assert "sleutelblad" not in (out / "overview.html").read_text(encoding="utf-8")


def test_no_identifying_value_outside_the_key_sheet(tiny, tmp_path):
    out = tmp_path / "sessie"
    assert famnet("run", tiny, "--out", out, "--family", "c") == 0
    for path in out.rglob("*"):
        if path.is_file() and not path.name.startswith("sleutelblad") and path.suffix != ".xlsx":
            text = path.read_text(encoding="utf-8")
            assert "Verzonnen" not in text, path.name
            assert "1980-01-01" not in text, path.name


def test_no_output_holds_the_path_of_out(tiny, tmp_path):
    out = tmp_path / "heel-bijzondere-naam"
    assert famnet("run", tiny, "--out", out) == 0
    for path in out.rglob("*"):
        if path.is_file():
            assert b"heel-bijzondere-naam" not in path.read_bytes(), path.name


def test_family_that_is_not_there_leaves_the_old_session(tiny, tmp_path, capsys):
    out = tmp_path / "sessie"
    assert famnet("run", tiny, "--out", out) == 0
    before = (out / "manifest.json").read_bytes()
    assert famnet("run", tiny, "--out", out, "--family", "nobody") == 1
    assert (out / "manifest.json").read_bytes() == before
    assert "nobody" in capsys.readouterr().err


def test_other_data_is_refused_with_3_and_says_what_is_missing(tiny, tmp_path, capsys):
    (tiny / "delivery.toml").write_text('reference_date = "2026-01-01"\n')
    assert famnet("run", tiny, "--out", tmp_path / "sessie") == 3
    said = capsys.readouterr().err
    assert all(option in said for option in ("--purpose", "--case", "--workspace"))
    assert not (tmp_path / "sessie").exists()


def test_other_data_shows_pseudonyms_and_takes_the_analysts_own_id(tiny, tmp_path):
    (tiny / "delivery.toml").write_text('reference_date = "2026-01-01"\n')
    text = (tiny / "persons.csv").read_text().replace("a,1950", "eigen-nummer-a,1950")
    (tiny / "persons.csv").write_text(text)
    for name in ("memberships", "kinships", "signals"):
        path = tiny / f"{name}.csv"
        path.write_text(
            path.read_text().replace("\na,", "\neigen-nummer-a,").replace(",a,", ",eigen-nummer-a,")
        )
    out = tmp_path / "sessie"
    purpose = ("--purpose", "casusoverleg", "--case", "ZVH-1", "--workspace", "local")
    assert famnet("run", tiny, "--out", out, "--family", "eigen-nummer-a", *purpose) == 0
    for path in out.rglob("*"):
        if path.is_file() and not path.name.startswith("sleutelblad"):
            assert b"eigen-nummer-a" not in path.read_bytes(), path.name
    assert "eigen-nummer-a" in (out / "sleutelblad.csv").read_text(encoding="utf-8")


def test_each_run_is_in_the_audit_log(tiny, tmp_path):
    log = Path(os.environ["FAMNET_AUDIT"])
    assert famnet("run", tiny, "--out", tmp_path / "sessie") == 0
    actions = [json.loads(line)["action"] for line in log.read_text().splitlines()]
    assert {"build_graph", "report", "key_file"} <= set(actions)


@pytest.mark.parametrize(
    "arguments",
    [("bogus",), ("run",), ("check",), ("kin", "x"), ("synth", "--persons", "x", "--out", "y")],
)
def test_wrong_use_is_2(arguments):
    assert famnet(*arguments) == 2


def test_missing_delivery_is_1_in_one_line(tmp_path, capsys):
    assert famnet("check", tmp_path / "weg") == 1
    said = capsys.readouterr().err
    assert "weg" in said
    assert "Traceback" not in said


def test_our_own_fault_is_70_without_a_traceback(tiny, tmp_path, capsys, monkeypatch):
    from famnet.pipeline import checking

    def broken(*_args, **_kwargs):
        raise RuntimeError("boom")

    monkeypatch.setattr(checking, "check", broken)
    assert famnet("check", tiny, "--json") == 70
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert json.loads(captured.out)["exit_code"] == 70


def test_path_and_family_answer_in_words(tiny, capsys):
    assert famnet("path", tiny, "a", "c", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["connected"] is True
    assert famnet("family", tiny, "c") == 0
    assert "Familienetwerk w-" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["partners", "tasks", "edges", "domains", "signals", "measures"])
def test_catalogue_lists(name, capsys):
    assert famnet("catalogue", name, "--json") == 0
    content = json.loads(capsys.readouterr().out)
    assert content["rows"]
    assert set(content["rows"][0]) == set(content["columns"])


def test_every_command_has_an_example():
    import typer

    command = typer.main.get_command(cli.app)
    without = [
        name
        for name, sub in command.commands.items()
        if not (sub.epilog or "").startswith("Voorbeeld: famnet")
    ]
    assert without == []


@pytest.mark.long
@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1"}]
)
def test_same_bytes_in_another_environment(tiny, tmp_path, environment):
    outs = []
    for number, extra in enumerate(
        ({"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}, environment)
    ):
        out = tmp_path / f"sessie{number}"
        command = [
            sys.executable,
            "-m",
            "famnet",
            "run",
            str(tiny),
            "--out",
            str(out),
            "--family",
            "c",
        ]
        subprocess.run(command, check=True, env={**os.environ, **extra}, capture_output=True)
        outs.append(
            {
                p.relative_to(out).as_posix(): p.read_bytes()
                for p in out.rglob("*")
                if p.is_file() and p.name != "run.log"
            }
        )
    assert outs[0].keys() == outs[1].keys()
    assert [name for name in outs[0] if outs[0][name] != outs[1][name]] == []
