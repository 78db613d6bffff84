"""What each sentence of the founding text on hand-overs leads to: hand-made cases."""

from __future__ import annotations

import pytest
from unit.analysis.route.worlds import CASES, graph_of

from famnet.analysis.cases import window_of
from famnet.analysis.route import route
from famnet.catalogue import load_catalogue
from famnet.route_answer import RouteAnswer

IDS = [case["name"] for case in CASES]


def sheet_of(case):
    graph = graph_of(**case)
    who = {"grandma": "grandma"} if "grandma" in " ".join(case["handed"]) else {}
    return route(graph, window_of(graph, who.get("grandma", "child")))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_a_hand_over_leads_to_what_was_reasoned(case):
    sheet = sheet_of(case)
    assert len(sheet.matters) == case.get("matters", 1)
    if not sheet.matters:
        return
    matter = sheet.matters[0]
    assert [step.rule_id for step in matter.next] == case["next"]
    assert [gap.kind for gap in matter.gaps] == case.get("gaps", [])
    assert matter.meldcode_step == case.get("meldcode", 0)
    if "weighing" in case:
        assert [q.number for step in matter.next for q in step.weighing] == case["weighing"]
    text = RouteAnswer(sheet).to_text()
    for part in case.get("says", ()):
        assert part in text
    for part in case.get("silent", ()):
        assert part not in text


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_every_line_rests_on_rows_that_are_there(case):
    graph = graph_of(**case)
    held = {f"{name}:{value}" for name, key in (("referrals", "referral_id"), ("signals", "signal_id"), ("measures", "measure_id"), ("involvements", "line")) for value in graph.tables[name][key]}  # fmt: skip
    for matter in sheet_of(case).matters:
        lines = [*matter.done, *matter.gaps, *matter.next]
        assert all(line.evidence for line in lines)
        beside = [b for step in matter.next for b in (*step.beside, *(x for q in step.weighing for x in q.beside))]  # fmt: skip
        assert {ref for line in (*lines, *beside) for ref in line.evidence} <= held
        # What only people can say is asked, never answered.
        assert all(step.answer == "" for step in matter.next)
        assert all(q.answer == "" for step in matter.next for q in step.weighing)


def test_every_sentence_that_states_a_hand_over_has_a_case():
    sentences = load_catalogue().founding_sentences
    stated = {
        int(number)
        for number, row in sentences.items()
        if any(ref.startswith(("referral_edges:", "veilig_thuis_routes:", "rvdk_grounds:", "meldcode_steps:", "next_steps:")) for ref in row.covered_by)
    }  # fmt: skip
    covered = {number for case in CASES for number in case.get("sentences", ())}
    assert stated - covered == {116}, (
        "116: the RIEC supports municipalities, no hand-over of a signal"
    )


def test_every_rule_is_reached():
    reached = {rule for case in CASES if case.get("matters", 1) for rule in case["next"]}
    assert reached == set(load_catalogue().next_steps)


def test_a_sentence_names_its_rules_back():
    for case in CASES:
        for number in case.get("sentences", ()):
            assert str(number) in load_catalogue().founding_sentences
