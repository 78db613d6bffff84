"""Letters, orders and signs of the pages: life domains, chains of partners, roles, states.

Letters first, pattern second, colour last; a colour belongs to a domain or a chain, never to a
person (the pages' rule book). The colours themselves stand in ``templates/style.css``.
"""

from __future__ import annotations

from typing import Final

from famnet.draw.picture.domains import DOMAIN_PATTERNS
from famnet.draw.words import DOMAIN_LETTER

__all__ = [
    "CHAIN_LETTER",
    "CHAIN_ORDER",
    "DOMAIN_LETTERS",
    "DOMAIN_ORDER",
    "DOMAIN_PATTERNS",
    "ROLE_LETTER",
    "STATE_CLASS",
    "STATE_SIGN",
]

DOMAIN_LETTERS: Final = DOMAIN_LETTER
DOMAIN_ORDER: Final = tuple(DOMAIN_LETTERS)

CHAIN_LETTER: Final = {
    "social": "S",
    "education": "O",
    "care": "Z",
    "youth_protection": "J",
    "housing": "W",
    "safety": "V",
    "justice": "R",
    "administration": "B",
    "fiscal": "F",
    "victim_support": "H",
    "hub": "K",
}
CHAIN_ORDER: Final = tuple(CHAIN_LETTER)

# Roles of one signal, for adults only; a minor has z (care) and nothing else.
ROLE_LETTER: Final = {
    "suspect": "v",
    "convicted": "d",
    "victim": "s",
    "witness": "t",
    "involved": "b",
    "child_in_family": "b",
    "subject_of_measure": "b",
}

# "missing" is not_asked where a rule says that this partner ought to have been asked.
STATE_SIGN: Final = {
    "known": "●",
    "nothing_known": "○",
    "not_answered": "?",
    "not_asked": "·",
    "missing": "!",
    "not_allowed": "§",
}
STATE_CLASS: Final = {
    "known": "k",
    "nothing_known": "n",
    "not_answered": "q",
    "not_asked": "a",
    "missing": "m",
    "not_allowed": "x",
}
