"""The smallest sets that cover everything: exact, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["LIMIT", "Covers", "smallest_covers"]

#: How many sets are listed at most.
LIMIT: Final = 1000


@dataclass(frozen=True, slots=True)
class Covers:
    """All smallest covers, each a sorted tuple, in order; ``more`` where the list was cut."""

    sets: tuple[tuple[str, ...], ...]
    more: bool


def smallest_covers(
    needs: Sequence[Iterable[str]], *, fixed: Iterable[str] = (), limit: int = LIMIT
) -> Covers:
    """Return all smallest sets that hold at least one of each need, with some members fixed.

    Parameters
    ----------
    needs : sequence of iterable of str
        Per need the members that meet it; each needs at least one.
    fixed : iterable of str
        Members that are in every set whatever the needs.
    limit : int
        How many sets are returned at most.

    Returns
    -------
    Covers
        Sets of equal size.

    Raises
    ------
    ValueError
        A need has no member.

    Notes
    -----
    The least size is the optimum of a 0/1 programme (set cover, Karp 1972,
    doi:10.1007/978-1-4684-2001-2_9), solved exactly by HiGHS (Huangfu and Hall 2018,
    doi:10.1007/s12532-017-0130-5). All sets of that size are then listed by branching on the members of
    an open need; a branch ends where pairwise disjoint open needs ask for more members than are left.

    Examples
    --------
    >>> smallest_covers([("a", "b"), ("b", "c")]).sets
    (('b',),)
    >>> smallest_covers([("a", "b"), ("b", "c")], fixed=("a",)).sets
    (('a', 'b'), ('a', 'c'))
    """
    held = frozenset(fixed)
    wanted = [frozenset(need) for need in needs]
    if any(not need for need in wanted):
        msg = "a need without a member can't be covered"
        raise ValueError(msg)
    still_open = sorted(
        {need for need in wanted if not need & held}, key=lambda n: (len(n), sorted(n))
    )
    if not still_open:
        return Covers((tuple(sorted(held)),) if held else (), more=False)
    left = _least(still_open)
    found: list[tuple[str, ...]] = []
    for chosen in _branches(still_open, frozenset(), left):
        if len(found) == limit:
            return Covers(tuple(sorted(found)), more=True)
        found.append(tuple(sorted(held | chosen)))
    return Covers(tuple(sorted(found)), more=False)


def _least(needs: list[frozenset[str]]) -> int:
    """Return how many members the smallest cover has."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    members = sorted(frozenset().union(*needs))
    rows = np.array([[float(member in need) for member in members] for need in needs])
    ones = np.ones(len(members))
    answer = milp(
        ones, constraints=LinearConstraint(rows, lb=1.0), integrality=ones, bounds=Bounds(0.0, 1.0)
    )
    assert answer.x is not None  # all members together cover every need
    return int(np.rint(answer.x).sum())


def _branches(
    needs: list[frozenset[str]], barred: frozenset[str], left: int
) -> Iterator[frozenset[str]]:
    """Yield the covers of ``left`` members at most without those barred, each once."""
    if not needs:
        yield frozenset()
        return
    if _disjoint(needs, barred) > left:
        return
    need = min(needs, key=lambda n: len(n - barred))
    for member in sorted(need - barred):
        rest = [other for other in needs if member not in other]
        for chosen in _branches(rest, barred, left - 1):
            yield chosen | {member}
        # Sets with this member are done: the next branches are without it, so that none comes twice.
        barred |= {member}


def _disjoint(needs: list[frozenset[str]], barred: frozenset[str]) -> int:
    """Count needs that share no member: each asks for one of its own."""
    seen: set[str] = set()
    count = 0
    for need in needs:
        usable = need - barred
        if not usable & seen:
            count += 1
            seen |= usable
    return count
