"""The way of one signal: its step of the reporting code, what is asked, who may receive it."""

from __future__ import annotations

import pytest
from unit.analysis.route.worlds import graph_of

from famnet.analysis.route.signal import signal_route
from famnet.errors import UserError
from famnet.route_answer import SignalRouteAnswer
from famnet.vocabulary import Workspace

ABUSE = "HOM_CHILD_ABUSE child victim SCH 2025-09-01"


def way(signal, workspace=Workspace.SYNTHETIC, **case):
    return signal_route(graph_of(workspace, signals=[signal], **case), "s1")


def admitted(sheet):
    return {receiver.code for receiver in sheet.receivers if receiver.admitted}


def why(sheet, code):
    return next(receiver.why.nl for receiver in sheet.receivers if receiver.code == code)


# Step recorded so far, the step that comes next, and the questions still to be asked (sentences 28-30).
STEPS = [
    ([], 0, 1, [1, 2, 3, 4, 5]),
    (["s1 SCH SCH meldcode_1 2025-09-02 2025-09-02 accepted"], 1, 2, [1, 2, 3, 4, 5]),
    (["s1 SCH VT vt_advice 2025-09-02 2025-09-02 accepted"], 2, 3, [1, 2, 3, 4, 5]),
    (["s1 SCH SCH meldcode_4 2025-09-02 2025-09-02 accepted"], 4, 5, [1, 2, 3, 4, 5]),
    (["s1 SCH VT vt_report 2025-09-02 - -"], 5, 0, [5]),
    # Steps aren't always recorded in order: the furthest counts.
    (
        ["s1 SCH SCH meldcode_4 2025-09-02 - -", "s1 SCH SCH meldcode_3 2025-09-09 - -"],
        4,
        5,
        [1, 2, 3, 4, 5],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("handed", "at", "then", "questions"), STEPS)
def test_where_it_stands_in_the_reporting_code(handed, at, then, questions):
    stand = way(ABUSE, handed=handed).meldcode
    assert (stand.at, stand.next_step) == (at, then)
    assert [question.number for question in stand.weighing] == questions
    assert all(question.answer == "" for question in stand.weighing)
    assert len(stand.evidence) == len(handed)


def test_doubt_leads_back_to_consulting():
    """Sentence 29: professionals doubt; "I don't know" leads to step 2, whatever the question."""
    for question in way(ABUSE).meldcode.weighing:
        unknown = next(o for o in question.outcomes if o.answer == "unknown")
        assert (unknown.next_kind, unknown.next_code) == ("step", "2")


def test_the_consequences_are_those_of_the_published_framework():
    leads = {
        (question.number, outcome.answer): outcome.next_code
        for question in way(ABUSE).meldcode.weighing
        for outcome in question.outcomes
    }
    assert leads[1, "no"] == "close_and_record"
    assert leads[2, "yes"] == leads[3, "no"] == leads[4, "no"] == "report_to_vt"
    assert leads[5, "no"] == "report_to_vt_again"
    assert leads[5, "yes"] == "help_continues"
    assert [leads[1, "yes"], leads[2, "no"], leads[3, "yes"], leads[4, "yes"]] == list("2345")


def test_a_school_may_give_it_to_whom_the_edges_name():
    sheet = way(ABUSE)
    assert admitted(sheet) == {"SWT", "CJG", "VT", "LPA"}
    given = {receiver.code: receiver.legal_basis for receiver in sheet.receivers}
    assert given["VT"] == "Wmo 2015 5.2.6; Meldcode"
    asks = next(receiver.ask.nl for receiver in sheet.receivers if receiver.code == "SWT")
    assert "Of er toestemming is, is niet vastgelegd" in asks
    with_consent = way(f"{ABUSE} onward_consent=ja")
    asks = next(receiver.ask.nl for receiver in with_consent.receivers if receiver.code == "SWT")
    assert "Toestemming om door te geven is vastgelegd." in asks


def test_police_have_no_reporting_code_but_a_care_report():
    sheet = way("HOM_DV_INCIDENT mother victim POL 2025-09-01")
    assert sheet.meldcode is None
    assert {"VT", "SWT"} <= admitted(sheet)
    assert why(sheet, "OM") == "een dossier gaat over een verdachte; dat is deze rol niet"


def test_who_has_no_edge_may_still_turn_to_veilig_thuis_about_home():
    """Sentence 60: whoever has a suspicion can turn to Veilig Thuis."""
    about_home = way("HOM_CHILD_ABUSE child victim WOCO 2025-09-01")
    assert "VT" in admitted(about_home)
    assert about_home.meldcode is None
    assert "VT" not in admitted(way("HOU_ARREARS mother involved WOCO 2025-09-01"))


def test_a_refuted_signal_goes_nowhere_and_its_receivers_must_know():
    handed = ["s1 SCH VT vt_report 2025-09-02 2025-09-08 accepted"]
    sheet = way(f"{ABUSE} status=refuted", handed=handed)
    assert admitted(sheet) == set()
    assert sheet.meldcode is None
    assert [note.nl for note in sheet.notes] == [
        "Weerlegd: draag het niet over. Wie het kreeg, moet dit weten (AVG art. 19): Veilig Thuis."
    ]
    assert sheet.stands.nl == "telt niet mee: weerlegd"


# Who, day: which of the Board (by the prosecutor), the probation service are open; and the file.
PENAL = [
    ("child", "2025-06-01", False, False, False),
    ("teen", "2022-05-01", False, False, False),  # 11 on that day
    ("teen", "2025-06-01", True, False, True),
    ("father", "2025-06-01", False, True, True),
]


@pytest.mark.parametrize(("who", "day", "board", "probation", "file"), PENAL)
def test_the_penal_path_by_age(who, day, board, probation, file):
    of_prosecutor = way(f"JUS_SUSPECT {who} suspect OM {day}")
    assert ("RVDK" in admitted(of_prosecutor)) is board
    assert ("3RO" in admitted(of_prosecutor)) is probation
    of_police = way(f"JUS_SUSPECT {who} suspect POL {day}")
    assert ("OM" in admitted(of_police)) is file
    if not board and not probation:
        assert why(of_police, "OM") == "onder 12 jaar is er geen strafrechtelijk spoor (Sv 486)"
        assert any("jonger dan 12" in note.nl for note in of_police.notes)


def test_unknown_age_is_asked():
    sheet = way("JUS_SUSPECT father suspect POL 2025-06-01", ageless=["father"])
    file = next(receiver for receiver in sheet.receivers if receiver.code == "OM")
    assert file.admitted
    assert file.ask.nl == "De leeftijd is niet zeker: ga die eerst na."


def test_the_hubs_see_what_the_law_admits():
    """A care signal of the municipality may not go to the RIEC; one on nuisance may."""
    assert "RIEC" not in admitted(way("MEN_CONCERN father involved COLL 2025-09-01"))
    assert "RIEC" in admitted(way("HOU_NUISANCE father suspect COLL 2025-09-01"))


def test_in_the_riec_workspace_care_partners_have_no_place():
    sheet = way("JUS_ORGCRIME father suspect POL 2025-09-01", Workspace.RIEC)
    assert {"VT", "SWT"}.isdisjoint(admitted(sheet))
    assert "geen plaats" in why(sheet, "VT")
    assert {"OM", "RIEC", "BURG"} <= admitted(sheet)


def test_secrecy_is_asked_and_not_yet_informing_is_said():
    sheet = way("EDU_SICK teen involved SCH 2025-09-01 exception_until=2026-03-01")
    asks = next(receiver.ask.nl for receiver in sheet.receivers if receiver.code == "SWT")
    assert "Beroepsgeheim: op welke grond het mag, is niet vastgelegd." in asks
    assert [note.nl for note in sheet.notes] == ["De betrokkene wordt niet geïnformeerd tot 2026-03-01."]  # fmt: skip


def test_the_chain_of_an_occurrence_is_that_of_all_its_signals():
    graph = graph_of(
        signals=[f"{ABUSE} incident_id=i1", "HOM_VT_REPORT child involved VT 2025-09-03 incident_id=i1"],
        handed=["s1 SCH VT vt_report 2025-09-02 2025-09-04 accepted"],
    )  # fmt: skip
    assert signal_route(graph, "s2").matter.matter_id == "m-r1"
    assert [done.referral_id for done in signal_route(graph, "s2").matter.done] == ["r1"]


def test_text_and_english_say_the_same_things():
    graph = graph_of(signals=[ABUSE], handed=["s1 SCH VT vt_report 2025-09-02 - -"])
    sheet = signal_route(graph, "s1")
    dutch, english = (SignalRouteAnswer(sheet, lang).to_text() for lang in ("nl", "en"))
    assert len(dutch.splitlines()) == len(english.splitlines())
    assert "Leidt de hulp op tijd tot wat nodig is?" in dutch
    assert "121 dagen, gewoon is 7" in dutch
    assert "121 days, usual is 7" in english


def test_an_unknown_signal_is_said():
    with pytest.raises(UserError, match="staat niet in deze levering"):
        signal_route(graph_of(signals=[ABUSE]), "x")
