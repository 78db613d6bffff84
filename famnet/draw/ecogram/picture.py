"""The ecogram of a family network, ready to be written or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.ecogram.compose import compose
from famnet.draw.ecogram.gather import gather
from famnet.draw.picture import Picture

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["ecogram"]


def ecogram(graph: FamilyGraph, family: str, *, lang: Lang = "nl") -> Picture:
    """Draw which partners stand around a family network, and how.

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
    A thick line is voluntary help, a double one imposed, a thin one knowledge, a dashed one a question
    without an answer. Dots and a chair: a must-rule names the partner and it isn't involved. Hatched: the
    law keeps it out here. A partner that knows nothing and wasn't asked isn't drawn.
    """
    return Picture(compose(gather(graph, family, lang), as_of=graph.as_of_text or ""))
