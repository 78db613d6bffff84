"""Measures against the law: how long they may last, who decides and who carries out.

Orders of one type about one person or household that follow on each other are one *spell*: a renewal is
no new measure. A departure is a warning to look at the file, never a finding of fault: the catalogue
holds our reading of the law (``famnet catalogue measures``), and a delivery may lack an order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from famnet.analysis.direction import rows_of_units
from famnet.catalogue import load_catalogue
from famnet.vocabulary import FOREVER, NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from famnet.catalogue.procedures import Measure
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]

__all__ = [
    "COLUMNS",
    "GAP_DAYS",
    "Departs",
    "Departure",
    "Spell",
    "departures",
    "measure_spells",
    "to_frame",
]

#: Days between two orders that still count as following on each other: an end may be written as the
#: last day or as the day after it. Policy; no law names it.
GAP_DAYS: Final = 1
COLUMNS: Final = (
    "measures",
    "type",
    "subject",
    "kind",
    "days",
    "allowed",
    "source",
    "text_nl",
    "text_en",
)


class Departs(StrEnum):
    """In what a measure departs from the law; the closed list of ``kind``."""

    ORDER_TOO_LONG = "order_too_long"
    SPELL_TOO_LONG = "spell_too_long"
    NOT_RENEWABLE = "not_renewable"
    DECIDED_BY_ANOTHER = "decided_by_another"
    CARRIED_OUT_BY_ANOTHER = "carried_out_by_another"


class _Order(NamedTuple):
    """One row of measures: days in their earliest and latest reading."""

    row: int
    start: int
    start_hi: int
    end: int
    end_hi: int
    decider: int
    partner: int
    second: int


@dataclass(frozen=True, slots=True)
class Spell:
    """Orders of one type about one subject that follow on each other.

    Parameters
    ----------
    type, subject : str
        Catalogue code; person or household id.
    measure_ids : tuple of str
        Its orders, in order of time.
    start, end : str
        ISO 8601, as precise as delivered; an empty end: it has none.
    days : int or None
        How long it lasts at least, in every reading, up to its end or, without one, the reference date;
        None where that can't be said.
    renewals : int
        How many of its orders came after the first and made it longer.
    """

    type: str
    subject: str
    measure_ids: tuple[str, ...]
    start: str
    end: str
    days: int | None
    renewals: int


@dataclass(frozen=True, slots=True)
class Departure:
    """Where a measure departs from the law as the catalogue reads it.

    Parameters
    ----------
    kind : Departs
        In what.
    spell : Spell
        Of which spell.
    measure_ids : tuple of str
        The orders it is about.
    days, allowed : int or None
        How long it lasts and may last; None where it is about who.
    source : str
        The article.
    text_nl, text_en : str
        One sentence.
    """

    kind: Departs
    spell: Spell
    measure_ids: tuple[str, ...]
    days: int | None
    allowed: int | None
    source: str
    text_nl: str
    text_en: str


def measure_spells(graph: FamilyGraph, units: Codes | None = None) -> tuple[Spell, ...]:
    """Join measures into spells.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    units : int32 array, optional
        Of these units alone (``Window.units``); all when left out.

    Returns
    -------
    tuple of Spell
        By subject, type and start.

    Notes
    -----
    An order follows on another where in some reading of the dates it begins no more than ``GAP_DAYS``
    after the end of what came before; one without a start stands first. O(n log n) in measures.
    """
    return tuple(spell for spell, _ in _joined(graph, units))


def departures(graph: FamilyGraph, units: Codes | None = None) -> tuple[Departure, ...]:
    """Say where measures last longer than allowed, or were decided or carried out by another.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    units : int32 array, optional
        Of these units alone; all when left out.

    Notes
    -----
    A length departs only where every reading of the dates is too long; a planned end counts, as it is
    what was decided. A partner may be the one the law names, a part of it, or what it is part of. Where
    a partner, a term or a body is not delivered or not in the catalogue nothing is said.
    """
    found = [each for spell, orders in _joined(graph, units) for each in _all(graph, spell, orders)]
    return tuple(found)


def to_frame(found: tuple[Departure, ...]) -> pd.DataFrame:
    """Return departures as a table; lists joined with ``|``."""
    rows = [
        (
            "|".join(d.measure_ids), d.spell.type, d.spell.subject, str(d.kind), d.days, d.allowed,
            d.source, d.text_nl, d.text_en,
        )
        for d in found
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"days": "Int64", "allowed": "Int64"})


def _joined(graph: FamilyGraph, units: Codes | None) -> Iterator[tuple[Spell, list[_Order]]]:
    table = graph.tables["measures"]
    rows = np.arange(len(table)) if units is None else rows_of_units(graph, "measures", units)
    ids = {"person": graph.persons["person_id"], "household": graph.households["household_id"]}
    groups: dict[tuple[str, str], list[_Order]] = {}
    columns = (
        "start_date", "start_date_hi", "end_date", "end_date_hi",
        "decided_by_partner", "partner", "second_partner",
    )  # fmt: skip
    numbers = table[list(columns)].iloc[rows].to_numpy(dtype=np.int64)
    for at, row in enumerate(rows.tolist()):
        kind = "person" if int(table["person"].iloc[row]) >= 0 else "household"
        subject = str(ids[kind].iloc[int(table[kind].iloc[row])])
        order = _Order(row, *numbers[at].tolist())
        groups.setdefault((subject, str(table["type"].iloc[row])), []).append(order)
    keys = table["measure_id"]
    for (subject, code), orders in sorted(groups.items()):
        orders.sort(key=lambda order: (order.start, order.end, str(keys.iloc[order.row])))
        for joined in _runs(orders):
            yield _spell(graph, subject, code, joined), joined


def _runs(orders: list[_Order]) -> Iterator[list[_Order]]:
    """Cut orders where one doesn't follow on what came before."""
    run: list[_Order] = []
    for order in orders:
        if run and order.start > max(before.end_hi for before in run) + GAP_DAYS:
            yield run
            run = []
        run.append(order)
    if run:
        yield run


def _spell(graph: FamilyGraph, subject: str, code: str, orders: list[_Order]) -> Spell:
    ids = graph.tables["measures"]["measure_id"]
    last = max(orders, key=lambda order: (order.end, order.end_hi))
    first = orders[0]
    return Spell(
        type=code,
        subject=subject,
        measure_ids=tuple(str(ids.iloc[order.row]) for order in orders),
        start=format_day(first.start, first.start_hi),
        end=format_day(last.end, last.end_hi),
        days=_days(graph, first.start, first.start_hi, last.end),
        renewals=_renewals(orders),
    )


def _renewals(orders: list[_Order]) -> int:
    """Count the orders that begin later than the first and end later than all before."""
    count, until = 0, orders[0].end_hi
    for order in orders[1:]:
        if order.start > orders[0].start_hi and order.end > until:
            count += 1
        until = max(until, order.end_hi)
    return count


def _days(graph: FamilyGraph, start: int, start_hi: int, end: int) -> int | None:
    """Return the least number of days from a start to an end or, without one, the reference date."""
    until = graph.as_of if end == FOREVER else end
    if NO_DAY in (start, until):
        return None
    return max(until - start_hi, 0)


def _all(graph: FamilyGraph, spell: Spell, orders: list[_Order]) -> Iterator[Departure]:
    measure = load_catalogue().measures[spell.type]
    for at, order in enumerate(orders):
        key = spell.measure_ids[at]
        yield from _order_length(graph, spell, measure, order, key)
        yield from _who(graph, spell, measure, order, key)
    yield from _spell_length(spell, measure)


def _order_length(
    graph: FamilyGraph, spell: Spell, measure: Measure, order: _Order, key: str
) -> Iterator[Departure]:
    days = _days(graph, order.start, order.start_hi, order.end)
    allowed = measure.max_duration_days
    if days is not None and allowed is not None and days > allowed:
        yield Departure(
            Departs.ORDER_TOO_LONG, spell, (key,), days, allowed, measure.legal_basis,
            f"{measure.name_nl} ({key}): {days} dagen. Eén besluit mag {allowed} dagen duren.",
            f"{measure.name_en} ({key}): {days} days. One order may last {allowed} days.",
        )  # fmt: skip


def _spell_length(spell: Spell, measure: Measure) -> Iterator[Departure]:
    """Say where renewals together are too long, or there may be none."""
    if not spell.renewals:
        return
    allowed = measure.max_total_days
    if not measure.renewable and measure.max_duration_days is not None:
        yield Departure(
            Departs.NOT_RENEWABLE, spell, spell.measure_ids, spell.days, measure.max_duration_days,
            measure.legal_basis,
            f"{measure.name_nl}: {spell.renewals} keer verlengd. Verlengen kan niet.",
            f"{measure.name_en}: renewed {spell.renewals} times. It can't be renewed.",
        )  # fmt: skip
    elif allowed is not None and spell.days is not None and spell.days > allowed:
        yield Departure(
            Departs.SPELL_TOO_LONG, spell, spell.measure_ids, spell.days, allowed,
            measure.legal_basis,
            f"{measure.name_nl}, met verlengingen: {spell.days} dagen. Samen mag het {allowed} dagen.",
            f"{measure.name_en}, with renewals: {spell.days} days. Together {allowed} are allowed.",
        )  # fmt: skip


def _who(
    graph: FamilyGraph, spell: Spell, measure: Measure, order: _Order, key: str
) -> Iterator[Departure]:
    """Say where another body decided, or another partner carries out."""
    kinds = graph.partners["kind"]
    for kind, partners, named, said_nl, said_en in (
        (Departs.DECIDED_BY_ANOTHER, (order.decider,), measure.decided_by, "besloten door", "decided by"),
        (
            Departs.CARRIED_OUT_BY_ANOTHER, (order.partner, order.second), measure.executed_by,
            "uitgevoerd door", "carried out by",
        ),
    ):  # fmt: skip
        for code in (str(kinds.iloc[partner]) for partner in partners if partner >= 0):
            if named and not _is_one_of(code, named):
                yield Departure(
                    kind, spell, (key,), None, None, measure.legal_basis,
                    f"{measure.name_nl} ({key}): {said_nl} {_label(code, 'nl')}."
                    f" De wet noemt: {', '.join(_label(one, 'nl') for one in named)}.",
                    f"{measure.name_en} ({key}): {said_en} {_label(code, 'en')}."
                    f" The law names: {', '.join(_label(one, 'en') for one in named)}.",
                )  # fmt: skip


def _label(code: str, lang: str) -> str:
    return load_catalogue().label("partners", code, "en" if lang == "en" else "nl")


def _is_one_of(code: str, named: tuple[str, ...]) -> bool:
    """Say whether a partner is one that is named, a part of it, or what it is part of."""
    above = _upward(code)
    return any(one in above or code in _upward(one) for one in named)


def _upward(code: str) -> tuple[str, ...]:
    parent = load_catalogue().partners[code].part_of
    return (code, *(_upward(parent) if parent else ()))
