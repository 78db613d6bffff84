"""Output is whole or not there."""

from __future__ import annotations

import pytest

from famnet.errors import UserError
from famnet.staging import staged_directory


def _fill(out, text="new", marker="manifest.json"):
    with staged_directory(out, marker=marker) as fresh:
        (fresh / marker).write_text(text)


def test_the_result_stands_when_the_block_ends_well(tmp_path):
    _fill(tmp_path / "a" / "out")
    assert (tmp_path / "a" / "out" / "manifest.json").read_text() == "new"
    assert [p.name for p in (tmp_path / "a").iterdir()] == ["out"]


def test_an_older_result_is_replaced_as_a_whole(tmp_path):
    out = tmp_path / "out"
    _fill(out, "old")
    (out / "page.html").write_text("old page")
    _fill(out)
    assert sorted(p.name for p in out.iterdir()) == ["manifest.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_run_that_dies_leaves_the_old_result_whole(tmp_path):
    out = tmp_path / "out"
    _fill(out, "old")
    with pytest.raises(RuntimeError), staged_directory(out, marker="manifest.json") as fresh:
        (fresh / "manifest.json").write_text("half")
        raise RuntimeError
    assert (out / "manifest.json").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "brief.docx").write_text("mine")
    with pytest.raises(UserError, match="iets anders"):
        _fill(tmp_path)
    assert (tmp_path / "brief.docx").read_text() == "mine"


def test_an_empty_folder_is_used(tmp_path):
    (tmp_path / "out").mkdir()
    _fill(tmp_path / "out")
    assert (tmp_path / "out" / "manifest.json").is_file()


def test_a_file_in_the_way_is_said(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(UserError, match="bestand"):
        _fill(tmp_path / "out")
