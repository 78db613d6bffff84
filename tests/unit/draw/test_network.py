"""The network picture: what is on it, from hand-made families."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from factory import make_graph
from pyvis.network import Network

from famnet.analysis.window_ids import window_id
from famnet.draw import network
from famnet.draw.pyvis_page import plain
from famnet.errors import UserError, WrongUse

ROOT = Path(__file__).resolve().parents[3]
THREE = {
    "persons": """person_id birth_date sex death_date
        oma 1950-01-01 female 2020-05-05
        mum 1975-01-01 female -
        dad 1974-01-01 male -
        kid 2012-01-01 male -
        aunt 1978-01-01 female -""",
    "memberships": """person_id household_id start_date end_date certainty
        mum H1 2000-01-01 - -
        dad H1 2000-01-01 2024-01-01 -
        dad H2 2024-01-01 - probable
        kid H1 2012-01-01 - -
        aunt H3 2001-01-01 - -""",
    "kinships": """person_id kind relative_id end_date end_reason certainty
        oma parent_of mum - - -
        oma parent_of aunt - - -
        mum parent_of kid - - -
        dad parent_of kid - - unconfirmed
        mum partner_of dad 2024-01-01 separation -""",
    "ties": """person_id other_id kind end_date
        kid dad contact -
        aunt dad business 2020-01-01""",
    "signals": """signal_id type person_id household_id role partner_id event_date status hardness
        s1 EDU_ABSENCE kid - involved LPA 2025-03-01 reported fact
        s2 EDU_ABSENCE kid - involved LPA 2025-04-01 reported fact
        s3 EDU_SICK kid - involved SCH 2025-04-01 refuted fact
        s4 EDU_SICK kid - involved SCH 2025-04-01 reported rumour
        s5 EDU_ABSENCE kid - involved LPA 2027-04-01 reported fact""",
    "involvements": """partner_id household_id person_id role start_date end_date
        SWT H1 - helper 2024-01-01 -
        SWT - dad helper 2020-01-01 2021-01-01""",
}


def lines(picture):
    return {(line.source, line.kind, line.target) for line in picture.scene.lines}


def marks(picture):
    return {mark.key: mark for mark in picture.scene.marks}


def test_every_person_household_and_partner_stands_once():
    picture = network(make_graph(**THREE))
    keys = [mark.key for mark in picture.scene.marks]
    assert sorted(keys) == sorted(
        [
            "p:oma",
            "p:mum",
            "p:dad",
            "p:kid",
            "p:aunt",
            "h:H1",
            "h:H2",
            "h:H3",
            "o:LPA",
            "o:SCH",
            "o:SWT",
        ]
    )
    assert picture.detail == "persons"


def test_lines_are_what_holds_on_the_day():
    assert lines(network(make_graph(**THREE))) == {
        ("p:oma", "parent", "p:mum"),
        ("p:oma", "parent", "p:aunt"),
        ("p:mum", "parent", "p:kid"),
        ("p:dad", "parent", "p:kid"),
        ("p:mum", "former_partner", "p:dad"),
        ("p:mum", "residence", "h:H1"),
        ("p:kid", "residence", "h:H1"),
        ("p:dad", "residence", "h:H2"),
        ("p:aunt", "residence", "h:H3"),
        ("p:dad", "tie", "p:kid"),
        ("o:LPA", "signal", "p:kid"),
        ("o:SWT", "involvement", "h:H1"),
    }


def test_as_of_an_earlier_day_the_couple_lives_together():
    then = lines(network(make_graph(as_of="2023-06-01", **THREE)))
    assert ("p:mum", "partner", "p:dad") in then
    assert ("p:dad", "residence", "h:H1") in then
    assert ("p:dad", "residence", "h:H2") not in then
    assert ("o:LPA", "signal", "p:kid") not in then


def test_signals_are_counted_without_refuted_rumour_and_future():
    signals = [line for line in network(make_graph(**THREE)).scene.lines if line.kind == "signal"]
    assert [(line.source, line.said, line.domains) for line in signals] == [
        ("o:LPA", "2 signalen over", ("EDU",))
    ]


def test_certainty_is_the_form_of_the_line():
    net = network(make_graph(**THREE)).to_pyvis()
    form = {(edge["from"], edge["kind"], edge["to"]): edge["dashes"] for edge in net.edges}
    assert form["p:mum", "parent", "p:kid"] is False
    dotted, dashed = form["p:dad", "parent", "p:kid"], form["p:dad", "residence", "h:H2"]
    assert dotted and dashed and dotted != dashed


def test_persons_differ_in_nothing_but_label_and_death():
    net = network(make_graph(**THREE)).to_pyvis()
    persons = [node for node in net.nodes if node["kind"] == "person"]
    forms = {
        json.dumps({k: node[k] for k in ("shape", "size", "color", "borderWidth")}, sort_keys=True)
        for node in persons
    }
    assert len(forms) == 1
    assert {node["id"] for node in persons if node["shapeProperties"]["borderDashes"]} == {"p:oma"}


def test_no_role_birth_date_or_sex_anywhere():
    page = network(make_graph(**THREE)).to_html()
    data = page[page.index("new vis.DataSet(") :]
    for word in ("1975", "2012", "female", "involved", "suspect", "verdachte"):
        assert word not in data


def test_generations_go_down_the_page():
    at = {key: mark.y for key, mark in marks(network(make_graph(**THREE))).items()}
    assert at["p:oma"] < at["p:mum"] == at["p:aunt"] == at["p:dad"] < at["p:kid"]


def test_labels_and_pages_are_the_callers():
    own = window_id(["H1", "H2"])
    graph = make_graph(**THREE)
    picture = network(
        graph,
        windows=[own],
        labels={3: "kind A3", "H1": "huishouden A"},
        pages={own: f"families/{own}.html"},
    )
    found = marks(picture)
    assert found["p:kid"].label == "kind A3"
    assert found["h:H1"].label == "huishouden A"
    assert found["p:mum"].label == "mum"
    assert found["p:kid"].page == f"families/{own}.html"
    assert found["p:aunt"].page == ""


@pytest.mark.parametrize(
    "address", ["https://example.org", "javascript:alert(1)", "//x", 'a"b', "/etc/passwd"]
)
def test_only_relative_pages(address):
    own = window_id(["H1", "H2"])
    with pytest.raises(WrongUse):
        network(make_graph(**THREE), windows=[own], pages={own: address})


def test_unknown_family_network_is_said():
    with pytest.raises(UserError, match="w-nothere"):
        network(make_graph(**THREE), windows=["w-nothere"])


def test_a_single_household_is_a_family_network_too():
    graph = make_graph(**THREE)
    own = window_id(["H3"])
    assert network(graph, windows=[own], detail="families").scene.marks[0].key == f"f:{own}"


def test_a_case_shows_its_own_persons_only():
    own = window_id(["H1", "H2"])
    picture = network(make_graph(**THREE), windows=[own], detail="persons")
    assert {key for key in marks(picture) if key[0] == "p"} >= {"p:mum", "p:dad", "p:kid"}
    assert "p:aunt" not in marks(picture)


def test_persons_of_a_whole_region_are_never_drawn():
    assert network(make_graph(**region(251)), detail="persons").detail == "families"


def test_one_node_per_family_network_joined_where_they_share():
    graph = make_graph(**THREE)
    one, two = window_id(["H1", "H2"]), window_id(["H1", "H3"])
    picture = network(graph, windows=[one, two], detail="families")
    assert [mark.code for mark in picture.scene.marks] == [one, two]
    (line,) = picture.scene.lines
    assert (line.kind, line.said) == ("shared_household", "deelt 1 huishoudens en 2 personen met")
    assert picture.scene.marks[0].domains == ("EDU",)
    assert picture.scene.marks[0].partners == ("o:LPA",)


def test_nothing_at_all_is_still_a_picture():
    picture = network(make_graph(persons="person_id\n"))
    assert picture.scene.marks == ()
    assert "Er is niets om te tekenen" in picture.to_html()
    assert repr(picture) == "<NetworkPicture: empty; 0 lines>"


def test_contradictory_kinship_still_gets_a_place():
    picture = network(
        make_graph(
            persons="person_id\na\nb\nc\n",
            kinships="""person_id kind relative_id
        a parent_of b
        b parent_of c
        c parent_of a
        a partner_of c""",
        )
    )
    assert len({(mark.x, mark.y) for mark in picture.scene.marks}) == 3


def test_to_pyvis_is_a_pyvis_network_of_ones_own():
    picture = network(make_graph(**THREE))
    net = picture.to_pyvis()
    assert type(net) is Network
    assert (net.num_nodes(), net.num_edges()) == (11, 12)
    assert net.get_node("p:kid")["label"] == "kid"
    assert net.neighbors("h:H1") == {"p:mum", "p:kid", "o:SWT"}
    before = picture.to_html()
    net.add_node("mine", label="mine")
    net.nodes[0]["label"] = "changed"
    net.options["physics"]["enabled"] = True
    assert picture.to_html() == before


def test_the_graph_stays_as_it_was():
    graph = make_graph(**THREE)
    before = {name: frame.copy() for name, frame in graph.tables.items()}
    network(graph).to_pyvis().generate_html(notebook=False)
    for name, frame in graph.tables.items():
        assert frame.equals(before[name])


def test_plain_takes_what_analysts_put_on_nodes():
    given = {
        "i": np.int64(3),
        "f": np.float32(0.5),
        "nan": np.nan,
        "s": {2, 1},
        "a": np.arange(2),
        "g": nx.Graph,
        "t": (1, None),
    }
    made = plain(given)
    json.dumps(made, allow_nan=False)
    assert made == {
        "i": 3,
        "f": 0.5,
        "nan": None,
        "s": [1, 2],
        "a": [0, 1],
        "g": str(nx.Graph),
        "t": [1, None],
    }


def region(households: int) -> dict[str, object]:
    """Chains of families: per household two parents and a child who is a parent in the next."""
    persons, memberships, kinships = [], [], []
    for i in range(households):
        for who in ("m", "d", "k"):
            persons.append({"person_id": f"{who}{i}"})
            memberships.append({"person_id": f"{who}{i}", "household_id": f"H{i}"})
        kinships += [
            {"person_id": f"{who}{i}", "kind": "parent_of", "relative_id": f"k{i}"} for who in "md"
        ]
        if i % 6:
            kinships.append({"person_id": f"m{i - 1}", "kind": "parent_of", "relative_id": f"d{i}"})
    return {"persons": persons, "memberships": memberships, "kinships": kinships}


def test_a_thousand_nodes_show_persons_and_one_more_collapses():
    whole = network(make_graph(**region(250)))
    assert (whole.detail, len(whole.scene.marks)) == ("persons", 1000)
    more = network(make_graph(**region(251)))
    assert more.detail == "families"
    assert {mark.kind for mark in more.scene.marks} == {"family"}
    assert any("1.004" in note for note in more.scene.notes)


def test_no_two_persons_on_one_place():
    picture = network(make_graph(**region(250)))
    assert len({(mark.x, mark.y) for mark in picture.scene.marks}) == 1000


def test_pyvis_add_edge_which_is_quadratic_is_not_used(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError

    monkeypatch.setattr(Network, "add_edge", refuse)
    monkeypatch.setattr(Network, "add_node", refuse)
    assert network(make_graph(**region(20))).to_pyvis().num_edges() > 20


SCRIPT = """
import sys
sys.path.insert(0, "tests"); sys.path.insert(0, "tests/unit/draw")
from test_network import THREE, region
from factory import make_graph
from famnet.draw import network
import hashlib
for tables in (THREE, region(60), region(300)):
    print(hashlib.sha256(network(make_graph(**tables)).to_html().encode()).hexdigest())
"""


@pytest.mark.long
def test_same_input_same_bytes_whatever_the_environment():
    seen = []
    for seed, zone, place in (("1", "UTC", "C"), ("2", "Asia/Tokyo", "C.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": place}
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env=environment,
        )
        seen.append(done.stdout)
    assert seen[0] == seen[1]
    assert len(seen[0].split()) == 3


def test_save_writes_utf_8_and_leaves_nothing_beside(tmp_path):
    graph = make_graph(**THREE)
    path = network(graph, labels={3: "kïnd ’t €"}).save(tmp_path / "sub" / "network.html")
    assert [file.name for file in path.parent.iterdir()] == ["network.html"]
    assert "kïnd ’t €" in path.read_text(encoding="utf-8")
    assert b"\r" not in path.read_bytes()
    assert str(tmp_path) not in path.read_text(encoding="utf-8")
