"""The scan: all family networks of a delivery compared with each other, as one table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from famnet.analysis.comparison import compare_gathered, effort_of
from famnet.analysis.gathered import COLUMNS, gather, looked_at
from famnet.analysis.window_list import table_parts
from famnet.answers import ScanAnswer
from famnet.delivery import read_unnamed, write_parts
from famnet.errors import WrongUse
from famnet.governance import demand
from famnet.pipeline.opening import not_over, open_graph
from famnet.pipeline.referencing import by_reference
from famnet.progress import peak_memory_mb

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.analysis.comparison import Comparison
    from famnet.analysis.description_tables import Looked
    from famnet.config import Settings
    from famnet.governance import Grant
    from famnet.graph import FamilyGraph
    from famnet.progress import Progress

__all__ = ["Scanning", "scan"]


@dataclass(frozen=True, slots=True)
class Scanning:
    """How to look.

    Parameters
    ----------
    draws : int or None
        Draws per window at most; None: as many as a run makes.
    seed : int
        Seed of the draws.
    threads : int
        How many draw; the result is the same.
    reference : Path or None
        The stored background to compare with; None: the delivery itself.
    """

    draws: int | None = None
    seed: int = 0
    threads: int = 1
    reference: Path | None = None


def scan(
    delivery: Path, out: Path, settings: Settings, how: Scanning, progress: Progress
) -> ScanAnswer:
    """Compare all family networks and write them, those that show nothing too.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    out : Path
        File, ends in .csv or .parquet.
    settings : Settings
        Purpose, case, workspace, as-of.
    how : Scanning
        Draws, seed, threads.
    progress : Progress
        Where stages are told.

    Returns
    -------
    ScanAnswer
        What was compared; where nothing could be, why, and the statistic columns are empty.

    Raises
    ------
    WrongUse
        ``out`` has another ending, or lies inside the delivery.
    """
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise WrongUse(
            f"--out {out.name}: de naam moet eindigen op .csv of .parquet.",
            hint="Bijvoorbeeld --out scan.csv",
        )
    not_over(delivery, out)
    told, looked, found = _compared(delivery, settings, how, progress)
    demand(told.grant, "export", detail=f"{len(looked.windows)} rijen", as_of=told.as_of)
    with progress.stage("Schrijven"):
        write_parts(table_parts(looked, found), out)
    return ScanAnswer(
        file=out.name,
        rows=len(looked.windows),
        as_of=told.as_of_text,
        workspace=told.workspace,
        compared=found.fitness.possible,
        reasons=tuple(text.nl for text in found.fitness.reasons),
        cautions=tuple(text.nl for text in found.fitness.cautions),
        eligible=int((looked.counts.reason == 0).sum()),
        reported=found.n_reported,
        told_again=len(found.scan.part_of) if found.scan else 0,
        expected_by_chance=round(found.chance_among_reported, 4),
        seed=how.seed,
        draws=how.draws,
        peak_memory_mb=peak_memory_mb(),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What is said of a graph that is let go of."""

    grant: Grant
    as_of: int
    as_of_text: str | None
    workspace: str

    @classmethod
    def of(cls, graph: FamilyGraph) -> _Told:
        return cls(graph.grant, graph.as_of, graph.as_of_text, str(graph.workspace))


def _compared(
    delivery: Path, settings: Settings, how: Scanning, progress: Progress
) -> tuple[_Told, Looked, Comparison]:
    # A reference may ask for more.
    read = read_unnamed if how.reference is not None else partial(read_unnamed, only=COLUMNS)
    graph = open_graph(delivery, settings, progress, read)[1]
    told, effort = _Told.of(graph), None if how.draws is None else effort_of(how.draws)
    with progress.stage("Vergelijken"):
        if how.reference is not None:
            one = by_reference(graph, how.reference, effort=effort, how=(how.seed, how.threads))
            return told, looked_at(graph), one
        gathered = gather(graph)
        # Of a country the tables are gigabytes, and nothing below asks for them.
        del graph
        found = compare_gathered(gathered, effort=effort, seed=how.seed, threads=how.threads)
    return told, gathered.looked, found
