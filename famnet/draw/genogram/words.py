"""The Dutch words of a genogram, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.catalogue import load_catalogue
from famnet.draw.words import DOMAIN_LETTER

if TYPE_CHECKING:
    from famnet.draw.genogram.kindred import Couple, Descent, Home, Kindred, Member

__all__ = [
    "BASIS",
    "BOND",
    "KIND",
    "SURE",
    "bond_sentence",
    "couple_label",
    "couple_sentence",
    "descent_sentence",
    "describe",
    "home_sentence",
    "member_sentence",
]

KIND: Final = {
    "person": "persoon",
    "copy": "nog eens getekend",
    "home": "huishouden",
    "couple": "paar",
    "parents": "ouders van een kind",
    "lone": "één bekende ouder",
    "descent": "ouder en kind",
    "bond": "broers en zussen",
    "implied": "al te zien aan andere lijnen",
}
_FORM: Final = {
    "married": "gehuwd",
    "registered": "reg. partners",
    "cohabiting": "samen",
    "partners": "partners",
    "parents": "",
}
_LONG: Final = {
    "married": "zijn gehuwd",
    "registered": "zijn geregistreerde partners",
    "cohabiting": "wonen samen",
    "partners": "zijn partners",
    "parents": "zijn beiden ouder; een relatie is niet geleverd",
}
_WAS: Final = {
    "married": "waren gehuwd",
    "registered": "waren geregistreerde partners",
    "cohabiting": "woonden samen",
    "partners": "waren partners",
    "parents": "zijn beiden ouder; een relatie is niet geleverd",
}
_STATE: Final = {
    "divorced": "gescheiden",
    "separated": "uit elkaar",
    "ended": "voorbij",
    "death": "tot de dood",
}
BASIS: Final = {
    "birth": "",
    "adoption": "adoptie",
    "foster": "pleeg",
    "step": "stief",
    "guardian": "voogd",
}
_CHILD: Final = {
    "birth": "kind",
    "adoption": "adoptiekind",
    "foster": "pleegkind",
    "step": "stiefkind",
    "guardian": "onder voogdij",
}
BOND: Final = {
    "sibling": "broer of zus van elkaar",
    "twin": "een tweeling",
    "identical": "een eeneiige tweeling",
}
SURE: Final = {"confirmed": "", "probable": " (waarschijnlijk)", "unconfirmed": " (onbevestigd)"}


def couple_label(couple: Couple) -> str:
    """Return what stands on a couple's line.

    >>> from famnet.draw.genogram.kindred import Couple
    >>> couple_label(Couple(0, 1, "married", "divorced", "2021"))
    'gesch. 2021'
    """
    if couple.b < 0:
        return ""
    short = {"divorced": "gesch.", "separated": "uit elkaar", "ended": "tot"}
    word = short.get(couple.state, _FORM[couple.form])
    if couple.state == "ended" and not couple.year:
        word = "voorbij"
    return f"{word} {couple.year}".strip()


def couple_sentence(couple: Couple, kindred: Kindred) -> str:
    """Say a couple in one sentence."""
    a = kindred.members[couple.a].name
    if couple.b < 0:
        return f"{a} is ouder; de andere ouder is niet vastgelegd."
    b = kindred.members[couple.b].name
    over = couple.state in ("divorced", "separated", "ended", "death")
    said = (_WAS if over else _LONG)[couple.form]
    how = f", {_STATE[couple.state]}" if over else ""
    when = (
        f" {couple.year}"
        if couple.year and over
        else f" sinds {couple.year}"
        if couple.year
        else ""
    )
    if couple.state == "death":
        when = f", sinds {couple.year}" if couple.year else ""
    kin = " Zij zijn familie van elkaar (bloedverwant)." if couple.close else ""
    note = f" {couple.note}" if couple.note else ""
    return f"{a} en {b} {said}{how}{when}{SURE[couple.certainty]}.{kin}{note}"


def descent_sentence(descent: Descent, kindred: Kindred) -> str:
    """Say in one sentence whose child somebody is."""
    parts = [
        f"{_CHILD[basis]} van {kindred.members[parent].name}{SURE[sure]}"
        if basis != "guardian"
        else f"onder voogdij van {kindred.members[parent].name}{SURE[sure]}"
        for parent, basis, sure in descent.bases
    ]
    return f"{kindred.members[descent.child].name} is {' en '.join(parts)}."


def bond_sentence(a: Member, b: Member, kind: str, certainty: str) -> str:
    """Say that two are siblings."""
    return f"{a.name} en {b.name} zijn {BOND[kind]}{SURE[certainty]}."


def member_sentence(member: Member) -> str:
    """Say who somebody is, with all that stands at the symbol."""
    sex = {"male": "man", "female": "vrouw"}.get(member.sex, "geslacht onbekend of anders")
    age = "leeftijd onbekend" if member.age == "?" else f"{member.age} jaar"
    if member.dead:
        age = "overleden" if member.age == "?" else f"overleden, werd {member.age} jaar"
    where = f", huishouden {member.home}{SURE[member.certainty]}" if member.home else ""
    told = member.said or member.marks
    marks = f". {'; '.join(told)}" if told else ""
    return f"{member.name}: {sex}, {age}{where}{marks}."


def home_sentence(home: Home) -> str:
    """Say which household, where, and in which life domains something is known of it."""
    where = f", {home.text}" if home.text else ""
    names = load_catalogue().life_domains
    told = ", ".join(f"{DOMAIN_LETTER[code]} {names[code].name_nl}" for code in home.domains)
    return f"Huishouden {home.letter}{where}." + (f" Leefgebieden: {told}." if told else "")


def describe(kindred: Kindred) -> str:
    """Say in two sentences who is in the picture."""
    n, homes = len(kindred.members), len(kindred.homes)
    minors = sum(m.minor for m in kindred.members)
    people = "1 persoon" if n == 1 else f"{n} personen"
    houses = "" if not homes else " in 1 huishouden" if homes == 1 else f" in {homes} huishoudens"
    young = "" if not minors else f", van wie {minors} minderjarig" if n > 1 else ", minderjarig"
    return (
        f"{people}{houses}{young}. Ouders staan boven hun kinderen. Plaats en volgorde zeggen niets"
        " over schuld."
    )
