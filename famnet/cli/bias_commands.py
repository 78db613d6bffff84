"""The command that audits who is flagged."""

from __future__ import annotations

from typing import Annotated

import typer

from famnet.cli.options import (
    AsOf,
    Case,
    DeliveryPath,
    InWorkspace,
    Json,
    Lang,
    OutDir,
    Purpose,
    settings_of,
    tell,
)
from famnet.progress import Progress

__all__ = ["commands"]

commands = typer.Typer()


@commands.command(
    name="audit-bias", epilog="Voorbeeld: famnet audit-bias levering --out scheefheid"
)
def audit_bias(
    delivery: DeliveryPath,
    out: OutDir,
    *,
    worlds: Annotated[
        int, typer.Option("--worlds", help="Hoeveel geschudde werelden ernaast worden bekeken.")
    ] = 20,
    seed: Annotated[int, typer.Option("--seed", help="Startgetal van de trekkingen.")] = 0,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Toets of de scan scheef is: wie komt boven, naar buurt, grootte, leeftijd, geslacht en bron."""
    from famnet.pipeline.auditing_bias import audit_bias as audited

    answer = audited(
        delivery,
        out,
        settings_of(as_of, workspace, purpose, case),
        how=(worlds, seed, lang),
        progress=Progress(shown=not as_json),
    )
    tell(answer, as_json=as_json)
