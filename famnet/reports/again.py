"""A session made again, of another delivery: the same networks, made once more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from famnet.analysis.cases import window_of
from famnet.analysis.comparison import compare
from famnet.analysis.description import describe
from famnet.errors import UserError
from famnet.reports.build import build_session
from famnet.reports.gallery import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.analysis.comparison import Comparison
    from famnet.analysis.families import Window
    from famnet.analysis.text import Lang
    from famnet.delivery import CheckReport
    from famnet.graph.family_graph import FamilyGraph
    from famnet.reports.receipts import Receipts
    from famnet.reports.session import Session

__all__ = ["session_again"]


def session_again(
    graph: FamilyGraph,
    then: Receipts,
    report: CheckReport | None = None,
    *,
    comparison: Comparison | None = None,
    lang: Lang = "nl",
) -> Session:
    """Make the session that receipts are about again.

    Parameters
    ----------
    graph : FamilyGraph
        The checked rows of now.
    then : Receipts
        Of the session.
    report : CheckReport, optional
        What became of the delivered rows.
    comparison : Comparison, optional
        What it was compared with; left out: the delivery with itself.
    lang : str
        Language of the session.

    Returns
    -------
    Session
        With a page for each network that had one and is still there.
    """
    description = describe(graph, comparison=comparison or compare(graph))
    session = build_session(
        graph, description, report, named=list(_windows(graph, then)), pages=0, lang=lang
    )
    return replace(session, gallery=tuple(p for p in then.pages if p.startswith(f"{FOLDER}/")))


def _windows(graph: FamilyGraph, then: Receipts) -> Iterator[Window]:
    for page in then.pages:
        place, _, name = page.rpartition("/")
        if place == "families":
            try:
                yield window_of(graph, name.removesuffix(".html"))
            except UserError:
                # Its households belong to no network now: its statements are told as gone.
                continue
