"""Every test has its own audit file, and generated examples are the same on every machine.

Set FAMNET_EXAMPLES=random (as `make verify` does) to let Hypothesis look for new ones, and for more.
"""

from __future__ import annotations

import gc
import os
from functools import cache

import pytest
import typer.main
from hypothesis import settings

# The same fifty come out right every day: what looks for the odd one is the other profile.
settings.register_profile("same", derandomize=True, deadline=None, database=None, max_examples=50)
settings.register_profile("random", deadline=None, max_examples=200)
settings.load_profile(os.environ.get("FAMNET_EXAMPLES", "same"))

# As famnet itself does: what many libraries loaded stays, and is not looked through all the time.
gc.set_threshold(50_000, 10, 10)


@pytest.fixture(autouse=True)
def _own_audit_file(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path_factory.mktemp("audit") / "audit.jsonl"))


@pytest.fixture(scope="session", autouse=True)
def _commands_built_once():
    """Tests give hundreds of commands in one process; typer would read all of them each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_command", cache(typer.main.get_command))
        yield
