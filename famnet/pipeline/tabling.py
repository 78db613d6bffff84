"""Who sits at the table of one family network, from a delivery to an answer on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.cases import window_of
from famnet.analysis.table import table as tabled
from famnet.analysis.table import unasked
from famnet.analysis.text import language
from famnet.governance import demand
from famnet.own_ids import shown_ids
from famnet.pipeline.opening import open_graph
from famnet.progress import Progress
from famnet.table_answer import TableAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from famnet.config import Settings

__all__ = ["family_table"]


def family_table(
    delivery: Path, who: str, settings: Settings, *, invited: Iterable[str] = (), lang: str = "nl"
) -> TableAnswer:
    """Say who sits at the table of one family network.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    who : str
        Window, person or household id.
    settings : Settings
        Purpose, case, workspace, as-of.
    invited : iterable of str
        Partner codes that are invited; none: those involved now.
    lang : str
        ``nl`` or ``en``: the language of the text.

    Raises
    ------
    UserError
        There is no such id.
    WrongUse
        Another language, or an unknown partner.
    Refused
        Purpose, case or workspace is missing.
    """
    said = language(lang)
    read, graph = open_graph(delivery, settings, Progress())
    demand(graph.grant, "report", detail="tafel van één familienetwerk", as_of=graph.as_of)
    window = window_of(graph, *shown_ids(read, graph, [who]))
    codes = tuple(invited)
    sheet = tabled(graph, window, invited=codes or None)
    return TableAnswer(sheet, said, unasked(graph, window, sheet))
