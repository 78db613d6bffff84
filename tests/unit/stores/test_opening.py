"""From an address to a store; a password in an address is refused and never repeated."""

from __future__ import annotations

import pytest

from famnet.errors import WrongUse
from famnet.stores import open_store
from famnet.stores.folder import FolderStore
from famnet.stores.memory import MemoryStore


def test_in_memory(tmp_path):
    assert isinstance(open_store("memory:"), MemoryStore)
    store = open_store(f"memory:{tmp_path / 'a@b?c'}")
    assert isinstance(store, FolderStore)
    assert store.info is None
    assert not (tmp_path / "a@b?c").exists()


@pytest.mark.parametrize(
    "url",
    [
        "neo4j://anna:geheim@localhost:7687",
        "bolt+s://anna:geheim@host",
        "anna:geheim@host",
        "neo4j://host?password=geheim",
        "http://anna:geheim@host",
        "neo4j://host#geheim",
    ],
)
def test_no_password_in_an_address(url):
    with pytest.raises(WrongUse) as caught:
        open_store(url)
    said = caught.value.message + caught.value.hint
    assert "NEO4J_USERNAME" in said
    assert "NEO4J_PASSWORD" in said
    assert "geheim" not in said
    assert "anna" not in said


@pytest.mark.parametrize(
    "url", ["", "localhost:7687", "http://host", "neo4j:", "neo4j://", "MEMORY:"]
)
def test_unknown_addresses_name_the_known_ones(url):
    with pytest.raises(WrongUse) as caught:
        open_store(url)
    for scheme in ("memory:", "neo4j://", "neo4j+s://", "bolt://"):
        assert scheme in caught.value.hint
