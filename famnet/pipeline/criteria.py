"""Intake criteria of one family network, from a delivery to an answer on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.cases import window_of
from famnet.analysis.criteria import criteria as answered
from famnet.analysis.text import language
from famnet.criteria_answer import CriteriaAnswer
from famnet.governance import demand
from famnet.own_ids import shown_ids
from famnet.pipeline.opening import open_graph
from famnet.progress import Progress

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.config import Settings

__all__ = ["criteria"]


def criteria(
    delivery: Path, who: str, settings: Settings, *, subject: str = "", lang: str = "nl"
) -> CriteriaAnswer:
    """Answer the intake criteria of one family network.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    who : str
        Window, person or household id.
    settings : Settings
        Purpose, case, workspace (which decides the form), as-of.
    subject : str
        A person in it for whom own signals alone count; empty: the network as a whole.
    lang : str
        ``nl`` or ``en``: the language of the text.

    Raises
    ------
    UserError
        There is no such id, or the person lives elsewhere.
    WrongUse
        Another language.
    Refused
        Purpose, case or workspace is missing.
    """
    said = language(lang)
    read, graph = open_graph(delivery, settings, Progress())
    demand(graph.grant, "report", detail="criteria van één familienetwerk", as_of=graph.as_of)
    asked = shown_ids(read, graph, [who, *([subject] if subject else [])])
    sheet = answered(graph, window_of(graph, asked[0]), subject="".join(asked[1:]))
    return CriteriaAnswer(sheet, said)
