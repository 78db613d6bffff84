"""The page of the audit: both languages, everything inside it, nobody on it."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from html import unescape
from importlib import import_module
from importlib.resources import files

import pytest
from english_output import dutch_in
from unit.analysis.stability.firm_world import five as region
from unit.analysis.stability.firm_world import five_audited

from famnet.analysis.bias import audit
from famnet.analysis.concentration.fitness import Fitness, fitness
from famnet.bias_answer import BiasAnswer
from famnet.reports.bias_page import bias_html

# The package gives the function the name of the module.
bias_audit = import_module("famnet.analysis.bias.audit")


@cache
def made(lang):
    return bias_html(region(), five_audited(), lang=lang)


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


def test_where_the_scan_refuses_to_compare_the_page_says_why_and_gives_no_ratio_of_it():
    # 250 networks and 102 households touched, where 1,000 and 300 are asked (concentration.fitness).
    html = {lang: unescape(made(lang)) for lang in ("nl", "en")}
    assert "De vergelijking is hier niet geschikt" in html["nl"]
    assert "The comparison isn't fit here" in html["en"]
    for reason in fitness(region()).reasons:
        assert reason.nl in html["nl"]
        assert reason.en in html["en"]
    for row in re.findall(r"<tr>.*?</tr>", html["nl"]):
        if "buurtcorrectie" in row:
            assert re.findall(r'class="num">([^<]*)', row) == [
                "niet te vergelijken", "", "niet te vergelijken", "",
            ]  # fmt: skip
    assert "geschudde werelden gemiddeld" not in html["nl"]


def test_the_answer_says_it_too_and_where_the_scan_compares_nothing_is_withheld(monkeypatch):
    refused = BiasAnswer.of(five_audited(), region(), "nl")
    told, content = refused.to_text(), json.loads(refused.to_json())
    assert "De vergelijking is hier niet geschikt" in told
    assert "Hoog tegen laag" not in told
    assert not content["comparable"]
    assert len(content["why_not"]) == 3
    assert {row["ratio"] for row in content["reporting"] if row["method"] != "raw"} == {None}
    monkeypatch.setattr(
        bias_audit, "fitness", lambda *_, **__: Fitness(possible=True, reasons=(), cautions=())
    )
    fit = BiasAnswer.of(audit(region(), worlds=1), region(), "nl")
    assert "Hoog tegen laag" in fit.to_text()
    content = json.loads(fit.to_json())
    assert content["comparable"]
    assert content["why_not"] == []
    assert "unfit" not in {row["hidden"] for row in content["reporting"]}
    assert "De vergelijking is hier niet geschikt" not in bias_html(region(), fit.found)
