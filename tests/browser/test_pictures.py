"""Pictures in a browser with the network off: keyboard, details, and text as wide as measured."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.draw import genogram
from famnet.draw.picture import text_width

PEOPLE = """person_id birth_date sex
    mum 1985-01-01 female
    dad 1984 male
    kid 2012-01-01 male
    tot 2014-01-01 female"""
KIN = """person_id kind relative_id union
    mum partner_of dad married
    mum parent_of kid -
    dad parent_of kid -
    mum parent_of tot -
    dad parent_of tot -"""
HOME = "person_id household_id\nmum h\ndad h\nkid h\ntot h"


@pytest.fixture
def picture():
    signals = """signal_id type person_id role partner_id event_date
        s1 JUS_VIOLENCE dad suspect POL 2025-06-01"""
    graph = make_graph(persons=PEOPLE, memberships=HOME, kinships=KIN, signals=signals)
    return genogram(graph, "kid")


def test_one_tab_stop_arrows_details_and_escape(open_offline, picture, tmp_path):
    page = open_offline(picture.save(tmp_path / "g.html"))
    assert page.locator('#picture g[tabindex="0"]').count() == 1
    for _ in range(6):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "g":
            break
    first = page.evaluate("document.activeElement.getAttribute('data-person-id')")
    # The eldest is A1.
    assert first == "dad"
    assert "vader A1" in page.locator("#told h3").inner_text()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.tagName") == "g"
    page.keyboard.press("Home")
    seen = set()
    for key in ["ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp"] * 6:
        page.keyboard.press(key)
        seen.add(page.evaluate("document.activeElement.id"))
    assert len(seen) > 4
    assert page.locator('#picture g[tabindex="0"]').count() == 1
    page.locator('g[data-person-id="dad"].symbol').click()
    assert "s1" in page.locator("#told").inner_text()
    assert "verdachte" in page.locator("#told").inner_text()
    page.keyboard.press("Escape")
    assert "s1" not in page.locator("#told").inner_text()


def test_hover_opens_details(open_offline, picture, tmp_path):
    page = open_offline(picture.save(tmp_path / "g.html"))
    page.locator('g[data-person-id="tot"].symbol').hover()
    page.locator("#told h3").wait_for()
    assert "A4" in page.locator("#told h3").inner_text()


def test_the_table_says_the_same(open_offline, picture, tmp_path):
    page = open_offline(picture.save(tmp_path / "g.html"))
    assert page.locator("#table tbody tr").count() == len(picture.table)
    names = page.locator("#picture g[tabindex]").evaluate_all(
        "all => all.map(g => g.getAttribute('aria-label'))"
    )
    said = page.locator("#table tbody").inner_text()
    assert all(name in said for name in names)


def test_printed_text_is_as_wide_as_measured(open_offline, picture, tmp_path):
    page = open_offline(picture.save(tmp_path / "g.svg"))
    family = page.evaluate("getComputedStyle(document.documentElement).fontFamily")
    assert "Arial" in family
    told = page.evaluate(
        "[...document.querySelectorAll('text')].map(t => [t.textContent,"
        " t.getComputedTextLength(), parseFloat(t.getAttribute('font-size')),"
        " t.getAttribute('font-weight') === 'bold'])"
    )
    assert len(told) > 5
    for text, width, size, bold in told:
        assert width == pytest.approx(text_width(text, size, bold=bold), abs=0.4), text


def test_no_sideways_scrolling_at_320(open_offline, picture, tmp_path):
    page = open_offline(picture.save(tmp_path / "g.html"))
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_in_the_frame_of_a_notebook(open_offline, picture, tmp_path):
    host = tmp_path / "notebook.html"
    host.write_text(f"<!doctype html><title>n</title>{picture._repr_html_()}", encoding="utf-8")
    page = open_offline(host)
    frame = page.frame_locator("iframe")
    frame.locator('g[data-person-id="mum"].symbol').click()
    assert "moeder" in frame.locator("#told h3").inner_text()


def test_the_command_draws_a_page_of_the_sample(open_offline, tmp_path, capsys):
    import json

    from famnet import cli, failures, resources

    out = tmp_path / "family.html"
    line = ["draw", "genogram", str(resources.sample_data()), "--family", "P000344"]
    assert failures.guarded(cli.app, [*line, "--out", str(out), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == "family.html"
    page = open_offline(out)
    people = page.locator("#picture g.symbol[data-person-id]").count()
    assert people == told["items"]["persoon"] + told["items"].get("nog eens getekend", 0)
    assert failures.guarded(cli.app, [*line, "--out", str(tmp_path / "x.pdf")]) == 2


def test_the_printed_picture_stands_on_the_page_of_its_heading(open_offline, picture, tmp_path):
    """An A4 page on its side has 186 mm between its margins of 12 mm (273 mm from left to right)."""
    page = open_offline(picture.save(tmp_path / "g.html"))
    page.set_viewport_size({"width": round(273 / 25.4 * 96), "height": 700})
    page.emulate_media(media="print")
    bottom = page.evaluate("document.querySelector('#picture svg').getBoundingClientRect().bottom")
    assert 0 < bottom / 96 * 25.4 < 186
    # A tall picture of many households reaches the bound.
    assert page.evaluate("getComputedStyle(document.querySelector('#picture svg')).maxHeight") != "none"  # fmt: skip
