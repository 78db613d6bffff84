"""Every test has its own audit file: no test writes in the user's state folder."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _own_audit_file(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path_factory.mktemp("audit") / "audit.jsonl"))
