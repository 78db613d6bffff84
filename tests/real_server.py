"""A real Neo4j for the tests: fixtures that start one, empty it between tests and stop it.

Each worker of pytest-xdist has a server of its own, on its own port and folder, so that two tests
at once never share a database. With NEO4J_URI set (NEO4J_USERNAME and NEO4J_PASSWORD as well) that
server is used and emptied instead, by one test at a time.

In CI a server has to be there. Elsewhere, where it can't be had, the tests skip and say why.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import neo4j
import pytest

from famnet.errors import FamnetError
from famnet.stores import server
from famnet.stores.server.lock import alone

SMALL = server.Sizing(heap_mb=512, page_cache_mb=64, quick=True)
# Waits until the test process is gone, however it went, then stops the server.
WATCH = (
    "import sys, pathlib; from famnet.stores import server;"
    "sys.stdin.read(); server.stop(pathlib.Path(sys.argv[1]))"
)


@contextmanager
def stopped_at_the_end(folder: Path):
    """Stop the server of ``folder`` when the block ends, or when this process is killed."""
    watch = subprocess.Popen(
        [sys.executable, "-c", WATCH, str(folder)], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        yield
    finally:
        server.stop(folder)
        watch.stdin.close()
        watch.wait(timeout=90)


def any_port() -> int:
    """Return a port that is free now: the usual one would be tried by every worker at once."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def started(folder: Path, **options) -> server.Server:
    """Start a server; without one: fail in CI, skip elsewhere."""
    try:
        return server.start(folder, **{"sizing": SMALL, "port": any_port()} | options)
    except FamnetError as error:
        message = f"NO NEO4J SERVER, these tests did not run: {error.message} {error.hint}"
        if os.environ.get("CI"):
            pytest.fail(message, pytrace=False)
        pytest.skip(message)


@contextmanager
def server_for_tests():
    """Give the server that NEO4J_URI names, or one of our own."""
    if os.environ.get("NEO4J_URI"):
        yield SimpleNamespace(
            uri=os.environ["NEO4J_URI"],
            user=os.environ.get("NEO4J_USERNAME", "neo4j"),
            password=os.environ.get("NEO4J_PASSWORD", ""),
            own=False,
        )
        return
    with (
        tempfile.TemporaryDirectory(prefix="famnet-neo4j-", ignore_cleanup_errors=True) as name,
        stopped_at_the_end(Path(name)),
    ):
        found = started(Path(name))
        yield SimpleNamespace(uri=found.uri, user=found.user, password=found.password, own=True)


def emptied(found) -> None:
    """Remove every node; constraints and indexes stay, and what says that they were made."""
    with (
        neo4j.GraphDatabase.driver(found.uri, auth=(found.user, found.password)) as driver,
        driver.session(database=os.environ.get("NEO4J_DATABASE", "neo4j")) as session,
    ):
        session.run(
            "MATCH (n) WHERE NOT n:SchemaStep"
            " CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS"
        ).consume()


@pytest.fixture(scope="session")
def neo4j_server():
    """One server for all tests of this worker: ``uri``, ``user``, ``password``."""
    with server_for_tests() as found:
        yield found


@pytest.fixture
def neo4j_url(neo4j_server, monkeypatch):
    """The address of an empty database; user and password stand in the environment."""
    lock = Path(tempfile.gettempdir()) / "famnet-neo4j-uri.lock"
    with nullcontext() if neo4j_server.own else alone(lock):
        monkeypatch.setenv("NEO4J_USERNAME", neo4j_server.user)
        monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        emptied(neo4j_server)
        yield neo4j_server.uri


@pytest.fixture
def own_server(tmp_path):
    """Give a function that starts a server for this test alone, which it may kill and start again.

    ``own_server()`` returns a ``famnet.stores.server.Server``; called again after the server died
    it starts it anew on the same data.
    """
    folder = tmp_path / "server"
    folder.mkdir()
    with stopped_at_the_end(folder):
        yield lambda **options: started(folder, **options)
