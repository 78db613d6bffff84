"""How firmly a finding stands, on the page of its family network: the card's words, with receipts."""

from __future__ import annotations

import re
from functools import cache

from scan_world import comparison, region

from famnet.analysis.description import describe
from famnet.analysis.families import family_windows
from famnet.analysis.stability.kept import card_of
from famnet.analysis.stability.rows import Kind
from famnet.reports.build import build_session
from famnet.reports.dossier import dossier
from famnet.reports.family_page import family_html
from famnet.reports.marked import marked
from famnet.reports.stability_lines import stability


@cache
def session(lang="nl"):
    return build_session(region(), describe(region(), comparison=comparison()), pages=4, lang=lang)


def reported():
    """Return the first page of the list: most telling first, so it is reported."""
    page = session().listed[0]
    place = family_windows(region()).window_id.tolist().index(page.window_id)
    return page, card_of(region(), comparison().scan, place)


def said(html):
    return [mark for mark in marked(html) if mark.kind == "stability"]


def test_the_page_says_what_the_card_says_and_every_way_of_looking():
    page, card = reported()
    lines = said(family_html(session(), page))
    assert len(lines) == 2 + len(card.rows)
    assert lines[0].text.startswith(f"Houdt stand in {card.held} van {card.of}.")
    assert [mark.text for mark in lines[2:]] == [f"{row.text.nl}." for row in card.rows]
    if card.single_source is None:
        assert lines[1].text == "Het valt niet weg zonder één bepaalde partner."
    else:
        assert card.source_text.nl in lines[1].text


def test_every_line_rests_on_the_signals_that_count_and_a_partners_on_its_own():
    page, card = reported()
    made = dossier(session(), page)
    counted = {fact for group in made.proof.counting for fact in made.facts.of([group.ref])}
    found = stability(session(), made, page)
    for line in (*found.short, *found.rows):
        assert set(made.facts.of(line.refs)) <= counted
    assert set(made.facts.of(found.short[0].refs)) == counted
    of_partners = [line for line, row in zip(found.rows, card.rows, strict=True) if row.kind is Kind.PARTNER]  # fmt: skip
    assert of_partners
    assert all(line.refs for line in of_partners)
    # Each occurrence that counts was told by somebody.
    assert {ref for line in of_partners for ref in line.refs} == {
        g.ref for g in made.proof.counting
    }


def test_a_network_that_is_not_more_than_chance_has_no_card():
    made = session()
    shown = [page for page in made.pages if stability(made, dossier(made, page), page) is None]
    assert len(shown) == max(0, len(made.pages) - comparison().n_reported)


def test_english_pages_say_it_in_english():
    page, card = reported()
    lines = said(family_html(session("en"), page))
    assert lines[0].text.startswith(f"Stands in {card.held} of {card.of}.")
    assert not re.search(r"\b(van|zonder|valt)\b", " ".join(mark.text for mark in lines))
