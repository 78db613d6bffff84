"""A sentence in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from famnet.errors import WrongUse

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Lang", "Text", "language", "told"]

Lang = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """The same sentence in Dutch and in English.

    >>> Text("ja", "yes").of("en")
    'yes'
    """

    nl: str
    en: str

    def of(self, lang: Lang) -> str:
        """Return it in one language."""
        return self.en if lang == "en" else self.nl


def language(word: str) -> Lang:
    """Return the language a user asked for.

    Raises
    ------
    WrongUse
        There are no texts in it.

    >>> language("en")
    'en'
    """
    if word == "nl":
        return "nl"
    if word == "en":
        return "en"
    raise WrongUse(f"--lang {word[:20]!r} is er niet.", hint="Kies nl of en.")


def told(said: Iterable[Text], lang: Lang) -> tuple[str, ...]:
    """Return sentences in one language.

    >>> told([Text("ja", "yes"), Text("nee", "no")], "en")
    ('yes', 'no')
    """
    return tuple([one.of(lang) for one in said])
