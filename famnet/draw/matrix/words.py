"""The words of the matrices, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.draw.speech import Speech

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["STATE", "speech"]

#: What a cell of "bekend bij" says, in the order of the legend.
STATE: Final = {
    "known": Text("bekend", "known"),
    "nothing_known": Text("gevraagd: niets bekend", "asked: nothing known"),
    "not_answered": Text("gevraagd, nog geen antwoord", "asked, no answer yet"),
    "not_asked": Text("niet gevraagd", "not asked"),
    "missing": Text("ontbreekt: had gevraagd moeten worden", "missing: should have been asked"),
    "not_allowed": Text("mag hier niet", "not allowed here"),
}
_TEXTS: Final = {
    "title": Text("Wie is waar bekend, en waarmee", "Who is known where, and with what"),
    "domains": Text("Leefgebied per persoon", "Life domain by person"),
    "partners": Text("Bekend bij: partner per persoon", "Known to: partner by person"),
    "count": Text(
        "Geteld: wat meetelt in de laatste 24 maanden. 'huis': elke gebeurtenis in dat huishouden"
        " één keer.",
        "Counted: what counts in the last 24 months. 'home': each event in that household once.",
    ),
    "count_all": Text(
        "Geteld: alles wat meetelt; er is geen peildatum.",
        "Counted: everything that counts; there is no reference date.",
    ),
    "empty": Text("leeg", "empty"),
    "nothing": Text("niets geleverd", "nothing delivered"),
    "nothing_said": Text(
        "Er zijn geen signalen en geen antwoorden geleverd. Dat zegt niet dat er niets is.",
        "No signals and no answers were delivered. That does not say that there is nothing.",
    ),
    "household": Text("huishouden {letter}", "household {letter}"),
    "home": Text("huis", "home"),
    "domain": Text("leefgebied", "life domain"),
    "known_to": Text("bekend bij", "known to"),
    "often": Text("hoe vaak, in welke rol", "how often, in which role"),
    "care": Text("zorg om een kind, hoe vaak", "care about a child, how often"),
    "roles": Text("Letter in een cel: {names}.", "Letter in a cell: {names}."),
    "chains": Text("Letter in een ring: keten {names}.", "Letter in a ring: chain {names}."),
    "person": Text("persoon", "person"),
    "persons": Text("personen", "persons"),
    "described": Text("{people}, {n} partners.", "{people}, {n} partners."),
    "gaps": Text(" Ontbreekt: {n}.", " Missing: {n}."),
    "waits": Text(" Zonder antwoord: {n}.", " Without an answer: {n}."),
    "blank": Text(
        " Een lege cel zegt niet dat er niets is.",
        " An empty cell does not say that there is nothing.",
    ),
    # Cells.
    "undated": Text("zonder datum", "without a date"),
    "times": Text("{n} keer {what}", "{what}: {n}"),
    "good": Text("{n} keer gaat goed", "going well: {n}"),
    "event": Text("gebeurtenis", "event"),
    "events": Text("gebeurtenissen", "events"),
    "rule": Text("regel", "rule"),
    "law": Text("wet", "law"),
    "no_silence": Text("{why}; dat is geen stilte", "{why}; that is no silence"),
    "folded": Text(
        "Mogen hier niet leveren (wet, geen stilte): {names}.",
        "May not deliver here (law, no silence): {names}.",
    ),
    "silent_one": Text(
        "1 partner weet hier van niemand iets en is niet gevraagd.",
        "1 partner knows nothing of anybody here and was not asked.",
    ),
    "silent": Text(
        "{n} partners weten hier van niemand iets en zijn niet gevraagd.",
        "{n} partners know nothing of anybody here and were not asked.",
    ),
    "rumour": Text("gerucht", "rumour"),
    "rumour_said": Text(
        "telt niet mee en staat hier niet", "does not count and does not stand here"
    ),
    "question": Text("vraag", "question"),
    "asked": Text("gevraagd op {day}", "asked on {day}"),
    "some_day": Text("een onbekende dag", "an unknown day"),
    "since": Text(" sinds {day}", " since {day}"),
}


def speech(lang: Lang) -> Speech:
    """Return the texts in a language."""
    return Speech(_TEXTS, lang)
