"""Each word of kinship on a small family, worked out by hand."""

from __future__ import annotations

import pytest
from factory import make_graph, rows

from famnet.analysis.kinship import COLUMNS, kin
from famnet.errors import WrongUse


def family(kinships, persons="", as_of="2026-01-01"):
    """A graph of "A parent_of B" lines; persons are implied, or given with their dates."""
    if not kinships.startswith("person_id"):
        kinships = f"person_id kind relative_id\n{kinships}"
    given = rows(persons) if persons else []
    known = {row["person_id"] for row in given}
    implied = {row[name] for row in rows(kinships) for name in ("person_id", "relative_id")}
    given += [{"person_id": name} for name in sorted(implied - known)]
    return make_graph(as_of=as_of, persons=given, kinships=kinships)


def told(graph, person, degree=4):
    """(relation, relative) -> row, of one person."""
    frame = kin(graph, degree=degree)
    own = frame[frame.person_id == person].astype(object).to_dict("records")
    made = {(row["relation"], row["relative_id"]): row for row in own}
    assert len(made) == len(own)  # one row per pair and relation
    return made


def words(graph, person, degree=4):
    return set(told(graph, person, degree))


# g, h grandparents; m their daughter, u their son; f father of m's children a and b; x child of a;
# c child of u; q grandparent of g.
THREE_GENERATIONS = """
g parent_of m
h parent_of m
g parent_of u
h parent_of u
m parent_of a
f parent_of a
m parent_of b
f parent_of b
a parent_of x
u parent_of c
q parent_of g
"""


def test_blood_words():
    graph = family(THREE_GENERATIONS)
    assert words(graph, "a") == {
        ("parent", "m"), ("parent", "f"), ("child", "x"), ("sibling", "b"),
        ("grandparent", "g"), ("grandparent", "h"), ("great_grandparent", "q"),
        ("uncle_aunt", "u"), ("cousin", "c"),
    }  # fmt: skip
    assert words(graph, "x") == {
        ("parent", "a"), ("grandparent", "m"), ("grandparent", "f"), ("uncle_aunt", "b"),
        ("great_grandparent", "g"), ("great_grandparent", "h"),
        ("blood_relative", "q"), ("blood_relative", "u"),  # great-great-grandparent, great-uncle
    }  # fmt: skip
    assert words(graph, "q") == {
        ("child", "g"), ("grandchild", "m"), ("grandchild", "u"), ("great_grandchild", "a"),
        ("great_grandchild", "b"), ("great_grandchild", "c"), ("blood_relative", "x"),
    }  # fmt: skip
    assert ("nephew_niece", "x") in words(graph, "b")
    assert ("co_parent", "f") in words(graph, "m")
    assert ("co_parent", "h") in words(graph, "g")


@pytest.mark.parametrize(
    ("degree", "expected"),
    [
        (0, set()),
        (1, {"m", "f", "x"}),
        (2, {"m", "f", "x", "b", "g", "h"}),
        (3, {"m", "f", "x", "b", "g", "h", "q", "u"}),
        (4, {"m", "f", "x", "b", "g", "h", "q", "u", "c"}),
    ],
)
def test_degree_counts_parent_child_steps(degree, expected):
    graph = family(THREE_GENERATIONS)
    assert {relative for _, relative in words(graph, "a", degree)} == expected


@pytest.mark.parametrize(
    ("relative", "relation", "via", "generation", "coefficient"),
    [
        ("m", "parent", "a>m", 1, 0.25),
        ("x", "child", "a>x", -1, 0.25),
        ("b", "sibling", "a>f>b", 0, 0.25),
        ("g", "grandparent", "a>m>g", 2, 0.125),
        ("q", "great_grandparent", "a>m>g>q", 3, 0.0625),
        ("u", "uncle_aunt", "a>m>g>u", 1, 0.125),
        ("c", "cousin", "a>m>g>u>c", 0, 0.0625),
    ],
)
def test_way_generation_and_coefficient(relative, relation, via, generation, coefficient):
    row = told(family(THREE_GENERATIONS), "a")[relation, relative]
    assert (row["via"], row["generation"], row["coefficient"]) == (via, generation, coefficient)
    assert (row["basis"], row["since"], row["until"]) == ("birth", "", "")


@pytest.mark.parametrize(
    ("kinships", "sharing"),
    [
        ("m parent_of a\nm parent_of b\nf parent_of a\nf parent_of b", "full"),
        ("m parent_of a\nm parent_of b\nf parent_of a\ne parent_of b", "half"),
        ("m parent_of a\nm parent_of b\nf parent_of a", "unknown"),
        ("m parent_of a\nm parent_of b", "unknown"),
        ("a sibling_of b", "unknown"),
        ("b sibling_of a", "unknown"),
        ("a twin_of b", "full"),
        ("a identical_twin_of b", "full"),
        ("m parent_of a\nm parent_of b\na twin_of b", "full"),
        ("m parent_of a\nm parent_of b\na sibling_of b", "unknown"),
        ("m adoptive_parent_of a\nm parent_of b", ""),
        ("m foster_parent_of a\nm parent_of b", ""),
    ],
)
def test_sharing_of_siblings(kinships, sharing):
    graph = family(kinships)
    assert told(graph, "a")["sibling", "b"]["sharing"] == sharing
    assert told(graph, "b")["sibling", "a"]["sharing"] == sharing


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # One mother, one family: full although no father is recorded.
        ("m parent_of a F1\nm parent_of b F1", "full"),
        ("m parent_of a F1\nm parent_of b F2", "unknown"),
        # The mother told for one and the father for the other, in the same family.
        ("m parent_of a F1\nf parent_of b F1", "full"),
        ("a sibling_of b F1", "full"),
    ],
)
def test_same_family_is_full(lines, expected):
    graph = family(f"person_id kind relative_id family_id\n{lines}")
    assert told(graph, "a")["sibling", "b"]["sharing"] == expected


def test_a_reused_family_number_makes_no_siblings():
    lines = "\n".join(f"p{i:02} parent_of c{i:02} F1" for i in range(50))
    graph = family(f"person_id kind relative_id family_id\n{lines}")
    assert words(graph, "c00") == {("parent", "p00")}


@pytest.mark.parametrize(
    ("kinships", "sharing"),
    [
        ("g parent_of m\nh parent_of m\ng parent_of u\nh parent_of u", "full"),
        ("g parent_of m\nh parent_of m\ng parent_of u\nk parent_of u", "half"),
        ("g parent_of m\nh parent_of m\ng parent_of u", "unknown"),
        ("m sibling_of u", "unknown"),
    ],
)
def test_what_follows_from_siblings_has_their_sharing(kinships, sharing):
    graph = family(kinships + "\nm parent_of a\nu parent_of c")
    assert told(graph, "a")["uncle_aunt", "u"]["sharing"] == sharing
    assert told(graph, "u")["nephew_niece", "a"]["sharing"] == sharing
    assert told(graph, "a")["cousin", "c"]["sharing"] == sharing


def test_siblings_without_parents_have_the_short_way_and_no_coefficient():
    graph = family("m sibling_of u\nm parent_of a\nu parent_of c")
    row = told(graph, "a")["cousin", "c"]
    assert (row["via"], row["coefficient"]) == ("a>m>u>c", 0)


def test_half_sibling_coefficient():
    graph = family("m parent_of a\nm parent_of b\nf parent_of a\ne parent_of b")
    assert told(graph, "a")["sibling", "b"]["coefficient"] == 0.125


DOUBLE = """
g parent_of m
h parent_of m
g parent_of u
h parent_of u
i parent_of f
j parent_of f
i parent_of v
j parent_of v
m parent_of a
f parent_of a
u parent_of c
v parent_of c
"""


def test_double_cousins_are_one_row_of_one_eighth():
    row = told(family(DOUBLE), "a")["cousin", "c"]
    assert (row["coefficient"], row["sharing"], row["via"]) == (0.125, "full", "a>f>i>v>c")


def test_cousin_marriage():
    graph = family(THREE_GENERATIONS + "a partner_of c\na parent_of k\nc parent_of k")
    made = told(graph, "a")
    assert {("cousin", "c"), ("partner", "c"), ("co_parent", "c")} <= set(made)
    assert made["partner", "c"]["coefficient"] == 0.0625
    # The uncle is the father-in-law too.
    assert {("uncle_aunt", "u"), ("parent_in_law", "u")} <= set(made)
    # k descends from g twice: by a and by c; inbreeding 1/16 shows in its own coefficient.
    assert told(graph, "k")["great_grandparent", "g"]["coefficient"] == 0.125
    assert {r for r, who in made if who == "k"} == {"child"}  # not also a cousin's child


def test_the_vague_word_only_where_none_fits():
    # u, great-uncle of x by a, is made x's uncle too: he is brother of x's father e.
    graph = family(THREE_GENERATIONS + "e parent_of x\ng parent_of e\nh parent_of e")
    assert {r for r, who in words(graph, "x") if who == "u"} == {"uncle_aunt"}


def test_a_relative_is_never_reached_through_themselves():
    graph = family(THREE_GENERATIONS)
    assert not [1 for p in "ghmufabxcq" for _, who in words(graph, p) if who == p]
    assert ("uncle_aunt", "m") not in words(graph, "a")


SPELLS = "person_id kind relative_id start_date end_date end_reason"


@pytest.mark.parametrize(
    ("row", "deaths", "relation", "since", "until"),
    [
        ("a partner_of b 2010-05-01 - -", {}, "partner", "2010-05-01", ""),
        ("a partner_of b - - -", {}, "partner", "", ""),
        ("a partner_of b 2010 - -", {}, "partner", "2010", ""),
        ("a partner_of b 2010-05 2015-03-02 divorce", {}, "ex_partner", "2010-05", "2015-03-02"),
        ("a partner_of b 2010 2015 -", {}, "ex_partner", "2010", "2015"),
        ("a partner_of b 2010 - divorce", {}, "ex_partner", "2010", ""),
        ("a partner_of b 2010 2015-03-02 death", {}, "partner", "2010", "2015-03-02"),
        ("a partner_of b 2010 - -", {"b": "2015-03-02"}, "partner", "2010", "2015-03-02"),
        ("a partner_of b 2010 2015-03-02 -", {"b": "2015-03-02"}, "partner", "2010", "2015-03-02"),
        ("a partner_of b 2010 2012 -", {"b": "2015-03-02"}, "ex_partner", "2010", "2012"),
        ("a partner_of b 2010 2012 separation", {"a": "2012"}, "ex_partner", "2010", "2012"),
        ("a partner_of b 2010 2030-01-01 -", {}, "partner", "2010", "2030-01-01"),
        ("a partner_of b 2010 2026-01-01 -", {}, "ex_partner", "2010", "2026-01-01"),
        ("a partner_of b 2026-01-01 - -", {}, "partner", "2026-01-01", ""),
    ],
)
def test_partners(row, deaths, relation, since, until):
    persons = "person_id death_date\n" + "\n".join(f"{p} {deaths.get(p, '-')}" for p in "ab")
    graph = family(f"{SPELLS}\n{row}", persons)
    for one, other in ("ab", "ba"):
        made = told(graph, one)
        assert set(made) == {(relation, other)}
        found = made[relation, other]
        assert (found["since"], found["until"], found["basis"]) == (since, until, "partner")
        assert (found["via"], found["generation"]) == (f"{one}>{other}", 0)


def test_a_union_that_has_not_begun_is_none():
    assert words(family(f"{SPELLS}\na partner_of b 2026-01-02 - -"), "a") == set()


def test_who_came_together_again_is_a_partner():
    lines = "a partner_of b 2001 2005 divorce\nb partner_of a 2010 - -"
    made = told(family(f"{SPELLS}\n{lines}"), "a")
    assert {key: row["since"] for key, row in made.items()} == {("partner", "b"): "2010"}


def test_without_any_date_everything_is_current():
    graph = family("a partner_of b\nc guardian_of b", as_of=None)
    assert words(graph, "b") == {("partner", "a"), ("guardian", "c")}


# a and b a couple; p parent of b; s sibling of b by p; k child of b before a, of an unknown father.
IN_LAWS = "a partner_of b\np parent_of b\np parent_of s\nb parent_of k\nk partner_of l"


def test_in_laws():
    graph = family(IN_LAWS)
    assert words(graph, "a") == {
        ("partner", "b"), ("parent_in_law", "p"), ("sibling_in_law", "s"), ("step_child", "k"),
    }  # fmt: skip
    assert ("sibling_in_law", "a") in words(graph, "s")
    assert ("child_in_law", "a") in words(graph, "p")
    assert ("child_in_law", "l") in words(graph, "b")
    assert ("parent_in_law", "b") in words(graph, "l")
    row = told(graph, "a")["sibling_in_law", "s"]
    assert (row["via"], row["basis"], row["sharing"]) == ("a>b>p>s", "partner", "")
    assert told(graph, "a")["parent_in_law", "p"]["generation"] == 1


def test_divorce_ends_in_laws_and_step_and_death_does_not():
    lines = "p parent_of b - - -\nb parent_of k - - -"
    divorced = family(f"{SPELLS}\n{lines}\na partner_of b 2000 2010 divorce")
    widowed = family(f"{SPELLS}\n{lines}\na partner_of b 2000 2010 death")
    assert words(divorced, "a") == {("ex_partner", "b")}
    assert words(widowed, "a") == {("partner", "b"), ("parent_in_law", "p"), ("step_child", "k")}


def test_a_late_husband_is_no_step_father_of_a_later_child():
    persons = "person_id birth_date\nk 2015-01-01\no 2008-01-01"
    lines = f"{SPELLS}\nb parent_of k - - -\nb parent_of o - - -\na partner_of b 2000 2010 death"
    graph = family(lines, persons)
    assert words(graph, "a") == {("partner", "b"), ("step_child", "o")}
    assert ("step_parent", "a") not in words(graph, "k")


def test_step_relations():
    # m has a by f and lives with s, who has d.
    graph = family("m parent_of a\nf parent_of a\nm partner_of s\ns parent_of d")
    assert words(graph, "a") == {
        ("parent", "m"), ("parent", "f"), ("step_parent", "s"), ("step_sibling", "d"),
    }  # fmt: skip
    row = told(graph, "a")["step_parent", "s"]
    assert (row["via"], row["basis"], row["generation"]) == ("a>m>s", "step", 1)
    assert told(graph, "a")["step_sibling", "d"]["via"] == "a>m>s>d"
    assert words(graph, "d") == {("parent", "s"), ("step_parent", "m"), ("step_sibling", "a")}
    assert ("step_child", "a") in words(graph, "s")


def test_step_parent_told():
    graph = family("s step_parent_of a\ns parent_of d\nm parent_of a")
    assert {("step_parent", "s"), ("step_sibling", "d")} <= words(graph, "a")
    assert {("step_sibling", "a")} <= words(graph, "d")
    assert {("step_child", "a")} <= words(graph, "s")


def test_a_half_brother_is_no_step_brother():
    graph = family("m parent_of a\nf parent_of a\nm partner_of s\ns parent_of d\nm parent_of d")
    assert {r for r, who in words(graph, "a") if who == "d"} == {"sibling"}


def test_own_parents_are_no_step_parents():
    graph = family("m parent_of a\nf parent_of a\nm partner_of f")
    assert words(graph, "a") == {("parent", "m"), ("parent", "f")}
    assert words(graph, "m") == {("partner", "f"), ("co_parent", "f"), ("child", "a")}


def test_foster():
    lines = "p foster_parent_of a 2020-02-01 -\np parent_of c - -\np foster_parent_of b 2021 -"
    graph = family("person_id kind relative_id start_date end_date\n" + lines)
    made = told(graph, "a")
    assert set(made) == {("parent", "p"), ("sibling", "c"), ("sibling", "b")}
    assert {row["basis"] for row in made.values()} == {"foster"}
    assert made["parent", "p"]["since"] == "2020-02-01"
    assert told(graph, "p")["child", "a"]["basis"] == "foster"
    assert told(graph, "c")["sibling", "a"]["basis"] == "foster"


def test_foster_care_that_ended_or_has_not_begun_is_no_relation():
    lines = "p foster_parent_of a 2010 2012\nq foster_parent_of a 2027 -\nr guardian_of a 2010 2012"
    graph = family("person_id kind relative_id start_date end_date\n" + lines)
    assert words(graph, "a") == set()


def test_a_grandmother_who_fosters_stays_the_grandmother():
    graph = family("g parent_of m\nm parent_of a\ng foster_parent_of a\ng parent_of u")
    made = told(graph, "a")
    assert {("parent", "g"), ("grandparent", "g"), ("uncle_aunt", "u"), ("parent", "m")} == set(
        made
    )
    assert made["parent", "g"]["basis"] == "foster"


def test_adoption_is_descent_and_says_so():
    graph = family(
        "p adoptive_parent_of a\ng parent_of p\ng parent_of u\np parent_of b\nm parent_of a"
    )
    made = told(graph, "a")
    assert {key: row["basis"] for key, row in made.items()} == {
        ("parent", "p"): "adoption",
        ("parent", "m"): "birth",
        ("sibling", "b"): "adoption",
        ("grandparent", "g"): "adoption",
        ("uncle_aunt", "u"): "adoption",
    }
    assert {row["coefficient"] for key, row in made.items() if key[1] != "m"} == {0}


def test_birth_goes_before_adoption_for_one_relation():
    graph = family("p adoptive_parent_of a\np parent_of a")
    assert told(graph, "a")["parent", "p"]["basis"] == "birth"


def test_guardian_and_ward():
    lines = "g guardian_of a 2024-03-01 -"
    graph = family("person_id kind relative_id start_date end_date\n" + lines)
    row = told(graph, "a")["guardian", "g"]
    assert (row["basis"], row["since"], row["until"]) == ("guardianship", "2024-03-01", "")
    assert (row["generation"], row["via"]) == (1, "a>g")
    assert words(graph, "g") == {("ward", "a")}


def test_who_is_not_born_yet_has_no_kin():
    persons = "person_id birth_date\nk 2026-02-01"
    assert words(family("m parent_of k\nf parent_of k", persons), "m") == set()
    assert words(family("m parent_of k\nf parent_of k", persons, as_of="2026-02-01"), "m") == {
        ("child", "k"),
        ("co_parent", "f"),
    }


def test_twice_told_is_told_once():
    graph = family("m parent_of a\nm parent_of a\na sibling_of b\nb sibling_of a\nm parent_of b")
    assert words(graph, "a") == {("parent", "m"), ("sibling", "b")}


def test_the_order_of_the_delivery_changes_nothing():
    lines = THREE_GENERATIONS.strip().splitlines()
    one = family("\n".join(lines))
    other = make_graph(
        persons=[{"person_id": p} for p in "qxcbafuhmg"],
        kinships="person_id kind relative_id\n" + "\n".join(reversed(lines)),
    )
    assert kin(one).equals(kin(other))


def test_columns_and_nobody():
    graph = make_graph(persons=[{"person_id": "a"}])
    frame = kin(graph)
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == 0


@pytest.mark.parametrize("degree", [-1, 13])
def test_degree_out_of_bounds(degree):
    with pytest.raises(WrongUse):
        kin(make_graph(persons=[{"person_id": "a"}]), degree=degree)


def test_a_loop_of_adoption_makes_nobody_their_own_kin():
    graph = family("m parent_of a\na adoptive_parent_of m\na parent_of x")
    assert not [1 for person in "max" for _, who in words(graph, person) if who == person]


def test_a_grandmother_who_adopts():
    graph = family("g parent_of m\nm parent_of a\ng adoptive_parent_of a")
    made = told(graph, "a")
    assert {key: row["basis"] for key, row in made.items()} == {
        ("parent", "g"): "adoption",
        ("parent", "m"): "birth",
        ("grandparent", "g"): "birth",
        ("sibling", "m"): "adoption",
    }
