"""What the page of the network holds beside what is drawn at once: other days, closed networks.

Written compactly, forms once: a picture of 1,000 family networks carries all their members.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from famnet.draw.network_forms import DASHES, STROKE, line_form, mark_form
from famnet.draw.network_words import script_words
from famnet.draw.scene import NEVER
from famnet.draw.words import CERTAINTY, GROUP, day_words

if TYPE_CHECKING:
    from famnet.draw.scene import Inside, Line, Mark, Scene

__all__ = ["first_month", "page_data", "proof_rows"]


def proof_rows(line: Line) -> list[list[Any]]:
    """Return the rows behind a line as the page reads them."""
    return [
        [p.id, p.said, p.since, p.until if p.until < NEVER else 0, int(p.now), p.domain]
        for p in line.proofs
    ]


def page_data(scene: Scene) -> str:
    """Return what the script of the page reads, as JSON that can stand inside a script element."""
    variants = {
        (mark.kind, mark.variant)
        for marks in (scene.marks, *(inside.marks for inside in scene.insides.values()))
        for mark in marks
    }
    data = {
        "asOf": day_words(scene.as_of, scene.lang),
        "words": script_words(scene.lang),
        "names": {kind: [text.of(scene.lang) for text in texts] for kind, texts in GROUP.items()},
        "sure": {code: text.of(scene.lang) for code, text in CERTAINTY.items()},
        "domains": dict(scene.domain_names),
        "chains": dict(scene.chains),
        "forms": {
            f"{kind}/{variant}": mark_form(kind, variant) for kind, variant in sorted(variants)
        },
        "strokes": {kind: line_form(kind) for kind in STROKE},
        "dashes": dict(DASHES),
        "other": [_line(line) for line in scene.other_days],
        "insides": {window: _inside(inside) for window, inside in scene.insides.items()},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element only "<" can do harm.
    return text.replace("<", "\\u003c")


def _line(line: Line) -> list[Any]:
    return [
        line.source,
        line.target,
        line.kind,
        line.said,
        line.said_back,
        line.certainty,
        proof_rows(line),
    ]


def _mark(mark: Mark) -> list[Any]:
    facts = [list(fact) for fact in mark.facts]
    died = mark.died if mark.died < NEVER else 0
    return [mark.key, mark.kind, mark.label, mark.code, mark.x, mark.y, facts, mark.variant, mark.since, died]  # fmt: skip


def _inside(inside: Inside) -> dict[str, Any]:
    return {
        "marks": [_mark(mark) for mark in inside.marks],
        "lines": [_line(line) for line in (*inside.lines, *inside.other_days)],
        "width": inside.width,
        "height": inside.height,
    }


def first_month(scene: Scene) -> int:
    """Return the first month in which anything changes, 0 where nothing is dated."""
    lines = [*scene.lines, *scene.other_days]
    for inside in scene.insides.values():
        lines += [*inside.lines, *inside.other_days]
    months = [m for line in lines for p in line.proofs for m in (p.since, p.until) if 0 < m < NEVER]
    months += [since for mark in scene.marks for _, _, since in mark.touches if since]
    return min(months, default=0)
