"""The facts of one family network: what counts, what is shown beside, and what is not known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.episodes import OBSERVERS
from famnet.analysis.gate import GROUPS, Counts, Fails, Touches, count_windows
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

_FAILS: Final = tuple(Fails)
_REASONS: Final = tuple(Reason)


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


class _Told(NamedTuple):
    """One touch, as lists: what its signals say by themselves."""

    episode: int
    lead: int
    group: int
    signals: list[int]
    groups: list[int]
    observers: list[int]
    persons: list[int]


def _of(lists: tuple[Longs, npt.NDArray[np.generic]], units: Codes) -> npt.NDArray[np.int64]:
    start, values = lists
    if not len(units):
        return np.empty(0, np.int64)
    return np.concatenate([values[start[u] : start[u + 1]] for u in units]).astype(np.int64)


def facts_of(
    book: Book,
    units: Codes,
    *,
    window_id: str,
    n_persons: int | None = None,
    shown: tuple[Counts, int] | None = None,
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
    shown : pair of Counts and int, optional
        Counts that are there already, and the place of this network in them.
    """
    if shown is None:
        shown = count_windows(book.touches, np.array([0, len(units)]), units, book.gate), 0
    counts, at = shown
    told = _told(book.touches, units)
    rows = [row for touch in told for row in touch.signals]
    residents = _of((book.homes.residents.start, book.homes.residents.to), units)
    return WindowFacts(
        window_id=window_id,
        n_persons=len(residents) if n_persons is None else n_persons,
        n_households=len(units),
        n_touched=int(counts.n_touched[at]),
        n_episodes=int(counts.n_episodes[at]),
        n_observers=int(counts.n_observers[at]),
        groups=tuple((GROUPS[g], int(n)) for g, n in enumerate(counts.households[at]) if n),
        observers=_named(o for touch in told for o in touch.observers),
        fails=_FAILS[counts.reason[at]],
        episodes=_episodes(book, told),
        one_observer=_told_by_one(told),
        rests_on=_rests_on(told, book.gate.domains),
        first_observers=len({int(book.table.observer[t.episode]) for t in told} - {-1}),
        most_by_one=_most_by_one(told),
        reports=int(book.reports[rows].sum()),
        proactive=int(book.proactive[rows].sum()),
        beside=_beside(book, units, rows),
        unknown=_unknown(book, units, residents),
    )


def _told(found: Touches, units: Codes) -> list[_Told]:
    """Return the touches of units."""
    out = []
    for touch in _of((found.start, np.arange(len(found.episode))), units).tolist():
        where = slice(int(found.first[touch]), int(found.first[touch + 1]))
        signals = found.signal[where].tolist()
        out.append(
            _Told(
                int(found.episode[touch]),
                signals[0],
                int(found.group[touch]),
                signals,
                found.signal_group[where].tolist(),
                found.observer[where].tolist(),
                found.person[where].tolist(),
            )
        )
    return out


def _named(observers: Iterable[int]) -> tuple[str, ...]:
    return tuple(OBSERVERS[o] for o in sorted(set(observers)) if o >= 0)


def _episodes(book: Book, told: list[_Told]) -> tuple[Evidence, ...]:
    place, of_episode = book.table.place, dict[int, list[_Told]]()
    for touch in sorted(told, key=lambda t: int(place[t.episode])):
        of_episode.setdefault(touch.episode, []).append(touch)
    return tuple(_evidence(book, row, touches) for row, touches in of_episode.items())


def _evidence(book: Book, row: int, touches: list[_Told]) -> Evidence:
    leads = [touch.lead for touch in touches]
    return Evidence(
        episode_id=f"e-{book.ids[row]}",
        day=format_day(int(book.low[row]), int(book.high[row])),
        domains=tuple(
            (str(book.names[book.table.unit[i]]), DOMAINS[book.table.domain[i]]) for i in leads
        ),
        observers=_named(o for touch in touches for o in touch.observers),
        signals=tuple(str(book.ids[r]) for touch in touches for r in touch.signals),
    )


def _told_by_one(told: list[_Told]) -> tuple[tuple[str, str], ...]:
    """Name the scan groups that only one observer tells of."""
    seen: dict[int, set[int]] = {}
    for touch in told:
        seen.setdefault(touch.group, set()).update(o for o in touch.observers if o >= 0)
    single = ((g, who) for g, who in sorted(seen.items()) if len(who) == 1)
    return tuple((GROUPS[g], OBSERVERS[next(iter(who))]) for g, who in single)


def _rests_on(told: list[_Told], asked: int) -> tuple[str, ...]:
    """Name the observers without whom fewer scan groups remain than the gate asks."""

    def left(one: int) -> int:
        firsts = (
            next((g for g, o in zip(t.groups, t.observers, strict=True) if o != one), -1)
            for t in told
        )
        return len(set(firsts) - {-1})

    seen = {o for touch in told for o in touch.observers if o >= 0}
    return _named(one for one in seen if left(one) < asked)


def _most_by_one(told: list[_Told]) -> int:
    """Count the episodes of the person who stands in most of them."""
    pairs = {(person, touch.episode) for touch in told for person in touch.persons if person >= 0}
    return max(Counter(person for person, _ in pairs).values(), default=0)


def _beside(book: Book, units: Codes, told: list[int]) -> Beside:
    rows = _of((book.rows_start, book.rows), units)
    rows = rows[np.argsort(book.table.place[rows], kind="stable")]
    counted, counting = book.judged.counted[rows], set(told)
    outside = tuple(str(book.ids[r]) for r in rows[counted].tolist() if r not in counting)
    named: dict[Reason, list[str]] = {}
    for row in rows[~counted & book.within[rows]].tolist():
        named.setdefault(_REASONS[book.judged.reason[row]], []).append(str(book.ids[row]))
    shown = (Reason.PROTECTIVE, Reason.REFUTED, Reason.ADMINISTRATIVE)
    other = [(i, str(r)) for r in _REASONS if r not in shown for i in named.get(r, ())]
    protective, refuted, administrative = (tuple(named.get(reason, ())) for reason in shown)
    return Beside(protective, refuted, administrative, tuple(other), outside)


def _unknown(book: Book, units: Codes, residents: Longs) -> Unknown:
    silent = set(_of(book.silent, units).tolist())
    knows = set(_of(book.knows, units).tolist())
    alone = book.homes.unit_person[units]
    alone = alone[alone >= 0]
    rows = _of((book.rows_start, book.rows), units)
    no_role = book.judged.reason[rows] == _REASONS.index(Reason.ROLE_UNKNOWN)
    return Unknown(
        silent=tuple(str(book.partners[p]) for p in book.by_name if p in silent),
        not_asked=tuple(str(book.partners[p]) for p in book.askable if p not in knows),
        ages=int((book.born[residents] == NO_DAY).sum()),
        without_home=int((book.homes.household[alone] < 0).sum()),
        roles=int((no_role & book.within[rows]).sum()),
    )
