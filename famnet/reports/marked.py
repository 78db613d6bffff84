"""Reading the statements back from a page: what was marked, and what it says to a reader.

The receipts of a session are made from the page as it was written, not from what it was written
from: a sentence that reaches the page without a mark has no receipt, and one that was changed on the
page afterwards no longer equals its receipt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Marked", "marked"]

_TOKEN: Final = re.compile(
    r"<!--.*?-->|<(script|style)\b.*?</\1>|<(/?)([A-Za-z][\w:-]*)((?:\"[^\"]*\"|[^\">])*)>|([^<]+)|<",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(r"([\w:-]+)=\"([^\"]*)\"")
_ID: Final = re.compile(r"\sid=\"([^\"]+)\"")
# Evidence is numbered e03, m01 …; other anchors of a page are words.
_NUMBER: Final = re.compile(r"[a-z]\d{2,}")
# A page without the evidence itself (a loose picture) says which of its words are numbers.
_NUMBERS: Final = re.compile(r"\sdata-numbers=\"([^\"]+)\"")
_VOID: Final = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"})


@dataclass(frozen=True, slots=True)
class Marked:
    """One marked element of a page.

    Parameters
    ----------
    kind : str
        Which kind of statement (``data-fact``).
    facts : tuple of str
        Fact ids it rests on; one without any of its own rests on those of the element it stands in.
    text : str
        What it says, without what stands in marked elements within it and without page numbers.
    """

    kind: str
    facts: tuple[str, ...]
    text: str


@dataclass(slots=True)
class _Open:
    name: str
    mark: _Mark | None
    silent: bool


@dataclass(slots=True)
class _Mark:
    kind: str
    facts: tuple[str, ...]
    words: list[str] = field(default_factory=list)


def marked(html: str) -> tuple[Marked, ...]:
    """Return the marked elements of a page, in the order in which they stand.

    Parameters
    ----------
    html : str
        A page.

    Notes
    -----
    Numbers of evidence (``e03``) are left out of the text: they count up along the page, so that a
    row more elsewhere moves them without changing what is said. One pass, O(length).

    Examples
    --------
    >>> marked('<p data-fact="good" data-facts="signals:S1">Het gaat <b>goed</b>.</p>')
    (Marked(kind='good', facts=('signals:S1',), text='Het gaat goed .'),)
    """
    named = [*_ID.findall(html), *" ".join(_NUMBERS.findall(html)).split()]
    numbers = frozenset(name for name in named if _NUMBER.fullmatch(name))
    found: list[_Mark] = []
    stack: list[_Open] = []
    for token in _TOKEN.finditer(html):
        closing, name, inside, text = token.group(2, 3, 4, 5)
        if text is not None:
            _hear(stack, text, numbers)
        elif name and closing:
            _close(stack, name.lower())
        elif name:
            _open(stack, found, name.lower(), inside, numbers)
    return tuple(_told(found))


def _hear(stack: list[_Open], text: str, numbers: frozenset[str]) -> None:
    if not stack or stack[-1].mark is None or stack[-1].silent:
        return
    stack[-1].mark.words += _words(text, numbers)


def _words(text: str, numbers: frozenset[str]) -> list[str]:
    """Return the words of a text but for numbers of evidence, which may have a comma behind them."""
    return [word for word in unescape(text).split() if word.rstrip(",;:.") not in numbers]


def _open(
    stack: list[_Open], found: list[_Mark], name: str, inside: str, numbers: frozenset[str]
) -> None:
    around = stack[-1] if stack else _Open("", None, silent=False)
    mark, silent = around.mark, around.silent
    if "data-fact" in inside or 'class="rc"' in inside:
        has = dict(_ATTRIBUTE.findall(inside))
        silent = silent or has.get("class") == "rc"
        kind = has.get("data-fact")
        if kind is not None:
            own = tuple(unescape(has.get("data-facts", "")).split())
            mark = _Mark(unescape(kind), own or (around.mark.facts if around.mark else ()))
            if has.get("aria-label"):
                mark.words += _words(has["aria-label"], numbers)
            found.append(mark)
    if name not in _VOID and not inside.endswith("/"):
        stack.append(_Open(name, mark, silent))


def _close(stack: list[_Open], name: str) -> None:
    # A page that was edited by hand may have lost a tag: what stands open inside closes with it.
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].name == name:
            del stack[place:]
            return


def _told(found: list[_Mark]) -> Iterator[Marked]:
    for mark in found:
        yield Marked(mark.kind, mark.facts, " ".join(mark.words))
