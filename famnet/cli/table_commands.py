"""The command that says who sits at the table."""

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


@commands.command(epilog="Voorbeeld: famnet table levering --family P000123 --invited POL,VT,SWT")
def table(
    delivery: DeliveryPath,
    *,
    family: Annotated[
        str, typer.Option("--family", metavar="ID", help="Netwerk, persoon of huishouden.")
    ],
    invited: Annotated[
        str,
        typer.Option(
            "--invited",
            metavar="CODES",
            help="Wie is uitgenodigd, met komma's; leeg: wie nu helpt.",
        ),
    ] = "",
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Wie aan tafel hoort, wie ontbreekt, en wie er zonder reden zit."""
    from famnet.pipeline.tabling import family_table

    settings = settings_of(as_of, workspace, purpose, case)
    codes = tuple(word.strip() for word in invited.split(",") if word.strip())
    answer = family_table(delivery, family, settings, invited=codes, lang=lang)
    tell(answer, as_json=as_json)
