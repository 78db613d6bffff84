"""No page breaks a rule of WCAG 2.2 AA that axe-core can judge, on a wide screen and at 320 px."""

from __future__ import annotations

import pytest
from drawn_family import drawn_family
from network_world import small_region
from wcag import at_both_widths, violations

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.analysis.window_ids import window_id
from famnet.draw import network
from famnet.reports.build import build_session
from famnet.reports.family_page import write_family_page
from famnet.reports.overview import write_overview

pytestmark = pytest.mark.browser

PICTURES = ("genogram", "ecogram", "timeline", "matrix")


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """One family, the overview with its line, and its page."""
    graph = drawn_family()
    made = build_session(graph, describe(graph), named=[window_of(graph, "B1")])
    out = tmp_path_factory.mktemp("sessie")
    write_overview(made, out)
    for page in made.pages:
        write_family_page(made, page, out)
    return made, out


def test_axe_sees_what_is_wrong(open_offline, tmp_path):
    path = tmp_path / "wrong.html"
    path.write_text(
        "<!doctype html><html><title>x</title><input type=text><img src='data:,'>"
        "<p style='color:#aaa'>bleek</p>",
        encoding="utf-8",
    )
    rules = {line.split()[0] for line in violations(open_offline(path))}
    assert {"html-has-lang", "label", "image-alt", "color-contrast"} <= rules


def test_pale_text_is_seen_in_any_dress_and_once_in_each(open_offline, tmp_path):
    # Alike texts are judged once; colour, size, weight, ground and opacity each make another dress.
    alike = "<p style='color:#777'>gewoon</p>" + "<p style='color:#aaa'>bleek</p>" * 20
    other = (
        "<div style='background:#999'><p id=ground style='color:#777'>grond</p></div>"
        "<div style='opacity:.4'><p id=thin>dun</p></div>"
        "<p id=weight style='color:#888;font-size:19px;font-weight:400'>mager</p>"
        "<p id=large style='color:#888;font-size:19px;font-weight:700'>vet en groot: mag</p>"
        "<svg width=90 height=50><rect width=90 height=50 fill='#888'/>"
        "<text id=one y=20 fill='#777'>een</text><text id=two y=40 fill='#777'>twee</text></svg>"
        "<div style='position:absolute;top:0;background:#999'><p id=over style='color:#777'>op</p></div>"
    )
    path = tmp_path / "wrong.html"
    path.write_text(
        f"<!doctype html><html lang=nl><title>x</title><body>{alike}{other}", encoding="utf-8"
    )
    lines = violations(open_offline(path))
    assert all(line.startswith("color-contrast") for line in lines)
    assert sum("bleek" in line for line in lines) == 1
    assert [
        name for name in ("ground", "thin", "weight", "over") if f"#{name}" not in " ".join(lines)
    ] == []
    assert not any("#large" in line for line in lines)


def test_overview(open_offline, session):
    assert at_both_widths(open_offline(session[1] / "overview.html")) == []


def test_family_page(open_offline, session):
    made, out = session
    assert at_both_widths(open_offline(out / made.pages[0].href)) == []


@pytest.fixture
def map_page(open_offline, tmp_path):
    own = window_id(["H1", "H2"])
    pages = {own: f"families/{own}.html"}
    picture = network(small_region(), windows=[own], pages=pages)
    return open_offline(picture.save(tmp_path / "network.html"))


def test_network(map_page):
    assert at_both_widths(map_page) == []


def test_network_with_all_of_it_open(map_page):
    map_page.fill("#search", "kid")
    map_page.press("#search", "Enter")
    map_page.locator("#way summary").click()
    map_page.fill("#from", "kid")
    map_page.fill("#to", "oma")
    map_page.click("#findpath")
    map_page.locator(".legend summary").click()
    map_page.locator("#tables summary").click()
    for summary in map_page.locator("#details summary").all():
        summary.click()
    assert at_both_widths(map_page) == []


def test_network_of_families(open_offline, tmp_path):
    graph = small_region()
    own = window_id(["H1", "H2"])
    picture = network(graph, windows=[own], detail="families")
    page = open_offline(picture.save(tmp_path / "network.html"))
    page.fill("#search", own)
    page.press("#search", "Enter")
    page.get_by_role("button", name="Open dit netwerk").click()
    page.locator("#tables summary").click()
    assert at_both_widths(page) == []


@pytest.mark.parametrize("name", PICTURES)
def test_picture(name, open_offline, session, tmp_path):
    import famnet.draw

    made, _ = session
    picture = getattr(famnet.draw, name)(made.graph, made.pages[0].window_id)
    page = open_offline(picture.save(tmp_path / f"{name}.html"))
    assert at_both_widths(page) == []
