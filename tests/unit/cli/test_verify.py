"""``famnet verify`` from outside: what it says, and with which exit code."""

from __future__ import annotations

import json
import shutil

import pytest

from famnet import cli, failures


def famnet(*arguments: object) -> int:
    return failures.guarded(cli.app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("werk")
    delivery = folder / "levering"
    delivery.mkdir()
    (delivery / "delivery.toml").write_text('synthetic = true\nreference_date = "2026-01-01"\n')
    (delivery / "persons.csv").write_text(
        "person_id,birth_date,family_name\na,1950-01-01,Verzonnen\nb,1980-01-01,Verzonnen\nz,1970-01-01,Ander\n"
    )
    (delivery / "memberships.csv").write_text("person_id,household_id\na,h1\nb,h2\nz,h3\n")
    (delivery / "kinships.csv").write_text("person_id,kind,relative_id\na,parent_of,b\n")
    (delivery / "requests.csv").write_text(
        "partner_id,person_id,asked_date,answer\nPOL,z,2025-10-01,pending\nPOL,b,2025-06-01,pending\n"
    )
    (delivery / "signals.csv").write_text(
        "signal_id,type,person_id,role,partner_id,event_date,hardness\n"
        "s1,FIN_DEBT,b,involved,WENI,2025-06-01,fact\ns2,HOU_ARREARS,a,involved,WOCO,2025-08-01,fact\n"
    )
    session = folder / "sessie"
    assert famnet("run", delivery, "--out", session, "--family", "a") == 0
    return delivery, session


@pytest.fixture
def copied(made, tmp_path):
    return [
        shutil.copytree(folder, tmp_path / name)
        for folder, name in zip(made, ("levering", "sessie"), strict=True)
    ]


def change(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def page_of(session):
    return next((session / "families").iterdir())


def verified(capsys, session, delivery, *, code: int) -> dict:
    capsys.readouterr()
    assert famnet("verify", session, "--delivery", delivery, "--json") == code
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    return json.loads(out)


def test_its_own_delivery_bears_out_every_statement(made, capsys):
    delivery, session = made
    answer = verified(capsys, session, delivery, code=0)
    receipts = json.loads((session / "receipts.json").read_text(encoding="utf-8"))["receipts"]
    assert answer["statements"] == answer["holding"] == len(receipts)
    assert (answer["as_of"], answer["added"], answer["broken"]) == ("2026-01-01", 0, [])
    assert famnet("verify", session, "--delivery", delivery) == 0
    assert f"Alle {len(receipts)} uitspraken houden stand" in capsys.readouterr().out


def test_receipts_stand_in_the_manifest_and_name_nobody(made):
    _, session = made
    assert "receipts.json" in json.loads((session / "manifest.json").read_text())["files"]
    text = (session / "receipts.json").read_text(encoding="utf-8")
    assert "Verzonnen" not in text
    assert "1980-01-01" not in text
    assert str(session.parent) not in text


def test_a_changed_signal_breaks_what_rests_on_it(copied, capsys):
    delivery, session = copied
    change(
        delivery / "signals.csv",
        "s1,FIN_DEBT,b,involved,WENI,2025-06-01",
        "s1,FIN_DEBT,b,involved,WENI,2025-07-02",
    )
    answer = verified(capsys, session, delivery, code=4)
    row = next(one for one in answer["broken"] if one["kind"] == "row")
    assert row["file"] == f"families/{page_of(session).name}"
    assert (row["fact"], row["why"]) == ("signals:s1", "row_changed")
    assert "01-06-2025" in row["statement"]
    assert "02-07-2025" in row["now"]
    assert not any(one["facts"] == ["signals:s2"] for one in answer["broken"])
    assert answer["holding"] == answer["statements"] - len(answer["broken"])


def test_text_names_file_statement_fact_and_why(copied, capsys):
    delivery, session = copied
    change(delivery / "requests.csv", "POL,b,2025-06-01,pending\n", "")
    capsys.readouterr()
    assert famnet("verify", session, "--delivery", delivery) == 4
    out = capsys.readouterr().out
    assert f"families/{page_of(session).name}" in out
    assert "de bronrij is er niet meer: requests:3" in out
    assert famnet("verify", session, "--delivery", delivery, "--lang", "en") == 4
    assert "the source row is no longer there: requests:3" in capsys.readouterr().out


def test_rows_of_others_break_only_counts_of_all(copied, capsys):
    delivery, session = copied
    change(delivery / "requests.csv", "POL,z,2025-10-01,pending\n", "")
    answer = verified(capsys, session, delivery, code=4)
    assert {one["file"] for one in answer["broken"]} <= {"overview.html", "bottlenecks.html"}
    assert {one["kind"] for one in answer["broken"]} <= {"totals", "bottlenecks"}


def test_a_page_edited_by_hand_is_found(copied, capsys):
    delivery, session = copied
    page = page_of(session)
    change(page, "01-06-2025", "01-06-2024")
    answer = verified(capsys, session, delivery, code=4)
    assert {(one["file"], one["why"]) for one in answer["broken"]} == {
        (f"families/{page.name}", "edited")
    }
    assert any("01-06-2024" in one["now"] for one in answer["broken"])


def test_an_edit_beside_the_statements_and_a_missing_file_are_told(copied, capsys):
    delivery, session = copied
    change(page_of(session), "</body>", "<!-- x --></body>")
    (session / "windows.csv").unlink()
    answer = verified(capsys, session, delivery, code=4)
    assert [(one["file"], one["why"]) for one in answer["broken"]] == [
        (f"families/{page_of(session).name}", "file_changed"), ("windows.csv", "file_missing"),
    ]  # fmt: skip


def test_a_network_that_is_no_longer_there(copied, capsys):
    delivery, session = copied
    change(delivery / "memberships.csv", "b,h2", "b,h9")
    answer = verified(capsys, session, delivery, code=4)
    assert "network_gone" in {one["why"] for one in answer["broken"]}


def test_a_folder_that_is_no_session(copied, tmp_path, capsys):
    delivery, session = copied
    (tmp_path / "leeg").mkdir()
    for folder in (tmp_path / "leeg", tmp_path / "nergens", delivery):
        assert famnet("verify", folder, "--delivery", delivery) == 1
        assert "geen map van een sessie" in capsys.readouterr().err
    (session / "receipts.json").unlink()
    assert famnet("verify", session, "--delivery", delivery) == 1
    assert "receipts.json" in capsys.readouterr().err


def test_a_delivery_of_another_case(copied, tmp_path, capsys):
    delivery, session = copied
    assert famnet("verify", session, "--delivery", delivery, "--case", "Z-9") == 3
    assert "andere zaak" in capsys.readouterr().err
    other = shutil.copytree(delivery, tmp_path / "ander")
    (other / "delivery.toml").write_text('reference_date = "2026-01-01"\n')
    assert famnet("verify", session, "--delivery", other) == 3
    assert "andere zaak" in capsys.readouterr().err
    (other / "delivery.toml").write_text("synthetic = true\n")
    (other / "persons.csv").write_text("person_id,birth_date\nq,1990-01-01\n")
    (other / "signals.csv").write_text(
        "signal_id,type,person_id,partner_id,event_date\nq1,FIN_DEBT,q,WENI,2025-01-01\n"
    )
    for name in ("memberships.csv", "kinships.csv", "requests.csv"):
        (other / name).unlink()
    assert famnet("verify", session, "--delivery", other) == 1
    assert "geen enkele rij" in capsys.readouterr().err


def test_wrong_use(copied, tmp_path, capsys):
    delivery, session = copied
    assert famnet("verify", session) == 2
    assert famnet("verify", session, "--delivery", delivery, "--lang", "fr") == 2
    assert famnet("verify", session, "--delivery", tmp_path / "nergens") == 1
    assert capsys.readouterr().err


@pytest.fixture
def real(copied, tmp_path):
    delivery, _ = copied
    (delivery / "delivery.toml").write_text('reference_date = "2026-01-01"\n')
    session = tmp_path / "echt"
    grant = ("--purpose", "overleg", "--case", "Z-1", "--workspace", "local")
    assert famnet("run", delivery, "--out", session, "--family", "a", *grant) == 0
    return delivery, session


def test_real_data_is_held_under_the_purpose_of_the_session(real, capsys):
    delivery, session = real
    answer = verified(capsys, session, delivery, code=0)
    assert answer["statements"]
    text = (session / "receipts.json").read_text(encoding="utf-8")
    assert '"persons:P' in text
    assert '"persons:a"' not in text


def test_pseudonyms_of_then_are_found_by_the_key_sheet_when_people_came_in(real, capsys):
    delivery, session = real
    change(delivery / "persons.csv", "a,1950", "a0,1990-01-01,Nieuw\na00,1990-01-01,Nieuw\na,1950")
    change(delivery / "memberships.csv", "a,h1", "a0,h0\na00,h00\na,h1")
    answer = verified(capsys, session, delivery, code=4)
    # Lines moved, pseudonyms moved: only counts of all are other ones, and on each page how many
    # families there are to compare with.
    of_all = {one["file"] for one in answer["broken"] if one["kind"] != "compared"}
    assert of_all == {"overview.html"}
    assert {one["kind"] for one in answer["broken"]} == {"compared", "totals"}


def test_without_the_key_sheet_other_people_are_refused(real, capsys):
    delivery, session = real
    (session / "sleutelblad.csv").unlink()
    with (delivery / "persons.csv").open("a", encoding="utf-8") as file:
        file.write("zz,1990-01-01,Nieuw\n")
    assert famnet("verify", session, "--delivery", delivery) == 1
    assert "schuilnamen" in capsys.readouterr().err
