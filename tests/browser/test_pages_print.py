"""The first sheet is page 1 of the print, whatever the family; the rest of the page is whole."""

from __future__ import annotations

import re

import pytest
from drawn_family import drawn_family
from many_people import CHILDREN, many_people, sixty_people
from printed import print_of, texts_of

from famnet import resources
from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.delivery import read_delivery
from famnet.graph import build_graph
from famnet.reports.build import build_session
from famnet.reports.family_page import write_family_page
from famnet.vocabulary import Workspace

pytestmark = pytest.mark.browser

ON_THE_FIRST = (
    "Kinderen eerst", "Wie hoort bij wie", "Wat stokt", "Wat loopt er al", "Bekend bij", "Leefgebied per",
    "Wie ontbreekt aan tafel", "Wat we niet weten", "Veranderd", "Criteria voor", "Oordeel aan tafel", "Regie",
)  # fmt: skip
LATER = (
    "Genogram",
    "Ecogram",
    "Tijdlijn",
    "Criteria, met redenen",
    "Bewijs",
    "Hoe dit blad is gemaakt",
    "Eén plan",
)
# Small, of one household, dense, with many children, and the largest of the sample.
FAMILIES = ("H000383", "H000403", "H000338", "H000389", "H000449", "H000399", "H000354")


@pytest.fixture(scope="module")
def sample():
    return build_graph(read_delivery(resources.sample_data()))


def page_of(graph, ref, out):
    session = build_session(graph, describe(graph), named=[window_of(graph, ref)])
    return write_family_page(session, session.pages[0], out)


def sheets_of(open_offline, graph, ref, out):
    page = open_offline(page_of(graph, ref, out))
    return page, texts_of(print_of(page))


@pytest.fixture(scope="module")
def page_of_sixty(tmp_path_factory):
    return page_of(sixty_people(), "g1", tmp_path_factory.mktemp("zestig"))


@pytest.fixture(scope="module")
def page_of_the_sample(sample, tmp_path_factory):
    return page_of(sample, "H000338", tmp_path_factory.mktemp("voorbeeld"))


def assert_whole(texts, most=9):
    first = texts[0]
    assert [heading for heading in ON_THE_FIRST if heading not in first] == []
    # The foot of the first sheet is the verdict; the next sheet starts with the pictures.
    assert "Genogram" in texts[1].split("Peildatum")[-1][:400]
    everything = " ".join(texts[1:])
    assert [heading for heading in LATER if heading not in everything] == []
    assert len(texts) <= most, len(texts)
    # No sheet but the last of the proof, before the plan, is nearly empty; on the second stands the
    # genogram, whose words are few, alone where the ecogram is too high to stand under it.
    assert [n for n, text in enumerate(texts[2:-2], 3) if len(text) < 2000] == []
    assert len(texts[1]) >= 900


@pytest.mark.parametrize("ref", FAMILIES)
def test_families_of_the_sample(open_offline, sample, tmp_path, ref):
    _, texts = sheets_of(open_offline, sample, ref, tmp_path)
    assert_whole(texts)


@pytest.mark.parametrize("workspace", list(Workspace))
def test_the_drawn_family_in_each_workspace(open_offline, tmp_path, workspace):
    _, texts = sheets_of(open_offline, drawn_family(workspace=workspace), "B1", tmp_path)
    assert_whole(texts)


def test_a_family_of_sixty(open_offline, page_of_sixty):
    assert_whole(texts_of(print_of(open_offline(page_of_sixty))))


def test_a_family_no_paper_can_hold_is_cut_there_and_says_so(open_offline, tmp_path):
    # 69 children with three rounds of signals: the first sheet and the eight behind it are both cut.
    page, texts = sheets_of(open_offline, many_people(24, 3), "g1", tmp_path)
    assert_whole(texts)
    paper = " ".join(" ".join(texts).split())
    said = re.search(r"Op papier (\d+) van (\d+) gebeurtenissen", paper)
    assert said is not None
    kept, every = map(int, said.groups())
    assert 0 < kept < every
    assert page.locator(".evt tbody[id]").count() == every
    assert page.locator(".evt tbody[id]:visible").count() == every
    page.emulate_media(media="print")
    assert page.locator(".evt tbody[id]:visible").count() == kept


@pytest.mark.parametrize("houses", [26, 40])
def test_more_children_than_a_sheet_holds_are_counted_there_and_stand_behind_it(
    open_offline, tmp_path, houses
):
    page, texts = sheets_of(open_offline, many_people(houses, 1), "g1", tmp_path)
    assert_whole(texts)
    every = CHILDREN * (houses - 1)
    assert page.locator(".s-kind .kl li:visible").count() == every
    assert page.locator(".bk tbody:visible").count() > 0
    first = " ".join(texts[0].split())
    more = int(re.search(r"En (\d+) kinderen meer: de lijst staat na de beelden", first).group(1))
    page.emulate_media(media="print")
    assert page.locator(".s-kind .kl li:visible").count() == every - more
    behind = page.locator("#beelden .kl li:visible").count()
    # What no longer fits behind the first sheet either, the sheet says.
    rest = re.search(rf"Op papier (\d+) van {more} regels", " ".join(" ".join(texts).split()))
    assert behind == (int(rest.group(1)) if rest else more)
    assert behind > 0


def test_the_first_sheet_has_no_second_scroll_at_1920(open_offline, page_of_the_sample):
    page = open_offline(page_of_the_sample)
    page.set_viewport_size({"width": 1920, "height": 1080})
    for css in (".s-kind", ".s-fam", ".s-stok", ".s-miss", ".s-bek"):
        top = page.evaluate(f"document.querySelector('{css}').getBoundingClientRect().top")
        assert top < 1080, css


@pytest.mark.parametrize("width", [320, 1280, 1920])
def test_no_sideways_scroll(open_offline, page_of_sixty, width):
    page = open_offline(page_of_sixty)
    page.set_viewport_size({"width": width, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_a_symbol_of_the_genogram_opens_its_rows(open_offline, page_of_the_sample):
    page = open_offline(page_of_the_sample)
    page.locator(".geno [data-r]").first.click()
    assert page.is_visible("#pop")
    assert "S0003" in page.inner_text("#pop")
