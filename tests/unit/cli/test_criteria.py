"""``famnet criteria`` from outside: one JSON object, a text for the table, plain refusals."""

from __future__ import annotations

import json

import pytest

from famnet import cli, failures


def famnet(*arguments: object) -> int:
    return failures.guarded(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def tiny(tmp_path):
    folder = tmp_path / "levering"
    folder.mkdir()
    (folder / "delivery.toml").write_text('synthetic = true\nreference_date = "2026-01-01"\n')
    (folder / "persons.csv").write_text(
        "person_id,birth_date,family_name\na,1950-01-01,Verzonnen\nb,1980-01-01,Verzonnen\n"
    )
    (folder / "memberships.csv").write_text("person_id,household_id\na,h1\nb,h2\n")
    (folder / "kinships.csv").write_text("person_id,kind,relative_id\na,parent_of,b\n")
    (folder / "signals.csv").write_text(
        "signal_id,type,person_id,role,partner_id,event_date,hardness\n"
        "s1,FIN_DEBT,b,involved,WENI,2025-06-01,fact\ns2,HOU_ARREARS,a,involved,WOCO,2025-08-01,fact\n"
    )
    return folder


def test_json_is_one_object_with_answers_and_an_empty_verdict(tiny, capsys):
    assert famnet("criteria", tiny, "--family", "a", "--json") == 0
    out = capsys.readouterr().out
    content = json.loads(out)
    assert out.count("\n") == 1
    assert [form["form"] for form in content["forms"]] == ["zvh", "riec"]
    said = {(row["form"], row["criterion_id"]): row for row in content["answers"]}
    assert said["zvh", "K1B"]["answer"] == "yes"
    assert said["zvh", "K1B"]["supporting"] == ["signals:s1", "signals:s2"]
    assert said["zvh", "K2A"]["answer"] == "unknown"
    assert said["zvh", "K0"]["answer"] == ""
    assert content["verdict"] == {"outcome": "", "by": "", "on": ""}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("nl", ("[ja]", "[onbekend]", "Oordeel aan tafel", "Onbekend is geen nee")),
        ("en", ("[yes]", "[unknown]", "Verdict at the table", "Unknown is no no")),
    ],
)
def test_text_is_readable_in_both_languages(tiny, capsys, lang: str, words: tuple[str, ...]):
    assert famnet("criteria", tiny, "--family", "h1", "--lang", lang) == 0
    out = capsys.readouterr().out
    assert all(word in out for word in words)
    assert "Verzonnen" not in out
    assert max(map(len, out.splitlines())) <= 100


def test_the_workspace_chooses_the_form(tiny, capsys):
    assert famnet("criteria", tiny, "--family", "a", "--workspace", "riec") == 0
    out = capsys.readouterr().out
    assert "K1B" not in out
    assert "mag hier niet" in out


def test_unknown_ids_and_languages_are_said(tiny, capsys):
    assert famnet("criteria", tiny, "--family", "nobody") == 1
    assert famnet("criteria", tiny, "--family", "a", "--subject", "nobody") == 1
    assert famnet("criteria", tiny, "--family", "a", "--lang", "fr") == 2
    assert "Traceback" not in capsys.readouterr().err


def test_real_data_without_a_purpose_is_refused(tiny, capsys):
    (tiny / "delivery.toml").write_text('reference_date = "2026-01-01"\n')
    assert famnet("criteria", tiny, "--family", "a") == 3
    assert "--purpose" in capsys.readouterr().err


def test_real_data_shows_pseudonyms_and_takes_own_numbers(tiny, capsys):
    (tiny / "delivery.toml").write_text('reference_date = "2026-01-01"\n')
    grant = ("--purpose", "casusoverleg", "--case", "Z1", "--workspace", "zvh")
    assert famnet("criteria", tiny, "--family", "a", "--subject", "b", *grant, "--json") == 0
    content = json.loads(capsys.readouterr().out)
    assert content["subject"] not in ("", "b")
    assert [form["form"] for form in content["forms"]] == ["zvh"]
