"""The matrices of a family network, ready to be written or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.table import table
from famnet.draw.family.circle import circle_of
from famnet.draw.family.occurrences import occurrences
from famnet.draw.matrix.compose import compose
from famnet.draw.matrix.domains import domain_rows
from famnet.draw.matrix.grid import Grid, columns
from famnet.draw.matrix.partners import partner_rows
from famnet.draw.matrix.words import speech
from famnet.draw.picture import Picture

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["matrix"]


def matrix(graph: FamilyGraph, family: str, *, lang: Lang = "nl") -> Picture:
    """Draw in which life domains people of a family network were seen, and which partner knows whom.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    family : str
        Window id, person id or household id (``famnet.analysis.cases.window_of``).
    lang : str
        ``nl`` or ``en``.

    Returns
    -------
    Picture
        With ``save(path)`` (.html or .svg), ``table`` and a rich form in notebooks.

    Raises
    ------
    UserError
        Nothing has that id.

    Notes
    -----
    Only what counts in the period is counted (``famnet.analysis.roles``); a household counts each
    occurrence once. Six states of "bekend bij" in six forms: a blank never means that nothing is wrong.
    """
    circle = circle_of(graph, family, lang)
    told = occurrences(circle)
    over = columns(circle)
    rows, notes = partner_rows(circle, told, table(graph, circle.window), over)
    domains = domain_rows(circle, told.of("e", "p"), over)
    count = speech(lang)("count" if graph.as_of_text else "count_all")
    grid = Grid(over, domains, rows, (count, *notes), lang)
    return Picture(compose(grid, as_of=graph.as_of_text or ""))
