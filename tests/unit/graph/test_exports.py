"""What other tools get: readable there, without what identifies, the same bytes every time."""

from __future__ import annotations

import csv
import json
import re

import networkx as nx
import pandas as pd
import pytest
from factory import make_graph
from generated_graphs import worlds
from hypothesis import given, settings

from famnet.delivery.contract import TABLES
from famnet.graph.export_csv import write_edges, write_nodes
from famnet.graph.export_graphml import write_graphml
from famnet.graph.export_node_link import write_node_link

IDENTIFYING = {c.name for table in TABLES for c in table.columns if c.identifying}


def small():
    return make_graph(
        persons="person_id sex birth_date\na female 1980-05-03\nb male 2001\n=c - -",
        memberships="person_id household_id start_date end_date certainty source\n"
        "a H1 2000 2010-02 probable BRP",
        kinships="person_id kind relative_id\na parent_of b\na parent_of b",
        ties="person_id other_id kind weight incident_id\na b contact 0.5 i1",
    )


def test_graphml_by_hand(tmp_path):
    assert write_graphml(small(), tmp_path / "g.graphml") == (4, 4)
    made = nx.read_graphml(tmp_path / "g.graphml")
    assert isinstance(made, nx.MultiDiGraph)
    assert made.nodes["person:a"] == {
        "kind": "person", "id": "a", "label": "a", "birth_year": 1980, "sex": "female",
        "certainty": "confirmed", "line": 2,
    }  # fmt: skip
    assert "birth_year" not in made.nodes["person:=c"]
    assert made.number_of_edges("person:a", "person:b") == 3
    home = made.edges["person:a", "household:H1", "memberships:0"]
    assert (home["kind"], home["start"], home["end"]) == ("lives_in", "2000", "2010-02")
    assert (home["certainty"], home["source"]) == ("probable", "BRP")
    tie = made.edges["person:a", "person:b", "ties:0"]
    assert (tie["weight"], tie["incident_id"]) == (0.5, 0)
    assert made.graph["synthetic"] is True


def test_node_link_by_hand(tmp_path):
    assert write_node_link(small(), tmp_path / "g.json") == (4, 4)
    told = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    made = nx.node_link_graph(told, edges="edges")
    assert isinstance(made, nx.MultiDiGraph)
    assert made.nodes["person:a"]["label"] == "a"
    assert made.nodes["person:a"]["birth_year"] == 1980
    home = made.edges["person:a", "household:H1", "memberships:0"]
    assert home["data_source"] == "BRP"


def test_csv_by_hand(tmp_path):
    assert write_nodes(small(), tmp_path / "n.csv") == 4
    assert write_edges(small(), tmp_path / "e.csv") == 4
    nodes = pd.read_csv(tmp_path / "n.csv", dtype=str, keep_default_na=False)
    edges = pd.read_csv(tmp_path / "e.csv", dtype=str, keep_default_na=False)
    assert nodes["Id"].tolist() == ["person:a", "person:b", "person:=c", "household:H1"]
    # A formula is made text, as in every CSV of ours.
    assert nodes["Label"].tolist() == ["a", "b", "'=c", "H1"]
    assert nodes["birth_year"].tolist() == ["1980", "2001", "", ""]
    assert list(edges.columns[:4]) == ["Source", "Target", "Type", "Id"]
    assert set(edges["Type"]) == {"Directed"}
    assert set(edges["Source"]) | set(edges["Target"]) <= set(nodes["Id"])
    # Gephi heeds no case in headings.
    for frame in (nodes, edges):
        assert len({name.lower() for name in frame.columns}) == len(frame.columns)


def written(graph, folder):
    write_graphml(graph, folder / "g.graphml")
    write_node_link(graph, folder / "g.json")
    write_nodes(graph, folder / "n.csv")
    write_edges(graph, folder / "e.csv")
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_any_graph_opens_with_as_many_nodes_and_edges(tmp_path):
    @settings(max_examples=10, deadline=None)
    @given(worlds())
    def holds(graph):
        written(graph, tmp_path)
        expected = graph.to_networkx()
        size = (expected.number_of_nodes(), expected.number_of_edges())
        graphml = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
        told = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
        for made in (graphml, nx.node_link_graph(told, edges="edges")):
            assert (made.number_of_nodes(), made.number_of_edges()) == size
            assert set(made.nodes) == set(expected.nodes)
            assert set(made.edges(keys=True)) == set(expected.edges(keys=True))
        for name, rows in (("n.csv", size[0]), ("e.csv", size[1])):
            with (tmp_path / name).open(encoding="utf-8", newline="") as file:
                assert len(list(csv.DictReader(file))) == rows
        # Every cell is the same in GraphML, but for what identifies.
        for node, known in expected.nodes(data=True):
            kept = {k: v for k, v in known.items() if k not in IDENTIFYING}
            there = dict(graphml.nodes[node])
            assert there.pop("label") == known["id"]
            there.pop("birth_year", None)
            assert there == kept
        for *edge, known in expected.edges(keys=True, data=True):
            assert graphml.edges[tuple(edge)] == known

    holds()


def test_nothing_that_identifies(tmp_path):
    graph = make_graph(
        persons="person_id birth_date\na 1987-06-05\nb 1986-11",
        signals="signal_id type person_id partner_id event_date role\n"
        "s1 FIN_DEBT a SWT 2025-03-01 involved",
    )
    for content in written(graph, tmp_path).values():
        text = content.decode()
        assert not re.search(r"1987.?06.?05|05.?06.?1987|1986.?11", text)
        words = set(re.findall(r"\w+", text))
        assert not words & (IDENTIFYING | {"birth_date_hi"})


def test_the_same_bytes_every_time(tmp_path):
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    assert written(small(), tmp_path / "1") == written(small(), tmp_path / "2")


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\ufffe"])
def test_what_xml_has_no_place_for_is_written_out(tmp_path, sign):
    graph = make_graph(
        persons=[{"person_id": "a"}],
        actions=[{"action_id": f"x{sign}y", "person_id": "a", "action": f"p{sign}q\r\nr\tend"}],
    )
    write_graphml(graph, tmp_path / "g.graphml")
    made = nx.read_graphml(tmp_path / "g.graphml")
    code = f"\\u{ord(sign):04x}"
    assert made.nodes[f"action:x{code}y"]["action"] == f"p{code}q\r\nr\tend"
