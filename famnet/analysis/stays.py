"""Stays: the rows of one person in one household that follow on each other, as one period.

One day can't have two private homes (design.md section 3), and of two at once the one of longest
stay counts (methods.md 2.0). Both are one rule here, over the private stays of a person in the order
in which they began. A stay that ends no later than one that began before it is a *second home*: the
other is there all the while, and longer. Those left each end later than all before: a stay that is
still going on when the next of these begins was left by a move, and on the day of the move the new
one counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.links import is_kind
from famnet.analysis.neighbours import id_ranks
from famnet.vocabulary import HouseholdKind

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Bools, Codes
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Stays", "chosen_stay", "private_households", "stays_of"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Stays:
    """One place per stay, sorted by person, household, start.

    Parameters
    ----------
    person, household : int32 arrays
        Who, where.
    start, end : int32 arrays
        Day numbers as delivered, half-open, earliest reading of a partial date.
    until : int32 array
        The end, or the day of the move that ended it before.
    next : int32 array
        The stay that this move led to, -1 where ``until`` is the end.
    second : bool array
        A second home: another private home counts on all its days.
    of_row : int32 array
        Per row of memberships its stay.
    """

    person: Codes
    household: Codes
    start: Codes
    end: Codes
    until: Codes
    next: Codes
    second: Bools
    of_row: Codes

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Stays: {len(self.person)} stays of {len(self.of_row)} rows>"


def private_households(graph: FamilyGraph) -> Bools:
    """Say which households are private; a kind that is not delivered counts as private."""
    others = set(HouseholdKind) - {HouseholdKind.PRIVATE}
    return ~is_kind(graph.households["kind"], *others)


def stays_of(graph: FamilyGraph) -> Stays:
    """Return the stays of a graph, made once: a new role in the same household is the same stay.

    Notes
    -----
    Two sorts and two passes: O(n log n) in rows of memberships.
    """
    cached = graph._cache.get(__name__)  # noqa: SLF001 - the cache is there for derived arrays
    if not isinstance(cached, Stays):
        cached = _build(graph)
        graph._cache[__name__] = cached  # noqa: SLF001 - idem
    return cached


def _build(graph: FamilyGraph) -> Stays:
    rows = graph.memberships
    person, household = rows["person"].to_numpy(), rows["household"].to_numpy()
    start, end = rows["start_date"].to_numpy(), rows["end_date"].to_numpy()
    order = np.lexsort((end, start, household, person))
    person, household, start, end = person[order], household[order], start[order], end[order]
    number = _numbered(person, household, start, end)
    of_row = np.empty(len(order), np.int32)
    of_row[order] = number
    first = np.flatnonzero(np.diff(number, prepend=-1))
    end = np.maximum.reduceat(end, first) if len(first) else end
    person, household, start = person[first], household[first], start[first]
    until, following, second = _settled(
        person, start, end, _in_turn(graph, person, household, start, end)
    )
    return Stays(person, household, start, end, until, following, second, of_row)


def _in_turn(
    graph: FamilyGraph, person: Codes, household: Codes, start: Codes, end: Codes
) -> Codes:
    """Return the private stays by person, begin, longest first, lowest household id first."""
    rank = id_ranks(graph.households["household_id"])
    order = np.lexsort((rank[household], -end.astype(np.int64), start, person))
    return order[private_households(graph)[household[order]]].astype(np.int32)


@kernel
def _numbered(person: Codes, household: Codes, start: Codes, end: Codes) -> Codes:
    """Return the number of each row's stay: no day lies between it and the rows before."""
    number = np.zeros(len(person), np.int32)
    until = np.int64(0)
    for i in range(len(person)):
        if i == 0:
            until = end[i]
            continue
        same = person[i] == person[i - 1] and household[i] == household[i - 1]
        if same and start[i] <= until:
            number[i] = number[i - 1]
            until = max(until, end[i])
        else:
            number[i] = number[i - 1] + 1
            until = end[i]
    return number


@kernel
def _settled(person: Codes, start: Codes, end: Codes, in_turn: Codes) -> tuple[Codes, Codes, Bools]:
    """Return (until, next, second) by the rule at the top of this file."""
    until = end.copy()
    following = np.full(len(person), -1, np.int32)
    second = np.zeros(len(person), np.bool_)
    last = -1
    for stay in in_turn:
        if last >= 0 and person[last] == person[stay]:
            if end[stay] <= end[last]:
                second[stay] = True
                continue
            if start[stay] < until[last]:
                until[last], following[last] = start[stay], stay
        last = stay
    return until, following, second


def chosen_stay(
    stays: Stays, *, day: int, death: Codes, household_rank: Codes
) -> tuple[Codes, Codes]:
    """Choose where each person belongs on a day.

    Parameters
    ----------
    stays : Stays
        All stays.
    day : int
        Day number.
    death : int32 array
        Day of death per person, ``FOREVER`` for the living.
    household_rank : int32 array
        Place of each household in the order of ids.

    Returns
    -------
    household, held : int32 arrays
        Per person the household, -1 for none, and how many stays hold on that day, second homes
        included. The household is that of the stay that holds; of two (a home and an institution)
        the longest, so the one that began first. Of a person that is gone or dead it is the last:
        the one that ended last, at death at the latest. Ties: began first, then lowest id.
    """
    begun = stays.start <= day
    until = np.minimum(stays.until, death[stays.person])
    at_once = begun & (np.minimum(stays.end, death[stays.person]) > day)
    held = np.bincount(stays.person[at_once], minlength=len(death)).astype(np.int32)
    able = np.flatnonzero(begun & ~stays.second)
    person, place = stays.person[able], stays.household[able]
    last = np.where(until[able] > day, np.int64(day) + 1, until[able])
    order = np.lexsort((household_rank[place], stays.start[able], -last, person))
    first = order[np.flatnonzero(np.diff(person[order], prepend=-1))]
    household = np.full(len(death), -1, np.int32)
    household[person[first]] = place[first]
    return household, held
