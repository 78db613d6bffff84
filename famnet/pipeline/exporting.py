"""A delivery's graph for other tools."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003  # part of a public dataclass
from typing import TYPE_CHECKING, Final

from famnet.errors import WrongUse
from famnet.governance import demand
from famnet.graph.export_csv import write_edges, write_nodes
from famnet.graph.export_graphml import write_graphml
from famnet.graph.export_node_link import write_node_link
from famnet.own_ids import shown_ids
from famnet.pipeline.graph_answers import ExportAnswer
from famnet.pipeline.opening import not_over, open_graph
from famnet.progress import Progress
from famnet.staging import staged_files

if TYPE_CHECKING:
    from famnet.config import Settings
    from famnet.graph import FamilyGraph

__all__ = ["ENDINGS", "Exporting", "export"]

#: What a file of each format is called; the first is the one that is proposed.
ENDINGS: Final = {
    "graphml": (".graphml", ".xml"),
    "node-link": (".json",),
    "csv": (".csv",),
}


@dataclass(frozen=True, slots=True)
class Exporting:
    """What to write, and of whom.

    Parameters
    ----------
    format : str
        One of ``ENDINGS``.
    out : pathlib.Path
        The file; with csv the edges, and the nodes beside it in ``<name>-nodes.csv``.
    around : tuple of str
        Persons or households to cut the graph around; empty: the whole.
    hops : int
        How many steps around them.
    """

    format: str
    out: Path
    around: tuple[str, ...] = ()
    hops: int = 2


def export(
    delivery: Path, asked: Exporting, settings: Settings, progress: Progress | None = None
) -> ExportAnswer:
    """Write the graph of a delivery for Gephi, NetworkX or a spreadsheet.

    Parameters
    ----------
    delivery : pathlib.Path
        Folder or workbook.
    asked : Exporting
        What to write, and of whom.
    settings : Settings
        Purpose, case and workspace; "today".
    progress : Progress, optional
        Told what is going on.

    Returns
    -------
    ExportAnswer
        What was written. No identifying column is in it; of a birth date the year.

    Raises
    ------
    WrongUse
        The format isn't known, the file has another ending or lies inside the delivery.
    UserError
        The delivery can't be used, or the file can't be written.
    Refused
        There is no grant.
    """
    progress = progress or Progress()
    _fits(asked)
    files = _files(asked)
    for file in files:
        not_over(delivery, file)
    read, graph = open_graph(delivery, settings, progress)
    if asked.around:
        seeds = shown_ids(read, graph, asked.around)
        graph = graph.scope(seeds, hops=asked.hops)
    demand(graph.grant, "export", detail=f"graaf als {asked.format}", as_of=graph.as_of)
    with progress.stage("Schrijven"), staged_files(*files) as parts:
        nodes, edges = _written(graph, asked.format, parts)
    return ExportAnswer(
        format=asked.format,
        files=[file.name for file in files],
        nodes=nodes,
        edges=edges,
        as_of=graph.as_of_text,
        workspace=str(graph.workspace),
    )


def _fits(asked: Exporting) -> None:
    endings = ENDINGS.get(asked.format)
    if endings is None:
        raise WrongUse(
            f"--format {asked.format[:40]} kent famnet niet.",
            hint=f"Kies uit {', '.join(ENDINGS)}.",
        )
    if asked.out.suffix.lower() not in endings:
        raise WrongUse(
            f"--out {asked.out.name}: bij --format {asked.format} eindigt de naam op"
            f" {' of '.join(endings)}.",
            hint=f"Bijvoorbeeld --out graaf{endings[0]}",
        )


def _files(asked: Exporting) -> tuple[Path, ...]:
    if asked.format != "csv":
        return (asked.out,)
    return asked.out, asked.out.with_name(f"{asked.out.stem}-nodes{asked.out.suffix}")


def _written(graph: FamilyGraph, kind: str, parts: tuple[Path, ...]) -> tuple[int, int]:
    if kind == "csv":
        return write_nodes(graph, parts[1]), write_edges(graph, parts[0])
    write = write_graphml if kind == "graphml" else write_node_link
    return write(graph, parts[0])
