"""What a country needs to fit: nothing asked of columns that aren't read, and pieces that change nothing."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
from factory import make_graph
from scan_world import changed, comparison, region

import famnet
from famnet.analysis import joining, roles, window_list
from famnet.analysis.concentration import scan
from famnet.analysis.episodes import episode_table
from famnet.analysis.gathered import COLUMNS, gather, looked_at
from famnet.analysis.roles import judge
from famnet.analysis.window_list import table_parts


def same(one, other):
    """Say whether two results hold equal arrays, whatever they are made of."""
    if dataclasses.is_dataclass(one):
        names = [field.name for field in dataclasses.fields(one)]
        return all(same(getattr(one, name), getattr(other, name)) for name in names)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    return np.array_equal(one, other) if hasattr(one, "__len__") else one == other


def test_nothing_is_asked_of_columns_that_are_not_read():
    whole = region()
    lean = changed(
        **{name: frame[list(COLUMNS.get(name, frame))] for name, frame in whole.tables.items()}
    )
    assert len(lean.signals.columns) < len(whole.signals.columns)
    assert same(gather(lean), gather(whole))


def test_what_is_gathered_holds_nothing_of_the_tables():
    graph = changed()
    held = gather(graph)
    days = graph.persons["birth_date"].to_numpy()
    people = held.people
    for array in (people.unit, people.exposure, people.marks.rows, held.looked.windows.units):
        assert not np.shares_memory(array, days)
    assert graph.persons["person_id"].array is not held.looked.anchors


def test_the_table_in_parts_is_the_table(monkeypatch):
    whole = famnet.scan(region())
    monkeypatch.setattr(window_list, "_AT_ONCE", 700)
    parts = list(table_parts(looked_at(region()), comparison()))
    assert len(parts) > 3
    pd.testing.assert_frame_equal(pd.concat(parts, ignore_index=True), whole, check_flags=False)


def test_a_delivery_without_windows_has_one_part_without_rows():
    graph = make_graph(persons=[{"person_id": "p"}])
    (part,) = table_parts(looked_at(graph), famnet.analysis.comparison.compare(graph))
    assert not len(part)
    assert part.columns.tolist() == famnet.scan(graph).columns.tolist()


def test_episodes_and_verdicts_are_the_same_in_pieces(monkeypatch):
    whole, judged = episode_table(region()), judge(region())
    monkeypatch.setattr(joining, "_AT_ONCE", 100)
    monkeypatch.setattr(roles, "_AT_ONCE", 1000)
    again = changed()
    assert same(episode_table(again), whole)
    assert same(judge(again), judged)


def test_expected_values_are_the_same_in_pieces(monkeypatch):
    found = comparison().scan
    monkeypatch.setattr(scan, "_AT_ONCE", 10)
    again = scan._expected(found.background.chances, found.windows)
    assert np.array_equal(again, found.expected)
    by_hand = found.background.chances[found.windows.units_of(5)].sum(axis=0)
    assert np.allclose(again[5], by_hand, rtol=1e-12)
