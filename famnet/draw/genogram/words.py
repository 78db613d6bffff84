"""The words of a genogram, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.draw.speech import Speech

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = [
    "BASIS",
    "BOND",
    "CHILD",
    "FORM",
    "KIND",
    "LEGEND",
    "LONG",
    "STATE",
    "SURE",
    "WAS",
    "speech",
]

KIND: Final = {
    "person": Text("persoon", "person"),
    "copy": Text("nog eens getekend", "drawn again"),
    "home": Text("huishouden", "household"),
    "couple": Text("paar", "couple"),
    "parents": Text("ouders van een kind", "parents of a child"),
    "lone": Text("één bekende ouder", "one known parent"),
    "descent": Text("ouder en kind", "parent and child"),
    "bond": Text("broers en zussen", "siblings"),
    "implied": Text("al te zien aan andere lijnen", "shown by other lines already"),
}
#: What stands on the line of a couple.
FORM: Final = {
    "married": Text("gehuwd", "married"),
    "registered": Text("reg. partners", "reg. partners"),
    "cohabiting": Text("samen", "cohabiting"),
    "partners": Text("partners", "partners"),
    "parents": Text("", ""),
    "divorced": Text("gesch.", "div."),
    "separated": Text("uit elkaar", "separated"),
    "until": Text("tot", "until"),
    "over": Text("voorbij", "over"),
}
_PARENTS: Final = Text(
    "zijn beiden ouder; een relatie is niet geleverd", "are both parents; no union was delivered"
)
LONG: Final = {
    "married": Text("zijn gehuwd", "are married"),
    "registered": Text("zijn geregistreerde partners", "are registered partners"),
    "cohabiting": Text("wonen samen", "live together"),
    "partners": Text("zijn partners", "are partners"),
    "parents": _PARENTS,
}
WAS: Final = {
    "married": Text("waren gehuwd", "were married"),
    "registered": Text("waren geregistreerde partners", "were registered partners"),
    "cohabiting": Text("woonden samen", "lived together"),
    "partners": Text("waren partners", "were partners"),
    "parents": _PARENTS,
}
STATE: Final = {
    "divorced": Text("gescheiden", "divorced"),
    "separated": Text("uit elkaar", "separated"),
    "ended": Text("voorbij", "over"),
    "death": Text("tot de dood", "until death"),
}
#: What stands at the line of a child.
BASIS: Final = {
    "birth": Text("", ""),
    "adoption": Text("adoptie", "adopted"),
    "foster": Text("pleeg", "foster"),
    "step": Text("stief", "step"),
    "guardian": Text("voogd", "guardian"),
}
CHILD: Final = {
    "birth": Text("kind", "child"),
    "adoption": Text("adoptiekind", "adopted child"),
    "foster": Text("pleegkind", "foster child"),
    "step": Text("stiefkind", "stepchild"),
    "guardian": Text("onder voogdij", "under guardianship"),
}
BOND: Final = {
    "sibling": Text("broer of zus van elkaar", "siblings"),
    "twin": Text("een tweeling", "twins"),
    "identical": Text("een eeneiige tweeling", "identical twins"),
}
SURE: Final = {
    "confirmed": Text("", ""),
    "probable": Text(" (waarschijnlijk)", " (probable)"),
    "unconfirmed": Text(" (onbevestigd)", " (unconfirmed)"),
}
LEGEND: Final = {
    "male": Text("man, leeftijd erin", "man, age inside"),
    "female": Text("vrouw, leeftijd erin", "woman, age inside"),
    "": Text("geslacht onbekend of anders", "sex unknown or other"),
    "dead": Text("overleden, leeftijd bij overlijden", "deceased, age at death"),
    "copy": Text("zelfde persoon, nog eens getekend", "same person, drawn again"),
    "home": Text("wonen samen in één huishouden", "live together in one household"),
    "union": Text(
        "partners; wat zij zijn staat op de lijn", "partners; what they are stands on the line"
    ),
    "cohabiting": Text("wonen samen, niet gehuwd", "live together, not married"),
    "parents": Text(
        "ouders van een kind, relatie niet geleverd", "parents of a child, union not delivered"
    ),
    "unsure": Text("paar, niet zeker", "couple, not certain"),
    "apart": Text("uit elkaar", "separated"),
    "divorced": Text("gescheiden", "divorced"),
    "close": Text("paar dat familie is van elkaar", "couple related by blood"),
    "birth": Text("ouder boven, kind onder", "parent above, child below"),
    "adoption": Text("adoptie; haken om het kind", "adoption; brackets around the child"),
    "care": Text(
        "pleeg, stief of voogd; staat erbij", "foster, step or guardian; written beside it"
    ),
    "probable": Text("waarschijnlijk", "probable"),
    "unconfirmed": Text("onbevestigd", "unconfirmed"),
    "twin": Text("tweeling", "twins"),
    "identical": Text("eeneiige tweeling", "identical twins"),
    "roles": Text("leefgebied en rol: {roles}", "life domain and role: {roles}"),
    "minor": Text("zorg om een kind, met leefgebied", "care about a child, with life domain"),
}
_TEXTS: Final = {
    "title": Text("Genogram: wie hoort bij wie", "Genogram: who belongs to whom"),
    "copies": Text(
        "Een gestippelde kopie met 'zie …' is dezelfde persoon, nog eens getekend.",
        "A dotted copy with 'see …' is the same person, drawn again.",
    ),
    "left_out": Text(
        "Niet getekend: {n} mensen die geen familie zijn of elders wonen.",
        "Not drawn: {n} people who are no relatives or live elsewhere.",
    ),
    "household": Text("huishouden {letter}", "household {letter}"),
    "Household": Text("Huishouden {letter}", "Household {letter}"),
    "see": Text("zie {code}", "see {code}"),
    "again": Text("Nog eens getekend: {said}", "Drawn again: {said}"),
    "and": Text("{a} en {b}", "{a} and {b}"),
    "joint": Text(" en ", " and "),
    "child_of": Text("{child} van {parents}", "{child} of {parents}"),
    "implied": Text(
        "{child} is {said} van {parent}: te zien aan de partnerlijn.",
        "{child} is {said} of {parent}: shown by the line of the couple.",
    ),
    "before": Text("Zij waren eerder ook samen.", "They were together before too."),
    "lone": Text(
        "{a} is ouder; de andere ouder is niet vastgelegd.",
        "{a} is a parent; the other parent is not recorded.",
    ),
    "since": Text(" sinds {year}", " since {year}"),
    "kin": Text(
        " Zij zijn familie van elkaar (bloedverwant).", " They are related to each other by blood."
    ),
    "descent": Text("{child} is {parts}.", "{child} is {parts}."),
    "of": Text("{what} van {who}{sure}", "{what} of {who}{sure}"),
    "bond": Text("{a} en {b} zijn {what}{sure}.", "{a} and {b} are {what}{sure}."),
    "male": Text("man", "man"),
    "female": Text("vrouw", "woman"),
    "other": Text("geslacht onbekend of anders", "sex unknown or other"),
    "no_age": Text("leeftijd onbekend", "age unknown"),
    "age": Text("{age} jaar", "{age} years old"),
    "dead": Text("overleden", "deceased"),
    "dead_at": Text("overleden, werd {age} jaar", "deceased at {age}"),
    "lives": Text(", huishouden {home}{sure}", ", household {home}{sure}"),
    "domains": Text(" Leefgebieden: {names}.", " Life domains: {names}."),
    "lives_in": Text("woont in", "lives in"),
    "belongs_as": Text("hoort erbij als", "belongs here as"),
    "one": Text("1 persoon", "1 person"),
    "people": Text("{n} personen", "{n} persons"),
    "in_one": Text(" in 1 huishouden", " in 1 household"),
    "in_homes": Text(" in {n} huishoudens", " in {n} households"),
    "young": Text(", van wie {n} minderjarig", ", {n} of them minors"),
    "young_one": Text(", minderjarig", ", a minor"),
    "describe": Text(
        "{people}{homes}{young}. Ouders staan boven hun kinderen. Plaats en volgorde zeggen niets"
        " over schuld.",
        "{people}{homes}{young}. Parents stand above their children. Place and order say nothing"
        " about guilt.",
    ),
    "too_many": Text(
        "Dit familienetwerk heeft {n} mensen; een genogram met meer dan {most} is niet te lezen.",
        "This family network has {n} people; a genogram of more than {most} can't be read.",
    ),
    "too_wide": Text(
        "Het genogram is te breed om hier te lezen.", "The genogram is too wide to be read here."
    ),
    "choose": Text(
        "Kies een persoon of een huishouden; dan tekenen wij het netwerk daaromheen.",
        "Choose a person or a household; then we draw the network around it.",
    ),
}


def speech(lang: Lang) -> Speech:
    """Return the texts in a language."""
    return Speech(_TEXTS, lang)
