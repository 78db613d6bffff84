"""The gallery: what it names is there and has its receipts; a picture that can't be drawn costs itself."""

from __future__ import annotations

import re
from dataclasses import replace

import drawn_family as drawn
import factory
import pytest
from factory import make_graph

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.config import Settings
from famnet.delivery.report import CheckReport
from famnet.errors import UserError
from famnet.pipeline.session import RunOptions, run
from famnet.reports import gallery
from famnet.reports.build import build_session
from famnet.reports.family_page import family_of
from famnet.reports.holding import broken
from famnet.reports.receipt_rules import rule_version
from famnet.reports.receipts import receipts_of
from famnet.reports.source_rows import SourceRows
from famnet.reports.texts import load_texts
from famnet.vocabulary import Workspace


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
    made_pages = gallery.write_gallery(session, tmp_path, 8)
    assert [name.rpartition("-")[2] for name in made_pages] == [
        "genogram.html", "ecogram.html", "timeline.html", "matrix.html",
    ]  # fmt: skip
    page = (tmp_path / "gallery.html").read_text(encoding="utf-8")
    links = set(re.findall(r'href="([^"#:]+)"', page))
    elsewhere = {"overview.html", "network.html", session.pages[0].href}
    made = set(names(tmp_path))
    assert links - elsewhere <= made
    # Four kinds of pictures, twice each, and the page itself.
    assert len(made) == 9


def test_a_picture_that_cannot_be_drawn_costs_that_picture_alone(session, tmp_path, monkeypatch):
    def refuses(_graph, _family, *, lang):
        raise UserError("Te veel mensen voor één blad.")

    monkeypatch.setitem(gallery._MAKERS, "genogram", refuses)
    gallery.write_gallery(session, tmp_path, 8)
    page = (tmp_path / "gallery.html").read_text(encoding="utf-8")
    assert "Te veel mensen voor één blad." in page
    assert len(names(tmp_path)) == 7


def test_no_network_no_gallery_but_a_sentence(session, tmp_path):
    assert gallery.write_gallery(session, tmp_path, 0) == ()
    assert "geen netwerk met een blad" in (tmp_path / "gallery.html").read_text(encoding="utf-8")


# Receipts


def drawn_session(**changes):
    graph = drawn.drawn_family(**changes)
    made = build_session(graph, describe(graph), named=[window_of(graph, "B1")], pages=0)
    name = made.pages[0].window_id
    files = tuple(f"gallery/{name}-{kind}.html" for kind in gallery._MAKERS)
    return replace(made, pages=(), gallery=files)


def receipts_of_pictures(made):
    return receipts_of(made, gallery.gallery_texts(made))


def test_every_item_of_every_picture_has_a_receipt_whose_facts_resolve():
    made = drawn_session()
    found = receipts_of_pictures(made)
    assert found.pages == made.gallery
    for name in made.gallery:
        kind = name.rpartition("-")[2].removesuffix(".html")
        scene = gallery._draw(made, kind, made.listed[0].window_id).scene
        here = [receipt for receipt in found.receipts if receipt.page == name]
        assert len(here) == len(scene.items)
        for receipt in here:
            assert receipt.facts
            for fact in receipt.facts:
                table, _, key = fact.partition(":")
                assert rule_version(key) if table == "rule" else fact in found.sources, receipt


def broken_pictures(**changes):
    """Return what of the pictures no longer holds, and the statements then."""
    then, after = receipts_of_pictures(drawn_session()), drawn_session(**changes)
    now = receipts_of_pictures(after)
    return broken(then, now, SourceRows(after.graph, after.facts)), then.receipts


def with_one_changed(table, key, place, change):
    rows = [dict(row) for row in factory.rows(getattr(drawn, table.upper()))]
    rows[place] |= change
    return f"{table}:{rows[place][key]}", {table: rows}


@pytest.mark.parametrize("place", range(len(factory.rows(drawn.REFERRALS))))
def test_a_hand_over_that_is_answered_changes_its_own_line_alone(place):
    answered = {"answered_date": "2026-09-01", "outcome": "accepted"}
    fact, changes = with_one_changed("referrals", "referral_id", place, answered)
    found, then = broken_pictures(**changes)
    assert {one.receipt for one in found if fact in one.facts} == {
        one.id for one in then if fact in one.facts
    }
    # R7 is the order to carry out the supervision of A4 that the GI has not taken up: its box, its
    # line and the bar. Once it is answered, line and bar are those of A5 too. No other is drawn.
    said = [one.statement for one in found]
    if fact == "referrals:R7":
        assert len(said) == 5
        assert all("OTS" in text or "Ondertoezichtstelling" in text for text in said)
        assert not any("Kinderrechter" in text for text in said)
    else:
        assert said == []


@pytest.mark.parametrize("place", [1, 2, 9])
def test_a_refuted_signal_changes_what_rests_on_it_and_no_number_of_the_others(place):
    fact, changes = with_one_changed("signals", "signal_id", place, {"status": "refuted"})
    found, then = broken_pictures(**changes)
    assert found
    assert {one.receipt for one in found if fact in one.facts} == {
        one.id for one in then if fact in one.facts
    }
    # What else changes is the same occurrence, told again: there it now stands for itself.
    beside = [one for one in found if fact not in one.facts]
    assert all("nog eens verteld" in one.statement for one in beside)


def test_the_language_of_the_session_is_that_of_its_pictures(session, tmp_path):
    english = replace(session, texts=load_texts("en"))
    files = gallery.write_gallery(english, tmp_path, 8)
    for name in (*files, "gallery.html"):
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert '<html lang="en"' in text
        assert "huishouden" not in text.lower()


# Who is named


def test_a_receipt_names_nobody_whom_its_picture_does_not_show():
    made = drawn_session()
    code = {
        person.person_id: re.search(r"\b[A-Z]{1,2}\d+\b", person.label.text)[0]
        for person in family_of(made, made.listed[0]).everyone
    }
    html, named = dict(gallery.gallery_texts(made)), set()
    for receipt in receipts_of_pictures(made).receipts:
        for fact in receipt.facts:
            table, _, key = fact.partition(":")
            if table == "persons":
                named.add(key)
                seen = f'data-person-id="{key}"' in html[receipt.page]
                assert seen or re.search(rf"\b{code[key]}\b", html[receipt.page]), receipt
    # Each of the ten stands in some picture.
    assert named == set(code)


def test_pictures_and_receipts_of_real_data_know_people_by_pseudonym_alone(tmp_path):
    delivery = tmp_path / "levering"
    delivery.mkdir()
    tables = {
        "persons": "person_id,birth_date,family_name\nown_a,1950-01-01,Naam\nown_b,1980-01-01,Naam",
        "memberships": "person_id,household_id\nown_a,own_h1\nown_b,own_h2",
        "kinships": "person_id,kind,relative_id\nown_a,parent_of,own_b",
        "signals": "signal_id,type,person_id,role,partner_id,event_date\n"
        "s1,FIN_DEBT,own_b,involved,WENI,2025-06-01",
    }
    for name, text in tables.items():
        (delivery / f"{name}.csv").write_text(f"{text}\n", encoding="utf-8")
    (delivery / "delivery.toml").write_text("reference_date = 2026-01-01\n", encoding="utf-8")
    given = Settings(purpose="overleg", case="Z-1", workspace=Workspace.LOCAL)
    chosen = RunOptions(families=("own_b",), gallery=1, with_key=False, settings=given)
    run(delivery, tmp_path / "sessie", options=chosen)
    made = [*(tmp_path / "sessie" / "gallery").iterdir(), tmp_path / "sessie" / "receipts.json"]
    told = " ".join(path.read_text(encoding="utf-8") for path in made)
    assert len(made) == 9
    assert {*re.findall(r"persons:(\w+)", told)} == {"P1", "P2"}
    assert "own_" not in told
    assert "Naam" not in told
