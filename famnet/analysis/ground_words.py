"""Grounds and purposes in English where they are words; a law, a code and a decree keep their Dutch name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.governance.grant import Grant

__all__ = ["GROUNDS", "Granted", "granted", "ground_words"]

#: Grounds of the catalogue that are no name of a law, by their Dutch words.
GROUNDS: Final = {
    "bij minderjarige het gezag": "of a minor: who has authority",
    "convenant": "covenant",
    "Handelingsprotocol": "protocol for acting (Handelingsprotocol)",
    "huurovereenkomst": "tenancy agreement",
    "mandaat van BURG en COLL": "mandate of mayor and executive",
    "mandaat van COLL": "mandate of the executive",
    "registratietaak": "task of registration",
    "toestemming": "consent",
    "toestemming of Meldcode": "consent or Meldcode",
    "toestemming of convenant": "consent or covenant",
    "toestemming van de patiënt of Meldcode": "consent of the patient or Meldcode",
    "toestemming van het slachtoffer": "consent of the victim",
    "toestemming van ouders of jongere": "consent of parents or youth",
    "zelfde behandelrelatie": "same treatment relation",
}
# What famnet itself says of data in which nobody is real; what a user typed is never put in other words.
_MADE_UP: Final = {
    "geen persoonsgegevens": "no personal data",
    "oefenen en testen": "practice and testing",
    "synthetisch": "synthetic",
    "synthetische gegevens": "synthetic data",
}


@dataclass(frozen=True, slots=True)
class Granted:
    """Purpose, case and ground of a grant, as a page shows them."""

    purpose: str
    case: str
    ground: str


def ground_words(basis: str, lang: Lang) -> str:
    """Return a legal basis with its words in a language, its laws as they are called.

    >>> ground_words("toestemming van het slachtoffer; Wmo 2015 4.1.1", "en")
    'consent of the victim; Wmo 2015 4.1.1'
    """
    if lang == "nl":
        return basis
    return "; ".join(GROUNDS.get(part.strip(), part.strip()) for part in basis.split(";"))


def granted(grant: Grant, lang: Lang, *, synthetic: bool) -> Granted:
    """Return what a page shows of a grant.

    Parameters
    ----------
    grant : Grant
        What was asked and given.
    lang : str
        Language of the page.
    synthetic : bool
        Whether the data is made up: only then famnet, and not a user, may have chosen the words.
    """
    words = _MADE_UP if synthetic and lang == "en" else {}
    given = (grant.purpose, grant.case, grant.ground)
    return Granted(*(words.get(one, one) for one in given))
