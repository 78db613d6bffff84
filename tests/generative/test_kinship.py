"""Kinship on generated families: held against the plain way, and its own laws."""

from __future__ import annotations

import numpy as np
import pytest
from factory import make_graph
from hypothesis import given, settings
from hypothesis import strategies as st
from kin_reference import INVERSE, Pedigree

from famnet.analysis import kinship
from famnet.analysis.kinship import kin, kinship_matrix


@st.composite
def pedigrees(draw, largest=12):
    """Persons in birth order, each with up to two parents among the older ones."""
    size = draw(st.integers(1, largest))
    people = [f"p{number:02}" for number in range(size)]
    parents = {}
    for number, person in enumerate(people):
        wanted = draw(st.integers(0, min(2, number)))
        # Often the same few: else nobody is kin twice over.
        older = st.sampled_from(people[max(0, number - 5) : number]) if number else st.nothing()
        parents[person] = draw(st.lists(older, min_size=wanted, max_size=wanted, unique=True))
    return parents


def graph_of(parents, more=()):
    arcs = [
        {"person_id": parent, "kind": "parent_of", "relative_id": child}
        for child, two in parents.items()
        for parent in two
    ]
    return make_graph(persons=[{"person_id": p} for p in parents], kinships=[*arcs, *more])


@settings(max_examples=10, deadline=None)
@given(pedigrees(), st.integers(0, 6))
def test_blood_relations_are_those_of_the_plain_way(parents, degree):
    frame = kin(graph_of(parents), degree=degree)
    frame = frame[~frame["relation"].isin(["co_parent", "step_parent", "step_child"])]
    told = {
        (row.person_id, row.relative_id, row.relation): row.sharing for row in frame.itertuples()
    }
    assert told == Pedigree(parents).blood(degree)


@settings(max_examples=10, deadline=None)
@given(pedigrees())
def test_coefficients_are_those_of_the_textbook_recursion(parents):
    phi = Pedigree(parents).kinship()
    matrix = kinship_matrix(graph_of(parents))
    for a in parents:
        for b in parents:
            assert matrix.loc[a, b] == phi(a, b)
    frame = kin(graph_of(parents))
    assert [phi(r.person_id, r.relative_id) for r in frame.itertuples()] == list(frame.coefficient)


def test_deep_inbreeding_by_the_textbook_recursion():
    rng = np.random.default_rng(5)
    people = [f"p{number:03}" for number in range(150)]
    parents = {
        person: sorted(rng.choice(people[max(0, n - 20) : n], min(n, 2), replace=False).tolist())
        for n, person in enumerate(people)
    }
    phi = Pedigree(parents).kinship()
    matrix = kinship_matrix(graph_of(parents))
    wanted = [[phi(a, b) for b in people] for a in people]
    assert np.allclose(matrix.loc[people, people], wanted, rtol=0, atol=1e-12)
    assert matrix.to_numpy().max() > 0.6


KINDS = (
    "parent_of", "adoptive_parent_of", "foster_parent_of", "step_parent_of", "guardian_of",
    "partner_of", "sibling_of", "twin_of",
)  # fmt: skip


@st.composite
def families(draw):
    """A pedigree with dates, and rows of every kind between its people."""
    parents = draw(pedigrees(largest=9))
    people = list(parents)
    row = st.fixed_dictionaries(
        {
            "person_id": st.sampled_from(people),
            "relative_id": st.sampled_from(people),
            "kind": st.sampled_from(KINDS[1:]),
            "start_date": st.sampled_from(["", "1990", "2020-01-01"]),
            "end_date": st.sampled_from(["", "", "1999-01-01"]),
            "end_reason": st.sampled_from(["", "divorce", "death"]),
            "family_id": st.sampled_from(["", "F1"]),
        }
    )
    more = draw(st.lists(row, max_size=8))
    births = draw(
        st.lists(
            st.sampled_from(["", "1980", "1995-05-05"]), min_size=len(people), max_size=len(people)
        )
    )
    arcs = [
        {"person_id": parent, "kind": "parent_of", "relative_id": child}
        for child, two in parents.items()
        for parent in two
    ]
    persons = [{"person_id": p, "birth_date": b} for p, b in zip(people, births, strict=True)]
    return make_graph(persons=persons, kinships=[*arcs, *more])


@settings(max_examples=10, deadline=None)
@given(families())
def test_what_one_is_to_another_has_its_inverse(graph):
    frame = kin(graph)
    told = {
        (r.person_id, r.relative_id, r.relation, r.sharing, r.basis, r.coefficient)
        for r in frame.itertuples()
    }
    assert told == {(b, a, INVERSE.get(word, word), *rest) for a, b, word, *rest in told}
    assert len(told) == len(frame)
    assert not (frame["person_id"] == frame["relative_id"]).any()


@settings(max_examples=10, deadline=None)
@given(families())
def test_every_way_leads_from_the_one_to_the_other(graph):
    frame = kin(graph)
    ids = set(graph.persons["person_id"])
    for row in frame.itertuples():
        way = row.via.split(">")
        assert (way[0], way[-1]) == (row.person_id, row.relative_id)
        assert set(way) <= ids
        assert len(set(way)) == len(way)


@settings(max_examples=10, deadline=None)
@given(families(), st.integers(1, 4))
def test_a_lower_degree_leaves_out_and_changes_nothing(graph, degree):
    columns = ["person_id", "relative_id", "relation", "basis", "coefficient"]
    few = set(kin(graph, degree=degree)[columns].itertuples(index=False, name=None))
    many = set(kin(graph, degree=degree + 1)[columns].itertuples(index=False, name=None))
    vague = {row for row in few - many if row[2] == "blood_relative" or row[3] == "foster"}
    assert few - many == vague  # a closer word may come with a further way


@pytest.mark.parametrize("chunk", [1, 3])
def test_the_size_of_a_chunk_changes_nothing(monkeypatch, chunk):
    parents = {
        "a": [],
        "b": [],
        "c": ["a", "b"],
        "d": ["a"],
        "e": ["c"],
        "f": ["d"],
        "g": ["e", "f"],
    }
    whole = kin(graph_of(parents))
    monkeypatch.setattr(kinship, "_CHUNK", chunk)
    assert kin(graph_of(parents)).equals(whole)
