"""The words of an ecogram, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.draw.speech import Speech

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["FACT", "KIND", "LINES", "speech"]

KIND: Final = {
    "home": Text("huishouden", "household"),
    "partner": Text("partner", "partner"),
    "tie": Text("band", "tie"),
}
#: What each kind of line says, in the legend and in sentences.
LINES: Final = {
    "voluntary": Text("vrijwillige hulp loopt", "voluntary help is running"),
    "imposed": Text("opgelegd: hulp of maatregel loopt", "imposed: help or measure is running"),
    "undone": Text("opgelegd, nog niet uitgevoerd", "imposed, not yet carried out"),
    "signal": Text(
        "leverde een signaal, of kent het huishouden", "delivered a signal, or knows the household"
    ),
    "asked": Text("gevraagd, nog geen antwoord", "asked, no answer yet"),
    "chair": Text("lege stoel: hoort aan tafel", "empty chair: belongs at the table"),
}
#: Name of a fact in the details, by kind of line.
FACT: Final = {
    "imposed": Text("opgelegd", "imposed"),
    "undone": Text("opgelegd, niet uitgevoerd", "imposed, not carried out"),
    "voluntary": Text("vrijwillig", "voluntary"),
    "signal": Text("weet", "knows"),
    "asked": Text("wacht op antwoord", "waits for an answer"),
    "nothing": Text("niets bekend", "nothing known"),
}
_TEXTS: Final = {
    "title": Text("Ecogram: wie staat om het gezin", "Ecogram: who stands around the family"),
    "network": Text("Familienetwerk", "Family network"),
    "the_network": Text("het familienetwerk", "the family network"),
    "household": Text("Huishouden {letter}", "Household {letter}"),
    "alone": Text("{letter}, woont alleen", "{letter}, lives alone"),
    "nobody": Text("niemand", "nobody"),
    "and": Text("{one} en {other}", "{one} and {other}"),
    "tie": Text("{one} en {other}, {line}: {said}.", "{one} and {other}, {line}: {said}."),
    "seat": Text("hoort aan tafel", "belongs at the table"),
    "one_of": Text("hoort aan tafel, één van: {name}", "belongs at the table, one of: {name}"),
    "doubt": Text(" Kanttekening: {text}.", " But: {text}."),
    "nothing_known": Text("gevraagd, niets bekend: {who}", "asked, nothing known: {who}"),
    "nothing_box": Text("gevraagd: niets bekend; geen lijn", "asked: nothing known; no line"),
    "barred": Text("mag hier niet: {why}", "not allowed here: {why}"),
    "barred_fact": Text("mag hier niet", "not allowed here"),
    "barred_why": Text(
        "{why}; dat is geen stilte en geen verwijt", "{why}; that is no silence and no reproach"
    ),
    "barred_box": Text(
        "mag hier niet: de wet, geen stilte", "not allowed here: the law, no silence"
    ),
    "silent": Text(
        "Een partner die niets weet en niet gevraagd is, staat er niet: stilte is geen band.",
        "A partner that knows nothing and was not asked is not drawn: silence is no tie.",
    ),
    "folded": Text(
        "Mogen hier niet leveren (wet, geen stilte): {names}.",
        "May not deliver here (law, no silence): {names}.",
    ),
    # What a partner did, in sentences.
    "undated": Text("zonder datum", "without a date"),
    "delivered": Text("leverde", "delivered"),
    "saw": Text("zag als eerste", "was the first to see"),
    "signal": Text(
        "{how} {ref} over {who} ({name}, {day})", "{how} {ref} about {who} ({name}, {day})"
    ),
    "rumour": Text(
        "leverde een gerucht; dat telt niet mee en staat hier niet",
        "delivered a rumour; that does not count and does not stand here",
    ),
    "role": Text("{role} van {who}{since}{until}{mode}", "{role} of {who}{since}{until}{mode}"),
    "imposed": Text(" (opgelegd)", " (imposed)"),
    "voluntary": Text(" (vrijwillig)", " (voluntary)"),
    "carries_out": Text("voert uit: {what}", "carries out: {what}"),
    "not_yet": Text("voert nog niet uit: {what}", "does not carry out yet: {what}"),
    "undone": Text("{who}: {what} niet uitgevoerd", "{who}: {what} not carried out"),
    "decided": Text("besloot: {what}", "decided: {what}"),
    "decided_short": Text("{who}: besloot {what}", "{who}: decided {what}"),
    "refused": Text("weigerde", "refused"),
    "no_answer": Text("geen antwoord", "no answer"),
    "days": Text("{n} dagen geen antwoord", "{n} days without an answer"),
    "asked": Text("gevraagd over {who} op {day}: {wait}", "asked about {who} on {day}: {wait}"),
    "some_day": Text("onbekende dag", "an unknown day"),
    "told_nothing": Text("gevraagd over {who}: niets bekend", "asked about {who}: nothing known"),
    "answered": Text(
        "gevraagd over {who}: antwoord gekregen", "asked about {who}: answer received"
    ),
    "since": Text(" sinds {day}", " since {day}"),
    "until": Text(" tot {day}", " until {day}"),
    # What the picture says in short.
    "one_partner": Text("1 partner staat", "1 partner stands"),
    "partners": Text("{n} partners staan", "{n} partners stand"),
    "one_house": Text("1 huishouden", "1 household"),
    "houses": Text("{n} huishoudens", "{n} households"),
    "chairs": Text(" Lege stoelen: {n}.", " Empty chairs: {n}."),
    "waits": Text(" Zonder antwoord: {n}.", " Without an answer: {n}."),
    "describe": Text(
        "{partners} om {houses}.{chairs}{waits} Een lijn zegt niets over schuld.",
        "{partners} around {houses}.{chairs}{waits} A line says nothing about guilt.",
    ),
}


def speech(lang: Lang) -> Speech:
    """Return the texts in a language."""
    return Speech(_TEXTS, lang)
