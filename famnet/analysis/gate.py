"""The gate of a description (methods.md section 2.0): which family networks it lets through.

A *touch* is one episode in one unit: it has one scan group there. A family network passes with three
distinct episodes, three scan groups, two households touched and two independent observers; and
without any one observer, or any one person, two scan groups must remain. What remains is what the
other signals of the same occurrences tell by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.episodes import episode_table
from famnet.analysis.households import homes
from famnet.analysis.roles import DOMAINS, judge
from famnet.analysis.sound import demand_sound
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.period import Period
    from famnet.graph.family_graph import FamilyGraph

    Bytes = npt.NDArray[np.int8]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "GROUPS", "REMAINING", "Counts", "Fails", "Gate", "Touches", "count_windows", "touches",
]  # fmt: skip

GROUPS: Final = load_catalogue().scan_groups
#: Scan groups that must remain without any one observer or person.
REMAINING: Final = 2

_GROUP_OF: Final = np.array(
    [GROUPS.index(load_catalogue().scan_group_of(code)) for code in DOMAINS], np.int8
)
_JUSTICE: Final = GROUPS.index("JUS")
_N_GROUPS: Final = len(GROUPS)


class Fails(StrEnum):
    """Why a family network doesn't pass, the first that holds; the closed list of ``reason``."""

    PASSES = ""
    NOTHING = "no_episodes"
    JUSTICE_ONLY = "justice_only"
    FEW_EPISODES = "few_episodes"
    FEW_DOMAINS = "few_domains"
    ONE_HOUSEHOLD = "one_household"
    ONE_OBSERVER = "one_observer"
    ONE_OBSERVER_CARRIES = "rests_on_one_observer"
    ONE_PERSON_CARRIES = "rests_on_one_person"


@dataclass(frozen=True, slots=True)
class Gate:
    """The numbers of the gate; a policy parameter, printed in every output that uses it."""

    episodes: int = 3
    domains: int = 3
    households: int = 2
    observers: int = 2


@dataclass(frozen=True, slots=True, repr=False)
class Touches:
    """Counted episodes within the period, per unit.

    Parameters
    ----------
    start : int64 array
        The touches of unit ``u`` are ``start[u]:start[u + 1]``.
    episode : int64 array
        Per touch the row of the signal that stands for the episode.
    group : int8 array
        Per touch its scan group, position in ``GROUPS``.
    first : int64 array
        The signals of touch ``t`` are ``first[t]:first[t + 1]``, own conduct first, then in order of
        time; the first gives the touch its group.
    signal : int64 array
        Rows of ``graph.signals``.
    signal_group, observer : int8 array
        Per signal its own scan group; its observer, -1 none.
    person : int32 array
        Per signal its person; -1 where it is about a household.
    """

    start: Longs
    episode: Longs
    group: Bytes
    first: Longs
    signal: Longs
    signal_group: Bytes
    observer: Bytes
    person: Codes

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Touches: {len(self.episode)} in {len(self.start) - 1} units>"


@dataclass(frozen=True, slots=True, repr=False)
class Counts:
    """What the signals show in each window.

    Parameters
    ----------
    n_episodes, n_observers, n_domains, n_touched : int32 array
        Distinct episodes, observers and scan groups; units touched in any.
    households : int32 array
        Window, scan group: number of units touched.
    reason : int8 array
        Position in ``Fails``.
    """

    n_episodes: Codes
    n_observers: Codes
    n_domains: Codes
    n_touched: Codes
    households: Codes
    reason: Bytes

    def chosen(self, which: Longs) -> Counts:
        """Return the counts of some windows, in the order asked for."""
        return Counts(
            self.n_episodes[which],
            self.n_observers[which],
            self.n_domains[which],
            self.n_touched[which],
            self.households[which],
            self.reason[which],
        )

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Counts: {len(self.reason)} windows, {int((self.reason == 0).sum())} pass>"


def touches(graph: FamilyGraph, period: Period) -> Touches:
    """Return what counts within a period, per unit.

    Notes
    -----
    An episode falls in the period where one of its counted signals in that unit does, in some
    reading of its date; then all its counted signals there tell what it was.
    """
    demand_sound(graph)
    table, judged = episode_table(graph), judge(graph)
    rows = np.flatnonzero(judged.counted & (table.unit >= 0))
    order = np.lexsort(
        (
            table.place[rows],
            ~judged.own_conduct[rows],
            table.place[table.first[rows]],
            table.unit[rows],
        )
    )
    rows = rows[order]
    within = period.holds(graph.signals["event_date"], graph.signals["event_date_hi"])[rows]
    rows = rows[_whole_touches(table.unit[rows], table.first[rows], within)]
    unit, episode = table.unit[rows], table.first[rows]
    first = np.flatnonzero(_changes(unit, episode))
    group = _GROUP_OF[judged.domain[rows]]
    start = np.zeros(homes(graph).n_units + 1, np.int64)
    np.cumsum(np.bincount(unit[first], minlength=len(start) - 1), out=start[1:])
    return Touches(
        start=start,
        episode=episode[first],
        group=group[first],
        first=np.append(first, len(rows)),
        signal=rows,
        signal_group=group,
        observer=table.observer[rows],
        person=graph.signals["person"].to_numpy()[rows],
    )


def _changes(unit: Codes, episode: Longs) -> npt.NDArray[np.bool_]:
    changes = np.ones(len(unit), bool)
    changes[1:] = (unit[1:] != unit[:-1]) | (episode[1:] != episode[:-1])
    return changes


def _whole_touches(
    unit: Codes, episode: Longs, within: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Keep all rows of a touch of which one row lies within."""
    if not len(unit):
        return within
    changes = _changes(unit, episode)
    start = np.flatnonzero(changes)
    kept: npt.NDArray[np.bool_] = np.logical_or.reduceat(within, start)[np.cumsum(changes) - 1]
    return kept


def count_windows(found: Touches, indptr: Longs, units: Codes, gate: Gate | None = None) -> Counts:
    """Count in each window what the gate asks, and say whether it passes.

    Parameters
    ----------
    found : Touches
        What counts, per unit.
    indptr, units : int64 and int32 array
        Units of window ``i``: ``units[indptr[i]:indptr[i + 1]]``.
    gate : Gate, optional
        Other numbers than those of methods.md.

    Returns
    -------
    Counts
        One element per window.

    Notes
    -----
    O(places of households + touches in windows); the two robustness rules look again at the touches
    of a window once per observer and once per person, only where all else passes.
    """
    asked = gate or Gate()
    n = len(indptr) - 1
    # n_episodes, n_domains, n_touched, n_observers: the order of _count.
    numbers = np.zeros((4, n), np.int32)
    households = np.zeros((n, _N_GROUPS), np.int32)
    reason = np.zeros(n, np.int8)
    n_signals = int(found.episode.max()) + 1 if len(found.episode) else 1
    n_persons = int(found.person.max()) + 1 if len(found.person) else 1
    seen = (np.full(n_signals, -1, np.int64), np.full(max(n_persons, 1), -1, np.int64))
    group, own_group, observer, person = (
        a.astype(np.int64) for a in (found.group, found.signal_group, found.observer, found.person)
    )
    _count(
        (indptr, units.astype(np.int64), found.start),
        (found.episode, group, found.first, own_group, observer, person),
        seen,
        (asked.episodes, asked.domains, asked.households, asked.observers),
        (numbers, households, reason),
    )
    episodes, domains, touched, observers = numbers
    return Counts(episodes, observers, domains, touched, households, reason)


@kernel
def _bits(mask: int) -> int:
    count = 0
    while mask:
        mask &= mask - 1
        count += 1
    return count


@kernel
def _left(
    places: tuple[Longs, Longs],
    first: Longs,
    signals: tuple[Longs, Longs],
    without: int,
) -> int:
    """Count the scan groups that the signals show without those of one observer or person."""
    mask = 0
    groups, whose = signals
    starts, ends = places
    for k in range(len(starts)):
        for t in range(starts[k], ends[k]):
            for s in range(first[t], first[t + 1]):
                if whose[s] != without:
                    mask |= 1 << groups[s]
                    break
    return _bits(mask)


@kernel
def _verdict(numbers: tuple[int, int, int, int], mask: int, gate: tuple[int, int, int, int]) -> int:
    """Return the position in ``Fails``, the robustness rules apart."""
    if numbers[0] == 0:
        return 1
    if mask == 1 << _JUSTICE:
        return 2
    for k in range(4):
        if numbers[k] < gate[k]:
            return 3 + k
    return 0


@kernel
def _carried(
    places: tuple[Longs, Longs],
    first: Longs,
    signals: tuple[Longs, Longs, Longs],
    seen: Longs,
    who: tuple[int, int],
) -> int:
    """Say whether one observer (7) or one person (8) carries the window; 0 where nobody does."""
    groups, observer, person = signals
    window, observers = who
    left = 0
    while observers >> left:
        if observers >> left & 1 and _left(places, first, (groups, observer), left) < REMAINING:
            return 7
        left += 1
    starts, ends = places
    for k in range(len(starts)):
        for t in range(starts[k], ends[k]):
            for s in range(first[t], first[t + 1]):
                p = person[s]
                if p < 0 or seen[p] == window:
                    continue
                seen[p] = window
                if _left(places, first, (groups, person), p) < REMAINING:
                    return 8
    return 0


@kernel
def _count(
    windows: tuple[Longs, Longs, Longs],
    told: tuple[Longs, Longs, Longs, Longs, Longs, Longs],
    seen: tuple[Longs, Longs],
    gate: tuple[int, int, int, int],
    out: tuple[Codes, Codes, Bytes],
) -> None:
    indptr, units, start = windows
    episode, group, first, signal_group, observer, person = told
    numbers, households, reason = out
    for i in range(len(reason)):
        mask, observers, n_episodes, n_touched = 0, 0, 0, 0
        for p in range(indptr[i], indptr[i + 1]):
            unit_mask = 0
            for t in range(start[units[p]], start[units[p] + 1]):
                unit_mask |= 1 << group[t]
                if seen[0][episode[t]] != i:
                    seen[0][episode[t]] = i
                    n_episodes += 1
                for s in range(first[t], first[t + 1]):
                    if observer[s] >= 0:
                        observers |= 1 << observer[s]
            n_touched += unit_mask != 0
            mask |= unit_mask
            for g in range(_N_GROUPS):
                households[i, g] += unit_mask >> g & 1
        found = (n_episodes, _bits(mask), n_touched, _bits(observers))
        for k in range(4):
            numbers[k, i] = found[k]
        reason[i] = _verdict(found, mask, gate)
        if reason[i] == 0:
            mine = units[indptr[i] : indptr[i + 1]]
            places = (start[mine], start[mine + 1])
            signals = (signal_group, observer, person)
            reason[i] = _carried(places, first, signals, seen[1], (i, observers))
