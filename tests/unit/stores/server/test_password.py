"""The password: random, for its owner's eyes, never in a repr."""

from __future__ import annotations

import os
import stat

import pytest

from famnet.errors import UserError
from famnet.stores.server import Server, password


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_can_read_it(tmp_path):
    old = os.umask(0)
    try:
        password.made(tmp_path)
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "password").stat().st_mode) == 0o600


def test_it_is_kept_and_each_is_another(tmp_path):
    first = password.made(tmp_path)
    assert password.kept(tmp_path) == first
    assert len(first) == 32
    assert password.made(tmp_path) != first


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_a_lost_password_is_said(tmp_path, text):
    if text is not None:
        (tmp_path / "password").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="wachtwoord"):
        password.kept(tmp_path)


def test_it_stands_in_no_repr(tmp_path):
    shown = repr(Server("neo4j://127.0.0.1:1", "neo4j", "geheim123", tmp_path, 1, 1))
    assert "geheim123" not in shown
    assert "neo4j://127.0.0.1:1" in shown
