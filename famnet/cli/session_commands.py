"""Commands from a delivery to a session on the table, and the reference data."""

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
    Lang,
    OutDir,
    OutFile,
    Purpose,
    settings_of,
    tell,
)
from famnet.progress import Progress

__all__ = ["commands"]

commands = typer.Typer()


@commands.command(epilog="Voorbeeld: famnet demo --out demo")
def demo(out: OutDir = Path("demo"), *, lang: Lang = "nl", as_json: Json = False) -> None:
    """Het hoofdwerk op de voorbeeldgegevens, met wat er van elk verhaal werd."""
    from famnet.pipeline import session

    tell(session.demo(out, lang=lang, progress=Progress(shown=not as_json)), as_json=as_json)


@commands.command(epilog="Voorbeeld: famnet check levering --out controle")
def check(
    delivery: DeliveryPath,
    out: Annotated[Path | None, typer.Option("--out", help="Map voor de lijsten.")] = None,
    *,
    strict: Annotated[bool, typer.Option("--strict", help="Afgewezen rijen geven code 1.")] = False,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    as_json: Json = False,
) -> None:
    """Lees en controleer een levering; meld alles wat er niet klopt in één keer."""
    from famnet.pipeline import checking

    answer = checking.check(delivery, settings_of(as_of, workspace, "", ""), out=out)
    tell(answer, as_json=as_json)
    if not answer.usable or (strict and answer.rejected):
        raise typer.Exit(1)


def _table(name: str, doc: str, example: str) -> None:
    def command(
        delivery: DeliveryPath,
        out: OutFile,
        *,
        as_of: AsOf = None,
        workspace: InWorkspace = None,
        purpose: Purpose = "",
        case: Case = "",
        as_json: Json = False,
    ) -> None:
        from famnet.pipeline import looking_up

        settings = settings_of(as_of, workspace, purpose, case)
        answer = looking_up.table(name, delivery, out, settings, Progress(shown=not as_json))
        tell(answer, as_json=as_json)

    command.__doc__ = doc
    commands.command(name, epilog=f"Voorbeeld: {example}")(command)


_table(
    "households",
    "Wie woonde waar, van wanneer tot wanneer.",
    "famnet households levering --out wonen.csv",
)
_table(
    "families",
    "De familienetwerken: welke huishoudens en personen horen bij elkaar, en waarom.",
    "famnet families levering --out families.csv",
)
_table(
    "episodes",
    "Welke signalen gaan over dezelfde gebeurtenis.",
    "famnet episodes levering --out gebeurtenissen.csv",
)
_table("known", "Bekend bij: welke partner kent wie.", "famnet known levering --out bekend.csv")


@commands.command(epilog="Voorbeeld: famnet kin levering --out verwanten.csv --degree 3")
def kin(
    delivery: DeliveryPath,
    out: OutFile,
    *,
    degree: Annotated[int, typer.Option("--degree", min=1, max=8, help="Tot welke graad.")] = 4,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Elke verwantschap tot en met een graad, met de weg erheen."""
    from famnet.pipeline import looking_up

    settings = settings_of(as_of, workspace, purpose, case)
    answer = looking_up.kin(delivery, out, settings, degree=degree)
    tell(answer, as_json=as_json)


@commands.command(epilog="Voorbeeld: famnet run levering --out sessie --family P000123")
def run(
    delivery: DeliveryPath,
    out: OutDir,
    *,
    family: Annotated[
        list[str] | None,
        typer.Option("--family", help="Netwerk, persoon of huishouden; mag vaker."),
    ] = None,
    reference: Annotated[
        Path | None,
        typer.Option(
            "--reference",
            metavar="MAP",
            help="Vergelijk het ene netwerk van --family met dit gebied (famnet reference build).",
        ),
    ] = None,
    pages: Annotated[
        int, typer.Option("--pages", min=0, help="Hoeveel bladen zonder --family.")
    ] = 300,
    gallery: Annotated[
        int, typer.Option("--gallery", min=0, help="Losse tekeningen van zoveel netwerken.")
    ] = 0,
    no_key: Annotated[bool, typer.Option("--no-key", help="Maak geen sleutelblad.")] = False,
    lang: Lang = "nl",
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    as_json: Json = False,
) -> None:
    """Alles: van levering tot een sessie op tafel."""
    from famnet.pipeline import session

    options = session.RunOptions(
        families=tuple(family or ()),
        pages=pages,
        with_key=not no_key,
        gallery=gallery,
        lang=lang,
        settings=settings_of(as_of, workspace, purpose, case),
        reference=reference,
    )
    answer = session.run(delivery, out, options=options, progress=Progress(shown=not as_json))
    tell(answer, as_json=as_json)


@commands.command(epilog="Voorbeeld: famnet path levering P000001 P000002")
def path(
    delivery: DeliveryPath,
    a: Annotated[str, typer.Argument(metavar="A", help="Persoon.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Andere persoon.")],
    *,
    kinds: Annotated[
        str, typer.Option("--kinds", help="Soorten banden, met komma's; leeg: alle.")
    ] = "",
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Hoe twee personen met elkaar verbonden zijn, in woorden."""
    from famnet.pipeline import looking_up

    settings = settings_of(as_of, workspace, purpose, case)
    wanted = tuple(word.strip() for word in kinds.split(",") if word.strip())
    tell(looking_up.path(delivery, (a, b), settings, kinds=wanted, lang=lang), as_json=as_json)


@commands.command(epilog="Voorbeeld: famnet family levering P000123")
def family(
    delivery: DeliveryPath,
    person: Annotated[
        str, typer.Argument(metavar="PERSOON", help="Persoon, huishouden of netwerk.")
    ],
    *,
    as_of: AsOf = None,
    workspace: InWorkspace = None,
    purpose: Purpose = "",
    case: Case = "",
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """Eén familienetwerk in één oogopslag."""
    from famnet.pipeline import looking_up

    settings = settings_of(as_of, workspace, purpose, case)
    tell(looking_up.family(delivery, person, settings, lang=lang), as_json=as_json)


@commands.command(epilog="Voorbeeld: famnet catalogue partners")
def catalogue(
    name: Annotated[
        str, typer.Argument(metavar="LIJST", help="Welke lijst; leeg: alle namen.")
    ] = "",
    *,
    lang: Lang = "nl",
    as_json: Json = False,
) -> None:
    """De referentiegegevens: partners, taken, leefgebieden, signalen, maatregelen."""
    from famnet import reference_lists

    tell(reference_lists.answer(name, lang=lang), as_json=as_json)
