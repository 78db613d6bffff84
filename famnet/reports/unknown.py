"""What we don't know: who did not answer, whom nobody knows, what is unsure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from famnet.reports.item import Item, each_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.draw.family.people import Family
    from famnet.reports.dossier import Dossier
    from famnet.reports.matrices import Cell, Matrix
    from famnet.reports.session import Session
    from famnet.reports.texts import Texts

__all__ = ["unknown"]

# More people than this in one line are not all named there.
_MANY: Final = 24
_NAMED: Final = 20


def unknown(session: Session, made: Dossier, matrix: Matrix) -> tuple[Item, ...]:
    """Return what we don't know: who did not answer, whom nobody knows, what is unsure.

    Parameters
    ----------
    session : Session
        Its texts.
    made : Dossier
        People and questions of the page.
    matrix : Matrix
        Who knows whom (``famnet.reports.matrices.known_matrix``).
    """
    texts, family, acts = session.texts, made.people, made.acts
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
            Item(texts("unknown.nobody"), texts("unknown.nobody_text", who=_some(texts, nobody)))
        )
    items += _ought_to_be_asked(session, made, matrix)
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
        items.append(Item(texts("unknown.age"), _some(texts, ages)))
    if matrix.folded:
        items.append(Item(
            texts("unknown.not_asked", partners=texts.count("partner", len(matrix.folded))), texts("unknown.silence")))  # fmt: skip
    return tuple(items)


def _some(texts: Texts, names: list[str]) -> str:
    """Name people; of very many the first ones, as each also stands in its own row of the page."""
    if len(names) <= _MANY:
        return texts.listed(names)
    return f"{', '.join(names[:_NAMED])} {texts('page.and_more', n=len(names) - _NAMED)}"


def _ought_to_be_asked(session: Session, made: Dossier, matrix: Matrix) -> list[Item]:
    texts = session.texts
    missing: dict[str, list[str]] = defaultdict(list)
    rules: list[tuple[str, ...]] = []
    for head, code, cell in _cells(matrix):
        if cell.state == "missing":
            missing[head].append(code)
            rules.append(cell.refs)
    if missing:
        words = "; ".join(
            texts("unknown.about", partner=head, who=_some(texts, codes))
            for head, codes in missing.items()
        )
        # The rules are shown; what makes them hold, each cell of the matrix opens.
        shown = each_once(refs[:1] for refs in rules)
        return [Item(texts("unknown.missing"), words, shown, made.facts.of(each_once(rules)))]
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
