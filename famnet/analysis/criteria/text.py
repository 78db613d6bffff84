"""A sentence in two languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Lang", "Text"]

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
