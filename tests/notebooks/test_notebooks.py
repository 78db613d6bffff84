"""The notebooks: short, stripped, without own code, and they run from a copy elsewhere."""

from __future__ import annotations

import ast
import json
import os
import shutil
import warnings
from contextlib import contextmanager
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


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """One kernel for all: to start it and load famnet takes as long as a short notebook."""
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_core.utils import run_sync

    place = tmp_path_factory.mktemp("kernel")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAMNET_AUDIT", str(place / "audit.jsonl"))
        patch.setenv("CI", os.environ.get("CI") or "1")
        # Never into a server that happens to run here.
        for name in ("NEO4J_URI", "NEO4J_PASSWORD"):
            patch.delenv(name, raising=False)
        for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR"):
            patch.setenv(name, str(place / name.lower()))
        manager = AsyncKernelManager(kernel_name="python3")
        with quiet():
            run_sync(manager.start_kernel)(cwd=str(place))
        yield manager
        with quiet():
            run_sync(manager.shutdown_kernel)(now=True)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_they_run(path: Path, tmp_path: Path, kernel):
    copy = Path(shutil.copy(path, tmp_path))
    done = execute(copy, kernel)
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


@contextmanager
def quiet():
    """Let the client and its sockets warn about their own event loops."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def execute(path: Path, kernel):
    """Run a copy in its own folder, with no name left of the notebook before it."""
    import nbclient
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    clean = "%reset -f"
    move = f"import os; os.chdir({str(path.parent)!r}); del os"
    notebook.cells[:0] = [nbformat.v4.new_code_cell(source) for source in (clean, move)]
    client = nbclient.NotebookClient(notebook, km=kernel, timeout=300)
    with quiet():
        done = client.execute()
        client.kc.stop_channels()
    return done
