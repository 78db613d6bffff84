"""No page that famnet makes holds a word that judges."""

from __future__ import annotations

import re
from html import unescape

import pytest
from drawn_family import drawn_family
from many_people import sixty_people

from famnet import resources
from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.delivery import read_delivery
from famnet.graph import build_graph
from famnet.reports.build import build_session
from famnet.reports.family_page import family_html
from famnet.reports.neutral_words import judging_words
from famnet.reports.overview import overview_html
from famnet.reports.texts import load_texts
from famnet.vocabulary import Workspace


def said(html):
    """Return what a page says: its texts and the attributes that are read out."""
    spoken = " ".join(re.findall(r'(?:aria-label|title|data-t)="([^"]*)"', html))
    text = re.sub(r"<(style|script).*?</\1>", " ", html, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", text) + " " + spoken)


@pytest.mark.parametrize("workspace", list(Workspace))
def test_the_drawn_family_is_spoken_of_without_judgement(workspace):
    graph = drawn_family(workspace=workspace)
    session = build_session(graph, describe(graph), named=[window_of(graph, "B1")])
    assert judging_words(said(family_html(session, session.pages[0]))) == ()


def test_so_are_the_families_of_the_sample_and_the_list():
    graph = build_graph(read_delivery(resources.sample_data()))
    session = build_session(graph, describe(graph), pages=12)
    for page in session.pages:
        assert judging_words(said(family_html(session, page))) == (), page.window_id
    assert judging_words(said(overview_html(session))) == ()


def test_and_a_family_of_sixty():
    graph = sixty_people()
    session = build_session(graph, describe(graph), named=[window_of(graph, "g1")])
    assert judging_words(said(family_html(session, session.pages[0]))) == ()


def test_no_text_of_the_pages_judges():
    texts = load_texts()
    assert [name for name in texts._flat if judging_words(texts._flat[name])] == []


def test_the_list_finds_what_it_is_for():
    assert judging_words("de dader uit een criminele familie") == ("criminele famil", "dader")
    assert judging_words("<b>veroordeeld</b>, verdachte; hitte; matching") == ()
