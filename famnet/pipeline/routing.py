"""The way of hand-overs, from a delivery to an answer on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.cases import window_of
from famnet.analysis.route import route
from famnet.analysis.route.signal import is_about, signal_route
from famnet.analysis.text import language
from famnet.errors import UserError, WrongUse
from famnet.governance import demand
from famnet.own_ids import shown_ids
from famnet.pipeline.opening import open_graph
from famnet.progress import Progress
from famnet.route_answer import RouteAnswer, SignalRouteAnswer

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.config import Settings

__all__ = ["family_route"]


def family_route(
    delivery: Path, settings: Settings, *, who: str = "", signal: str = "", lang: str = "nl"
) -> RouteAnswer | SignalRouteAnswer:
    """Say what was handed over, what waits and what may follow: of a family network, or of one signal.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    settings : Settings
        Purpose, case, workspace, as-of.
    who : str
        Window, person or household id.
    signal : str
        Signal id; empty: all of the family network. With ``who`` it must be one of that network.
    lang : str
        ``nl`` or ``en``: the language of the text.

    Raises
    ------
    UserError
        There is no such id, or the signal is about nobody of the family network.
    WrongUse
        Another language, or neither a family nor a signal.
    Refused
        Purpose, case or workspace is missing.
    """
    said = language(lang)
    if not who and not signal:
        raise WrongUse(
            "Zeg van wie: --family ontbreekt.", hint="Geef --family ID, of --signal ID voor één signaal."
        )  # fmt: skip
    read, graph = open_graph(delivery, settings, Progress())
    demand(graph.grant, "report", detail="weg van overdrachten", as_of=graph.as_of)
    # A family that isn't there is said, also where a signal is asked for.
    window = window_of(graph, *shown_ids(read, graph, [who])) if who else None
    if signal or window is None:
        sheet = signal_route(graph, signal)
        if window is not None and not is_about(graph, signal, window):
            raise UserError(
                f"Signaal {signal[:60]!r} gaat niet over het familienetwerk {window.window_id}.",
                hint="Laat --family weg, of kies een signaal van dit netwerk.",
            )
        return SignalRouteAnswer(sheet, said)
    return RouteAnswer(route(graph, window), said)
