"""Homes and stays, worked out by hand."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.analysis.households import HomeBasis, homes, unit_names
from famnet.analysis.households import households as household_table
from famnet.analysis.signal_units import signal_units

PERSON = "person_id birth_date death_date\n"


def unit_of(graph, person):
    row = graph.persons["person_id"].tolist().index(person)
    return unit_names(graph, homes(graph).unit[[row]]).tolist()[0]


def basis_of(graph, person):
    row = graph.persons["person_id"].tolist().index(person)
    return HomeBasis(homes(graph).basis[row])


def one(memberships, *, death="-", as_of="2026-01-01", households="household_id kind"):
    graph = make_graph(
        as_of=as_of,
        persons=PERSON + f"a 1980-01-01 {death}",
        memberships="person_id household_id role start_date end_date\n" + memberships,
        households=households,
    )
    return unit_of(graph, "a"), basis_of(graph, "a")


def test_on_the_day_of_a_move_the_new_household_counts():
    moved = "a h1 - 2010-01-01 2020-05-01\na h2 - 2020-05-01 -"
    assert one(moved, as_of="2020-04-30")[0] == "h1"
    assert one(moved, as_of="2020-05-01")[0] == "h2"


def test_a_move_ends_a_stay_that_was_to_end_later():
    overlap = "a h1 - 2010-01-01 2020-06-01\na h2 - 2020-05-01 -"
    assert one(overlap, as_of="2020-05-15")[0] == "h2"


def test_two_at_once_the_longest_stay():
    both = "a h1 - 2015-01-01 -\na h2 - 2010-01-01 -"
    assert one(both) == ("h2", HomeBasis.LONGEST_OF_TWO)


def test_empty_start_is_before_the_data_so_longest():
    assert one("a h1 - 1990-01-01 -\na h2 - - -")[0] == "h2"


def test_two_of_equal_length_go_to_the_lowest_id():
    assert one("a h2 - 2010-01-01 -\na h1 - 2010-01-01 -")[0] == "h1"


def test_a_new_role_in_the_same_household_is_one_stay():
    rows = "a h1 child 2000-01-01 2018-01-01\na h1 head 2018-01-01 -\na h2 - 2010-01-01 -"
    assert one(rows)[0] == "h1"


def test_gone_belongs_to_the_last():
    rows = "a h1 - 2000-01-01 2010-01-01\na h2 - 2010-01-01 2020-01-01"
    assert one(rows) == ("h2", HomeBasis.GONE)


def test_dead_belongs_to_the_last_at_death():
    rows = "a h1 - 2000-01-01 2010-01-01\na h2 - 2010-01-01 -"
    assert one(rows, death="2015-01-01") == ("h2", HomeBasis.DEAD)


def test_a_stay_still_to_come_is_no_home():
    assert one("a h1 - 2027-01-01 -") == ("person:a", HomeBasis.NONE)


def test_without_household_alone():
    graph = make_graph(persons="person_id\na")
    assert unit_of(graph, "a") == "person:a"


@pytest.mark.parametrize("kind", ["institution", "shelter", "student", "other"])
def test_who_lives_in_an_institution_stands_alone(kind):
    assert one("a h1 - 2010-01-01 -", households=f"household_id kind\nh1 {kind}")[0] == "person:a"


def test_a_kind_that_is_not_delivered_is_private():
    assert one("a h1 - 2010-01-01 -", households="household_id kind\nh1 -")[0] == "h1"


def crowd(n, kinships="person_id kind relative_id"):
    people = [f"p{i:02d}" for i in range(n)]
    return make_graph(
        persons="person_id\n" + "\n".join([*people, "ma", "pa"]),
        memberships="person_id household_id\n" + "\n".join(f"{p} h1" for p in people),
        kinships=kinships,
    )


def test_more_than_ten_unrelated_persons_are_no_home():
    assert unit_of(crowd(10), "p00") == "h1"
    assert unit_of(crowd(11), "p00") == "person:p00"


def test_relatives_count_as_one_of_the_unrelated():
    couple = "person_id kind relative_id\np00 partner_of p01"
    assert unit_of(crowd(11, couple), "p00") == "h1"
    assert unit_of(crowd(12, couple), "p00") == "person:p00"


def test_brothers_through_a_mother_elsewhere_are_related():
    family = "person_id kind relative_id\n" + "\n".join(f"ma parent_of p{i:02d}" for i in range(12))
    assert unit_of(crowd(12, family), "p05") == "h1"


FOSTER = {
    "persons": "person_id\nmother\nchild\nfoster\ngrandmother",
    "memberships": "person_id household_id\nmother h1\nchild h2\nfoster h2\ngrandmother h3",
}


def foster(extra="", **changes):
    kin = "person_id kind relative_id start_date end_date\nmother parent_of child - -\n" + extra
    return make_graph(**{**FOSTER, **changes}, kinships=kin)


def test_a_child_in_a_foster_home_stands_alone():
    graph = foster("foster foster_parent_of child - -")
    assert unit_of(graph, "child") == "person:child"
    assert unit_of(graph, "foster") == "h2"
    assert unit_of(foster(), "child") == "h2"


def test_a_foster_placement_that_ended_is_a_home():
    assert unit_of(foster("foster foster_parent_of child 2015-01-01 2020-01-01"), "child") == "h2"


def test_a_foster_parent_elsewhere_changes_nothing():
    assert unit_of(foster("grandmother foster_parent_of child - -"), "child") == "h2"


def test_placed_with_a_grandmother_is_at_home():
    graph = foster(
        "foster foster_parent_of child - -\nfoster parent_of mother - -",
    )
    assert unit_of(graph, "child") == "h2"


def test_with_a_parent_in_the_foster_home_it_is_a_home():
    graph = foster(
        "foster foster_parent_of child - -",
        memberships="person_id household_id\nmother h2\nchild h2\nfoster h2",
    )
    assert unit_of(graph, "child") == "h2"


def test_residents_are_the_living_who_are_there_now():
    graph = make_graph(
        persons=PERSON + "a 1980-01-01 -\nb 1980-01-01 2020-01-01\nc 1980-01-01 -\nd 2027-01-01 -",
        memberships="""person_id household_id end_date
            a h1 -
            b h1 -
            c h1 2020-01-01
            d h1 -""",
    )
    lists = homes(graph).residents
    unit = homes(graph).unit[0]
    assert lists.to[lists.start[unit] : lists.start[unit + 1]].tolist() == [0]


def table(memberships, persons="a 1980-01-01 -", households="household_id kind"):
    graph = make_graph(
        persons=PERSON + persons,
        memberships="person_id household_id start_date end_date\n" + memberships,
        households=households,
    )
    frame = household_table(graph)
    return [tuple(row) for row in frame[["household_id", "start", "end", "basis"]].to_numpy()]


def test_table_delivered_and_assumed():
    assert table("a h1 - 2001\na h2 2001-05 2002-01-01\na h3 2003-01-01 -") == [
        ("h1", "", "2001", "assumed_start"),
        ("h2", "2001-05", "2002-01-01", "delivered"),
        ("h3", "2003-01-01", "", "assumed_ongoing"),
    ]


def test_table_a_move_ends_the_home_before():
    assert table("a h1 2000-01-01 2010-06-01\na h2 2010-03-01 -") == [
        ("h1", "2000-01-01", "2010-03-01", "ended_by_move"),
        ("h2", "2010-03-01", "", "assumed_ongoing"),
    ]


def test_table_second_home_is_told_apart():
    assert [row[3] for row in table("a h1 2000-01-01 -\na h2 2010-03-01 2011-01-01")] == [
        "assumed_ongoing",
        "second_home",
    ]


def test_table_an_institution_ends_no_home():
    rows = table(
        "a h1 2000-01-01 2012-01-01\na h2 2010-03-01 -",
        households="household_id kind\nh2 institution",
    )
    assert rows[0] == ("h1", "2000-01-01", "2012-01-01", "delivered")


def test_table_death_ends_a_stay():
    assert table("a h1 2000-01-01 -", persons="a 1980-01-01 2020-02") == [
        ("h1", "2000-01-01", "2020-02", "ended_by_death")
    ]


SIGNAL = "signal_id type person_id household_id partner_id event_date\n"


def units_of_signals(signals, memberships, **tables):
    graph = make_graph(
        persons="person_id\na\nb\nc\nd",
        memberships="person_id household_id start_date end_date\n" + memberships,
        signals=SIGNAL + signals,
        **tables,
    )
    return unit_names(graph, signal_units(graph)).tolist()


def test_a_signal_follows_the_person():
    code = signal_type()
    rows = f"s1 {code} a - POL 2015-01-01"
    assert units_of_signals(rows, "a h1 2010-01-01 2020-01-01\na h2 2020-01-01 -") == ["h2"]


def test_a_signal_about_a_dissolved_household_goes_where_most_of_then_live():
    code = signal_type()
    rows = f"s1 {code} - h1 POL 2015-01-01"
    stays = """a h1 2010-01-01 2020-01-01
        b h1 2010-01-01 2020-01-01
        c h1 2010-01-01 2020-01-01
        d h1 2000-01-01 2012-01-01
        a h2 2020-01-01 -
        b h3 2020-01-01 -
        c h3 2020-01-01 -
        d h2 2012-01-01 -"""
    # d had left before the signal: h3 has two of three; with d it would be a tie for h2.
    assert units_of_signals(rows, stays) == ["h3"]


def test_a_tie_goes_to_the_lowest_id():
    code = signal_type()
    rows = f"s1 {code} - h1 POL 2015-01-01"
    stays = "a h1 2010-01-01 2020-01-01\nb h1 2010-01-01 2020-01-01\na h3 2020-01-01 -\nb h2 2020-01-01 -"
    assert units_of_signals(rows, stays) == ["h2"]


def test_a_household_where_somebody_lives_keeps_its_signals():
    code = signal_type()
    rows = f"s1 {code} - h1 POL 2015-01-01"
    stays = "a h1 2010-01-01 2020-01-01\na h2 2020-01-01 -\nb h1 2021-01-01 -"
    assert units_of_signals(rows, stays) == ["h1"]


def signal_type():
    from famnet.catalogue import load_catalogue

    return next(iter(load_catalogue().signal_types))
