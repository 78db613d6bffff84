"""Who sits at the table, in worlds of which one can say it by hand."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.analysis.cases import window_of
from famnet.analysis.table import table
from famnet.catalogue import load_catalogue
from famnet.errors import WrongUse
from famnet.vocabulary import Workspace

PERSONS = """person_id birth_date sex
 mother 1985-03-01 female
 father 1983-03-01 male
 child  2015-06-01 male
 teen   2010-01-15 female"""
LIVING = """person_id household_id role start_date
 mother H1 head 2010-01-01
 child  H1 child 2015-06-01
 teen   H1 child 2010-01-15
 father H2 head 2010-01-01"""
KIN = """person_id kind relative_id
 mother parent_of child
 mother parent_of teen
 father parent_of child"""


def signals(*rows):
    header = [
        "signal_id",
        "type",
        "person_id",
        "role",
        "partner_id",
        "event_date",
        "hardness",
        "status",
    ]
    return [
        dict(zip(header, (f"S{n}", *row, "fact", "confirmed"), strict=True))
        for n, row in enumerate(rows, start=1)
    ]


def sheet_of(*rows, workspace=Workspace.ZVH, invited=None, **more):
    graph = make_graph(
        persons=PERSONS, memberships=LIVING, kinships=KIN, signals=signals(*rows),
        workspace=workspace, **more,
    )  # fmt: skip
    return table(graph, window_of(graph, "mother"), invited=invited)


def needs(sheet):
    return {need.need_id: need for need in sheet.needs}


def rules(sheet):
    return {must.rule_id: must for must in sheet.musts}


DEBT = ("FIN_DEBT", "mother", "involved", "WENI", "2025-06-01")
TRUANCY = ("EDU_ABSENCE", "teen", "involved", "LPA", "2025-06-01")
VIOLENCE = ("JUS_VIOLENCE", "father", "suspect", "POL", "2025-06-01")


def test_nothing_known_asks_for_nobody_but_the_one_who_directs():
    sheet = sheet_of()
    assert not sheet.needs
    assert list(rules(sheet)) == ["DIRECTION"]
    assert {len(found.seats) for found in sheet.tables} == {1}


def test_debts_need_debt_help_and_rest_on_their_signal():
    need = needs(sheet_of(DEBT))["FIN_HELP"]
    assert need.seats == ("WENI",)
    assert need.evidence == ("signals:S1",)
    assert need.subjects == ("mother",)


def test_a_child_with_debts_at_home_has_a_home_that_needs_help():
    sheet = sheet_of(("FIN_DEBT", "child", "child_in_family", "WENI", "2025-06-01"))
    assert needs(sheet)["FIN_HELP"].subjects == ("H1",)


def test_refuted_signals_and_rumours_call_nobody():
    rows = signals(DEBT, TRUANCY)
    rows[0]["status"], rows[1]["hardness"] = "refuted", "rumour"
    graph = make_graph(persons=PERSONS, memberships=LIVING, kinships=KIN, signals=rows)
    sheet = table(graph, window_of(graph, "mother"))
    assert not sheet.needs
    assert list(rules(sheet)) == ["DIRECTION"]


def test_what_lies_before_the_period_gives_no_need():
    assert not sheet_of(("FIN_DEBT", "mother", "involved", "WENI", "2020-06-01")).needs


@pytest.mark.parametrize(
    ("signal", "rule", "partner", "mode"),
    [
        (("HOM_CHILD_ABUSE", "child", "victim", "VT", "2025-06-01"), "MINOR_DANGER", "VT", "must"),
        (("PAR_THREAT", "child", "child_in_family", "GI", "2025-06-01"), "MINOR_INQUIRY", "RVDK", "should"),
        (("JUS_PROPERTY", "teen", "suspect", "POL", "2025-06-01"), "YOUNG_SUSPECT", "RVDK", "must"),
        (TRUANCY, "TRUANCY", "LPA", "must"),
        (("NET_DISCLOSE", "mother", "involved", "SWT", "2025-06-01"), "LEAVING", "FIER", "must"),
        (("HOU_NUISANCE", "mother", "involved", "WOCO", "2025-06-01"), "TENANCY", "WOCO", "should"),
        (("JUS_DETENTION", "father", "subject_of_measure", "DJI", "2025-06-01"), "DETENTION", "DJI", "should"),
    ],
)  # fmt: skip
def test_a_rule_holds_by_its_signal_and_names_its_partner(signal, rule, partner, mode):
    must = rules(sheet_of(signal))[rule]
    assert must.chosen == (partner,)
    assert must.mode == mode
    assert must.evidence == ("signals:S1",)
    assert rule not in rules(sheet_of(DEBT))


@pytest.mark.parametrize(
    ("signal", "rule"),
    [
        # An adult victim is no minor in danger; an adult suspect no young one; under 12 never crime.
        (("HOM_DV_CONCERN", "mother", "victim", "VT", "2025-06-01"), "MINOR_DANGER"),
        (VIOLENCE, "YOUNG_SUSPECT"),
        (("JUS_PROPERTY", "child", "suspect", "POL", "2025-06-01"), "YOUNG_SUSPECT"),
        (("JUS_VIOLENCE", "teen", "victim", "POL", "2025-06-01"), "YOUNG_SUSPECT"),
        (("JUS_ORGCRIME", "father", "involved", "POL", "2025-06-01"), "UNDERMINING"),
    ],
)
def test_a_rule_does_not_hold_by_another_role_or_age(signal, rule):
    assert rule not in rules(sheet_of(signal))


def test_the_age_of_a_young_suspect_is_that_of_the_day_of_the_event():
    young = make_graph(
        persons="person_id birth_date\n grown 2007-06-01", memberships="person_id household_id\n grown H1",
        signals=signals(("JUS_PROPERTY", "grown", "suspect", "POL", "2025-01-01")),
    )  # fmt: skip
    assert "YOUNG_SUSPECT" in rules(table(young, window_of(young, "grown")))  # 17 then, 18 now


def test_advice_is_no_chair():
    sheet = sheet_of(("EXP_CRIMINAL", "teen", "victim", "POL", "2025-06-01"))
    assert rules(sheet)["EXPLOITATION"].mode == "consult"
    assert rules(sheet)["EXPLOITATION"].chosen == ()
    assert "EXP_CARE" in sheet.uncovered  # CoMensha may not sit here: said, not hidden
    assert needs(sheet)["EXP_CARE"].elsewhere == ("COM",)
    assert not any("COM" in found.seats for found in sheet.tables)


def test_the_riec_has_no_care_partners():
    sheet = sheet_of(DEBT, VIOLENCE, workspace=Workspace.RIEC)
    assert "JUS_GUIDE" in sheet.uncovered
    seats = {code for found in sheet.tables for code in found.seats}
    places = {load_catalogue().partners[code].riec_participation for code in seats}
    assert "none" not in places


SUPERVISED = {
    "measures": "measure_id type person_id partner_id start_date\n M1 TOEZ father SVG 2025-01-01"
}


def test_supervision_asks_for_exactly_one_of_three_and_people_choose():
    addiction = ("ADD_USE", "father", "involved", "GGZ", "2025-06-01")
    sheet = sheet_of(VIOLENCE, addiction, **SUPERVISED)
    must = rules(sheet)["SUPERVISION"]
    assert must.chosen == ()
    assert {p.partner: p.evidence for p in must.pointers}["SVG"] == ("signals:S2",)
    three = {"RN", "SVG", "LDH"}
    assert all(len(three & set(found.seats)) == 1 for found in sheet.tables)
    assert not any("3RO" in found.seats for found in sheet.tables)


def test_a_measure_that_ended_asks_for_nobody():
    ended = {
        "measures": "measure_id type person_id partner_id start_date end_date\n"
        " M1 TOEZ father SVG 2024-01-01 2025-01-01"
    }
    assert "SUPERVISION" not in rules(sheet_of(VIOLENCE, **ended))


def test_youth_help_is_met_by_who_gives_access_in_this_municipality():
    refused = ("PAR_HELP_REFUSED", "mother", "involved", "SCH", "2025-06-01")
    places = "household_id kind municipality\n H1 private Zandhove\n H2 private Zandhove\n H3 private Elders"
    for kind in ("CJG", "SWT"):
        partners = [
            {"partner_id": "P1", "kind": kind, "region": "Zandhove"},
            {"partner_id": "P2", "kind": "CJG" if kind == "SWT" else "SWT", "region": "Elders"},
            {"partner_id": "P3", "kind": "JZ1", "region": "Elders"},
            {"partner_id": "SCH", "kind": "SCH", "region": "Zandhove"},
        ]
        sheet = sheet_of(refused, partners=partners, households=places)
        assert kind in needs(sheet)["PAR_HELP"].seats
        assert not {"CJG", "SWT"} - {kind} <= set(needs(sheet)["PAR_HELP"].seats)


HELPS = {
    "involvements": "partner_id person_id role mode start_date\n MW mother helper voluntary 2024-01-01"
}


def test_whom_the_family_trusts_comes_first():
    low = ("MEN_CONCERN", "mother", "involved", "HA", "2025-06-01")
    sheet = sheet_of(low, **HELPS)
    assert "MW" in sheet.tables[0].seats
    assert sheet.tables[0].trusted == 1
    assert sheet.seat("MW").trusted_since == "2024-01-01"


def test_four_lists_of_gaps():
    sheet = sheet_of(DEBT, TRUANCY, VIOLENCE, invited=("WENI", "GGZ", "VEIL"))
    assert set(sheet.unmet) == {"EDU_CARE", "JUS_PENAL", "JUS_GUIDE"}
    assert sheet.absent == ("LPA",)
    assert sheet.not_invited == ("LPA", "POL")
    assert sheet.without_need == ("GGZ",)
    assert sheet.invited_said


def test_who_is_involved_counts_as_invited_where_nobody_said_who_is():
    sheet = sheet_of(DEBT, **HELPS)
    assert sheet.invited == ("MW",)
    assert not sheet.invited_said


def test_an_unknown_partner_is_said():
    with pytest.raises(WrongUse, match="XYZ"):
        sheet_of(DEBT, invited=("XYZ",))


def test_helpers_of_one_sort_under_one_roof_are_a_question():
    double = {
        "involvements": "partner_id person_id role mode start_date\n"
        " MW mother helper voluntary 2024-01-01\n SWT child helper voluntary 2024-01-01\n"
        " GGZ father helper voluntary 2024-01-01"
    }
    found = sheet_of(DEBT, **double).doubled
    assert [(row.subject, row.partners) for row in found] == [("H1", ("MW", "SWT"))]


def test_measures_that_bite_are_named_with_the_reason():
    both = {
        "measures": "measure_id type person_id partner_id start_date\n"
        " M1 VOTS child GI 2025-11-01\n M2 OTS child GI 2025-11-01"
    }
    (bite,) = sheet_of(**both).biting
    assert bite.conflict_id == "VOTS_OTS"
    assert set(bite.evidence) == {"measures:M1", "measures:M2"}


def test_each_table_meets_every_need_and_every_rule():
    sheet = sheet_of(DEBT, TRUANCY, VIOLENCE, **SUPERVISED)
    for found in sheet.tables:
        for need in sheet.needs:
            assert not need.seats or set(need.seats) & set(found.seats)
        for must in sheet.musts:
            assert must.mode != "must" or set(must.chosen) <= set(found.seats)
    assert len({len(found.seats) for found in sheet.tables}) == 1
