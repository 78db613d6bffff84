"""The commands questions and ask from outside (cli.md)."""

from __future__ import annotations

import json

import pytest

from famnet import cli, failures
from famnet.questions import questions as catalogue


def famnet(*arguments: object) -> int:
    return failures.guarded(cli.app, [str(argument) for argument in arguments])


@pytest.fixture
def tiny(tmp_path):
    """Two sisters with their mother; synthetic."""
    folder = tmp_path / "levering"
    folder.mkdir()
    (folder / "delivery.toml").write_text('synthetic = true\nreference_date = "2026-01-01"\n')
    (folder / "persons.csv").write_text(
        "person_id,birth_date,family_name,bsn\n"
        "moe,1950-03-04,Verzonnen,123456782\na,1980-05-06,Verzonnen,\nb,1982-07-08,Verzonnen,\n"
    )
    (folder / "kinships.csv").write_text(
        "person_id,kind,relative_id\nmoe,parent_of,a\nmoe,parent_of,b\n"
    )
    (folder / "signals.csv").write_text("signal_id,type,person_id,role,partner_id,event_date\n")
    return folder


def test_questions_json_has_the_contracts_keys(capsys):
    assert famnet("questions", "--json") == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    told = json.loads(out)["questions"]
    assert [one["id"] for one in told] == list(catalogue())
    assert len(told) >= 36
    for one in told:
        assert {"id", "category", "title_nl", "title_en", "parameters", "columns"} <= set(one)


def test_questions_text_is_searched_and_grouped(capsys):
    assert famnet("questions", "halfbroers") == 0
    out = capsys.readouterr().out
    assert "Persoon en verwantschap (person_and_kin)" in out
    assert "famnet ask half_siblings --delivery LEVERING --param person=PERSOON" in out
    assert "residents" not in out
    assert famnet("questions", "--category", "geen") == 2
    assert famnet("questions", "kwfrtzl") == 0
    assert "Geen vraag gevonden" in capsys.readouterr().out


def test_ask_json_has_columns_and_rows(tiny, capsys):
    given = ("--delivery", tiny, "--param", "person=a", "--param", "steps=2", "--json")
    assert famnet("ask", "relatives", *given) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["columns"] == ["relative_id", "steps", "generation", "basis", "way"]
    assert told["rows"] == [
        ["moe", 1, 1, "birth", "a>moe"],
        ["b", 2, 0, "birth", "a>moe>b"],
    ]
    assert (told["as_of"], told["total"]) == ("2026-01-01", 2)
    assert famnet("ask", "relatives", *given, "--limit", 1) == 0
    told = json.loads(capsys.readouterr().out)
    assert (len(told["rows"]), told["total"]) == (1, 2)


def test_ask_text_is_a_table_with_the_day(tiny, capsys):
    assert famnet("ask", "relatives", "--delivery", tiny, "--param", "person=a") == 0
    out = capsys.readouterr().out
    assert "Peildatum: 2026-01-01" in out
    assert "a>moe>b" in out
    assert "2 rijen." in out
    assert famnet("ask", "half_siblings", "--delivery", tiny, "--param", "person=a") == 0
    assert "Geen rij is geen bewijs" in capsys.readouterr().out


def test_show_needs_neither_store_nor_delivery(capsys):
    assert famnet("ask", "residents", "--show") == 0
    out = capsys.readouterr().out
    assert "Wie woont hier op een datum?" in out
    assert "household (nummer van een huishouden, verplicht): huishouden" in out
    assert "MATCH (:Household {household_id: $household})" in out
    assert famnet("ask", "residents", "--show", "--json") == 0
    assert "MATCH" in json.loads(capsys.readouterr().out)["cypher"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["relative", "--param", "person=a"], "relatives"),
        (["relatives", "--param", "persoon=a"], "person (nummer van een persoon, verplicht)"),
        (["relatives", "--param", "person"], "naam=waarde"),
        (["relatives", "--param", "person=a", "--param", "person=b"], "Laat er een weg"),
        (["relatives", "--param", "person=a", "--param", "steps=veel"], "1-4, standaard 2"),
        (["relatives"], "person (nummer van een persoon, verplicht)"),
        (["residents", "--param", "household=h", "--param", "on=vandaag"], "2026-01-31"),
    ],
)
def test_wrong_use_names_what_is_right(tiny, capsys, arguments, said):
    assert famnet("ask", *arguments, "--delivery", tiny) == 2
    assert said in capsys.readouterr().err


def test_store_or_delivery_and_not_both(tiny, capsys):
    assert famnet("ask", "relatives", "--param", "person=a") == 2
    assert "--delivery LEVERING" in capsys.readouterr().err
    both = ("--delivery", tiny, "--store", "bolt://localhost:1")
    assert famnet("ask", "relatives", "--param", "person=a", *both) == 2


def test_somebody_who_is_not_there_is_exit_1(tiny, capsys):
    assert famnet("ask", "relatives", "--delivery", tiny, "--param", "person=x") == 1
    assert "geen persoon 'x'" in capsys.readouterr().err


def test_real_data_needs_a_purpose_and_takes_the_own_number(tiny, capsys):
    (tiny / "delivery.toml").write_text('reference_date = "2026-01-01"\n')
    given = ("ask", "relatives", "--delivery", tiny, "--param", "person=a", "--json")
    assert famnet(*given) == 3
    capsys.readouterr()
    why = ("--purpose", "casus", "--case", "Z1", "--workspace", "zvh")
    assert famnet(*given, *why) == 0
    out = capsys.readouterr().out
    rows = json.loads(out)["rows"]
    # Pseudonyms only, and the own number of nobody.
    assert len(rows) == 2
    assert {row[0] for row in rows} <= {"P1", "P2", "P3"}
    assert "moe" not in out
    shown = rows[0][4].split(">")[0]
    assert (
        famnet("ask", "relatives", "--delivery", tiny, "--param", f"person={shown}", "--json", *why)
        == 0
    )
    assert json.loads(capsys.readouterr().out)["rows"] == rows


def test_ask_of_a_store_in_a_folder_says_the_same(tiny, tmp_path, capsys):
    store = f"memory:{tmp_path / 'store'}"
    assert famnet("load", tiny, "--store", store, "--json") == 0
    capsys.readouterr()
    asked = ("ask", "relatives", "--param", "person=a", "--json")
    assert famnet(*asked, "--store", store) == 0
    from_store = capsys.readouterr().out
    assert famnet(*asked, "--delivery", tiny) == 0
    assert capsys.readouterr().out == from_store
    assert famnet(*asked, "--store", store, "--as-of", "2020-01-01") == 2
