"""A graph made by hand whose rows point nowhere is refused before anything is counted."""

from __future__ import annotations

import numpy as np
import pytest
from factory import make_graph
from scan_world import changed, region

from famnet.analysis import sound
from famnet.analysis.comparison import compare
from famnet.analysis.families import family_windows
from famnet.analysis.gate import touches
from famnet.analysis.period import last_months
from famnet.errors import UserError


def small():
    return make_graph(
        persons=[{"person_id": name, "birth_date": "1980-01-01"} for name in "abc"],
        memberships=[{"person_id": name, "household_id": f"h{name}"} for name in "abc"],
        kinships=[{"person_id": "a", "kind": "parent_of", "relative_id": name} for name in "bc"],
        signals=[
            {"signal_id": f"s{name}", "type": "FIN_DEBT", "person_id": name, "role": "involved",
             "partner_id": "WENI", "event_date": "2025-05-01", "hardness": "fact"}
            for name in "abc"
        ],
    )  # fmt: skip


def spoilt(table, column, row, value):
    graph = small()
    frame = graph.tables[table].copy()
    codes = frame[column].to_numpy().copy()
    codes[row] = value
    frame[column] = codes.astype(np.int32)
    return changed(graph, **{table: frame})


CASES = [
    ("memberships", "person", 1, 3),
    ("memberships", "household", 2, -1),
    ("kinships", "relative", 1, 10**6),
    ("signals", "person", 2, 3),
    ("signals", "origin_partner", 0, 99),
    ("signals", "derived_from", 0, -2),
]


@pytest.mark.parametrize(("table", "column", "row", "value"), CASES)
def test_a_row_that_points_nowhere_is_named(table, column, row, value):
    graph = spoilt(table, column, row, value)
    for ask in (family_windows, compare, lambda g: touches(g, last_months(g.as_of))):
        with pytest.raises(UserError) as caught:
            ask(graph)
        said = str(caught.value)
        assert f"tabel {table}, rij {row} " in said
        assert f"wijst {column} naar rij {value} " in said


def test_without_the_check_it_is_not_refused_with_words(monkeypatch):
    graph = spoilt("signals", "origin_partner", 0, 99)
    monkeypatch.setattr("famnet.analysis.gate.demand_sound", lambda _: None)
    with pytest.raises(IndexError):
        touches(graph, last_months(graph.as_of))


def test_what_famnet_makes_is_sound():
    for graph in (small(), region()):
        sound.demand_sound(graph)
