"""The first sheet: criteria, who is missing, what changed, clashes, one plan; ZVH and RIEC forms."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape

import pytest
from drawn_family import MEASURES, SIGNALS, drawn_family, more, rows

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.reports.agreements import last_session
from famnet.reports.at_table import seating
from famnet.reports.build import build_session
from famnet.reports.changed import changed
from famnet.reports.clashes import clashes
from famnet.reports.criteria_lines import form_lines
from famnet.reports.dossier import dossier
from famnet.reports.family_page import family_html
from famnet.reports.plan import plan
from famnet.reports.sheets import sheets_of
from famnet.vocabulary import NO_DAY, Workspace, day_from_date

ACTIONS = """
action_id household_id person_id goal action kind owner_partner_id due_date done_date result recorded_on
a1 hA - veilig opvoedhulp care SWT 2026-09-15 2026-09-14 loopt 2026-08-24
a2 - A4 veilig jeugdbeschermer care GI 2026-09-15 - - 2026-08-24
a3 - A2 rust gesprek penal POL 2026-12-07 - - 2026-08-24
"""


def made_of(graph, ref="B1"):
    session = build_session(graph, describe(graph), named=[window_of(graph, ref)])
    return session, session.pages[0], dossier(session, session.pages[0])


def text_of(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html)))


@pytest.fixture(scope="module")
def agreed():
    return made_of(drawn_family(actions=ACTIONS))


def test_agreements_say_what_was_done_and_what_is_late(agreed):
    _, _, made = agreed
    by_id = {a.action_id: a for a in made.acts.agreements}
    assert by_id["a1"].is_done
    assert by_id["a1"].done == "14-09-2026"
    # 16-11-2026 minus 15-09-2026.
    assert by_id["a2"].late == 62
    assert by_id["a3"].late is None


def test_the_last_session_is_the_day_its_agreements_were_written_down(agreed):
    session, _, made = agreed
    assert last_session(made.acts.agreements, session.graph.as_of) == day_from_date(
        dt.date.fromisoformat("2026-08-24")
    )
    assert "24-08-2026" in changed(session, made).since


def test_without_a_day_of_writing_it_is_the_last_day_something_was_due_or_done():
    without = "\n".join(line.rsplit(" ", 1)[0] for line in ACTIONS.strip().splitlines())
    session, _, made = made_of(drawn_family(actions=without))
    assert last_session(made.acts.agreements, session.graph.as_of) == day_from_date(
        dt.date.fromisoformat("2026-09-15")
    )


def test_without_agreements_the_page_says_so_and_looks_back_three_months():
    session, _, made = made_of(drawn_family())
    assert last_session(made.acts.agreements, session.graph.as_of) == NO_DAY
    # 16-11-2026 minus 92 days.
    assert "geen eerdere afspraken geleverd" in changed(session, made).since
    assert "16-08-2026" in changed(session, made).since


def test_what_changed_counts_promises_and_names_what_is_new(agreed):
    session, _, made = agreed
    lines = {item.lead: item for item in changed(session, made).lines}
    assert lines["Afgesproken:"].text == "3; gedaan 1, over tijd 1"
    new = {
        g.ref
        for g in made.proof.of("e")
        if g.day > day_from_date(dt.date.fromisoformat("2026-08-24"))
    }
    assert set(lines["Nieuw:"].refs) <= new or not new


def test_open_actions_stand_in_the_plan_under_their_goal_and_track(agreed):
    session, _, made = agreed
    form = plan(session, made)
    assert [track.kind for track in form.tracks] == ["care", "penal", "administrative", "fiscal"]
    cells = {goal.text: [[a.action_id for a in cell] for cell in goal.cells] for goal in form.goals}
    assert cells == {"veilig": [["a2"], [], [], []], "rust": [[], ["a3"], [], []]}


@pytest.mark.parametrize(
    ("workspace", "shut", "order"),
    [
        (Workspace.ZVH, "fiscal", ["care", "penal", "administrative", "fiscal"]),
        (Workspace.RIEC, "care", ["administrative", "penal", "fiscal", "care"]),
        (Workspace.LOCAL, None, ["care", "penal", "administrative", "fiscal"]),
        (Workspace.SYNTHETIC, None, ["care", "penal", "administrative", "fiscal"]),
    ],
)
def test_the_law_shuts_a_track_and_says_why(workspace, shut, order):
    session, _, made = made_of(drawn_family(workspace=workspace))
    form = plan(session, made)
    assert [track.kind for track in form.tracks] == order
    assert [track.kind for track in form.tracks if track.shut] == ([shut] if shut else [])


def test_a_track_on_which_something_was_agreed_is_shown():
    actions = ACTIONS + "a4 hA - geld controle fiscal TAX 2026-12-01 - - 2026-08-24\n"
    session, _, made = made_of(drawn_family(workspace=Workspace.ZVH, actions=actions))
    assert all(not track.shut for track in plan(session, made).tracks)


def test_zvh_page_has_the_zvh_form_alone():
    session, page, _ = made_of(drawn_family(workspace=Workspace.ZVH))
    text = text_of(family_html(session, page))
    assert "Criteria voor bespreking" in text
    assert "Loopt de gewone hulp vast?" in text
    assert "RIEC-formulier" not in text
    assert "Interventieadvies" not in text
    assert "Mag hier niet. De Belastingdienst is geen deelnemer van het ZVH." in text


def test_riec_page_has_phases_weighing_and_advice():
    session, page, _ = made_of(drawn_family(workspace=Workspace.RIEC))
    html = family_html(session, page)
    text = text_of(html)
    assert "Criteria voor het signaal" in text
    assert 'class="steps"' in html
    assert "5 verdieping, fase 3" in text
    assert "Is er al eerder ingegrepen?" in text
    for word in ("Interventieadvies", "Bestuurlijk", "Straf", "Fiscaal"):
        assert word in text
    assert "Loopt de gewone hulp vast?" not in text
    assert "Zorggegevens horen niet in het RIEC" in text


@pytest.mark.parametrize("workspace", [Workspace.LOCAL, Workspace.SYNTHETIC])
def test_where_no_law_names_a_form_both_stand_there_and_it_is_said(workspace):
    session, page, _ = made_of(drawn_family(workspace=workspace))
    text = text_of(family_html(session, page))
    assert "Geen wet wijst hier één formulier aan" in text
    assert "RIEC-formulier" in text
    assert "Loopt de gewone hulp vast?" in text


def test_the_verdict_is_left_to_people(agreed):
    session, page, _ = agreed
    html = family_html(session, page)
    assert html.count("Oordeel aan tafel:") == 2
    assert "checked" not in html


def test_criteria_show_what_the_analysis_answered(agreed):
    session, page, made = agreed
    sheet = sheets_of(session, page).criteria
    for form in form_lines(session, made, sheet):
        for line in form.lines:
            answer = sheet.of(line.code, form.form)
            assert line.question == answer.question.nl
            assert (line.css == "ta") == (answer.kind == "asked")
            assert f"rule:criteria.{form.form}.{line.code}" in line.facts
            assert line.supports == made.facts.refs(answer.supporting)


def test_who_is_missing_is_what_the_table_says(agreed):
    session, page, made = agreed
    sheet = sheets_of(session, page).table
    seats = seating(session, made, sheet)
    absent = [must for must in sheet.musts if set(must.chosen or must.partners) & set(sheet.absent)]
    leads = [item.lead for item in seats.missing]
    assert sum(lead in ("Lege stoel:", "Hoort gevraagd:") for lead in leads) == len(
        [must for must in absent if must.mode != "consult"]
    )
    assert any("Gecert. instelling" in item.text for item in seats.missing) == (
        "GI" in sheet.absent
    )
    assert len(seats.needs) == len(sheet.needs)
    assert not any(" A4" not in i.text and "A4_" in i.text for i in seats.missing)


def test_two_helpers_of_one_sort_are_a_question():
    helpers = [
        {"partner_id": p, "household_id": "hA", "role": "helper", "mode": "voluntary", "start_date": "2026-01-01"}
        for p in ("SWT", "GGZ")
    ]  # fmt: skip
    session, page, made = made_of(drawn_family(involvements=helpers))
    sheets = sheets_of(session, page)
    found = clashes(session, made, sheets.table, sheets.departures)
    (double,) = [item for item in found if item.lead == "Dubbel:"]
    assert "huishouden A" in double.text
    assert set(double.refs) == {"h01", "h02"}


def test_a_measure_longer_than_the_law_allows_is_said_with_its_article():
    long = {
        "measure_id": "M9", "type": "VOTS", "person_id": "A4", "decided_by_partner_id": "KR",
        "partner_id": "GI", "start_date": "2026-01-01", "end_date": "2026-09-01",
    }  # fmt: skip
    base = [row for row in rows(MEASURES) if row["measure_id"] != "M9"]
    session, page, made = made_of(drawn_family(measures=[*base, long]))
    sheets = sheets_of(session, page)
    law = [i for i in clashes(session, made, sheets.table, sheets.departures) if i.lead == "Wet:"]
    # A provisional order may last 92 days (BW 1:257); from 1 January to 1 September are 243.
    assert any(
        "243 dagen" in item.text and "BW 1:257" in item.text and "kind A4" in item.text
        for item in law
    )


class _Marks:
    """All marked elements of a page."""

    def __init__(self, html):
        self.kinds = re.findall(r' data-fact="([^"]*)"', html)
        self.facts = [ids.split() for ids in re.findall(r' data-facts="([^"]*)"', html)]


def test_every_mark_names_rows_that_were_delivered(agreed):
    session, page, _ = agreed
    graph = session.graph
    known = {
        "signals": set(graph.signals["signal_id"]),
        "measures": set(graph.tables["measures"]["measure_id"]),
        "referrals": set(graph.tables["referrals"]["referral_id"]),
        "actions": set(graph.tables["actions"]["action_id"]),
        "persons": set(graph.persons["person_id"]),
        "households": set(graph.households["household_id"]),
    }
    lines = {
        name: set(graph.tables[name]["line"].astype(str))
        for name in ("involvements", "requests", "memberships", "kinships", "ties")
    }
    marks = _Marks(family_html(session, page))
    assert len(marks.kinds) > 100
    for one in {one for ids in marks.facts for one in ids}:
        table, _, key = one.partition(":")
        if table != "rule":
            assert key in (known | lines)[table], one


def test_blocks_of_the_first_sheet_are_marked(agreed):
    session, page, _ = agreed
    kinds = set(_Marks(family_html(session, page)).kinds)
    assert {
        "who", "seen", "good", "circle", "regie", "child", "stuck", "running", "known", "domain",
        "missing", "unknown", "changed", "criterion", "agreement", "open_action", "row", "measure", "help",
        "handover", "question", "need", "must", "genogram", "timeline", "ecogram", "next",
    } <= kinds  # fmt: skip


def test_a_refuted_signal_is_news_as_refuted_alone():
    late = {
        "signal_id": "s9", "type": "HOM_CHILD_ABUSE", "person_id": "A6", "role": "victim",
        "partner_id": "VT", "event_date": "2026-10-01", "hardness": "report", "status": "refuted",
    }  # fmt: skip
    session, _, made = made_of(drawn_family(signals=more(SIGNALS, late)))
    lines = {item.lead: item for item in changed(session, made).lines}
    ref = next(g.ref for g in made.proof.of("x") if g.rows[0].signal_id == "s9")
    assert ref in lines["Weerlegd:"].refs
    assert ref not in lines.get("Nieuw:", lines["Weerlegd:"]).refs or "Nieuw:" not in lines
