"""The route of a family network: order, waits, what is seen where, and that the order of rows doesn't matter."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from generated_graphs import regions
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.analysis.route.worlds import graph_of

from famnet.analysis.cases import window_of
from famnet.analysis.families import family_windows
from famnet.analysis.route import route
from famnet.analysis.route.bottlenecks import bottlenecks
from famnet.analysis.route.chains import chains_of
from famnet.analysis.route.gaps import gaps_of
from famnet.pipeline.routing import family_route
from famnet.questions.hand_overs import (
    dead_ends,
    referral_loops,
    referrals_past_a_helper,
    reporters_without_feedback,
    stuck_step,
)
from famnet.resources import sample_data
from famnet.route_answer import RouteAnswer
from famnet.vocabulary import Workspace

SAMPLE = sample_data()


def routed(who="child", workspace=Workspace.SYNTHETIC, **case):
    graph = graph_of(workspace, **case)
    return route(graph, window_of(graph, who))


def test_stuck_matters_come_first_longest_first():
    sheet = routed(
        signals=[
            "EDU_CONCERN child involved SCH 2025-01-01", "FIN_DEBT mother involved WENI 2025-01-01",
            "PHY_GP father involved HA 2025-01-01", "EDU_ABSENCE teen involved SCH 2025-11-01",
        ],
        handed=[
            "s1 SCH SWT help_request 2025-11-01 - -", "s2 WENI SWT help_request 2025-03-01 - -",
            "s3 HA SWT help_request 2025-12-20 - -", "s4 SCH LPA attendance_report 2025-12-01 2025-12-05 accepted",
        ],
    )  # fmt: skip
    assert [matter.matter_id for matter in sheet.matters] == ["m-r2", "m-r1", "m-r3", "m-r4"]
    assert [gap.evidence[0] for gap in sheet.stuck] == ["referrals:r2", "referrals:r1"]


def test_two_signals_are_two_matters_until_a_hand_over_without_one_ties_them():
    signals = ["EDU_CONCERN child involved SCH 2025-01-01", "HOM_CHILD_ABUSE child victim VT 2025-09-01"]  # fmt: skip
    two = ["s1 SCH SWT help_request 2025-01-03 2025-01-05 accepted", "s2 VT SWT vt_transfer 2025-10-01 2025-10-05 accepted"]  # fmt: skip
    assert len(routed(signals=signals, handed=two).matters) == 2
    tied = routed(signals=signals, handed=[*two, "child SWT VT vt_report 2025-11-01 - -"])
    assert [len(matter.done) for matter in tied.matters] == [3]


def test_what_was_asked_without_an_answer():
    sheet = routed(
        asked=["GGZ child 2025-10-01 pending", "POL h1 2025-11-01 delivered", "LPA teen 2025-12-01 refused", "VT h2 2025-12-01 -"]
    )  # fmt: skip
    assert [(r.partner.code, r.about, r.wait.days, r.refused) for r in sheet.requests] == [
        ("GGZ", "child", 92, False),
        ("LPA", "teen", 31, True),
    ]
    assert all(r.evidence for r in sheet.requests)


def test_signals_without_a_hand_over_are_named():
    sheet = routed(
        signals=[
            "EDU_CONCERN child involved SCH 2025-09-01", "FIN_DEBT mother involved WENI 2025-09-01",
            "FIN_DEBT father involved WENI 2025-09-01 status=refuted", "FIN_DEBT teen involved WENI 2001-09-01",
        ],
        handed=["s1 SCH SWT help_request 2025-09-03 2025-09-05 accepted"],
    )  # fmt: skip
    # s3 is refuted, s4 lies before the period.
    assert sheet.not_handed_over == ("signals:s2",)


def test_in_the_riec_hand_overs_of_care_are_not_seen():
    case = {
        "handed": [
            "father POL OM prosecution_file 2025-09-03 2025-09-05 accepted",
            "father GGZ SWT help_request 2025-10-03 2025-10-05 accepted",
        ]
    }
    seen = [done.referral_id for m in routed(workspace=Workspace.RIEC, **case).matters for done in m.done]  # fmt: skip
    assert seen == ["r1"]
    assert len(routed(**case).matters[0].done) == 2


def test_next_steps_say_who_has_no_place_here():
    handed = ["h1 POL BURG administrative_report 2025-09-03 2025-09-05 accepted", "teen OM RVDK rvdk_inquiry 2025-09-03 2025-10-05 accepted"]  # fmt: skip
    found = {step.rule_id: step.may_not for matter in routed(workspace=Workspace.ZVH, handed=handed).matters for step in matter.next}  # fmt: skip
    assert found["MAYOR_DECIDES"] == ()
    assert found["BOARD_PENAL"] == ("KR",)


def test_a_person_alone_has_a_route():
    sheet = routed("grandma", handed=["grandma SWT GGZ help_request 2025-01-03 - -"])
    assert [gap.kind for gap in sheet.matters[0].gaps] == ["stuck"]


def test_nothing_known_is_said():
    text = RouteAnswer(routed()).to_text()
    assert "Dat betekent niet: er is niets gedaan." in text


def test_english_has_as_many_lines():
    sheet = routed(handed=["child SCH SWT help_request 2025-01-03 - -"])
    dutch, english = (RouteAnswer(sheet, lang).to_text().splitlines() for lang in ("nl", "en"))
    assert len(dutch) == len(english)
    assert not set(dutch[1:]) & set(english[1:])
    assert set(json.loads(RouteAnswer(sheet).to_json())) >= {"matters", "requests", "not_handed_over", "stuck"}  # fmt: skip


def _all_routes(graph):
    windows = family_windows(graph)
    found = [route(graph, windows.window(at)) for at in range(len(windows))]
    return {sheet.window_id: sheet for sheet in found}


def _shuffled(graph, name, seed):
    """Put the rows of a table that nothing points to in another order."""
    table = graph.tables[name]
    order = np.random.default_rng(seed).permutation(len(table))
    return replace(graph, tables={**graph.tables, name: table.iloc[order].reset_index(drop=True)}, _cache={})  # fmt: skip


def _told(sheet):
    """What a sheet says, apart from the order of what happened on one day."""
    return (
        sheet.requests,
        sheet.not_handed_over,
        sorted(
            (
                frozenset(done.referral_id for done in matter.done),
                frozenset((gap.kind, frozenset(gap.evidence)) for gap in matter.gaps if gap.kind != "loop"),
                frozenset((step.rule_id, step.evidence) for step in matter.next),
            )
            for matter in sheet.matters
        ),
    )  # fmt: skip


@settings(max_examples=12)
@given(regions(families=1), st.integers(0, 99))
def test_the_order_of_rows_changes_nothing(graph, seed):
    before = {key: _told(sheet) for key, sheet in _all_routes(graph).items()}
    counted = bottlenecks(graph)
    for name in ("referrals", "involvements", "requests"):
        mixed = _shuffled(graph, name, seed)
        assert {key: _told(sheet) for key, sheet in _all_routes(mixed).items()} == before
        if name == "referrals":
            assert bottlenecks(mixed) == counted


@settings(max_examples=25)
@given(regions(families=2))
def test_gaps_are_those_of_the_questions(graph):
    """The named questions, made apart from this, find the same hand-overs."""
    chains, gaps = chains_of(graph), gaps_of(graph)
    ids = graph.tables["referrals"]["referral_id"].to_numpy(object)
    assert chains.seen.all()
    assert set(ids[gaps.halted]) == set(stuck_step(graph)["referral_id"])
    assert set(ids[gaps.dead_end]) == set(dead_ends(graph)["referral_id"])
    loops = referral_loops(graph)
    assert {ids[row]: [ids[at] for at in earlier] for row, earlier in gaps.loops.items()} == {
        row["referral_id"]: sorted(row["earlier_referrals"], key=lambda name: chains.place[list(ids).index(name)])
        for row in loops.to_dict("records")
    }  # fmt: skip
    assert {ids[row] for row in gaps.unheard} == set(reporters_without_feedback(graph)["referral_id"])  # fmt: skip
    assert {ids[row] for row in gaps.past_helper} == set(referrals_past_a_helper(graph)["referral_id"])  # fmt: skip


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_sample_tells_of_a_family_and_of_a_signal(lang):
    from famnet.config import Settings

    family = family_route(SAMPLE, Settings(), who="P000424", lang=lang)
    assert family.to_text()
    assert family_route(SAMPLE, Settings(), signal="S000013", lang=lang).sheet.matter
