"""The cells of a matrix as HTML: most of a page by number, so written here and not in a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from famnet.reports.matrices import Block, Cell, Line

__all__ = ["cells_html"]


def cells_html(block: Block, line: Line, y: int) -> Markup:
    """Return the cells of one row of a block.

    Parameters
    ----------
    block : Block
        Its columns.
    line : Line
        The row.
    y : int
        Number of the row, for the arrow keys. The script makes the matrix one tab stop.
    """
    parts = []
    before = ""
    for x, (column, place) in enumerate(zip(block.columns, block.places, strict=True)):
        edge = " s" if x and column.letter != before else ""
        before = column.letter
        parts.append(_cell(line.cells[place], edge, x, y))
    return Markup("").join(parts)


def _cell(cell: Cell, edge: str, x: int, y: int) -> Markup:
    sign = escape(cell.sign)
    if cell.small:
        sign += Markup("<sub>{}</sub>").format(cell.small)
    sentence = escape(cell.sentence)
    inner = Markup('<span aria-hidden="true">{}</span><span class="vh">{}</span>').format(
        sign, sentence
    )
    if not cell.refs:
        return Markup('<td class="c {}">{}</td>').format(cell.css + edge, inner)
    button = (
        '<td class="c {}"><button type="button" data-x="{}" data-y="{}" data-r="{}" data-t="{}">{}'
        "</button></td>"
    )
    return Markup(button).format(cell.css + edge, x, y, " ".join(cell.refs), sentence, inner)  # noqa: S704  # fixed text; format escapes
