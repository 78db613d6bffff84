"""The timeline of a family network, ready to be written or shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.picture import Picture
from famnet.draw.timeline.compose import compose
from famnet.draw.timeline.gather import gather

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["timeline"]


def timeline(graph: FamilyGraph, family: str, *, lang: Lang = "nl") -> Picture:
    """Draw what happened in a family network, by life domain, and what ran beside it.

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
    One mark per occurrence: form by role, filling by hardness. The axis holds at most 36 months; what is
    older or has no date stands before it. A birth is shown by its year. Same graph, same bytes.
    """
    return Picture(compose(gather(graph, family, lang), as_of=graph.as_of_text or ""))
