"""What the facts of many family networks are written from, as numbers: all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.gate import GROUPS
from famnet.analysis.neighbours import stretches
from famnet.analysis.roles import Reason
from famnet.analysis.window_carriers import carriers, most_by_one

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.book import Book

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["BESIDE", "Aside", "Lacking", "Sheet", "Told", "sheet_of"]

_REASONS: Final = tuple(Reason)
_SHOWN: Final = (Reason.PROTECTIVE, Reason.REFUTED, Reason.ADMINISTRATIVE)
#: Classes of signals beside: the three that are shown by name, other reasons, outside the period.
BESIDE: Final = len(_SHOWN) + 2
_OUTSIDE: Final = len(_SHOWN) + len(_REASONS)
# Per reason its place among what is shown beside.
_PLACE: Final = np.array(
    [_SHOWN.index(r) if r in _SHOWN else len(_SHOWN) + i for i, r in enumerate(_REASONS)], np.int8
)
_ROLE_UNKNOWN: Final = _REASONS.index(Reason.ROLE_UNKNOWN)


class Told(NamedTuple):
    """What counts; lists of window ``i`` stand from ``..._start[i]`` to ``..._start[i + 1]``.

    Parameters
    ----------
    episode_start : int64 array
        Per window its episodes, in order of time.
    episode, touch_start, signal_start, seen_by : int64 array
        Per episode: the row of the signal that stands for it, its touches, its signals, and a bit
        per observer.
    lead : int64 array
        Per touch the row of its first signal.
    signal : int64 array
        Rows of the signals that count.
    by_group : int64 array
        Window, scan group: a bit per observer that tells of it.
    first_observers, rests_on : int64 array
        Per window a bit per observer: who was the first to tell of an episode; without whom fewer
        scan groups remain than the gate asks.
    most_by_one, reports, proactive : int64 array
        Per window, as in ``WindowFacts``.
    """

    episode_start: Longs
    episode: Longs
    touch_start: Longs
    signal_start: Longs
    seen_by: Longs
    lead: Longs
    signal: Longs
    by_group: Longs
    first_observers: Longs
    rests_on: Longs
    most_by_one: Longs
    reports: Longs
    proactive: Longs

    @property
    def observers(self) -> Longs:
        """Per window a bit per observer that saw something."""
        seen: Longs = np.bitwise_or.reduce(self.by_group, axis=1)
        return seen


class Aside(NamedTuple):
    """What doesn't count: ``BESIDE`` lists per window, one after another.

    Parameters
    ----------
    start, row : int64 array
        Where each list begins; rows of signals.
    why : int8 array
        Position in ``Reason``.
    no_role : int64 array
        Per window the signals whose role was not delivered.
    """

    start: Longs
    row: Longs
    why: npt.NDArray[np.int8]
    no_role: Longs


class Lacking(NamedTuple):
    """What is not known.

    Parameters
    ----------
    silent_start, silent, unasked_start, unasked : int64 array
        Per window the places in ``Book.partners`` of who did not answer, and of who was not asked.
    ages, without_home : int64 array
        Per window, as in ``Unknown``.
    """

    silent_start: Longs
    silent: Longs
    unasked_start: Longs
    unasked: Longs
    ages: Longs
    without_home: Longs


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Sheet:
    """Numbers about windows."""

    told: Told
    aside: Aside
    lacking: Lacking

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Sheet: {len(self.told.reports)} windows, {len(self.told.episode)} episodes>"


def sheet_of(book: Book, start: Longs, units: Codes) -> Sheet:
    """Return the numbers about windows.

    Parameters
    ----------
    book : Book
        What they are taken from.
    start, units : int64 and int32 array
        Window ``i`` holds ``units[start[i]:start[i + 1]]``, sorted.

    Notes
    -----
    O(k log k) in the touches and signals of these windows, and windows times partners.
    """
    return Sheet(
        _told(book, start, units), _aside(book, start, units), _lacking(book, start, units)
    )


def _starts(window: Longs, n: int) -> Longs:
    """Return where the rows of each window begin, and where the last ends."""
    out = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(window, minlength=n), out=out[1:])
    return out


def _told(book: Book, start: Longs, units: Codes) -> Told:
    """Return what counts: the touches of each window by episode, in order of time."""
    found, n = book.touches, len(start) - 1
    touch, window = _of_windows(found.start, start, units)
    order = np.lexsort((book.table.place[found.episode[touch]], window))
    touch, window = touch[order], window[order]
    episode = found.episode[touch]
    fresh = np.ones(len(touch), bool)
    fresh[1:] = (window[1:] != window[:-1]) | (episode[1:] != episode[:-1])
    place, signal_start = stretches(found.first, touch)
    rows, size = found.signal[place], np.diff(signal_start)
    touch_start = np.append(np.flatnonzero(fresh), len(touch))
    episode_start = _starts(window[touch_start[:-1]], n)
    by_group, first, rests_on = carriers(
        _starts(window, n),
        (found.group[touch], signal_start, book.table.observer[episode]),
        (found.signal_group[place], found.observer[place]),
        (book.gate.domains, len(GROUPS)),
    )
    of_signal = np.repeat(window, size)
    return Told(
        episode_start=episode_start,
        episode=episode[touch_start[:-1]],
        touch_start=touch_start,
        signal_start=signal_start[touch_start],
        seen_by=_seen(found.observer[place], signal_start[touch_start[:-1]]),
        lead=found.signal[found.first[touch]],
        signal=rows,
        by_group=by_group,
        first_observers=first,
        rests_on=rests_on,
        most_by_one=most_by_one(
            found.person[place], np.repeat(np.cumsum(fresh) - 1, size), episode_start
        ),
        reports=np.bincount(of_signal[book.reports[rows]], minlength=n),
        proactive=np.bincount(of_signal[book.proactive[rows]], minlength=n),
    )


def _of_windows(lists: Longs, start: Longs, units: Codes) -> tuple[Longs, Longs]:
    """Return the places in the lists of the units of windows, and the window of each."""
    place, per_unit = stretches(lists, units)
    window = np.repeat(np.arange(len(start) - 1, dtype=np.int64), np.diff(per_unit[start]))
    return place, window


def _seen(observer: npt.NDArray[np.int8], start: Longs) -> Longs:
    """Return per run of signals a bit per observer."""
    bits = np.where(observer >= 0, np.int64(1) << np.maximum(observer, 0).astype(np.int64), 0)
    out: Longs = np.bitwise_or.reduceat(bits, start) if len(start) else bits
    return out


def _aside(book: Book, start: Longs, units: Codes) -> Aside:
    """Return what is shown and doesn't count, by class and then in order of time."""
    n = len(start) - 1
    place, window = _of_windows(book.rows_start, start, units)
    rows = book.rows[place]
    reason, within = book.judged.reason[rows], book.within[rows]
    counted = book.judged.counted[rows]
    kind = np.where(counted, np.int8(_OUTSIDE), _PLACE[reason])
    kept = np.flatnonzero(np.where(counted, ~book.told[rows], within))
    kept = kept[np.lexsort((book.table.place[rows[kept]], kind[kept], window[kept]))]
    kind = kind[kept].astype(np.int64)
    group = np.where(kind == _OUTSIDE, BESIDE - 1, np.minimum(kind, BESIDE - 2))
    no_role = (reason == _ROLE_UNKNOWN) & within
    return Aside(
        start=_starts(window[kept] * BESIDE + group, n * BESIDE),
        row=rows[kept],
        why=reason[kept],
        no_role=np.bincount(window[no_role], minlength=n),
    )


def _lacking(book: Book, start: Longs, units: Codes) -> Lacking:
    """Return who did not answer, who was not asked, and of whom we lack age or home."""
    n = len(start) - 1
    known = _pairs(book, *_in_lists(book.knows, start, units))
    near = _pairs(book, *book.reach.of_windows(start, units))
    silent = _pairs(book, *_in_lists(book.silent, start, units))
    window = np.repeat(np.arange(n, dtype=np.int64), np.diff(start))
    return Lacking(
        *_parted(silent, n),
        *_parted(_without(near, known), n),
        ages=np.bincount(window, book.ageless[units], n).astype(np.int64),
        without_home=np.bincount(window[book.homeless[units]], minlength=n),
    )


def _in_lists(lists: tuple[Longs, Codes], start: Longs, units: Codes) -> tuple[Longs, Codes]:
    """Return pairs of window and partner in the lists of its units."""
    place, window = _of_windows(lists[0], start, units)
    return window, lists[1][place]


def _pairs(book: Book, window: Longs, partner: Codes) -> Longs:
    """Return distinct pairs as numbers, by window and then in the order of partner ids."""
    # Sorted by hand: numpy.unique hashes first, which takes many times as long here.
    pairs = np.sort((window << 32) | book.place_of[partner])
    distinct: Longs = pairs[np.diff(pairs, prepend=-1) != 0]
    return distinct


def _without(pairs: Longs, others: Longs) -> Longs:
    """Return the numbers that are not among others; both sorted."""
    at = np.searchsorted(others, pairs)
    at[at == len(others)] = -1
    return pairs[others[at] != pairs] if len(others) else pairs


def _parted(pairs: Longs, n: int) -> tuple[Longs, Longs]:
    return _starts(pairs >> 32, n), pairs & 0xFFFFFFFF
