"""Pictures and the map write days as the other pages do: 31-01-2026 in Dutch, 2026-01-31 in English."""

from __future__ import annotations

import re

import pytest
from drawn_family import drawn_family

import famnet.draw
from famnet.analysis.cases import window_of

ISO = re.compile(r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b")
DUTCH = re.compile(r"\b(?:\d\d-)?\d\d-(?:19|20)\d\d\b")


@pytest.mark.parametrize("name", ["genogram", "ecogram", "timeline", "matrix", "network"])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_no_day_stands_in_the_other_form(tmp_path, name, lang):
    graph = drawn_family()
    window = window_of(graph, "B1").window_id
    if name == "network":
        picture = famnet.draw.network(graph, windows=[window], detail="persons", lang=lang)
    else:
        picture = getattr(famnet.draw, name)(graph, window, lang=lang)
    html = picture.save(tmp_path / "page.html").read_text(encoding="utf-8")
    # What scripts and styles of the makers hold is no text of the page.
    page = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    page = re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)
    own, other = (DUTCH, ISO) if lang == "nl" else (ISO, DUTCH)
    assert other.findall(page) == []
    assert own.search(page)
