"""One line of a block: a bold lead, a text, the numbers of its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Item", "Stuck", "each_once"]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a block.

    Parameters
    ----------
    lead, text : str
        What stands bold in front, and the rest.
    refs : tuple of str
        Numbers of the page it opens.
    facts : tuple of str
        Fact ids (``famnet.reports.fact_ids``) it rests on beside those.
    """

    lead: str
    text: str
    refs: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stuck:
    """Something that waits longer than usual; ``then`` says what may follow."""

    days: int
    lead: str
    text: str
    refs: tuple[str, ...]
    facts: tuple[str, ...] = ()
    then: str = ""


def each_once(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Return all words of all groups, each once, in their order.

    >>> each_once([["e01", "e02"], ["e01"]])
    ('e01', 'e02')
    """
    return tuple(dict.fromkeys(word for group in groups for word in group))
