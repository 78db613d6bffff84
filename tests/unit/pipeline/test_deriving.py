"""What is derived and stored: by hand, and the same as the tables of the command line."""

from __future__ import annotations

import pandas as pd
import pytest
from factory import day, make_graph
from generated_graphs import regions, worlds
from hypothesis import given, settings

import famnet
from famnet.pipeline.deriving import derive
from famnet.stores import Derived
from famnet.stores.derived import COLUMNS


@pytest.fixture(scope="module")
def derived():
    return derive(
        make_graph(
            persons="""person_id birth_date
                a 1960
                b 1962-03-04
                c 2012-05
                d -
                e 1985-01-01""",
            memberships="""person_id household_id start_date end_date
                a H1 2000 -
                b H1 2000 -
                c H1 2012 -
                e H1 2000 2010
                e H2 2010 -""",
            kinships="person_id kind relative_id\na parent_of e\na parent_of c\na partner_of b",
            signals="""signal_id type person_id household_id role partner_id event_date incident_id hardness
                s1 JUS_PROPERTY a - suspect POL 2025-03-01 i1 -
                s2 JUS_PROPERTY e - victim POL 2025-03-02 i1 -
                s3 FIN_DEBT - H1 involved SWT 2024 - -
                s4 EDU_ABSENCE c - involved LPA 2025-05 - -
                s5 FIN_DEBT d - involved SWT 2025-06-01 - -
                s6 ADD_USE d - involved SWT 2025-06-01 - rumour""",
        )
    )


def rows(frame, *columns):
    return list(frame[list(columns)].itertuples(index=False, name=None))


def test_signals(derived):
    assert rows(derived.signals, "signal_id", "episode_id", "counted", "reason") == [
        ("s1", "e-s1", True, "counted"),
        ("s2", "e-s1", True, "counted_as_need"),
        ("s3", "e-s3", True, "counted"),
        ("s4", "e-s4", True, "counted"),
        ("s5", "e-s5", True, "counted"),
        ("s6", "e-s6", False, "rumour"),
    ]
    # A household has no age; d's birth isn't known; c was 12 or 13.
    assert derived.signals["age_class"].tolist() == ["adult", "adult", "", "minor", "", ""]
    assert derived.signals["observer"].tolist()[:2] == ["POL", "POL"]
    assert derived.signals["nature"].tolist()[:3] == ["crime", "victim", "care"]


def test_episodes(derived):
    found = rows(derived.episodes, "episode_id", "counted", "first_day", "last_day")
    assert found == [
        ("e-s1", True, day("2025-03-01"), day("2025-03-02")),
        ("e-s3", True, day("2024-01-01"), day("2024-12-31")),
        ("e-s4", True, day("2025-05-01"), day("2025-05-31")),
        ("e-s5", True, day("2025-06-01"), day("2025-06-01")),
        ("e-s6", False, day("2025-06-01"), day("2025-06-01")),
    ]
    assert derived.episodes["life_domain"].tolist()[1] == "FIN"


def test_touches(derived):
    found = rows(derived.touches, "episode_id", "household_id", "person_id", "counts")
    assert found == [
        ("e-s1", "H1", "", True),
        ("e-s1", "H2", "", True),
        ("e-s3", "H1", "", True),
        ("e-s4", "H1", "", True),
        ("e-s5", "", "d", True),
        ("e-s6", "", "d", False),
    ]
    # One occurrence counts in one domain per household: the suspect's there, the victim's there.
    assert derived.touches["scan_group"].tolist()[0] == "JUS"
    assert derived.touches["life_domain"].tolist()[1] != "JUS"


def test_homes(derived):
    assert rows(derived.homes, "person_id", "household_id", "resident") == [
        ("a", "H1", True),
        ("b", "H1", True),
        ("c", "H1", True),
        ("e", "H2", True),
    ]


def test_networks(derived):
    assert rows(derived.networks, "anchor_id", "depth", "n_households", "n_persons") == [
        ("a", 2, 2, 4)
    ]
    assert sorted(derived.network_households["household_id"]) == ["H1", "H2"]
    assert rows(derived.members, "person_id", "household_id", "boundary") == [
        ("a", "H1", "core"),
        ("c", "H1", "core"),
        ("e", "H2", "core"),
        ("b", "H1", "coresident"),
    ]


def same(one, other):
    assert one.tolist() == other.tolist()


def test_it_says_what_the_tables_say():
    @settings(max_examples=10, deadline=None)
    @given(regions())
    def holds(graph):
        found = derive(graph)
        episodes = famnet.episodes(graph)
        for name in ("signal_id", "episode_id", "counted", "reason", "observer"):
            same(found.signals[name], episodes[name])
        told = episodes[episodes["household_id"] != ""]
        columns = ["episode_id", "household_id", "life_domain"]
        touched = found.touches[found.touches["household_id"] != ""]
        assert set(rows(touched, *columns)) == set(rows(told, *columns))
        counted = told.groupby(["episode_id", "household_id"])["counted"].any()
        keys = pd.MultiIndex.from_frame(touched[["episode_id", "household_id"]])
        same(touched["counts"], counted.loc[keys])
        families = famnet.families(graph)
        for name in ("window_id", "person_id", "boundary", "path"):
            same(found.members[name], families[name])
        inside = families[families["household_id"].isin(set(graph.households["household_id"]))]
        assert set(rows(found.network_households, "window_id", "household_id")) == set(
            rows(inside, "window_id", "household_id")
        )
        windows = famnet.describe(graph).windows
        for name in ("window_id", "anchor_id", "n_households", "n_domains", "eligible"):
            same(found.networks[name], windows[name])

    holds()


def test_any_graph_can_be_derived_from():
    @settings(max_examples=15, deadline=None)
    @given(worlds())
    def holds(graph):
        found = derive(graph.coarse())
        for name, frame in found.frames():
            assert {c: str(t) for c, t in frame.dtypes.items()} == COLUMNS[name]
        assert found.signals["signal_id"].tolist() == graph.signals["signal_id"].tolist()
        assert set(found.signals["episode_id"]) == set(found.episodes["episode_id"])
        assert found.episodes["episode_id"].is_unique
        assert not found.touches.duplicated(["episode_id", "household_id", "person_id"]).any()
        assert ((found.touches["household_id"] == "") != (found.touches["person_id"] == "")).all()

    holds()


def test_nothing_has_the_same_columns():
    for name, frame in Derived.nothing().frames():
        assert {c: str(t) for c, t in frame.dtypes.items()} == COLUMNS[name]
        assert len(frame) == 0
