"""The pages in Chromium with the network off: they do what they say, and names stay text."""

from __future__ import annotations

import csv
import shutil
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from drawn_family import drawn_family
from printed import print_of, texts_of

from famnet import resources
from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.delivery import read_delivery
from famnet.graph import build_graph
from famnet.reports.build import build_session
from famnet.reports.family_page import write_family_page
from famnet.reports.key_sheet import write_key
from famnet.reports.overview import write_overview

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.browser

EVIL = "</script><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def region(tmp_path_factory):
    """The sample delivery with a neighbourhood, a partner and a person that try to be HTML."""
    source = tmp_path_factory.mktemp("levering")
    shutil.copytree(resources.sample_data(), source, dirs_exist_ok=True)
    _spoil(source / "households.csv", "neighbourhood", _usual_place(source), "neighbourhood")
    _spoil(source / "partners.csv", "kind", "POL", "name")
    _spoil(source / "persons.csv", None, None, "family_name")
    delivery = read_delivery(source)
    graph = build_graph(delivery)
    session = build_session(graph, describe(graph), delivery.report, pages=3)
    out = tmp_path_factory.mktemp("sessie")
    write_overview(session, out)
    for page in session.pages:
        write_family_page(session, page, out)
    write_key(session, delivery, out)
    return session, out


def _usual_place(source: Path) -> str:
    with (source / "households.csv").open(encoding="utf-8-sig", newline="") as handle:
        return Counter(row["neighbourhood"] for row in csv.DictReader(handle)).most_common(1)[0][0]


def _spoil(path: Path, column: str | None, value: str | None, target: str) -> int:
    """Put the evil text in a column: of the rows with a value, else of the first row."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    found = [row for row in rows if column is None or row[column] == value] or rows
    for row in found if column else found[:1]:
        row[target] = EVIL
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return len(found)


def shown(page) -> int:
    return page.locator("#t tbody tr:not([hidden])").count()


def test_overview_is_quiet_and_its_names_stay_text(open_offline, region):
    session, out = region
    page = open_offline(out / "overview.html")
    assert shown(page) == len(session.listed)
    assert page.inner_text("#n") == str(len(session.listed))
    assert EVIL in page.inner_text("#t")
    assert page.locator("img").count() == 0
    assert page.locator("#wi option", has_text=EVIL).count() == 1


def test_search_is_literal_over_number_place_and_partner(open_offline, region):
    session, out = region
    page = open_offline(out / "overview.html")
    page.fill("#q", session.listed[1].window_id[2:8])
    assert shown(page) == 1
    page.fill("#q", EVIL)
    assert shown(page) >= 1
    page.fill("#q", ".*")
    assert shown(page) == 0
    assert page.is_visible("#mt")
    page.click("#rs2")
    assert shown(page) == len(session.listed)


def test_filters_add_up_and_stand_in_the_address(open_offline, region):
    session, out = region
    page = open_offline(out / "overview.html")
    page.check("[name=d][value=HOME]", force=True)
    home = shown(page)
    page.check("[name=d][value=JUS]", force=True)
    both = shown(page)
    assert 0 < both <= home < len(session.listed)
    expected = page.eval_on_selector_all(
        "#t tbody tr",
        "rows => rows.filter(r => ['HOME','JUS'].every(d => r.dataset.d.split(' ').includes(d))).length",
    )
    assert both == expected
    assert page.inner_text("#n") == str(both)
    assert "leefgebied=HOME" in page.url
    again = open_offline(page.url)
    assert shown(again) == both
    again.reload()
    assert shown(again) == both
    code = page.locator("#pa option").nth(1).get_attribute("value")
    page.select_option("#pa", code)
    known = page.eval_on_selector_all(
        "#t tbody tr:not([hidden])",
        "(rows, c) => rows.every(r => r.dataset.p.split(' ').includes(c))",
        code,
    )
    assert known
    page.click("#rs")
    page.select_option("#wi", EVIL)
    assert 0 < shown(page) < len(session.listed)


def test_sorting_and_back_to_the_fixed_order(open_offline, region):
    session, out = region
    page = open_offline(out / "overview.html")
    ids = [window.window_id for window in session.listed]
    column = "#t tbody tr:not([hidden]) th a, #t tbody tr:not([hidden]) th > span:not(.sub)"
    assert page.locator(column).all_inner_texts() == ids
    page.click("[data-s='6']")
    header = page.locator("th:has([data-s='6'])")
    assert header.get_attribute("aria-sort") == "descending"
    numbers = [int(text) for text in page.locator("#t tbody tr td:nth-child(7)").all_inner_texts()]
    assert numbers == sorted(numbers, reverse=True)
    page.click("[data-s='6']")
    assert header.get_attribute("aria-sort") == "ascending"
    page.click("#own")
    assert page.locator(column).all_inner_texts() == ids
    assert not page.is_visible("#own")


def test_the_order_and_what_it_does_not_say_stand_on_top(open_offline, region):
    _, out = region
    page = open_offline(out / "overview.html")
    top = page.inner_text("main > header")
    assert "Eerst de meeste leefgebieden" in top
    assert "Niet op de lijst betekent niet: niets aan de hand" in top
    assert "Zo gewoon is dit beeld hier" in top


def test_overview_without_script_is_whole(browser, region):
    session, out = region
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((out / "overview.html").as_uri())
    assert shown(page) == len(session.listed)
    context.close()


def test_links_of_the_overview_lead_to_pages(open_offline, region):
    session, out = region
    page = open_offline(out / "overview.html")
    page.locator("#t tbody a").first.click()
    page.wait_for_load_state()
    assert session.pages[0].window_id in page.inner_text("h1")
    assert EVIL in page.inner_text("main")
    assert page.locator("img").count() == 0


def test_key_sheet_finds_a_person_and_keeps_a_name_text(open_offline, region):
    session, out = region
    page = open_offline(out / "sleutelblad.html")
    assert EVIL in page.inner_text("#t")
    assert page.locator("img").count() == 0
    page.fill("#q", EVIL)
    assert shown(page) == 1
    page.fill("#q", "bestaat niet")
    assert page.is_visible("#mt")
    page.fill("#q", "")
    link = page.locator("#t tbody a").first
    address = link.get_attribute("href")
    assert address in {window.href for window in session.pages}
    link.click()
    page.wait_for_load_state()
    assert "Familienetwerk w-" in page.inner_text("h1")


@pytest.fixture(scope="module")
def drawn_page(tmp_path_factory):
    graph = drawn_family()
    session = build_session(graph, describe(graph), named=[window_of(graph, "B1")])
    return write_family_page(session, session.pages[0], tmp_path_factory.mktemp("gezin"))


def test_the_first_sheet_is_page_one_of_the_print(open_offline, drawn_page):
    page = open_offline(drawn_page)
    pdf = print_of(page)
    texts = texts_of(pdf)
    first, *later = texts
    for heading in (
        "Kinderen eerst", "Wie hoort bij wie", "Bekend bij", "Leefgebied per", "Wat stokt",
        "Wat we niet weten", "Wat loopt er al", "Regie",
    ):  # fmt: skip
        assert heading in first
    assert any("Tijdlijn" in sheet for sheet in later)
    width, height = pdf.pages[0].mediabox[2:]
    assert (round(width), round(height)) == (595, 842)
    for text in texts:
        assert "niet beoordeeld" in text


def test_a_matrix_is_one_tab_stop_with_arrows(open_offline, drawn_page):
    page = open_offline(drawn_page)
    stops = page.locator("table.bk").evaluate_all(
        'tables => tables.map(t => t.querySelectorAll(\'td [tabindex="0"], td[tabindex="0"]\').length)'
    )
    assert stops
    assert max(stops) == 1
    page.locator(".bk [tabindex='0']").first.focus()
    before = page.evaluate("document.activeElement.dataset.x")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.x") != before
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Home")
    assert page.is_visible("#pop")
    page.keyboard.press("Escape")
    assert not page.is_visible("#pop")


def test_evidence_opens_on_click_and_says_its_rows(open_offline, drawn_page):
    page = open_offline(drawn_page)
    page.locator(".zin a[data-r]").first.click()
    text = page.inner_text("#pop")
    assert "s1090" in text
    assert "Politie" in text
    page.mouse.click(5, 400)
    assert not page.is_visible("#pop")


@pytest.mark.parametrize("width", [320, 1280, 1920])
def test_no_page_scrolls_sideways(open_offline, region, drawn_page, width):
    _, out = region
    for path in (out / "overview.html", out / "sleutelblad.html", drawn_page):
        page = open_offline(path)
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (path.name, width, wide)
