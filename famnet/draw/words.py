"""Words that pictures share, in two languages.

Letters (of life domains, chains, roles) are codes: the same in both languages, so that a Dutch and an
English page can lie side by side; the words beside them say what they mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from famnet.analysis.text import Lang

__all__ = [
    "CERTAINTY",
    "CHAIN_LETTER",
    "CHAIN_NAME",
    "DOMAIN_LETTER",
    "GROUP",
    "HARDNESS",
    "KIN",
    "KIND",
    "PERSON",
    "PERSON_WORD",
    "ROLE_WORD",
    "TIE",
    "day_words",
    "person_words",
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

CHAIN_NAME: Final = {
    "social": Text("sociaal", "social"),
    "education": Text("onderwijs", "education"),
    "care": Text("zorg", "care"),
    "youth_protection": Text("jeugdbescherming", "youth protection"),
    "housing": Text("wonen", "housing"),
    "safety": Text("veiligheid", "safety"),
    "justice": Text("recht", "justice"),
    "administration": Text("bestuur", "administration"),
    "fiscal": Text("fiscaal", "fiscal"),
    "victim_support": Text("slachtofferhulp", "victim support"),
    "hub": Text("knooppunt", "hub"),
}
# Letter of a chain and its Dutch name.
CHAIN_LETTER: Final = {
    chain: (letter, CHAIN_NAME[chain].nl)
    for chain, letter in zip(CHAIN_NAME, "SOZJWVRBFHK", strict=True)
}

# Letter of a role of an adult, ``z`` of whoever is or was a minor, ``+`` of what goes well.
ROLE_WORD: Final = {
    "v": Text("verdachte", "suspect"),
    "d": Text("veroordeeld", "convicted"),
    "s": Text("slachtoffer", "victim"),
    "b": Text("betrokken", "involved"),
    "t": Text("getuige", "witness"),
    "z": Text("zorg", "care"),
    "+": Text("gaat goed", "going well"),
}

# Kinship as delivered: (line, said from the first, said from the second).
KIN: Final[dict[str, tuple[str, Text, Text]]] = {
    "parent_of": ("parent", Text("ouder van", "parent of"), Text("kind van", "child of")),
    "adoptive_parent_of": (
        "parent",
        Text("adoptieouder van", "adoptive parent of"),
        Text("adoptiekind van", "adopted child of"),
    ),
    "foster_parent_of": (
        "care_parent",
        Text("pleegouder van", "foster parent of"),
        Text("pleegkind van", "foster child of"),
    ),
    "step_parent_of": (
        "care_parent",
        Text("stiefouder van", "step-parent of"),
        Text("stiefkind van", "stepchild of"),
    ),
    "guardian_of": (
        "care_parent",
        Text("voogd van", "guardian of"),
        Text("onder voogdij van", "under guardianship of"),
    ),
    "partner_of": ("partner", Text("partner van", "partner of"), Text("partner van", "partner of")),
    "sibling_of": (
        "sibling",
        Text("broer of zus van", "brother or sister of"),
        Text("broer of zus van", "brother or sister of"),
    ),
    "twin_of": ("sibling", Text("tweeling van", "twin of"), Text("tweeling van", "twin of")),
    "identical_twin_of": (
        "sibling",
        Text("eeneiige tweeling van", "identical twin of"),
        Text("eeneiige tweeling van", "identical twin of"),
    ),
}

# A tie says nothing about a role: children may be in it.
TIE: Final = {
    "co_suspect": Text("in hetzelfde incident genoemd als", "named in the same incident as"),
    "associate": Text("bekende van", "acquaintance of"),
    "business": Text("zakelijk verbonden met", "in business with"),
    "contact": Text("contact met", "in contact with"),
    "other": Text("band met", "tied to"),
}

# Kind of line: name in the filter and the legend.
KIND: Final = {
    "parent": Text("ouder en kind", "parent and child"),
    "care_parent": Text("pleeg, stief, voogd", "foster, step, guardian"),
    "partner": Text("partners", "couple"),
    "former_partner": Text("ex-partners", "former couple"),
    "sibling": Text("broers en zussen (zo geleverd)", "siblings (delivered so)"),
    "residence": Text("woont in", "lives in"),
    "tie": Text("andere band", "other tie"),
    "signal": Text("partner heeft een signaal", "partner has a signal"),
    "protective": Text("partner ziet iets goed gaan", "partner sees something going well"),
    "involvement": Text("partner is betrokken", "partner is involved"),
    "measure": Text("partner voert een maatregel uit", "partner carries out a measure"),
    "shared_household": Text("delen een huishouden", "share a household"),
    "kin": Text("familie van elkaar", "related to each other"),
    "bond": Text("andere band tussen leden", "other tie between members"),
    "same": Text("dezelfde persoon, nog eens", "the same person again"),
}

HARDNESS: Final = {
    "fact": Text("feit", "fact"),
    "professional_judgement": Text("oordeel van een professional", "judgement of a professional"),
    "report": Text("melding", "report"),
}

# Kind of node: name in the table and the counts, one and more.
GROUP: Final = {
    "person": (Text("persoon", "person"), Text("personen", "persons")),
    "household": (Text("huishouden", "household"), Text("huishoudens", "households")),
    "partner": (Text("partner", "partner organisation"), Text("partners", "partner organisations")),
    "family": (
        Text("familienetwerk", "family network"),
        Text("familienetwerken", "family networks"),
    ),
}

CERTAINTY: Final = {
    "confirmed": Text("bevestigd", "confirmed"),
    "probable": Text("waarschijnlijk", "probable"),
    "unconfirmed": Text("onbevestigd", "unconfirmed"),
}

# What someone is in this family, in one word (``famnet.draw.family.labels.role_word``).
PERSON: Final = {
    "child": Text("kind", "child"),
    "parent_f": Text("moeder", "mother"),
    "parent_m": Text("vader", "father"),
    "parent_x": Text("ouder", "parent"),
    "grandparent_f": Text("oma", "grandmother"),
    "grandparent_m": Text("opa", "grandfather"),
    "grandparent_x": Text("grootouder", "grandparent"),
    "uncle_aunt_f": Text("tante", "aunt"),
    "uncle_aunt_m": Text("oom", "uncle"),
    "uncle_aunt_x": Text("oom of tante", "uncle or aunt"),
    "grown_child_f": Text("dochter", "daughter"),
    "grown_child_m": Text("zoon", "son"),
    "grown_child_x": Text("volwassen kind", "grown child"),
    "partner": Text("partner", "partner"),
    "resident": Text("bewoner", "resident"),
}
PERSON_WORD: Final = {key: text.nl for key, text in PERSON.items()}


def person_words(lang: Lang = "nl") -> Callable[[str], str]:
    """Return what gives the word for someone in a family, in a language.

    >>> person_words("en")("uncle_aunt_f")
    'aunt'
    """
    return {key: text.of(lang) for key, text in PERSON.items()}.__getitem__


def day_words(day: str, lang: Lang) -> str:
    """Return an ISO 8601 day, month, year or two of them as readers write it; English keeps ISO.

    >>> [day_words(day, "nl") for day in ("2026-01-31", "2026-01", "2026", "2026-01-31/2026-02-01", "")]
    ['31-01-2026', '01-2026', '2026', '31-01-2026/01-02-2026', '']
    >>> day_words("2026-01-31", "en")
    '2026-01-31'
    """
    if lang == "en":
        return day
    return "/".join("-".join(reversed(one.split("-"))) for one in day.split("/"))
