"""The command that answers intake criteria."""

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


@commands.command(epilog="Voorbeeld: famnet criteria levering --family P000123")
def criteria(
    delivery: DeliveryPath,
    *,
    family: Annotated[
        str, typer.Option("--family", metavar="ID", help="Netwerk, persoon of huishouden.")
    ],
    subject: Annotated[
        str,
        typer.Option("--subject", metavar="PERSOON", help="Alleen de signalen van deze persoon."),
    ] = "",
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """De criteria voor bespreking: ja, nee, onbekend, met wat ervoor en ertegen pleit."""
    from famnet.pipeline.criteria import criteria as answered

    settings = settings_of(as_of, workspace, purpose, case)
    tell(answered(delivery, family, settings, subject=subject, lang=lang), as_json=as_json)
