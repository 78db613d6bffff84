"""famnet load and famnet export from outside (cli.md)."""

from __future__ import annotations

import csv
import json
import re

import networkx as nx
import pytest

from famnet import cli, failures, resources

SAMPLE = resources.sample_data()


def famnet(*arguments: object) -> int:
    return failures.guarded(cli.app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def accepted():
    """Rows of each file of the sample that can be used, as ``famnet check`` counts them."""
    from famnet.delivery import read_delivery

    return {name: len(frame) for name, frame in read_delivery(SAMPLE).tables.items()}


@pytest.fixture
def real(tmp_path):
    """A delivery that doesn't say it is synthetic."""
    folder = tmp_path / "echt"
    folder.mkdir()
    (folder / "persons.csv").write_text(
        "person_id,birth_date,family_name\nown-number-1,1987-06-05,Verzonnen\n"
    )
    (folder / "signals.csv").write_text(
        "signal_id,type,person_id,role,partner_id,event_date\n"
        "s1,FIN_DEBT,own-number-1,involved,SWT,2025-03-01\n"
    )
    return folder


OURS = ("--purpose", "casusoverleg", "--case", "Z-1", "--workspace", "zvh")


def test_load_counts_what_is_there(tmp_path, capsys, accepted):
    store = f"memory:{tmp_path / 'store'}"
    assert famnet("load", SAMPLE, "--store", store, "--json") == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 1
    told = json.loads(out)
    assert set(told) >= {"nodes", "relationships"}
    assert told["nodes"] == sum(told["labels"].values())
    assert told["relationships"] == sum(told["types"].values())
    for name, label in (("persons", "Person"), ("measures", "Measure"), ("actions", "Action")):
        assert told["labels"][label] == accepted[name]
    assert told["types"]["TIED_TO"] == accepted["ties"]
    assert (told["replaced"], told["unchanged"]) == (False, False)
    # Again: nothing changes.
    assert famnet("load", SAMPLE, "--store", store, "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert again == told | {"unchanged": True}
    # With birth days it is another store.
    assert famnet("load", SAMPLE, "--store", store, "--identifying", "--json") == 0
    more = json.loads(capsys.readouterr().out)
    assert more == told | {"replaced": True, "identifying": True}


def test_load_says_in_dutch_what_it_did(capsys, accepted):
    assert famnet("load", SAMPLE, "--store", "memory:") == 0
    said = capsys.readouterr().out
    assert f"Person: {accepted['persons']}" in said
    assert "alleen de maand" in said


def test_a_store_is_emptied_for_its_own_case_alone(real, tmp_path, capsys):
    store = f"memory:{tmp_path / 'store'}"
    assert famnet("load", real, "--store", store, "--json", *OURS) == 0
    counted = json.loads(capsys.readouterr().out)
    empty = ("store", "empty", "--store", store, "--json")
    assert famnet(*empty) == 3
    assert famnet(*empty, "--purpose", "casusoverleg", "--case", "Z-2", "--workspace", "zvh") == 3
    capsys.readouterr()
    assert famnet(*empty, *OURS) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {"nodes": counted["nodes"], "relationships": counted["relationships"]}
    assert famnet(*empty) == 0
    assert json.loads(capsys.readouterr().out) == {"nodes": 0, "relationships": 0}
    assert famnet("ask", "running_measures", "--store", store) == 1
    assert "De store is leeg" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("store", "code"),
    [
        ("neo4j://anna:geheim@localhost", 2),
        ("anna:geheim@localhost", 2),
        ("http://localhost", 2),
        ("", 2),
        (f"memory:{SAMPLE}", 2),
        (f"memory:{SAMPLE / 'store'}", 2),
    ],
)
def test_load_elsewhere_is_wrong_use(store, code, capsys):
    before = sorted(path.name for path in SAMPLE.iterdir())
    assert famnet("load", SAMPLE, "--store", store) == code
    said = capsys.readouterr()
    assert "geheim" not in said.out + said.err
    assert sorted(path.name for path in SAMPLE.iterdir()) == before


def test_real_data_needs_a_purpose(real, tmp_path, capsys):
    store = f"memory:{tmp_path / 'store'}"
    assert famnet("load", real, "--store", store, "--json") == 3
    assert not (tmp_path / "store").exists()
    assert famnet("load", real, "--store", store, "--json", *OURS) == 0
    other = ("--purpose", "casusoverleg", "--case", "Z-2", "--workspace", "zvh")
    assert famnet("load", real, "--store", store, "--json", *other) == 3
    said = capsys.readouterr()
    assert "own-number-1" not in said.out + said.err
    assert "own-number-1" not in "".join(
        path.read_bytes().decode("latin-1") for path in (tmp_path / "store").rglob("*.*")
    )
    assert famnet("export", real, "--out", tmp_path / "g.graphml") == 3
    assert not (tmp_path / "g.graphml").exists()
    assert famnet("export", real, "--out", tmp_path / "g.graphml", *OURS) == 0
    text = (tmp_path / "g.graphml").read_text(encoding="utf-8")
    assert "own-number-1" not in text
    assert "person:P1" in text
    assert "1987-06" not in text


@pytest.mark.parametrize(
    ("kind", "name"), [("graphml", "g.graphml"), ("node-link", "g.json"), ("csv", "g.csv")]
)
def test_export(tmp_path, capsys, accepted, kind, name):
    out = tmp_path / "uit" / name
    assert famnet("export", SAMPLE, "--format", kind, "--out", out, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["files"][0] == name
    nodes, edges = _opened(kind, out)
    assert (told["nodes"], told["edges"]) == (nodes, edges)
    tables = ("persons", "households", "partners", "signals", "referrals", "measures", "actions")
    assert nodes == sum(accepted[table] for table in tables)
    assert sorted(path.name for path in out.parent.iterdir()) == sorted(told["files"])
    first = {path.name: path.read_bytes() for path in out.parent.iterdir()}
    assert famnet("export", SAMPLE, "--format", kind, "--out", out) == 0
    assert {path.name: path.read_bytes() for path in out.parent.iterdir()} == first
    assert "birth_date" not in first[name].decode()
    assert _full_birth_days().isdisjoint(_persons_days(kind, first))


def _opened(kind, out):
    if kind == "graphml":
        made = nx.read_graphml(out, force_multigraph=True)
    elif kind == "node-link":
        made = nx.node_link_graph(json.loads(out.read_text(encoding="utf-8")), edges="edges")
    else:
        with out.open(encoding="utf-8", newline="") as edges:
            n_edges = len(list(csv.DictReader(edges)))
        with out.with_name("g-nodes.csv").open(encoding="utf-8", newline="") as nodes:
            return len(list(csv.DictReader(nodes))), n_edges
    return made.number_of_nodes(), made.number_of_edges()


def _full_birth_days() -> set[tuple[str, str]]:
    with (SAMPLE / "persons.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row["person_id"], row["birth_date"]) for row in rows if len(row["birth_date"]) == 10}


def _persons_days(kind, files) -> set[tuple[str, str]]:
    """Every (person, day) that stands in what is told of a person, death apart."""
    if kind == "graphml":
        parts = re.findall(
            r'<node id="person:([^"]+)">(.*?)</node>', files["g.graphml"].decode(), re.DOTALL
        )
        parts = [
            (name, re.sub(r'<data key="node_death_date">.*?</data>', "", t)) for name, t in parts
        ]
    elif kind == "node-link":
        told = json.loads(files["g.json"])["nodes"]
        parts = [(n["label"], str({**n, "death_date": ""})) for n in told if n["kind"] == "person"]
    else:
        told = csv.DictReader(files["g-nodes.csv"].decode().splitlines())
        parts = [(n["Label"], str({**n, "death_date": ""})) for n in told if n["kind"] == "person"]
    return {(name, d) for name, text in parts for d in re.findall(r"\d{4}-\d{2}-\d{2}", text)}


def test_export_around_somebody(tmp_path, capsys):
    with (SAMPLE / "persons.csv").open(encoding="utf-8-sig", newline="") as file:
        person = next(csv.DictReader(file))["person_id"]
    asked = ("--around", person, "--hops", 0, "--out", tmp_path / "g.graphml", "--json")
    assert famnet("export", SAMPLE, *asked) == 0
    assert json.loads(capsys.readouterr().out)["nodes"] < 50
    made = nx.read_graphml(tmp_path / "g.graphml")
    assert [d["id"] for _, d in made.nodes(data=True) if d["kind"] == "person"] == [person]
    wrong = ("--around", "niemand", "--out", tmp_path / "h.graphml")
    assert famnet("export", SAMPLE, *wrong) == 1
    assert not (tmp_path / "h.graphml").exists()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("gexf", "g.gexf"),
        ("graphml", "g.csv"),
        ("node-link", "g.graphml"),
        ("csv", "g.parquet"),
        ("csv", "g"),
    ],
)
def test_another_form_is_wrong_use(tmp_path, kind, name, capsys):
    assert famnet("export", SAMPLE, "--format", kind, "--out", tmp_path / name) == 2
    assert list(tmp_path.iterdir()) == []
    assert "--out" in capsys.readouterr().err or kind == "gexf"


def test_never_over_the_delivery(capsys):
    before = sorted(path.name for path in SAMPLE.iterdir())
    for name in ("persons.csv", "nieuw.csv"):
        assert famnet("export", SAMPLE, "--format", "csv", "--out", SAMPLE / name) == 2
    assert sorted(path.name for path in SAMPLE.iterdir()) == before
    assert "levering zelf" in capsys.readouterr().err


def test_an_export_that_cant_be_written_leaves_nothing(tmp_path, capsys):
    (tmp_path / "g.csv").mkdir()
    assert famnet("export", SAMPLE, "--format", "csv", "--out", tmp_path / "g.csv") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["g.csv"]
    assert "geschreven" in capsys.readouterr().err
