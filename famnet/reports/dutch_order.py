"""The order of Dutch names: without De, 't or van der in front, and without accents."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["dutch_key", "split_prefix"]

_PREFIXES: Final = frozenset(
    [
        "de", "den", "der", "het", "een", "'t", "’t", "‘t", "'s", "’s", "‘s", "van", "von", "ten", "ter", "te",
        "op", "in", "aan", "bij", "onder", "over", "uit", "uijt", "voor", "la", "le", "les", "du", "el", "d'", "'n",
    ]
)  # fmt: skip


def split_prefix(name: str) -> tuple[str, str]:
    """Return the prefix of a name and the rest; the rest is never empty.

    Examples
    --------
    >>> split_prefix("van der Berg")
    ('van der', 'Berg')
    >>> split_prefix("'t Veld")
    ("'t", 'Veld')
    >>> split_prefix("De")
    ('', 'De')
    """
    words = name.split()
    count = 0
    while count < len(words) - 1 and words[count].lower() in _PREFIXES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def dutch_key(name: str) -> tuple[str, str, str]:
    """Return a key to sort names by: the name without prefix, then the prefix, then as written.

    It doesn't depend on the locale. IJ sorts as the two letters it is written with.

    Examples
    --------
    >>> sorted(["Zuid", "De Hoeven", "'t Veld", "Élan", "Kerkdorp"], key=dutch_key)
    ['Élan', 'De Hoeven', 'Kerkdorp', "'t Veld", 'Zuid']
    """
    prefix, rest = split_prefix(name)
    plain = unicodedata.normalize("NFKD", rest)
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    return plain, prefix.casefold(), name
