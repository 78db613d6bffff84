"""Dutch words on pictures, in one place."""

from __future__ import annotations

from typing import Final

__all__ = [
    "CERTAINTY",
    "CHAIN_LETTER",
    "DOMAIN_LETTER",
    "GROUP",
    "HARDNESS",
    "KIN",
    "KIND",
    "PAGE",
    "PERSON_WORD",
    "TIE",
]

# Two letters of a life domain; they stand beside every colour (pages rule 2).
DOMAIN_LETTER: Final = {
    "EDU": "ON",
    "PAR": "OP",
    "HOME": "TH",
    "FIN": "FI",
    "WORK": "WE",
    "HOUS": "WO",
    "MENT": "PS",
    "PHYS": "LI",
    "ADD": "VE",
    "NET": "NE",
    "JUS": "JU",
    "EXP": "UI",
}

# Letter of a chain and its name.
CHAIN_LETTER: Final = {
    "social": ("S", "sociaal"),
    "education": ("O", "onderwijs"),
    "care": ("Z", "zorg"),
    "youth_protection": ("J", "jeugdbescherming"),
    "housing": ("W", "wonen"),
    "safety": ("V", "veiligheid"),
    "justice": ("R", "recht"),
    "administration": ("B", "bestuur"),
    "fiscal": ("F", "fiscaal"),
    "victim_support": ("H", "slachtofferhulp"),
    "hub": ("K", "knooppunt"),
}

# Kinship as delivered: (line, said from the first, said from the second).
KIN: Final = {
    "parent_of": ("parent", "ouder van", "kind van"),
    "adoptive_parent_of": ("parent", "adoptieouder van", "adoptiekind van"),
    "foster_parent_of": ("care_parent", "pleegouder van", "pleegkind van"),
    "step_parent_of": ("care_parent", "stiefouder van", "stiefkind van"),
    "guardian_of": ("care_parent", "voogd van", "onder voogdij van"),
    "partner_of": ("partner", "partner van", "partner van"),
    "sibling_of": ("sibling", "broer of zus van", "broer of zus van"),
    "twin_of": ("sibling", "tweeling van", "tweeling van"),
    "identical_twin_of": ("sibling", "eeneiige tweeling van", "eeneiige tweeling van"),
}

# A tie says nothing about a role: children may be in it.
TIE: Final = {
    "co_suspect": "in hetzelfde incident genoemd als",
    "associate": "bekende van",
    "business": "zakelijk verbonden met",
    "contact": "contact met",
    "other": "band met",
}

# Kind of line: name in the filter and the legend.
KIND: Final = {
    "parent": "ouder en kind",
    "care_parent": "pleeg, stief, voogd",
    "partner": "partners",
    "former_partner": "ex-partners",
    "sibling": "broers en zussen (zo geleverd)",
    "residence": "woont in",
    "tie": "andere band",
    "signal": "partner heeft een signaal",
    "protective": "partner ziet iets goed gaan",
    "involvement": "partner is betrokken",
    "measure": "partner voert een maatregel uit",
    "shared_household": "delen een huishouden",
    "kin": "familie van elkaar",
    "bond": "andere band tussen leden",
    "same": "dezelfde persoon, nog eens",
}

HARDNESS: Final = {
    "fact": "feit",
    "professional_judgement": "oordeel van een professional",
    "report": "melding",
}

# Kind of node: name in the table and the counts, one and more.
GROUP: Final = {
    "person": ("persoon", "personen"),
    "household": ("huishouden", "huishoudens"),
    "partner": ("partner", "partners"),
    "family": ("familienetwerk", "familienetwerken"),
}

CERTAINTY: Final = {
    "confirmed": "bevestigd",
    "probable": "waarschijnlijk",
    "unconfirmed": "onbevestigd",
}

# What someone is in this family, in one word (``famnet.draw.family.labels.role_word``).
PERSON_WORD: Final = {
    "child": "kind",
    "parent_f": "moeder",
    "parent_m": "vader",
    "parent_x": "ouder",
    "grandparent_f": "oma",
    "grandparent_m": "opa",
    "grandparent_x": "grootouder",
    "uncle_aunt_f": "tante",
    "uncle_aunt_m": "oom",
    "uncle_aunt_x": "oom of tante",
    "grown_child_f": "dochter",
    "grown_child_m": "zoon",
    "grown_child_x": "volwassen kind",
    "partner": "partner",
    "resident": "bewoner",
}

PAGE: Final = {
    "title": "Netwerkkaart",
    "undated": "zonder peildatum: alles geldt als nu",
    "as_of": "stand op {day}",
    "reading": (
        "Een lijn zegt dat er een band is of dat een partner iets weet. Zij zegt niets over schuld."
        " Plaats en grootte op de kaart betekenen niets."
    ),
    "absent": "Staat iemand of een lijn er niet? Dan is er niets geleverd. Dat zegt niet dat er niets is.",
    "collapsed": (
        "De levering heeft {n} personen, huishoudens en partners. Boven {limit} tonen wij geen"
        " personen maar familienetwerken."
    ),
    "listed": "Getekend: {n} van {total} familienetwerken, in de volgorde van de lijst gekozen.",
    "chosen": (
        "Getekend: {n} familienetwerken die weinig overlappen, van {total} in deze levering. De keuze"
        " zegt niets."
    ),
    "no_families": "Er is geen familienetwerk om te tekenen.",
    "nothing": "Er is niets om te tekenen.",
}
