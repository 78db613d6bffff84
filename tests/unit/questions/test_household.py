"""Questions about households: hand-made worlds."""

from __future__ import annotations

from factory import make_graph

from famnet.questions import ask

HOMES = """
person_id household_id role start_date end_date
anna      H1           head 2010-01-01 -
bram      H1           partner 2010-01-01 2020-06-01
cato      H1           child 2015 -
dirk      H2           head 2010-01-01 -
bram      H2           other 2020-06-01 -
"""
PEOPLE = """
person_id
anna
bram
cato
dirk
"""


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_residents_on_the_day_itself_and_on_another():
    graph = make_graph(as_of="2026-01-01", persons=PEOPLE, memberships=HOMES)
    # Bram left on 2020-06-01; that day he no longer lives there (half-open).
    assert rows(ask(graph, "residents", household="H1")) == [
        ("anna", "head", "2010-01-01", ""),
        ("cato", "child", "2015", ""),
    ]
    assert rows(ask(graph, "residents", household="H1", on="2020-05-31")) == [
        ("anna", "head", "2010-01-01", ""),
        ("bram", "partner", "2010-01-01", "2020-06-01"),
        ("cato", "child", "2015", ""),
    ]
    assert ask(graph, "residents", household="H2", on="2020-06-01")["person_id"].tolist() == [
        "bram",
        "dirk",
    ]
    assert rows(ask(graph, "residents", household="H2", on="2009-12-31")) == []


def test_former_residents_and_where_they_live_now():
    graph = make_graph(persons=PEOPLE, memberships=HOMES)
    assert rows(ask(graph, "former_residents", household="H1")) == [
        ("bram", "partner", "2010-01-01", "2020-06-01", "H2")
    ]
    # Who came back is no former resident.
    back = make_graph(persons=PEOPLE, memberships=HOMES + "bram H1 other 2024-01-01 -\n")
    assert rows(ask(back, "former_residents", household="H1")) == []
    assert rows(ask(graph, "former_residents", household="H2")) == []


MOVES = """
person_id household_id role  start_date end_date
anna      H1           head  2010-01-01 2020-01-01
anna      H2           head  2020-01-01 2021-01-01
anna      H1           head  2021-02-10 -
bram      H1           child 2012-01-01 2020-01-01
bram      H2           child 2020-01-15 -
cato      H1           head  -          2020-01-01
dirk      H2           head  2019-12-31 -
"""


def test_moves_between_counts_within_the_gap():
    graph = make_graph(persons=PEOPLE, memberships=MOVES)
    # Anna and Bram went from H1 to H2; Anna's way back took 40 days.
    assert rows(ask(graph, "moves_between")) == [("H1", "H2", 2, 2, "2020-01-01", "2020-01-15")]
    assert rows(ask(graph, "moves_between", gap=0)) == [
        ("H1", "H2", 1, 1, "2020-01-01", "2020-01-01")
    ]
    assert rows(ask(graph, "moves_between", gap=40)) == [
        ("H1", "H2", 2, 2, "2020-01-01", "2020-01-15"),
        ("H2", "H1", 1, 1, "2021-02-10", "2021-02-10"),
    ]


def test_residence_overlap_from_the_later_start_to_the_earlier_end():
    graph = make_graph(as_of="2026-01-01", persons=PEOPLE, memberships=HOMES)
    # 1 January 2010 to 1 June 2020: ten years with three leap days, and 31+29+31+30+31 days.
    assert rows(ask(graph, "residence_overlap", person="anna", other="bram")) == [
        ("H1", "2010-01-01", "2020-06-01", 3652 + 152)
    ]
    # Still together: days until today; 2015 is read at its earliest. Bram and Dirk in H2.
    assert rows(ask(graph, "residence_overlap", person="anna", other="cato")) == [
        ("H1", "2015-01-01", "", 4018)
    ]
    assert rows(ask(graph, "residence_overlap", person="dirk", other="bram")) == [
        ("H2", "2020-06-01", "", 2040)
    ]
    assert rows(ask(graph, "residence_overlap", person="anna", other="dirk")) == []
    assert rows(ask(graph, "residence_overlap", person="anna", other="anna")) == []


def test_residence_overlap_has_no_day_when_one_leaves_as_the_other_comes():
    homes = """
    person_id household_id start_date end_date
    anna      H1           -          2020-01-01
    bram      H1           2020-01-01 -
    cato      H1           -          2015-01-01
    """
    graph = make_graph(persons=PEOPLE, memberships=homes)
    assert rows(ask(graph, "residence_overlap", person="anna", other="bram")) == []
    # Both since before the data: no number of days can be said.
    overlap = ask(graph, "residence_overlap", person="anna", other="cato")
    assert overlap.iloc[0].tolist()[:3] == ["H1", "", "2015-01-01"]
    assert overlap["days"].isna().all()


def test_lived_with_in_private_households_only():
    homes = HOMES + "anna I1 other 2025-01-01 -\ndirk I1 other 2025-01-01 -\n"
    households = "household_id kind\nH1 private\nH2 -\nI1 institution\n"
    graph = make_graph(persons=PEOPLE, households=households, memberships=homes)
    assert rows(ask(graph, "lived_with", person="bram")) == [
        ("anna", "H1", "2010-01-01", "2020-06-01", False),
        ("cato", "H1", "2015-01-01", "2020-06-01", False),
        ("dirk", "H2", "2020-06-01", "", True),
    ]
    assert ask(graph, "lived_with", person="anna")["other_id"].tolist() == ["bram", "cato"]


def test_shared_addresses_of_two_families_that_have_nobody_in_common():
    homes = """
    person_id household_id start_date end_date
    a1        HA1          -          -
    a2        HA2          2015       -
    b1        HB1          -          -
    b2        HB2          2019       -
    a2        HX           -          2010
    b2        HX           2005       2012
    a1        HY           -          2001
    b1        HY           2002       2003
    los       HX           -          2012
    """
    kin = "person_id kind relative_id\na1 parent_of a2\nb1 parent_of b2\n"
    persons = "person_id\na1\na2\nb1\nb2\nlos\n"
    graph = make_graph(persons=persons, kinships=kin, memberships=homes)
    # Los lived there too but stands in no family network; a1 and b1 were there one after the other.
    assert rows(ask(graph, "shared_addresses")) == [
        ("HX", "a2", "b2", True),
        ("HY", "a1", "b1", False),
    ]
    # As soon as one network has both, they are no longer of different networks.
    married = make_graph(
        persons=persons + "c\n",
        kinships=kin + "a2 parent_of c\nb2 parent_of c\n",
        memberships=homes + "c HA2 2020 -\n",
    )
    assert ("HX", "a2", "b2", True) not in rows(ask(married, "shared_addresses"))


def test_households_with_minors_and_signals_and_the_roles_apart():
    persons = """
    person_id birth_date death_date
    moe       1985-05-01 -
    kind      2010-05-01 -
    oud       2007-12-01 -
    net       2008-01-15 -
    weg       2012-01-01 2020-01-01
    """
    homes = """
    person_id household_id start_date end_date
    moe       H1           -          -
    kind      H1           -          -
    oud       H2           -          -
    net       H3           -          -
    weg       H4           -          -
    moe       H4           -          2024-01-01
    """
    signals = """
    signal_id type         person_id household_id role            partner_id event_date status
    s1        JUS_SUSPECT  moe       -            suspect         POL        2025-06-01 -
    s2        JUS_VIOLENCE moe       -            victim          POL        2025-07-01 -
    s3        EDU_ABSENCE  kind      -            involved        LPA        2025-08-01 -
    s4        HOU_ARREARS  -         H1           -               WOCO       2025-09-01 -
    s5        JUS_SUSPECT  moe       -            suspect         POL        2025-01-01 -
    s6        JUS_SUSPECT  moe       -            suspect         POL        2025-06-02 refuted
    s7        EDU_ABSENCE  oud       -            involved        LPA        2025-08-01 -
    s8        EDU_ABSENCE  net       -            involved        LPA        2025-08-01 -
    s9        EDU_ABSENCE  weg       -            involved        LPA        2025-08-01 -
    """
    graph = make_graph(as_of="2026-01-01", persons=persons, memberships=homes, signals=signals)
    # s5 is 365 days old: just outside; s6 is refuted. Oud turned 18 in December, also in the latest
    # reading of the month; Net may still be 17 (born some day of January). Weg died.
    assert rows(ask(graph, "households_with_minors_and_signals")) == [
        ("H1", 1, 1, 1, 0, 0, 2, "EDU|EXP|HOUS|JUS"),
        ("H3", 1, 0, 0, 0, 0, 1, "EDU"),
    ]
    longer = ask(graph, "households_with_minors_and_signals", days=366)
    assert longer["n_suspect"].tolist() == [2, 0]
    # In November Oud was 17.
    earlier = ask(graph, "households_with_minors_and_signals", on="2025-11-30")
    assert earlier["household_id"].tolist() == ["H1", "H2", "H3"]
