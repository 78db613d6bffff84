"""'Bad input gets': a clear message or a rejected row; never a traceback, never a silent loss."""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import sys
from pathlib import Path

import pytest
from outside.conftest import famnet
from outside.reference import read
from outside.small import TABLES, more, write

QUICK = 100  # seconds; a guard against reading without end, not a measurement


@contextlib.contextmanager
def in_time():
    """End the whole process, with a trace of where it was, when this takes too long."""
    faulthandler.dump_traceback_later(QUICK, exit=True, file=sys.__stderr__)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture
def place(tmp_path):
    return tmp_path / "levering"


def checked(folder, tmp_path, code=0):
    """`famnet check --json`: the object, and the rows of the three lists."""
    out = tmp_path / "controle"
    answer = famnet("check", folder, "--out", out, "--json")
    assert answer.code == code, answer.said
    report = json.loads(answer.out)
    faults = [
        row for name in ("rejected", "set_aside", "warnings") for row in read(out / f"{name}.csv")
    ]
    sums_hold(report, faults)
    return report, faults


def sums_hold(report, faults):
    for part in [report["totals"], *report["files"]]:
        assert part["read"] == part["accepted"] + part["rejected"] + part["set_aside"], part
    for name in ("read", "accepted", "rejected", "set_aside"):
        assert report["totals"][name] == sum(file[name] for file in report["files"])
    for kind in ("rejected", "set_aside"):
        rows = {(row["file"], row["line"]) for row in faults if row["severity"] == kind}
        assert len(rows) == report["totals"][kind], kind


def per_file(report, name):
    return next(file for file in report["files"] if file["file"] == name)


def fault(faults, **wanted):
    found = [row for row in faults if all(row[key] == value for key, value in wanted.items())]
    assert found, (wanted, faults)
    return found[0]


def refused(folder, tmp_path, *words):
    """Not usable: exit 1 for every command, the file named, nothing written."""
    for command in ("check", "run"):
        out = tmp_path / f"uit-{command}"
        answer = famnet(command, folder, "--out", out)
        assert answer.code == 1, (command, answer.said)
        assert not out.exists() or command == "check", command
        for word in words:
            assert word in answer.said, (command, word, answer.said)
    return answer


# ---- files


def test_no_such_delivery(tmp_path):
    refused(tmp_path / "nergens", tmp_path, "nergens")


@pytest.mark.parametrize("table", ["persons", "signals"])
def test_a_required_file_is_missing(place, tmp_path, table):
    refused(write(place, **{table: None}), tmp_path, table)


@pytest.mark.parametrize("table", ["kinships", "memberships", "households", "partners"])
def test_other_files_may_be_missing(place, tmp_path, table):
    report, _ = checked(write(place, **{table: None}), tmp_path)
    assert report["usable"]


def test_an_empty_persons_file(place, tmp_path):
    refused(write(place, persons=""), tmp_path, "persons")


def test_signals_may_be_empty(place, tmp_path):
    folder = write(place, signals=TABLES["signals"].splitlines()[0] + "\n")
    checked(folder, tmp_path)
    assert famnet("run", folder, "--out", tmp_path / "uit").code == 0


def test_utf16(place, tmp_path):
    refused(write(place, persons=TABLES["persons"].encode("utf-16")), tmp_path, "persons.csv")


def test_cp1252_is_read_and_said(place, tmp_path):
    text = more("persons", "é,Zoë,Coördinatie,1980-01-01,female,")
    report, _ = checked(write(place, persons=text.encode("cp1252")), tmp_path)
    assert per_file(report, "persons.csv")["encoding"] == "cp1252"
    assert per_file(report, "persons.csv")["accepted"] == 5


def test_bom_is_accepted(place, tmp_path):
    report, _ = checked(
        write(place, persons=b"\xef\xbb\xbf" + TABLES["persons"].encode()), tmp_path
    )
    assert per_file(report, "persons.csv")["accepted"] == 4


def test_semicolons_are_read_and_said(place, tmp_path):
    report, _ = checked(write(place, persons=TABLES["persons"].replace(",", ";")), tmp_path)
    assert per_file(report, "persons.csv")["delimiter"] == ";"
    assert per_file(report, "persons.csv")["accepted"] == 4


def test_crlf_and_quotes(place, tmp_path):
    text = more("persons", 'e,"Van ""der"", Berg","x\ny",1980-01-01,male,').replace("\n", "\r\n")
    report, _ = checked(write(place, persons=text), tmp_path)
    assert per_file(report, "persons.csv")["accepted"] == 5


def test_a_nul_in_a_cell(place, tmp_path):
    folder = write(place, persons=(more("persons", "e,A\0B,Verzonnen,1980-01-01,male,")).encode())
    answer = famnet("check", folder, "--json")
    assert answer.code in (0, 1)
    if answer.code == 0:
        checked(folder, tmp_path)
    else:
        assert "persons.csv" in answer.said


def test_a_file_of_nul_bytes(place, tmp_path):
    refused(write(place, persons=b"\0" * 4_000_000), tmp_path, "persons.csv")


def test_a_file_of_noise(place, tmp_path):
    noise = bytes((i * 7919 + i // 256 * 31) % 256 for i in range(200_000))
    refused(write(place, persons=noise), tmp_path, "persons.csv")


def test_a_folder_called_persons_csv(place, tmp_path):
    folder = write(place, persons=None)
    (folder / "persons.csv").mkdir()
    refused(folder, tmp_path, "persons.csv")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device here")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/urandom"])
def test_a_file_that_never_ends(place, tmp_path, device):
    folder = write(place, persons=None)
    (folder / "persons.csv").symlink_to(device)
    with in_time():
        answer = famnet("check", folder)
    assert answer.code == 1, answer.said
    assert "persons.csv" in answer.said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_nobody_writes_to(place, tmp_path):
    folder = write(place, persons=None)
    os.mkfifo(folder / "persons.csv")
    with in_time():
        answer = famnet("check", folder)
    assert answer.code == 1, answer.said
    assert "persons.csv" in answer.said


def test_a_cell_of_five_megabytes(place, tmp_path):
    folder = write(
        place, persons=more("persons", f"e,{'x' * 5_000_000},Verzonnen,1980-01-01,male,")
    )
    answer = famnet("check", folder, "--json")
    assert answer.code in (0, 1) and len(answer.said) < 100_000
    if answer.code == 0:
        report, _ = checked(folder, tmp_path)
        assert per_file(report, "persons.csv")["read"] == 5
    else:
        assert "persons.csv" in answer.said


def test_the_same_row_many_times(place, tmp_path):
    row = TABLES["signals"].splitlines()[1] + "\n"
    report, _ = checked(write(place, signals=TABLES["signals"] + row * 20_000), tmp_path)
    signals = per_file(report, "signals.csv")
    assert (signals["read"], signals["accepted"], signals["rejected"]) == (20_004, 4, 20_000)


# ---- headings


def test_a_dutch_heading(place, tmp_path):
    """Either it is understood, and said, or the missing column is named."""
    report, faults = checked(
        write(place, persons=TABLES["persons"].replace("birth_date", "geboortedatum")), tmp_path
    )
    unknown = per_file(report, "persons.csv")["unknown_columns"]
    assert "geboortedatum" in unknown or "geboortedatum" in str(faults)


def test_a_heading_without_person_id(place, tmp_path):
    folder = write(place, persons=TABLES["persons"].replace("person_id", "kolom1"))
    answer = refused(folder, tmp_path, "persons.csv")
    assert "person_id" in answer.said


def test_an_unknown_column_is_named(place, tmp_path):
    folder = write(place, persons=TABLES["persons"].replace("sex", "lievelingskleur"))
    report, _ = checked(folder, tmp_path)
    assert per_file(report, "persons.csv")["unknown_columns"] == ["lievelingskleur"]


def test_a_table_without_a_required_column_loses_all_its_rows_aloud(place, tmp_path):
    report, _ = checked(
        write(place, kinships=TABLES["kinships"].replace("kind", "kolom2")), tmp_path
    )
    kinships = per_file(report, "kinships.csv")
    assert (kinships["read"], kinships["rejected"]) == (3, 3)


def test_the_same_heading_twice(place, tmp_path):
    answer = famnet(
        "check", write(place, persons=TABLES["persons"].replace("first_names", "family_name"))
    )
    assert answer.code in (0, 1)
    assert "family_name" in answer.said


def test_rows_shorter_and_longer_than_the_heading(place, tmp_path):
    report, faults = checked(
        write(place, persons=more("persons", "e", "f,F,Verzonnen,1980-01-01,male,,,extra")),
        tmp_path,
    )
    persons = per_file(report, "persons.csv")
    assert persons["read"] == 6
    assert persons["accepted"] == 4 or any(row["file"] == "persons.csv" for row in faults)


# ---- cells


@pytest.mark.parametrize(
    "cell",
    [
        "44197",
        "31-02-1980",
        "1980-02-31",
        "1980-13-01",
        "gisteren",
        "1980/01/01x",
        "-1",
        "1e3",
        "0000-00-00x",
    ],
)
def test_a_birth_date_that_is_no_date(place, tmp_path, cell):
    report, faults = checked(
        write(place, persons=more("persons", f"e,E,Verzonnen,{cell},male,")), tmp_path
    )
    assert per_file(report, "persons.csv")["rejected"] == 1
    row = fault(faults, file="persons.csv", line="6", column="birth_date", severity="rejected")
    assert cell not in row["message"], "no message quotes an identifying value"


def test_the_year_9999(place, tmp_path):
    folder = write(
        place,
        persons=more("persons", "e,E,Verzonnen,9999-12-31,male,"),
        memberships=TABLES["memberships"].replace("d,h3,,", "d,h3,,9999-12-31"),
    )
    _report, faults = checked(folder, tmp_path)
    assert any(row["file"] == "persons.csv" and row["line"] == "6" for row in faults)
    assert famnet("households", folder, "--out", tmp_path / "wonen.csv").code == 0


def test_ids_stay_text(place, tmp_path):
    ids = ["007", "00", "1e5", "1.0", "NULL", "nan", "None", "true", "0x1F", "2020-01-01"]
    folder = write(
        place,
        persons=more("persons", *(f"{name},E,Verzonnen,1980-01-01,male," for name in ids)),
        memberships=more("memberships", *(f"{name},h1,," for name in ids)),
    )
    report, _ = checked(folder, tmp_path)
    assert report["totals"]["accepted"] == report["totals"]["read"]
    famnet("households", folder, "--out", tmp_path / "wonen.csv")
    assert set(ids) <= {row["person_id"] for row in read(tmp_path / "wonen.csv")}


def test_ids_with_spaces(place, tmp_path):
    folder = write(
        place,
        persons=more(
            "persons", " e ,E,Verzonnen,1980-01-01,male,", "f g,F,Verzonnen,1980-01-01,male,"
        ),
        memberships=more("memberships", "e,h1,,", "f g,h1,,"),
    )
    report, faults = checked(folder, tmp_path)
    lost = (
        per_file(report, "persons.csv")["rejected"]
        + per_file(report, "memberships.csv")["rejected"]
        + per_file(report, "memberships.csv")["set_aside"]
    )
    assert lost == 0 or faults


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("kinships", "b,parent_of,b"),
        ("kinships", "d,parent_of,c"),  # younger than the child
        ("kinships", "d,parent_of,a"),  # a circle
        ("kinships", "a,oom_van,b"),
        ("kinships", "zz,parent_of,b"),
        ("memberships", "b,h9,,"),
        ("memberships", "b,h1,2020-01-01,2019-01-01"),
        ("signals", "s9,ONBEKEND,b,involved,POL,2025-01-01,fact,"),
        ("signals", "s9,JUS_SUSPECT,b,victim,POL,2025-01-01,fact,"),
        ("signals", "s9,JUS_SUSPECT,b,suspect,,2025-01-01,fact,"),
        ("signals", "s9,JUS_SUSPECT,,suspect,POL,2025-01-01,fact,"),
        ("signals", "s9,JUS_SUSPECT,b,suspect,POL,2030-01-01,fact,"),
        ("signals", "s9,JUS_SUSPECT,b,suspect,POL,1970-01-01,fact,"),
        ("signals", "s1,JUS_SUSPECT,b,suspect,POL,2025-01-01,fact,"),
        ("signals", "s9,JUS_SUSPECT,b,suspect,NIEMAND,2025-01-01,fact,"),
        ("persons", "a,Dubbel,Verzonnen,1980-01-01,male,"),
        ("persons", ",Leeg,Verzonnen,1980-01-01,male,"),
        ("persons", "e,E,Verzonnen,1980-01-01,paard,"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_file_and_line(place, tmp_path, table, row):
    report, faults = checked(write(place, **{table: more(table, row)}), tmp_path)
    last = str(TABLES[table].count("\n") + 1)
    assert fault(faults, file=f"{table}.csv", line=last)["severity"] in ("rejected", "set_aside")
    assert report["totals"]["accepted"] < report["totals"]["read"]


def test_more_than_two_birth_parents(place, tmp_path):
    folder = write(
        place,
        persons=more("persons", "e,E,Verzonnen,1950-01-01,male,", "f,F,Verzonnen,1950-01-01,male,"),
        kinships=more("kinships", "e,parent_of,b", "f,parent_of,b"),
    )
    _report, faults = checked(folder, tmp_path)
    assert any(row["file"] == "kinships.csv" for row in faults)


def test_warnings_cost_no_row(place, tmp_path):
    folder = write(
        place,
        persons=more("persons", "e,E,Verzonnen,1980-01-01,male,123456789"),
        memberships=more("memberships", "b,h1,,"),
        signals=more("signals", "s9,EDU_CONCERN,d,involved,POL,2025-01-01,fact,"),
    )
    report, faults = checked(folder, tmp_path)
    assert report["totals"]["accepted"] == report["totals"]["read"]
    assert {row["severity"] for row in faults} == {"warning"}
    assert {row["file"] for row in faults} == {"persons.csv", "memberships.csv", "signals.csv"}
    assert "123456789" not in str(faults)


def test_a_british_postcode_is_no_fault(place, tmp_path):
    _report, faults = checked(
        write(place, households=TABLES["households"].replace("1234XY", "M1 1AA")), tmp_path
    )
    assert faults == []


def test_strict_turns_rejected_rows_into_exit_1(place, tmp_path):
    folder = write(place, kinships=more("kinships", "b,parent_of,b"))
    assert famnet("check", folder).code == 0
    assert famnet("check", folder, "--strict").code == 1


@pytest.mark.parametrize(
    "toml",
    [
        'synthetic = "ja"\n',
        'synthetic = true\nreference_date = "31-02-2025"\n',
        "synthetic = tru\n",
        "\0\0",
        'synthetic = true\nworkspace = "kroeg"\n',
        "synthetic = true\nreference_date = 5\n",
    ],
)
def test_a_delivery_toml_that_cannot_be_read(place, tmp_path, toml):
    refused(write(place, toml), tmp_path, "delivery.toml")


# ---- what stands in names


def test_formulas_html_and_cypher_stay_text(place, tmp_path):
    evil = "</script><img src=x onerror=alert(1)>"
    formula = "=cmd|'/c calc'!A1"
    cypher = "'}) DETACH DELETE n //"
    folder = write(
        place,
        persons=more(
            "persons",
            f"{formula},{evil},{cypher},1980-01-01,male,",
            f"+1,{formula},Verzonnen,1980-01-01,male,",
            "@x,A,Verzonnen,1980-01-01,male,",
        ),
        memberships=more("memberships", f"{formula},h1,,", "+1,h1,,", "@x,h1,,"),
        partners=TABLES["partners"].replace("Politie", evil),
        households=TABLES["households"].replace("Buurt", evil),
    )
    out = tmp_path / "uit"
    assert famnet("run", folder, "--out", out, "--family", "a").code == 0
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert evil not in text and "<img src=x" not in text, page.name
    famnet("households", folder, "--out", tmp_path / "wonen.csv")
    for path in [*out.rglob("*.csv"), tmp_path / "wonen.csv"]:
        for row in read(path):
            assert not any(cell[:1] in ("=", "+", "@", "\t", "\r") for cell in row.values()), (
                path.name,
                row,
            )


def test_an_unknown_family_is_said_and_nothing_written(place, tmp_path):
    out = tmp_path / "uit"
    answer = famnet("run", write(place), "--out", out, "--family", "niemand")
    assert answer.code in (1, 2) and "niemand" in answer.said
    assert not out.exists()


def test_a_failed_run_leaves_the_old_output_whole(place, tmp_path):
    out = tmp_path / "uit"
    assert famnet("run", write(place), "--out", out).code == 0
    before = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (place / "persons.csv").write_bytes(b"\0" * 100)
    assert famnet("run", place, "--out", out).code == 1
    assert {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["levering", "uit"]
