"""The gallery in a browser with the network off: its pictures, their proof, and its links by keyboard."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from drawn_family import drawn_family
from wcag import at_both_widths

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.reports.build import build_session
from famnet.reports.family_page import write_family_page
from famnet.reports.gallery import write_gallery
from famnet.reports.overview import write_overview
from famnet.reports.receipts import FILE, receipts_of, write_receipts

pytestmark = pytest.mark.browser

KINDS = ("genogram", "ecogram", "timeline", "matrix")


@pytest.fixture(scope="module")
def hung(tmp_path_factory):
    """A session of one family with its gallery and its receipts."""
    graph, out = drawn_family(), tmp_path_factory.mktemp("sessie")
    made = build_session(graph, describe(graph), named=[window_of(graph, "B1")], pages=0)
    made = replace(made, gallery=write_gallery(made, out, 8))
    write_overview(made, out)
    for page in made.pages:
        write_family_page(made, page, out)
    pages = ((name, (out / name).read_text(encoding="utf-8")) for name in made.gallery)
    write_receipts(receipts_of(made, pages), out)
    return made, out


def test_every_link_is_reached_by_tab_and_opens_a_file(open_offline, hung):
    _, out = hung
    page = open_offline(out / "gallery.html")
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    reached = []
    for _ in range(len(links) + 12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('href')"))
    assert [href for href in reached if href in links][: len(links)] == links
    assert all((out / href).is_file() for href in links)
    # The small picture is there, not a broken image.
    assert page.locator(".hung img").evaluate_all("all => all.map(i => i.naturalWidth > 0)") == [
        True
    ]
    page.locator("main a").first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator("#picture svg").count() == 1


def test_the_gallery_breaks_no_rule_of_axe(open_offline, hung):
    assert at_both_widths(open_offline(hung[1] / "gallery.html")) == []


def test_the_overview_leads_to_the_gallery(open_offline, hung):
    page = open_offline(hung[1] / "overview.html")
    with page.expect_navigation():
        page.locator('nav a[href="gallery.html"]').click()
    assert page.url.endswith("gallery.html")


@pytest.mark.parametrize("kind", KINDS)
def test_who_points_at_a_symbol_sees_the_rows_it_rests_on_and_the_table_has_them_too(
    kind, open_offline, hung
):
    made, out = hung
    file = next(name for name in made.gallery if name.endswith(f"-{kind}.html"))
    sources = json.loads((out / FILE).read_text(encoding="utf-8"))["sources"]
    page = open_offline(out / file)
    # The ground (an outline, a lane) lies under what stands in it; a symbol can be pointed at.
    item = page.locator('#picture g.symbol[data-facts]:not([data-facts^="rule:"])').first
    facts = item.get_attribute("data-facts").split()
    assert set(facts) <= sources.keys()
    item.hover()
    page.locator("#told h3").wait_for()
    assert all(fact in page.locator("#told").inner_text() for fact in facts)
    table = page.locator("#table tbody").inner_text()
    assert all(fact in table for fact in facts)
