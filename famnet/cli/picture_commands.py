"""Commands that draw: ``famnet draw genogram`` and its neighbours."""

from __future__ import annotations

from pathlib import Path
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
draw = typer.Typer(
    no_args_is_help=True,
    help="Teken één familienetwerk.",
    epilog="Voorbeeld: famnet draw genogram levering --family P000123 --out genogram.html",
)
commands.add_typer(draw, name="draw")

Family = Annotated[str, typer.Option("--family", help="Netwerk, persoon of huishouden.")]
PictureFile = Annotated[Path, typer.Option("--out", help="Bestand, eindigt op .html of .svg.")]


@draw.command(epilog="Voorbeeld: famnet draw genogram levering --family P000123 --out g.html")
def genogram(
    delivery: DeliveryPath,
    family: Family,
    out: PictureFile,
    *,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Wie hoort bij wie: ouders, partners, kinderen, huishoudens."""
    from famnet.draw import genogram as made
    from famnet.pipeline.pictures import draw_family

    settings = settings_of(as_of, workspace, purpose, case)
    compute = (made, Progress(shown=not as_json))
    tell(draw_family(delivery, family, out, settings, compute), as_json=as_json)


@draw.command(epilog="Voorbeeld: famnet draw network levering --family P000123 --out n.html")
def network(
    delivery: DeliveryPath,
    out: PictureFile,
    *,
    family: Annotated[
        str | None,
        typer.Option("--family", help="Netwerk, persoon of huishouden; weg: de hele levering."),
    ] = None,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Wie hangt met wie samen, met filters, zoeken en de weg tussen twee."""
    from famnet.pipeline.pictures import draw_network

    settings = settings_of(as_of, workspace, purpose, case)
    tell(
        draw_network(delivery, family, out, settings, Progress(shown=not as_json)), as_json=as_json
    )


@draw.command(epilog="Voorbeeld: famnet draw ecogram levering --family P000123 --out e.html")
def ecogram(
    delivery: DeliveryPath,
    family: Family,
    out: PictureFile,
    *,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Wie staat om het gezin: partners, hulp, wie ontbreekt aan tafel."""
    from famnet.draw import ecogram as made
    from famnet.pipeline.pictures import draw_family

    settings = settings_of(as_of, workspace, purpose, case)
    compute = (made, Progress(shown=not as_json))
    tell(draw_family(delivery, family, out, settings, compute), as_json=as_json)


@draw.command(epilog="Voorbeeld: famnet draw timeline levering --family P000123 --out t.html")
def timeline(
    delivery: DeliveryPath,
    family: Family,
    out: PictureFile,
    *,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Wat er gebeurde per leefgebied, wie waar woonde, wat er liep."""
    from famnet.draw import timeline as made
    from famnet.pipeline.pictures import draw_family

    settings = settings_of(as_of, workspace, purpose, case)
    compute = (made, Progress(shown=not as_json))
    tell(draw_family(delivery, family, out, settings, compute), as_json=as_json)


@draw.command(epilog="Voorbeeld: famnet draw matrix levering --family P000123 --out m.html")
def matrix(
    delivery: DeliveryPath,
    family: Family,
    out: PictureFile,
    *,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Wie is waar bekend, en waarmee: partner en leefgebied per persoon."""
    from famnet.draw import matrix as made
    from famnet.pipeline.pictures import draw_family

    settings = settings_of(as_of, workspace, purpose, case)
    compute = (made, Progress(shown=not as_json))
    tell(draw_family(delivery, family, out, settings, compute), as_json=as_json)
