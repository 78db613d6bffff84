"""``famnet synth``: a synthetic region, to practise and to test with."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from famnet.cli.options import Json, OutDir, tell
from famnet.errors import WrongUse
from famnet.progress import Progress

if TYPE_CHECKING:
    from famnet.synthetic.plan import Planting

__all__ = ["commands"]

commands = typer.Typer()

_MOST_RATIO = 1000.0
_MOST_DOMAINS = 6


class Spread(StrEnum):
    """How far families resemble each other without anything planted."""

    INDEPENDENT = "independent"
    MILD = "mild"
    HARD = "hard"


@commands.command(
    epilog="Voorbeeld: famnet synth --persons 10000 --seed 7 --out regio\n\n"
    "Met bekende inhoud: famnet synth --persons 50000 --plant 20 --decoys 5 --background mild --out regio"
)
def synth(  # one parameter per option
    persons: Annotated[int, typer.Option("--persons", min=1, help="Hoeveel personen.")],
    out: OutDir,
    *,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Zelfde getal, zelfde regio.")] = 7,
    signals_per_person: Annotated[
        float | None,
        typer.Option("--signals-per-person", min=0.0, max=20.0, help="Gemiddeld, in vijf jaar."),
    ] = None,
    plant: Annotated[
        int,
        typer.Option(
            "--plant",
            min=0,
            help="Zoveel families waarin meer samenkomt dan toeval; geen verhalen.",
        ),
    ] = 0,
    plant_ratio: Annotated[
        str,
        typer.Option("--plant-ratio", help="Hoeveel keer zo vaak, bijvoorbeeld 20 of 5,10,20,40."),
    ] = "20",
    plant_domains: Annotated[
        str,
        typer.Option("--plant-domains", help="In hoeveel leefgebieden: 1 tot en met 6, of 2,4,6."),
    ] = "4",
    decoys: Annotated[
        str,
        typer.Option(
            "--decoys",
            help="Families die misleiden: een getal (zoveel per soort) of soorten, zoals"
            " echo_only:5,one_person:3.",
        ),
    ] = "",
    background: Annotated[
        Spread | None,
        typer.Option("--background", help="Hoezeer families op elkaar lijken zonder planten."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Maak een synthetische regio: verzonnen mensen, geschikt om mee te oefenen.

    Met --plant, --decoys of --background: een regio waarvan bekend is wat erin zit (truth.csv).
    """
    from famnet.pipeline import synthesizing
    from famnet.synthetic.plan import BACKGROUNDS, WorldPlan

    progress = Progress(shown=not as_json)
    if not (plant or decoys or background):
        answer = synthesizing.synth(
            persons, seed, out, signals_per_person=signals_per_person, progress=progress
        )
        tell(answer, as_json=as_json)
        return
    if signals_per_person is not None:
        raise WrongUse(
            "--signals-per-person gaat niet samen met --plant, --decoys of --background.",
            hint="Laat --signals-per-person weg: dan heeft ongeveer 9 % een signaal in twee jaar.",
        )
    plan = WorldPlan(
        persons,
        seed,
        BACKGROUNDS[background or Spread.INDEPENDENT],
        _planting(plant, plant_ratio, plant_domains),
        _decoys(decoys),
    )
    tell(synthesizing.synth_world(plan, out, progress=progress), as_json=as_json)


def _planting(families: int, ratios: str, domains: str) -> Planting:
    from famnet.synthetic.plan import Planting

    try:
        times = tuple(float(part) for part in ratios.split(","))
    except ValueError:
        times = ()
    if not times or not all(1 < value <= _MOST_RATIO for value in times):
        raise WrongUse(
            f"--plant-ratio {ratios!r}: dit zijn geen getallen boven 1 en tot en met {_MOST_RATIO:g}.",
            hint="Schrijf bijvoorbeeld --plant-ratio 20 of --plant-ratio 5,10,20,40.",
        )
    numbers = tuple(int(part) for part in domains.split(",") if part.strip().isdecimal())
    whole = len(numbers) == len(domains.split(","))
    if not whole or not all(1 <= value <= _MOST_DOMAINS for value in numbers):
        raise WrongUse(
            f"--plant-domains {domains!r}: dit zijn geen gehele getallen van 1 tot en met {_MOST_DOMAINS}.",
            hint="Schrijf bijvoorbeeld --plant-domains 4 of --plant-domains 2,4,6.",
        )
    return Planting(families, times, numbers)


def _decoys(text: str) -> dict[str, int]:
    from famnet.synthetic.plan import DECOYS

    if text.strip().isdecimal():
        return dict.fromkeys(DECOYS, int(text))
    out: dict[str, int] = {}
    for part in (piece.strip() for piece in text.split(",") if piece.strip()):
        kind, _, count = part.partition(":")
        if kind not in DECOYS or (count and not count.isdecimal()):
            raise WrongUse(
                f"--decoys: {part!r} is geen soort misleidende familie.",
                hint=f"Geef een getal, of kies uit: {', '.join(DECOYS)}; met :5 erachter vijf daarvan.",
            )
        out[kind] = int(count or 1)
    return out
