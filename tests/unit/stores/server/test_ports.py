"""Which port is chosen."""

from __future__ import annotations

import socket

import pytest

from famnet.errors import UserError, WrongUse
from famnet.stores.server import ports


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_an_asked_port_that_is_taken_is_said(taken):
    with pytest.raises(UserError, match=f"poort {taken}") as caught:
        ports.chosen(taken, None)
    assert caught.value.exit_code == 1
    assert "--port" in caught.value.hint


@pytest.mark.parametrize("asked", [0, -5, 80, 65536])
def test_a_number_that_is_no_port_is_wrong_use(asked):
    with pytest.raises(WrongUse):
        ports.chosen(asked, None)


def test_that_of_last_time_comes_back():
    last = free()
    assert ports.chosen(None, last) == last


def test_when_all_are_taken_a_free_one_is_found(taken, monkeypatch):
    monkeypatch.setattr(ports, "USUAL", taken)
    found = ports.chosen(None, taken)
    assert found != taken
    assert ports.free(found)
