"""The gallery: what it names is there, and one picture that can't be drawn costs that picture alone."""

from __future__ import annotations

import re

import pytest
from factory import make_graph

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.delivery.report import CheckReport
from famnet.errors import UserError
from famnet.reports import gallery
from famnet.reports.build import build_session


@pytest.fixture
def session():
    graph = make_graph(
        persons="person_id birth_date sex\n a 1960-01-01 female\n b 1985-01-01 male\n c 2015-01-01 male",
        memberships="person_id household_id role\n a H1 head\n b H2 head\n c H2 child",
        kinships="person_id kind relative_id\n a parent_of b\n b parent_of c",
    )
    return build_session(
        graph,
        describe(graph),
        CheckReport(files=(), faults=None, as_of=graph.as_of, synthetic=True, usable=True),
        named=[window_of(graph, "a")],
        pages=0,
        with_key=False,
    )


def names(out):
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def test_every_link_of_the_gallery_leads_to_a_file_or_a_page_of_the_session(session, tmp_path):
    assert gallery.write_gallery(session, tmp_path, 8) == 1
    page = (tmp_path / "gallery.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="([^"#:]+)"', page))
    elsewhere = {"overview.html", "network.html", session.pages[0].href}
    made = set(names(tmp_path))
    assert links - elsewhere <= made
    # Four kinds of pictures, twice each, and the page itself.
    assert len(made) == 9


def test_a_picture_that_cannot_be_drawn_costs_that_picture_alone(session, tmp_path, monkeypatch):
    def refuses(_graph, _family):
        raise UserError("Te veel mensen voor één blad.")

    monkeypatch.setitem(gallery._MAKERS, "genogram", refuses)
    gallery.write_gallery(session, tmp_path, 8)
    page = (tmp_path / "gallery.html").read_text(encoding="utf-8")
    assert "Te veel mensen voor één blad." in page
    assert len(names(tmp_path)) == 7


def test_no_network_no_gallery_but_a_sentence(session, tmp_path):
    assert gallery.write_gallery(session, tmp_path, 0) == 0
    assert "geen netwerk met een blad" in (tmp_path / "gallery.html").read_text(encoding="utf-8")
