"""Numbers on a page without persons: what is too small to be shown, and what would give it away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["SMALLEST", "Cell", "cell", "safe", "shielded", "split_of"]

_Key = TypeVar("_Key")

#: Smallest number of hand-overs that is shown; a policy parameter.
SMALLEST: Final = 5


@dataclass(frozen=True, slots=True)
class Cell:
    """One number, or why it isn't shown.

    Parameters
    ----------
    value : float or None
        The number; None where there is none or it isn't shown.
    hidden : str
        ``few`` (fewer than 5), ``shielded`` (would give away a small number beside it), else empty.
    """

    value: float | None
    hidden: str = ""


def cell(number: float | None, *, of: int) -> Cell:
    """Return a number that was made of so many hand-overs; hidden where those are few.

    >>> cell(12.0, of=4), cell(12.0, of=5), cell(None, of=0)
    (Cell(value=None, hidden='few'), Cell(value=12.0, hidden=''), Cell(value=None, hidden=''))
    """
    return Cell(None, "few") if 0 < of < SMALLEST else Cell(number)


def split_of(whole: int, part: int) -> tuple[Cell, Cell]:
    """Return a part and the rest of a whole that is shown: neither where one is small.

    >>> split_of(20, 3)
    (Cell(value=None, hidden='few'), Cell(value=None, hidden='shielded'))
    >>> split_of(20, 0)[0], split_of(3, 3)[0]
    (Cell(value=0, hidden=''), Cell(value=None, hidden='few'))
    """
    rest = whole - part
    small = [0 < number < SMALLEST for number in (part, rest)]
    if not any(small):
        return Cell(part), Cell(rest)
    words = ["few" if is_small else "shielded" for is_small in small]
    return Cell(None, words[0]), Cell(None, words[1])


def safe(hidden: Sequence[int]) -> bool:
    """Say whether hidden numbers can't be reckoned from their total: nothing, or two that make 5.

    >>> safe([]), safe([0, 0]), safe([3]), safe([3, 1]), safe([3, 2])
    (True, True, False, False, True)
    """
    return not sum(hidden) or (len(hidden) > 1 and sum(hidden) >= SMALLEST)


def shielded(counts: Mapping[_Key, int]) -> dict[_Key, str]:
    """Say which of some counts of a total that is shown stay hidden, and why.

    Counts below 5 are hidden; where what is hidden could be reckoned from the total, the next
    smallest are too, until at least two are hidden that make 5 together.

    >>> shielded({"a": 30, "b": 3, "c": 7})
    {'a': '', 'b': 'few', 'c': 'shielded'}
    >>> shielded({"a": 30, "b": 3, "c": 4})
    {'a': '', 'b': 'few', 'c': 'few'}
    """
    why = {key: "few" if 0 < n < SMALLEST else "" for key, n in counts.items()}
    rising = sorted((n, place) for place, n in enumerate(counts.values()) if n >= SMALLEST)
    keys = list(counts)
    for _, place in rising:
        if safe([counts[key] for key, word in why.items() if word]):
            break
        why[keys[place]] = "shielded"
    return why
