"""A load that dies, by its client or by its server, at any point: run again, it is whole.

Twenty times each in `make verify` (marked long), a few in `make test`.
"""

from __future__ import annotations

import os
import pickle
import random
import signal
import subprocess
import sys
import threading

import pytest
from factory import make_graph

from famnet.errors import UserError
from famnet.pipeline.deriving import derive
from famnet.stores import open_store
from famnet.stores.neo4j import connection as connections
from famnet.stores.neo4j import delivery_node, writing
from famnet.stores.neo4j.connection import Connection

#: Rows a batch here, so that a small world takes many.
BATCH = 6
TIMES = 20

#: Loads what is pickled; dies without a word before its n-th batch, or within it.
DYING = """
import os, pickle, sys, threading
from famnet.stores import open_store
from famnet.stores.neo4j import delivery_node, writing
url, path, left, within, writing.BATCH = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
batch = delivery_node.Load.batch
def dies(load, statements):
    global left
    left -= 1
    if left < 0:
        if within == "before":
            os._exit(9)
        threading.Timer(0.1, os._exit, [9]).start()
        statements = [*statements, ("UNWIND range(1, 10000000000) AS i RETURN sum(i)", {})]
    return batch(load, statements)
delivery_node.Load.batch = dies
with open(path, "rb") as file:
    graph, derived = pickle.load(file)
with open_store(url) as store:
    store.write(graph, derived=derived)
"""


def world(letter="p"):
    """Eight families of four, with two signals each."""
    lines = {
        "persons": ["person_id birth_date"],
        "memberships": ["person_id household_id start_date"],
    }
    lines["kinships"] = ["person_id kind relative_id"]
    lines["signals"] = ["signal_id type person_id role partner_id event_date"]
    for family in range(8):
        a, b, c, d = (f"{letter}{family}{who}" for who in "abcd")
        lines["persons"] += [f"{who} 19{70 + family}-03" for who in (a, b, c, d)]
        lines["memberships"] += [f"{who} h{family} 200{family}-05-01" for who in (a, b, c, d)]
        lines["kinships"] += [f"{one} parent_of {kid}" for one in (a, b) for kid in (c, d)]
        lines["kinships"] += [f"{a} partner_of {b}"]
        lines["signals"] += [
            f"s{family} HOM_DV_INCIDENT {a} suspect POL 2020-01-0{family + 1}",
            f"t{family} HOM_DV_INCIDENT {b} victim POL 2021-01-0{family + 1}",
        ]
    return make_graph(**{name: "\n".join(rows) for name, rows in lines.items()})


def everything(url):
    made = Connection(url)
    texts = (
        "MATCH (n) WHERE NOT n:SchemaStep RETURN labels(n), properties(n)",
        "MATCH (a)-[r]->(b) RETURN properties(a), properties(b), type(r), properties(r)",
    )
    try:
        return [
            sorted(repr((row[:-1], sorted(row[-1].items()))) for row in made.rows(t)) for t in texts
        ]
    finally:
        made.close()


def counted(url, graph, derived):
    """Load undisturbed; say how many batches that took, and what stands there then."""
    batches = []
    batch = delivery_node.Load.batch

    def counting(load, statements):
        batches.append(1)
        return batch(load, statements)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivery_node.Load, "batch", counting)
        load(url, graph, derived)
    return len(batches), everything(url)


def load(url, graph, derived):
    with open_store(url) as store:
        store.write(graph, derived=derived)


@pytest.fixture
def loaded(monkeypatch):
    monkeypatch.setattr(writing, "BATCH", BATCH)
    graph = world()
    return graph, derive(graph.coarse())


def client_dies(url, loaded, path, points):
    graph, derived = loaded
    other = world("q")
    other = other, derive(other.coarse())
    count, whole = counted(url, graph, derived)
    path.write_bytes(pickle.dumps(loaded))
    for turn, (share, within) in enumerate(points):
        # In turn over nothing, and over another delivery that must go.
        if turn % 2:
            load(url, *other)
        else:
            with open_store(url) as store:
                store.delete()
        after = int(share * (count - 1))
        words = [sys.executable, "-c", DYING, url, str(path), str(after), within, str(BATCH)]
        assert subprocess.run(words, check=False, timeout=300).returncode == 9
        with open_store(url) as store, pytest.raises(UserError, match="niet heel"):
            store.read()
        load(url, graph, derived)
        assert everything(url) == whole, (turn, after, within)


def random_points(times):
    draw = random.Random(20261125)
    return [(draw.random(), draw.choice(["before", "within"])) for _ in range(times)]


def test_the_client_dies_a_few_times(neo4j_url, loaded, tmp_path):
    client_dies(
        neo4j_url, loaded, tmp_path / "world", [(0, "before"), (0.5, "within"), (1, "before")]
    )


@pytest.mark.long
def test_the_client_dies_twenty_times(neo4j_url, loaded, tmp_path):
    client_dies(neo4j_url, loaded, tmp_path / "world", random_points(TIMES))


def dies_between_two_questions(own_server, running):
    with open_store(running.uri) as store:
        before = store.count()
        os.kill(running.pid, signal.SIGKILL)
        with pytest.raises(UserError) as told:
            store.count()
        assert told.value.hint and running.password not in str(told.value)
        again = own_server(port=running.port)
        assert store.count() == before
    return again


def server_dies(own_server, loaded, points, undisturbed):
    """Kill a server at points of a load; ``undisturbed`` is what ``counted`` said elsewhere."""
    graph, derived = loaded
    count, whole = undisturbed
    running = own_server()
    url, port = running.uri, running.port
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEO4J_USERNAME", running.user)
        patch.setenv("NEO4J_PASSWORD", running.password)
        patch.setattr(connections, "_RETRY", 0.5)
        batch = delivery_node.Load.batch
        for share, within in points:
            with open_store(url) as store:
                store.delete()
            left = [int(share * (count - 1))]

            def kills(load, statements, left=left, within=within, pid=running.pid):
                left[0] -= 1
                if left[0] < 0 and within == "before":
                    os.kill(pid, signal.SIGKILL)
                elif left[0] < 0:
                    threading.Timer(0.1, os.kill, [pid, signal.SIGKILL]).start()
                    statements = [
                        *statements,
                        ("UNWIND range(1, 10000000000) AS i RETURN sum(i)", {}),
                    ]
                return batch(load, statements)

            with pytest.MonkeyPatch.context() as deadly, pytest.raises(UserError) as told:
                deadly.setattr(delivery_node.Load, "batch", kills)
                load(url, graph, derived)
            assert "maakt famnet haar af" in told.value.hint
            assert running.password not in told.value.message + told.value.hint
            running = own_server(port=port)
            with open_store(url) as store, pytest.raises(UserError, match="niet heel"):
                store.read()
            load(url, graph, derived)
            assert everything(url) == whole, (share, within)
        dies_between_two_questions(own_server, running)


def test_the_server_dies_in_mid_load_and_between_questions(neo4j_url, own_server, loaded):
    # Undisturbed it is loaded on the server that others have warmed: a cold load takes half a minute.
    server_dies(own_server, loaded, [(0.6, "within")], counted(neo4j_url, *loaded))


@pytest.mark.long
def test_the_server_dies_twenty_times(neo4j_url, own_server, loaded):
    server_dies(own_server, loaded, random_points(TIMES), counted(neo4j_url, *loaded))
