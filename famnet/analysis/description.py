"""A description: which family networks pass the gate, in a published order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, overload

import numpy as np

from famnet.analysis.book import Book, book_of
from famnet.analysis.compared_finding import compared_finding
from famnet.analysis.comparison_words import COMPARED_CAVEATS, COMPARED_ORDER
from famnet.analysis.description_method import method
from famnet.analysis.description_tables import (
    FINDING_COLUMNS,
    WINDOW_COLUMNS,
    FindingRows,
    Looked,
    anchor_ids,
    windows_table,
)
from famnet.analysis.emptiness import why_empty
from famnet.analysis.families import Window, Windows, family_windows
from famnet.analysis.gate import Counts, Gate, count_windows
from famnet.analysis.neighbours import stretches
from famnet.analysis.scan_table import statistic_columns
from famnet.analysis.statements import CAVEATS, ORDER, against, statement, unknown
from famnet.analysis.text import Text, told
from famnet.analysis.window_list import ranked_and_led
from famnet.analysis.window_words import Asked, facts_of
from famnet.findings import Finding

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.comparison import Comparison
    from famnet.analysis.period import Period
    from famnet.analysis.text import Lang
    from famnet.analysis.window_facts import WindowFacts
    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]

__all__ = [
    "FINDING_COLUMNS", "WINDOW_COLUMNS", "Commonness", "Described", "Description", "Listed",
    "describe", "describe_window", "findings_table",
]  # fmt: skip

#: How many findings are prepared together: their marks per partner stay within some megabytes.
_AT_ONCE: Final = 1024


@dataclass(frozen=True, slots=True)
class Commonness:
    """How common the shown pattern is in this delivery.

    Parameters
    ----------
    eligible, windows : int
        Windows that pass the gate, of all windows of two households or more.
    clusters : int
        Overlap clusters among those that pass: the length of the list.
    """

    eligible: int
    windows: int
    clusters: int

    @property
    def share(self) -> float:
        """Part that passes; 0 where there is no window."""
        return self.eligible / self.windows if self.windows else 0.0

    @property
    def per_100(self) -> float:
        """The same per 100."""
        return 100 * self.share

    @property
    def text_nl(self) -> str:
        """Say it in Dutch."""
        return self.text.nl

    @property
    def text(self) -> Text:
        """Say it."""
        if not self.windows:
            return Text(
                "Er zijn in deze levering geen familienetwerken van twee of meer huishoudens.",
                "There are no family networks of two households or more in this delivery.",
            )
        rare = f"{self.per_100:.1f}"
        return Text(
            f"{self.eligible} van de {self.windows} familienetwerken in deze levering laten dit"
            f" patroon zien: {rare.replace('.', ',')} van elke 100. Ook zonder bijzondere reden komt"
            " het voor: in een verzonnen regio was het ongeveer één op de zeven.",
            f"{self.eligible} of the {self.windows} family networks in this delivery show this"
            f" pattern: {rare} in every 100. It occurs without any special reason too: in a made-up"
            " region it was about one in seven.",
        )


class Listed(Sequence[Finding]):
    """The findings of a list, in its order; each is written when asked for."""

    def __init__(
        self,
        book: Book,
        windows: Windows,
        counts: Counts,
        led: tuple[Longs, Longs],
        comparison: Comparison | None = None,
    ) -> None:
        self._book, self._windows, self._counts = book, windows, counts
        self._comparison = comparison
        self.lang: Lang = "nl"
        self._leaders, self._stands_for = led

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Listed: {len(self)} findings>"

    def told_in(self, lang: Lang) -> Listed:
        """Return the same findings, told in a language."""
        other = copy(self)
        other.lang = lang
        return other

    def __len__(self) -> int:
        """Return the number of findings."""
        return len(self._leaders)

    @overload
    def __getitem__(self, index: int) -> Finding: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...

    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        """Write one finding, or some."""
        if isinstance(index, slice):
            places = np.arange(len(self))[index]
            return tuple(finding for _, finding in self._written(places))
        # A place that isn't there raises IndexError, as in any sequence.
        place = range(len(self))[index]
        return next(self._written(np.array([place])))[1]

    def __iter__(self) -> Iterator[Finding]:
        """Write them one by one."""
        return (finding for _, finding in self.with_facts())

    def with_facts(self) -> Iterator[tuple[WindowFacts, Finding]]:
        """Write them one by one, each with its facts."""
        for first in range(0, len(self), _AT_ONCE):
            yield from self._written(np.arange(first, min(first + _AT_ONCE, len(self))))

    def _written(self, places: Longs) -> Iterator[tuple[WindowFacts, Finding]]:
        leaders = self._leaders[places]
        facts = facts_of(self._book, _asked(self._windows, self._counts, leaders))
        each = zip(facts, leaders.tolist(), self._stands_for[places].tolist(), strict=True)
        for one, window, stands_for in each:
            found = _finding(self._book, one, stands_for, self.lang)
            if self._comparison is not None:
                found = compared_finding(
                    self._book.graph, self._comparison, window, found, self.lang
                )
            yield one, found


@dataclass(frozen=True, slots=True, repr=False)
class Description:
    """What a delivery shows, without comparing.

    Parameters
    ----------
    windows : pandas.DataFrame
        All windows of two households or more, columns of windows.csv, sorted by window_id; the
        statistic columns are empty where nothing was compared. ``reason`` is one of ``gate.Fails``, empty for an eligible one.
    listed : sequence of Finding
        One per overlap cluster, in the published order; in Dutch (``listed.told_in("en")``).
    commonness : Commonness
        How common the pattern is here.
    why_empty : Text
        Why the list is empty and what would change it; without words when it isn't.
    period : Period
        The days that count.
    order : Text
        The order of the list, to print on top of it.
    caveats : tuple of Text
        Sentences that belong with every list.
    comparison : Comparison or None
        What the list was compared with, or why it wasn't; None where nobody asked.
    """

    windows: pd.DataFrame
    listed: Listed
    commonness: Commonness
    why_empty: Text
    period: Period
    order: Text = ORDER
    caveats: tuple[Text, ...] = CAVEATS
    comparison: Comparison | None = None

    @property
    def order_nl(self) -> str:
        """The order in Dutch."""
        return self.order.nl

    def __repr__(self) -> str:
        """Show counts only."""
        c = self.commonness
        return f"<Description: {c.windows} windows, {c.eligible} eligible, {c.clusters} listed>"


@dataclass(frozen=True, slots=True)
class Described:
    """One family network that was asked for: its facts, whatever the gate says.

    Parameters
    ----------
    facts : WindowFacts
        What it shows.
    statement : str
        The same in a few sentences; says it when the gate is not passed.
    speaks_against, unknown, caveats : tuple of str
        As in a finding.
    finding : Finding or None
        None where nothing counts in the period: there is nothing to rest a finding on.
    """

    facts: WindowFacts
    statement: str
    speaks_against: tuple[str, ...]
    unknown: tuple[str, ...]
    caveats: tuple[str, ...]
    finding: Finding | None


def describe(
    graph: FamilyGraph,
    *,
    months: int | None = None,
    gate: Gate | None = None,
    comparison: Comparison | None = None,
) -> Description:
    """Describe where signals of several life domains come together; it compares nothing by itself.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    months : int, optional
        Months before the reference date that count; 24 when left out.
    gate : Gate, optional
        Numbers of the gate; those of methods.md when left out.
    comparison : Comparison, optional
        What came out when the windows were compared (``comparison.compare``), in the same months and
        with the same gate: it then orders the list.

    Returns
    -------
    Description
        Without a comparison it says that signals come together, not that they do so more than by chance.

    Notes
    -----
    Methods.md section 2.0. O(places of households + counted signals); a finding is written when it
    is asked for.
    """
    book, windows = book_of(graph, months=months, gate=gate), family_windows(graph)
    counts = count_windows(book.touches, windows.indptr, windows.units, book.gate)
    compared = comparison is not None and comparison.scan is not None
    order, leader = ranked_and_led(windows, counts, comparison)
    leaders = order[leader[order] == order]
    if comparison is not None:
        leaders = comparison.listed(leaders)
    stands_for = np.bincount(leader[order], minlength=len(windows) + 1)[leaders]
    listed = Listed(book, windows, counts, (leaders, stands_for), comparison)
    return Description(
        windows=windows_table(
            Looked(anchor_ids(graph, windows), windows, counts),
            leader,
            statistic_columns(comparison),
        ),
        listed=listed,
        commonness=Commonness(len(order), len(windows), len(listed)),
        why_empty=Text("", "") if len(listed) else why_empty(book, counts),
        period=book.period,
        order=COMPARED_ORDER if compared else ORDER,
        caveats=COMPARED_CAVEATS if compared else _why_not(comparison),
        comparison=comparison,
    )


def _why_not(comparison: Comparison | None) -> tuple[Text, ...]:
    """Return the sentences of a list that isn't compared, with why where that was looked at."""
    why = comparison.fitness.said() if comparison is not None else Text("", "")
    return (CAVEATS[0], why, *CAVEATS[1:]) if why.nl else CAVEATS


def describe_window(
    graph: FamilyGraph, window: Window, *, months: int | None = None, lang: Lang = "nl"
) -> Described:
    """Describe one family network that was named, whatever the gate says.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    window : Window
        As ``families.window_of`` gives it.
    months : int, optional
        Months before the reference date that count; 24 when left out.
    lang : str
        Language of what is said.
    """
    book = book_of(graph, months=months)
    start = np.array([0, len(window.units)])
    counts = count_windows(book.touches, start, window.units, book.gate)
    persons = np.array([window.n_persons], np.int32)
    asked = Asked([window.window_id], start, window.units, persons, counts)
    facts = next(facts_of(book, asked))
    finding = _finding(book, facts, 1, lang) if facts.episodes else None
    return Described(
        facts,
        statement(facts, book.period, book.gate).of(lang),
        told(against(facts), lang),
        told(unknown(facts), lang),
        _caveats(lang),
        finding,
    )


def findings_table(description: Description) -> pd.DataFrame:
    """Return the list as a table.

    Parameters
    ----------
    description : Description
        As ``describe`` gives it.

    Returns
    -------
    pandas.DataFrame
        Columns of findings.csv, in the order of the list. ``evidence`` are the ids of the signals
        that count; the statistic columns are empty where nothing was compared; ``stands_for`` is
        how many windows the row stands for.
    """
    rows = FindingRows()
    for _ in rows.passing(description.listed.with_facts()):
        pass
    return rows.table()


def _asked(windows: Windows, counts: Counts, which: Longs) -> Asked:
    place, start = stretches(windows.indptr, which)
    return Asked(
        window_id=windows.window_id[which].tolist(),
        start=start,
        units=windows.units[place],
        n_persons=windows.n_persons[which],
        counts=counts.chosen(which),
    )


def _finding(book: Book, facts: WindowFacts, stands_for: int, lang: Lang) -> Finding:
    return Finding(
        finding_id=f"f-{facts.window_id.removeprefix('w-')}",
        window_id=facts.window_id,
        statement=statement(facts, book.period, book.gate).of(lang),
        evidence=facts.episodes,
        method=method(book.period, book.gate, lang),
        strength=None,
        speaks_against=told(against(facts), lang),
        unknown=told(unknown(facts), lang),
        caveats=_caveats(lang),
        household_ids=facts.household_ids,
        stands_for=stands_for,
        single_source=bool(facts.rests_on),
    )


@cache
def _caveats(lang: Lang) -> tuple[str, ...]:
    return told(CAVEATS, lang)
