"""Questions about partners: hand-made worlds, rows reasoned by hand."""

from __future__ import annotations

import pandas as pd
from factory import make_graph

import famnet
from famnet.questions import ask

PEOPLE = """
person_id birth_date
ann       1985-01-01
bob       1984-01-01
kid       2015-01-01
eve       1990-01-01
"""
HOMES = """
person_id household_id
ann       H1
bob       H1
kid       H1
eve       H2
"""


def rows(frame):
    return [
        tuple(None if cell is pd.NA else cell for cell in row)
        for row in frame.itertuples(index=False)
    ]


def world(**tables):
    """Ann, Bob and their child in H1, Eve in H2, on 2026-01-01."""
    return make_graph(**({"as_of": "2026-01-01", "persons": PEOPLE, "memberships": HOMES} | tables))


KNOWING = {
    "signals": """
        signal_id type          person_id role            partner_id origin_partner_id event_date status
        s1        HOM_VT_REPORT kid       child_in_family VT         SCH               2025-01-05 reported
        s2        PHY_GP        ann       involved        HA         -                 2025-02-05 refuted
    """,
    "involvements": """
        partner_id person_id role   start_date end_date
        JZ1        ann       helper 2024-01-01 -
    """,
    "measures": """
        measure_id type person_id decided_by_partner_id partner_id start_date end_date
        m1         HV   bob       BURG                  VEIL       2025-01-01 2025-01-11
    """,
    "requests": """
        partner_id person_id household_id life_domain asked_date delivered_date answer
        WENI       -         H1           -           2025-05-01 2025-05-10     nothing_known
        LPA        -         H1           EDU         2025-05-01 2025-05-02     nothing_known
        LPA        -         H1           WORK        2025-04-01 -              pending
        GGZ        -         H1           -           2025-06-01 2025-06-02     refused
        VT         -         H1           -           2025-06-01 2025-06-02     nothing_known
        MW         kid       -            -           2025-07-01 2025-07-09     nothing_known
        SWT        -         H2           -           2025-07-01 2025-07-09     delivered
    """,
}


def test_known_at():
    graph = world(**KNOWING)
    # A refuted signal makes nobody known (HA); a refusal is no answer (GGZ), nor is half an answer
    # (LPA); VT knows, whatever it answered; what was asked about the child isn't of the household.
    assert rows(ask(graph, "known_at", household="H1")) == [
        ("BURG", "BURG", "known", "2025-01-01", "2025-01-11", 0),
        ("GGZ", "GGZ", "not_answered", "2025-06-01", "", 0),
        ("JZ1", "JZ1", "known", "2024-01-01", "2026-01-01", 0),
        ("LPA", "LPA", "not_answered", "2025-04-01", "", 0),
        ("SCH", "SCH", "known", "2025-01-05", "2025-01-05", 1),
        ("VEIL", "VEIL", "known", "2025-01-01", "2025-01-11", 0),
        ("VT", "VT", "known", "2025-01-05", "2025-01-05", 1),
        ("WENI", "WENI", "nothing_known", "2025-05-01", "2025-05-10", 0),
    ]
    assert rows(ask(graph, "known_at", household="H2")) == [
        ("SWT", "SWT", "known", "2025-07-01", "2025-07-09", 0)
    ]


def test_person_known_at():
    graph = world(**KNOWING)
    # The child isn't known to who helps the mother; what was asked of the house isn't of the child.
    assert rows(ask(graph, "person_known_at", person="kid")) == [
        ("MW", "MW", "nothing_known", "2025-07-01", "2025-07-09", 0),
        ("SCH", "SCH", "known", "2025-01-05", "2025-01-05", 1),
        ("VT", "VT", "known", "2025-01-05", "2025-01-05", 1),
    ]
    assert rows(ask(graph, "person_known_at", person="eve")) == []


UNDATED = """
    signal_id type     person_id role     partner_id event_date
    s1        FIN_DEBT ann       involved WENI       -
"""


def test_known_at_by_a_signal_without_a_day():
    # When isn't known; that somebody told is.
    for as_of in ("2026-01-01", None):
        graph = world(signals=UNDATED, as_of=as_of)
        assert rows(ask(graph, "known_at", household="H1")) == [
            ("WENI", "WENI", "known", "", "", 1)
        ]


def test_person_known_at_by_a_signal_without_a_day():
    graph = world(signals=UNDATED)
    assert rows(ask(graph, "person_known_at", person="ann")) == [
        ("WENI", "WENI", "known", "", "", 1)
    ]


def test_signalled_but_not_involved():
    graph = world(
        signals="""
            signal_id type          person_id role            partner_id origin_partner_id event_date hardness
            s1        EDU_CONCERN   kid       child_in_family SCH        -                 2025-02-01 report
            s2        EDU_CONCERN   kid       child_in_family SCH        -                 2025-03-01 report
            s3        PAR_THREAT    kid       child_in_family JZ1        -                 2025-03-01 report
            s4        HOM_VT_REPORT kid       child_in_family VT         POL               2025-04-01 report
            s5        PHY_GP        ann       involved        HA         -                 2025-05-01 rumour
            s6        FIN_DEBT      bob       involved        WENI       -                 2023-05-01 fact
            s7        PAR_THREAT    kid       child_in_family GI         -                 2025-06-01 report
            s8        PAR_THREAT    kid       child_in_family CJG        -                 2025-06-01 report
            s9        FIN_DEBT      eve       involved        SWT        -                 2025-06-01 fact
        """,
        involvements="""
            partner_id person_id role   start_date end_date
            JZ1        ann       helper 2024-01-01 -
            VT         kid       other  2024-01-01 2025-12-31
            CJG        ann       helper 2024-01-01 2026
            SCH        eve       other  2024-01-01 -
        """,
        measures="""
            measure_id type person_id decided_by_partner_id partner_id start_date
            m1         OTS  kid       KR                    GI         2025-07-01
        """,
    )
    # JZ1 helps the mother, GI carries out a measure, CJG may run until the end of 2026: at the table.
    # Of VT's involvement the last day was yesterday; SCH is involved with another household.
    assert rows(ask(graph, "signalled_but_not_involved", household="H1")) == [
        ("SCH", "SCH", 2, "2025-03-01", "kid"),
        ("POL", "POL", 1, "2025-04-01", "kid"),
        ("VT", "VT", 1, "2025-04-01", "kid"),
    ]
    more = ask(graph, "signalled_but_not_involved", household="H1", months=36)
    assert more["partner_id"].tolist() == ["SCH", "POL", "VT", "WENI"]


def test_helper_already_involved():
    graph = world(involvements="""
        partner_id person_id household_id role      mode      start_date end_date
        JZ1        kid       -            helper    voluntary 2024-05    -
        GGZ        ann       -            treatment -         2024-01-01 2025-06-01
        WOCO       -         H1           landlord  -         2010-01-01 -
        SWT        -         H1           helper    -         -          2026
        RN         eve       -            supervisor imposed  2024-01-01 -
        CJG        kid       -            helper    -         2026-02-01 -
    """)  # fmt: skip
    swt = ("SWT", "SWT", "helper", "", "H1", "", "2026")
    jz1 = ("JZ1", "JZ1", "helper", "voluntary", "kid", "2024-05", "")
    # A landlord is no helper; GGZ has ended; "until 2026" may still run; CJG begins next month.
    assert rows(ask(graph, "helper_already_involved", household="H1")) == [jz1, swt]
    # In May 2025 the treatment still ran. On the last day of 2026 "2026" is over in every reading.
    then = ask(graph, "helper_already_involved", household="H1", on="2025-05-31")
    assert then["partner_id"].tolist() == ["GGZ", "JZ1", "SWT"]
    last = ask(graph, "helper_already_involved", household="H1", on="2026-12-31")
    assert last["partner_id"].tolist() == ["CJG", "JZ1"]


def test_many_helpers_at_one_household():
    graph = world(involvements="""
        partner_id person_id household_id role       start_date end_date
        JZ1        kid       -            helper     2024-01-01 -
        JZ1        ann       -            helper     2024-01-01 -
        GGZ        ann       -            treatment  2024-01-01 -
        SWT        -         H1           helper     2024-01-01 2025-12-31
        WOCO       -         H1           landlord   2024-01-01 -
        RN         eve       -            supervisor 2024-01-01 -
        RN         eve       -            helper     2024-01-01 -
    """)  # fmt: skip
    # One partner with two people or in two roles is one; who has ended or rents out is none.
    assert rows(ask(graph, "many_helpers_at_one_household")) == [("H1", 2, "GGZ|JZ1", 2)]
    assert rows(ask(graph, "many_helpers_at_one_household", at_least=3)) == []


def test_without_direction():
    graph = world(
        persons=PEOPLE + "gus 1990-01-01\n",
        memberships=HOMES + "gus H3\n",
        involvements="""
            partner_id person_id household_id role             start_date end_date
            JZ1        kid       -            helper           2024-01-01 -
            WOCO       -         H1           landlord         2024-01-01 -
            SWT        ann       -            case_manager     2024-01-01 2025-06-01
            RN         eve       -            supervisor       2024-01-01 -
            GGZ        eve       -            treatment        2024-01-01 -
            VEIL       -         H2           process_director 2024-01-01 2026
            RN         gus       -            supervisor       2024-01-01 -
        """,
    )
    # In H1 the direction has ended; in H2 it may still run; in H3 only one partner is involved.
    assert rows(ask(graph, "without_direction")) == [("H1", 2, "JZ1|WOCO", "care|housing")]
    assert ask(graph, "without_direction", at_least=1)["household_id"].tolist() == ["H1", "H3"]


def test_asked_and_not_answered():
    graph = world(requests="""
        partner_id person_id household_id life_domain asked_date delivered_date answer
        WENI       -         H1           FIN         2025-12-02 -              pending
        GGZ        ann       -            -           2025-10    -              -
        SCH        kid       -            EDU         2025-05-01 -              pending
        SCH        kid       -            EDU         2025-06-01 2025-06-05     nothing_known
        VT         kid       -            HOME        2025-06-01 2025-06-05     delivered
        VT         kid       -            HOME        2025-11-01 -              pending
        HA         ann       -            -           2025-06-01 2025-06-05     refused
        RN         eve       -            -           -          -              pending
    """)  # fmt: skip
    # SCH answered when asked again, VT was asked anew after its answer, HA refused. "October" may be
    # its last day. Of RN nobody says when it was asked: no wait can be told.
    assert rows(ask(graph, "asked_and_not_answered")) == [
        ("RN", "RN", "eve", "", "", None),
        ("GGZ", "GGZ", "ann", "", "2025-10", 62),
        ("VT", "VT", "kid", "HOME", "2025-11-01", 61),
        ("WENI", "WENI", "H1", "FIN", "2025-12-02", 30),
    ]
    waiting = ask(graph, "asked_and_not_answered", days=61)
    assert waiting["partner_id"].tolist() == ["GGZ", "VT"]


def test_partners_per_network():
    graph = make_graph(
        as_of="2026-01-01",
        persons="person_id birth_date\nann 1950-01-01\ndan 1975-01-01\nfay 1976-01-01\ngus 1950-01-01",
        memberships="person_id household_id\nann H1\ndan H2\nfay H2\ngus H3",
        kinships="""
            person_id kind       relative_id
            ann       parent_of  dan
            dan       partner_of fay
            gus       parent_of  fay
        """,
        signals="""
            signal_id type         person_id role     partner_id origin_partner_id event_date hardness
            s1        JUS_PROPERTY dan       suspect  OM         POL               2025-01-01 fact
            s2        PHY_GP       gus       involved HA         -                 2025-02-01 fact
            s3        FIN_DEBT     fay       involved WENI       -                 2025-03-01 rumour
        """,
        involvements="""
            partner_id person_id household_id role      start_date end_date
            SWT        -         H2           helper    2025-01-01 -
            SWT        ann       -            helper    2025-01-01 -
            SWT        ann       -            contact   2025-01-01 -
            GGZ        fay       -            treatment 2024-01-01 2025-01-01
        """,
        measures="""
            measure_id type person_id decided_by_partner_id partner_id second_partner_id start_date
            m1         OTS  fay       KR                    GI         JZ2               2025-01-01
        """,
    )
    families = famnet.families(graph)
    inside = families[families["boundary"] == "core"].groupby("window_id")["person_id"].agg(set)
    network = inside.index[inside.map(lambda people: "ann" in people and "gus" not in people)][0]
    # Gus stands beside it, by marriage; a rumour is no signal; the court decides, it carries out nothing.
    assert rows(ask(graph, "partners_per_network", network=network)) == [
        ("justice", "OM", "OM", 1, 0, 0),
        ("safety", "POL", "POL", 1, 0, 0),
        ("social", "SWT", "SWT", 0, 2, 0),
        ("youth_protection", "GI", "GI", 0, 0, 1),
        ("youth_protection", "JZ2", "JZ2", 0, 0, 1),
    ]


def test_own_and_passed_on():
    graph = world(signals="""
        signal_id type          person_id role            partner_id origin_partner_id event_date status
        s1        HOM_VT_REPORT kid       child_in_family VT         POL               2025-01-01 reported
        s2        HOM_VT_REPORT kid       child_in_family VT         VT                2025-03-01 refuted
        s3        HOM_VT_REPORT ann       involved        VT         -                 2025-05-01 reported
        s4        JUS_PROPERTY  bob       suspect         OM         -                 2025-05-01 reported
    """)  # fmt: skip
    # The police delivered nothing and saw one; where nothing is said we don't know who saw it.
    assert rows(ask(graph, "own_and_passed_on")) == [
        ("OM", "OM", 1, 1, 0, 0, 1, 0),
        ("POL", "POL", 0, 0, 0, 0, 0, 1),
        ("VT", "VT", 3, 2, 1, 1, 1, 0),
    ]
