"""Questions about measures: hand-made worlds."""

from __future__ import annotations

from factory import make_graph

from famnet.questions import ask

PEOPLE = """
person_id death_date
anna      -
bram      -
cato      -
dirk      2025-11-01
"""
HOMES = """
person_id household_id start_date end_date
anna      H1           -          -
bram      H1           -          -
cato      H1           2020-01-01 2025-06-01
cato      H2           2025-06-01 -
"""


def world(measures, **tables):
    return make_graph(persons=PEOPLE, memberships=HOMES, measures=measures, **tables)


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_running_measures_are_half_open_and_need_no_start_or_end():
    graph = world(
        """
        measure_id type person_id household_id partner_id start_date end_date
        M1         TOEZ anna      -            RN         2025       -
        M2         HV   bram      -            POL        2025-12-25 2026-01-01
        M3         PLAN1 -        H1           ZVH        -          2027
        M4         OTS  cato      -            GI         2026-01-02 -
        """
    )
    # M2 ends on the first day on which it no longer holds; M4 begins a day later.
    assert rows(ask(graph, "running_measures")) == [
        ("M3", "PLAN1", "Eén gezamenlijk plan van aanpak", "", "H1", "ZVH", "", "2027"),
        ("M1", "TOEZ", "Reclasseringstoezicht", "anna", "", "RN", "2025", ""),
    ]
    there = ask(graph, "running_measures", on="2025-12-31")["measure_id"].tolist()
    assert there == ["M3", "M1", "M2"]


def test_running_measures_of_data_without_any_day():
    graph = make_graph(
        as_of=None,
        persons=PEOPLE,
        measures="measure_id type person_id\nM1 TOEZ anna\n",
    )
    assert ask(graph, "running_measures")["measure_id"].tolist() == ["M1"]


def test_ending_soon_counts_days_and_takes_the_earliest_reading():
    graph = world(
        """
        measure_id type person_id start_date end_date
        M1         TOEZ anna      2024-01-01 2026-01-31
        M2         TOEZ bram      2024-01-01 2026-02-01
        M3         TOEZ cato      2024-01-01 2026-01
        M4         TOEZ cato      2024-01-01 2026-01-01
        M5         TOEZ cato      2026-01-05 2026-01-10
        M6         TOEZ anna      2024-01-01 -
        M7         TOEZ anna      2024-01-01 2026
        """
    )
    # 30 days after 1 January is the 31st. M3 and M7 may have ended today; M5 hasn't begun.
    assert rows(ask(graph, "ending_soon")[["measure_id", "end", "days_left"]]) == [
        ("M1", "2026-01-31", 30)
    ]
    longer = ask(graph, "ending_soon", on="2025-12-31", days=32)
    assert rows(longer[["measure_id", "days_left"]]) == [
        ("M3", 1), ("M4", 1), ("M7", 1), ("M1", 31), ("M2", 32),
    ]  # fmt: skip


def test_biting_measures_at_one_person_and_under_one_roof():
    graph = world(
        """
        measure_id type   person_id household_id start_date end_date
        M1         HV     anna      -            2025-12-30 -
        M2         JHVRIJ bram      -            2025-01-01 -
        M3         JHVRIJ cato      -            2025-01-01 -
        M4         FISCM  anna      -            2025-01-01 -
        M5         ONTN   anna      -            2025-01-01 -
        M6         ONTN   bram      -            2025-01-01 -
        M7         OTS    bram      -            2024-01-01 2025-12-30
        """
    )
    found = ask(graph, "biting_measures").drop(columns="reason")
    # Cato lives elsewhere by now; M5 and M6 are of two persons; M7 ended the day M1 began.
    assert rows(found) == [
        ("", "M4", "FISCM", "anna", "M5", "ONTN", "anna", "overlaps", "medium"),
        ("H1", "M1", "HV", "anna", "M2", "JHVRIJ", "bram", "hinders", "medium"),
    ]
    assert "gezin samen" in ask(graph, "biting_measures")["reason"].iloc[1]
    assert rows(ask(graph, "biting_measures", on="2025-12-29"))[0][:2] == ("", "M4")
    assert len(ask(graph, "biting_measures", on="2025-12-29")) == 1


def test_biting_measures_of_a_household_itself_but_not_of_an_institution():
    measures = """
    measure_id type   person_id household_id start_date
    M1         SLUIT  -         H1           2025-01-01
    M2         OTS    bram      -            2025-01-01
    M3         SLUIT  -         H2           2025-01-01
    M4         JHVRIJ cato      -            2025-01-01
    """
    homes = "household_id kind\nH1 -\nH2 institution\n"
    found = ask(world(measures, households=homes), "biting_measures")
    # The kind of H1 isn't known: then it is a home.
    assert rows(
        found[["household_id", "first_id", "first_person", "second_id", "second_person"]]
    ) == [("H1", "M1", "", "M2", "bram")]


def test_measures_on_household_shows_what_ran_runs_and_comes():
    graph = world(
        """
        measure_id type   person_id household_id partner_id start_date end_date
        M1         PLAN1  -         H1           ZVH        2025-01-01 -
        M2         TOEZ   anna      -            RN         2024-01-01 2025-01-01
        M3         JHVRIJ bram      -            -          2026-02-01 -
        M4         OTS    cato      -            GI         2025-01-01 -
        M5         PLAN1  -         H2           ZVH        2025-01-01 -
        """
    )
    columns = ["measure_id", "person_id", "state", "carried_out_by"]
    assert rows(ask(graph, "measures_on_household", household="H1")[columns]) == [
        ("M2", "anna", "ended", "RN"),
        ("M1", "", "running", "ZVH"),
        ("M3", "bram", "not_yet", ""),
    ]
    # Cato still lived there in May 2025.
    then = ask(graph, "measures_on_household", household="H1", on="2025-05-01")
    assert then["measure_id"].tolist() == ["M2", "M1", "M4", "M3"]


def test_past_the_lawful_maximum_in_total_and_at_once():
    graph = world(
        """
        measure_id type person_id start_date end_date
        M1         HV   anna      2025-11-01 2025-11-29
        M2         HV   bram      2025-11-01 2025-11-30
        M3         HV   anna      2025-11    2025-12-10
        M4         OTS  cato      2024-12-31 -
        M5         OTS  cato      2024-12-30 -
        M6         TOEZ anna      1990-01-01 -
        M7         HV   anna      -          2025-11-30
        """
    )
    # An exclusion order lasts 10 days at once and 28 in all (Wth 2, 9): M1 was just so renewed, M2
    # lasts a day too long, M3 may have begun on 30 November and last 10. Supervision (BW 1:258) is
    # a year at a time, here 366 days: M4 lasts 366. Of M6 no maximum is known, of M7 no start.
    assert rows(ask(graph, "past_the_lawful_maximum")) == [
        ("M2", "HV", "bram", "", "2025-11-01", "2025-11-30", 29, 28, "in_total"),
        ("M5", "OTS", "cato", "", "2024-12-30", "", 367, 366, "one_term"),
        ("M1", "HV", "anna", "", "2025-11-01", "2025-11-29", 28, 10, "one_term"),
    ]
    assert len(ask(graph, "past_the_lawful_maximum", on="2025-11-11")) == 0


def test_decided_by_another_body_takes_parts_of_a_body_for_the_body():
    graph = world(
        """
        measure_id type person_id decided_by_partner_id start_date
        M1         OTS  cato      KR                    2025-01-01
        M2         OTS  cato      RB                    2025-01-01
        M3         OTS  cato      GEM                   2025-01-01
        M4         HV   anna      GEM                   2025-01-01
        M5         U12  cato      POL                   2025-01-01
        M6         HV   anna      -                     2025-01-01
        M7         HALT cato      WA                    2025-01-01
        """
    )
    # The juvenile judge is of the court, a mayor's order may be told as the municipality's, a
    # community officer is police. Of no prosecution under 12 the catalogue names nobody.
    assert rows(ask(graph, "decided_by_another_body")) == [
        ("M3", "OTS", "cato", "", "GEM", "GEM", "KR|RB", "2025-01-01")
    ]


def test_nobody_carries_it_out_unless_nobody_ever_does():
    graph = world(
        """
        measure_id type person_id decided_by_partner_id partner_id second_partner_id start_date end_date
        M1         OTS  cato      KR                    -          -                 2025-01-01 -
        M2         OTS  cato      KR                    GI         -                 2025-01-01 -
        M3         HV   anna      BURG                  -          VT                2025-12-30 -
        M4         ASR  anna      RB                    -          -                 2025-01-01 -
        M5         OTS  cato      KR                    -          -                 2024-01-01 2025-01-01
        """
    )
    # M4 is a regime of law; M5 is over.
    assert rows(ask(graph, "nobody_carries_it_out")) == [
        ("M1", "OTS", "cato", "", "KR", "2025-01-01")
    ]


def test_ended_with_nothing_after_only_where_nothing_runs_and_the_person_lives():
    graph = world(
        """
        measure_id type  person_id household_id start_date end_date
        M1         TOEZ  anna      -            2025-01-01 2025-12-31
        M2         TOEZ  bram      -            2025-01-01 2025-12-31
        M3         JR    bram      -            2025-06-01 -
        M4         TOEZ  dirk      -            2025-01-01 2025-10-01
        M5         OVLM  -         H1           2025-01-01 2026-01-01
        M6         TOEZ  cato      -            2024-01-01 2025-07-05
        M7         TOEZ  cato      -            2024-01-01 2025-07-06
        """
    )
    # 180 days back from 1 January 2026 is 5 July 2025, which is too long ago.
    assert rows(ask(graph, "ended_with_nothing_after")) == [
        ("M5", "OVLM", "", "H1", "2026-01-01", 0),
        ("M1", "TOEZ", "anna", "", "2025-12-31", 1),
        ("M7", "TOEZ", "cato", "", "2025-07-06", 179),
    ]
    # Dirk was alive in October; Bram has something that runs whenever one looks.
    october = ask(graph, "ended_with_nothing_after", on="2025-10-02")
    assert october["measure_id"].tolist() == ["M4", "M7", "M6"]


def test_out_of_home_without_supervision():
    graph = world(
        """
        measure_id type   person_id partner_id start_date end_date
        M1         MUHP   anna      GI         2025-01-01 -
        M2         OTS    anna      GI         2024-12-01 2025-12-01
        M3         VOTS   anna      GI         2024-09-01 2024-12-01
        M4         MUHP   bram      GI         2025-01-01 -
        M5         OTS    bram      GI         2025-01-01 -
        M6         MUHP   cato      -          2025-01-01 -
        M7         VVOOGD cato      GI         2025-12-01 -
        """
    )
    # Bram's order runs. Of Anna the last that began is M2; Cato never had one but has a guardian.
    assert rows(ask(graph, "out_of_home_without_supervision")) == [
        ("M1", "anna", "2025-01-01", "GI", "M2", False),
        ("M6", "cato", "2025-01-01", "", "", True),
    ]
    assert ask(graph, "out_of_home_without_supervision", on="2025-11-30")[
        "measure_id"
    ].tolist() == ["M6"]
