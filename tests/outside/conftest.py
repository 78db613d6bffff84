"""Run famnet as its users do: by command, reading only what it writes."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from outside.deliveries import generate
from outside.reference import World, read

if TYPE_CHECKING:
    from pathlib import Path

SEEDS = [1, 2]


@dataclass
class Answer:
    """What one command gave back."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def famnet(*arguments: object) -> Answer:
    """One command in this process, past the same door as the installed script."""
    from famnet import cli, failures

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = failures.guarded(cli.app, [str(argument) for argument in arguments])
    answer = Answer(code, out.getvalue(), err.getvalue())
    assert "Traceback" not in answer.said
    return answer


@dataclass
class Case:
    """A delivery, the reference's reading of it, and famnet's tables, each asked for once."""

    folder: Path
    outputs: Path
    world: World
    tables: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def table(self, command: str) -> list[dict[str, str]]:
        if command not in self.tables:
            path = self.outputs / f"{command}.csv"
            assert famnet(command, self.folder, "--out", path).code == 0
            self.tables[command] = read(path)
        return self.tables[command]

    def session(self) -> Path:
        folder = self.outputs / "session"
        if not folder.exists():
            assert famnet("run", self.folder, "--out", folder, "--pages", 3).code == 0
        return folder


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", SEEDS, indirect=True, scope="session")


@pytest.fixture(scope="session")
def case(request, tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp(f"region{request.param}")
        patch.setenv("FAMNET_AUDIT", str(place / "audit.jsonl"))
        folder = generate(place / "delivery", request.param)
        yield Case(folder, place, World(folder))
