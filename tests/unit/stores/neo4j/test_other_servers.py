"""Servers of a version famnet doesn't know: a socket that speaks just enough Bolt 4.4 to say so."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager

import pytest

from famnet.errors import UserError
from famnet.stores import open_store

HELLO, GOODBYE = 0x01, 0x02


def word(text: str) -> bytes:
    """A short text in PackStream."""
    return bytes([0x80 + len(text)]) + text.encode()


def message(tag: int, content: bytes) -> bytes:
    body = bytes([0xB1, tag]) + content
    return len(body).to_bytes(2, "big") + body + b"\0\0"


def success(**told: str) -> bytes:
    cells = b"".join(word(key) + word(value) for key, value in told.items())
    return message(0x70, bytes([0xA0 + len(told)]) + cells)


def answer_to(tag: int, agent: str) -> bytes:
    if tag == HELLO:
        return success(server=agent, connection_id="bolt-1")
    return success()


def messages(stream):
    """Yield the tag of each message that comes in."""
    while True:
        body = b""
        while size := int.from_bytes(stream.read(2), "big"):
            body += stream.read(size)
        if len(body) < 2 or body[1] == GOODBYE:
            return
        yield body[1]


@contextmanager
def server_that_says(agent: str):
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve():
            while True:
                try:
                    taken, _ = listening.accept()
                except OSError:
                    return
                with taken, taken.makefile("rb") as stream:
                    stream.read(20)
                    taken.sendall(bytes([0, 0, 4, 4]))
                    for tag in messages(stream):
                        taken.sendall(answer_to(tag, agent))

        threading.Thread(target=serve, daemon=True).start()
        yield f"bolt://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept


@pytest.mark.parametrize(
    ("agent", "says"),
    [
        ("Neo4j/4.4.1", "te oud: Neo4j/4.4.1"),
        ("Neo4j/5.25.9", "te oud"),
        ("Neo4j/6.0.0", "kent famnet niet"),
        ("Memgraph/2", "geen bekende Neo4j-server"),
    ],
)
def test_another_version_is_said(agent, says, monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim-woord")
    with server_that_says(agent) as url, pytest.raises(UserError, match=says) as told:
        open_store(url)
    assert "5.26" in told.value.hint and "geheim" not in str(told.value)
