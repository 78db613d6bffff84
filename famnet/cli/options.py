"""The options that commands share, each with one meaning everywhere, and how an answer is told."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from famnet.config import Settings
from famnet.errors import WrongUse
from famnet.vocabulary import Workspace
from famnet.written_day import day_said

__all__ = [
    "AsOf",
    "Case",
    "DeliveryPath",
    "InWorkspace",
    "Json",
    "Lang",
    "OutDir",
    "OutFile",
    "Purpose",
    "settings_of",
    "tell",
]

DeliveryPath = Annotated[
    Path, typer.Argument(metavar="LEVERING", help="Map met de tabellen, of één Excel-werkboek.")
]
OutFile = Annotated[Path, typer.Option("--out", help="Bestand, eindigt op .csv of .parquet.")]
OutDir = Annotated[Path, typer.Option("--out", help="Map voor de uitvoer.")]
Json = Annotated[bool, typer.Option("--json", help="Eén JSON-object op de standaarduitvoer.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATUM", help="Vandaag, als 2026-01-31.")
]
InWorkspace = Annotated[
    Workspace | None,
    typer.Option("--workspace", help="In welk verband de gegevens worden gebruikt."),
]
Purpose = Annotated[str, typer.Option("--purpose", help="Waarvoor (nodig bij echte gegevens).")]
Case = Annotated[str, typer.Option("--case", help="Voor welke zaak (nodig bij echte gegevens).")]
Lang = Annotated[str, typer.Option("--lang", help="Taal: nl of en.")]


def settings_of(
    as_of: str | None, workspace: Workspace | None, purpose: str, case: str
) -> Settings:
    """Return the settings that the options of a command say."""
    return Settings(workspace=workspace, as_of=_day(as_of), purpose=purpose, case=case)


def _day(text: str | None) -> int | None:
    if text is None:
        return None
    try:
        return day_said(text)
    except ValueError as error:
        raise WrongUse(
            f"--as-of {text[:40]!r} kan niet.", hint=str(error)[0].upper() + str(error)[1:]
        ) from error


def tell(answer: Any, *, as_json: bool) -> None:  # noqa: ANN401  # a pipeline answer
    """Print an answer, as one JSON object or as text."""
    typer.echo(answer.to_json() if as_json else answer.to_text())
