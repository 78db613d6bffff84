"""The facts of one family network: what counts, what is shown beside, and what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.episodes import OBSERVERS
from famnet.analysis.gate import GROUPS, Fails, Touches, count_windows
from famnet.analysis.households import unit_names
from famnet.analysis.roles import DOMAINS, Reason
from famnet.findings import Evidence
from famnet.vocabulary import NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from famnet.analysis.book import Book

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["Beside", "Unknown", "WindowFacts", "facts_of"]


@dataclass(frozen=True, slots=True)
class Beside:
    """Signals that don't count in the period, as ids: shown, never counted.

    Parameters
    ----------
    protective, refuted, administrative : tuple of str
        What goes well; what was refuted; measures and decisions.
    other : tuple of pairs of str
        Signal and ``roles.Reason`` why it doesn't count.
    outside : tuple of str
        Signals that would count but lie outside the period.
    """

    protective: tuple[str, ...]
    refuted: tuple[str, ...]
    administrative: tuple[str, ...]
    other: tuple[tuple[str, str], ...]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is not known about a family network.

    Parameters
    ----------
    silent, not_asked : tuple of str
        Partners that were asked and did not answer; that nobody asked and of which nothing came.
    ages : int
        Living members without a birth date.
    without_home : int
        Members who live in no household of the delivery.
    roles : int
        Signals whose role was not delivered, so that they don't count.
    """

    silent: tuple[str, ...]
    not_asked: tuple[str, ...]
    ages: int
    without_home: int
    roles: int


@dataclass(frozen=True, slots=True, repr=False)
class WindowFacts:
    """What one family network shows in the period, whatever the gate says.

    Parameters
    ----------
    window_id : str
        The family network.
    n_persons, n_households, n_touched, n_episodes, n_observers : int
        Living members; units; units touched; distinct episodes; independent observers.
    groups : tuple of (str, int)
        Scan groups and how many units each touches, in the order of the catalogue.
    observers : tuple of str
        Roots of the catalogue.
    fails : Fails
        Why it doesn't pass the gate.
    episodes : tuple of Evidence
        In order of time.
    one_observer : tuple of (str, str)
        Scan groups that only one observer tells of, and who that is.
    rests_on : tuple of str
        Observers without whom fewer scan groups remain than the gate asks.
    first_observers : int
        Observers that were the first to tell of an episode.
    most_by_one : int
        Episodes in which the person with most of them stands.
    reports, proactive : int
        Counted signals that are a report, not established; that come from looking for it or from an
        earlier finding.
    beside, unknown : Beside, Unknown
        What is shown with it.
    """

    window_id: str
    n_persons: int
    n_households: int
    n_touched: int
    n_episodes: int
    n_observers: int
    groups: tuple[tuple[str, int], ...]
    observers: tuple[str, ...]
    fails: Fails
    episodes: tuple[Evidence, ...]
    one_observer: tuple[tuple[str, str], ...]
    rests_on: tuple[str, ...]
    first_observers: int
    most_by_one: int
    reports: int
    proactive: int
    beside: Beside
    unknown: Unknown

    @property
    def signals(self) -> tuple[str, ...]:
        """Ids of the signals that count."""
        return tuple(dict.fromkeys(s for item in self.episodes for s in item.signals))

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<WindowFacts {self.window_id}: {self.n_episodes} episodes in {len(self.groups)} groups>"


def _of(lists: tuple[Longs, npt.NDArray[np.generic]], units: Codes) -> npt.NDArray[np.int64]:
    start, values = lists
    if not len(units):
        return np.empty(0, np.int64)
    return np.concatenate([values[start[u] : start[u + 1]] for u in units]).astype(np.int64)


def facts_of(
    book: Book, units: Codes, *, window_id: str, n_persons: int | None = None
) -> WindowFacts:
    """Return the facts of one family network.

    Parameters
    ----------
    book : Book
        What they are taken from.
    units : int32 array
        Its units, sorted.
    window_id : str
        Its id.
    n_persons : int, optional
        Living members; those who live in the units when left out.
    """
    found = count_windows(book.touches, np.array([0, len(units)]), units, book.gate)
    at = _touches_of(book.touches, units)
    told = _told(book, at)
    rows = book.touches.signal[told]
    groups = tuple((GROUPS[g], int(n)) for g, n in enumerate(found.households[0]) if n)
    seen = book.touches.observer[told]
    residents = _of((book.homes.residents.start, book.homes.residents.to), units)
    return WindowFacts(
        window_id=window_id,
        n_persons=len(residents) if n_persons is None else n_persons,
        n_households=len(units),
        n_touched=int(found.n_touched[0]),
        n_episodes=int(found.n_episodes[0]),
        n_observers=int(found.n_observers[0]),
        groups=groups,
        observers=tuple(OBSERVERS[o] for o in np.unique(seen[seen >= 0])),
        fails=tuple(Fails)[found.reason[0]],
        episodes=_episodes(book, at),
        one_observer=_told_by_one(book, at),
        rests_on=_rests_on(book, at),
        first_observers=_first_observers(book, at),
        most_by_one=_most_by_one(book, at),
        reports=_having(book, rows, "hardness", ("report",)),
        proactive=_having(book, rows, "origin_type", ("proactive", "consequence")),
        beside=_beside(book, units),
        unknown=_unknown(book, units, residents),
    )


def _touches_of(found: Touches, units: Codes) -> Longs:
    return _of((found.start, np.arange(len(found.episode))), units)


def _signals_of(book: Book, touch: int) -> slice:
    return slice(int(book.touches.first[touch]), int(book.touches.first[touch + 1]))


def _told(book: Book, at: Iterable[int]) -> Longs:
    """Return the places of the signals of touches, one touch after the other."""
    first = book.touches.first
    parts = [np.arange(first[t], first[t + 1]) for t in at]
    return np.concatenate(parts) if parts else np.empty(0, np.int64)


def _episodes(book: Book, at: Longs) -> tuple[Evidence, ...]:
    found, table = book.touches, book.table
    of_episode: dict[int, list[int]] = {}
    for touch in at[np.argsort(table.place[found.episode[at]], kind="stable")]:
        of_episode.setdefault(int(found.episode[touch]), []).append(int(touch))
    return tuple(_evidence(book, row, places) for row, places in of_episode.items())


def _evidence(book: Book, row: int, places: list[int]) -> Evidence:
    leads = [int(book.touches.signal[book.touches.first[t]]) for t in places]
    told = _told(book, places)
    seen = book.touches.observer[told]
    dates = book.graph.signals
    low, high = (int(dates[name].to_numpy()[row]) for name in ("event_date", "event_date_hi"))
    names = unit_names(book.graph, book.table.unit[leads]).tolist()
    return Evidence(
        episode_id=f"e-{book.ids[row]}",
        day=format_day(low, high),
        domains=tuple(
            (name, DOMAINS[book.table.domain[i]]) for name, i in zip(names, leads, strict=True)
        ),
        observers=tuple(OBSERVERS[o] for o in np.unique(seen[seen >= 0])),
        signals=tuple(str(book.ids[r]) for r in book.touches.signal[told]),
    )


def _told_by_one(book: Book, at: Longs) -> tuple[tuple[str, str], ...]:
    """Name the scan groups that only one observer tells of."""
    seen: dict[int, set[int]] = {}
    for touch in at:
        who = book.touches.observer[_signals_of(book, touch)]
        seen.setdefault(int(book.touches.group[touch]), set()).update(int(o) for o in who if o >= 0)
    single = ((g, who) for g, who in sorted(seen.items()) if len(who) == 1)
    return tuple((GROUPS[g], OBSERVERS[next(iter(who))]) for g, who in single)


def _rests_on(book: Book, at: Longs) -> tuple[str, ...]:
    """Name the observers without whom fewer scan groups remain than the gate asks."""
    told = [
        (book.touches.signal_group[s], book.touches.observer[s])
        for s in (_signals_of(book, t) for t in at)
    ]
    seen = np.unique(np.concatenate([o for _, o in told])) if told else np.empty(0, np.int8)
    carry = []
    for one in seen[seen >= 0]:
        left = {int(group[np.argmax(who != one)]) for group, who in told if (who != one).any()}
        if len(left) < book.gate.domains:
            carry.append(OBSERVERS[one])
    return tuple(carry)


def _first_observers(book: Book, at: Longs) -> int:
    """Count the observers that were the first to tell of an episode."""
    seen = book.table.observer[np.unique(book.touches.episode[at])]
    return len(np.unique(seen[seen >= 0]))


def _most_by_one(book: Book, at: Longs) -> int:
    """Count the episodes of the person who stands in most of them."""
    pairs = {
        (int(person), int(book.touches.episode[touch]))
        for touch in at
        for person in book.touches.person[_signals_of(book, touch)]
        if person >= 0
    }
    persons = [person for person, _ in pairs]
    return max((persons.count(person) for person in set(persons)), default=0)


def _having(book: Book, rows: Longs, column: str, values: tuple[str, ...]) -> int:
    return int(book.graph.signals[column].iloc[rows].isin(values).sum())


def _beside(book: Book, units: Codes) -> Beside:
    rows = _of((book.rows_start, book.rows), units)
    rows = rows[np.argsort(book.table.place[rows], kind="stable")]
    reasons = tuple(Reason)
    named: dict[Reason, list[str]] = {reason: [] for reason in reasons}
    told = book.touches.signal[_told(book, _touches_of(book.touches, units))]
    counted = book.judged.counted[rows]
    outside = rows[counted & ~np.isin(rows, told)]
    for row in rows[~counted & book.within[rows]]:
        named[reasons[book.judged.reason[row]]].append(str(book.ids[row]))
    shown = (Reason.PROTECTIVE, Reason.REFUTED, Reason.ADMINISTRATIVE)
    other = [(i, str(reason)) for reason in reasons if reason not in shown for i in named[reason]]
    protective, refuted, administrative = (tuple(named[reason]) for reason in shown)
    return Beside(
        protective, refuted, administrative, tuple(other), tuple(str(book.ids[r]) for r in outside)
    )


def _unknown(book: Book, units: Codes, residents: Longs) -> Unknown:
    silent = np.unique(_of(book.silent, units))
    knows = np.unique(_of(book.knows, units))
    free = book.askable.copy()
    free[knows] = False
    born = book.graph.persons["birth_date"].to_numpy()[residents]
    alone = book.homes.unit_person[units]
    alone = alone[alone >= 0]
    rows = _of((book.rows_start, book.rows), units)
    no_role = book.judged.reason[rows] == tuple(Reason).index(Reason.ROLE_UNKNOWN)
    return Unknown(
        silent=tuple(sorted(str(book.partners[p]) for p in silent)),
        not_asked=tuple(sorted(str(p) for p in book.partners[free])),
        ages=int((born == NO_DAY).sum()),
        without_home=int((book.homes.household[alone] < 0).sum()),
        roles=int((no_role & book.within[rows]).sum()),
    )
