"""Bekend bij: each state by a small world; regie and running help."""

from __future__ import annotations

import numpy as np
import pytest
from factory import make_graph

from famnet.analysis.known import COLUMNS, Known, direction_of, helpers_of, known, may_deliver
from famnet.catalogue import load_catalogue
from famnet.vocabulary import Workspace

PERSONS = "person_id birth_date\n father 1980-01-01\n child 2015-01-01\n aunt 1975-01-01"
HOMES = "person_id household_id\n father h1\n child h1\n aunt h2"


def _states(graph, **kwargs) -> dict[tuple[str, str], str]:
    frame = known(graph, **kwargs)
    assert tuple(frame.columns) == COLUMNS
    assert not frame.duplicated(["partner_id", "subject", "subject_kind"]).any()
    return {(r.partner_id, r.subject): r.state for r in frame.itertuples()}


def _world(**tables):
    return make_graph(persons=PERSONS, memberships=HOMES, **tables)


def test_a_signal_makes_known_its_partner_and_its_origin_but_no_relative():
    states = _states(_world(signals="""
        signal_id type person_id role partner_id origin_partner_id event_date
        s1 HOM_VT_REPORT child child_in_family VT SCH 2025-01-05
    """))  # fmt: skip
    assert states == {
        ("VT", "child"): "known", ("VT", "h1"): "known",
        ("SCH", "child"): "known", ("SCH", "h1"): "known",
    }  # fmt: skip


def test_refuted_makes_nobody_known_and_later_than_today_is_not_looked_at():
    graph = _world(signals="""
        signal_id type person_id role partner_id event_date status
        s1 FIN_DEBT aunt involved WENI 2025-01-05 refuted
        s2 FIN_DEBT aunt involved SWT 2026-01-02 -
    """)  # fmt: skip
    assert _states(graph) == {}


def test_a_signal_about_a_household_is_not_about_the_persons_in_it():
    graph = make_graph(persons=PERSONS, memberships=HOMES, signals="""
        signal_id type household_id partner_id event_date
        s1 HOU_ARREARS h1 WOCO 2025-01-05
    """)  # fmt: skip
    assert _states(graph) == {("WOCO", "h1"): "known"}


def test_involvement_and_measure_make_known():
    states = _states(_world(
        involvements="partner_id person_id role start_date end_date\n JZ1 child helper 2024-01-01 2024-06-01",
        measures="""
            measure_id type person_id decided_by_partner_id partner_id second_partner_id start_date
            m1 OTS child KR GI JZ2 2025-01-01
        """,
    ))  # fmt: skip
    assert {partner for partner, _ in states} == {"JZ1", "KR", "GI", "JZ2"}
    assert set(states.values()) == {"known"}


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        (["2025-06-01 2025-06-04 nothing_known -"], Known.NOTHING),
        (["2025-06-01 - pending -"], Known.SILENT),
        (["2025-06-01 - - -"], Known.SILENT),
        (["2025-06-01 2025-06-04 refused -"], Known.SILENT),
        (["2025-06-01 2025-06-04 delivered -"], Known.KNOWN),
        # Answered after the reference date: today there is no answer yet.
        (["2025-12-01 2026-01-05 nothing_known -"], Known.SILENT),
        # One question open is not answered; the last answer to a question counts.
        (["2025-06-01 2025-06-04 nothing_known FIN", "2025-06-01 - pending EDU"], Known.SILENT),
        (["2025-06-01 - pending FIN", "2025-08-01 2025-08-02 nothing_known FIN"], Known.NOTHING),
    ],
)
def test_states_of_who_was_asked(rows: list[str], state: Known):
    head = "partner_id person_id asked_date delivered_date answer life_domain\n"
    graph = _world(requests=head + "\n".join(f"GGD aunt {row}" for row in rows))
    assert _states(graph) == {("GGD", "aunt"): str(state)}


def test_known_goes_before_every_answer():
    graph = _world(
        signals="signal_id type person_id role partner_id event_date\n s1 FIN_DEBT aunt involved WENI 2025-01-05",
        requests="partner_id person_id asked_date answer\n WENI aunt 2025-06-01 pending",
    )
    assert _states(graph)["WENI", "aunt"] == "known"


def test_silence_is_said_only_of_subjects():
    tables = {
        "signals": "signal_id type person_id role partner_id event_date\n s1 FIN_DEBT aunt involved WENI 2025-01-05",
        "requests": "partner_id household_id asked_date answer\n GGD h1 2025-06-01 pending",
    }
    assert _states(_world(**tables)) == {
        ("WENI", "aunt"): "known", ("WENI", "h2"): "known", ("GGD", "h1"): "not_answered",
    }  # fmt: skip
    states = _states(_world(**tables), subjects=["child", "aunt"])
    assert states["WENI", "child"] == "not_asked"
    assert states["GGD", "aunt"] == "not_asked"
    # Its household was asked about.
    assert states["GGD", "child"] == "not_answered"
    assert ("GGD", "father") not in states
    assert ("WENI", "h1") not in states


def test_who_may_not_deliver_here_is_not_reproached_with_silence():
    signals = "signal_id type person_id role partner_id event_date\n s1 JUS_DRUGS father suspect POL 2025-01-05"
    partners = "partner_id kind\n POL POL\n ggz1 GGZ\n hub RIEC\n court KR"
    for workspace, state in ((Workspace.RIEC, "not_allowed"), (Workspace.ZVH, "not_asked"),
                             (Workspace.SYNTHETIC, "not_asked")):  # fmt: skip
        graph = _world(signals=signals, partners=partners, workspace=workspace)
        states = _states(graph, subjects=["father"])
        assert states == {
            ("POL", "father"): "known",
            ("POL", "h1"): "known",
            ("ggz1", "father"): state,
        }


@pytest.mark.parametrize(
    ("kind", "workspace", "may"),
    [
        ("POL", Workspace.RIEC, True),
        ("BURG", Workspace.RIEC, True),
        ("VEIL", Workspace.RIEC, True),
        ("SCH", Workspace.RIEC, False),
        ("SCH", Workspace.ZVH, True),
        ("BD", Workspace.ZVH, False),
        ("LPA", Workspace.ZVH, True),
        ("BD", Workspace.LOCAL, True),
    ],
)
def test_may_deliver_follows_the_wgs(kind: str, workspace: Workspace, may: bool):
    assert may_deliver(kind, workspace) is may


def test_since_last_and_episodes():
    frame = known(_world(
        signals="""
            signal_id type person_id role partner_id event_date incident_id
            s1 FIN_DEBT aunt involved WENI 2024-01-05 i
            s2 FIN_EARLY aunt involved WENI 2024-01-25 i
            s3 FIN_DEBT aunt involved WENI 2025-03-01 -
            s4 FIN_BENEFIT aunt involved WENI 2025-05-01 -
        """,
        involvements="partner_id person_id role start_date\n SWT aunt helper 2025-02-03",
    )).set_index(["partner_id", "subject"])  # fmt: skip
    assert frame.loc[("WENI", "aunt"), ["since", "last", "n_episodes"]].tolist() == [
        "2024-01-05",
        "2025-05-01",
        3,
    ]
    # Still running: last is today.
    assert frame.loc[("SWT", "aunt"), ["since", "last", "n_episodes"]].tolist() == [
        "2025-02-03",
        "2026-01-01",
        0,
    ]


INVOLVED = """
    partner_id person_id household_id role mode start_date end_date
    SWT father - case_manager - 2025-01-01 -
    ZVH - h1 process_director - 2025-06-01 -
    GEM father - process_director - 2024-01-01 2025-01-01
    JZ1 child - helper voluntary 2025-01-01 -
    GI child - guardian - 2025-03-01 -
    WELZ aunt - helper - 2025-01-01 -
    WOCO - h1 landlord - 2025-01-01 -
    GGZ father - treatment - 2025-01-01 2026-01-01
"""


def test_regie_and_help_that_run_today():
    graph = _world(involvements=INVOLVED)
    direction = direction_of(graph, np.array([0], np.int32))
    assert [i.partner_id for i in direction.held_by] == ["ZVH", "SWT"]
    assert direction.told() == "ZVH (Procesregisseur), SWT (Casusregisseur)"
    roles = load_catalogue().involvement_roles
    process, case = (roles[role].name_en for role in ("process_director", "case_manager"))
    assert direction.told("en") == f"ZVH ({process}), SWT ({case})"
    # A period is half-open: what ends on the reference date has ended.
    helpers = helpers_of(graph, np.array([0], np.int32))
    assert [(i.partner_id, i.mode, i.subject) for i in helpers] == [
        ("JZ1", "voluntary", "child"), ("GI", "imposed", "child"),
    ]  # fmt: skip


def test_nobody_holds_the_regie():
    graph = _world(involvements=INVOLVED)
    nobody = direction_of(graph, np.array([1], np.int32))
    assert [nobody.told(lang) for lang in ("nl", "en")] == ["nog niet belegd", "not assigned yet"]
    assert [i.partner_id for i in helpers_of(graph, np.array([1], np.int32))] == ["WELZ"]


def test_nothing_delivered():
    graph = make_graph(persons="person_id\n x")
    assert known(graph).shape == (0, len(COLUMNS))
    assert known(graph, subjects=["x", "no such id"]).shape == (0, len(COLUMNS))
