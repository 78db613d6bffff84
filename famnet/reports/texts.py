"""All texts of the pages, one file per language (``texts_nl.toml``, ``texts_en.toml``)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from famnet.vocabulary import FOREVER, NO_DAY, format_day

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["Texts", "dutch_day", "dutch_number", "load_texts"]


class Texts:
    """Texts by dotted name; ``{word}`` in a text is filled in.

    Examples
    --------
    >>> load_texts()("state.known")
    'bekend'
    >>> load_texts().count("episode", 1), load_texts().count("episode", 1020)
    ('1 gebeurtenis', '1.020 gebeurtenissen')
    """

    def __init__(self, tree: dict[str, object], lang: Lang = "nl") -> None:
        self.lang = lang
        self._flat: dict[str, str] = {}
        self._flatten("", tree)

    def __call__(self, name: str, **words: object) -> str:
        """Return a text; KeyError where there is none."""
        text = self._flat[name]
        return text.format(**words) if words else text

    def __contains__(self, name: object) -> bool:
        return name in self._flat

    def __repr__(self) -> str:
        return f"<Texts: {len(self._flat)} texts>"

    def get(self, name: str, other: str) -> str:
        """Return a text, or another where there is none."""
        return self._flat.get(name, other)

    def count(self, noun: str, number: int) -> str:
        """Return a number with its noun."""
        return f"{self.number(number)} {self.noun(noun, number)}"

    def number(self, number: int) -> str:
        """Write a whole number as the language does.

        >>> load_texts("nl").number(1020), load_texts("en").number(1020)
        ('1.020', '1,020')
        """
        return f"{number:,}" if self.lang == "en" else dutch_number(number)

    def day(self, day: int, day_hi: int | None = None) -> str:
        """Write a day, as precise as it is known: dd-mm-jjjj in Dutch, ISO 8601 in English.

        >>> load_texts("nl").day(10957), load_texts("en").day(10957)
        ('01-01-2000', '2000-01-01')
        """
        if self.lang == "en":
            return "" if day in (NO_DAY, FOREVER) else format_day(day, day_hi)
        return dutch_day(day, day_hi)

    def noun(self, noun: str, number: int) -> str:
        """Return the noun that goes with a number."""
        return self._flat[f"count.{noun}.{'one' if number == 1 else 'many'}"]

    def listed(self, items: list[str]) -> str:
        """Return items as one phrase: "a, b en c"."""
        if len(items) < 2:
            return "".join(items)
        return f"{', '.join(items[:-1])} {self._flat['page.and']} {items[-1]}"

    def _flatten(self, prefix: str, tree: dict[str, object]) -> None:
        for name, value in tree.items():
            if isinstance(value, dict):
                self._flatten(f"{prefix}{name}.", value)
            else:
                self._flat[prefix + name] = str(value).strip()


@cache
def load_texts(lang: Lang = "nl") -> Texts:
    """Return the texts of a language, read once."""
    text = (files("famnet.reports") / f"texts_{lang}.toml").read_text(encoding="utf-8")
    return Texts(tomllib.loads(text), lang)


def dutch_number(number: int) -> str:
    """Write a whole number with a dot per thousand.

    >>> dutch_number(1020), dutch_number(7)
    ('1.020', '7')
    """
    return f"{number:,}".replace(",", ".")


def dutch_day(day: int, day_hi: int | None = None) -> str:
    """Write a day as dd-mm-jjjj, as precise as it is known; empty where there is none.

    >>> dutch_day(10957), dutch_day(10957, 11322), dutch_day(10957, 10987)
    ('01-01-2000', '2000', '01-2000')
    """
    if day in (NO_DAY, FOREVER):
        return ""
    return "-".join(reversed(format_day(day, day_hi).split("-")))
