"""Parquet, workbooks and delivery.toml: other forms of the same delivery."""

import datetime as dt

import pandas as pd
import pytest
import xlsxwriter
from factory import day
from messy import PERSONS, SIGNALS, delivery, faults

from famnet.delivery import read_delivery, read_unnamed, reading
from famnet.delivery.info import read_info
from famnet.errors import UserError
from famnet.vocabulary import Workspace


def same(one, other) -> None:
    for name, frame in one.tables.items():
        pd.testing.assert_frame_equal(
            frame.drop(columns="line"), other.tables[name].drop(columns="line")
        )


def test_parquet_typed_or_text(tmp_path):
    as_csv = read_delivery(delivery(tmp_path / "csv"))
    folder = delivery(tmp_path / "pq")
    (folder / "persons.csv").unlink()
    pd.DataFrame(
        {
            "person_id": pd.Categorical(["a", "b", "c"]),
            "birth_date": pd.to_datetime(["1980-01-01", "1982-02-02", "2010-03-03"]),
            "sex": ["M", "V", "V"],
        }
    ).to_parquet(folder / "persons.parquet")
    read = read_delivery(folder)
    same(as_csv, read)
    assert faults(read) == []
    assert (read.report.files[0].file, read.report.files[0].encoding) == ("persons.parquet", "")
    typed = pd.DataFrame(
        {
            "person_id": [1.0, 2.0, None],
            "birth_date": [dt.date(1980, 1, 1), None, dt.date(2000, 1, 1)],
            "secret_address": [True, False, None],
        }
    )
    typed.to_parquet(folder / "persons.parquet")
    read = read_delivery(folder)
    assert read.tables["persons"]["person_id"].tolist() == ["1", "2"]
    assert ("persons", 3, "person_id", "required_empty") in faults(read)
    assert read.tables["persons"]["secret_address"].tolist() == [True, False]
    (folder / "persons.parquet").write_bytes(b"PAR1 en dan niets")
    with pytest.raises(UserError, match=r"persons\.parquet"):
        read_delivery(folder)
    (folder / "persons.parquet").write_bytes(b"person_id\na\n")
    with pytest.raises(UserError, match=r"persons\.parquet: dit is geen Parquet"):
        read_delivery(folder)


def test_parquet_in_pieces_is_the_same_delivery(tmp_path, monkeypatch):
    folder = delivery(tmp_path / "d")
    many = pd.DataFrame(
        {
            "person_id": ["a", "b", " c", "b", "d", "", "e"],
            "birth_date": [
                "1980",
                "1982-02-02",
                "2010-03-03",
                "1982-02-02",
                "x",
                "1990-01-01",
                None,
            ],
            "death_date": [None, None, None, None, "2001-01-01", None, "2002-02-02"],
            "family_name": ["Vos", None, "Das", "Vos", "", "Lam", "Beer"],
            "kleur": ["rood", None, "", "groen", "rood", "", "wit"],
        }
    )
    (folder / "persons.csv").unlink()
    many.to_parquet(folder / "persons.parquet", row_group_size=2)
    whole = read_delivery(folder)
    monkeypatch.setattr(reading, "_AT_ONCE", 2)
    pieces = read_delivery(folder)
    for one, other in (
        (whole.tables, pieces.tables),
        (whole.identifying, pieces.identifying),
        (whole.aside, pieces.aside),
    ):
        assert one.keys() == other.keys()
        for name, frame in one.items():
            pd.testing.assert_frame_equal(frame, other[name])
    pd.testing.assert_frame_equal(whole.report.faults, pieces.report.faults)
    assert whole.report.files == pieces.report.files
    assert ("persons", 4, "person_id", "duplicate_key") in faults(pieces)
    assert pieces.tables["persons"]["line"].tolist() == [1, 2, 3, 7]


def test_read_unnamed_keeps_the_tables_and_nothing_that_names(tmp_path):
    folder = delivery(tmp_path)
    named, unnamed = read_delivery(folder), read_unnamed(folder)
    assert named.identifying["persons"].shape[0] == len(named.tables["persons"])
    assert (unnamed.identifying, unnamed.aside) == ({}, {})
    for name, frame in named.tables.items():
        pd.testing.assert_frame_equal(frame, unnamed.tables[name])
    pd.testing.assert_frame_equal(named.report.faults, unnamed.report.faults)


def test_columns_that_are_not_asked_for_are_checked_and_left_out(tmp_path):
    folder = delivery(tmp_path)
    asked = {"persons": ("person_id", "birth_date_hi"), "memberships": ()}
    whole, some = read_unnamed(folder), read_unnamed(folder, only=asked)
    assert some.tables["persons"].columns.tolist() == ["person_id", "birth_date_hi"]
    pd.testing.assert_frame_equal(
        some.tables["persons"], whole.tables["persons"][["person_id", "birth_date_hi"]]
    )
    assert some.tables["memberships"].columns.tolist() == []
    pd.testing.assert_frame_equal(some.tables["signals"], whole.tables["signals"])
    pd.testing.assert_frame_equal(some.report.faults, whole.report.faults)
    assert (some.report.files, some.as_of) == (whole.report.files, whole.as_of)


def workbook(path, sheets, *, dated=True):
    book = xlsxwriter.Workbook(str(path))
    style = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(
                        i, j, dt.datetime.combine(cell, dt.time()), style if dated else None
                    )
                else:
                    sheet.write(i, j, cell)
    book.close()
    return path


def cells(text):
    return [line.split(",") for line in text.strip().splitlines()]


def test_a_workbook_gives_the_same_tables(tmp_path):
    as_csv = read_delivery(delivery(tmp_path / "csv"))
    persons = cells(PERSONS)
    for row in persons[1:]:
        row[1] = dt.date.fromisoformat(row[1])
    sheets = {
        "persons": persons,
        "Signalen": cells(SIGNALS),
        "uitleg": [["zomaar"]],
        "delivery": [
            ["synthetic", True],
            ["reference_date", dt.date(2022, 1, 1)],
            ["region", "Rijnstad"],
        ],
    }
    path = workbook(tmp_path / "levering.xlsx", sheets)
    read = read_delivery(path)
    same(as_csv, read)
    assert (read.info.synthetic, read.info.region, read.as_of) == (
        True,
        "Rijnstad",
        day("2022-01-01"),
    )
    assert [f.file for f in read.report.files] == [
        "levering.xlsx#persons",
        "levering.xlsx#Signalen",
    ]
    assert read.report.faults[["file", "code"]].to_numpy().tolist() == [
        ["levering.xlsx#uitleg", "unknown_table"]
    ]
    assert read.tables["persons"]["line"].tolist() == [2, 3, 4]
    # A folder with nothing but the workbook is that delivery too; delivery.toml beside it counts.
    (tmp_path / "delivery.toml").write_text("reference_date = 2023-02-02\n")
    assert read_delivery(tmp_path).as_of == day("2023-02-02")


def test_a_workbook_with_numbers_gaps_and_serial_dates(tmp_path):
    persons = [
        ["person_id", "birth_date", "", ""],
        [7, dt.date(1980, 1, 1)],
        [],
        ["008", 1980],
        [9.0, None],
    ]
    sheets = {
        "persons": persons,
        "signals": [["signal_id", "type", "person_id", "partner_id", "event_date"]],
    }
    read = read_delivery(workbook(tmp_path / "x.xlsx", sheets, dated=False))
    assert faults(read) == [("persons", 2, "birth_date", "excel_date")]
    assert read.tables["persons"]["person_id"].tolist() == ["008", "9"]
    assert read.tables["persons"]["line"].tolist() == [4, 5]


def test_a_workbook_that_is_none(tmp_path):
    for content in (b"", b"hallo", b"PK\x03\x04 kapot"):
        (tmp_path / "x.xlsx").write_bytes(content)
        with pytest.raises(UserError, match=r"x\.xlsx"):
            read_delivery(tmp_path / "x.xlsx")


def test_delivery_toml(tmp_path):
    text = (
        "synthetic = false\nreference_date = 2021-03-04\ndeliverer = 'VEIL'\nregion = 'R'\n"
        "purpose = 'PGA'\nworkspace = 'zvh'\nkleur = 1\n"
    )
    read = read_delivery(delivery(tmp_path, toml=text))
    info = read.info
    assert (info.synthetic, info.reference_date, info.workspace) == (
        False,
        day("2021-03-04"),
        Workspace.ZVH,
    )
    assert (info.deliverer, info.region, info.purpose) == ("VEIL", "R", "PGA")
    assert info == read_info(tmp_path)
    assert "unknown_setting" in set(read.report.faults["code"])
    assert not read_info(delivery(tmp_path / "x", toml="")).synthetic


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"synthetic = true\nregion = \n", "delivery.toml, regel 2"),
        (b"a = 1\na = 2\n", "delivery.toml, regel"),
        (b"region = '\xff'\n", "delivery.toml, regel 1"),
        (b"synthetic = 'misschien'\n", "synthetic"),
        (b"reference_date = '31-02-2020'\n", "reference_date"),
        (b"workspace = 'thuis'\n", "workspace"),
    ],
)
def test_delivery_toml_that_cannot_be_understood(tmp_path, text, words):
    folder = delivery(tmp_path)
    (folder / "delivery.toml").write_bytes(text)
    with pytest.raises(UserError) as caught:
        read_delivery(folder)
    assert words in caught.value.message
