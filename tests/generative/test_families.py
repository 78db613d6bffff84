"""Family windows on random small worlds: equal to a slow second way, and properties."""

from __future__ import annotations

import random

import numpy as np
import pytest
from factory import make_graph
from family_reference import World, unit_names, windows
from hypothesis import given, settings
from hypothesis import strategies as st

from famnet.analysis import families as surface
from famnet.analysis import windows as made
from famnet.analysis.families import families, family_windows, window_of
from famnet.analysis.households import homes
from famnet.analysis.households import unit_names as our_names

KINDS = ("private", "private", "private", "private", "institution", "shelter")


@st.composite
def worlds(draw, most: int = 16) -> World:
    n = draw(st.integers(2, most))
    persons = [f"p{i:02d}" for i in range(n)]
    kinds = {f"h{i}": draw(st.sampled_from(KINDS)) for i in range(draw(st.integers(1, 7)))}
    anyone = st.sampled_from(persons)
    couples = st.sets(st.tuples(anyone, anyone).filter(lambda pair: pair[0] < pair[1]), max_size=4)
    parents = set()
    for i in range(1, n):
        for elder in draw(st.sets(st.integers(0, i - 1), max_size=2)):
            parents.add((persons[elder], persons[i]))
    homes_of = draw(
        st.fixed_dictionaries(
            {
                p: st.none()
                | st.tuples(st.sampled_from(sorted(kinds)), st.sampled_from([True, True, False]))
                for p in persons
            }
        )
    )
    return World(
        persons=persons,
        dead=draw(st.sets(anyone, max_size=4)),
        homes={p: home for p, home in homes_of.items() if home},
        kinds=kinds,
        parents=parents,
        siblings=draw(couples),
        fosters=draw(couples),
        partners=draw(couples),
    )


def listed(graph) -> dict[str, tuple[str, int]]:
    ids = graph.persons["person_id"].tolist()
    found = family_windows(graph)
    return {
        str(found.window_id[i]): (
            "" if found.anchor[i] < 0 else ids[found.anchor[i]],
            int(found.depth[i]),
        )
        for i in range(len(found))
    }


@settings(max_examples=30, deadline=None)
@given(worlds())
def test_units_and_windows_are_those_of_the_rules(world):
    graph = make_graph(**world.tables())
    units = our_names(graph, homes(graph).unit).tolist()
    assert dict(zip(world.persons, units, strict=True)) == unit_names(world)
    expected = windows(world)
    assert listed(graph) == {name: found[:2] for name, found in expected.items()}
    table = families(graph)
    inside = table[table["boundary"] != "adjacent"]
    people = {name: set(rows) for name, rows in inside.groupby("window_id")["person_id"]}
    assert people == {name: found[2] for name, found in expected.items()}
    found = family_windows(graph)
    assert found.n_persons.tolist() == [len(expected[str(name)][2]) for name in found.window_id]


@settings(max_examples=10, deadline=None)
@given(worlds())
def test_large_windows_split_as_the_rules_say(world):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made, "MOST_PERSONS", 5)
        graph = make_graph(**world.tables())
        expected = windows(world, most_persons=5)
        assert listed(graph) == {name: found[:2] for name, found in expected.items()}
        found = family_windows(graph)
        assert found.oversize.tolist() == [
            len(expected[str(name)][2]) > 5 for name in found.window_id
        ]
        assert not (found.oversize & (found.depth == 2)).any()


@settings(max_examples=10, deadline=None)
@given(worlds(), st.integers(0, 2**32))
def test_the_order_of_rows_shows_nowhere(world, seed):
    tables = world.tables()
    mixed = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}
    one, other = make_graph(**tables), make_graph(**mixed)
    left, right = families(one), families(other)
    assert left.to_csv() == right.to_csv()
    for ref in [*world.persons, *(h for h, kind in world.kinds.items() if kind == "private")]:
        assert window_of(one, ref).window_id == window_of(other, ref).window_id


@settings(max_examples=10, deadline=None)
@given(worlds())
def test_properties_of_windows(world):
    graph = make_graph(**world.tables())
    home, found = homes(graph), family_windows(graph)
    assert len(set(found.window_id.tolist())) == len(found)
    table = families(graph)
    for i in range(len(found)):
        units = found.units_of(i)
        assert len(units) >= 2
        assert (np.diff(units) > 0).all()
        rows = table[table["window_id"] == found.window_id[i]]
        inside = rows[rows["boundary"] != "adjacent"]
        assert not rows["person_id"].duplicated().any()
        assert (rows["path"].str.len() > 0).all()
        # Closed: everybody who lives in one of its units is in it.
        persons = set(inside["person_id"])
        for unit in units:
            lists = home.residents
            for code in lists.to[lists.start[unit] : lists.start[unit + 1]]:
                assert world.persons[code] in persons
        # An outsider by marriage is not counted and shows no household.
        beside = rows[rows["boundary"] == "adjacent"]
        assert not (set(beside["person_id"]) & persons)
        assert (beside["household_id"] == "").all()
        assert set(inside["household_id"]) == set(our_names(graph, units))
        assert surface.window_of(graph, str(found.window_id[i])).index == i
