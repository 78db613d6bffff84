"""The command that says which way signals went, and what may follow."""

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
    Purpose,
    settings_of,
    tell,
)

__all__ = ["commands"]

commands = typer.Typer()


@commands.command(epilog="Voorbeeld: famnet route levering --family P000123")
def route(
    delivery: DeliveryPath,
    *,
    family: Annotated[
        str, typer.Option("--family", metavar="ID", help="Netwerk, persoon of huishouden.")
    ] = "",
    signal: Annotated[
        str, typer.Option("--signal", metavar="ID", help="De weg van één signaal.")
    ] = "",
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Wat is overgedragen, wat wacht hoe lang, wat vastzit en wat nu kan."""
    from famnet.pipeline.routing import family_route

    settings = settings_of(as_of, workspace, purpose, case)
    tell(family_route(delivery, settings, who=family, signal=signal, lang=lang), as_json=as_json)
