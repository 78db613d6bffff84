"""Questions about a person and kin: one hand-made family, every row reasoned by hand.

Opa and Oma have Piet and Riet. Piet has Anna and Bram with Mies, and Cato with Lies; Riet has Dirk
(father unknown) and adopted Eefje. Anna and Bram are full, Cato is half of both.
"""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.errors import UserError, WrongUse
from famnet.questions import ask

PERSONS = """
person_id birth_date
opa       1940
oma       1942
piet      1965
riet      1968
mies      1966
lies      1970
anna      1990
bram      1992
cato      2000
dirk      1995
eefje     2005
fred      -
later     2030
"""
KIN = """
person_id kind               relative_id start_date end_date union   end_reason family_id
opa       parent_of          piet        -          -        -       -          -
oma       parent_of          piet        -          -        -       -          -
opa       parent_of          riet        -          -        -       -          -
oma       parent_of          riet        -          -        -       -          -
piet      parent_of          anna        -          -        -       -          -
mies      parent_of          anna        -          -        -       -          -
piet      parent_of          bram        -          -        -       -          -
mies      parent_of          bram        -          -        -       -          -
piet      parent_of          cato        -          -        -       -          -
lies      parent_of          cato        -          -        -       -          -
riet      parent_of          dirk        -          -        -       -          -
riet      adoptive_parent_of eefje       2006       -        -       -          -
piet      partner_of         mies        1988-05-01 1998     married divorce    -
piet      partner_of         lies        1999-01-01 -        -       -          -
"""
STAYS = """
person_id household_id role    start_date end_date
piet      H1           head    1988-05-01 -
mies      H1           partner 1988-05-01 1998-02-01
anna      H1           child   1990       2010-09-01
bram      H1           child   1992       -
mies      H2           head    1998-02-01 -
anna      H2           child   2010-09-01 -
"""


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


@pytest.fixture
def world():
    return make_graph(persons=PERSONS, kinships=KIN, memberships=STAYS)


def test_relatives_within_two_steps_with_the_way(world):
    assert rows(ask(world, "relatives", person="anna")) == [
        ("mies", 1, 1, "birth", "anna>mies"),
        ("piet", 1, 1, "birth", "anna>piet"),
        # Bram through Mies or through Piet: the first by ids.
        ("bram", 2, 0, "birth", "anna>mies>bram"),
        ("cato", 2, 0, "birth", "anna>piet>cato"),
        ("oma", 2, 2, "birth", "anna>piet>oma"),
        ("opa", 2, 2, "birth", "anna>piet>opa"),
    ]


def test_relatives_by_adoption_while_it_lasts(world):
    found = rows(ask(world, "relatives", person="riet", steps=1))
    assert ("eefje", 1, -1, "adoption", "riet>eefje") in found
    over = make_graph(persons=PERSONS, kinships=KIN.replace("2006       -  ", "2006       2010"))
    assert "eefje" not in ask(over, "relatives", person="riet")["relative_id"].tolist()
    # Four steps: through the grandparents to cousins and, by adoption, to Eefje.
    cousins = ask(world, "relatives", person="anna", steps=4).set_index("relative_id")
    assert cousins.loc["eefje"].tolist() == [4, 0, "adoption", "anna>piet>oma>riet>eefje"]
    assert "mies" not in ask(world, "relatives", person="riet", steps=4)["relative_id"].tolist()


def test_relatives_not_yet_born_are_left_out(world):
    kin = KIN + "anna parent_of later - - - - -\n"
    unborn = make_graph(persons=PERSONS, kinships=kin)
    assert "later" not in ask(unborn, "relatives", person="anna")["relative_id"].tolist()
    born = make_graph(as_of="2031-01-01", persons=PERSONS, kinships=kin)
    assert "later" in ask(born, "relatives", person="anna")["relative_id"].tolist()


def test_common_relatives_of_cousins_are_those_of_both(world):
    assert rows(ask(world, "common_relatives", person="anna", other="dirk", steps=2)) == [
        ("oma", 2, 2),
        ("opa", 2, 2),
    ]
    # With three steps also the parents' generation: Piet is Dirk's uncle, Riet Anna's aunt.
    assert rows(ask(world, "common_relatives", person="anna", other="dirk")) == [
        ("oma", 2, 2),
        ("opa", 2, 2),
        ("piet", 1, 3),
        ("riet", 3, 1),
    ]


def test_full_siblings_by_two_parents(world):
    assert rows(ask(world, "full_siblings", person="anna")) == [
        ("bram", "mies|piet", "two_parents")
    ]
    # Of Dirk's father nothing is known, and Eefje is adopted.
    assert rows(ask(world, "full_siblings", person="dirk")) == []


def test_full_siblings_as_twins_or_by_the_number_of_a_family_unless_the_parents_say_half(world):
    kin = """
    person_id kind       relative_id family_id
    moe       parent_of  a           F1
    moe       parent_of  b           F1
    c         twin_of    d           -
    va        parent_of  c           -
    e         sibling_of f           F2
    p         parent_of  g           F3
    q         parent_of  g           F3
    p         parent_of  h           F3
    r         parent_of  h           F3
    """
    persons = "person_id\n" + "\n".join(["moe", "va", *"abcdefghpqr"])
    graph = make_graph(persons=persons, kinships=kin)
    assert rows(ask(graph, "full_siblings", person="a")) == [("b", "moe", "family_id")]
    assert rows(ask(graph, "full_siblings", person="d")) == [("c", "", "twin")]
    assert rows(ask(graph, "full_siblings", person="f")) == [("e", "", "family_id")]
    # One number, but one shared parent and two different ones: half.
    assert rows(ask(graph, "full_siblings", person="g")) == []
    assert rows(ask(graph, "half_siblings", person="g")) == [("h", "p", "q", "r")]


def test_full_siblings_not_by_a_number_used_for_more_than_40_children():
    children = [f"c{i:02d}" for i in range(41)]
    persons = [{"person_id": name} for name in ["m0", *(f"m{c}" for c in children), *children]]
    kin = [
        {"person_id": f"m{c}", "kind": "parent_of", "relative_id": c, "family_id": "F"}
        for c in children
    ]
    assert len(ask(make_graph(persons=persons, kinships=kin), "full_siblings", person="c00")) == 0
    forty = make_graph(persons=persons, kinships=kin[:40])
    assert len(ask(forty, "full_siblings", person="c00")) == 39


def test_half_siblings_share_one_and_know_the_others(world):
    assert rows(ask(world, "half_siblings", person="anna")) == [("cato", "piet", "mies", "lies")]
    assert rows(ask(world, "half_siblings", person="cato")) == [
        ("anna", "piet", "lies", "mies"),
        ("bram", "piet", "lies", "mies"),
    ]


def test_siblings_full_or_half_unknown_where_a_parent_is_missing():
    persons = "person_id\n" + "\n".join(["moe", "va", *"abcd"])
    kin = """
    person_id kind       relative_id
    moe       parent_of  a
    va        parent_of  a
    moe       parent_of  b
    a         sibling_of c
    va        parent_of  d
    """
    graph = make_graph(persons=persons, kinships=kin)
    # b and d miss one parent each; of c nothing is known but that it is a sibling: two missing.
    assert rows(ask(graph, "siblings_full_or_half_unknown", person="a")) == [
        ("b", "moe", 1),
        ("c", "", 2),
        ("d", "va", 1),
    ]
    assert rows(ask(graph, "siblings_full_or_half_unknown", person="d")) == [("a", "va", 1)]


def test_path_between_step_by_step(world):
    assert rows(ask(world, "path_between", person="mies", other="dirk")) == [
        (1, "mies", "partner_of", "piet"),
        # Through Oma or Opa: the first by ids.
        (2, "piet", "child_of", "oma"),
        (3, "oma", "parent_of", "riet"),
        (4, "riet", "parent_of", "dirk"),
    ]
    # Without partners Mies reaches him through her children.
    birth = ask(world, "path_between", person="mies", other="dirk", kinds="birth")
    assert birth["next_id"].tolist() == ["anna", "piet", "oma", "riet", "dirk"]
    assert rows(ask(world, "path_between", person="mies", other="eefje", kinds="birth")) == []
    assert rows(ask(world, "path_between", person="mies", other="fred")) == []
    assert rows(ask(world, "path_between", person="mies", other="mies")) == []
    adopted = ask(world, "path_between", person="eefje", other="riet", kinds="descent")
    assert rows(adopted) == [(1, "eefje", "adoptive_child_of", "riet")]


def test_path_between_names_all_kinds_of_one_step(world):
    kin = KIN + "riet guardian_of dirk 2020 - - - -\n"
    graph = make_graph(persons=PERSONS, kinships=kin)
    assert rows(ask(graph, "path_between", person="dirk", other="riet")) == [
        (1, "dirk", "child_of|ward_of", "riet")
    ]


def test_guardians_of_child_now_and_then(world):
    kin = KIN + (
        "oma guardian_of dirk 2005 2010-01-01 - - -\nfred foster_parent_of dirk 2010-01-01 - - - -\n"
    )
    graph = make_graph(
        persons=PERSONS,
        kinships=kin,
        involvements="partner_id person_id role start_date\nGI dirk guardian 2012-03-01\n"
        "SWT dirk helper 2012-03-01",
        measures="measure_id type person_id partner_id start_date end_date\n"
        "m1 VVOOGD dirk GI 2011-12-01 2012-03-01\nm2 OTS dirk GI 2009 2010",
    )
    # A helper and a supervision order are no custody.
    assert rows(ask(graph, "guardians_of_child", person="dirk")) == [
        ("kinship", "guardian_of", "oma", "2005", "2010-01-01", False),
        ("kinship", "foster_parent_of", "fred", "2010-01-01", "", True),
        ("measure", "VVOOGD", "GI", "2011-12-01", "2012-03-01", False),
        ("involvement", "guardian", "GI", "2012-03-01", "", True),
    ]


def test_household_history_with_others_who_live_there_now(world):
    assert rows(ask(world, "household_history", person="anna")) == [
        ("H1", "private", "child", "1990", "2010-09-01", False, 2),
        ("H2", "private", "child", "2010-09-01", "", True, 1),
    ]
    assert rows(ask(world, "household_history", person="fred")) == []


def test_couples_of_person_with_children_of_both(world):
    assert rows(ask(world, "couples_of_person", person="piet")) == [
        ("mies", "married", "1988-05-01", "1998", "divorce", "anna|bram"),
        ("lies", "", "1999-01-01", "", "", "cato"),
    ]
    assert ask(world, "couples_of_person", person="lies")["other_id"].tolist() == ["piet"]


def test_children_of_person_with_other_parents_and_where_they_live(world):
    assert rows(ask(world, "children_of_person", person="piet")) == [
        ("anna", "parent_of", "mies", False),
        ("bram", "parent_of", "mies", True),
        ("cato", "parent_of", "lies", False),
    ]
    assert rows(ask(world, "children_of_person", person="riet")) == [
        ("dirk", "parent_of", "", False),
        ("eefje", "adoptive_parent_of", "", False),
    ]


def test_a_person_who_is_not_there_and_parameters_that_are_wrong(world):
    with pytest.raises(UserError, match="geen persoon 'niemand'") as told:
        ask(world, "relatives", person="niemand")
    assert told.value.hint.startswith("Gebruik het nummer")
    home = world.households["household_id"].iloc[0]
    with pytest.raises(UserError, match="geen persoon") as told:
        ask(world, "relatives", person=home)
    assert told.value.hint.startswith(f"'{home}' is een huishouden.")
    with pytest.raises(WrongUse, match="geen parameter persoon") as unknown:
        ask(world, "relatives", persoon="anna")
    assert unknown.value.hint.startswith("Bedoelt u person?")
    with pytest.raises(WrongUse, match="geen parameter prson") as unknown:
        ask(world, "relatives", prson="anna")
    assert unknown.value.hint.startswith("Bedoelt u person?")
    for given in (
        {},
        {"person": ""},
        {"person": "anna", "stappen": 2},
        {"person": "anna", "steps": 9},
    ):
        with pytest.raises(WrongUse) as error:
            ask(world, "relatives", **given)
        assert "person (nummer van een persoon, verplicht)" in error.value.hint
        assert "steps (heel getal, 1-4, standaard 2)" in error.value.hint
    with pytest.raises(WrongUse, match="kinds"):
        ask(world, "path_between", person="anna", other="bram", kinds="money")
