"""The shortest way between two persons, worked out by hand."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.analysis.kinship_path import path_between
from famnet.analysis.kinship_words import kin_words, relation_word
from famnet.errors import UserError, WrongUse

PERSONS = """person_id sex
g female
m female
f male
a male
b female
x -
u male
s male
z male
n male
"""
KIN = """person_id kind relative_id
g parent_of m
m parent_of a
f parent_of a
m parent_of b
f parent_of b
b parent_of x
g parent_of u
b partner_of s
"""


def graph(**more):
    return make_graph(
        persons=PERSONS,
        kinships=KIN,
        memberships="person_id household_id\ns H1\nz H1\nb H1\na H2\nx I1",
        ties="person_id other_id kind\nz n co_suspect\na n contact",
        households="household_id kind\nH1 private\nH2 private\nI1 institution",
        **more,
    )


@pytest.mark.parametrize(
    ("one", "other", "words", "via"),
    [
        ("g", "x", "achterkleinkind via dochter en kleindochter", "g>m>b>x"),
        ("g", "a", "kleinzoon via dochter", "g>m>a"),
        ("a", "b", "zus", "a>b"),
        ("b", "a", "broer", "b>a"),
        ("a", "u", "oom via moeder", "a>m>u"),
        ("u", "b", "nichtje via zus", "u>m>b"),
        ("a", "s", "zwager via zus", "a>b>s"),
        ("x", "s", "stiefvader via moeder", "x>b>s"),
        ("z", "s", "huisgenoot", "z>s"),
        ("a", "z", "huisgenoot van zus", "a>b>z"),
        ("n", "x", "neefje of nichtje van contact", "n>a>b>x"),
        ("u", "n", "contact van neefje", "u>m>a>n"),
        ("a", "a", "zichzelf", "a"),
    ],
)
def test_words_and_way(one, other, words, via):
    path = path_between(graph(), one, other)
    assert path is not None
    assert (path.words, path.via) == (words, via)


@pytest.mark.parametrize(
    ("kinds", "via"),
    [
        (["ties"], "a>n>z"),
        (["co_suspect"], None),
        (["contact", "homes"], None),
        (["kin", "homes"], "a>b>z"),
        (["kin"], None),
    ],
)
def test_kinds_can_be_chosen(kinds, via):
    path = path_between(graph(), "a", "z", kinds=kinds)
    assert (None if path is None else path.via) == via


def test_an_institution_makes_no_housemates():
    persons = "person_id\na\nb"
    living = "person_id household_id\na I\nb I"
    for kind, found in (("private", True), ("institution", False), ("shelter", False)):
        made = make_graph(
            persons=persons, memberships=living, households=f"household_id kind\nI {kind}"
        )
        assert (path_between(made, "a", "b") is not None) is found


def test_a_crowded_address_makes_no_housemates():
    persons = [{"person_id": f"p{i:02}"} for i in range(61)]
    living = [{"person_id": row["person_id"], "household_id": "H"} for row in persons]
    assert path_between(make_graph(persons=persons, memberships=living), "p00", "p60") is None
    fewer = make_graph(persons=persons[:60], memberships=living[:60])
    path = path_between(fewer, "p00", "p59")
    assert path is not None
    assert path.words == "huisgenoot"


def test_who_has_moved_is_no_housemate():
    living = "person_id household_id end_date\na H 2020-01-01\nb H -"
    made = make_graph(persons="person_id\na\nb", memberships=living)
    assert path_between(made, "a", "b") is None


def test_kin_goes_before_a_shared_address():
    living = "person_id household_id\na H\nb H"
    made = make_graph(
        persons="person_id sex\na -\nb female",
        memberships=living,
        kinships="person_id kind relative_id\na sibling_of b",
    )
    path = path_between(made, "a", "b")
    assert path is not None
    assert path.words == "zus"


def test_former_partner_half_sister_and_care():
    made = make_graph(
        persons="person_id sex\na male\nb female\nm female\ne male\nf male\nk female",
        kinships="""person_id kind relative_id end_date
        m parent_of a -
        m parent_of b -
        e parent_of a -
        f parent_of b -
        e partner_of m 2001
        k guardian_of a -
        k foster_parent_of b -
        """,
    )
    found = {pair: path_between(made, *pair) for pair in ("ab", "em", "ak", "kb")}
    assert {pair: path and path.words for pair, path in found.items()} == {
        "ab": "halfzus",
        "em": "ex-partner",
        "ak": "voogd",
        "kb": "pleegdochter",
    }


def test_steps_say_each_word():
    path = path_between(graph(), "a", "z")
    assert path is not None
    assert [(s.person_id, s.relative_id, s.relation, s.word) for s in path.steps] == [
        ("a", "b", "sibling", "zus"),
        ("b", "z", "housemate", "huisgenoot"),
    ]
    assert repr(path) == "<Path: 2 steps>"


def test_nobody_and_nothing():
    with pytest.raises(UserError, match="'q'"):
        path_between(graph(), "a", "q")
    with pytest.raises(WrongUse, match="vriend"):
        path_between(graph(), "a", "b", kinds=["vriend"])


@pytest.mark.parametrize(
    ("steps", "sexes", "words"),
    [
        (["parent", "parent"], [None, "male"], "opa via ouder"),
        (["parent", "sibling", "child"], ["male", "female", "male"], "neef via vader en tante"),
        (["parent", "child"], ["female", None], "broer of zus via moeder"),
        (["child", "partner"], ["male", "female"], "schoondochter via zoon"),
        (["parent", "parent", "sibling"], ["male", "female", "male"], "broer van oma"),
        (["partner", "parent", "partner"], ["x", "male", "female"], "partner van schoonvader"),
    ],
)
def test_kin_words(steps, sexes, words):
    assert kin_words(steps, sexes) == words


def test_every_relation_of_kin_has_a_word():
    from famnet.analysis.kinship_relations import RELATIONS

    sexes = ("male", "female", "x")
    for lang in ("nl", "en"):
        assert all(relation_word(name, sex, lang) for name in RELATIONS for sex in sexes)


def test_the_same_ways_in_english():
    path = path_between(graph(), "g", "x", lang="en")
    assert path.words == "great-grandchild via daughter and granddaughter"
    assert [step.word for step in path.steps] == ["daughter", "daughter", "child"]
    assert path_between(graph(), "u", "n", lang="en").words == "contact of nephew"
    assert path_between(graph(), "a", "a", lang="en").words == "the same person"
