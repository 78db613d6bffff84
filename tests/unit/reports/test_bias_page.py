"""The page of the audit: both languages, everything inside it, nobody on it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import pytest
from english_output import dutch_in
from unit.analysis.stability.firm_world import everywhere, world

from famnet.analysis.bias import audit
from famnet.reports.bias_page import bias_html

FIVE = {
    "FIN_DEBT": "WENI", "MEN_CONCERN": "HA", "HOU_NUISANCE": "WOCO", "EDU_ABSENCE": "LPA",
    "WRK_NONE": "UWV",
}  # fmt: skip


@cache
def made(lang):
    graph = world(everywhere(**FIVE))
    return bias_html(graph, audit(graph, worlds=1), lang=lang)


def test_both_languages_have_the_same_texts():
    tree = tomllib.loads((files("famnet.reports") / "texts_bias.toml").read_text(encoding="utf-8"))

    def names(branch, prefix=""):
        for name, value in branch.items():
            if isinstance(value, dict):
                yield from names(value, f"{prefix}{name}.")
            else:
                yield f"{prefix}{name}", value

    nl, en = (dict(names(tree[lang])) for lang in ("nl", "en"))
    assert nl.keys() == en.keys()
    for name, text in nl.items():
        if isinstance(text, str):
            assert sorted(re.findall(r"{\w+}", text)) == sorted(re.findall(r"{\w+}", en[name])), (
                name
            )
        else:
            assert len(text) == len(en[name])


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_nobody_and_nothing_from_outside_stands_on_it(lang):
    page = made(lang)
    assert not re.search(r"\bh?f\d{3}_\d\b", page)
    assert "http" not in page.replace("http-equiv", "")
    assert "default-src 'none'" in page
    assert page.count("<table>") >= 8
    assert all("<caption" in part for part in page.split("<table>")[1:])


def test_it_says_what_it_cannot_say_and_that_the_top_of_a_list_is_no_finding():
    assert "Wat dit blad niet kan zeggen" in made("nl")
    assert "dat zijn geen signaleringen" in made("nl")
    assert "those are no findings" in made("en")


def test_the_english_page_holds_no_dutch(tmp_path):
    (tmp_path / "audit.html").write_text(made("en"), encoding="utf-8")
    assert dutch_in(tmp_path, frozenset()) == []
