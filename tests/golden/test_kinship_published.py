"""Kinship coefficients that are published, or follow by hand from Wright's path rule."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.analysis.kinship import kin, kinship_coefficient, kinship_matrix
from famnet.errors import UserError

# The test of the R package kinship2 (Sinnwell, Therneau, Schaid 2014, Hum Hered 78:91), with
# identical twins: 1, 2 founders; 3, 4 their children; 5, 6 founders; 7 of 3 and 5; 8, 9 of 6 and 4;
# 10 of 8 and 7.
TEN = """person_id kind relative_id
1 parent_of 3
2 parent_of 3
1 parent_of 4
2 parent_of 4
3 parent_of 7
5 parent_of 7
6 parent_of 8
4 parent_of 8
6 parent_of 9
4 parent_of 9
8 identical_twin_of 9
8 parent_of 10
7 parent_of 10
"""


def ten(kinships=TEN):
    return make_graph(persons=[{"person_id": str(i)} for i in range(1, 11)], kinships=kinships)


PUBLISHED = [
    ("1", "3", 0.25),
    ("7", "8", 0.0625),
    ("8", "9", 0.5),
    ("10", "10", 0.53125),
    ("10", "7", 0.28125),
    ("10", "3", 0.1875),
]


@pytest.mark.parametrize(("a", "b", "phi"), PUBLISHED)
def test_ten_person_pedigree(a, b, phi):
    assert kinship_coefficient(ten(), a, b) == phi
    assert kinship_coefficient(ten(), b, a) == phi
    matrix = kinship_matrix(ten())
    assert matrix.loc[a, b] == matrix.loc[b, a] == phi


def test_kin_carries_the_same_values():
    frame = kin(ten())
    told = {(row.person_id, row.relative_id): row.coefficient for row in frame.itertuples()}
    assert {pair: told[pair] for pair in [("1", "3"), ("8", "9"), ("10", "7"), ("10", "3")]} == {
        ("1", "3"): 0.25, ("8", "9"): 0.5, ("10", "7"): 0.28125, ("10", "3"): 0.1875,
    }  # fmt: skip
    assert told["7", "8"] == 0.0625


def test_fraternal_twins_are_as_full_siblings():
    fraternal = ten(TEN.replace("identical_twin_of", "twin_of"))
    assert kinship_coefficient(fraternal, "8", "9") == 0.25
    # 9 is an aunt of 10 and also kin by 7: half of (8,9) plus half of (7,9) = .125 + .03125.
    assert kinship_coefficient(fraternal, "10", "9") == 0.15625


def test_identical_twins_told_without_parents_for_one():
    kinships = TEN.replace("6 parent_of 9\n4 parent_of 9\n", "")
    assert kinship_coefficient(ten(kinships), "9", "4") == 0.25


def test_identical_triplets_are_one_genome():
    graph = make_graph(
        persons="person_id\nb\na\nd\nc",
        kinships="person_id kind relative_id\na identical_twin_of b\nd identical_twin_of b\nc parent_of d",
    )
    assert kinship_coefficient(graph, "a", "d") == 0.5
    assert kinship_coefficient(graph, "a", "c") == 0.25


def line(*arcs):
    people = sorted({name for arc in arcs for name in arc.split()})
    rows = [
        dict(zip(("person_id", "relative_id"), arc.split(), strict=True)) | {"kind": "parent_of"}
        for arc in arcs
    ]
    return make_graph(persons=[{"person_id": name} for name in people], kinships=rows)


@pytest.mark.parametrize(
    ("arcs", "a", "b", "phi"),
    [
        (["g m", "m a", "a x"], "g", "x", 2**-4),  # great-grandparent
        (["m a", "m b"], "a", "b", 2**-3),  # half-siblings
        (["g m", "h m", "g u", "h u", "m a", "u c"], "a", "c", 2**-4),  # first cousins
        (
            ["g m", "h m", "g u", "h u", "m a", "u c", "a x", "c y"],
            "x",
            "y",
            2**-6,
        ),  # second cousins
        (["f m", "f d", "m d"], "d", "d", 0.5 + 2**-3),  # child of father and daughter: F = 1/4
        (
            ["f a", "m a", "f b", "m b", "a c", "b c"],
            "c",
            "c",
            0.5 + 2**-3,
        ),  # of brother and sister
        (["f a", "g b"], "a", "b", 0),
    ],
)
def test_wright_by_hand(arcs, a, b, phi):
    assert kinship_coefficient(line(*arcs), a, b) == phi


def test_a_loop_in_descent_is_said_and_doesnt_hang():
    graph = line("a b", "b c", "c a")
    with pytest.raises(UserError, match="voorouder"):
        kinship_coefficient(graph, "a", "b")


def test_a_matrix_of_a_region_is_refused():
    graph = make_graph(persons=[{"person_id": f"{i:04}"} for i in range(2001)])
    with pytest.raises(UserError, match="2000"):
        kinship_matrix(graph)
