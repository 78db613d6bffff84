"""How partners are called in pictures, and the order they always stand in: by chain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.draw.words import CHAIN_LETTER, CHAIN_NAME

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = [
    "CHAIN_COLOUR",
    "PartnerName",
    "chain_letter",
    "chain_name",
    "kind_name",
    "partner_names",
]

# Edge of a partner's box; grouping and letter carry the meaning.
CHAIN_COLOUR: Final = {
    "social": "#9a6a00",
    "education": "#0b4f8a",
    "care": "#00695e",
    "youth_protection": "#3c6fae",
    "housing": "#7a4f00",
    "safety": "#57296b",
    "justice": "#7d4a91",
    "administration": "#4a545d",
    "fiscal": "#4a545d",
    "victim_support": "#a03c6e",
    "hub": "#1b2126",
    "": "#4a545d",
}
# Where the catalogue's own name is long.
_SHORT: Final = {
    "VEIL": "Gemeente, veiligheid",
    "SOCD": "Gemeente, sociaal",
    "WENI": "Werk en inkomen",
    "LPA": "Leerplicht",
    "ZOWE": "Gemeente, zorg en welzijn",
    "OPV": "Opvoeding en jeugd",
    "CJG": "Centrum Jeugd en Gezin",
    "SWT": "Sociaal wijkteam",
    "COLL": "College van B en W",
    "JGZ": "Jeugdgezondheidszorg",
    "JZ1": "Vrijwillige jeugdhulp",
    "JZ2": "Jeugdhulp, opgelegd",
    "GI": "Gecert. instelling",
    "POH": "POH huisarts",
    "ZORGC": "Zorgcoördinator school",
    "ZTEAM": "Zorgteam school",
    "SMW": "Schoolmaatschappelijk werk",
    "WIJKC": "Buurthuis",
    "GGZ": "GGZ",
    "FZA": "Forensische zorg",
    "WZDZ": "Zorg onder de Wzd",
    "VT": "Veilig Thuis",
    "RVDK": "Raad Kinderbescherming",
    "RB": "Rechter",
    "POLD": "Politie, afdeling",
    "POLB": "Politie, basisteam",
    "POLR": "Politie, eenheid",
    "POLN": "Politie, landelijk",
    "POLI": "Politie, internationaal",
    "3RO": "Reclassering",
    "RN": "Reclassering Nederland",
    "SVG": "Verslavingsreclassering",
    "LDH": "Leger des Heils reclassering",
    "ZVH": "Zorg- en Veiligheidshuis",
    "RIEC": "RIEC",
    "MELD": "Melder",
    "HULP": "Betrokken hulpverlener",
    "DJI": "DJI",
    "COM": "CoMensha",
    "FIER": "Fier",
    "BD": "Belastingdienst",
    "KMAR": "Marechaussee",
    "IND": "IND",
    "NLA": "Arbeidsinspectie",
    "NVWA": "NVWA",
    "PROV": "Provincie",
    "SHN": "Slachtofferhulp",
    "LIEC": "LIEC",
    "ICOV": "iCOV",
    "CJIB": "CJIB",
}
_SHORT_EN: Final = {
    "VEIL": "Municipality, safety",
    "SOCD": "Municipality, social",
    "WENI": "Work and income",
    "LPA": "School attendance",
    "ZOWE": "Municipality, welfare",
    "OPV": "Parenting and youth",
    "JGZ": "Youth health care",
    "JZ1": "Voluntary youth care",
    "JZ2": "Mandated youth care",
    "RVDK": "Child Protection Board",
    "VT": "Veilig Thuis",
    "OM": "Public prosecutor",
    "3RO": "Probation",
    "RN": "Probation (RN)",
    "SVG": "Addiction probation",
    "LDH": "Salvation Army probation",
    "POLD": "Police, unit",
    "RIEC": "RIEC",
    "MELD": "Reporter",
    "HULP": "Involved professional",
    "DJI": "DJI",
    "COM": "CoMensha",
    "FIER": "Fier",
    "BD": "Tax administration",
    "KMAR": "Marechaussee",
    "IND": "IND",
    "NVWA": "NVWA",
    "LIEC": "LIEC",
    "ICOV": "iCOV",
    "CJIB": "CJIB",
}
# Who reported leaves no trace in a picture.
_NO_TRACE: Final = frozenset({"MELD"})
# A shelter's place is shown nowhere: these go by their kind alone.
_NO_PLACE: Final = frozenset({"FIER", "COM"})
# A reporter belongs to no chain, and stands last.
_CHAINS: Final = (*CHAIN_LETTER, "")
_NO_CHAIN: Final = ("–", Text("geen keten", "no chain"))


@dataclass(frozen=True, slots=True)
class PartnerName:
    """A partner in a picture: its code in the graph (-1: none was delivered), ids and names."""

    partner: int
    partner_id: str
    kind: str
    name: str
    chain: str
    rank: tuple[int, int, str]

    @property
    def letter(self) -> str:
        """Letter of its chain."""
        return chain_letter(self.chain)


def kind_name(kind: str, lang: Lang = "nl") -> str:
    """Return the short name of a kind of partner.

    >>> kind_name("GI"), kind_name("POL"), kind_name("POL", "en")
    ('Gecert. instelling', 'Politie', 'Police')
    """
    short = _SHORT_EN if lang == "en" else _SHORT
    return short.get(kind) or load_catalogue().label("partners", kind, lang)


def chain_letter(chain: str) -> str:
    """Return the letter of a chain.

    >>> chain_letter("justice"), chain_letter("")
    ('R', '–')
    """
    return CHAIN_LETTER.get(chain, _NO_CHAIN)[0]


def chain_name(chain: str, lang: Lang = "nl") -> str:
    """Return the name of a chain with a capital.

    >>> chain_name("youth_protection"), chain_name("youth_protection", "en")
    ('Jeugdbescherming', 'Youth protection')
    """
    name = CHAIN_NAME.get(chain, _NO_CHAIN[1]).of(lang)
    return name[:1].upper() + name[1:]


def partner_names(
    graph: FamilyGraph, partners: Iterable[int], kinds: Iterable[str] = (), *, lang: Lang = "nl"
) -> list[PartnerName]:
    """Return names in the order of the chains; the own name only where a kind occurs twice.

    A reporter (``MELD``) is left out: it leaves no trace in a picture.

    Parameters
    ----------
    graph : FamilyGraph
        Whose partners they are.
    partners : iterable of int
        Codes in the graph.
    kinds : iterable of str
        Catalogue codes of which no partner was delivered; their code stands for the id.
    lang : str
        ``nl`` or ``en``; what a partner calls itself stays.
    """
    ids, types, names = (graph.partners[n].tolist() for n in ("partner_id", "kind", "name"))
    rows = sorted(row for row in set(partners) if str(types[row]) not in _NO_TRACE)
    seen = [str(types[row]) for row in rows]
    found = []
    for row, kind in zip(rows, seen, strict=True):
        own = names[row] if isinstance(names[row], str) and kind not in _NO_PLACE else ""
        twice = seen.count(kind) > 1
        name = apart(kind, own or str(ids[row]), lang) if twice else kind_name(kind, lang)
        found.append(_named(row, str(ids[row]), kind, name))
    found += [_named(-1, kind, kind, kind_name(kind, lang)) for kind in sorted(set(kinds))]
    return sorted(found, key=lambda item: item.rank)


def _named(row: int, partner_id: str, kind: str, name: str) -> PartnerName:
    catalogue = load_catalogue().partners
    chain = catalogue[kind].chain
    place = (_CHAINS.index(chain), list(catalogue).index(kind), partner_id)
    return PartnerName(row, partner_id, kind, name, chain, place)


def apart(kind: str, own: str, lang: Lang = "nl") -> str:
    """Return a name that tells a partner from others of its kind.

    >>> apart("COLL", "College van burgemeester en wethouders Oosterwaard"), apart("SWT", "Zuid")
    ('College van B en W Oosterwaard', 'Sociaal wijkteam, Zuid')
    >>> apart("SWT", "Sociaal (wijk)team Oosterwaard", "en")
    'Neighbourhood social team Oosterwaard'
    """
    said, short = kind_name(kind, lang), kind_name(kind)
    # What a partner calls itself is Dutch as a rule: its kind gives way to ours, in our language.
    for name in (load_catalogue().label("partners", kind), short):
        if own.startswith(f"{name} "):
            return f"{said} {own[len(name) + 1 :]}"
    if lang == "en":
        return f"{said}, {own}"
    says_kind = bool(_long_words(own) & _long_words(short))
    return own if says_kind else f"{short}, {own}"


def _long_words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= 5}
