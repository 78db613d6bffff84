"""The command that says which way signals went: answers, and what it says to wrong use."""

from __future__ import annotations

import json

from famnet import cli, failures, resources

SAMPLE = resources.sample_data()


def famnet(*words: object) -> int:
    return failures.guarded(cli.app, [str(word) for word in words])


def test_a_family_as_one_json_object(capsys):
    assert famnet("route", SAMPLE, "--family", "P000424", "--json") == 0
    sheet = json.loads(capsys.readouterr().out)
    assert sheet["workspace"] == "synthetic"
    assert {"done", "gaps", "next", "meldcode_step"} <= set(sheet["matters"][0])
    # In the sample the housing association reported to the municipality and to the team.
    assert "referrals:R000001" in [done["evidence"][0] for m in sheet["matters"] for done in m["done"]]  # fmt: skip


def test_one_signal_in_english(capsys):
    assert famnet("route", SAMPLE, "--signal", "S000013", "--lang", "en") == 0
    assert "Who may receive this:" in capsys.readouterr().out


def test_wrong_use_is_said_plainly(capsys):
    assert famnet("route", SAMPLE) == 2
    assert "--family ontbreekt" in capsys.readouterr().err
    assert famnet("route", SAMPLE, "--family", "P000424", "--lang", "fr") == 2
    assert famnet("route", SAMPLE, "--family", "nobody") == 1
    assert famnet("route", SAMPLE, "--signal", "nothing") == 1
    assert "staat niet in deze levering" in capsys.readouterr().err


def test_a_signal_asked_with_a_family_is_one_of_that_family(capsys):
    """S000013 is about P000424: with another family network the two questions contradict."""
    assert famnet("route", SAMPLE, "--family", "P000424", "--signal", "S000013") == 0
    capsys.readouterr()
    assert famnet("route", SAMPLE, "--family", "H000268", "--signal", "S000013") == 1
    said = capsys.readouterr()
    assert not said.out
    assert "S000013" in said.err
    assert "gaat niet over het familienetwerk" in said.err
