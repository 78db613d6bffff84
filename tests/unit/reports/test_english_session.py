"""An English page says what the Dutch one says: same ids, same proof, other words."""

from __future__ import annotations

import re

import pytest
from drawn_family import drawn_family

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.catalogue import load_catalogue
from famnet.draw.partner_words import kind_name
from famnet.reports.build import build_session
from famnet.reports.family_page import family_html
from famnet.reports.overview import overview_html
from famnet.reports.texts import load_texts

FACTS = re.compile(r'data-fact="(\w+)"(?: data-facts="([^"]*)")?')


@pytest.fixture(scope="module")
def sessions():
    graph = drawn_family()
    told, named = describe(graph), [window_of(graph, "B1")]
    return {lang: build_session(graph, told, named=named, lang=lang) for lang in ("nl", "en")}


@pytest.fixture(scope="module")
def pages(sessions):
    return {lang: family_html(s, s.pages[0]) for lang, s in sessions.items()}


def facts(html: str) -> list[tuple[str, frozenset[str]]]:
    found = [(kind, frozenset(rows.split())) for kind, rows in FACTS.findall(html)]
    # The order of names in a list follows the language.
    return sorted(found, key=lambda one: (one[0], sorted(one[1])))


def test_the_same_statements_rest_on_the_same_rows(pages):
    dutch, english = facts(pages["nl"]), facts(pages["en"])
    assert {kind for kind, _ in dutch} == {kind for kind, _ in english}
    assert {rows for _, rows in dutch} == {rows for _, rows in english}


def test_each_says_its_language(pages, sessions):
    for lang, page in pages.items():
        assert f'<html lang="{lang}">' in page
        assert f'<html lang="{lang}">' in overview_html(sessions[lang])


def test_no_heading_or_kind_of_signal_stays_dutch(pages):
    dutch, english = load_texts("nl")._flat, load_texts("en")._flat
    shown = re.sub(r"<(style|script)[^>]*>.*?</\1>", "", pages["en"], flags=re.DOTALL)
    parts = {part.strip() for part in re.sub(r"<[^>]*>", "\n", shown).splitlines()}
    names = {
        kind.name_nl
        for kind in load_catalogue().signal_types.values()
        if kind.name_nl != kind.name_en
    }
    left = {text for name, text in dutch.items() if text != english[name] and " " in text}
    assert parts & (left | names) == set()


def test_days_and_numbers_are_written_as_the_language_does():
    assert load_texts("en").day(10957, 10957) == "2000-01-01"
    assert load_texts("nl").day(10957, 10957) == "01-01-2000"
    assert load_texts("en").count("row", 12345) == "12,345 rows"
    assert load_texts("nl").count("row", 12345) == "12.345 regels"


def test_a_kind_of_partner_is_called_the_same_on_a_page_and_in_a_picture(sessions):
    for lang, session in sessions.items():
        for kind in load_catalogue().partners:
            assert session.partners.kind_name(kind) == kind_name(kind, lang)
        # One source: no page keeps a list of its own.
        assert not any(name.startswith("partner.") for name in load_texts(lang)._flat)
