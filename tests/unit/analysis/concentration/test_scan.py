"""The scan as a whole on a made-up region: one family that stands out, and everything else chance."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from factory import make_graph

from famnet.analysis.concentration import scan as scan_module
from famnet.analysis.concentration.background import refitted, window_null
from famnet.analysis.concentration.sampler import value_of
from famnet.analysis.concentration.scan import scan_graph
from famnet.analysis.families import family_windows
from famnet.errors import UserError

KINDS = {
    "FIN_DEBT": "WENI",
    "MEN_CONCERN": "HA",
    "HOU_NUISANCE": "WOCO",
    "EDU_ABSENCE": "LPA",
    "WRK_NONE": "UWV",
}
FAMILIES = 300


@cache
def region(planted: bool = True, names: str = "f"):
    """Families of a parent and three grown children, each in a home of their own."""
    rng = np.random.default_rng(11)
    persons, members, kin, signals = [], [], [], []
    for f in range(FAMILIES):
        for i, born in enumerate(("1950-01-01", "1980-01-01", "1982-01-01", "1984-01-01")):
            name = f"{names}{f:03d}_{i}"
            persons.append({"person_id": name, "birth_date": born, "sex": "female"})
            members.append({"person_id": name, "household_id": f"h{name}"})
            if i:
                kin.append(
                    {"person_id": f"{names}{f:03d}_0", "kind": "parent_of", "relative_id": name}
                )
            for kind, partner in KINDS.items():
                draw = rng.random()
                if draw < 0.03 or (planted and f == 7):
                    signals.append({
                        "signal_id": f"s{name}{kind}", "type": kind, "person_id": name,
                        "role": "involved", "partner_id": partner, "event_date": "2025-05-01",
                    })  # fmt: skip
    return make_graph(persons=persons, memberships=members, kinships=kin, signals=signals)


@cache
def found(planted: bool = True):
    return scan_graph(region(planted))


def test_the_family_that_stands_out_is_reported_and_nothing_else():
    scan = found()
    assert len(scan.windows) == FAMILIES
    (only,) = scan.reported.tolist()
    anchor = region().persons["person_id"].iloc[scan.windows.anchor[only]]
    assert anchor == "f007_0"
    assert scan.adjusted.q_bh[only] < 0.01
    assert scan.certificates[only].certified >= 2
    assert scan.ratios[only].low > 2


def test_without_it_nothing_is_reported():
    assert len(found(planted=False).reported) == 0


def test_all_windows_are_there_and_those_that_show_nothing_have_p_one():
    scan = found()
    p = np.array([one.p for one in scan.estimates])
    upper = np.array([one.p_upper for one in scan.estimates])
    assert len(p) == FAMILIES
    assert (p[scan.t == 0] == 1).all()
    assert (upper >= p).all()
    assert (upper > 0).all()
    assert (scan.t[scan.counts.reason != 0] == 0).all()


def test_expected_and_t_are_those_of_the_background():
    scan = found()
    chances = scan.background.chances
    for i in range(0, FAMILIES, 50):
        units = scan.windows.units_of(i)
        assert scan.expected[i] == pytest.approx(chances[units].sum(axis=0))
    best = int(np.argmax(scan.t))
    assert scan.t[best] == value_of(window_null(scan.background, scan.windows, best))


def test_the_same_on_two_threads_and_each_time():
    again = scan_graph(region(), threads=2)
    assert again.estimates == found().estimates
    assert np.array_equal(again.adjusted.q_by, found().adjusted.q_by, equal_nan=True)


def test_the_fit_leaves_out_the_family_that_stands_out():
    # With and without the planted family the background resembles itself.
    with_it, without = found().background.frailty, found(planted=False).background.frailty
    assert max(with_it.variance) <= max(without.variance) + 0.1


def three_generations():
    """Two families: a grandparent, two children, two grandchildren, each at home alone; all are touched."""
    born = {
        "g": "1945-01-01",
        "a": "1970-01-01",
        "b": "1972-01-01",
        "c": "1998-01-01",
        "d": "2000-01-01",
    }
    parents = (("g", "a"), ("g", "b"), ("a", "c"), ("a", "d"))
    names = [f"{who}{family}" for family in (1, 2) for who in born]
    return make_graph(
        persons=[{"person_id": name, "birth_date": born[name[0]]} for name in names],
        memberships=[{"person_id": name, "household_id": f"h{name}"} for name in names],
        kinships=[
            {"person_id": f"{one}{f}", "kind": "parent_of", "relative_id": f"{other}{f}"}
            for f in (1, 2) for one, other in parents
        ],
        signals=[
            {"signal_id": f"s{name}", "type": "FIN_DEBT", "person_id": name, "role": "involved",
             "partner_id": "WENI", "event_date": "2025-05-01"}
            for name in names
        ],
    )  # fmt: skip


def test_who_holds_the_same_households_leaves_the_fit_too_and_it_is_done_twice(monkeypatch):
    graph = three_generations()
    windows = family_windows(graph)
    anchors = graph.persons["person_id"].to_numpy()[windows.anchor].tolist()
    assert sorted(anchors) == ["a1", "a2", "g1", "g2"]
    first, second = (np.array([anchor == one for anchor in anchors]) for one in ("a1", "a2"))
    passes, left_out = iter([first, second]), []
    monkeypatch.setattr(scan_module, "suspects", lambda p, windows: next(passes).copy())

    def fit(background, windows, out):
        left_out.append(sorted(np.array(anchors)[out]))
        return refitted(background, windows, out)

    monkeypatch.setattr(scan_module, "refitted", fit)
    scan_graph(graph)
    # The grandparent's window holds the homes of the parent's; the second pass keeps what the first found.
    assert left_out == [["a1", "g1"], ["a1", "a2", "g1", "g2"]]


def test_a_graph_without_family_networks():
    graph = make_graph(
        persons="person_id birth_date\n a 1980-01-01", memberships="person_id household_id\n a h"
    )
    assert len(family_windows(graph)) == 0
    scan = scan_graph(graph)
    assert len(scan.estimates) == len(scan.reported) == 0


def test_without_a_reference_date_it_doesn_t_compare():
    graph = make_graph(as_of=None, persons="person_id birth_date\n a 1980-01-01")
    with pytest.raises(UserError, match="peildatum"):
        scan_graph(graph)
