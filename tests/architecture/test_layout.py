"""What stands at the top, what the project may not contain, and the files the install needs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from famnet import resources

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "name",
    [
        "pyproject.toml", "README.md", "ARCHITECTURE.md", "CHANGELOG.md", "Makefile", "LICENSE",
        "publiccode.yml", "constraints.txt", "famnet", "notebooks", "cypher", "sample_data", "tests",
        "benchmarks",
    ],
)  # fmt: skip
def test_top_level(name: str):
    assert (ROOT / name).exists()


def _tracked() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("NO GIT HERE: the tracked files can't be listed")
    done = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_address_of_a_registry_and_no_path_of_a_machine():
    pattern = re.compile(
        rb"index-url|extra-index|files\.pythonhosted|/roo" + rb"t/|/home/[a-z]+/|/wor" + rb"k/"
    )
    allowed = {Path(__file__).name}
    found = [
        path.relative_to(ROOT).as_posix()
        for path in _tracked()
        if path.name not in allowed and pattern.search(path.read_bytes())
    ]
    assert found == []


def test_constraints_pin_without_hashes_or_addresses():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+", line) for line in lines)


def test_data_folders_are_found():
    assert (resources.sample_data() / "delivery.toml").is_file()
    assert resources.cypher().is_dir()
