"""The command that holds a session against a delivery."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # typer reads the annotation
from typing import Annotated

import typer

from famnet.cli.options import Case, Json, Lang, tell
from famnet.errors import PartlyDone

__all__ = ["commands"]

commands = typer.Typer()


@commands.command(epilog="Voorbeeld: famnet verify sessie --delivery levering")
def verify(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="Map van een sessie (famnet run).")],
    *,
    delivery: Annotated[
        Path, typer.Option("--delivery", metavar="LEVERING", help="Waar tegen wordt nagegaan.")
    ],
    reference: Annotated[
        Path | None,
        typer.Option(
            "--reference", metavar="MAP", help="De referentie, als de sessie daarmee is gemaakt."
        ),
    ] = None,
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Houden alle uitspraken van een sessie nog stand? Anders: welke niet, en waarom."""
    from famnet.analysis.text import language
    from famnet.pipeline.verifying import verify as verified
    from famnet.progress import Progress

    answer = verified(
        folder, delivery, reference=reference, case=case, lang=language(lang),
        progress=Progress(shown=not as_json),
    )  # fmt: skip
    tell(answer, as_json=as_json)
    if not answer.holds:
        raise typer.Exit(PartlyDone.exit_code)
