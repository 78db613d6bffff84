"""Every command that reads a delivery says how many rows it leaves out; standard output stays clean."""

from __future__ import annotations

import json
import logging

import pytest

from famnet import cli, failures
from famnet.pipeline import rows_told

#: Nine rows: one person twice (rejected), one signal about nobody known (set aside).
FILES = {
    "delivery.toml": 'synthetic = true\nreference_date = "2026-01-01"\n',
    "persons.csv": "person_id,birth_date\na,1950-01-01\nb,1980-01-01\nb,1981-01-01\n",
    "memberships.csv": "person_id,household_id\na,h1\nb,h2\n",
    "kinships.csv": "person_id,kind,relative_id\na,parent_of,b\n",
    "signals.csv": (
        "signal_id,type,person_id,role,partner_id,event_date\n"
        "s1,FIN_DEBT,b,involved,WENI,2025-06-01\ns2,FIN_DEBT,a,involved,WENI,2025-07-01\n"
        "s3,FIN_DEBT,zz,involved,WENI,2025-06-01\n"
    ),
}
SAID = "Rijen: 9 gelezen = 7 aanvaard + 1 afgewezen + 1 opzij."

COMMANDS = {
    "households": ("--out", "{out}/t.csv"),
    "families": ("--out", "{out}/t.csv"),
    "episodes": ("--out", "{out}/t.csv"),
    "known": ("--out", "{out}/t.csv"),
    "kin": ("--out", "{out}/t.csv"),
    "scan": ("--out", "{out}/t.csv"),
    "export": ("--out", "{out}/g.graphml"),
    "load": ("--store", "memory:{out}/store"),
    "family": ("a",),
    "path": ("a", "b"),
    "criteria": ("--family", "a"),
    "table": ("--family", "a"),
    "route": ("--family", "a"),
}


@pytest.fixture
def damaged(tmp_path):
    folder = tmp_path / "met spatie"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def famnet(*arguments: object) -> int:
    return failures.guarded(cli.app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("command", COMMANDS)
def test_it_says_so_once_on_standard_error(damaged, tmp_path, capsys, command):
    options = [word.format(out=tmp_path) for word in COMMANDS[command]]
    assert famnet(command, damaged, *options, "--json") == 0
    said = capsys.readouterr()
    assert isinstance(json.loads(said.out), dict)
    lines = [line for line in said.err.splitlines() if line.startswith("Rijen:")]
    assert len(lines) == 1
    assert lines[0].startswith(SAID)
    assert lines[0].endswith(f"famnet check '{damaged}' --out controle")


def test_the_question_command_says_it_too(damaged, capsys):
    assert famnet("ask", "signals_per_domain", "--delivery", damaged, "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["columns"]
    assert said.err.count(SAID) == 1


def test_the_command_it_names_gives_the_same_sums(damaged, tmp_path, capsys):
    assert famnet("check", damaged, "--out", tmp_path / "controle", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["totals"] == {
        "read": 9, "accepted": 7, "rejected": 1, "set_aside": 1,
    }  # fmt: skip
    # It tells the sums in its answer, not once more beside it.
    assert said.err == ""


def test_day_and_workspace_go_along(damaged, tmp_path, capsys):
    given = ("--workspace", "riec", "--as-of", "2025-12-31", "--purpose", "x", "--case", "z")
    assert famnet("known", damaged, "--out", tmp_path / "t.csv", *given) == 0
    said = capsys.readouterr().err
    assert "--out controle --workspace riec --as-of 2025-12-31" in said


def test_nothing_is_said_where_nothing_is_left_out(damaged, tmp_path, capsys):
    (damaged / "persons.csv").write_text("person_id,birth_date\na,1950-01-01\nb,1980-01-01\n")
    text = FILES["signals.csv"].rsplit("s3", 1)[0]
    (damaged / "signals.csv").write_text(text)
    assert famnet("known", damaged, "--out", tmp_path / "t.csv") == 0
    assert "Rijen" not in capsys.readouterr().err


def test_python_stays_quiet(damaged, capsys):
    from famnet.config import Settings
    from famnet.pipeline.opening import open_graph
    from famnet.progress import Progress

    open_graph(damaged, Settings(), Progress())
    said = capsys.readouterr()
    assert said.out + said.err == ""
    assert rows_told.LOGGER.handlers == []
    assert rows_told.LOGGER.level == logging.NOTSET
