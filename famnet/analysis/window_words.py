"""Writing the facts of many family networks, from the numbers about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar, cast

import numpy as np

from famnet.analysis.episodes import OBSERVERS
from famnet.analysis.gate import GROUPS, Counts, Fails
from famnet.analysis.roles import DOMAINS, Reason
from famnet.analysis.window_facts import Beside, Unknown, WindowFacts
from famnet.analysis.window_sheet import BESIDE, Aside, Sheet, Told, sheet_of
from famnet.findings import Evidence
from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.book import Book

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["Asked", "facts_of"]

_FAILS: Final = tuple(Fails)
_REASONS: Final = tuple(str(reason) for reason in Reason)
_day: Final = cache(format_day)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Asked:
    """Windows of which the facts are asked, in the order in which they are given.

    Parameters
    ----------
    window_id : list of str
        Their ids.
    start, units : int64 and int32 array
        Window ``i`` holds ``units[start[i]:start[i + 1]]``, sorted.
    n_persons : int32 array
        Living members of each.
    counts : Counts
        What the gate counts in each.
    """

    window_id: list[str]
    start: Longs
    units: Codes
    n_persons: Codes
    counts: Counts

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Asked: {len(self.window_id)} windows>"


def facts_of(book: Book, asked: Asked) -> Iterator[WindowFacts]:
    """Give the facts of family networks, one by one.

    Parameters
    ----------
    book : Book
        What they are taken from.
    asked : Asked
        Which.

    Notes
    -----
    All numbers of all windows are made first, in arrays; so ask for some thousands at a time. What
    is left per window is writing words.
    """
    sheet, counts = sheet_of(book, asked.start, asked.units), asked.counts
    told = sheet.told
    return map(
        WindowFacts,
        asked.window_id,
        asked.n_persons.tolist(),
        np.diff(asked.start).tolist(),
        counts.n_touched.tolist(),
        counts.n_episodes.tolist(),
        counts.n_observers.tolist(),
        map(_groups, map(tuple, counts.households.tolist())),
        map(_named, told.observers.tolist()),
        map(_FAILS.__getitem__, counts.reason.tolist()),
        _parted(_evidence(book, told), told.episode_start),
        map(_told_by_one, map(tuple, told.by_group.tolist())),
        map(_named, told.rests_on.tolist()),
        map(int.bit_count, told.first_observers.tolist()),
        told.most_by_one.tolist(),
        told.reports.tolist(),
        told.proactive.tolist(),
        _beside(book, sheet.aside),
        _unknown(book, sheet),
        _households(book, asked),
    )


def _parted(items: list[_T], start: Longs) -> Iterator[tuple[_T, ...]]:
    """Part a list where each window begins."""
    return (tuple(items[a:b]) for a, b in pairwise(start.tolist()))


def _taken(words: pd.api.extensions.ExtensionArray, rows: npt.NDArray[np.integer]) -> list[str]:
    return cast("list[str]", words.take(rows).tolist())


@cache
def _named(observers: int) -> tuple[str, ...]:
    """Name the observers whose bits are set."""
    return tuple(name for i, name in enumerate(OBSERVERS) if observers >> i & 1)


@cache
def _groups(households: tuple[int, ...]) -> tuple[tuple[str, int], ...]:
    return tuple((group, n) for group, n in zip(GROUPS, households, strict=True) if n)


@cache
def _told_by_one(by_group: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    """Name the scan groups that only one observer tells of."""
    return tuple(
        (group, _named(seen)[0])
        for group, seen in zip(GROUPS, by_group, strict=True)
        if seen.bit_count() == 1
    )


def _evidence(book: Book, told: Told) -> list[Evidence]:
    touched = zip(
        _taken(book.names, book.table.unit[told.lead]),
        [DOMAINS[code] for code in book.table.domain[told.lead].tolist()],
        strict=True,
    )
    return list(
        map(
            Evidence,
            [f"e-{name}" for name in _taken(book.ids, told.episode)],
            map(_day, book.low[told.episode].tolist(), book.high[told.episode].tolist()),
            _parted(list(touched), told.touch_start),
            map(_named, told.seen_by.tolist()),
            _parted(_taken(book.ids, told.signal), told.signal_start),
        )
    )


def _beside(book: Book, aside: Aside) -> Iterator[Beside]:
    ids = _taken(book.ids, aside.row)
    why = [_REASONS[code] for code in aside.why.tolist()]
    start = aside.start.tolist()
    for at in range(0, len(start) - 1, BESIDE):
        good, refuted, decisions, other, outside, end = start[at : at + BESIDE + 1]
        yield Beside(
            tuple(ids[good:refuted]),
            tuple(ids[refuted:decisions]),
            tuple(ids[decisions:other]),
            tuple(zip(ids[other:outside], why[other:outside], strict=True)),
            tuple(ids[outside:end]),
        )


def _unknown(book: Book, sheet: Sheet) -> Iterator[Unknown]:
    names, lacking = np.array(book.partners, object), sheet.lacking
    return map(
        Unknown,
        _parted(names[lacking.silent].tolist(), lacking.silent_start),
        _parted(names[lacking.unasked].tolist(), lacking.unasked_start),
        lacking.ages.tolist(),
        lacking.without_home.tolist(),
        sheet.aside.no_role.tolist(),
    )


def _households(book: Book, asked: Asked) -> Iterator[tuple[str, ...]]:
    """Give the households of each window; who stands alone is none."""
    held = book.homes.unit_household[asked.units] >= 0
    start = np.append(0, np.cumsum(held))[asked.start]
    return _parted(_taken(book.names, asked.units[held]), start)
