"""Questions about hand-overs: hand-made worlds, rows reasoned by hand."""

from __future__ import annotations

import pandas as pd
from factory import make_graph

from famnet.questions import ask

PEOPLE = "person_id\np1\np2\np3\np4\np5\np6"


def rows(frame):
    return [
        tuple(None if cell is pd.NA else cell for cell in row)
        for row in frame.itertuples(index=False)
    ]


def world(referrals, **tables):
    """People that have nothing to do with one another, on 2026-01-01."""
    return make_graph(as_of="2026-01-01", persons=PEOPLE, referrals=referrals, **tables)


def test_referral_path():
    graph = world(
        """
        referral_id signal_id person_id from_partner_id to_partner_id step         sent_date  answered_date outcome
        r1          s1        -         SCH             SWT           help_request 2025-01-10 2025-01-20    passed_on
        r2          -         p1        SWT             VT            vt_report    2025-02-01 -             pending
        r3          -         p2        SWT             VT            vt_report    2025-02-01 2025-02-03    accepted
        r4          -         p1        VT              RVDK          -            2025-02-01 -             accepted
        r5          s2        -         SWT             GGZ           help_request 2025-11    2025-12       accepted
        """,
        signals="""
            signal_id type        person_id role     partner_id event_date
            s1        EDU_CONCERN p1        involved SCH        2025-01-05
            s2        ADD_USE     p1        involved SWT        2025-10-05
        """,
    )
    # r4 was sent on the day of r2 and delivered after it. r5 is about another episode than r1. r3 is
    # about somebody else. r4 has an outcome, so it waits for nothing, though the day isn't known.
    assert rows(ask(graph, "referral_path", person="p1")) == [
        ("2025-01-10", "r1", "SCH", "SWT", "help_request", "passed_on", "2025-01-20", 10, False, ""),
        ("2025-02-01", "r2", "SWT", "VT", "vt_report", "pending", "", None, True, "r1"),
        ("2025-02-01", "r4", "VT", "RVDK", "", "accepted", "", None, False, "r2"),
        ("2025-11", "r5", "SWT", "GGZ", "help_request", "accepted", "2025-12", 30, False, ""),
    ]  # fmt: skip
    assert rows(ask(graph, "referral_path", person="p3")) == []


def test_referral_loops():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step         sent_date  outcome
        r1          p1        SCH             SWT           help_request 2025-01-10 accepted
        r2          p1        SWT             VT            vt_report    2025-02-01 accepted
        r3          p1        VT              SWT           feedback     2025-02-10 -
        r4          p1        VT              SWT           vt_transfer  2025-03-01 accepted
        r5          p1        SWT             SWT           help_request 2025-03-02 accepted
        r6          p2        SWT             SCH           other        2025-03-01 accepted
        r7          p3        SWT             VT            feedback     2025-01-01 -
        r8          p3        VT              SWT           vt_transfer  2025-03-01 accepted
    """)
    # Feedback is no return, and no earlier turn; what SWT keeps to itself doesn't come back; p2 never
    # was with the school. From r2 to r4 are 28 days.
    assert rows(ask(graph, "referral_loops")) == [
        ("SWT", "VT", "r4", "vt_transfer", "2025-03-01", "r2", 28, "p1"),
    ]


def test_waiting_longer_than():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step         sent_date  answered_date outcome
        r1          p1        SCH             SWT           help_request 2025-12-02 -             pending
        r2          p2        POL             VT            -            2025-11    -             -
        r3          p3        POL             VT            vt_report    2025-01-01 2025-01-09    -
        r4          p4        POL             VT            vt_report    2025-01-01 -             refused
        r5          p5        VT              POL           feedback     2025-01-01 -             -
        r6          p6        POL             VT            vt_report    2025-12-04 -             pending
    """)
    # 2 December is 30 days ago, 4 December 28: not longer. "November" may be its last day, 32 days ago.
    assert rows(ask(graph, "waiting_longer_than")) == [
        ("r2", "POL", "VT", "", "2025-11", 32, "p2"),
        ("r1", "SCH", "SWT", "help_request", "2025-12-02", 30, "p1"),
    ]
    assert ask(graph, "waiting_longer_than", days=0)["referral_id"].tolist() == ["r2", "r1", "r6"]


def test_stuck_step():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step         sent_date  answered_date outcome
        r1          p1        SCH             SCH           meldcode_1   2025-09-01 2025-09-02    accepted
        r2          p1        SCH             VT            meldcode_2   2025-10-01 -             pending
        r3          p2        POL             VT            vt_report    2025-10-01 -             pending
        r4          p2        VT              SWT           vt_transfer  2025-11-01 2025-11-02    accepted
        r5          p3        POL             VT            vt_report    2025-12-01 -             pending
        r6          p3        POL             SWT           help_request 2025-12-01 2025-12-05    accepted
    """)
    # p2 was handed on, so r3 isn't stuck; what goes to another on the same day moves r5 nowhere.
    assert rows(ask(graph, "stuck_step")) == [
        ("r2", "meldcode_2", 2, "SCH", "VT", 1, "2025-10-01", 92, "p1"),
        ("r5", "vt_report", None, "POL", "VT", 0, "2025-12-01", 31, "p3"),
    ]


def test_dead_ends():
    graph = world(
        """
        referral_id person_id from_partner_id to_partner_id step         sent_date  answered_date outcome
        r1          p1        SCH             SWT           help_request 2025-01-10 2025-01-20    no_follow_up
        r2          p2        POL             VT            vt_report    2025-01-10 2025-01-20    refused
        r3          p2        POL             SWT           help_request 2025-02-01 -             pending
        r4          p3        POL             VT            vt_report    2025-01-10 2025          no_follow_up
        r5          p4        POL             VT            vt_report    2025-01-10 2025-01-20    no_follow_up
        r6          p5        POL             VT            vt_report    2025-01-10 -             refused
        r7          p6        POL             VT            vt_report    2025-01-10 -             accepted
        """,
        involvements="""
            partner_id person_id role   start_date end_date
            JZ1        p3        helper 2025       -
            JZ1        p5        helper 2024-01-01 -
        """,
        measures="""
            measure_id type person_id decided_by_partner_id partner_id start_date
            m1         OTS  p4        KR                    GI         2025-06-01
        """,
    )
    # r2 was handed over anew; help for p3 began in 2025, perhaps after it; p4 got a measure; the help
    # for p5 was there before.
    assert rows(ask(graph, "dead_ends")) == [
        ("r1", "SCH", "SWT", "help_request", "no_follow_up", "2025-01-10", "2025-01-20", "p1"),
        ("r6", "POL", "VT", "vt_report", "refused", "2025-01-10", "", "p5"),
    ]


def test_reporters_without_feedback():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step         sent_date  answered_date outcome
        r1          p1        SCH             VT            vt_report    2025-10-03 -             passed_on
        r2          p2        HA              VT            vt_report    2025-10-03 -             -
        r3          p2        VT              SWT           vt_transfer  2025-10-20 2025-10-25    accepted
        r4          p3        HA              VT            vt_report    2025-10-03 -             -
        r5          p3        VT              SWT           vt_transfer  2025-10-20 2025-10-25    accepted
        r6          p3        SWT             HA            feedback     2025-11-01 -             -
        r7          p4        HA              VT            vt_report    2025-10-03 2025-10-07    accepted
        r8          p4        VT              SWT           vt_transfer  2025-10-20 2025-10-25    accepted
        r9          p5        HA              VT            vt_report    2025-10-03 -             pending
    """)
    # Whoever tells p3's doctor, the doctor was told (r6); p4's got an answer itself; r9 went nowhere
    # yet: that one waits, which is another question.
    assert rows(ask(graph, "reporters_without_feedback")) == [
        ("HA", "r2", "VT", "vt_report", "", "2025-10-03", "SWT", 90),
        ("SCH", "r1", "VT", "vt_report", "passed_on", "2025-10-03", "", 90),
    ]


def test_referrals_past_a_helper():
    graph = world(
        """
        referral_id signal_id person_id from_partner_id to_partner_id step         sent_date  outcome
        r1          s1        -         POL             VT            vt_report    2025-02-01 accepted
        r2          -         p2        POL             JZ1           help_request 2025-02-01 accepted
        r3          -         p3        POL             SWT           help_request 2025-02-01 accepted
        r4          -         p4        VT              POL           feedback     2025-02-01 -
        """,
        signals="""
            signal_id type          person_id role     partner_id event_date
            s1        HOM_VT_REPORT p1        involved POL        2025-01-30
        """,
        involvements="""
            partner_id person_id role      start_date end_date
            JZ1        p1        helper    2024-01    -
            GGZ        p1        treatment 2024-01-01 2025-02-01
            WOCO       p1        landlord  2024-01-01 -
            JZ1        p2        helper    2024-01-01 -
            GGZ        p3        treatment 2025-02-02 -
            GGZ        p4        treatment 2024-01-01 -
        """,
    )
    # The treatment of p1 ended that very day; p2 is handed to the helper that is there; that of p3
    # began a day later; feedback refers nobody.
    assert rows(ask(graph, "referrals_past_a_helper")) == [
        ("r1", "2025-02-01", "vt_report", "POL", "VT", "p1", "JZ1", "helper", "2024-01"),
    ]


def test_hand_overs_between_partners():
    graph = world(
        """
        referral_id person_id from_partner_id to_partner_id step         sent_date  answered_date outcome
        r1          p1        school1         SWT           help_request 2025-01-10 2025-01-20    accepted
        r2          p2        school2         SWT           help_request 2025-02-10 -             refused
        r3          p3        school2         SWT           help_request 2025-03-10 -             -
        r4          p4        school2         SWT           help_request 2025-04-10 2025-04-11    -
        r5          p5        school2         VT            vt_report    2025-05-10 -             help_running
        r6          p6        SWT             VT            vt_report    2023-05-10 -             passed_on
        """,
        partners="partner_id kind\nschool1 SCH\nschool2 SCH",
    )
    # An answer without an outcome (r4) is no waiting; r6 is older than 24 months.
    assert rows(ask(graph, "hand_overs_between_partners")) == [
        ("SCH", "SWT", 4, 1, 0, 1, 1, 2),
        ("SCH", "VT", 1, 1, 0, 0, 0, 1),
    ]
    older = ask(graph, "hand_overs_between_partners", months=36)
    assert rows(older)[-1] == ("SWT", "VT", 1, 0, 1, 0, 0, 1)


def test_waits_per_step():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step         sent_date  answered_date outcome
        r1          p1        SCH             SWT           help_request 2025-01-10 2025-01-20    accepted
        r2          p2        SCH             SWT           help_request 2025-02-10 2025-02-15    refused
        r3          p3        SCH             SWT           help_request 2025-12-01 -             -
        r4          p4        SCH             SWT           help_request 2025-04-10 -             accepted
        r5          p5        SCH             VT            -            2025-12    -             pending
    """)
    # r4 was answered, nobody says when: counted, not averaged. "December" may be yesterday.
    assert rows(ask(graph, "waits_per_step")) == [
        ("", 1, 0, None, None, 1, 1),
        ("help_request", 4, 2, 7.5, 10, 1, 31),
    ]
