"""Both matrices per household, for a first sheet that is too small for a column per person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from famnet.reports.item import each_once
from famnet.reports.marks import STATE_CLASS, STATE_SIGN
from famnet.reports.matrices import Cell, Column, Line, Matrix, blocks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from famnet.reports.session import Session

    _Make = Callable[[Line, Column, Sequence[Cell]], Cell]

__all__ = ["domains_at_home", "known_at_home"]

# Of several people under one roof the first of these that holds is shown.
_RANK: Final = ("missing", "known", "not_answered", "nothing_known", "not_allowed", "not_asked")


def known_at_home(session: Session, matrix: Matrix) -> Matrix:
    """Return who knows whom, a column per household.

    Parameters
    ----------
    session : Session
        Its texts.
    matrix : Matrix
        A column per person (``famnet.reports.matrices.known_matrix``).
    """

    def cell(line: Line, column: Column, cells: Sequence[Cell]) -> Cell:
        state = next(s for s in _RANK if any(c.state == s for c in cells))
        text = session.texts(f"state.{state}")
        said = session.texts("page.cell", row=line.head, column=column.text, state=text)
        refs = each_once(c.refs for c in cells if c.state == state)
        return Cell(STATE_SIGN[state], STATE_CLASS[state], said, refs, state)

    return _at_home(matrix, cell)


def domains_at_home(session: Session, matrix: Matrix) -> Matrix:
    """Return in how many episodes a household was touched per life domain; roles stay with people."""

    def cell(line: Line, column: Column, cells: Sequence[Cell]) -> Cell:
        refs = each_once(c.refs for c in cells)
        if not refs:
            return Cell("", "", session.texts("page.none"), ())
        number = sum(not ref.startswith("p") for ref in refs)
        plus = "+" if number < len(refs) else ""
        words = session.texts.count("episode", number) if number else session.texts("mark.plus")
        said = session.texts("page.cell", row=line.head, column=column.text, state=words)
        return Cell(f"{number or ''}{plus}", "f", said, refs)

    return _at_home(matrix, cell)


def _at_home(matrix: Matrix, cell: _Make) -> Matrix:
    shown = [
        (column, place)
        for block in matrix.blocks
        for column, place in zip(block.columns, block.places, strict=True)
    ]
    groups: dict[str, list[int]] = defaultdict(list)
    heads: dict[str, Column] = {}
    for column, place in shown:
        groups[column.letter].append(place)
        heads.setdefault(column.letter, column)
    columns = [
        column if column.person is None else replace(column, code=column.letter)
        for column in heads.values()
    ]
    lines = tuple(
        replace(line, cells=tuple(
            cell(line, column, [line.cells[place] for place in groups[column.letter]])
            for column in columns
        ))
        for line in matrix.lines
    )  # fmt: skip
    return replace(matrix, blocks=blocks_of(columns), lines=lines)
