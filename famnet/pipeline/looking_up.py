"""Uses that answer one thing, wiring only: a table, a way between two persons, a family at a glance.

Apart from the session, of which they would load pages, pictures and statistics for nothing.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from famnet.analysis.episodes import episodes
from famnet.analysis.households import households
from famnet.analysis.kinship import kin as kin_table
from famnet.analysis.known import known
from famnet.analysis.members import families
from famnet.analysis.text import Text, language
from famnet.answers import FamilyAnswer, PathAnswer, TableAnswer
from famnet.governance import demand
from famnet.own_ids import shown_ids
from famnet.pipeline.opening import open_graph, written
from famnet.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from famnet.config import Settings
    from famnet.graph import FamilyGraph

__all__ = ["family", "kin", "path", "table"]

_NOT_CONNECTED: Final = Text(
    "Geen verbinding gevonden in deze levering.", "No connection found in this delivery."
)

_TABLES: dict[str, Callable[[FamilyGraph], pd.DataFrame]] = {
    "households": households,
    "families": families,
    "episodes": episodes,
    "known": known,
}


def table(
    name: str, delivery: Path, out: Path, settings: Settings, progress: Progress
) -> TableAnswer:
    """Write one table of the analysis: households, families, episodes or known.

    Raises
    ------
    WrongUse
        ``out`` doesn't end in .csv or .parquet.
    """
    return written(delivery, out, settings, _TABLES[name], progress)


def kin(delivery: Path, out: Path, settings: Settings, *, degree: int) -> TableAnswer:
    """Write every derived relation within a number of degrees."""

    def compute(graph: FamilyGraph) -> pd.DataFrame:
        return kin_table(graph, degree=degree)

    return written(delivery, out, settings, compute, Progress(shown=True))


def path(
    delivery: Path,
    ends: tuple[str, str],
    settings: Settings,
    *,
    kinds: tuple[str, ...] = (),
    lang: str = "nl",
) -> PathAnswer:
    """Say in words, ``nl`` or ``en``, how two persons are connected."""
    from famnet.analysis.kinship_path import path_between

    said = language(lang)
    read, graph = open_graph(delivery, settings, Progress())
    demand(graph.grant, "read", detail="weg tussen twee personen", as_of=graph.as_of)
    a, b = shown_ids(read, graph, ends)
    found = path_between(graph, a, b, kinds=kinds or None, lang=said)
    if found is None:
        return PathAnswer(a, b, connected=False, words=_NOT_CONNECTED.of(said))
    steps = tuple(asdict(step) for step in found.steps)
    return PathAnswer(a, b, connected=True, words=found.words, steps=steps)


def family(delivery: Path, who: str, settings: Settings, *, lang: str = "nl") -> FamilyAnswer:
    """Show one family network at a glance, in ``nl`` or ``en``."""
    from famnet.glance import glance

    said = language(lang)
    read, graph = open_graph(delivery, settings, Progress())
    demand(graph.grant, "read", detail="één familienetwerk", as_of=graph.as_of)
    (asked,) = shown_ids(read, graph, [who])
    return glance(graph, asked, said)
