"""What the facts of many family networks are written from, as numbers: all of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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

__all__ = ["BESIDE", "Sheet", "sheet_of"]

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


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """Numbers about windows; lists of window ``i`` stand from ``..._start[i]`` to ``[i + 1]``.

    Parameters
    ----------
    episode_start : int64 array
        Per window its episodes, in order of time.
    episode, day, touch_start, signal_start, seen_by : arrays
        Per episode: the row of the signal that stands for it, a touch of it (for its day), its
        touches, its signals, and a bit per observer.
    lead : int64 array
        Per touch the row of its first signal.
    signal : int64 array
        Rows of the signals that count.
    observers, first_observers, rests_on : int64 array
        Per window a bit per observer: who saw something; who was the first to tell of an episode;
        without whom fewer scan groups remain than the gate asks.
    by_group : int64 array
        Window, scan group: a bit per observer that tells of it.
    most_by_one, reports, proactive, ages, without_home, roles : int64 array
        Per window, as in ``WindowFacts`` and ``Unknown``.
    beside_start, beside, beside_why : arrays
        Rows of signals beside and their reason; ``BESIDE`` lists per window, one after another.
    silent_start, silent, unasked_start, unasked : arrays
        Places in ``Book.partners``, in order.
    """

    episode_start: Longs
    episode: Longs
    touch_start: Longs
    signal_start: Longs
    seen_by: Longs
    lead: Longs
    signal: Longs
    observers: Longs
    first_observers: Longs
    rests_on: Longs
    by_group: Longs
    most_by_one: Longs
    reports: Longs
    proactive: Longs
    ages: Longs
    without_home: Longs
    roles: Longs
    beside_start: Longs
    beside: Longs
    beside_why: npt.NDArray[np.int8]
    silent_start: Longs
    silent: Longs
    unasked_start: Longs
    unasked: Longs

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Sheet: {len(self.observers)} windows, {len(self.episode)} episodes>"


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
    told = _told(book, start, units)
    beside = _beside(book, start, units)
    unknown = _unknown(book, start, units)
    return Sheet(**told, **beside, **unknown)


def _starts(window: Longs, n: int) -> Longs:
    """Return where the rows of each window begin, and where the last ends."""
    out = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(window, minlength=n), out=out[1:])
    return out


def _told(book: Book, start: Longs, units: Codes) -> dict[str, Longs]:
    """Return what counts: the touches of each window by episode, in order of time."""
    found, n = book.touches, len(start) - 1
    touch, per_unit = stretches(found.start, units)
    window = np.repeat(np.arange(n, dtype=np.int64), np.diff(per_unit[start]))
    order = np.lexsort((book.table.place[found.episode[touch]], window))
    touch, window = touch[order], window[order]
    episode = found.episode[touch]
    fresh = np.ones(len(touch), bool)
    fresh[1:] = (window[1:] != window[:-1]) | (episode[1:] != episode[:-1])
    place, signal_start = stretches(found.first, touch)
    touch_start = np.append(np.flatnonzero(fresh), len(touch))
    seen = found.observer[place].astype(np.int64)
    bits = np.where(seen >= 0, np.int64(1) << np.maximum(seen, 0), 0)
    rows = found.signal[place]
    of_signal = np.repeat(window, np.diff(signal_start))
    by_group, first, rests_on = carriers(
        _starts(window, n),
        (found.group[touch], signal_start, book.table.observer[episode]),
        (found.signal_group[place], found.observer[place]),
        (book.gate.domains, len(GROUPS)),
    )
    of_episode = np.cumsum(fresh) - 1
    episode_start = _starts(window[touch_start[:-1]], n)
    return {
        "episode_start": episode_start,
        "episode": episode[touch_start[:-1]],
        "touch_start": touch_start,
        "signal_start": signal_start[touch_start],
        "seen_by": np.bitwise_or.reduceat(bits, signal_start[touch_start[:-1]])
        if len(bits)
        else bits,
        "lead": found.signal[found.first[touch]],
        "signal": rows,
        "observers": np.bitwise_or.reduce(by_group, axis=1),
        "first_observers": first,
        "rests_on": rests_on,
        "by_group": by_group,
        "most_by_one": most_by_one(
            found.person[place], np.repeat(of_episode, np.diff(signal_start)), episode_start
        ),
        "reports": np.bincount(of_signal[book.reports[rows]], minlength=n),
        "proactive": np.bincount(of_signal[book.proactive[rows]], minlength=n),
    }


def _beside(book: Book, start: Longs, units: Codes) -> dict[str, Longs]:
    """Return what is shown and doesn't count, by class and then in order of time."""
    n = len(start) - 1
    place, per_unit = stretches(book.rows_start, units)
    rows = book.rows[place]
    window = np.repeat(np.arange(n, dtype=np.int64), np.diff(per_unit[start]))
    reason, within = book.judged.reason[rows], book.within[rows]
    counted = book.judged.counted[rows]
    kind = np.where(counted, np.int8(_OUTSIDE), _PLACE[reason])
    kept = np.flatnonzero(np.where(counted, ~book.told[rows], within))
    kept = kept[np.lexsort((book.table.place[rows[kept]], kind[kept], window[kept]))]
    kind = kind[kept].astype(np.int64)
    group = np.where(kind == _OUTSIDE, BESIDE - 1, np.minimum(kind, BESIDE - 2))
    no_role = (reason == _ROLE_UNKNOWN) & within
    return {
        "beside_start": _starts(window[kept] * BESIDE + group, n * BESIDE),
        "beside": rows[kept],
        "beside_why": reason[kept],
        "roles": np.bincount(window[no_role], minlength=n),
    }


def _unknown(book: Book, start: Longs, units: Codes) -> dict[str, Longs]:
    """Return who did not answer, who was not asked, and of whom we lack age or home."""
    n = len(start) - 1
    silent = _marks(book, book.silent, start, units)
    known = _marks(book, book.knows, start, units)
    unasked = book.askable & ~known & book.reach.of_windows(start, units)
    listed = {}
    for name, marks in (("silent", silent), ("unasked", unasked)):
        window, partner = np.nonzero(marks[:, book.by_name])
        listed |= {f"{name}_start": _starts(window, n), name: partner}
    window = np.repeat(np.arange(n, dtype=np.int64), np.diff(start))
    return {
        **listed,
        "ages": np.bincount(window, book.ageless[units], n).astype(np.int64),
        "without_home": np.bincount(window[book.homeless[units]], minlength=n),
    }


def _marks(
    book: Book, lists: tuple[Longs, Codes], start: Longs, units: Codes
) -> npt.NDArray[np.bool_]:
    """Mark per window the partners in the lists of its units."""
    n = len(start) - 1
    place, per_unit = stretches(lists[0], units)
    window = np.repeat(np.arange(n, dtype=np.int64), np.diff(per_unit[start]))
    marks = np.zeros((n, len(book.by_name)), bool)
    marks[window, lists[1][place]] = True
    return marks
