"""From a path to a graph under a grant, and one table from a graph to a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from famnet.answers import TableAnswer
from famnet.delivery import read_delivery, write_table
from famnet.delivery.info import read_info
from famnet.errors import WrongUse
from famnet.governance import demand, grant_for
from famnet.graph import build_graph
from famnet.pipeline.rows_told import tell_rows
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pandas as pd

    from famnet.config import Settings
    from famnet.delivery import Delivery
    from famnet.governance import Grant
    from famnet.graph import FamilyGraph
    from famnet.progress import Progress

__all__ = ["asked_grant", "not_over", "open_graph", "written"]


def open_graph(
    path: Path,
    settings: Settings,
    progress: Progress,
    read: Callable[..., Delivery] = read_delivery,
) -> tuple[Delivery, FamilyGraph]:
    """Read a delivery and build its graph under the grant the settings ask for."""
    grant = asked_grant(path, settings)
    demand(grant, "read", detail="levering", as_of=settings.as_of)
    with progress.stage("Lezen en controleren"):
        workspace = None if grant.workspace is Workspace.SYNTHETIC else grant.workspace
        delivery = read(path, workspace=workspace, as_of=settings.as_of)
    tell_rows(delivery.report, path, settings)
    with progress.stage("Graaf bouwen"):
        return delivery, build_graph(delivery, grant=grant)


def asked_grant(path: Path, settings: Settings) -> Grant:
    """Return the grant for a delivery, or refuse and say what is missing."""
    # Asked before the tables are read: nothing runs on personal data without a purpose.
    info = read_info(path)
    asked = replace(
        settings,
        workspace=settings.workspace or info.workspace,
        purpose=settings.purpose or info.purpose,
    )
    return grant_for(asked, synthetic=info.synthetic)


def written(
    delivery: Path,
    out: Path,
    settings: Settings,
    compute: Callable[[FamilyGraph], pd.DataFrame],
    progress: Progress,
) -> TableAnswer:
    """Compute one table of a graph and write it as .csv or .parquet.

    Raises
    ------
    WrongUse
        ``out`` has another ending, or lies inside the delivery.
    """
    if out.suffix.lower() not in (".csv", ".parquet"):
        raise WrongUse(
            f"--out {out.name}: de naam moet eindigen op .csv of .parquet.",
            hint="Bijvoorbeeld --out tabel.csv",
        )
    not_over(delivery, out)
    _, graph = open_graph(delivery, settings, progress)
    with progress.stage("Rekenen"):
        frame = compute(graph)
    demand(graph.grant, "export", detail=f"{len(frame)} rijen", as_of=graph.as_of)
    with progress.stage("Schrijven"):
        write_table(frame, out)
    return TableAnswer(out.name, len(frame), graph.as_of_text, str(graph.workspace))


def not_over(delivery: Path, out: Path) -> None:
    """Refuse an output that would take the place of what was delivered."""
    inside = delivery.is_dir() and out.resolve().is_relative_to(delivery.resolve())
    if inside or out.resolve() == delivery.resolve():
        raise WrongUse(
            f"--out {out.name} ligt in de levering zelf.",
            hint="Kies een plek buiten de map van de levering; die blijft zoals zij is.",
        )
