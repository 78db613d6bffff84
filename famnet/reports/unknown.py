"""What we don't know: who did not answer, whom nobody knows, what is unsure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from famnet.reports.item import Item, each_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.draw.family.people import Family
    from famnet.reports.matrices import Cell, Matrix
    from famnet.reports.records import Records
    from famnet.reports.session import Session

__all__ = ["unknown"]


def unknown(session: Session, family: Family, matrix: Matrix, acts: Records) -> tuple[Item, ...]:
    """Return what we don't know: who did not answer, whom nobody knows, what is unsure."""
    texts = session.texts
    items: list[Item] = []
    waiting: dict[str, list[str]] = defaultdict(list)
    for question in acts.questions:
        if question.waiting:
            waiting[question.partner_name].append(question.ref)
    if waiting:
        items.append(
            Item(
                texts("unknown.no_answer"), texts.listed(list(waiting)), each_once(waiting.values())
            )
        )
    nobody = _seen_by_nobody(family, matrix)
    if nobody:
        items.append(
            Item(texts("unknown.nobody"), texts("unknown.nobody_text", who=texts.listed(nobody)))
        )
    items += _ought_to_be_asked(session, matrix)
    barred = [
        line.head for line in matrix.lines if all(c.state == "not_allowed" for c in line.cells)
    ]
    if barred:
        items.append(
            Item(
                texts("unknown.not_allowed"),
                texts("unknown.not_allowed_text", who=texts.listed(barred)),
            )
        )
    ages = [p.label.code for p in family.residents if p.age.low != p.age.high or p.age.low is None]
    if ages:
        items.append(Item(texts("unknown.age"), texts.listed(ages)))
    if matrix.folded:
        items.append(Item(
            texts("unknown.not_asked", partners=texts.count("partner", len(matrix.folded))), texts("unknown.silence")))  # fmt: skip
    return tuple(items)


def _ought_to_be_asked(session: Session, matrix: Matrix) -> list[Item]:
    texts = session.texts
    missing: dict[str, list[str]] = defaultdict(list)
    rules: list[tuple[str, ...]] = []
    for head, code, cell in _cells(matrix):
        if cell.state == "missing":
            missing[head].append(code)
            rules.append(cell.refs)
    if missing:
        words = "; ".join(
            texts("unknown.about", partner=head, who=texts.listed(codes))
            for head, codes in missing.items()
        )
        return [Item(texts("unknown.missing"), words, each_once(rules))]
    return []


def _cells(matrix: Matrix) -> Iterator[tuple[str, str, Cell]]:
    """Give all cells with the name of their row and the code of their column."""
    for line in matrix.lines:
        for block in matrix.blocks:
            for column, place in zip(block.columns, block.places, strict=True):
                yield line.head, column.code, line.cells[place]


def _seen_by_nobody(family: Family, matrix: Matrix) -> list[str]:
    seen = {code for _, code, cell in _cells(matrix) if cell.state == "known"}
    return [child.label.text for child in family.children if child.label.code not in seen]
