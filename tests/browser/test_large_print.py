"""A family of five hundred on paper: nothing cut off, nothing on top of anything, what is left out is said."""

from __future__ import annotations

import re

import pytest
from many_people import CHILDREN, many_people, sixty_people
from printed import print_of, texts_of

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.reports.build import build_session
from famnet.reports.family_page import write_family_page

pytestmark = pytest.mark.browser

HOUSES = 100
#: An A4 upright inside its margins (190 mm), at 96 points to the inch.
WIDTH = 718
SENTENCE = "Op papier is deze tekening niet te lezen"


def page_of(graph, out):
    session = build_session(graph, describe(graph), named=[window_of(graph, "g1")])
    return write_family_page(session, session.pages[0], out)


@pytest.fixture(scope="module")
def five_hundred(tmp_path_factory):
    return page_of(many_people(HOUSES, 1), tmp_path_factory.mktemp("groot"))


@pytest.fixture
def paper(open_offline, five_hundred):
    """The page as a printer sees it."""
    page = open_offline(five_hundred)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    return page


def test_nothing_is_cut_off_at_the_edge(paper):
    over = paper.evaluate(
        """() => [...document.querySelectorAll('main *')].filter(e => {
            const box = e.getBoundingClientRect();
            const hidden = e.closest('.vh, .cut');
            return box.width && box.height && !hidden && (box.right > innerWidth + 1 || box.left < -1);
        }).map(e => e.outerHTML.slice(0, 90))"""
    )
    assert over == []


def test_no_two_rows_blocks_or_cells_lie_on_each_other(paper):
    lying = paper.evaluate(
        """() => {
            const found = [];
            for (const css of ['main > article', '.grid > *', '.low li', 'article.an > *', '.kl > li',
                               'tbody > tr', '.ls > li', '.fam tr', 'tr > *']) {
                const parents = new Map();
                for (const e of document.querySelectorAll(css)) {
                    const box = e.getBoundingClientRect();
                    if (!box.width || !box.height || e.closest('.vh, .cut')) continue;
                    const all = parents.get(e.parentElement) || [];
                    parents.set(e.parentElement, all.concat({e, box}));
                }
                for (const all of parents.values()) all.sort((a, b) => a.box.top - b.box.top).forEach((a, i) => {
                    for (let k = i + 1; k < all.length && all[k].box.top < a.box.bottom - 1; k++) {
                        const b = all[k].box;
                        if (b.left < a.box.right - 1 && a.box.left < b.right - 1)
                            found.push(css + ': ' + a.e.outerHTML.slice(0, 60));
                    }
                });
            }
            return found;
        }"""
    )
    assert lying == []


def test_nine_sheets_and_each_says_what_it_left_out(paper):
    sheets = [" ".join(text.split()) for text in texts_of(print_of(paper))]
    assert len(sheets) <= 9
    first, behind = sheets[0], " ".join(sheets[1:])
    every = CHILDREN * (HOUSES - 1)
    more = int(re.search(r"En (\d+) kinderen meer: de lijst staat na de beelden", first).group(1))
    assert paper.locator(".s-kind .kl li:visible").count() == every - more
    assert "heeft 500 mensen; een genogram met meer dan 75 is niet te lezen" in first
    assert "Oordeel aan tafel" in first
    # Ecogram and timeline of a hundred households: a sentence, no needle.
    assert behind.count(SENTENCE) == 2
    assert paper.locator(".an svg.picture:visible").count() == 0
    said = {
        (int(kept), int(total)) for kept, total in re.findall(r"Op papier (\d+) van (\d+) ", behind)
    }
    rows = paper.locator("#beelden .kin tbody tr:not(.hh)")
    people = rows.evaluate_all("all => all.filter(e => !e.classList.contains('np')).length")
    assert (people, rows.count()) in said
    assert rows.count() == 5 * HOUSES
    assert all(kept < total for kept, total in said)


def test_what_paper_leaves_out_stands_on_the_screen(open_offline, five_hundred):
    page = open_offline(five_hundred)
    assert page.locator(".s-kind .kl li:visible").count() == CHILDREN * (HOUSES - 1)
    assert page.locator(".an .pic svg.picture:visible").count() == 2
    assert page.locator(".kin tbody tr:not(.hh):visible").count() == 5 * HOUSES
    assert page.get_by_text(SENTENCE).count() == 2
    assert page.get_by_text(SENTENCE).first.is_hidden()


def test_a_wide_genogram_stands_in_strips_that_hold_all_of_it(open_offline, tmp_path):
    page = open_offline(page_of(sixty_people(), tmp_path))
    page.emulate_media(media="print")
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    strips = page.locator(".strips svg").evaluate_all(
        """all => all.map(s => ({
            box: s.viewBox.baseVal, wide: s.getBoundingClientRect().width,
            drawn: s.querySelector('use').getBBox().width,
        })).map(s => [s.box.x, s.box.width, s.wide, s.drawn])"""
    )
    whole = page.locator(".pic.cut svg").evaluate("s => s.viewBox.baseVal.width")
    assert len(strips) > 1
    assert strips[0][0] == 0
    assert strips[-1][0] + strips[-1][1] == pytest.approx(whole, abs=0.1)
    for _, wide, pixels, drawn in strips:
        assert pixels <= WIDTH + 1
        # The reference resolves: as much is drawn as the whole picture holds.
        assert drawn == pytest.approx(whole, rel=0.1)
        # Labels of 10.5 units at 5.4 points or more; a point is 96/72 pixel.
        assert 10.5 * pixels / wide * 72 / 96 >= 5.39
    assert (
        page.locator(".strips + .prt:visible")
        .inner_text()
        .startswith("Op papier staat deze tekening in")
    )
    # Everyone has a whole symbol in one of the strips.
    cut = page.evaluate(
        """strips => [...document.querySelectorAll('#genogram-l-all > g.symbol')].filter(g => {
            const box = g.getBBox();
            return !strips.some(([x, wide]) => box.x >= x - 1 && box.x + box.width <= x + wide + 1);
        }).map(g => g.id)""",
        strips,
    )
    assert cut == []
