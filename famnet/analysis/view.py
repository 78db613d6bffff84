"""What one legal world may see of a family network or of one person, looked up once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from famnet.analysis.ages import AgeClass, age_classes
from famnet.analysis.asked_requests import Request, requests_in
from famnet.analysis.direction import rows_of_units, units_of_rows
from famnet.analysis.known import may_deliver
from famnet.catalogue import load_catalogue
from famnet.vocabulary import FOREVER, NO_DAY, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.book import Book
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["View"]

T = TypeVar("T")


@dataclass(frozen=True, repr=False)
class View:
    """What one legal world may see.

    Parameters
    ----------
    book : Book
        Where facts are looked up; its period is the period.
    units : int32 array
        Units of the family network, or the unit of the person.
    person : int
        Person it is about; -1: the family network as a whole.
    world : Workspace
        The legal world that says what may be seen: that of the form.
    """

    book: Book
    units: Codes
    person: int
    world: Workspace
    _kept: dict[tuple[object, ...], Any] = field(default_factory=dict)
    _rows: dict[str, pd.DataFrame] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<View: {len(self.units)} units, {self.world}>"

    @property
    def graph(self) -> FamilyGraph:
        """The graph."""
        return self.book.graph

    @property
    def today(self) -> int:
        """The reference date; the last day there is where there is none."""
        return FOREVER - 1 if self.graph.as_of == NO_DAY else self.graph.as_of

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """Return what was found before under a key, or find it now.

        Parameters
        ----------
        key : tuple
            What it is, and all that it depends on besides the view.
        make : callable
            Finds it.
        """
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """What each partner is in the catalogue."""
        return tuple(str(kind) for kind in self.graph.partners["kind"])

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
        types = self.type_names(rows)
        partners = self.graph.signals["partner"].to_numpy()[rows].tolist()
        admitted = [self._admits(code, at) for code, at in zip(types, partners, strict=True)]
        seen: Longs = rows[np.array(admitted, bool)]
        return seen

    @cached_property
    def _types(self) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
        """The types that occur, and which of them each signal has."""
        types = self.graph.signals["type"].cat
        return tuple(types.categories), types.codes.to_numpy().astype(np.int64)

    def type_names(self, rows: Longs) -> list[str]:
        """Return the type of some signals."""
        names, codes = self._types
        return [names[code] for code in codes[rows].tolist()]

    def are_of(self, rows: Longs, types: tuple[str, ...]) -> npt.NDArray[np.bool_]:
        """Say which signals are of one of these types."""
        names, codes = self._types
        wanted = self.kept(
            ("are of", types), lambda: np.array([name in types for name in names], bool)
        )
        found: npt.NDArray[np.bool_] = wanted[codes[rows]]
        return found

    def have(self, rows: Longs, column: str, *values: str) -> npt.NDArray[np.bool_]:
        """Say which signals have one of these values in a column of closed words."""
        words = self.graph.signals[column].array
        # The last place is that of no word at all.
        held = np.array([*(word in values for word in words.categories), False], bool)
        found: npt.NDArray[np.bool_] = held[np.asarray(words.codes)[rows]]
        return found

    @cached_property
    def names(self) -> dict[int, str]:
        """The signals that may be seen, named as evidence."""
        rows = self.everything
        ids = self.book.ids.take(rows).tolist()
        return {row: f"signals:{name}" for row, name in zip(rows.tolist(), ids, strict=True)}

    def _admits(self, code: str, partner: int) -> bool:
        return load_catalogue().admits(code, str(self.world), self.kinds[partner])

    def sees(self, codes: tuple[str, ...]) -> bool:
        """Say whether any of these types may be seen, here and in this world; none means all."""
        return not codes or _sees(codes, str(self.world), str(self.graph.workspace))

    def rows_of(self, name: str) -> pd.DataFrame:
        """Return the rows of a table about these people, with ``unit``, in the columns of ``_TOLD``.

        Later ones are left out.

        What no partner that may take part in this world can have told is not there.
        """
        made = self._rows.get(name)
        if made is None:
            made = self._rows[name] = self._look_up(name)
        return made

    def _look_up(self, name: str) -> pd.DataFrame:
        # Rows are chosen on bare columns; the wide table is cut once.
        table, unit = self.graph.tables[name], units_of_rows(self.graph, name)
        if name == "referrals":
            unit = self._referral_units(unit)
            rows = np.flatnonzero(np.isin(unit, self.units))
        else:
            rows = rows_of_units(self.graph, name, self.units)
        begun = table[_BEGINS[name]].to_numpy()[rows] <= self.today
        rows = rows[begun & self._of_person(table["person"].to_numpy()[rows])]
        who = [table[column].to_numpy()[rows].tolist() for column in _WHO[name]]
        told = [self.can_be_told(codes) for codes in zip(*who, strict=True)]
        rows = rows[np.array(told, bool)]
        narrow = self.graph.kept(f"view of {name}", lambda: table[list(_TOLD[name])])
        found: pd.DataFrame = narrow.iloc[rows].assign(unit=unit[rows])
        return found

    def _referral_units(self, own: Codes) -> Codes:
        """Return the unit of each hand-over: its subject's, else that of its signal."""
        by_signal = np.append(self.book.table.unit, -1)
        signal = self.graph.tables["referrals"]["signal"].to_numpy()
        return self.graph.kept("referral_units", lambda: np.where(own >= 0, own, by_signal[signal]))

    def _of_person(self, about: Codes) -> npt.NDArray[np.bool_]:
        """Keep the person's own rows and those of its household; all for a family network."""
        if self.person < 0:
            return np.ones(len(about), bool)
        own: npt.NDArray[np.bool_] = (about == self.person) | (about < 0)
        return own

    def can_be_told(self, partners: Iterable[int]) -> bool:
        """Say whether a partner of a row may take part; in the RIEC no row of a care partner is seen."""
        kinds = tuple(self.kinds[partner] for partner in partners if partner >= 0)
        return _can_be_told(kinds, self.world)

    @cached_property
    def requests(self) -> tuple[Request, ...]:
        """What partners were asked about these people."""
        return requests_in(self.rows_of("requests"), self.kinds)

    def running(self, table: pd.DataFrame) -> pd.DataFrame:
        """Keep what runs today."""
        return table[table["end_date_hi"] > self.today]

    def running_of(self, name: str) -> pd.DataFrame:
        """Return the rows of a table about these people that run today; looked up once."""
        key = f"running {name}"
        made = self._rows.get(key)
        if made is None:
            made = self._rows[key] = self.running(self.rows_of(name))
        return made

    def living_in(self, unit: int) -> list[int]:
        """Return who lives in a unit now."""
        lists = self.book.homes.residents
        people: list[int] = lists.to[lists.start[unit] : lists.start[unit + 1]].tolist()
        return people

    @cached_property
    def people(self) -> list[int]:
        """Who it is about: the person, or all who live there."""
        if self.person >= 0:
            return [self.person]
        return [person for unit in self.units.tolist() for person in self.living_in(unit)]

    @cached_property
    def under_age(self) -> frozenset[int]:
        """Who of those who live there may be younger than 18 today, by some reading; age known."""
        people = np.array(
            [person for unit in self.units.tolist() for person in self.living_in(unit)], np.int64
        )
        persons = self.graph.persons
        day = np.full(len(people), self.graph.as_of, np.int32)
        born = (persons["birth_date"].to_numpy(), persons["birth_date_hi"].to_numpy())
        ages = age_classes((born[0][people], born[1][people]), (day, day))
        return frozenset(people[ages != int(AgeClass.ADULT)].tolist())


@cache
def _sees(codes: tuple[str, ...], *worlds: str) -> bool:
    catalogue = load_catalogue()
    return any(
        all(catalogue.admits(code, world, holder) for world in worlds)
        for code in codes
        for holder in catalogue.signal_types[code].holders
    )


@cache
def _can_be_told(kinds: tuple[str, ...], world: Workspace) -> bool:
    outside = [kind for kind in kinds if not may_deliver(kind, world)]
    chains = {load_catalogue().partners[kind].chain for kind in outside}
    if world is Workspace.RIEC and chains & _CARE:
        return False
    return not kinds or len(outside) < len(kinds)


_BEGINS: Final = {
    "referrals": "sent_date",
    "involvements": "start_date",
    "measures": "start_date",
    "requests": "asked_date",
}
#: What is asked of a row; to copy the other columns costs more than to look at these.
_TOLD: Final = {
    "referrals": (
        "referral_id", "from_partner", "to_partner", "step", "outcome", "sent_date",
    ),
    "involvements": (
        "line", "person", "household", "partner", "role", "start_date", "start_date_hi", "end_date",
        "end_date_hi",
    ),
    "measures": (
        "measure_id", "type", "person", "household", "partner", "end_date", "end_date_hi",
    ),
    "requests": (
        "line", "person", "household", "partner", "life_domain", "answer", "asked_date",
        "asked_date_hi", "delivered_date", "delivered_date_hi",
    ),
}  # fmt: skip
_CARE: Final = frozenset({"care", "social", "education", "youth_protection"})
#: Who can tell of a row.
_WHO: Final = {
    "referrals": ("from_partner", "to_partner"),
    "involvements": ("partner",),
    "measures": ("decided_by_partner", "partner", "second_partner"),
    "requests": ("partner",),
}
