"""Commands that compare family networks with each other."""

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
    OutFile,
    Purpose,
    settings_of,
    tell,
)
from famnet.progress import Progress

__all__ = ["commands"]

commands = typer.Typer()


@commands.command(epilog="Voorbeeld: famnet scan levering --out scan.csv")
def scan(
    delivery: DeliveryPath,
    out: OutFile,
    *,
    draws: Annotated[
        int | None,
        typer.Option(
            "--draws", min=1000, help="Trekkingen per netwerk, hooguit; meer is preciezer."
        ),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option(
            "--reference",
            metavar="MAP",
            help="Vergelijk met dit gebied (famnet reference build) in plaats van onderling.",
        ),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Zelfde getal, zelfde uitkomst.")] = 0,
    threads: Annotated[
        int,
        typer.Option("--threads", min=1, max=64, help="Tegelijk; verandert niets aan de uitkomst."),
    ] = 1,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Hoe gewoon is elk familienetwerk: alle netwerken vergeleken, ook die waar niets opvalt."""
    from famnet.pipeline import scanning

    answer = scanning.scan(
        delivery,
        out,
        settings_of(as_of, workspace, purpose, case),
        scanning.Scanning(draws, seed, threads, reference),
        Progress(shown=not as_json),
    )
    tell(answer, as_json=as_json)
