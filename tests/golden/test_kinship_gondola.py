"""The Ragusan nobles of bavla/Nets (Gondola): relations and coefficients against the plain way.

The data has no licence and isn't in the project; the test reads it from ../shared where that is.
Published counts: 336 persons, 450 parent arcs, 113 couples.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from factory import make_graph
from ged4py import GedcomReader
from kin_reference import Pedigree, counts

from famnet.analysis.kinship import kin, kinship_coefficient
from famnet.analysis.kinship_path import path_between

FILE = Path(__file__).parents[3] / "shared" / "data" / "gondola" / "gondola.ged"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason=f"NOT TESTED: the Gondola genealogy is not at {FILE}"
)
SEX = {"M": "male", "F": "female"}


@pytest.fixture(scope="module")
def gedcom():
    """Persons with sex, parent arcs (parent, child), couples."""
    with GedcomReader(str(FILE), errors="replace") as reader:
        families = [
            (
                [str(x.xref_id) for x in family.sub_tags("HUSB", "WIFE") if x.xref_id],
                [str(x.xref_id) for x in family.sub_tags("CHIL") if x.xref_id],
            )
            for family in reader.records0("FAM")
        ]
        people = {
            str(person.xref_id): SEX.get(person.sub_tag_value("SEX"), "")
            for person in reader.records0("INDI")
        }
    arcs = {(parent, child) for two, children in families for parent in two for child in children}
    couples = {tuple(sorted(two)) for two, _ in families if len(two) == 2}
    return people, arcs, couples


@pytest.fixture(scope="module")
def graph(gedcom):
    people, arcs, couples = gedcom
    rows = [{"person_id": a, "kind": "parent_of", "relative_id": b} for a, b in sorted(arcs)]
    rows += [{"person_id": a, "kind": "partner_of", "relative_id": b} for a, b in sorted(couples)]
    return make_graph(
        as_of=None,
        persons=[{"person_id": person, "sex": sex} for person, sex in people.items()],
        kinships=rows,
    )


@pytest.fixture(scope="module")
def pedigree(gedcom):
    people, arcs, _ = gedcom
    return Pedigree({p: [a for a, b in arcs if b == p] for p in people})


def test_published_counts(gedcom):
    people, arcs, couples = gedcom
    assert (len(people), len(arcs), len(couples)) == (336, 450, 113)


@pytest.mark.parametrize("degree", [4, 6])
def test_relations_are_those_of_the_plain_way(graph, pedigree, degree):
    frame = kin(graph, degree=degree)
    blood = frame[frame["basis"] == "birth"]
    blood = blood[blood["relation"] != "co_parent"]
    told = {(r.person_id, r.relative_id, r.relation): r.sharing for r in blood.itertuples()}
    expected = pedigree.blood(degree)
    assert counts(told) == counts(expected)
    assert told == expected


def test_coefficients_are_those_of_the_plain_way(graph, pedigree):
    phi = pedigree.kinship()
    frame = kin(graph)
    expected = [phi(r.person_id, r.relative_id) for r in frame.itertuples()]
    assert list(frame["coefficient"]) == expected


def test_cousins_married(graph, gedcom, pedigree):
    phi = pedigree.kinship()
    married = {pair: phi(*pair) for pair in gedcom[2]}
    assert any(married.values())  # the family is known for it
    for pair, value in married.items():
        assert kinship_coefficient(graph, *pair) == value


def test_partners_parents_and_children_are_the_rows_of_the_file(graph, gedcom):
    _, arcs, couples = gedcom
    frame = kin(graph, degree=1)
    told = {
        word: set(rows[["person_id", "relative_id"]].itertuples(index=False, name=None))
        for word, rows in frame.groupby("relation", observed=True)
    }
    assert told["child"] == arcs
    assert told["parent"] == {(child, parent) for parent, child in arcs}
    assert told["partner"] == couples | {(b, a) for a, b in couples}


def test_a_way_is_as_short_as_networkx_finds(graph, gedcom):
    import networkx as nx

    people, arcs, couples = gedcom
    plain = nx.Graph([*arcs, *couples])
    siblings = [
        (a, b)
        for p in people
        for a in [c for q, c in arcs if q == p]
        for b in [c for q, c in arcs if q == p]
        if a < b
    ]
    plain.add_edges_from(siblings)
    plain.add_nodes_from(people)
    one = min(people)
    length = nx.single_source_shortest_path_length(plain, one)
    for other in sorted(people)[::17]:
        path = path_between(graph, one, other)
        assert (None if path is None else len(path.steps)) == length.get(other)
