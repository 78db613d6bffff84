"""With ``--lang en`` nothing stays Dutch but names: every text of every file is read."""

from __future__ import annotations

import json
import shutil
from functools import cache
from pathlib import Path

import pytest
from english_output import dutch_in, is_dutch, own_words
from openpyxl import Workbook

from famnet import cli, failures
from famnet.analysis.description import Listed
from famnet.analysis.ground_words import GROUNDS, ground_words
from famnet.catalogue import load_catalogue
from famnet.config import Settings
from famnet.pipeline.criteria import criteria
from famnet.pipeline.looking_up import family, path
from famnet.pipeline.routing import family_route
from famnet.pipeline.session import RunOptions, run
from famnet.pipeline.tabling import family_table

SAMPLE = Path(__file__).parents[3] / "sample_data"
DUTCH = "Er is geen gebeurtenis bekend die meetelt."


@cache
def names():
    return own_words(SAMPLE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return a session of the sample data with pages, loose pictures and all tables, in English."""
    out = tmp_path_factory.mktemp("english") / "session"
    answer = run(SAMPLE, out, options=RunOptions(pages=8, gallery=2, lang="en"))
    (out / "answer.json").write_text(json.dumps([answer.to_text()]), encoding="utf-8")
    return out


def test_no_file_of_a_session_holds_dutch(folder):
    assert {path.suffix for path in folder.rglob("*.*")} >= {
        ".html", ".svg", ".json", ".csv", ".xlsx",
    }  # fmt: skip
    assert dutch_in(folder, names()) == []


@pytest.mark.parametrize("question", [criteria, family_table, family], ids=lambda one: one.__name__)
def test_what_a_terminal_is_told_of_a_family_holds_no_dutch(question):
    told = question(SAMPLE, "H000345", Settings(), lang="en").to_text()
    assert told
    assert [line for line in _without_names(told) if is_dutch(line)] == []


def test_the_way_of_hand_overs_on_a_terminal_holds_no_dutch():
    told = family_route(SAMPLE, Settings(), who="H000345", lang="en").to_text()
    assert [line for line in _without_names(told) if is_dutch(line)] == []


def test_a_way_between_two_persons_holds_no_dutch():
    apart = path(SAMPLE, ("P000344", "P000001"), Settings(), kinds=("co_suspect",), lang="en")
    assert apart.to_text() == "No connection found in this delivery."
    told = path(SAMPLE, ("P000344", "P000001"), Settings(), lang="en")
    assert told.connected
    assert not is_dutch(told.to_text())
    assert not [step for step in told.steps if is_dutch(step["word"])]


@pytest.mark.parametrize("command", [("family", "P000344"), ("path", "P000344", "P000001")])
def test_another_language_is_wrong_use(command):
    name, *who = command
    assert failures.guarded(cli.app, [name, str(SAMPLE), *who, "--lang", "fr"]) == 2


def _without_names(told):
    for name in sorted(names(), key=len, reverse=True):
        told = told.replace(name, "")
    return told.splitlines()


def test_one_sentence_left_in_dutch_is_found_in_findings_and_workbook(tmp_path, monkeypatch):
    # What was the case before findings were told in a language.
    monkeypatch.setattr(Listed, "told_in", lambda self, lang: self)
    run(SAMPLE, tmp_path / "s", options=RunOptions(pages=1, with_key=False, lang="en"))
    assert {file for file, _ in dutch_in(tmp_path / "s", names())} == {
        "findings.csv", "findings.json",
    }  # fmt: skip


@pytest.mark.parametrize(
    "inside",
    [
        f"<p>{DUTCH}</p>",
        f'<a title="{DUTCH}">x</a>',
        f'<svg aria-label="{DUTCH}"></svg>',
        f'<style>@page{{@top-left{{content:"{DUTCH}"}}}}</style>',
        f'<script>nodes = new vis.DataSet([{{"label": "{DUTCH}"}}]);{" " * 30_000}</script>',
    ],
    ids=["text", "title", "label", "margin", "network"],
)
def test_a_dutch_sentence_is_found_wherever_it_stands_on_a_page(inside, tmp_path):
    for name in ("a.html", "a.svg"):
        (tmp_path / name).write_text(f"<html><body>{inside}</body></html>", "utf-8")
    assert [file for file, _ in dutch_in(tmp_path, names())] == ["a.html", "a.svg"]


def test_a_dutch_sentence_is_found_in_each_kind_of_table(tmp_path):
    book = Workbook()
    book.active.append([DUTCH])
    book.save(tmp_path / "a.xlsx")
    (tmp_path / "a.csv").write_text(f"x,statement\n1,{DUTCH}\n", "utf-8")
    (tmp_path / "a.json").write_text(json.dumps({"a": [{"b": DUTCH}], "text_nl": DUTCH}), "utf-8")
    assert [file for file, _ in dutch_in(tmp_path, names())] == ["a.csv", "a.json", "a.xlsx"]


def test_names_are_excepted_and_only_where_they_stand(folder, tmp_path):
    assert not is_dutch("Municipal executive, College van burgemeester en wethouders")
    assert not is_dutch("Ground: Wet forensische zorg.")
    assert is_dutch("Grond: Wet forensische zorg, niet gevraagd.")
    # The names of the key sheet are no excuse on another page.
    shutil.copy(folder / "sleutelblad.csv", tmp_path / "other.csv")
    assert dutch_in(tmp_path, names())


def test_each_ground_of_the_catalogue_is_a_law_or_has_english_words():
    lists = load_catalogue()
    bases = {
        basis.strip()
        for rows in (lists.referral_edges, lists.next_steps, lists.must_rules, lists.capability_needs,
                     lists.measures)
        for row in (rows.values() if hasattr(rows, "values") else rows)
        for basis in row.legal_basis.split(";")
    }  # fmt: skip
    assert bases >= set(GROUNDS) - {"mandaat van BURG en COLL", "mandaat van COLL"}
    assert [basis for basis in bases if is_dutch(ground_words(basis, "en"))] == []
    assert all(ground_words(basis, "nl") == basis for basis in bases)
