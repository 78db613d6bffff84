"""The notebooks: short, stripped, without own code, and they run from a copy elsewhere."""

from __future__ import annotations

import ast
import json
import os
import shutil
import warnings
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@dataclass(frozen=True)
class Cell:
    """A cell of code as it lies on disk."""

    source: str
    outputs: list
    execution_count: int | None


def cells(path: Path) -> list[Cell]:
    # Read as JSON: each worker collects these tests, and nbformat takes seconds to import.
    read = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        Cell("".join(cell["source"]), cell["outputs"], cell["execution_count"])
        for cell in read
        if cell["cell_type"] == "code"
    ]


def test_they_are_numbered():
    names = [path.name for path in NOTEBOOKS]
    numbers = [name[:2] for name in names]
    assert all(number.isdigit() for number in numbers)
    assert len(set(numbers)) == len(numbers) >= 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_cells_are_short_and_stripped(path: Path):
    for cell in cells(path):
        assert len(cell.source.splitlines()) <= 15
        assert cell.outputs == []
        assert cell.execution_count is None
        tree = ast.parse(cell.source)
        assert not [
            n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.ClassDef | ast.Lambda)
        ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_they_import_famnet_and_at_most_networkx(path: Path):
    roots = set()
    for cell in cells(path):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import):
                roots |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                roots.add((node.module or "").split(".")[0])
    assert roots <= {"famnet", "networkx"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_they_run(path: Path, tmp_path: Path, monkeypatch):
    copy = Path(shutil.copy(path, tmp_path))
    monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path / "audit.jsonl"))
    monkeypatch.setenv("CI", os.environ.get("CI") or "1")
    # Never into a server that happens to run here.
    for name in ("NEO4J_URI", "NEO4J_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    done = execute(copy)
    html = "".join(
        output.get("data", {}).get("text/html", "")
        for cell in done.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )
    assert "<table>" in html
    if path.name.startswith("00"):
        assert (tmp_path / "output" / "sample_data" / "overview.html").is_file()
        assert "overview.html" in html
    elif path.name.startswith("04"):
        plain = "".join(
            output.get("data", {}).get("text/plain", "")
            for cell in done.cells
            if cell.cell_type == "code"
            for output in cell.outputs
        )
        assert "<td>P" in html  # somebody lives there
        assert "True" in plain  # the store says what the graph says
    else:
        assert "srcdoc=" in html


def execute(path: Path):
    import nbclient
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    with warnings.catch_warnings():
        # The client and its sockets warn about their own event loops.
        warnings.simplefilter("ignore")
        client = nbclient.NotebookClient(
            notebook,
            timeout=300,
            kernel_name="python3",
            resources={"metadata": {"path": str(path.parent)}},
        )
        return client.execute()
