"""Commands that draw: ``famnet draw genogram`` and its neighbours."""

from __future__ import annotations

from functools import partial
from pathlib import Path
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


def _of_family(name: str, doc: str) -> None:
    """Register the command that draws one kind of picture of one family network."""

    def command(
        delivery: DeliveryPath,
        family: Family,
        out: PictureFile,
        *,
        as_of: AsOf = None,
        workspace: InWorkspace = None,
        purpose: Purpose = "",
        case: Case = "",
        lang: Lang = "nl",
        as_json: Json = False,
    ) -> None:
        from famnet import draw as pictures
        from famnet.analysis.text import language
        from famnet.pipeline.pictures import draw_family

        settings = settings_of(as_of, workspace, purpose, case)
        make = partial(getattr(pictures, name), lang=language(lang))
        compute = (make, Progress(shown=not as_json))
        tell(draw_family(delivery, family, out, settings, compute), as_json=as_json)

    command.__doc__ = doc
    example = f"famnet draw {name} levering --family P000123 --out {name}.html"
    draw.command(name, epilog=f"Voorbeeld: {example}")(command)


_of_family("genogram", "Wie hoort bij wie: ouders, partners, kinderen, huishoudens.")
_of_family("ecogram", "Wie staat om het gezin: partners, hulp, wie ontbreekt aan tafel.")
_of_family("timeline", "Wat er gebeurde per leefgebied, wie waar woonde, wat er liep.")
_of_family("matrix", "Wie is waar bekend, en waarmee: partner en leefgebied per persoon.")


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
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Wie hangt met wie samen, met filters, zoeken en de weg tussen twee."""
    from famnet.analysis.text import language
    from famnet.draw import network as compute
    from famnet.pipeline.pictures import draw_network

    settings = settings_of(as_of, workspace, purpose, case)
    how = (partial(compute, lang=language(lang)), Progress(shown=not as_json))
    tell(draw_network(delivery, family, out, settings, how), as_json=as_json)
