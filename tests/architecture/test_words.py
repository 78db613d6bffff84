"""Words that may not occur in names, texts or output, and addresses that may not be loaded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = sorted(
    path
    for pattern in ("*.py", "*.jinja", "*.toml", "*.html", "*.css", "*.js", "*.csv")
    for path in (ROOT / "famnet").rglob(pattern)
    if "node_modules" not in path.parts
)
FORBIDDEN = re.compile(
    r"risk[_ ]?score|risicoscore|offender[_ ]?list|criminal famil|criminele famil|probleemgezin"
    r"|veelpleger|\bhits?\b|daderlijst",
    re.IGNORECASE,
)
# The catalogue quotes the law and the field where they use such words themselves; the list of words
# that may not stand on a page has to name them.
QUOTING = ("famnet/catalogue/data/", "famnet/reports/neutral_words.py")
LOADS = re.compile(
    r"""(?:src|href)\s*=\s*["']?https?://|@import\s+url\(|//cdn\.|unpkg\.|jsdelivr|cdnjs""",
    re.IGNORECASE,
)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEXTS, ids=_name)
def test_no_forbidden_word(path: Path):
    if _name(path).startswith(QUOTING):
        return
    found = FORBIDDEN.findall(path.read_text(encoding="utf-8"))
    assert found == []


@pytest.mark.parametrize(
    "path", [p for p in TEXTS if p.suffix in {".jinja", ".html", ".css"}], ids=_name
)
def test_no_template_loads_from_elsewhere(path: Path):
    assert LOADS.findall(path.read_text(encoding="utf-8")) == []
