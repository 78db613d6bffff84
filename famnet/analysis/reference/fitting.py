"""Whether a case can be compared with a reference at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.reference.reference import catalogue_version
from famnet.errors import UserError
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from famnet.analysis.reference.reference import Reference
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["demand_comparable"]


def demand_comparable(graph: FamilyGraph, reference: Reference) -> None:
    """Refuse a comparison that would compare unlike with unlike.

    Raises
    ------
    UserError
        No reference date; another catalogue, so other signals count; another workspace, so other
        signals could come in.
    """
    about = reference.about
    if graph.as_of == NO_DAY:
        raise UserError(
            "Zonder peildatum kan famnet niet vergelijken: het is niet bekend hoe lang er gekeken is.",
            hint="Zet in delivery.toml wat de peildatum van de levering is, of geef --as-of.",
        )
    if about.catalogue != catalogue_version():
        raise UserError(
            f"De referentie is gemaakt met een andere catalogus ({about.catalogue}, hier"
            f" {catalogue_version()}): daar tellen andere signalen mee. famnet kan niet vergelijken.",
            hint="Maak de referentie opnieuw met deze versie: famnet reference build.",
        )
    if about.workspace != str(graph.workspace):
        raise UserError(
            f"De referentie is gemaakt voor werkruimte {about.workspace}, deze zaak voor"
            f" {graph.workspace}: daar mogen andere signalen in. famnet kan niet vergelijken.",
            hint="Gebruik een referentie die voor dezelfde werkruimte is gemaakt.",
        )
    if about.synthetic != graph.synthetic:
        real, made = "echte gegevens", "verzonnen mensen"
        raise UserError(
            f"De referentie rust op {made if about.synthetic else real}, deze levering op"
            f" {made if graph.synthetic else real}. famnet kan niet vergelijken.",
            hint="Gebruik bij echte gegevens een referentie van een echt gebied.",
        )
