"""`import famnet` and `famnet --help` stay light; heavy libraries are imported in one place."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("pandas", "duckdb", "numba", "pyvis", "neo4j", "networkx", "numpy", "pyarrow", "scipy")


def _loaded_after(code: str) -> list[str]:
    script = (
        f"{code}\nimport json, sys\nprint(json.dumps([n for n in {HEAVY!r} if n in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_import_famnet_loads_nothing_heavy():
    assert _loaded_after("import famnet") == []


def test_help_loads_nothing_heavy():
    code = (
        "from famnet import cli, failures\n"
        "assert failures.guarded(cli.app, ['--help']) == 0\n"
        "assert failures.guarded(cli.app, ['run', '--help']) == 0"
    )
    assert _loaded_after(code) == []


def test_a_check_loads_what_reads_and_nothing_that_reckons_or_draws():
    code = (
        "from famnet import cli, failures, resources\n"
        "assert failures.guarded(cli.app, ['check', str(resources.sample_data()), '--json']) == 0\n"
        "import sys; parts = {name for name in sys.modules if name.startswith('famnet.')}\n"
        "drawn = ('famnet.draw', 'famnet.reports', 'famnet.analysis.concentration')\n"
        "assert not [name for name in parts if name.startswith(drawn)]"
    )
    assert set(_loaded_after(code)) <= {"pandas", "duckdb", "numpy", "pyarrow"}


def test_a_public_name_loads_what_it_needs():
    # The guard above would also pass if the lazy names didn't work at all.
    assert "pandas" in _loaded_after("import famnet; famnet.read_delivery")


@pytest.mark.parametrize("library", ["pyvis", "neo4j", "python_calamine", "xlsxwriter"])
def test_each_heavy_library_is_imported_in_one_file(library: str):
    files = [path.name for path in _sources() if library in _imported(path)]
    assert len(files) <= 1, files


def _sources() -> list[Path]:
    return sorted((ROOT / "famnet").rglob("*.py"))


@cache
def _imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names
