"""The texts of a picture in one language: one table of texts, read by key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.text import Lang, Text

__all__ = ["Speech"]


@dataclass(frozen=True, slots=True)
class Speech:
    """Reads a table of texts in one language and fills in what they are about.

    Parameters
    ----------
    texts : mapping of str to Text
        ``{name}`` stands for a part; what fills it in is never read as a pattern itself.
    lang : str
        ``nl`` or ``en``.

    Examples
    --------
    >>> from famnet.analysis.text import Text
    >>> say = Speech({"home": Text("huishouden {letter}", "household {letter}")}, "en")
    >>> say("home", letter="{A}")
    'household {A}'
    """

    texts: Mapping[str, Text]
    lang: Lang = "nl"

    def __call__(self, key: str, /, **parts: object) -> str:
        """Return one text, with its parts filled in."""
        text = self.texts[key].of(self.lang)
        return text.format(**parts) if parts else text

    def many(self, n: int, key: str) -> str:
        """Return a count with the word for one (``key``) or for more (``keys``).

        >>> from famnet.analysis.text import Text
        >>> Speech({"house": Text("huis", "house"), "houses": Text("huizen", "houses")}).many(2, "house")
        '2 huizen'
        """
        return f"{n} {self(key if n == 1 else f'{key}s')}"
