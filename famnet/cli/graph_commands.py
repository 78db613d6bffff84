"""Commands that take the graph elsewhere: into a store, or into a file for other tools."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads it at run time
from typing import Annotated

import typer

from famnet.cli.options import (
    AsOf,
    Case,
    DeliveryPath,
    InWorkspace,
    Json,
    Purpose,
    settings_of,
    tell,
)
from famnet.progress import Progress

__all__ = ["commands"]

commands = typer.Typer()


@commands.command(epilog="Voorbeeld: famnet load levering --store neo4j://localhost:7687")
def load(
    delivery: DeliveryPath,
    store: Annotated[
        str,
        typer.Option(
            "--store",
            metavar="URL",
            help="neo4j://, neo4j+s://, bolt:// …, of memory:MAP voor een map met Parquet."
            " Gebruiker en wachtwoord komen uit NEO4J_USERNAME en NEO4J_PASSWORD.",
        ),
    ],
    *,
    identifying: Annotated[
        bool,
        typer.Option(
            "--identifying", help="Bewaar de volledige geboortedag, niet alleen de maand."
        ),
    ] = False,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Zet de graaf van een levering in een store; nog eens laden verandert niets."""
    from famnet.pipeline import loading

    answer = loading.load(
        delivery,
        store,
        settings_of(as_of, workspace, purpose, case),
        identifying=identifying,
        progress=Progress(shown=not as_json),
    )
    tell(answer, as_json=as_json)


@commands.command(epilog="Voorbeeld: famnet export levering --format graphml --out graaf.graphml")
def export(
    delivery: DeliveryPath,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            help="Bestand: .graphml, .json of .csv. Bij csv staan hier de verbindingen, en de"
            " punten ernaast in NAAM-nodes.csv.",
        ),
    ],
    *,
    kind: Annotated[
        str, typer.Option("--format", metavar="VORM", help="graphml, node-link of csv.")
    ] = "graphml",
    around: Annotated[
        list[str] | None,
        typer.Option("--around", help="Alleen rond deze persoon of dit huishouden; mag vaker."),
    ] = None,
    hops: Annotated[int, typer.Option("--hops", min=0, help="Hoeveel stappen eromheen.")] = 2,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """De graaf voor Gephi, NetworkX of een rekenblad, zonder namen, adressen en geboortedagen."""
    from famnet.pipeline import exporting

    asked = exporting.Exporting(kind, out, tuple(around or ()), hops)
    settings = settings_of(as_of, workspace, purpose, case)
    answer = exporting.export(delivery, asked, settings, Progress(shown=not as_json))
    tell(answer, as_json=as_json)
