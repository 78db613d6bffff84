"""How wide a text is when it is printed, and how to make it fit.

Advance widths of Liberation Sans 1.07.4, which are those of Arial and Arimo too: the fonts of the
pages have equal metrics on Windows, macOS and Linux. ``font_widths.csv`` holds numbers only, no
outline of the font (Liberation Fonts licence); ``scripts/measure_font.py`` made it. Pictures switch
kerning and ligatures off, so that the sum of the advances is what stands on paper.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

__all__ = ["ASCENT", "DESCENT", "clean", "isolated", "shortened", "text_width"]

_EM: Final = 2048
# Of the font, in parts of its size.
ASCENT: Final = 0.905
DESCENT: Final = 0.212
# Another font draws what this one lacks: a bound that emoji and Chinese stay within.
_WIDEST: Final = 1.3
_LETTER: Final = 0.95
_DOTS: Final = "…"


@cache
def _widths() -> dict[int, tuple[int, int]]:
    text = (files("famnet.draw.picture") / "font_widths.csv").read_text(encoding="utf-8")
    return {
        code: (int(row["regular"]), int(row["bold"]))
        for row in csv.DictReader(text.splitlines())
        for code in range(int(row["first"]), int(row["last"]) + 1)
    }


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a line of text is, in the unit of ``size``.

    Parameters
    ----------
    text : str
        One line.
    size : float
        Font size.
    bold : bool
        Bold or regular.

    Notes
    -----
    Exact for the 668 characters of the table (Latin, Greek, Cyrillic, Hebrew, signs); an upper bound
    for others, whose font we don't know.

    Examples
    --------
    >>> text_width("kind", 2048.0)
    3757.0
    """
    return _in_ems(text, bold) * size


# Labels and single signs come back on every page.
@lru_cache(maxsize=1 << 16)
def _in_ems(text: str, bold: bool) -> float:  # noqa: FBT001  # a cached look-up, not an interface
    known = _widths()
    return sum(
        known[ord(sign)][bold] / _EM if ord(sign) in known else _bound(sign) for sign in text
    )


def _bound(sign: str) -> float:
    if unicodedata.category(sign) in ("Mn", "Me", "Cf", "Cc"):
        return 0.0
    wide = unicodedata.east_asian_width(sign) in ("W", "F") or unicodedata.category(sign) == "So"
    return _WIDEST if wide else _LETTER


def shortened(text: str, width: float, size: float, *, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it is wider than ``width``.

    Examples
    --------
    >>> shortened("Molenwijk-Noord", 50, 10), shortened("Molenwijk", 50, 10)
    ('Molenwij…', 'Molenwijk')
    """
    if text_width(text, size, bold=bold) <= width:
        return text
    room = width - text_width(_DOTS, size, bold=bold)
    kept = 0
    used = 0.0
    for sign in text:
        used += text_width(sign, size, bold=bold)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip() + _DOTS


def clean(text: str) -> str:
    """Return the text as one line that XML can hold: no control signs, no half pairs.

    Examples
    --------
    >>> clean("a" + chr(0) + "b" + chr(10) + "c  d")
    'a�b c d'
    """
    kept = "".join(
        " " if sign in "\n\r\t" else sign if _printable(sign) else "\ufffd" for sign in text
    )
    return " ".join(kept.split())


def _printable(sign: str) -> bool:
    code = ord(sign)
    return (
        code >= 0x20
        and not 0x7F <= code <= 0x9F
        and not 0xD800 <= code <= 0xDFFF
        and code & 0xFFFE != 0xFFFE
    )


def isolated(text: str) -> str:
    """Return a delivered text shut in itself: right-to-left in it turns nothing around it."""
    return f"\u2068{text}\u2069" if any(_turns(sign) for sign in text) else text


def _turns(sign: str) -> bool:
    return unicodedata.bidirectional(sign) in ("R", "AL", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI")
