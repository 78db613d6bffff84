"""Budgets of the code (ARCHITECTURE.md): length of files and functions, names of files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "famnet").rglob("*.py"))


def _names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=_names)
def test_file_is_at_most_400_lines(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", SOURCES, ids=_names)
def test_function_is_at_most_40_lines_of_code(path: Path):
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    long = {}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            if ast.get_docstring(node) is not None:
                body = body[1:]
            if not body:
                continue
            span = lines[body[0].lineno - 1 : node.end_lineno]
            count = sum(1 for line in span if line.strip() and not line.strip().startswith("#"))
            if count > 40:
                long[node.name] = count
    assert long == {}


def test_no_room_is_called_utils_or_helpers():
    assert not [
        path for path in SOURCES if re.search(r"(^|_)(utils?|helpers?|common|misc)($|_)", path.stem)
    ]


def test_every_module_says_what_is_public():
    silent = [
        _names(path)
        for path in SOURCES
        if path.name != "__init__.py" and "__all__" not in path.read_text(encoding="utf-8")
    ]
    assert silent == []
