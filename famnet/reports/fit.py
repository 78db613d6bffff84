"""What gives way so that the first sheet stays one A4.

The page can't be measured where it is made, so its lines are counted with the metrics of its font
(``famnet.draw.picture.metrics``) and the measures of ``family.css`` in print. A browser test prints
pages of all sizes and holds the count to the paper: the first sheet is page 1.

What gives way, in this order (the pages' rule 7): reasons of criteria, partners who know nothing, a
column per person, the size of the genogram, long lists, the genogram itself. Partners nobody asked and
empty domains are folded always. Children, regie, what is stuck and what is unknown never give way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from famnet.draw.picture.metrics import text_width
from famnet.reports.fit_options import Fit
from famnet.reports.matrices import side_by_side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from famnet.reports.children import Child
    from famnet.reports.criteria_lines import FormLines
    from famnet.reports.item import Item, Stuck
    from famnet.reports.matrices import Matrix

__all__ = ["ROOM", "SHEET", "Fit", "Full", "fitted", "height", "short_lines"]

#: Millimetres of one sheet inside its margins, less what rounding may cost.
SHEET: Final = 273.0
#: Millimetres that the genogram may be wide.
ROOM: Final = 109.0
_MM: Final = 25.4 / 72
_CROWDED: Final = 16
_REF: Final = 3.9
# Width in millimetres of the columns of the grid in print: n of 12.
_SPAN: Final = {n: 13.08 * n + 3.0 * (n - 1) for n in range(1, 13)}


_STEPS: Final[tuple[dict[str, int], ...]] = (
    {},
    {"geno_mm": 66},
    {"answers_only": True},
    {"shorter": True, "short_lists": True},
    {"lines": 8},
    {"lines": 6},
    {"short_kids": True},
    {"lines": 5},
    {"geno_mm": 58},
    {"lines": 4},
    {"at_home": True},
    {"geno_mm": 50},
    {"lines": 3},
    {"codes_only": True},
    {"geno_mm": 0},
    {"kids_as_lines": True, "lines": 4},
    {"lines": 2},
)
#: Heights in millimetres that the genogram may get.
_HEIGHTS: Final = (74, *(step["geno_mm"] for step in _STEPS if step.get("geno_mm")))


@dataclass(frozen=True, slots=True)
class Full:
    """Everything the first sheet would show, to be counted.

    ``known`` and ``domains`` come three ways: as they are, shorter, and per household; ``geno`` says
    how high the genogram would stand in a height it may get.
    """

    head: tuple[str, tuple[str, ...], str, str]
    steps: bool
    children: Sequence[Child]
    stuck: Sequence[Stuck]
    unknown: Sequence[Item]
    missing: Sequence[Item]
    counted_with: str
    changed: Sequence[Item]
    running: Sequence[Item]
    forms: Sequence[FormLines]
    known: tuple[Matrix, Matrix, Matrix]
    domains: tuple[Matrix, Matrix]
    geno: Callable[[int], float]
    kin: int


def fitted(full: Full) -> Fit:
    """Return the first fit that stays on one sheet; the last where none does.

    Notes
    -----
    O(steps x lines).
    """
    fit = Fit(wide=_wide(full, at_home=False))
    for step in _STEPS:
        fit = replace(fit, **step)  # type: ignore[arg-type]
        room = _room(full, step.get("geno_mm", fit.geno_mm))
        fit = replace(fit, wide=_wide(full, at_home=fit.at_home), geno_mm=room)
        fit = replace(fit, beside=_beside(full, fit))
        if height(full, fit) <= SHEET:
            break
    return fit


def _wide(full: Full, *, at_home: bool) -> bool:
    return full.known[2 if at_home else 0].width > _CROWDED


def _room(full: Full, asked: int) -> int:
    """Return the height the genogram gets: more than asked, where a list of people takes more still."""
    if not asked or full.geno(asked):
        return asked
    readable = [mm for mm in _HEIGHTS if 0 < full.geno(mm) <= _list(full) + _RATHER]
    return min(readable, default=0)


# So many millimetres more a genogram may take than a list of the same people.
_RATHER: Final = 14.0


def _list(full: Full) -> float:
    return full.kin * 4.0 + 4.0


def height(full: Full, fit: Fit) -> float:
    """Return how high the first sheet becomes, in millimetres."""
    left = _left(full, fit)
    right = _section(_genogram(full, fit))
    known, domains = _matrices(full, fit)
    both = known + 1.6 + domains if fit.wide else max(known, domains)
    low = (
        _section(_items(full.missing[: fit.lines], 4) + _small(full.counted_with, 4) + _cut(full.missing, fit))
        + _section(_items(full.unknown, 4))
        + _section(_items(full.changed[: fit.lines], 4) + 6.7 + _cut(full.changed, fit))
        + sum(_section(_block(full, fit, name, 4)) for name in ("stuck", "running") if name not in fit.beside)
    )  # fmt: skip
    top = left + 1.6 + right if fit.kids_as_lines else max(left, right)
    # Three balanced columns: a line that may not break makes one of them longer.
    longest = _section(max((_items([item], 4) for item in full.unknown), default=0.0))
    low = max(low / 3 + 5.5, longest + 2.0)
    return _head(full) + top + both + low + _section(_criteria(full, fit)) + 4.8


def _left(full: Full, fit: Fit) -> float:
    blocks = (
        _section(_block(full, fit, name, 12 if fit.kids_as_lines else 5)) for name in fit.beside
    )
    return _section(_children(full, fit)) + sum(1.6 + block for block in blocks)


def _block(full: Full, fit: Fit, name: str, span: int) -> float:
    if name == "stuck":
        return _stuck(full, fit, span)
    return _items(full.running[: fit.lines], span) + _cut(full.running, fit)


def _beside(full: Full, fit: Fit) -> tuple[str, ...]:
    """Return what fits under the children without becoming higher than the genogram beside them."""
    room = _section(_genogram(full, fit)) + 2.0
    for names in (("stuck", "running"), ("stuck",), ("running",)):
        if not fit.kids_as_lines and _left(full, replace(fit, beside=names)) <= room:
            return names
    return ()


def lines_of(text: str, width: float, size: float, refs: int = 0) -> int:
    """Return how many lines a text takes.

    Parameters
    ----------
    text : str
        The text.
    width : float
        Millimetres.
    size : float
        Points.
    refs : int
        How many numbers of evidence stand behind it.
    """
    long = text_width(text, size) * _MM * 1.05 + refs * _REF
    return max(1, math.ceil(long / width))


def _section(inside: float) -> float:
    return 4.9 + inside


def _head(full: Full) -> float:
    title, meta, sentence, director = full.head
    width = 186.0 - min(60.0, max(36.0, text_width(director, 9.0) * _MM + 6))
    top = lines_of(title, width, 12.5) * 5.1 + _meta_rows(meta, width) * 6.5 + 1.6
    return (
        max(top, 15.0) + lines_of(sentence, 190.0, 8.4, 5) * 3.8 + 2.2 + (5.0 if full.steps else 0)
    )


def _meta_rows(meta: Iterable[str], width: float) -> int:
    """Count the rows of facts under the title: they stand side by side as far as there is room."""
    rows, used = 1, 0.0
    for text in meta:
        wide = min(width, text_width(text, 7.6) * _MM * 1.03 + 3.6)
        if used and used + wide > width:
            rows, used = rows + 1, 0.0
        used += wide
    return rows


def _items(items: Iterable[Item], span: int) -> float:
    return (
        sum(
            lines_of(f"{item.lead} {item.text}", _SPAN[span], 7.4, min(4, len(item.refs))) * 3.32
            + 0.56
            for item in items
        )
        or 3.4
    )


def _small(text: str, span: int) -> float:
    return lines_of(text, _SPAN[span], 6.6) * 2.97 + 0.7 if text else 0.0


def _cut(items: Sequence[Item], fit: Fit) -> float:
    return 3.7 if len(items) > fit.lines else 0.0


def _children(full: Full, fit: Fit) -> float:
    if not full.children:
        return 3.8
    if fit.short_kids:
        span, columns = (4, 3) if fit.kids_as_lines else (5, 1)
        return (
            sum(short_lines(child, span) * 3.25 + 0.65 for child in full.children[: fit.kids])
            / columns
            + 4.5
            + (3.7 if fit.kids < len(full.children) else 0.0)
        )
    return 4.0 + sum(max(2, _cell_lines(child)) * 3.3 + 1.2 for child in full.children)


def short_lines(child: Child, span: int) -> int:
    """Return how many lines a child takes in a column of so many of the twelve of the grid."""
    measures = ", ".join(f"{m.lead} {m.text}" for m in child.measures)
    care = "nnnn" * len(child.care)
    seen = ", ".join(child.seen_by) or "niemand bekend"
    refs = len(measures[:1]) + min(2, len(child.seen_refs)) + min(2, len(child.care_refs))
    return lines_of(
        f"00 jr · {child.person.label.code} {measures} {seen} {care}", _SPAN[span], 7.3, refs
    )


def _cell_lines(child: Child) -> int:
    whole = _SPAN[5] - 5
    measures = sum(
        lines_of(f"{m.lead} {m.text}", whole * 0.225, 7.3, len(m.refs)) for m in child.measures
    )
    seen = lines_of(", ".join(child.seen_by), whole * 0.285, 7.3, min(3, len(child.seen_refs)))
    care = sum(lines_of(name, whole * 0.275, 7.3, 2) for _, name in child.care[:3])
    refs = 1 if len(child.care_refs) > 1 else 0
    return max(measures, seen, care + refs)


def _stuck(full: Full, fit: Fit, span: int) -> float:
    return (
        sum(
            max(2, lines_of(_stuck_text(item, fit), _SPAN[span] - 11, 7.4, len(item.refs))) * 3.32
            + 0.7
            for item in full.stuck[: fit.waits]
        )
        or 7.0
    ) + (3.7 if fit.waits < len(full.stuck) else 0.0)


def _stuck_text(item: Stuck, fit: Fit) -> str:
    return f"{item.lead}. {item.text} {'' if fit.short_lists else item.then}"


def _genogram(full: Full, fit: Fit) -> float:
    if fit.kids_as_lines:
        return 3.8
    drawn = full.geno(fit.geno_mm)
    if drawn:
        return drawn + 0.5
    return _list(full)


def _matrices(full: Full, fit: Fit) -> tuple[float, float]:
    known = full.known[2 if fit.at_home else 1 if fit.shorter else 0]
    domains = full.domains[1 if fit.at_home else 0]
    span = 12 if fit.wide else 7
    legend = 2.97 * (1 if fit.wide else 2) + 1.2
    silent = _small(f"{60 * ' '}{', '.join(known.silent)}", span) if known.silent else 0
    names = 40 * "n" if len(known.folded) > 8 else ", ".join(known.folded)
    folded = _small(f"{30 * 'n'}{names}", span) if known.folded else 0
    codes = "" if fit.kids < len(full.children) else ", ".join(known.hidden)
    hidden = _small(f"{60 * ' '}{codes}", span) if known.hidden else 0
    # Where blocks stand on a later sheet, a sentence says so.
    hidden += 3.7 if fit.blocks < len(known.blocks) else 0
    first = _section(
        (_halved(known, fit) if fit.at_home else _rows(known, 3.2, fit))
        + legend
        + silent
        + folded
        + hidden
    )
    width = 12 if fit.wide else 5
    empty = len(domains.folded) * (5.5 if fit.short_lists else 21)
    text = (3 if fit.at_home else 4) if width == 5 else 2
    second = _section(
        _rows(domains, 3.8, fit) + 3.0 * (math.ceil((empty + 20) / _SPAN[width]) + text) + 1.5
    )
    return first, second


def _rows(matrix: Matrix, row: float, fit: Fit) -> float:
    if not matrix.lines:
        return 3.8
    return sum(
        (3.6 if len(block.spans) == len(block.columns) else 7.0)
        + row * len(matrix.rows(block)) + 1.4
        for block in matrix.blocks[: fit.blocks]
    )  # fmt: skip


def _halved(matrix: Matrix, fit: Fit) -> float:
    return max(_rows(part, 3.2, fit) for part in side_by_side(matrix))


def _criteria(full: Full, fit: Fit) -> float:
    if not full.forms:
        return 12.0
    form, width = full.forms[0], _SPAN[6] - 25
    total = 0.0
    for line in form.derived if fit.answers_only else form.first:
        short = fit.answers_only or line.css == "ta"
        text = line.question if short else f"{line.question} {line.short}"
        refs = 0 if fit.answers_only else min(3, len(line.supports))
        total += lines_of(text, width, 7.2, refs) * 3.24 + 0.75
    # Two columns; one of them may be higher by a criterion.
    total = total / 2 + 3.6
    if fit.answers_only:
        asked = "".join(
            f"{x.code} {'' if fit.codes_only else x.question}nnn ja nee nnnn"
            for x in form.first
            if x.css == "ta"
        )
        total += lines_of(asked, _SPAN[12], 7.2) * 3.24 + 0.7
    for other in full.forms[1:]:
        text = " · ".join(f"{x.code} {x.answer}" for x in other.derived) + ", ".join(other.asked)
        total += _small(f"{60 * 'n'}{text}", 12)
    return total + 7.0
