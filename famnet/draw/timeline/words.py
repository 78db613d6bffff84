"""The words of a timeline, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.draw.speech import Speech

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["HARD", "LEGEND", "speech"]

HARD: Final = {
    "fact": Text("feit", "fact"),
    "professional_judgement": Text("oordeel van een professional", "judgement of a professional"),
    "report": Text("melding, niet vastgesteld", "report, not established"),
}
LEGEND: Final = {
    "square": Text("eigen gedrag van een volwassene", "own behaviour of an adult"),
    "circle": Text("betrokken, slachtoffer of getuige", "involved, victim or witness"),
    "diamond": Text("gaat over een kind", "about a child"),
    "plus": Text("gaat goed", "going well"),
    "full": Text("vol: feit", "full: fact"),
    "half": Text("half: oordeel van een professional", "half: judgement of a professional"),
    "open": Text("open: melding, of niet gezegd", "open: report, or not said"),
    "echo": Text("zelfde gebeurtenis, nog eens verteld", "same event, told again"),
    "extent": Text("dag niet precies bekend", "day not known exactly"),
    "imposed": Text("opgelegd", "imposed"),
    "undone": Text("opgelegd, niet uitgevoerd", "imposed, not carried out"),
    "voluntary": Text("vrijwillig", "voluntary"),
    "unsaid": Text("niet gezegd of het vrijwillig is", "not said whether it is voluntary"),
}
_TEXTS: Final = {
    "title": Text(
        "Tijdlijn: wat er gebeurde en wat er liep", "Timeline: what happened and what was running"
    ),
    "describe": Text(
        "{events}, {good} keer iets dat goed gaat, {measures}, {help} keer hulp. Elk teken is één"
        " gebeurtenis, ook als meer partners ervan vertelden.",
        "{events}; going well: {good}; {measures}; help: {help}. Each sign is one event, also when"
        " several partners told of it.",
    ),
    "event": Text("gebeurtenis", "event"),
    "events": Text("gebeurtenissen", "events"),
    "measure": Text("maatregel", "measure"),
    "measures": Text("maatregelen", "measures"),
    "rumour": Text("gerucht", "rumour"),
    "rumours": Text("geruchten", "rumours"),
    "empty": Text("leeg", "empty"),
    "nothing": Text("niets geleverd", "nothing delivered"),
    "nothing_said": Text(
        "Er is niets geleverd om te tekenen. Dat zegt niet dat er niets is.",
        "Nothing was delivered to draw. That does not say that there is nothing.",
    ),
    "undated": Text("zonder datum", "without a date"),
    "earlier": Text("eerder, of zonder datum", "earlier, or without a date"),
    "old": Text("ouder dan 24 maanden: telt niet mee", "older than 24 months: does not count"),
    "today": Text("peildatum {day}", "reference date {day}"),
    # Notes.
    "no_day": Text(
        "Zonder bruikbare datum: {n}; links, met een vraagteken.",
        "Without a usable date: {n}; on the left, with a question mark.",
    ),
    "refuted": Text("Niet getekend: {n} die weerlegd zijn.", "Not drawn: {n} that were refuted."),
    "not_drawn": Text("Niet getekend: {n}.", "Not drawn: {n}."),
    "later": Text(
        "Niet getekend: {n} na de peildatum.", "Not drawn: {n} after the reference date."
    ),
    "silent": Text(
        "Niets geleverd over: {names}. Dat zegt niet dat er niets is.",
        "Nothing delivered about: {names}. That does not say that there is nothing.",
    ),
    "no_signals": Text(
        "Er zijn geen signalen geleverd. Dat zegt niet dat er niets is.",
        "No signals were delivered. That does not say that there is nothing.",
    ),
    "no_today": Text(
        "Er is geen peildatum: alles geldt als nu.",
        "There is no reference date: everything counts as now.",
    ),
    # Marks.
    "good": Text("gaat goed", "going well"),
    "no_hardness": Text("hardheid niet geleverd", "hardness not delivered"),
    "counts": Text("telt mee", "counts"),
    "counts_not": Text("telt niet mee", "does not count"),
    "when": Text("wanneer", "when"),
    "domain": Text("leefgebied", "life domain"),
    "who": Text("wie", "who"),
    "hardness": Text("hardheid", "hardness"),
    "counting": Text("telling", "count"),
    "seen_by": Text("gezien door", "seen by"),
    "again": Text("nog eens verteld", "told again"),
    "reporter": Text("een melder", "a reporter"),
    "echo": Text("{ref}, nog eens", "{ref}, again"),
    "echo_said": Text(
        "{ref} nog eens verteld, {said}; geen nieuwe gebeurtenis.",
        "{ref} told again, {said}; no new event.",
    ),
    # Bands.
    "lives_where": Text("wie woont waar", "who lives where"),
    "change": Text("verandering", "change"),
    "household": Text("huishouden {letter}", "household {letter}"),
    "Household": Text("Huishouden {letter}", "Household {letter}"),
    "lives": Text(
        "Huishouden {letter}: {people} ({who}).", "Household {letter}: {people} ({who})."
    ),
    "changed": Text("Huishouden {letter}: {said}.", "Household {letter}: {said}."),
    "person": Text("persoon", "person"),
    "persons": Text("personen", "persons"),
    "in_short": Text("{n} p.", "{n} p."),
    "born": Text("{who} geboren {year}", "{who} born {year}"),
    "born_said": Text("{who} geboren in {year}", "{who} born in {year}"),
    "in": Text("{who} erbij", "{who} comes"),
    "in_said": Text("{who} komt hier wonen, {day}", "{who} comes to live here, {day}"),
    "out": Text("{who} weg", "{who} leaves"),
    "out_said": Text("{who} woont hier niet meer, {day}", "{who} no longer lives here, {day}"),
    "died": Text("{who} overleden", "{who} died"),
    "died_said": Text("{who} overleden, {day}", "{who} died, {day}"),
    # Bars.
    "Imposed": Text("Opgelegd", "Imposed"),
    "Voluntary": Text("Vrijwillig", "Voluntary"),
    "help": Text("hulp", "help"),
    "tail_undone": Text(", niet uitgevoerd", ", not carried out"),
    "tail_open": Text(", einde niet geleverd", ", end not delivered"),
    "by": Text("; uitvoering door {names}", "; carried out by {names}"),
    "by_nobody": Text("; wie uitvoert is niet geleverd", "; who carries it out was not delivered"),
    "not_taken_up": Text(
        "; de opdracht is nog niet opgepakt", "; the order has not been taken up yet"
    ),
    "measure_said": Text(
        "{name} ({mode}) voor {who}, {days}{by}{undone}. Grond: {law}.",
        "{name} ({mode}) for {who}, {days}{by}{undone}. Ground: {law}.",
    ),
    "no_law": Text("geen", "none"),
    "help_said": Text(
        "{name}, {role} van {who} ({mode}), {days}.", "{name}, {role} of {who} ({mode}), {days}."
    ),
    "days": Text("van {start} tot {end}", "from {start} to {end}"),
    "some_day": Text("een onbekende dag", "an unknown day"),
    "now": Text("nu (einde niet geleverd)", "now (end not delivered)"),
    "joint": Text(" en ", " and "),
}


def speech(lang: Lang) -> Speech:
    """Return the texts in a language."""
    return Speech(_TEXTS, lang)
