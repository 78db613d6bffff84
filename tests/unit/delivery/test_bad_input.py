"""Input that is wrong in every way we know of: a clear Dutch message, or rejected rows; never a loss."""

import os
import time

import pytest
from messy import PERSONS, SIGNALS, delivery, faults

from famnet.delivery import Unusable, check_delivery, read_delivery
from famnet.errors import UserError

HEAD = "signal_id,type,person_id,partner_id,event_date\n"


def refused(path, *words) -> str:
    """Read, expect a refusal; return the message after some checks that hold for all."""
    with pytest.raises(UserError) as caught:
        read_delivery(path)
    message = f"{caught.value.message} {caught.value.hint}"
    assert caught.value.exit_code == 1
    assert str(path) not in message  # no path beyond the name the user gave
    for word in words:
        assert word in message
    return message


def test_what_is_not_there(tmp_path):
    refused(tmp_path / "nergens", "nergens", "persons.csv")
    (tmp_path / "leeg").mkdir()
    refused(tmp_path / "leeg", "persons en signals ontbreekt")
    half = delivery(tmp_path / "half")
    (half / "signals.csv").unlink()
    refused(half, "signals ontbreekt")
    (tmp_path / "x.txt").write_text("hallo")
    refused(tmp_path / "x.txt", "x.txt", "geen map")
    with pytest.raises(UserError):
        read_delivery("a\0b")


def test_an_empty_file_and_one_with_only_a_heading(tmp_path):
    read = read_delivery(delivery(tmp_path / "a", signals=""))
    assert faults(read) == [("signals", 1, "", "empty_file")]
    assert faults(read_delivery(delivery(tmp_path / "b", signals=HEAD))) == []
    with pytest.raises(Unusable, match="geen enkele bruikbare persoon") as caught:
        read_delivery(delivery(tmp_path / "c", persons="person_id\n"))
    assert not caught.value.report.usable
    with pytest.raises(Unusable):
        read_delivery(delivery(tmp_path / "d", persons="\n\n"))


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(tmp_path, codec):
    refused(delivery(tmp_path, persons=PERSONS.encode(codec)), "persons.csv", "UTF-16", "CSV UTF-8")


def test_cp1252_and_a_byte_order_mark(tmp_path):
    persons = "person_id,family_name\nz\u00e9,Jos\u00e9 \u20ac\nb,\nc,\na,\n"
    read = read_delivery(delivery(tmp_path / "a", persons=persons.encode("cp1252")))
    assert read.report.files[0].encoding == "cp1252"
    assert read.tables["persons"]["person_id"][0] == "z\u00e9"
    assert read.identifying["persons"]["family_name"][0] == "Jos\u00e9 \u20ac"
    marked = read_delivery(delivery(tmp_path / "b", persons=persons.encode("utf-8-sig")))
    assert marked.report.files[0].encoding == "utf-8"
    assert marked.tables["persons"]["person_id"][0] == "z\u00e9"
    assert faults(marked) == faults(read) == []
    refused(
        delivery(tmp_path / "c", persons=b"person_id\na\nb\x81\n"), "persons.csv, regel 3", "cp1252"
    )


def test_nul_bytes(tmp_path):
    refused(delivery(tmp_path / "a", persons=b"\0" * 100_000), "persons.csv")
    refused(delivery(tmp_path / "b", persons=b"person_id\na\nb\0\n"), "persons.csv, regel 3", "NUL")
    late = b"person_id\n" + b"a\n" * 200_000 + b"\0\n"
    refused(delivery(tmp_path / "c", persons=late), "persons.csv, regel 200002", "NUL")


def test_what_never_ends_is_not_read(tmp_path):
    folder = delivery(tmp_path / "a")
    (folder / "signals.csv").unlink()
    (folder / "signals.csv").symlink_to("/dev/zero")
    began = time.monotonic()
    refused(folder, "signals.csv", "geen gewoon bestand")
    (folder / "signals.csv").unlink()
    os.mkfifo(folder / "signals.csv")
    refused(folder, "signals.csv", "geen gewoon bestand")
    (folder / "delivery.toml").unlink()
    (folder / "delivery.toml").symlink_to("/dev/zero")
    refused(folder, "geen gewoon bestand")
    # A sparse file of a terabyte of NUL: refused from its first block.
    sparse = delivery(tmp_path / "b")
    with (sparse / "persons.csv").open("wb") as file:
        file.truncate(1 << 40)
    refused(sparse, "persons.csv", "NUL")
    assert time.monotonic() - began < 20


def test_folders_and_broken_links_with_the_name_of_a_table(tmp_path):
    folder = delivery(tmp_path / "a")
    (folder / "persons.csv").unlink()
    (folder / "persons.csv").mkdir()
    refused(folder, "persons.csv", "map")
    (folder / "persons.csv").rmdir()
    (folder / "persons.csv").symlink_to(tmp_path / "weg")
    refused(folder, "persons.csv")


def test_other_files_are_ignored_or_named(tmp_path):
    folder = delivery(tmp_path)
    for name in (
        "README.md",
        "SHA256SUMS",
        "truth.csv",
        "stories.csv",
        ".~lock.persons.csv#",
        "~$x.xlsx",
    ):
        (folder / name).write_bytes(b"\0\xff")
    (folder / "personen2.csv").write_text("x")
    read = read_delivery(folder)
    assert read.report.faults[["file", "code"]].to_numpy().tolist() == [
        ["personen2.csv", "unknown_table"]
    ]
    (folder / "personen.csv").write_text(PERSONS)
    refused(folder, "personen.csv", "persons.csv", "dezelfde tabel")


def test_an_excel_file_with_the_wrong_name(tmp_path):
    refused(delivery(tmp_path, persons=b"PK\x03\x04rest"), "persons.csv", "Excel")


def test_separators_are_found_out_and_said(tmp_path):
    for sign, name in ((",", "a"), (";", "b"), ("\t", "c")):
        text = SIGNALS.replace(",", sign)
        read = read_delivery(delivery(tmp_path / name, signals=text))
        assert read.report.files[1].delimiter == sign
        assert read.report.files[1].accepted == 2


def test_a_dutch_heading_is_read_and_said(tmp_path):
    persons = "Persoonsnummer;Geboortedatum;Geslacht\na;01-02-1980;V\nb;;\nc;;\n"
    signals = (
        "signaalnummer,soort,persoonsnummer,partner,gebeurtenisdatum\ns,JUS_PROPERTY,a,POL,2020\n"
    )
    read = read_delivery(delivery(tmp_path, persons=persons, signals=signals))
    assert {code for *_, code in faults(read)} == {"renamed_column"}
    assert ("persons", 1, "Geboortedatum", "renamed_column") in faults(read)
    assert read.tables["signals"]["person"].tolist() == [0]
    assert read.report.totals.accepted == 4


def test_a_column_that_stands_twice(tmp_path):
    persons = "person_id,persoonsnummer\na,b\n"
    refused(
        delivery(tmp_path, persons=persons), "persons.csv, regel 1", "person_id", "meer dan eens"
    )


def test_unknown_and_blocked_columns(tmp_path):
    persons = "person_id,kleur,etniciteit,religion\na,rood,geheim1,geheim2\nb,,,\nc,blauw,,\n"
    read = read_delivery(delivery(tmp_path, persons=persons))
    assert set(read.report.files[0].unknown_columns) == {"kleur", "etniciteit", "religion"}
    assert [(column, code) for _, _, column, code in faults(read)] == [
        ("kleur", "unknown_column"),
        ("etniciteit", "blocked_column"),
        ("religion", "blocked_column"),
    ]
    assert list(read.aside) == ["persons"]
    assert read.aside["persons"]["kleur"].fillna("").tolist() == ["rood", "", "blauw"]
    kept = [
        frame.to_csv()
        for frames in (read.tables, read.identifying, read.aside)
        for frame in frames.values()
    ]
    assert "geheim" not in "".join(kept)


def test_a_row_in_the_place_of_the_heading_is_not_quoted(tmp_path):
    read = check_delivery(delivery(tmp_path, persons="x1,Geheim,1984-01-01\nx2,Ook,1985-01-01\n"))
    assert read.report.files[0].unknown_columns == ("kolom 1", "kolom 2", "kolom 3")
    assert "Geheim" not in read.report.faults.to_csv() + str(read.report.to_json())
    assert not read.report.usable


@pytest.mark.parametrize("start", [b"\n", b"\r\n", b"\r", b"\xef\xbb\xbf\n", b"\n" * 100_000])
def test_an_empty_first_line_is_refused(tmp_path, start):
    folder = delivery(tmp_path, persons=start + PERSONS.encode())
    refused(folder, "persons.csv, regel 1", "kop")


def test_an_unknown_heading_that_stands_twice(tmp_path):
    read = read_delivery(delivery(tmp_path, persons="person_id,x,x\na,1,2\nb,3,4\nc,5,6\n"))
    assert read.aside["persons"].columns.tolist() == ["line", "x", "kolom 3"]


def test_a_file_without_a_required_column(tmp_path):
    read = read_delivery(
        delivery(
            tmp_path,
            signals="signal_id,type,person_id,event_date\ns,JUS_PROPERTY,a,2020\nt,JUS_PROPERTY,b,2020\n",
        )
    )
    assert faults(read) == [("signals", n, "partner_id", "missing_column") for n in (2, 3)]
    assert read.report.totals.rejected == 2
    with pytest.raises(Unusable):
        read_delivery(delivery(tmp_path / "x", persons="naam\nJan\nPiet\n"))


def test_the_same_row_a_hundred_thousand_times(tmp_path):
    n = 100_000
    read = read_delivery(
        delivery(
            tmp_path,
            signals=HEAD + "s,JUS_PROPERTY,a,POL,2020\n" * n,
            memberships="person_id,household_id\n" + "a,h\n" * n,
        )
    )
    counts = read.report.faults["code"].value_counts().to_dict()
    assert counts == {"duplicate_key": n - 1, "duplicate_row": n - 1}
    assert read.report.totals.accepted == 5


def test_a_cell_of_five_megabytes(tmp_path):
    text = "person_id,family_name\na,x\nb," + "y" * 5_000_000 + "\nc,\n"
    read = read_delivery(delivery(tmp_path / "a", persons=text))
    assert [code for table, *_, code in faults(read) if table == "persons"] == ["cell_too_long"]
    assert read.tables["persons"]["person_id"].tolist() == ["a", "c"]
    assert len(read.report.faults.to_csv()) < 2000
    less = "person_id,family_name\na,x\nb," + "y" * 40_000 + "\nc,\n"
    read = read_delivery(delivery(tmp_path / "b", persons=less))
    assert ("persons", 3, "family_name", "cell_too_long") in faults(read)
    refused(
        delivery(tmp_path / "c", persons="person_id\n" + "y" * 17_000_000 + "\n"),
        "persons.csv, regel 2",
    )


def test_torn_rows_and_open_quotes_lose_no_other_row(tmp_path):
    text = (
        "person_id,family_name,birth_date\n"
        'a,"Jan\nPiet",1980\n'  # two lines, one row
        "b,x\n"
        "\n"
        'c,"open,1990\n'
        "d,gewoon,1991\n"
        'e,5" buis,1992\n'
        'f,"ge""citeerd",1993\n'
        "g,x,1994,te veel\n"
        'h,"open aan het eind,1995\n'
    )
    read = read_delivery(delivery(tmp_path, persons=text, signals=HEAD))
    assert faults(read) == [
        ("persons", 4, "", "ragged_row"),
        ("persons", 6, "", "unbalanced_quotes"),
        ("persons", 10, "", "ragged_row"),
        ("persons", 11, "", "unbalanced_quotes"),
    ]
    frame = read.tables["persons"]
    assert frame["person_id"].tolist() == ["a", "d", "e", "f"]
    assert frame["line"].tolist() == [2, 7, 8, 9]
    assert read.identifying["persons"]["family_name"].tolist() == [
        "Jan\nPiet",
        "gewoon",
        '5" buis',
        'ge"citeerd',
    ]
    assert read.report.files[0].read == 8


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_other_line_ends(tmp_path, ends):
    read = read_delivery(delivery(tmp_path, persons=PERSONS.replace("\n", ends).encode()))
    assert faults(read) == []
    assert read.tables["persons"]["line"].tolist() == [2, 3, 4]


HOSTILE = [
    "</script><img src=x onerror=alert(1)>",
    "=cmd|' /C calc'!A0",
    "x'}) DETACH DELETE n //",
    "'; drop table raw_persons; --",
    "$(rm -rf ~)",
    "a\u202eb",
    "'",
    "\\",
    "%s{column}",
]


def test_hostile_text_is_only_text(tmp_path):
    cells = ['"' + cell.replace('"', '""') + '"' for cell in HOSTILE]
    persons = "person_id,family_name\n" + "".join(f"{c},{c}\n" for c in cells) + "a,\nb,\nc,\n"
    read = read_delivery(delivery(tmp_path, persons=persons))
    assert read.tables["persons"]["person_id"].tolist()[: len(HOSTILE)] == HOSTILE
    assert read.identifying["persons"]["family_name"].tolist()[: len(HOSTILE)] == HOSTILE
    assert faults(read) == []
    columns = "person_id," + ",".join(cells) + "\na" + ",1" * len(cells) + "\n"
    aside = check_delivery(delivery(tmp_path / "x", persons=columns)).aside["persons"]
    assert list(aside.columns)[1:] == HOSTILE


def test_no_fault_quotes_what_identifies(tmp_path):
    persons = "person_id,bsn,family_name,birth_date,sex\nx,123456789,Geheim,31-02-1984,Geheim\na,,,,\nb,,,,\nc,,,,\n"
    read = read_delivery(delivery(tmp_path, persons=persons))
    text = read.report.faults.to_csv() + repr(read) + repr(read.report)
    for secret in ("Geheim", "123456789", "1984"):
        assert secret not in text
