"""The command that makes the background of an area, for cases to be compared with."""

from __future__ import annotations

from typing import Annotated

import typer

from famnet.cli.options import (
    AsOf,
    Case,
    DeliveryPath,
    InWorkspace,
    Json,
    OutDir,
    Purpose,
    settings_of,
    tell,
)
from famnet.progress import Progress

__all__ = ["commands"]

commands = typer.Typer()
_reference = typer.Typer(
    no_args_is_help=True,
    help="De achtergrond van een gebied, om één familienetwerk mee te vergelijken.",
    epilog="Voorbeeld: famnet reference build regio --out referentie",
)
commands.add_typer(_reference, name="reference")


@_reference.callback()
def _group() -> None:
    """Keep ``build`` a command of its own, also while it is the only one."""


@_reference.command(epilog="Voorbeeld: famnet reference build regio --out referentie")
def build(
    delivery: DeliveryPath,
    out: OutDir,
    *,
    months: Annotated[
        int, typer.Option("--months", min=1, max=120, help="Maanden voor de peildatum die tellen.")
    ] = 24,
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
    """Maak de achtergrond van een gebied, zonder een persoon of huishouden erin."""
    from famnet.pipeline import referencing

    answer = referencing.build(
        delivery,
        out,
        settings_of(as_of, workspace, purpose, case),
        referencing.Referencing(months, seed, threads),
        Progress(shown=not as_json),
    )
    tell(answer, as_json=as_json)
