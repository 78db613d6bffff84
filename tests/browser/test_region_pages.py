"""Pages about a whole region, with nobody on them: bias, bottlenecks, and the demo's decoys."""

from __future__ import annotations

import pandas as pd
import pytest
from unit.analysis.stability.firm_world import five, five_audited
from wcag import at_both_widths

from famnet import resources
from famnet.delivery import read_delivery
from famnet.graph import build_graph
from famnet.reports.bias_page import write_bias_page
from famnet.reports.bottlenecks_page import write_bottlenecks
from famnet.reports.decoys_page import write_decoys

pytestmark = pytest.mark.browser

DECOYS = pd.DataFrame({
    "kind": ["one_domain", "one_partner"], "window_id": ["w-a", "w-b"], "n_households": [3, 2],
    "reported": [False, False], "why_nl": ["Te weinig."] * 2, "why_en": ["Too few."] * 2,
})  # fmt: skip
NAMES = ("bias", "bottlenecks", "decoys")
#: Width of an A4 inside its margins, upright or lying, at 96 points to the inch.
PAPER = {"bias": 702, "bottlenecks": 1047, "decoys": 702}
#: What the keyboard must reach, as a browser without our rules would find it.
STOPS = "a[href], button, input, select, textarea, summary, [tabindex='0']"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Each page in both languages, by name and language."""
    graph, sample = five(), build_graph(read_delivery(resources.sample_data()))
    found, pages = five_audited(), {}
    for lang in ("nl", "en"):
        out = tmp_path_factory.mktemp(lang)
        write_bias_page(graph, found, out / "audit.html", lang=lang)
        pages["bias", lang] = out / "audit.html"
        pages["bottlenecks", lang] = write_bottlenecks(sample, out, lang=lang)
        pages["decoys", lang] = write_decoys(DECOYS, 16_000, out, lang)
    return pages


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_no_rule_of_axe_is_broken(name, lang, open_offline, written):
    page = open_offline(written[name, lang])
    assert page.evaluate("document.documentElement.lang") == lang
    assert at_both_widths(page) == []


def stops_of(page) -> list[int]:
    """Press Tab until the focus leaves the page; return the places, in the page, of what got it."""
    page.evaluate(
        "css => document.querySelectorAll(css).forEach((e, i) => { e.dataset.stop = i })", STOPS
    )
    reached = []
    for _ in range(100):
        page.keyboard.press("Tab")
        stop = page.evaluate("document.activeElement.dataset.stop")
        # Behind the last stop the focus goes to the window, and from there to the first again.
        if stop is None or int(stop) in reached:
            return reached
        reached.append(int(stop))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    raise AssertionError("the focus never leaves the page")


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", NAMES)
def test_tab_reaches_everything_once_in_the_order_of_the_page(name, width, open_offline, written):
    page = open_offline(written[name, "nl"])
    page.set_viewport_size({"width": width, "height": 640})
    reached = stops_of(page)
    assert reached == list(range(page.locator(STOPS).count()))
    assert len(reached) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_what_is_wider_than_a_narrow_screen_scrolls_by_the_arrows_and_has_a_name(
    name, open_offline, written
):
    page = open_offline(written[name, "nl"])
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    wide = [
        region
        for region in page.locator("main *").element_handles()
        if region.evaluate(
            "e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0"
            " && getComputedStyle(e).overflowX === 'auto'"
        )
    ]
    assert bool(wide) == (name != "decoys")
    for region in wide:
        assert region.evaluate(
            "e => document.getElementById(e.getAttribute('aria-labelledby')).textContent"
        )
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("e => e.scrollLeft > 0", arg=region)


@pytest.mark.parametrize("name", NAMES)
def test_paper_cuts_nothing_off(name, open_offline, written):
    page = open_offline(written[name, "nl"])
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER[name], "height": 1000})
    over = page.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(e => {
            const box = e.getBoundingClientRect();
            return box.width && !e.closest('.vh') && (box.right > innerWidth + 1 || box.left < -1);
        }).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert over == []
