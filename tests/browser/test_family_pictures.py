"""Ecogram, timeline and matrix in a real browser without a network: quiet, by keyboard, with details."""

from __future__ import annotations

import json
import re

import pytest
from drawn_family import drawn_family

from famnet.draw import ecogram, matrix, timeline

pytestmark = pytest.mark.browser

PICTURES = {"ecogram": ecogram, "timeline": timeline, "matrix": matrix}
EVIL = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def graph():
    partners = [
        {"partner_id": "TAX", "kind": "BD"},
        {"partner_id": "s1", "kind": "SWT", "name": EVIL},
        {"partner_id": "s2", "kind": "SWT", "name": "صباح"},
    ]
    return drawn_family(partners=partners)


@pytest.fixture(params=sorted(PICTURES))
def opened(request, graph, open_offline, tmp_path):
    picture = PICTURES[request.param](graph, "A1")
    return open_offline(picture.save(tmp_path / f"{request.param}.html")), picture


def active(page):
    return page.evaluate("document.activeElement.id")


def test_the_page_is_quiet_and_holds_every_item(opened, watch):
    page, picture = opened
    drawn = page.evaluate("[...document.querySelectorAll('#picture g[id]')].map(g => g.id)")
    name = picture.scene.name
    assert set(drawn) == {f"{name}-{item.id}" for item in picture.scene.items}
    assert page.locator("#table tbody tr").count() == len(picture.scene.items)
    assert page.locator("h1").count() == 1
    watch(page).assert_quiet()


def test_one_tab_stop_and_the_arrows_go_to_the_nearest(opened):
    page, picture = opened
    stops = page.locator("#picture g[tabindex='0']")
    assert stops.count() == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    first = active(page)
    assert first == stops.get_attribute("id")
    seen = {first}
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        page.keyboard.press(key)
        seen.add(active(page))
        assert page.locator("#picture g[tabindex='0']").count() == 1
    assert len(seen) >= 3
    page.keyboard.press("End")
    assert active(page) == f"{picture.scene.name}-{picture.scene.layered()[-1].id}"
    page.keyboard.press("Home")
    assert active(page) == f"{picture.scene.name}-{picture.scene.layered()[0].id}"


def test_every_item_opens_its_sentence_and_its_rows(opened):
    page, picture = opened
    held = json.loads(page.locator("#data").text_content())
    for item in picture.scene.items:
        assert held[f"{picture.scene.name}-{item.id}"]["evidence"] == list(item.evidence)
    item = next(item for item in picture.scene.items if item.evidence and item.layer == "symbol")
    node = page.locator(f"#{picture.scene.name}-{item.id}")
    node.focus()
    told = page.locator("#told").inner_text()
    assert item.label in told
    for ref in item.evidence:
        assert ref in told
    assert node.get_attribute("aria-label") == " ".join(item.title.split())
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert "Wijs iets aan" in page.locator("#told").inner_text()


def test_texts_are_as_wide_as_the_metrics_say(opened):
    page, _ = opened
    widths = page.evaluate(
        "[...document.querySelectorAll('#picture text')].map(t =>"
        " [t.textContent, t.getComputedTextLength(), +t.getAttribute('font-size'),"
        " t.getAttribute('font-weight') === 'bold'])"
    )
    from famnet.draw.picture import text_width

    assert len(widths) > 20
    for said, real, size, bold in widths:
        # Only of the letters that the table has: others come from a font we don't know.
        if re.fullmatch(r"[\w .,:()·\-]+", said, re.ASCII):
            assert real == pytest.approx(text_width(said, size, bold=bold), abs=0.6), said


def test_a_cell_of_the_matrix_is_named_by_a_sentence(graph, open_offline, tmp_path):
    page = open_offline(matrix(graph, "A1").save(tmp_path / "m.html"))
    cell = page.locator("#picture g[data-partner-id='LPA'][data-person-id='A3']")
    assert cell.get_attribute("aria-label") == "Leerplicht, kind A3 (16): bekend."


def test_symbols_of_partners_carry_their_id(graph, open_offline, tmp_path):
    page = open_offline(ecogram(graph, "A1").save(tmp_path / "e.html"))
    boxes = page.locator("#picture g.symbol[data-partner-id]")
    assert boxes.count() == sum(i.kind == "partner" for i in ecogram(graph, "A1").scene.items)
    assert page.locator("#picture g.symbol[data-partner-id='RN']").count() == 1
