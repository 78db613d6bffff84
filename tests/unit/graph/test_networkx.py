"""The NetworkX view keeps its contract and comes back without loss."""

from __future__ import annotations

import warnings

import networkx as nx
import pandas as pd
import pytest
from factory import make_graph
from generated_graphs import worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from famnet.delivery.contract import COMMON, TABLES
from famnet.errors import Refused, UserError
from famnet.graph import from_networkx, networkx_view
from famnet.graph.day_text import days_of, text_of
from famnet.vocabulary import FOREVER, NO_DAY


@pytest.fixture(autouse=True)
def audit(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path_factory.mktemp("audit") / "audit.jsonl"))


def assert_same(one, other):
    assert (one.as_of, one.synthetic, one.workspace, one.region, one.deliverer) == (
        other.as_of, other.synthetic, other.workspace, other.region, other.deliverer,
    )  # fmt: skip
    for table in TABLES:
        pd.testing.assert_frame_equal(one.tables[table.name], other.tables[table.name])


def test_round_trip_of_any_graph():
    @settings(max_examples=10, deadline=None)
    @given(worlds())
    def holds(graph):
        made = graph.to_networkx()
        assert_same(graph, from_networkx(made))
        for _, known in made.nodes(data=True):
            assert {"kind", "id"} <= set(known)
        for _, _, known in made.edges(data=True):
            assert {"kind", "start", "end", "certainty", "source"} <= set(known)
            assert all(type(value) in (str, int, float, bool) for value in known.values())

    holds()


def test_every_kind_of_column_was_tried():
    kinds = {column.kind for table in TABLES for column in (*table.columns, *COMMON)}
    assert kinds == {"key", "ref", "code", "closed", "date", "group", "text", "number", "flag"}


@given(st.integers(-300_000, 300_000), st.integers(0, 900), st.sampled_from([NO_DAY, FOREVER]))
def test_any_two_readings_of_a_day_come_back(low, span, empty):
    assert days_of(text_of(low, low + span, empty=empty), empty=empty) == (low, low + span)


@pytest.mark.parametrize(
    ("low", "high", "empty"),
    [(NO_DAY, NO_DAY, NO_DAY), (FOREVER, FOREVER, FOREVER), (NO_DAY, NO_DAY, FOREVER),
     (FOREVER, FOREVER, NO_DAY), (NO_DAY, 5, NO_DAY), (5, FOREVER, FOREVER)],
)  # fmt: skip
def test_open_days_come_back(low, high, empty):
    assert days_of(text_of(low, high, empty=empty), empty=empty) == (low, high)


@pytest.mark.parametrize("text", ["2000-13", "gisteren", "2000-01-01/morgen", "1-2-3-4"])
def test_no_day_is_said(text):
    with pytest.raises(UserError, match="geen datum"):
        days_of(text, empty=NO_DAY)


def small():
    return make_graph(
        persons="person_id sex birth_date\na female 1980\nb male 2001-05-06",
        memberships="person_id household_id start_date end_date certainty source\na H1 2000 2010-02 probable BRP",
        kinships="person_id kind relative_id\na parent_of b",
        ties="person_id other_id kind\na b contact",
        signals="signal_id type person_id partner_id event_date role\ns1 FIN_DEBT a SWT 2025-03-01 involved",
        requests="partner_id person_id asked_date answer\nSWT b 2025-04-01 pending",
    )


def test_names_and_attributes_of_the_contract():
    made = small().to_networkx()
    assert isinstance(made, nx.MultiDiGraph)
    assert set(made.nodes) == {"person:a", "person:b", "household:H1", "partner:SWT", "signal:s1"}
    assert made.nodes["person:a"]["kind"] == "person"
    assert made.nodes["household:H1"]["household_kind"] == "private"
    edges = {(u, v, d["kind"]): d for u, v, d in made.edges(data=True)}
    assert set(edges) == {
        ("person:a", "household:H1", "lives_in"),
        ("person:a", "person:b", "parent_of"),
        ("person:a", "person:b", "contact"),
        ("signal:s1", "person:a", "about"),
        ("signal:s1", "partner:SWT", "partner"),
        ("partner:SWT", "person:b", "asked_about"),
    }
    home = edges["person:a", "household:H1", "lives_in"]
    assert (home["start"], home["end"]) == ("2000", "2010-02")
    assert (home["certainty"], home["source"]) == ("probable", "BRP")
    assert edges["signal:s1", "person:a", "about"]["start"] == "2025-03-01"


def test_an_edge_of_your_own():
    made = small().to_networkx()
    made.add_node("person:z", kind="person", id="z")
    made.add_edge("person:z", "person:a", kind="parent_of")
    made.add_edge("person:z", "household:H1", kind="lives_in", start="2020-01-01")
    graph = from_networkx(made)
    assert graph.persons["person_id"].tolist() == ["a", "b", "z"]
    assert graph.kinships[["person", "relative"]].to_numpy().tolist() == [[0, 1], [2, 0]]
    assert graph.memberships["start_date"].tolist()[1] == days_of("2020-01-01", empty=NO_DAY)[0]


def test_the_view_is_a_copy():
    graph = small()
    made = graph.to_networkx()
    made.remove_node("person:a")
    assert set(graph.to_networkx().nodes) >= {"person:a"}


def spoil(made, what):
    if what == "kind":
        made.add_node("q", id="q")
    elif what == "id":
        made.add_node("q", kind="person")
    elif what == "twice":
        made.add_node("q", kind="person", id="a")
    elif what == "edge":
        made.add_edge("person:a", "person:b", kind="likes")
    elif what == "ends":
        made.add_edge("household:H1", "person:b", kind="parent_of")
    elif what == "value":
        made.nodes["person:a"]["sex"] = "banana"
    elif what == "subject":
        made.remove_node("person:a")
    elif what == "version":
        made.graph["famnet_contract"] = "0"


@pytest.mark.parametrize(
    "what", ["kind", "id", "twice", "edge", "ends", "value", "subject", "version"]
)
def test_what_breaks_the_contract_is_said(what):
    made = small().to_networkx()
    spoil(made, what)
    with pytest.raises(UserError):
        from_networkx(made)


def test_another_kind_of_graph_is_refused():
    with pytest.raises(UserError, match="MultiDiGraph"):
        from_networkx(nx.Graph())


def test_no_way_round_the_gate():
    made = small().to_networkx()
    made.graph["synthetic"] = False
    with pytest.raises(Refused):
        from_networkx(made)


def test_a_large_graph_warns_with_its_memory(monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        small().to_networkx()
    monkeypatch.setattr(networkx_view, "LARGE", 4)
    with pytest.warns(UserWarning, match=r"5 punten .* MB"):
        small().to_networkx()


def test_graphml_takes_it(tmp_path):
    nx.write_graphml(small().to_networkx(), tmp_path / "g.graphml")
    assert_same(
        small(), from_networkx(nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True))
    )
