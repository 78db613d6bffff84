"""What goes wrong between famnet and a real server: each time a clear error, never a password."""

from __future__ import annotations

import os
import socket
import threading

import neo4j
import pytest
from factory import make_graph

from famnet.errors import FamnetError, UserError
from famnet.stores import open_store
from famnet.stores.neo4j.connection import Connection

PERSONS = make_graph(
    persons="person_id\na\nb", kinships="person_id kind relative_id\na parent_of b"
)


def refused(url: str, says: str) -> FamnetError:
    with pytest.raises(UserError, match=says) as told:
        open_store(url).close()
    assert told.value.hint
    chain, seen = [told.value], ""
    while chain:
        error = chain.pop()
        seen += repr(error) + str(error)
        chain += [link for link in (error.__cause__,) if link is not None]
    assert os.environ["NEO4J_PASSWORD"] not in seen
    return told.value


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_no_server_there(free_port, scheme, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-woord")
    refused(f"{scheme}://127.0.0.1:{free_port}", f"127.0.0.1:{free_port} is niet te bereiken")


def test_no_such_machine(monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-woord")
    refused("bolt://nergens.invalid:7687", "niet te bereiken")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_port_that_is_no_number(scheme, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-woord")
    refused(f"{scheme}://127.0.0.1:abc", "niet te bereiken|adres van een Neo4j-server kan niet")


def test_something_else_listens_there(monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-woord")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        def answer():
            taken, _ = other.accept()
            taken.recv(64)
            taken.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            taken.close()

        threading.Thread(target=answer, daemon=True).start()
        refused(f"bolt://127.0.0.1:{other.getsockname()[1]}", "server")


def test_wrong_password_then_the_right_one(neo4j_url, monkeypatch):
    right = os.environ["NEO4J_PASSWORD"]
    monkeypatch.setenv("NEO4J_PASSWORD", "verkeerd-woord")
    refused(neo4j_url, "wachtwoord klopt niet")
    monkeypatch.setenv("NEO4J_PASSWORD", right)
    open_store(neo4j_url).close()


def test_no_password_at_all(neo4j_url, monkeypatch):
    monkeypatch.delenv("NEO4J_PASSWORD")
    with pytest.raises(UserError, match="geen wachtwoord gegeven") as told:
        open_store(neo4j_url)
    assert "NEO4J_PASSWORD" in told.value.hint


def test_a_server_without_tls(neo4j_url):
    _, address = neo4j_url.split("://")
    for scheme in ("bolt+s", "neo4j+s"):
        refused(f"{scheme}://{address}", "TLS")


def test_no_such_database(neo4j_url, monkeypatch):
    monkeypatch.setenv("NEO4J_DATABASE", "zaken")
    assert "NEO4J_DATABASE" in refused(neo4j_url, "'zaken' bestaat niet").hint


def test_an_expired_password(neo4j_url, neo4j_server, monkeypatch):
    if not neo4j_server.own:
        pytest.skip("makes a user on the server of the tests only")
    with neo4j.GraphDatabase.driver(
        neo4j_url, auth=(neo4j_server.user, neo4j_server.password)
    ) as driver:
        driver.execute_query(
            "CREATE USER old IF NOT EXISTS SET PASSWORD 'oud-woord-1' CHANGE REQUIRED",
            database_="system",
        )
        monkeypatch.setenv("NEO4J_USERNAME", "old")
        monkeypatch.setenv("NEO4J_PASSWORD", "oud-woord-1")
        refused(neo4j_url, "verlopen")
        driver.execute_query("DROP USER old", database_="system")


def test_one_driver_per_process_and_address(neo4j_url):
    first, second = Connection(neo4j_url), Connection(neo4j_url)
    assert first._driver is second._driver
    first.close()
    first.close()
    assert second.rows("RETURN 1") == [(1,)]
    second.close()


def test_own_cypher_reads_and_gives_plain_values(neo4j_url):
    with open_store(neo4j_url) as store:
        store.write(PERSONS)
        found = store.cypher(
            "MATCH (p:Person) WHERE p.person_id = $id RETURN p, p.person_id AS id, date('2020-01-02')"
            " AS day, datetime('2020-01-02T03:04Z') AS moment, [date('2021-01-01'), 1] AS list,"
            " point({x: 1.0, y: 2.0}) AS place, duration('P1D') AS span",
            {"id": "a"},
        )
        assert list(found.columns) == ["p", "id", "day", "moment", "list", "place", "span"]
        row = found.iloc[0]
        assert row["p"]["person_id"] == "a" and row["id"] == "a" and row["day"] == "2020-01-02"
        assert row["moment"].startswith("2020-01-02T03:04") and row["span"] == "P1D"
        assert row["list"] == ["2021-01-01", 1] and row["place"] == [1.0, 2.0]
        path = store.cypher("MATCH p = (:Person)-[r:PARENT_OF]->(:Person) RETURN p, r")
        assert [node["person_id"] for node in path.iloc[0]["p"]] == ["a", "b"]
        assert store.cypher("MATCH (n:Nothing) RETURN n.x AS x").shape == (0, 1)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("CREATE (n:Person {person_id: 'x'})", "leest alleen"),
        ("MATCH (n) DETACH DELETE n", "leest alleen"),
        ("MATCH (n RETURN n", "begrijpt deze Cypher niet: Invalid input"),
        ("MATCH (n) WHERE n.person_id = $who RETURN n", "begrijpt deze Cypher niet: .*who"),
        ("RETURN 1/0", "begrijpt deze Cypher niet"),
        ("", "server|Cypher"),
    ],
)
def test_own_cypher_that_wont_do(neo4j_url, text, says):
    with open_store(neo4j_url) as store:
        store.write(PERSONS)
        with pytest.raises(UserError, match=says):
            store.cypher(text)
        assert store.count().nodes == 2


def test_own_cypher_that_takes_too_long_is_stopped(neo4j_url):
    with open_store(neo4j_url) as store:
        store.write(PERSONS)
        with pytest.raises(UserError, match="te lang"):
            store.cypher("UNWIND range(1, 1000000000) AS i RETURN sum(i * i)", timeout=0.5)
