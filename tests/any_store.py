"""The stores that every suite here runs on, each opened empty."""

from __future__ import annotations

import pytest

from famnet.stores import Store, open_store

__all__ = ["KINDS", "any_store"]

KINDS = ("memory", "folder", "neo4j")


@pytest.fixture(params=KINDS)
def any_store(request, tmp_path):
    """Give a function that opens the one store of this test, with settings of one's own.

    Every call sees the same content. Without a server the neo4j tests skip and say so loudly; in CI
    they fail (tests/real_server.py).
    """
    if request.param == "memory":
        in_memory = open_store("memory:")

        def opened(settings=None) -> Store:
            in_memory.settings = settings
            return in_memory
    else:
        url = f"memory:{tmp_path / 'store'}"
        if request.param == "neo4j":
            url = request.getfixturevalue("neo4j_url")

        def opened(settings=None) -> Store:
            return open_store(url, settings=settings)

    return opened
