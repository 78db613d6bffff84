"""Stays: the rows of one person in one household that follow on each other, as one period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Bools, Codes
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Stays", "chosen_stay", "stays_of"]


@dataclass(frozen=True, slots=True)
class Stays:
    """One place per stay, sorted by person, household, start.

    Parameters
    ----------
    person, household : int32 arrays
        Who, where.
    start, end : int32 arrays
        Day numbers, half-open, earliest reading of a partial date.
    """

    person: Codes
    household: Codes
    start: Codes
    end: Codes


def stays_of(graph: FamilyGraph) -> Stays:
    """Return the stays of a graph: a new role in the same household is the same stay."""
    rows = graph.memberships
    person, household = rows["person"].to_numpy(), rows["household"].to_numpy()
    start, end = rows["start_date"].to_numpy(), rows["end_date"].to_numpy()
    order = np.lexsort((end, start, household, person))
    person, household, start, end = person[order], household[order], start[order], end[order]
    number = _numbered(person, household, start, end)
    first = np.flatnonzero(np.diff(number, prepend=-1))
    last = np.maximum.reduceat(end, first) if len(first) else end
    return Stays(person[first], household[first], start[first], last)


@kernel
def _numbered(person: Codes, household: Codes, start: Codes, end: Codes) -> Codes:
    """Number the stays: a row goes on with the one before when no day lies between."""
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


def chosen_stay(
    stays: Stays, *, day: int, death: Codes, household_rank: Codes
) -> tuple[Codes, Codes]:
    """Choose where each person belongs on a day.

    Of the stays that hold on that day the longest, so the one that began first (methods.md 2.0);
    of a person that is gone or dead the last, so the one that ended last, at death at the latest;
    ties go to the one that began first, then to the lowest household id.

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
        Per person the household, -1 for none, and how many stays hold on that day.
    """
    begun = np.flatnonzero(stays.start <= day)
    person, place, start = stays.person[begun], stays.household[begun], stays.start[begun]
    end = np.minimum(stays.end[begun], death[person])
    holds = end > day
    last = np.where(holds, np.int64(day) + 1, end)
    order = np.lexsort((household_rank[place], start, -last, person))
    first = order[np.flatnonzero(np.diff(person[order], prepend=-1))]
    household = np.full(len(death), -1, np.int32)
    household[person[first]] = place[first]
    held = np.bincount(person[holds], minlength=len(death)).astype(np.int32)
    return household, held


def held_on(stays: Stays, day: int) -> Bools:
    """Say which stays hold on a day."""
    return np.asarray((stays.start <= day) & (day < stays.end))
