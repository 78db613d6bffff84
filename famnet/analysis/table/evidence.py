"""What a table rests on: the signals and running measures of a family network, by whom and of what side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.analysis.ages import AgeClass, age_classes
from famnet.analysis.book import book_of
from famnet.analysis.direction import rows_of_units, units_of_rows
from famnet.analysis.roles import DOMAINS, Nature, Reason, signal_ages
from famnet.catalogue import load_catalogue
from famnet.vocabulary import FOREVER, NO_DAY, SignalRole

if TYPE_CHECKING:
    from famnet.analysis.book import Book
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Item", "Running", "items_of", "running_of", "today_of"]

_REASONS: Final = tuple(Reason)
_OUT: Final = (Reason.REFUTED, Reason.RUMOUR, Reason.ROLE_NOT_ALLOWED, Reason.MINOR)
_COLUMNS: Final = ("type", "role", "person", "household", "partner", "origin_partner")
_CONDUCT: Final = (Nature.CRIME, Nature.NUISANCE, Nature.THREAT)
#: A child in a family with such trouble has a home that needs help; the child itself does not have it.
_OF_THE_HOME: Final = ("FIN", "HOUS", "WORK", "ADD", "MENT", "NET")


@dataclass(frozen=True, slots=True)
class Item:
    """One signal in the period.

    Parameters
    ----------
    evidence : str
        ``signals:ID``.
    code, domain : str
        Signal type; life domain in this role.
    severity : int
        1 to 3; 0 where the type has none.
    counted : bool
        Whether it counts (``roles``); other items only make a must-rule hold.
    subject : str
        Person or household id.
    groups : frozenset of str
        Of ``minor``, ``adult``, ``household``: what the subject is today; both readings where both
        are possible. ``young``: 12 to 17 on the day of the event.
    sides : frozenset of str
        Of ``care``, ``conduct``, ``own``, ``hurt``.
    observer : str
        Partner code of who saw it first.
    """

    evidence: str
    code: str
    domain: str
    severity: int
    counted: bool
    subject: str
    groups: frozenset[str]
    sides: frozenset[str]
    observer: str


@dataclass(frozen=True, slots=True)
class Running:
    """A measure that runs today: row id, catalogue code, subject, whether the subject is a person, unit."""

    evidence: str
    code: str
    subject: str
    person: int
    unit: int
    groups: frozenset[str]


def today_of(graph: FamilyGraph) -> int:
    """Return the reference date; the last day there is where there is none."""
    return FOREVER - 1 if graph.as_of == NO_DAY else graph.as_of


def items_of(graph: FamilyGraph, window: Window) -> tuple[Item, ...]:
    """Return the signals of a family network in the period, in order of time.

    Notes
    -----
    Refuted signals, rumours and roles that don't fit are left out: nobody is called to a table on those.
    """
    book = book_of(graph)
    rows = [book.rows[book.rows_start[u] : book.rows_start[u + 1]] for u in window.units.tolist()]
    every = np.concatenate([np.empty(0, np.int64), *rows])
    every = every[np.argsort(book.table.place[every], kind="stable")]
    inside = every[book.within[every] & (book.low[every] <= today_of(graph))]
    ages = graph.kept("signal_ages", lambda: signal_ages(graph))
    return tuple(
        _item(book, signal, AgeClass(int(ages[signal.Index])))
        for signal in graph.signals.iloc[inside][list(_COLUMNS)].itertuples()
        if _REASONS[int(book.judged.reason[signal.Index])] not in _OUT
    )


def _item(book: Book, signal: Any, age: AgeClass) -> Item:  # noqa: ANN401  # a row of itertuples
    graph, judged, row = book.graph, book.judged, int(signal.Index)
    code, domain = str(signal.type), DOMAINS[int(judged.domain[row])]
    subject, groups = _subject(book, signal, domain)
    person = signal.person >= 0
    if person and age in (AgeClass.MINOR, AgeClass.MAYBE_MINOR):
        groups |= {"young"}
    partner = signal.origin_partner if signal.origin_partner >= 0 else signal.partner
    return Item(
        evidence=f"signals:{book.ids[row]}",
        code=code,
        domain=domain,
        severity=load_catalogue().signal_types[code].severity or 0,
        counted=bool(book.told[row]),
        subject=subject,
        groups=groups,
        sides=_sides(book, row),
        observer=str(graph.partners["kind"].iloc[partner]),
    )


def _sides(book: Book, row: int) -> frozenset[str]:
    judged = book.judged
    nature, reason = Nature(int(judged.nature[row])), _REASONS[int(judged.reason[row])]
    if judged.own_conduct[row]:
        return frozenset({"conduct", "own"})
    if reason is Reason.AS_CARE:
        return frozenset({"care"})
    if reason is Reason.AS_NEED or nature is Nature.VICTIM:
        return frozenset({"hurt"})
    if nature in _CONDUCT:
        return frozenset({"conduct"})
    return frozenset({"care"})


def _subject(
    book: Book,
    signal: Any,  # noqa: ANN401  # a row of itertuples
    domain: str,
) -> tuple[str, frozenset[str]]:
    graph, person = book.graph, int(signal.person)
    home = int(book.homes.unit_household[int(book.table.unit[signal.Index])])
    in_family = signal.role == str(SignalRole.CHILD) and domain in _OF_THE_HOME
    if person < 0 or (in_family and home >= 0):
        household = int(signal.household) if person < 0 else home
        name = str(graph.households["household_id"].iloc[household])
        return name, frozenset({"household", "adult"})
    return str(graph.persons["person_id"].iloc[person]), _groups(graph, person)


def _groups(graph: FamilyGraph, person: int) -> frozenset[str]:
    """Say what somebody is today; who may be under 18 is both. Unknown age is not minor."""
    birth = graph.persons.iloc[[person]]
    day = np.array([graph.as_of], np.int32)
    age = AgeClass(
        int(
            age_classes(
                (birth["birth_date"].to_numpy(), birth["birth_date_hi"].to_numpy()), (day, day)
            )[0]
        )
    )
    if age is AgeClass.ADULT:
        return frozenset({"adult"})
    return frozenset({"minor", "adult"} if age is AgeClass.MAYBE_MINOR else {"minor"})


def running_of(graph: FamilyGraph, window: Window) -> tuple[Running, ...]:
    """Return the measures that run today for who lives in the family network, in delivered order."""
    table, today = graph.tables["measures"], today_of(graph)
    unit = units_of_rows(graph, "measures")
    rows = rows_of_units(graph, "measures", window.units)
    near = table.iloc[rows]
    runs = ((near["start_date"] <= today) & (today < near["end_date_hi"])).to_numpy(dtype=bool)
    return tuple(_running(graph, row, int(unit[row])) for row in rows[runs].tolist())


def _running(graph: FamilyGraph, row: int, unit: int) -> Running:
    measure = graph.tables["measures"].iloc[row]
    person = int(measure["person"])
    if person >= 0:
        subject, groups = str(graph.persons["person_id"].iloc[person]), _groups(graph, person)
    else:
        subject = str(graph.households["household_id"].iloc[int(measure["household"])])
        groups = frozenset({"household"})
    return Running(
        f"measures:{measure['measure_id']}", str(measure["type"]), subject, person, unit, groups
    )
