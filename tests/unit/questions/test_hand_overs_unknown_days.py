"""Hand-overs whose day of sending isn't known: it lies before all others, and no days are counted."""

from __future__ import annotations

import pandas as pd
from factory import make_graph

from famnet.questions import ask


def world(referrals, **tables):
    return make_graph(
        as_of="2026-01-01", persons="person_id\np1\np2\np3", referrals=referrals, **tables
    )


def test_waits_per_step_counts_no_days_without_both():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step      sent_date  answered_date
        r1          p1        SCH             VT            vt_report -          2025-02-01
        r2          p2        SCH             VT            vt_report 2025-01-01 2025-01-09
    """)
    (row,) = ask(graph, "waits_per_step").to_dict("records")
    assert (row["n_sent"], row["n_answered"], row["mean_days"], row["most_days"]) == (2, 1, 8, 8)


def test_dead_ends_help_on_a_known_day_comes_after_an_unknown_one():
    graph = world(
        """
        referral_id person_id from_partner_id to_partner_id step  sent_date  outcome
        r1          p1        SCH             VT            other -          refused
        r2          p2        SCH             VT            other -          refused
        r3          p3        SCH             VT            other -          refused
        r4          p3        SCH             SWT           other 2025-01-01 accepted
        """,
        involvements="""
            partner_id person_id role   start_date
            SWT        p1        helper -
            SWT        p2        helper 2025-03-01
        """,
    )
    # Of r1 it isn't known that the help came after; nobody else took r1 up.
    assert ask(graph, "dead_ends")["referral_id"].tolist() == ["r1"]


def test_stuck_step_after_an_unknown_day():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step  sent_date  outcome
        r1          p1        SCH             VT            other -          pending
        r2          p1        SCH             SWT           other 2025-01-01 pending
    """)
    found = ask(graph, "stuck_step")
    assert found[["referral_id", "n_before"]].to_numpy().tolist() == [["r2", 1]]


def test_referral_path_from_an_unknown_day():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step  sent_date  outcome
        r2          p1        SWT             SCH           other 2025-01-01 accepted
        r1          p1        SCH             SWT           other -          accepted
    """)
    path = ask(graph, "referral_path", person="p1").set_index("referral_id")
    assert path.loc["r2", "follows"] == "r1" and path.loc["r1", "follows"] == ""


def test_referral_loops_from_an_unknown_day():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step  sent_date  outcome
        r2          p1        SWT             SCH           other 2025-01-01 accepted
        r1          p1        SCH             SWT           other -          accepted
    """)
    (row,) = ask(graph, "referral_loops").to_dict("records")
    assert (row["referral_id"], row["earlier_referrals"]) == ("r2", "r1")
    assert pd.isna(row["days_since_first"])


def test_reporters_without_feedback_that_came_after_an_unknown_day():
    graph = world("""
        referral_id person_id from_partner_id to_partner_id step     sent_date  outcome
        r1          p1        SCH             VT            other    -          passed_on
        r2          p1        VT              SCH           feedback 2025-01-01 -
        r3          p2        SCH             VT            other    -          passed_on
        r4          p2        VT              SWT           other    2025-01-01 accepted
    """)
    found = ask(graph, "reporters_without_feedback")
    asked = ["referral_id", "went_on_to", "days_since"]
    assert found[asked].to_numpy().tolist() == [["r3", "SWT", 0]]


def test_referrals_past_a_helper_only_on_a_known_day():
    graph = world(
        """
        referral_id person_id from_partner_id to_partner_id step  sent_date  outcome
        r1          p1        SCH             VT            other -          accepted
        r2          p1        SCH             VT            other 2025-01-01 accepted
        """,
        involvements="partner_id person_id role\nSWT p1 helper",
    )
    assert ask(graph, "referrals_past_a_helper")["referral_id"].tolist() == ["r2"]
