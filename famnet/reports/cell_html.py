"""The cells of a matrix as HTML: most of a page by number, so written here and not in a template."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from famnet.reports.fact_ids import FactIds
    from famnet.reports.matrices import Block, Cell, Line

__all__ = ["cells_html"]


def cells_html(block: Block, line: Line, y: int, facts: FactIds, kind: str) -> Markup:
    """Return the cells of one row of a block.

    Parameters
    ----------
    block : Block
        Its columns.
    line : Line
        The row.
    y : int
        Number of the row, for the arrow keys. The script makes the matrix one tab stop.
    facts : FactIds
        What cells rest on.
    kind : str
        Which matrix: the kind of statement of its cells.
    """
    parts: list[str] = []
    before = ""
    for x, (column, place) in enumerate(zip(block.columns, block.places, strict=True)):
        edge = " s" if x and column.letter != before else ""
        before = column.letter
        cell = line.cells[place]
        mark = facts.mark(kind, cell.refs) if cell.refs else ""
        parts.append(_cell(cell, edge, f'data-x="{x}" data-y="{y}"', mark))
    return Markup("".join(parts))  # noqa: S704  # every text in it went through escape


def _cell(cell: Cell, edge: str, place: str, mark: str) -> str:
    # Plain strings: a thousand cells a page, and Markup.format is twenty times slower.
    sign, sentence, css = escape(cell.sign), escape(cell.sentence), escape(cell.css + edge)
    if cell.small:
        sign += f"<sub>{escape(cell.small)}</sub>"
    inner = f'<span aria-hidden="true">{sign}</span><span class="vh">{sentence}</span>'
    if not cell.refs:
        return f'<td class="c {css}">{inner}</td>'
    refs = escape(" ".join(cell.refs))
    return (
        f'<td class="c {css}"{mark}><button type="button" {place} data-r="{refs}" data-t="{sentence}">'
        f"{inner}</button></td>"
    )
