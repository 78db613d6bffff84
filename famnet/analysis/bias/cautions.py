"""What an audit can't stand for, said with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.bias.groups import n_areas
from famnet.analysis.text import Text
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.bias.flagged import Flags
    from famnet.analysis.concentration.scan import Scan
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["cautions_of", "unfit_lines"]

_FEW_AREAS: Final = 10
_FEW_WINDOWS: Final = 1000
_ONE_PERCENT: Final = 0.01


def cautions_of(graph: FamilyGraph, scan: Scan, flags: Flags) -> tuple[Text, ...]:
    """Return what is missing in this delivery to audit it.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    scan : Scan
        Its scan.
    flags : Flags
        What was flagged.
    """
    said = []
    n = len(flags.windows)
    if not n:
        said.append(
            Text(
                "Er staat geen enkel familienetwerk op de lijst: er valt niets te tellen.",
                "No family network is on the list at all: there is nothing to count.",
            )
        )
    elif not flags.reported:
        said.append(Text(
            f"De scan meldt hier te weinig familienetwerken om te vergelijken. Daarom is gekeken naar de {n} bovenaan de lijst; dat zijn geen signaleringen.",
            f"The scan reports too few family networks here to compare. So the {n} on top of the list were looked at; those are no findings.",
        ))  # fmt: skip
    if len(scan.windows) < _FEW_WINDOWS:
        said.append(Text(
            f"Er zijn maar {len(scan.windows)} familienetwerken. De meeste getallen zijn te klein om te tonen of om iets op te bouwen.",
            f"There are only {len(scan.windows)} family networks. Most numbers are too small to show or to build on.",
        ))  # fmt: skip
    areas = n_areas(scan.background)
    if areas < _FEW_AREAS:
        said.append(Text(
            f"Er {'is' if areas == 1 else 'zijn'} maar {areas} {'buurt' if areas == 1 else 'buurten'}. Of een buurt die veel meldt vaker bovenaan staat, is hier niet of nauwelijks te zien.",
            f"There {'is' if areas == 1 else 'are'} only {areas} {'neighbourhood' if areas == 1 else 'neighbourhoods'}. Whether those that report much are flagged more can hardly be seen here.",
        ))  # fmt: skip
    unborn = float((graph.persons["birth_date"].to_numpy() == NO_DAY).mean())
    if unborn > 0:
        share_nl, share_en = (
            ("minder dan 1%", "less than 1%") if unborn < _ONE_PERCENT else (f"{unborn:.0%}",) * 2
        )
        said.append(Text(
            f"Van {share_nl} van de personen is geen geboortedatum geleverd; zij staan apart als onbekend.",
            f"For {share_en} of persons no birth date was delivered; they stand apart as unknown.",
        ))  # fmt: skip
    if len(np.unique(scan.background.people.stratum)) == 1:
        said.append(Text(
            "Naar leeftijd en geslacht kan niet worden vergeleken: iedereen zit in één groep.",
            "Age and sex can't be compared: everybody is in one group.",
        ))  # fmt: skip
    return tuple(said)


def unfit_lines(reasons: Sequence[Text]) -> tuple[Text, ...]:
    """Say that the scan refuses to compare here, what follows for an audit, and why; empty if it compares.

    Parameters
    ----------
    reasons : sequence of Text
        Of ``concentration.fitness``.
    """
    if not reasons:
        return ()
    said = Text(
        "De vergelijking is hier niet geschikt: famnet beschrijft deze levering, en vergelijkt niet. Of de"
        " scan scheef is, valt hier dus niet te zeggen. Daarom staan er geen verhoudingen van de scan;"
        " wat bovenaan de lijst staat, is alleen geteld. Waarom:",
        "The comparison isn't fit here: famnet describes this delivery, and doesn't compare. So whether"
        " the scan is biased can't be told here. That is why no ratios of the scan are given; what is on"
        " top of the list was only counted. Why:",
    )
    return (said, *reasons)
