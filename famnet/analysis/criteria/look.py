"""What one criterion looks at in a view: the signals of its types, and whom it asks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.period import Period, last_months
from famnet.analysis.roles import DOMAINS, Reason
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.book import Book
    from famnet.analysis.criteria.rules import Criterion
    from famnet.analysis.view import View
    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]

__all__ = ["Look", "Touch"]

_REASONS: Final = tuple(Reason)


class Touch(NamedTuple):
    """One counted occurrence in one unit.

    Parameters
    ----------
    unit, episode : int
        Unit; row of the signal that stands for the episode.
    domain, group : str
        Life domain and scan group there: those of own conduct, else of what came first.
    rows : tuple of int
        Its signals, in order of time.
    """

    unit: int
    episode: int
    domain: str
    group: str
    rows: tuple[int, ...]


@dataclass(frozen=True, repr=False)
class Look:
    """What a criterion looks at; facts are computed from it.

    Parameters
    ----------
    view : View
        What may be seen.
    criterion : Criterion
        Which types it looks at, whom it asks.
    answer_months : int
        How old an answer may be.
    """

    view: View
    criterion: Criterion
    answer_months: int

    @property
    def book(self) -> Book:
        """Where facts are looked up."""
        return self.view.book

    @property
    def graph(self) -> FamilyGraph:
        """The graph."""
        return self.view.graph

    @property
    def answers(self) -> Period:
        """In which period an answer must lie to say something about now."""
        return last_months(self.graph.as_of, self.answer_months)

    @cached_property
    def blind(self) -> bool:
        """Whether this world may see none of the types."""
        return not self.view.sees(self.criterion.looks_at)

    @cached_property
    def signals(self) -> Longs:
        """Rows of the signals of the types it looks at, in order of time."""
        wanted = self.criterion.looks_at
        return self.of_types(*wanted) if wanted else self.view.everything

    def of_types(self, *codes: str) -> Longs:
        """Return the signals of some types, whatever the criterion looks at."""
        rows = self.view.everything
        return rows[self.view.are_of(rows, codes)]

    @property
    def counted(self) -> Longs:
        """Those that count in the period."""
        return self.signals[self.book.told[self.signals]]

    def in_period(self, rows: Longs) -> Longs:
        """Keep what lies in the period, in some reading of its date."""
        return rows[self.book.within[rows]]

    def reasoned(self, rows: Longs, *reasons: Reason) -> Longs:
        """Keep what counts, or doesn't, for one of these reasons."""
        wanted = np.zeros(len(_REASONS), bool)
        wanted[[_REASONS.index(reason) for reason in reasons]] = True
        return rows[wanted[self.book.judged.reason[rows]]]

    @cached_property
    def touches(self) -> tuple[Touch, ...]:
        """What counts in the period, by occurrence and unit, in order of time."""
        table = self.book.table
        found: dict[tuple[int, int], list[int]] = {}
        for row in self.counted.tolist():
            found.setdefault((int(table.unit[row]), int(table.first[row])), []).append(row)
        return tuple(self._touch(unit, episode, rows) for (unit, episode), rows in found.items())

    def _touch(self, unit: int, episode: int, rows: list[int]) -> Touch:
        judged = self.book.judged
        # Own conduct gives the domain, though it is told later (as episodes do).
        lead = next((row for row in rows if judged.own_conduct[row]), rows[0])
        domain = DOMAINS[int(judged.domain[lead])]
        return Touch(unit, episode, domain, load_catalogue().scan_group_of(domain), tuple(rows))

    def signal_ids(self, rows: Longs | list[int] | tuple[int, ...]) -> tuple[str, ...]:
        """Return the ids of signals as evidence."""
        names = self.view.names
        return tuple(names[int(row)] for row in rows)
