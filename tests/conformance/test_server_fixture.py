"""The server of the tests: real, empty at the start of each test, its schema kept."""

from __future__ import annotations

import os

import neo4j
import pytest


def asked(url: str, text: str):
    auth = (os.environ["NEO4J_USERNAME"], os.environ["NEO4J_PASSWORD"])
    with neo4j.GraphDatabase.driver(url, auth=auth) as driver:
        return driver.execute_query(text, database_="neo4j").records


@pytest.mark.parametrize("turn", [1, 2])
def test_nothing_of_another_test_is_left(neo4j_url: str, turn: int):
    assert asked(neo4j_url, "MATCH (n) WHERE NOT n:SchemaStep RETURN count(n) AS n")[0]["n"] == 0
    asked(neo4j_url, "CREATE (:Left)-[:BEHIND]->(:Left)")


def test_it_is_the_server_we_pinned(neo4j_url: str):
    found = asked(neo4j_url, "CALL dbms.components() YIELD versions, edition")[0]
    assert found["edition"] == "community"
    if not os.environ.get("NEO4J_URI"):
        assert found["versions"] == ["5.26.30"]
