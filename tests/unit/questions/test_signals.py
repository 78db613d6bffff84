"""Questions about signals: hand-made worlds, rows reasoned by hand."""

from __future__ import annotations

from factory import make_graph

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
"""


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def world(signals, **tables):
    """Ann, Bob and their child in H1, Eve alone, on 2026-01-01."""
    given = {"persons": PEOPLE, "memberships": HOMES} | tables
    return make_graph(as_of="2026-01-01", signals=signals, **given)


def strangers(signals, *, persons="p1 p2 p3 p4 p5 p6"):
    """People that have nothing to do with one another."""
    return make_graph(
        as_of="2026-01-01", persons="person_id\n" + "\n".join(persons.split()), signals=signals
    )


def test_signals_per_domain():
    graph = world("""
        signal_id type         person_id role     partner_id incident_id event_date hardness
        s1        JUS_VIOLENCE ann       suspect  POL        i1          2025-03-01 fact
        s2        JUS_VIOLENCE bob       victim   POL        i1          2025-03-01 fact
        s3        JUS_VIOLENCE kid       involved POL        -           2025-09-01 fact
        s4        FIN_DEBT     eve       involved WENI       -           2025-05-01 rumour
        s5        FIN_DEBT     eve       involved WENI       -           2023-06-01 fact
        s6        JUS_VIOLENCE ann       suspect  OM         i1          2025-03-02 fact
    """)
    # A victim of violence is a need (EXP), never an offence; involved is no suspicion; two signals
    # of one incident are one episode. s5 lies before the last 24 months.
    assert rows(ask(graph, "signals_per_domain")) == [
        ("EXP", "victim", 1, 0, 1, 1),
        ("FIN", "involved", 0, 1, 0, 1),
        ("JUS", "involved", 0, 1, 0, 1),
        ("JUS", "suspect", 2, 0, 1, 1),
    ]
    assert rows(ask(graph, "signals_per_domain", months=36))[1] == ("FIN", "involved", 1, 1, 1, 1)


def test_domains_that_come_together():
    graph = world("""
        signal_id type          person_id household_id role            partner_id incident_id event_date hardness
        s1        JUS_VIOLENCE  ann       -            suspect         POL        i1          2025-03-01 fact
        s2        HOM_VT_REPORT kid       -            child_in_family VT         i1          2025-03-03 report
        s3        FIN_DEBT      -         H1           involved        WENI       -           2025-08-01 fact
        s4        EDU_CONCERN   kid       -            involved        SCH        -           2025-10-01 rumour
        s5        FIN_DEBT      eve       -            involved        WENI       -           2025-02-01 fact
        s6        ADD_USE       eve       -            involved        GGZ        -           2025-09-01 fact
    """)
    # s1 and s2 tell one episode, in one domain: no pair of JUS and HOME. A rumour is none either.
    assert rows(ask(graph, "domains_that_come_together")) == [
        ("ADD", "FIN", 1, 1, 2),
        ("FIN", "JUS", 1, 2, 1),
    ]
    assert rows(ask(graph, "domains_that_come_together", at_least=2)) == []
    # In the last ten months Eve's debt of February is out, so she has one domain only.
    assert rows(ask(graph, "domains_that_come_together", months=10)) == [("FIN", "JUS", 1, 1, 1)]


def test_repeat_reports():
    graph = world("""
        signal_id type          person_id role            partner_id incident_id event_date status
        s1        HOM_VT_REPORT kid       child_in_family VT         i1          2025-01-10 reported
        s2        HOM_VT_REPORT kid       child_in_family POL        i1          2025-01-20 reported
        s3        HOM_VT_REPORT kid       child_in_family VT         -           2025-09-01 reported
        s4        HOM_VT_REPORT kid       child_in_family VT         -           2025-11-01 refuted
        s5        FIN_DEBT      ann       involved        WENI       -           2025-09-02 reported
        s6        FIN_DEBT      eve       involved        WENI       -           2025-05    reported
        s7        FIN_DEBT      eve       involved        WENI       -           2025-05-20 reported
        s8        FIN_DEBT      eve       involved        WENI       -           2025-12-01 reported
    """)
    # s2 tells s1 again; a refuted report is none; "May" may lie after 20 May, not after December.
    assert rows(ask(graph, "repeat_reports")) == [
        ("eve", "person", "FIN", "s8", "2025-12-01", 2, "s6|s7"),
        ("kid", "person", "HOME", "s3", "2025-09-01", 1, "s1|s2"),
    ]
    # From s1 to s3 are 234 days, from s2 224.
    assert rows(ask(graph, "repeat_reports", days=230))[-1][-1] == "s2"


def test_one_incident_by_several_partners():
    graph = strangers("""
        signal_id type            person_id role     partner_id origin_partner_id incident_id event_date hardness status
        s1        HOM_DV_INCIDENT p1        suspect  POL        -                 i1          2025-01-02 fact     reported
        s2        HOM_VT_REPORT   p1        involved VT         POL               i1          2025-01-01 fact     reported
        s3        EDU_CONCERN     p2        involved SCH        -                 i2          2025-02-01 report   reported
        s4        PHY_GP          p2        involved HA         -                 i2          2025-02-02 report   reported
        s5        EDU_CONCERN     p3        involved SCH        -                 i3          2025-03-01 report   reported
        s6        FIN_DEBT        p3        involved WENI       -                 i3          2025-03-01 report   refuted
        s7        FIN_DEBT        p3        involved SWT        -                 i3          2025-03-01 rumour   reported
        s8        EDU_CONCERN     p4        involved IB         -                 i4          2025-04-01 report   reported
        s9        EDU_CONCERN     p4        involved SCH        -                 i4          2025-04-02 report   reported
        t1        EDU_CONCERN     p4        involved ZVH        -                 i4          2025-04-03 report   reported
    """)
    # VT tells what the police saw; IB is part of the school and the ZVH sees nothing itself; what was
    # refuted or a rumour is no second partner.
    assert rows(ask(graph, "one_incident_by_several_partners")) == [
        ("e-s3", "2025-02-01", 2, 2, "HA|SCH", 2, "HA|SCH"),
        ("e-s8", "2025-04-01", 3, 3, "IB|SCH|ZVH", 1, "SCH"),
        ("e-s2", "2025-01-01", 2, 2, "POL|VT", 1, "POL"),
    ]
    assert len(ask(graph, "one_incident_by_several_partners", at_least=3)) == 1


def test_the_first_day_of_an_incident_is_unknown_when_one_of_its_days_is():
    graph = strangers("""
        signal_id type        person_id role     partner_id derived_from event_date hardness status
        s1        EDU_CONCERN p1        involved SCH        -            2025-05-01 report   reported
        s2        PHY_GP      p1        involved HA         s1           -          report   reported
    """)
    (row,) = rows(ask(graph, "one_incident_by_several_partners"))
    assert row[1:5] == ("", 2, 2, "HA|SCH")


def test_signals_without_origin():
    graph = strangers("""
        signal_id type          person_id role     partner_id origin_partner_id derived_from reporter_kind event_date status
        s1        HOM_VT_REPORT p1        involved VT         POL               -            -             2025-01-01 -
        s2        EDU_CONCERN   p1        involved IB         -                 -            professional  2025-02    refuted
        s3        EDU_CONCERN   p2        involved ZVH        -                 -            -             2025-03-01 reported
        s4        EDU_CONCERN   p3        involved SCH        -                 s2           -             2025-04-01 reported
    """)
    by_ib = ("s2", "EDU_CONCERN", "2025-02", "refuted", "professional", "IB", "SCH")
    by_hub = ("s3", "EDU_CONCERN", "2025-03-01", "reported", "", "ZVH", "")
    # s1 says who saw it, s4 from which signal it comes.
    assert rows(ask(graph, "signals_without_origin")) == [by_ib, by_hub]
    assert rows(ask(graph, "signals_without_origin", observer="assumed")) == [by_ib]
    assert rows(ask(graph, "signals_without_origin", observer="nobody")) == [by_hub]


def test_unverified_only():
    graph = world("""
        signal_id type        person_id household_id role     partner_id event_date hardness               status
        s1        EDU_CONCERN p1        -            involved SCH        2025-01-01 report                 reported
        s2        EDU_CONCERN p1        -            involved SCH        2025-05-01 rumour                 closed
        s3        EDU_CONCERN p2        -            involved SCH        2025-01-01 rumour                 confirmed
        s4        EDU_CONCERN p3        -            involved SCH        2025-01-01 report                 reported
        s5        EDU_CONCERN p3        -            involved SCH        2025-01-01 professional_judgement reported
        s6        EDU_CONCERN p4        -            involved SCH        2025-01-01 rumour                 refuted
        s7        EDU_CONCERN p5        -            involved SCH        2025-01-01 report                 -
        s8        EDU_CONCERN p5        -            involved SCH        2025-09-01 fact                   refuted
        s9        HOU_ARREARS -         H1           involved WOCO       2025-02-01 -                      reported
    """, persons="person_id\np1\np2\np3\np4\np5", memberships="person_id household_id\np1 H1")  # fmt: skip
    # Confirmed, or judged by a professional: verified. Only refuted: nothing was told. A refuted
    # fact verifies nothing; a hardness that wasn't delivered isn't taken for a fact.
    assert rows(ask(graph, "unverified_only")) == [
        ("p1", "person", 2, 1, 1, 0, 0, "2025-05-01"),
        ("H1", "household", 1, 0, 0, 1, 0, "2025-02-01"),
        ("p5", "person", 1, 1, 0, 0, 1, "2025-01-01"),
    ]
    assert ask(graph, "unverified_only", at_least=2)["subject"].tolist() == ["p1"]


def test_signals_older_than():
    graph = strangers("""
        signal_id type        person_id role     partner_id event_date received_date status
        s1        EDU_CONCERN p1        involved SCH        2024-12-01 2025-01-01    reported
        s2        EDU_CONCERN p1        involved SCH        2024-12-01 2025-01-01    confirmed
        s3        EDU_CONCERN p2        involved SCH        2025-06    -             -
        s4        EDU_CONCERN p2        involved SCH        2025-11-01 2025-12-01    under_review
        s5        EDU_CONCERN p2        involved SCH        2025-01-01 -             refuted
        s6        EDU_CONCERN p2        involved SCH        2025       -             reported
    """)
    # 2025-01-01 is 365 days ago. "June" may be its last day, 185 days ago; "2025" yesterday.
    assert rows(ask(graph, "signals_older_than")) == [
        ("s1", "p1", "EDU_CONCERN", "reported", "SCH", "2024-12-01", "2025-01-01", 365),
        ("s3", "p2", "EDU_CONCERN", "", "SCH", "2025-06", "", 185),
    ]
    assert ask(graph, "signals_older_than", days=185)["signal_id"].tolist() == ["s1"]
    assert ask(graph, "signals_older_than", days=0)["days_open"].tolist() == [365, 185, 31, 1]


def test_signals_of_household():
    graph = world("""
        signal_id type         person_id household_id role     partner_id event_date hardness status
        s1        JUS_VIOLENCE ann       -            suspect  POL        2025-03-01 fact     reported
        s2        JUS_VIOLENCE kid       -            victim   POL        2024-03    fact     reported
        s3        FIN_DEBT     -         H1           -        WENI       2025-01-01 report   refuted
        s4        FIN_DEBT     bob       -            involved WENI       2025-01-01 report   reported
        s5        ADD_USE      eve       -            involved GGZ        2025-01-01 report   reported
    """, memberships="""
        person_id household_id start_date end_date
        ann       H1           2010-01-01 -
        kid       H1           2015-01-01 -
        bob       H1           2010-01-01 2025-06-01
        bob       H2           2025-06-01 -
    """)  # fmt: skip
    # Bob lives elsewhere now and takes his signal along; refuted stays in sight, with its reason.
    assert rows(ask(graph, "signals_of_household", household="H1")) == [
        ("2024-03", "s2", "kid", "JUS_VIOLENCE", "EXP", "victim", "POL", "fact", "reported",
         True, "counted_as_need", "e-s2"),
        ("2025-01-01", "s3", "H1", "FIN_DEBT", "FIN", "", "WENI", "report", "refuted",
         False, "refuted", "e-s3"),
        ("2025-03-01", "s1", "ann", "JUS_VIOLENCE", "JUS", "suspect", "POL", "fact", "reported",
         True, "counted", "e-s1"),
    ]  # fmt: skip
    assert ask(graph, "signals_of_household", household="H2")["signal_id"].tolist() == ["s4"]


def test_signals_told_again():
    graph = strangers("""
        signal_id type          person_id role     partner_id derived_from event_date status
        s1        EDU_CONCERN   p1        involved SCH        -            2025-01-01 refuted
        s2        HOM_VT_REPORT p1        involved VT         s1           2025-01-05 reported
        s3        HOM_VT_REPORT p1        involved SWT        s2           2025-01-09 -
    """)
    first = ("s2", "VT", "reported", True, "s1", "SCH", "refuted")
    assert rows(ask(graph, "signals_told_again")) == [
        first,
        ("s3", "SWT", "", True, "s2", "VT", "reported"),
    ]
    # s3 comes from the refuted s1 by way of s2: only the next step is said.
    assert rows(ask(graph, "signals_told_again", status_of_first="refuted")) == [first]


def test_signals_told_again_not_by_themselves():
    # A delivery never holds it (derived_from_itself); a graph from elsewhere may.
    graph = make_graph(
        persons="person_id\np1",
        signals="signal_id type person_id role partner_id event_date derived_from\n"
        "s1 FIN_DEBT p1 involved SWT 2025-01-01 s1\ns2 FIN_DEBT p1 involved GEM 2025-02-01 s1",
    )
    assert ask(graph, "signals_told_again")["signal_id"].tolist() == ["s2"]
