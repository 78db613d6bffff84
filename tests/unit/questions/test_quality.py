"""Questions about the quality of a delivery: hand-made worlds."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.questions import ask

PEOPLE = "person_id\nanna\nbram\ncato\ndirk\n"


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_persons_without_birth_date():
    graph = make_graph(
        persons="person_id birth_date\nanna -\nbram 1980\ncato -\n",
        signals="""
        signal_id type         person_id household_id role    partner_id event_date
        S1        JUS_VIOLENCE cato      -            suspect POL        2025-01-01
        S2        JUS_VIOLENCE cato      -            victim  POL        2025-01-01
        S3        JUS_VIOLENCE bram      -            suspect POL        2025-01-01
        S4        HOU_NUISANCE -         H1           -       WOCO       2025-01-01
        """,
        households="household_id\nH1\n",
    )
    # Of bram the year is known, and that is something.
    assert rows(ask(graph, "persons_without_birth_date")) == [("cato", 2, 1), ("anna", 0, 0)]


@pytest.mark.parametrize(
    ("kinships", "expected"),
    [
        ("anna parent_of dirk\nbram parent_of dirk\nbram parent_of dirk", []),
        (
            "anna parent_of dirk\nbram parent_of dirk\ncato parent_of dirk",
            [("three_birth_parents", "dirk", "anna|bram|cato")],
        ),
        # An adoptive parent is no third parent by birth.
        ("anna parent_of dirk\nbram parent_of dirk\ncato adoptive_parent_of dirk", []),
        (
            "anna parent_of bram\nbram parent_of cato\ncato parent_of anna",
            [("own_ancestor", name, "") for name in ("anna", "bram", "cato")],
        ),
        (
            "anna adoptive_parent_of bram\nbram partner_of anna",
            [("parent_and_partner", "anna", "bram")],
        ),
        (
            "anna parent_of bram\nbram sibling_of anna",
            [("parent_and_sibling", "anna", "bram")],
        ),
        ("anna step_parent_of bram\nbram sibling_of anna", []),
    ],
)
def test_kinship_conflicts_of_who_is_what(kinships, expected):
    graph = make_graph(persons=PEOPLE, kinships=f"person_id kind relative_id\n{kinships}\n")
    assert rows(ask(graph, "kinship_conflicts")) == expected


@pytest.mark.parametrize(
    ("kind", "first", "second", "expected"),
    [
        ("parent_of", "1990-02 -", "1990-01-31 -", [("parent_younger_than_child", "anna", "bram")]),
        # Within one month, or where a year may still be right, nothing is said.
        ("parent_of", "1990-01-31 -", "1990-01-01 -", []),
        ("parent_of", "1990 -", "1990-05 -", []),
        ("parent_of", "1990 -", "- -", []),
        # A father may die before the birth, but not 306 days before (BW 1:199): from 31 March 2000
        # to 1 February 2001 are 307 days.
        (
            "parent_of",
            "1970 2000-03-31",
            "2001-02-10 -",
            [("born_long_after_death_of_parent", "anna", "bram")],
        ),
        ("parent_of", "1970 2000-04-01", "2001-02-10 -", []),
        ("parent_of", "1970 2000", "2001-02-10 -", []),
        # From 31 January to 1 April 2001 are 60 days, from 31 January to 1 May 90.
        ("twin_of", "2001-05 -", "2001-01 -", [("twins_born_apart", "anna", "bram")]),
        ("twin_of", "2001-01 -", "2001-05 -", [("twins_born_apart", "bram", "anna")]),
        ("twin_of", "2001-04 -", "2001-01 -", []),
    ],
)
def test_kinship_conflicts_of_dates_need_every_reading(kind, first, second, expected):
    graph = make_graph(
        persons=f"person_id birth_date death_date\nanna {first}\nbram {second}\n",
        kinships=f"person_id kind relative_id\nanna {kind} bram\n",
    )
    assert rows(ask(graph, "kinship_conflicts")) == expected


def test_kinship_conflicts_looks_eight_generations_far():
    names = [f"p{n}" for n in range(9)]
    ring = "".join(
        f"{a} parent_of {b}\n" for a, b in zip(names, [*names[1:], names[0]], strict=True)
    )
    people = "person_id\n" + "\n".join(names) + "\n"
    nine = make_graph(persons=people, kinships="person_id kind relative_id\n" + ring)
    assert rows(ask(nine, "kinship_conflicts")) == []
    eight = make_graph(
        persons=people, kinships="person_id kind relative_id\n" + ring + "p7 parent_of p0\n"
    )
    assert len(ask(eight, "kinship_conflicts")) == 8


def test_two_homes_at_once_needs_private_homes_and_every_reading():
    graph = make_graph(
        persons=PEOPLE,
        households="household_id kind\nH1 private\nH2 -\nH3 institution\n",
        memberships="""
        person_id household_id start_date end_date
        anna      H1           2010-01-01 2020-06-01
        anna      H2           2020-06-01 -
        bram      H2           -          2020-06-01
        bram      H1           2020       -
        cato      H1           -          -
        cato      H3           -          -
        dirk      H1           2010-01-01 -
        dirk      H1           2012-01-01 -
        dirk      H2           2019-12-31 2021
        """,
    )
    # Anna moved, on one day; bram may have come to H1 after leaving H2; cato's second is an
    # institution; dirk's first home stands there twice.
    assert rows(ask(graph, "two_homes_at_once")) == [
        ("dirk", "H1", "H2", "2010-01-01", "", "2019-12-31", "2021"),
        ("dirk", "H1", "H2", "2012-01-01", "", "2019-12-31", "2021"),
    ]


DOUBLES = """
person_id birth_date sex
anna      1980-05-03 female
bea       1980-05    female
cleo      1980       female
dora      1980-05-30 unknown
edo       1980-05-30 male
fleur     1980-05-09 female
guus      2001-01-01 male
"""


def test_likely_duplicates_need_month_sex_and_something_in_common():
    graph = make_graph(
        persons=DOUBLES,
        memberships="""
        person_id household_id
        anna      H1
        bea       H1
        cleo      H1
        dora      H1
        edo       H1
        fleur     H2
        """,
        kinships="""
        person_id kind       relative_id
        anna      parent_of  guus
        bea       parent_of  guus
        anna      partner_of edo
        fleur     partner_of edo
        """,
    )
    # Of cleo the month isn't known, of dora the sex; edo is a man. Fleur shares a partner alone.
    assert rows(ask(graph, "likely_duplicates")) == [
        ("anna", "bea", "1980-05", "female", "child|household", 2),
        ("anna", "fleur", "1980-05", "female", "partner", 1),
    ]


@pytest.mark.parametrize("kind", ["twin_of", "identical_twin_of", "partner_of"])
def test_likely_duplicates_are_no_twins_and_no_couple(kind):
    kinships = (
        f"person_id kind relative_id\nguus parent_of anna\nguus parent_of bea\nbea {kind} anna\n"
    )
    assert rows(ask(make_graph(persons=DOUBLES, kinships=kinships), "likely_duplicates")) == []
    untold = kinships.replace(kind, "sibling_of")
    found = ask(make_graph(persons=DOUBLES, kinships=untold), "likely_duplicates")
    assert found["in_common"].tolist() == ["parent"]


def test_likely_duplicates_not_for_sharing_an_institution():
    graph = make_graph(
        persons=DOUBLES,
        households="household_id kind\nH1 institution\n",
        memberships="person_id household_id\nanna H1\nbea H1\n",
    )
    assert rows(ask(graph, "likely_duplicates")) == []


def test_signals_without_subject_home_looks_on_the_day_itself():
    graph = make_graph(
        persons=PEOPLE,
        memberships="""
        person_id household_id start_date end_date
        anna      H1           2020-01-01 2025-03-01
        anna      H2           2025-03-02 -
        bram      H1           -          -
        """,
        signals="""
        signal_id type         person_id household_id partner_id event_date
        S1        EDU_ABSENCE  anna      -            SCH        2025-02-28
        S2        EDU_ABSENCE  anna      -            SCH        2025-03-01
        S3        EDU_ABSENCE  anna      -            SCH        2025-03-02
        S4        EDU_ABSENCE  bram      -            SCH        2025-03-01
        S5        EDU_ABSENCE  cato      -            SCH        2025
        S6        HOU_NUISANCE -         H1           WOCO       2025-03-01
        """,
    )
    assert rows(ask(graph, "signals_without_subject_home")) == [
        ("S5", "EDU_ABSENCE", "cato", "2025", 0),
        ("S2", "EDU_ABSENCE", "anna", "2025-03-01", 2),
    ]


def test_households_without_members_on_a_date():
    graph = make_graph(
        persons=PEOPLE,
        households="household_id kind\nH1 private\nH2 -\nH3 student\n",
        memberships="""
        person_id household_id start_date end_date
        anna      H1           2010-01-01 2026-01-01
        anna      H1           2008-01-01 2009-01-01
        bram      H1           2027-01-01 -
        cato      H3           -          -
        """,
        signals="""
        signal_id type         household_id partner_id event_date
        S1        HOU_NUISANCE H2           WOCO       2025-03-01
        """,
    )
    assert rows(ask(graph, "households_without_members")) == [
        ("H2", "", 1, 0),
        ("H1", "private", 0, 2),
    ]
    assert ask(graph, "households_without_members", on="2025-12-31")["household_id"].tolist() == [
        "H2"
    ]


def test_still_running_after_death():
    graph = make_graph(
        persons="person_id death_date\nanna 2025-06-01\nbram 2026\ncato -\ndirk 2025-01-01\n",
        memberships="""
        person_id household_id start_date end_date
        anna      H1           2010-01-01 -
        bram      H1           2010-01-01 -
        cato      H1           2010-01-01 -
        dirk      H1           2010-01-01 2025-01-01
        """,
        measures="""
        measure_id type person_id household_id start_date
        M1         TOEZ anna      -            2025-01-01
        M2         PLAN1 -        H1           2025-01-01
        """,
        involvements="partner_id person_id household_id role start_date\nRN anna - helper 2025\n",
        kinships="person_id kind relative_id\nanna guardian_of cato\nanna parent_of cato\n",
    )
    # Bram may still live; dirk's stay ended; being a parent doesn't end.
    assert rows(ask(graph, "still_running_after_death")) == [
        ("anna", "2025-06-01", "guardianship", "cato", ""),
        ("anna", "2025-06-01", "involvement", "RN", "2025"),
        ("anna", "2025-06-01", "measure", "M1", "2025-01-01"),
        ("anna", "2025-06-01", "stay", "H1", "2010-01-01"),
    ]
    assert rows(ask(graph, "still_running_after_death", on="2025-05-31")) == []


def test_siblings_without_parents():
    graph = make_graph(
        persons="person_id\nanna\nbram\ncato\ndirk\nelin\nolaf\n",
        kinships="""
        person_id kind       relative_id
        bram      sibling_of anna
        anna      twin_of    bram
        cato      sibling_of dirk
        elin      sibling_of cato
        olaf      parent_of  cato
        olaf      parent_of  dirk
        """,
    )
    # Cato and dirk have olaf; of elin no parent is known, of cato one.
    assert rows(ask(graph, "siblings_without_parents")) == [
        ("anna", "bram", "sibling_of|twin_of", 0),
        ("cato", "elin", "sibling_of", 1),
    ]


def test_persons_standing_loose():
    graph = make_graph(
        persons="person_id\nanna\nbram\ncato\ndirk\nelin\nfons\ngijs\n",
        memberships="person_id household_id end_date\nanna H1 2001-01-01\n",
        kinships="person_id kind relative_id\nbram parent_of cato\n",
        ties="person_id other_id kind\ndirk elin contact\n",
        signals="signal_id type person_id partner_id event_date\nS1 EDU_ABSENCE gijs SCH 2025\n",
        measures="measure_id type person_id\nM1 OTS gijs\n",
    )
    assert rows(ask(graph, "persons_standing_loose")) == [("gijs", 2), ("fons", 0)]
