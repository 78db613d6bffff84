"""One notion of "ontbreekt" and one of "stokt": every place says the same of the demo's families."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest

from famnet.analysis.criteria import criteria
from famnet.analysis.description import describe
from famnet.analysis.route import route
from famnet.analysis.route.chains import chains_of
from famnet.analysis.route.usual import usual_of
from famnet.analysis.table import table, unasked
from famnet.config import Settings
from famnet.draw.family.circle import circle_of
from famnet.draw.family.occurrences import occurrences
from famnet.draw.matrix.grid import columns
from famnet.draw.matrix.partners import partner_rows
from famnet.pipeline.opening import open_graph
from famnet.pipeline.routing import family_route
from famnet.pipeline.tabling import family_table
from famnet.progress import Progress
from famnet.questions.hand_overs import stuck_step
from famnet.reports.build import build_session
from famnet.reports.dossier import dossier
from famnet.reports.matrices import known_matrix
from famnet.reports.must_ask import must_ask
from famnet.reports.overview_rows import list_lines
from famnet.reports.sheets import sheets_of
from famnet.reports.stuck import stuck
from famnet.reports.unknown import unknown
from famnet.reports.workbook import _known_rows
from famnet.resources import sample_data

FAMILIES = 16
SAMPLE = sample_data()


@cache
def session():
    _, graph = open_graph(SAMPLE, Settings(), Progress())
    return build_session(graph, describe(graph), pages=FAMILIES)


@cache
def workbook_gaps():
    made = session()
    missing = made.texts("state.missing")
    return [row for row in _known_rows(made) if row[5] == missing]


def pages():
    return session().pages


def asked_for(page):
    """What the table says, asked anew: who knows whom is looked up without the session."""
    graph = session().graph
    found = unasked(graph, page.window, table(graph, page.window))
    return {(gap.ask.subject, gap.ask.kind) for gap in found}


def on_matrix(matrix):
    kinds = {
        p.partner_id: p.kind for p in session().partners.ordered(range(len(session().partners)))
    }
    return {
        (column.subject, kinds.get(line.code, line.head), line.cells[place].refs[0])
        for line in matrix.lines
        for block in matrix.blocks
        for column, place in zip(block.columns, block.places, strict=True)
        if line.cells[place].state == "missing"
    }


def test_some_of_the_demo_lack_a_partner_and_some_are_stuck():
    assert len({kind for page in pages() for _, kind in asked_for(page)}) >= 2
    assert sum(bool(route(session().graph, page.window).stuck) for page in pages()) >= 2


@pytest.mark.parametrize("number", range(FAMILIES))
def test_who_ought_to_have_been_asked_is_the_same_everywhere(number):
    made, page = session(), pages()[number]
    found, mine = asked_for(page), dossier(made, page)
    shown = {
        subject
        for block in known_matrix(made, mine).blocks
        for subject in (column.subject for column in block.columns)
    }
    # The matrix of the page; a crowded one leaves out whom no partner knows.
    page_says = {(subject, kind) for subject, kind, _ in on_matrix(known_matrix(made, mine))}
    assert page_says == {gap for gap in found if gap[0] in shown}
    # The block "wat we niet weten".
    items = unknown(made, mine, known_matrix(made, mine))
    told = [item for item in items if item.lead == made.texts("unknown.missing")]
    assert bool(told) == bool(page_says)
    # The drawn matrix.
    circle = circle_of(made.graph, page.window_id, "nl")
    over = columns(circle)
    rows, _ = partner_rows(circle, occurrences(circle), table(made.graph, page.window), over)
    kinds = dict(zip(made.graph.partners["partner_id"], made.graph.partners["kind"], strict=True))
    drawn = {
        (over[cell.column].subject, str(kinds.get(row.partner_id, row.partner_id)))
        for row in rows
        for cell in row.cells
        if cell.state == "missing"
    }
    assert drawn == {gap for gap in found if gap[0] in {column.subject for column in over}}
    # The workbook.
    living = {column.subject for column in over}
    sheet = {
        (row[2], str(kinds.get(row[3], ""))) for row in workbook_gaps() if row[0] == page.window_id
    }
    assert {gap for gap in sheet if gap[0] in living} == {gap for gap in found if gap[0] in living}


@pytest.mark.parametrize("number", range(FAMILIES))
def test_what_is_stuck_is_the_same_everywhere(number):
    made, page = session(), pages()[number]
    graph, mine = made.graph, dossier(made, page)
    sheet = route(graph, page.window)
    found = {one.referral_id for one in sheet.stuck_hand_overs}
    # The page's block, and its questions to partners.
    facts = {
        fact
        for item in stuck(made, mine.acts, sheets_of(made, page).route)
        for fact in mine.facts.of(item.refs)
    }
    assert {fact.partition(":")[2] for fact in facts if fact.startswith("referrals:")} == found
    asked = {fact for one in sheet.stuck_requests for fact in one.evidence}
    assert {fact for fact in facts if fact.startswith("requests:")} >= asked
    # The question, held to what is usual: another implementation.
    rows = stuck_step(graph).set_index("referral_id")
    usual = {}
    kinds = dict(zip(graph.partners["partner_id"], graph.partners["kind"], strict=True))
    for name, row in rows.iterrows():
        days = usual_of(row["step"], kinds[row["from_partner_id"]], kinds[row["to_partner_id"]])
        usual[name] = days is not None and row["days_waiting"] > days.days
    ids = graph.tables["referrals"]["referral_id"].to_numpy()
    ours = set(ids[chains_of(graph).in_units(page.window.units)])
    assert found == {name for name, longer in usual.items() if longer} & ours
    # The criterion that people answer has them beside it.
    for answer in criteria(graph, page.window).answers:
        for fact in answer.beside:
            if fact.name == "waiting":
                assert fact.value <= len(found), answer.criterion
    # The list counts every hand-over without an answer, those that are stuck among them.
    line = next(line for line in list_lines(made, FAMILIES) if line.window_id == page.window_id)
    waits = [one for matter in sheet.matters for one in matter.done if one.wait is not None]
    silent = [one for one in sheet.requests if not one.refused]
    assert line.waiting == len(waits) + len(silent)


def test_the_commands_say_what_the_page_says():
    for page in pages()[:4]:
        told = json.loads(family_table(SAMPLE, page.window_id, Settings()).to_json())
        assert {(gap["about"], gap["partner"]) for gap in told["unasked"]} == asked_for(page)
        way = json.loads(family_route(SAMPLE, Settings(), who=page.window_id).to_json())
        sheet = route(session().graph, page.window)
        assert [gap["kind"] for gap in way["stuck"]] == ["stuck"] * len(sheet.stuck)
        assert len(way["stuck_requests"]) == len(sheet.stuck_requests)


def test_with_another_answer_the_comparison_would_fail():
    """The gate, switched off: a session that holds every partner for known marks nothing."""
    made, page = session(), next(page for page in pages() if asked_for(page))
    everybody = {str(name): "known" for name in made.graph.partners["partner_id"]}

    class Everybody:
        def states(self, subject):
            return everybody

    blind = replace(made, known=Everybody())
    mine = dossier(made, page)
    assert must_ask(blind, page, mine.table, mine.facts) == ()
