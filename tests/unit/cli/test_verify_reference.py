"""``famnet verify`` of a session that was made with a reference."""

from __future__ import annotations

import json
import shutil

import pytest
from area_case import famnet, small_case


@pytest.fixture
def tiny(tmp_path):
    return small_case(tmp_path / "zaak")


def test_a_session_made_with_a_reference_verifies_with_it_alone(
    built, compared, tiny, tmp_path, capsys
):
    _, reference = built
    out = shutil.copytree(compared.out, tmp_path / "sessie")
    words = ("verify", out, "--delivery", tiny)
    assert famnet(*words, "--reference", reference) == 0
    capsys.readouterr()
    # Without it, or with another one, what was compared can't be made again: that is no broken sentence.
    assert famnet(*words) == 1
    assert "--reference" in capsys.readouterr().err
    assert famnet("verify", out, "--delivery", tiny, "--reference", tmp_path / "weg") == 1
    said = json.loads((out / "comparison.json").read_text())
    name = json.loads((reference / "reference.json").read_text())["reference_id"]
    assert said["reference_id"] == name
    (out / "comparison.json").write_text(json.dumps({**said, "reference_id": "r-ander"}))
    assert famnet(*words, "--reference", reference) == 1
    assert "r-ander" in capsys.readouterr().err


def test_a_reference_is_refused_for_a_session_made_without(built, tiny, tmp_path, capsys):
    assert famnet("run", tiny, "--out", tmp_path / "s", "--family", "b") == 0
    capsys.readouterr()
    words = ("verify", tmp_path / "s", "--delivery", tiny, "--reference", built[1])
    assert famnet(*words) == 1
    assert "niet met een referentie" in capsys.readouterr().err
