"""What a sheet says: the form of the workspace, what may not be seen, what people judge, the rows."""

from __future__ import annotations

import pytest
from unit.analysis.criteria.worlds import graph_of, look_of

from famnet.analysis.cases import window_of
from famnet.analysis.criteria import Answer, criteria, forms
from famnet.analysis.criteria.answering import answer_of
from famnet.analysis.criteria.facts import fact_of
from famnet.analysis.criteria.sheet import COLUMNS
from famnet.analysis.route import route
from famnet.errors import UserError

#: Help refused in 2025, help that ended and help that runs, three hand-overs that went round, one
#: that was refused and one that waits since June.
STUCK = {
    "signals": [
        "PAR_HELP_REFUSED mother involved SWT 2025-03-01",
        "HOM_CHILD_ABUSE child victim VT 2025-04-01",
        "HOM_CHILD_ABUSE child victim VT 2025-05-01 status=refuted",
        "NET_SUPPORT grandma involved SWT 2025-06-01",
        "HOU_NUISANCE h1 involved VEIL 2025-07-01",
    ],
    "involvements": ["SWT mother helper 2024-01-01 2025-03-01", "JZ1 child helper 2025-06-01 -"],
    "referrals": [
        "child VT SWT vt_transfer 2025-04-10 2025-04-20 passed_on",
        "child SWT CJG help_request 2025-04-21 2025-05-01 passed_on",
        "child CJG VT vt_report 2025-05-02 2025-05-09 accepted",
        "mother SWT GGZ help_request 2025-03-05 2025-03-20 refused",
        "child RVDK KR court_request 2025-06-01 - pending",
        "grandma SWT GGZ help_request 2025-12-20 - pending",
        "teen SCH SWT help_request 2025-02-01 2025-02-20 passed_on",
    ],
    "measures": ["JHVRIJ child COLL JZ1 2025-06-01 -", "OTS teen KR GI 2023-01-01 2024-01-01"],
}


def _sheet(case=None, workspace="synthetic", **how):
    graph = graph_of(case or {}, workspace)
    return criteria(graph, window_of(graph, "grandma"), **how)


def _beside(sheet, key, form=""):
    return {fact.name: fact.value for fact in sheet.of(key, form).beside}


@pytest.mark.parametrize(
    ("workspace", "used"),
    [("zvh", ["zvh"]), ("riec", ["riec"]), ("local", ["zvh", "riec"]), ("synthetic", ["zvh", "riec"])],
)  # fmt: skip
def test_the_workspace_says_which_form(workspace: str, used: list[str]):
    sheet = _sheet(workspace=workspace)
    assert [form.form for form in sheet.forms] == used
    assert {answer.form for answer in sheet.answers} == set(used)


def test_whether_the_chain_is_stuck_is_asked_with_the_facts_beside():
    answer = _sheet(STUCK).of("K0")
    assert answer.answer is Answer.ASKED
    assert answer.rule == 0
    assert {fact.name: fact.value for fact in answer.beside} == {
        "ended_help": 1,
        "running_help": 1,
        "help_refused": 1,
        "referrals": 7,
        # Veilig Thuis - neighbourhood team - CJG - Veilig Thuis.
        "referral_loops": 1,
        # r4 was refused.
        "dead_ends": 1,
        # r7 was passed on; what the team sent on was about the household, not about the teenager.
        "passed_on_unseen": 1,
        # r5 waits 214 days (usual: 120); r6 waits 12 (usual: 42).
        "waiting": 1,
        "silent_requests": 0,
    }
    assert {"referrals:r4", "referrals:r5", "referrals:r1"} <= set(answer.supporting)
    assert "signals:s4" in answer.contradicting
    assert not {"referrals:r6"} & set(answer.supporting)


def test_what_people_judge_is_never_answered_and_has_facts_beside():
    sheet = _sheet(STUCK)
    for answer in sheet.answers:
        assert (answer.answer is Answer.ASKED) == (answer.kind == "asked")
        assert answer.kind == "derived" or answer.beside
    asked = {(answer.form, answer.criterion_id) for answer in sheet.answers if not answer.rule}
    assert {
        ("zvh", "K0"),
        ("zvh", "K3B"),
        ("zvh", "PROP"),
        ("riec", "C"),
        ("riec", "SUBS"),
    } <= asked


def test_children_come_by_number_and_victims_apart():
    beside = _beside(_sheet(STUCK), "K4")
    assert beside == {
        "households_touched": 1,
        "minors_with_care": 1,
        "victims_and_children": 0,
        "protective": 1,
    }


def test_care_may_not_be_seen_in_the_riec_and_is_no_zero():
    sheet = _sheet(STUCK, "riec")
    assert _beside(sheet, "C")["running_help"] is None
    assert _beside(sheet, "PROP")["minors_with_care"] is None
    assert _beside(sheet, "W3A")["protective"] is None
    # Hand-overs and measures of care partners are not there either.
    assert _beside(sheet, "C")["referrals"] == 0
    assert _beside(sheet, "SUBS")["measures_running"] == 0
    assert not any("s1" in row for answer in sheet.answers for row in answer.supporting)


def test_the_riec_form_on_synthetic_data_looks_through_the_eyes_of_the_riec():
    sheet = _sheet(STUCK)
    assert _beside(sheet, "PROP", "riec")["minors_with_care"] is None
    assert _beside(sheet, "PROP", "zvh")["minors_with_care"] == 1


def test_real_estate_abuse_may_not_be_seen_in_a_local_approach():
    # The type is a no in the ZVH, and a local approach follows what that may see.
    assert _beside(_sheet(workspace="local"), "B3", "riec")["episodes"] is None
    assert _beside(_sheet(workspace="riec"), "B3")["episodes"] == 0


def test_a_derived_criterion_about_hidden_types_says_not_allowed_and_never_no():
    from dataclasses import replace

    form = forms()[1]
    row = next(row for row in form.criteria if row.criterion_id == "W1")
    row = replace(row, looks_at=("BIZ_PROPERTY",))
    answered = graph_of({"heard": ["POL", "OM", "BD"]}, "local")
    found = answer_of(form, look_of(answered, form, row))
    assert found.answer is Answer.NOT_ALLOWED
    assert "geen nee" in found.reason.nl
    seen = answer_of(form, look_of(graph_of({"heard": ["POL", "OM", "BD"]}), form, row))
    assert seen.answer is Answer.NO


def test_without_a_reference_date_everything_is_current_and_nothing_waits():
    from factory import make_graph

    graph = make_graph(
        as_of=None,
        persons="person_id birth_date\na 1980-01-01",
        memberships="person_id household_id\na h1",
        signals="signal_id type person_id role partner_id event_date hardness\n"
        "s1 JUS_DRUGS a suspect POL 2001-01-01 fact\ns2 FIN_DEBT a involved WENI 2011-01-01 fact",
        referrals="referral_id person_id from_partner_id to_partner_id step sent_date\n"
        "r1 a POL OM prosecution_file 2001-02-01",
        requests="partner_id household_id asked_date answer\nPOL h1 2001-01-01 nothing_known\n"
        "OM h1 2001-01-01 nothing_known",
    )
    sheet = criteria(graph, window_of(graph, "a"))
    assert sheet.as_of == ""
    assert sheet.of("K1B").answer is Answer.YES
    assert sheet.of("K2A").answer is Answer.YES
    assert _beside(sheet, "K0")["waiting"] == 0
    assert sheet.of("W3B").supporting == ("referrals:r1",)


def test_a_hand_over_to_oneself_is_no_loop():
    case = {"referrals": ["child SWT SWT help_request 2025-04-21 2025-05-01 accepted"]}
    assert _beside(_sheet(case), "K0")["referral_loops"] == 0


def test_a_hand_over_passed_on_to_nobody_is_no_dead_end_but_unseen():
    case = {"referrals": ["child VT SWT vt_transfer 2025-04-10 2025-04-20 passed_on"]}
    beside = _beside(_sheet(case), "K0")
    assert (beside["dead_ends"], beside["passed_on_unseen"]) == (0, 1)


def test_help_that_began_after_a_refusal_means_it_led_somewhere():
    refused = {"referrals": ["child VT SWT vt_transfer 2025-04-10 2025-04-20 refused"]}
    helped = {**refused, "involvements": ["SWT child helper 2025-05-01 -"]}
    assert _beside(_sheet(refused), "K0")["dead_ends"] == 1
    assert _beside(_sheet(helped), "K0")["dead_ends"] == 0


@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        ("referral_loops", "loop"),
        ("dead_ends", "dead_end"),
        ("passed_on_unseen", "passed_on_unseen"),
        ("waiting", "stuck"),
    ],
)
def test_the_criteria_count_what_the_way_of_the_hand_overs_shows(fact: str, kind: str):
    graph = graph_of(STUCK)
    window = window_of(graph, "grandma")
    gaps = [gap for matter in route(graph, window).matters for gap in matter.gaps]
    shown = [gap for gap in gaps if gap.kind == kind]
    beside = {one.name: one for one in criteria(graph, window).of("K0").beside}[fact]
    assert beside.value == len(shown) > 0
    assert set(beside.evidence) == {
        row for gap in shown for row in gap.evidence if row.startswith("referrals:")
    }


def test_what_came_back_from_what_may_not_be_seen_is_not_counted():
    # In the RIEC only the last is there: a loop would tell of what the team was given.
    case = {
        "referrals": [
            "teen POL SWT help_request 2025-04-10 2025-04-20 passed_on",
            "teen SWT OM other 2025-04-21 2025-05-01 passed_on",
            "teen OM POL other 2025-05-02 2025-05-09 accepted",
        ]
    }
    graph = graph_of(case)
    looks = {form.form: look_of(graph, form, form.criteria[0]) for form in forms()}
    seen = {name: fact_of("referrals", look).value for name, look in looks.items()}
    loops = {name: fact_of("referral_loops", look).value for name, look in looks.items()}
    assert seen == {"zvh": 3, "riec": 1}
    assert loops == {"zvh": 1, "riec": 0}


def test_ties_of_suspicion_stand_beside_and_decide_nothing():
    from factory import make_graph

    graph = make_graph(
        persons="person_id birth_date\na 1980-01-01\nb 1980-01-01",
        memberships="person_id household_id\na h1\nb h2",
        ties="person_id other_id kind start_date\na b co_suspect 2025-01-01\n"
        "b a co_suspect 2026-06-01\na b contact 2025-01-01",
    )
    beside = criteria(graph, window_of(graph, "a")).of("W4B").beside
    assert [(f.value, f.evidence) for f in beside if f.name == "co_suspects"] == [(1, ("ties:2",))]
    assert not any(
        condition.fact == "co_suspects"
        for form in forms()
        for row in form.criteria
        for rule in row.rules
        for condition in rule.when
    )


def test_the_frame_has_a_row_per_criterion_and_an_empty_verdict():
    sheet = _sheet(STUCK)
    frame = sheet.to_frame("en")
    assert tuple(frame.columns) == COLUMNS
    assert frame["criterion_id"].tolist() == [answer.criterion_id for answer in sheet.answers]
    assert set(frame["verdict"]) == {""}
    assert (sheet.verdict.outcome, sheet.verdict.by, sheet.verdict.on) == ("", "", "")
    assert frame.set_index(["form", "criterion_id"]).loc[("zvh", "K0"), "answer"] == ""
    # Beside each code its word: a reader sees words, a machine codes.
    nl = {
        "yes": "ja",
        "no": "nee",
        "unknown": "onbekend",
        "not_allowed": "mag hier niet",
        "": "aan tafel",
    }
    told = sheet.to_frame("nl")
    assert told["answer_words"].tolist() == [nl[code] for code in told["answer"]]
    assert set(frame["answer_words"]) <= {
        "yes",
        "no",
        "unknown",
        "not allowed here",
        "at the table",
    }


def test_no_place_in_a_sentence_stays_unfilled():
    for answer in _sheet(STUCK).answers:
        for text in (answer.reason, answer.settle, answer.question):
            assert "{" not in text.nl + text.en


def test_a_person_from_elsewhere_is_refused():
    graph = graph_of({"without": ["grandma"]})
    window = window_of(graph, "father")
    with pytest.raises(UserError, match="hoort niet bij"):
        criteria(graph, window, subject="grandma")


def test_the_sheet_shows_counts_only():
    assert "mother" not in repr(_sheet(STUCK))
