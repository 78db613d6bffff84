"""The genogram of a family network, ready to be written or shown."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from famnet.draw.genogram.compose import compose
from famnet.draw.genogram.gather import LARGEST, gather, kindred_of
from famnet.draw.genogram.generations import assign_rows
from famnet.draw.genogram.layout import lay_out, least_width
from famnet.draw.genogram.words import speech
from famnet.draw.picture import Picture
from famnet.errors import UserError

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.family.facts import FactIndex
    from famnet.draw.family.people import Family
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["genogram", "genogram_of"]


def genogram(graph: FamilyGraph, family: str, *, lang: Lang = "nl") -> Picture:
    """Draw who belongs to whom in a family network.

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
        Nothing has that id, or more than 75 people would stand in it.

    Notes
    -----
    McGoldrick's signs. Generations are rows by constraint, the order comes from crossing reduction,
    places from isotonic regression: the same graph gives the same bytes. No name, no colour for a
    person, no role for a minor; labels are those of the pages ("moeder A1").
    """
    kindred, notes, n = gather(graph, family, lang)
    if not kindred.members:
        raise _too_many(n, lang)
    return Picture(compose(lay_out(kindred), as_of=graph.as_of_text or "", notes=notes))


def genogram_of(
    graph: FamilyGraph,
    facts: FactIndex,
    family: Family,
    *,
    lang: Lang = "nl",
    widest: float = math.inf,
) -> Picture:
    """Draw people that were collected before, for many families of one graph in a row.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    facts : FactIndex
        Its look-ups, made once.
    family : Family
        The people with their labels (``famnet.draw.words.person_words``).
    lang : str
        ``nl`` or ``en``.
    widest : float
        Units it may be wide where it is to be read; a row that can't stand in them is found before
        anything is laid out.

    Raises
    ------
    UserError
        More than 75 people would stand in it, or it would certainly be wider than ``widest``.
    """
    if len(family.everyone) > LARGEST:
        raise _too_many(len(family.everyone), lang)
    kindred = kindred_of(graph, facts, family, lang)
    rows = assign_rows(kindred)
    if least_width(rows) > widest:
        raise UserError(speech(lang)("too_wide"))
    return Picture(compose(lay_out(kindred, rows), as_of=graph.as_of_text or ""))


def _too_many(n: int, lang: Lang) -> UserError:
    say = speech(lang)
    return UserError(say("too_many", n=n, most=LARGEST), hint=say("choose"))
