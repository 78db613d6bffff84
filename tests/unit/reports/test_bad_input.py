"""A page for whatever is delivered: the odd family, hostile text, a picture that can't be drawn."""

from __future__ import annotations

import re

import pytest
from drawn_family import SIGNALS, drawn_family, more
from many_people import sixty_people

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.draw.genogram import picture
from famnet.reports import pictures
from famnet.reports.build import build_session
from famnet.reports.family_page import family_html

EVIL = "</script><img src=x onerror=alert(1)>\"'"
HEADINGS = (
    "Kinderen eerst", "Wie hoort bij wie", "Wat stokt", "Wat loopt er al", "Bekend bij", "Leefgebied per",
    "Wie ontbreekt aan tafel", "Wat we niet weten", "Veranderd", "Criteria voor", "Genogram", "Ecogram",
    "Tijdlijn", "Criteria, met redenen", "Bewijs", "Eén plan", "Hoe dit blad is gemaakt",
)  # fmt: skip
NOTHING = {name: [] for name in ("signals", "measures", "involvements", "referrals", "requests")}


def page_of(graph, ref):
    session = build_session(graph, describe(graph), named=[window_of(graph, ref)])
    return family_html(session, session.pages[0])


def assert_whole(html):
    assert [heading for heading in HEADINGS if heading not in html] == []
    assert "None" not in re.sub(
        r"<style>.*?</style>|<script>.*?</script>", "", html, flags=re.DOTALL
    )
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_one_person_alone():
    graph = drawn_family(
        persons="person_id birth_date sex\n a 1990-01-01 female",
        memberships=[],
        kinships=[],
        **NOTHING,
    )
    html = page_of(graph, "a")
    assert_whole(html)
    assert "Geen kinderen onder 18" in html


def test_no_dates_at_all():
    graph = drawn_family(
        as_of=None,
        persons="person_id sex\n a female\n b male\n c male",
        memberships="person_id household_id\n a h1\n b h2\n c h2",
        kinships="person_id kind relative_id\n a parent_of b",
        households=[{"household_id": "h1"}, {"household_id": "h2"}],
        **(NOTHING | {"actions": [{"action_id": "x", "person_id": "a", "action": "bellen"}]}),
    )
    html = page_of(graph, "a")
    assert_whole(html)
    assert "Er is geen peildatum. Wat nieuw is, weten we niet." in html
    assert "bellen" in html


def test_a_child_with_three_parents():
    kin = "person_id kind relative_id\n a parent_of k\n b parent_of k\n c parent_of k"
    graph = drawn_family(
        persons="person_id birth_date sex\n a 1980 female\n b 1981 male\n c 1982 male\n k 2015-01-01 male",
        memberships="person_id household_id\n a h1\n b h1\n c h2\n k h1", kinships=kin,
        households=[{"household_id": "h1"}, {"household_id": "h2"}], **NOTHING,
    )  # fmt: skip
    assert_whole(page_of(graph, "k"))


def test_html_in_every_text():
    signals = more(
        SIGNALS,
        {
            "signal_id": EVIL, "type": "FIN_DEBT", "person_id": "A2", "role": "involved", "partner_id": "WENI",
            "event_date": "2026-01-01", "hardness": "fact",
        },
    )  # fmt: skip
    graph = drawn_family(
        signals=signals,
        actions=[
            {"action_id": EVIL, "household_id": "hA", "goal": EVIL, "action": EVIL, "result": EVIL}
        ],
        households=[{"household_id": h, "neighbourhood": EVIL} for h in ("hA", "hB", "hC")],
        partners=[{"partner_id": "TAX", "kind": "BD", "name": EVIL}],
    )
    html = page_of(graph, "B1")
    assert_whole(html)
    assert "<img" not in html
    assert html.count("</script>") == 1


@pytest.mark.parametrize(
    "label", ["x" * 300, "woord " * 50, "\u202eمولنوايك", "👩‍👩‍👧 Molenwijk 🏚", "a\u0000b"]
)
def test_long_and_strange_labels(label):
    graph = drawn_family(
        households=[{"household_id": h, "neighbourhood": label} for h in ("hA", "hB", "hC")]
    )
    assert_whole(page_of(graph, "B1"))


def test_a_measure_without_an_end_and_a_referral_to_oneself():
    measure = {"measure_id": "m", "type": "OTS", "person_id": "A4", "partner_id": "GI"}
    referral = {
        "referral_id": "r", "person_id": "A4", "from_partner_id": "GI", "to_partner_id": "GI",
        "step": "help_request", "sent_date": "2025-01-01",
    }  # fmt: skip
    graph = drawn_family(measures=[measure], referrals=[referral])
    html = page_of(graph, "B1")
    assert_whole(html)
    assert "Ondertoezichtstelling" in html


@pytest.mark.parametrize("name", ["genogram_of", "timeline", "ecogram"])
def test_a_picture_that_fails_costs_the_page_that_picture_alone(monkeypatch, name):
    def fails(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(pictures, name, fails)
    html = page_of(drawn_family(), "B1")
    assert_whole(html)
    assert "Deze tekening lukte niet door een fout in famnet (ZeroDivisionError)" in html
    if name == "genogram_of":
        # The list of people says what the picture would have said.
        assert "moeder A1" in html


def test_a_genogram_that_no_sheet_can_hold_is_laid_out_once(monkeypatch):
    asked, laid = [], []
    usual, lay_out = pictures.genogram_of, picture.lay_out
    monkeypatch.setattr(
        pictures, "genogram_of", lambda *a, **k: asked.append(k["widest"]) or usual(*a, **k)
    )
    monkeypatch.setattr(
        picture, "lay_out", lambda kindred, rows: laid.append(kindred) or lay_out(kindred, rows)
    )
    html = page_of(sixty_people(), "g1")
    assert_whole(html)
    # The whole family, and its core, of which 33 children stand in one row: 109 mm hold 9 people.
    assert len(asked) == 2
    assert [len(kindred.members) for kindred in laid] == [60]


def test_a_family_too_large_for_a_genogram_says_so():
    persons = ["person_id birth_date sex", "g 1940-01-01 female"]
    kin, homes = ["person_id kind relative_id"], ["person_id household_id", "g h0"]
    for n in range(80):
        persons.append(f"c{n} {1960 + n % 20}-01-01 male")
        kin.append(f"g parent_of c{n}")
        homes.append(f"c{n} h{n % 10}")
    graph = drawn_family(
        persons="\n".join(persons), memberships="\n".join(homes), kinships="\n".join(kin),
        households=[{"household_id": f"h{n}"} for n in range(10)], **NOTHING,
    )  # fmt: skip
    html = page_of(graph, "g")
    assert "Dit familienetwerk heeft 81 mensen" in html
    assert_whole(html)
