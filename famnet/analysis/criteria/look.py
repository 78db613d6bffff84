"""What a criterion looks at: a family network or one person in it, through the eyes of one legal world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.ages import AgeClass, age_classes
from famnet.analysis.direction import units_of_rows
from famnet.analysis.known import may_deliver
from famnet.analysis.period import Period, last_months
from famnet.analysis.roles import DOMAINS, Reason
from famnet.catalogue import load_catalogue
from famnet.vocabulary import FOREVER, NO_DAY, Workspace

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.book import Book
    from famnet.analysis.criteria.rules import Criterion
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
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


@dataclass(frozen=True)
class Look:
    """What a criterion looks at; facts are computed from it.

    Parameters
    ----------
    book : Book
        Where facts are looked up; its period is the period.
    units : int32 array
        Units of the family network, or the unit of the person.
    person : int
        Person the criterion is about; -1: the family network as a whole.
    world : Workspace
        The legal world that says what may be seen: that of the form.
    criterion : Criterion
        Which types it looks at, whom it asks.
    answer_months : int
        How old an answer may be.
    """

    book: Book
    units: Codes
    person: int
    world: Workspace
    criterion: Criterion
    answer_months: int

    @property
    def graph(self) -> FamilyGraph:
        """The graph."""
        return self.book.graph

    @property
    def today(self) -> int:
        """The reference date; the last day there is where there is none."""
        return FOREVER - 1 if self.graph.as_of == NO_DAY else self.graph.as_of

    @property
    def answers(self) -> Period:
        """In which period an answer must lie to say something about now."""
        return last_months(self.graph.as_of, self.answer_months)

    # Signals ---------------------------------------------------------------------------------

    @cached_property
    def everything(self) -> Longs:
        """Rows of the signals that may be seen, in order of time; later than today left out."""
        book = self.book
        lists = [book.rows[book.rows_start[u] : book.rows_start[u + 1]] for u in self.units]
        rows = np.concatenate([np.empty(0, np.int64), *lists])
        rows = rows[np.argsort(book.table.place[rows], kind="stable")]
        if self.person >= 0:
            rows = rows[self.graph.signals["person"].to_numpy()[rows] == self.person]
        rows = rows[book.low[rows] <= self.today]
        seen: Longs = rows[np.array([self._admitted(row) for row in rows.tolist()], bool)]
        return seen

    def _admitted(self, row: int) -> bool:
        signal = self.graph.signals.iloc[row]
        kind = str(self.graph.partners["kind"].iloc[int(signal["partner"])])
        return load_catalogue().admits(str(signal["type"]), str(self.world), kind)

    @property
    def signals(self) -> Longs:
        """Those of the types the criterion looks at."""
        wanted = self.criterion.looks_at
        if not wanted:
            return self.everything
        types = self.graph.signals["type"].iloc[self.everything]
        chosen: Longs = self.everything[types.isin(wanted).to_numpy(dtype=bool)]
        return chosen

    @property
    def counted(self) -> Longs:
        """Those that count in the period."""
        return self.signals[self.book.told[self.signals]]

    def in_period(self, rows: Longs) -> Longs:
        """Keep what lies in the period, in some reading of its date."""
        return rows[self.book.within[rows]]

    def reasoned(self, rows: Longs, *reasons: Reason) -> Longs:
        """Keep what counts, or doesn't, for one of these reasons."""
        wanted = [_REASONS.index(reason) for reason in reasons]
        return rows[np.isin(self.book.judged.reason[rows], wanted)]

    def sees(self, codes: tuple[str, ...]) -> bool:
        """Say whether any of these types may be seen, here and in this world."""
        catalogue = load_catalogue()
        return not codes or any(
            catalogue.admits(code, str(self.world), holder)
            and catalogue.admits(code, str(self.graph.workspace), holder)
            for code in codes
            for holder in catalogue.signal_types[code].holders
        )

    @cached_property
    def touches(self) -> tuple[Touch, ...]:
        """What counts in the period, by occurrence and unit, in order of time."""
        book = self.book
        found: dict[tuple[int, int], list[int]] = {}
        for row in self.counted.tolist():
            key = (int(book.table.unit[row]), int(book.table.first[row]))
            found.setdefault(key, []).append(row)
        return tuple(self._touch(unit, episode, rows) for (unit, episode), rows in found.items())

    def _touch(self, unit: int, episode: int, rows: list[int]) -> Touch:
        judged = self.book.judged
        # Own conduct gives the domain, though it is told later (cli.md, episodes).
        lead = next((row for row in rows if judged.own_conduct[row]), rows[0])
        domain = DOMAINS[int(judged.domain[lead])]
        return Touch(unit, episode, domain, load_catalogue().scan_group_of(domain), tuple(rows))

    def signal_ids(self, rows: Longs | list[int] | tuple[int, ...]) -> tuple[str, ...]:
        """Return the ids of signals as evidence."""
        return tuple(f"signals:{self.book.ids[int(row)]}" for row in rows)

    # Other tables ----------------------------------------------------------------------------

    def rows_of(self, name: str) -> pd.DataFrame:
        """Return the rows of a table about these people, with ``unit``; later ones left out.

        What no partner that may take part in this world can have told is not there.
        """
        table = self.graph.tables[name]
        unit = units_of_rows(self.graph, name)
        if name == "referrals":
            by_signal = np.append(self.book.table.unit, -1)[table["signal"].to_numpy()]
            unit = np.where(unit >= 0, unit, by_signal)
        held = np.isin(unit, self.units) & (table[_BEGINS[name]].to_numpy() <= self.today)
        held &= self._of_person(table)
        found = table[held].assign(unit=unit[held])
        told = [self._can_be_told(codes) for codes in found[list(_WHO[name])].to_numpy().tolist()]
        return found[np.array(told, bool)]

    def _of_person(self, table: pd.DataFrame) -> npt.NDArray[np.bool_]:
        """Keep the person's own rows and those of its household; all for a family network."""
        if self.person < 0:
            return np.ones(len(table), bool)
        about = table["person"].to_numpy()
        own: npt.NDArray[np.bool_] = (about == self.person) | (about < 0)
        return own

    def _can_be_told(self, partners: list[int]) -> bool:
        """Say whether a partner of a row may take part; in the RIEC no row of a care partner is seen."""
        kinds = [self.kind_of(partner) for partner in partners if partner >= 0]
        outside = [kind for kind in kinds if not may_deliver(kind, self.world)]
        chains = {load_catalogue().partners[kind].chain for kind in outside}
        if self.world is Workspace.RIEC and chains & _CARE:
            return False
        return not kinds or len(outside) < len(kinds)

    def kind_of(self, partner: int) -> str:
        """Return what a partner is in the catalogue."""
        return str(self.graph.partners["kind"].iloc[partner])

    def running(self, table: pd.DataFrame) -> pd.DataFrame:
        """Keep what runs today."""
        return table[table["end_date_hi"] > self.today]

    # People ----------------------------------------------------------------------------------

    def living_in(self, unit: int) -> list[int]:
        """Return who lives in a unit now."""
        lists = self.book.homes.residents
        people: list[int] = lists.to[lists.start[unit] : lists.start[unit + 1]].tolist()
        return people

    @cached_property
    def under_age(self) -> frozenset[int]:
        """Who of those who live there may be younger than 18 today, by some reading; age known."""
        people = np.array([p for unit in self.units for p in self.living_in(int(unit))], np.int64)
        if self.person >= 0:
            people = people[people == self.person]
        persons = self.graph.persons
        day = np.full(len(people), self.graph.as_of, np.int32)
        ages = age_classes(
            (
                persons["birth_date"].to_numpy()[people],
                persons["birth_date_hi"].to_numpy()[people],
            ),
            (day, day),
        )
        return frozenset(people[ages != int(AgeClass.ADULT)].tolist())


_BEGINS: Final = {
    "referrals": "sent_date",
    "involvements": "start_date",
    "measures": "start_date",
    "requests": "asked_date",
}
_CARE: Final = frozenset({"care", "social", "education", "youth_protection"})
#: Who can tell of a row.
_WHO: Final = {
    "referrals": ("from_partner", "to_partner"),
    "involvements": ("partner",),
    "measures": ("decided_by_partner", "partner", "second_partner"),
    "requests": ("partner",),
}
