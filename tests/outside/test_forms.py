"""Other forms of a delivery, odd ids, other ways in; and commands that make or show things."""

from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest
import xlsxwriter
from outside.conftest import famnet
from outside.deliveries import generate
from outside.reference import read
from outside.small import TABLES, more, write

COMMANDS = ("households", "kin", "families", "episodes", "known")


def rows_of(text):
    return list(csv.reader(io.StringIO(text)))


def workbook(path, tables, *, dates=()):
    """The tables as sheets; columns in `dates` as real Excel dates."""
    with xlsxwriter.Workbook(path, {"remove_timezone": True}) as book:
        form = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, text in tables.items():
            sheet = book.add_worksheet(name)
            heading, *body = rows_of(text)
            sheet.write_row(0, 0, heading)
            for line, row in enumerate(body, 1):
                for place, cell in enumerate(row):
                    if heading[place] in dates and cell:
                        sheet.write_datetime(line, place, pd.Timestamp(cell).to_pydatetime(), form)
                    else:
                        sheet.write_string(line, place, cell)
        info = book.add_worksheet("delivery")
        info.write_row(0, 0, ["key", "value"])
    return path


def answers(folder, place):
    place.mkdir()
    out = {}
    for command in COMMANDS:
        answer = famnet(
            command, folder, "--out", place / f"{command}.csv", "--as-of", "2026-01-01", *GRANT
        )
        assert answer.code == 0, answer.said
        out[command] = (place / f"{command}.csv").read_bytes()
    return out


GRANT = ("--purpose", "oefenen", "--case", "Z", "--workspace", "local")


def test_parquet_gives_the_same(tmp_path):
    folder = write(tmp_path / "csv")
    other = tmp_path / "parquet"
    other.mkdir()
    (other / "delivery.toml").write_bytes((folder / "delivery.toml").read_bytes())
    for name in TABLES:
        pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False).to_parquet(
            other / f"{name}.parquet"
        )
    assert answers(folder, tmp_path / "a") == answers(other, tmp_path / "b")


def test_a_workbook_gives_the_same_and_is_real_data(tmp_path):
    folder = write(tmp_path / "csv", None)
    book = workbook(tmp_path / "levering.xlsx", TABLES, dates=("birth_date", "event_date"))
    assert famnet("kin", book, "--out", tmp_path / "x.csv").code == 3
    assert answers(folder, tmp_path / "a") == answers(book, tmp_path / "b")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 geen werkboek", b"\0" * 5000, b"<html></html>"])
def test_a_workbook_that_is_none(tmp_path, data):
    (tmp_path / "levering.xlsx").write_bytes(data)
    answer = famnet("check", tmp_path / "levering.xlsx")
    assert answer.code == 1 and "levering.xlsx" in answer.said


def test_a_parquet_file_that_is_none(tmp_path):
    folder = write(tmp_path / "levering", persons=None)
    (folder / "persons.parquet").write_bytes(b"PAR1 toch niet")
    answer = famnet("check", folder)
    assert answer.code == 1 and "persons.parquet" in answer.said


def test_the_same_table_twice_is_said(tmp_path):
    folder = write(tmp_path / "levering")
    pd.read_csv(folder / "persons.csv", dtype=str).to_parquet(folder / "persons.parquet")
    answer = famnet("check", folder)
    assert "persons.parquet" in answer.said and "persons.csv" in answer.said


def test_a_file_that_is_no_delivery(tmp_path):
    (tmp_path / "brief.txt").write_text("hallo")
    answer = famnet("check", tmp_path / "brief.txt")
    assert answer.code == 1 and "brief.txt" in answer.said


def test_an_unknown_file_in_the_folder_is_no_silent_loss(tmp_path):
    folder = write(tmp_path / "levering")
    (folder / "kinship.csv").write_text(
        "person_id,kind,relative_id\na,parent_of,b\n"
    )  # a slip of the pen
    famnet("check", folder, "--out", tmp_path / "controle")
    assert "kinship.csv" in {row["file"] for row in read(tmp_path / "controle" / "warnings.csv")}


ODD = [
    "../../weg",
    "CON",
    "a/b:c*?",
    "x\\y",
    "é✓",
    ".",
    "a'b\"c",
    "-5",
    "%00",
    "$(touch x)",
    "--help",
]


def test_odd_ids_make_good_files_and_stay_themselves(tmp_path):
    quoted = ['"' + identity.replace('"', '""') + '"' for identity in ODD]
    folder = write(
        tmp_path / "levering",
        persons=more(
            "persons",
            *(f"{name},E,Verzonnen,1980-01-01,male," for name in quoted),
            *(f"kind{i},K,Verzonnen,2005-01-01,male," for i in range(len(ODD))),
        ),
        households=more(
            "households", *(f"o{i},private,,,\nk{i},private,,," for i in range(len(ODD)))
        ),
        memberships=more(
            "memberships", *(f"{name},o{i},,\nkind{i},k{i},," for i, name in enumerate(quoted))
        ),
        kinships=more("kinships", *(f"{name},parent_of,kind{i}" for i, name in enumerate(quoted))),
    )
    out = tmp_path / "uit"
    answer = famnet("run", folder, "--out", out, *(f"--family={identity}" for identity in ODD))
    assert answer.code == 0, answer.said
    names = [path.name for path in (out / "families").rglob("*")]
    assert len(names) == len(ODD) and not set("".join(names)) & set('\\/:*?"<>|')
    assert sorted(path.name for path in tmp_path.iterdir()) == ["levering", "uit"]


def test_an_error_with_json_leaves_stdout_to_machines(tmp_path):
    answer = famnet("check", tmp_path / "nergens", "--json")
    assert answer.code == 1
    assert answer.out == "" or isinstance(json.loads(answer.out), dict)


def test_no_colours_when_not_a_terminal(tmp_path):
    folder = write(tmp_path / "levering")
    done = subprocess.run(
        [sys.executable, "-m", "famnet", "family", str(folder), "a"],
        capture_output=True,
        check=True,
    )
    assert b"\x1b" not in done.stdout + done.stderr


def test_path_in_words(tmp_path):
    folder = write(
        tmp_path / "levering", persons=more("persons", "los,L,Verzonnen,1980-01-01,male,")
    )
    assert "a" in famnet("path", folder, "d", "a").out
    nowhere = famnet("path", folder, "a", "los")
    assert nowhere.code == 0 and nowhere.out.strip()
    assert famnet("path", folder, "a", "niemand").code in (1, 2)
    assert "niemand" in famnet("path", folder, "a", "niemand").err


def test_known_csv_of_a_session(tmp_path):
    """Not asked and not allowed only for subjects on a page; the table of the command without them."""
    folder = write(
        tmp_path / "levering",
        persons=more("persons", "ver,V,Verzonnen,1980-01-01,male,"),
        memberships=more("memberships", "ver,h4,,"),
        households=more("households", "h4,private,,,"),
        requests="partner_id,person_id,asked_date,delivered_date,answer\nSCH,ver,2025-10-01,2025-10-02,nothing_known\nHA,d,2025-10-01,,\nPOL,d,2025-10-01,,\nPOL,d,2025-11-01,2025-11-05,nothing_known\n",
    )
    famnet("known", folder, "--out", tmp_path / "k.csv")
    plain = {(row["partner_id"], row["subject"]): row["state"] for row in read(tmp_path / "k.csv")}
    assert set(plain.values()) <= {"known", "nothing_known", "not_answered"}
    assert (
        plain["SCH", "ver"] == "nothing_known"
        and plain["HA", "d"] == "not_answered"
        and plain["SCH", "d"] == "known"
    )
    famnet("run", folder, "--out", tmp_path / "uit", "--family", "a", "--workspace", "riec")
    rows = read(tmp_path / "uit" / "known.csv")
    assert {row["state"] for row in rows if row["subject"] == "ver"} <= {
        "known",
        "nothing_known",
        "not_answered",
    }
    states = {(row["partner_id"], row["subject"]): row["state"] for row in rows}
    assert states["SCH", "a"] == "not_allowed", "a school delivers nothing in a RIEC"
    assert states["POL", "a"] == "not_asked"


def test_pages_limits_the_pages_and_not_the_list(case):
    assert len(list((case.session() / "families").iterdir())) <= 3
    assert len(read(case.session() / "findings.csv")) >= len(
        list((case.session() / "families").iterdir())
    )


def test_findings_name_rows_that_exist_and_count(case):
    counted = {row["signal_id"] for row in case.table("episodes") if row["counted"] == "true"}
    for row in read(case.session() / "findings.csv"):
        evidence = set(row["evidence"].split("|"))
        assert evidence and evidence <= counted, row["finding_id"]
        assert row["n_domains"] == str(len(row["domains"].split("|")))
        assert row["unknown"], "what is unknown is always said"
    found = json.loads((case.session() / "findings.json").read_text(encoding="utf-8"))
    assert found


def test_synth_is_usable_and_the_same_twice(tmp_path):
    for name in ("een", "twee"):
        assert famnet("synth", "--persons", 300, "--seed", 3, "--out", tmp_path / name).code == 0
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("een", "twee")
    )
    assert one == two and "truth.csv" in one
    report = json.loads(famnet("check", tmp_path / "een", "--json").out)
    assert report["usable"] and report["synthetic"]
    famnet("synth", "--persons", 300, "--seed", 4, "--out", tmp_path / "drie")
    assert (tmp_path / "drie" / "persons.csv").read_bytes() != one["persons.csv"]


@pytest.mark.parametrize("words", [("--persons", -1), ("--persons", "veel"), ("--persons", 0)])
def test_synth_with_nonsense(tmp_path, words):
    assert famnet("synth", *words, "--seed", 1, "--out", tmp_path / "uit").code == 2
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize("name", ["partners", "tasks", "edges", "domains", "signals", "measures"])
def test_catalogue(name):
    assert famnet("catalogue", name).code == 0
    assert isinstance(json.loads(famnet("catalogue", name, "--json").out), dict)


def test_a_killed_run_leaves_the_old_output_whole(tmp_path):
    out = tmp_path / "uit"
    assert famnet("run", write(tmp_path / "levering"), "--out", out).code == 0
    before = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    work = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "famnet",
            "run",
            str(generate(tmp_path / "meer", 1)),
            "--out",
            str(out),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    stop = time.monotonic() + 30
    while time.monotonic() < stop and work.poll() is None and len(list(tmp_path.iterdir())) < 4:
        time.sleep(0.02)
    work.send_signal(signal.SIGKILL)
    work.wait()
    after = {path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert after == before or (work.returncode == 0 and after)
