"""``famnet draw network`` from outside: a page or a still, of one case or of all, plain refusals."""

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
        "person_id,birth_date,family_name\na,1950-01-01,Verzonnen\nb,1980-01-01,Verzonnen\nc,,\n"
    )
    (folder / "memberships.csv").write_text("person_id,household_id\na,h1\nb,h2\nc,h3\n")
    (folder / "kinships.csv").write_text("person_id,kind,relative_id\na,parent_of,b\n")
    (folder / "signals.csv").write_text("signal_id,type,person_id,role,partner_id,event_date\n")
    return folder


def test_of_all_as_a_page(tiny, tmp_path, capsys):
    out = tmp_path / "n.html"
    assert famnet("draw", "network", tiny, "--out", out, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["picture"], told["file"], told["as_of"]) == ("network", "n.html", "2026-01-01")
    assert told["items"]["persoon"] == 3
    page = out.read_text(encoding="utf-8")
    assert 'data-person-id="c"' in page
    assert "Verzonnen" not in page


def test_of_one_case_as_a_still(tiny, tmp_path, capsys):
    out = tmp_path / "n.svg"
    assert famnet("draw", "network", tiny, "--family", "a", "--out", out) == 0
    still = out.read_text(encoding="utf-8")
    assert 'data-person-id="a"' in still and 'data-person-id="c"' not in still
    assert str(tmp_path) not in still + capsys.readouterr().out


def test_refusals_write_nothing(tiny, tmp_path, capsys):
    assert famnet("draw", "network", tiny, "--out", tmp_path / "n.png") == 2
    assert famnet("draw", "network", tiny, "--family", "zz", "--out", tmp_path / "n.svg") == 1
    (tiny / "delivery.toml").write_text("synthetic = false\n")
    assert famnet("draw", "network", tiny, "--out", tmp_path / "n.svg") == 3
    assert "Traceback" not in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["levering"]
