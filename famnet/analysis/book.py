"""Where the facts of family networks are looked up: made once, asked for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from famnet.analysis.direction import units_of_rows
from famnet.analysis.episodes import EpisodeTable, episode_table
from famnet.analysis.gate import Gate, Touches, touches
from famnet.analysis.households import Homes, homes, unit_names
from famnet.analysis.links import is_kind
from famnet.analysis.neighbours import id_ranks
from famnet.analysis.period import Period, last_months
from famnet.analysis.reach import Reach, reach_of
from famnet.analysis.roles import Judgement, judge
from famnet.vocabulary import NO_DAY, Hardness, OriginType, RequestAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]
    Words = pd.api.extensions.ExtensionArray

__all__ = ["Book", "book_of"]


@dataclass(frozen=True, slots=True, repr=False)
class Book:
    """What the facts of all windows are taken from, made once per graph, period and gate.

    Parameters
    ----------
    graph, period, gate, homes, table, judged, touches
        What it is made of.
    ids : string array
        Signal ids.
    within : bool array
        Per signal: in the period, in some reading of its date.
    rows_start, rows : int64 array
        The signals of unit ``u`` in order of time: ``rows[rows_start[u]:rows_start[u + 1]]``.
    told : bool array
        Per signal: it counts in the period.
    names : string array
        Name of each unit.
    low, high : int32 array
        Event date of each signal, earliest and latest reading.
    reports, proactive : bool array
        Per signal: a report, not established; from looking for it or from an earlier finding.
    ageless : int64 array
        Per unit its residents without a birth date.
    homeless : bool array
        Per unit: a person who lives in no household of the delivery.
    partners : tuple of str
        Partner ids in their order.
    place_of : int32 array
        Per partner its place in that order.
    reach : Reach
        Which partners work where.
    knows, silent : pair of arrays
        Per unit the partners that said anything of somebody there or were asked to; that did not answer.
    """

    graph: FamilyGraph
    period: Period
    gate: Gate
    homes: Homes
    table: EpisodeTable
    judged: Judgement
    touches: Touches
    ids: Words
    within: Bools
    rows_start: Longs
    rows: Longs
    told: Bools
    names: Words
    low: Codes
    high: Codes
    reports: Bools
    proactive: Bools
    ageless: Longs
    homeless: Bools
    partners: tuple[str, ...]
    place_of: Codes
    reach: Reach
    knows: tuple[Longs, Codes]
    silent: tuple[Longs, Codes]


def book_of(graph: FamilyGraph, *, months: int | None = None, gate: Gate | None = None) -> Book:
    """Return what facts are taken from; that of the default period and gate is kept with the graph.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    months : int, optional
        Months before the reference date; 24 when left out.
    gate : Gate, optional
        Numbers of the gate; those of methods.md when left out.
    """
    if months is not None or gate is not None:
        period = last_months(graph.as_of) if months is None else last_months(graph.as_of, months)
        return _book(graph, period, gate or Gate())
    made = graph._cache.get("book")  # noqa: SLF001 - the graph keeps what is derived from it
    if made is None:
        made = graph._cache["book"] = _book(graph, last_months(graph.as_of), Gate())  # noqa: SLF001
    return cast("Book", made)


def _book(graph: FamilyGraph, period: Period, gate: Gate) -> Book:
    signals, table = graph.signals, episode_table(graph)
    n_units = homes(graph).n_units
    start, rows = _by_unit(table.unit[table.order], table.order, n_units)
    partners = graph.partners["partner_id"]
    place_of = id_ranks(partners)
    home, found = homes(graph), touches(graph, period)
    return Book(
        graph=graph,
        period=period,
        gate=gate,
        homes=home,
        table=table,
        judged=judge(graph),
        touches=found,
        ids=signals["signal_id"].array,
        within=period.holds(signals["event_date"], signals["event_date_hi"]),
        rows_start=start,
        rows=rows,
        told=_marked(found.signal, len(signals)),
        names=unit_names(graph).array,
        low=signals["event_date"].to_numpy(),
        high=signals["event_date_hi"].to_numpy(),
        reports=is_kind(signals["hardness"], Hardness.REPORT),
        proactive=is_kind(signals["origin_type"], OriginType.PROACTIVE, OriginType.CONSEQUENCE),
        ageless=_ageless(graph, home),
        homeless=(home.unit_person >= 0) & _no_household(home),
        partners=tuple(str(partners.iloc[row]) for row in np.argsort(place_of).tolist()),
        place_of=place_of,
        reach=reach_of(graph),
        knows=_knowing(graph, n_units),
        silent=_silent(graph, n_units),
    )


def _marked(rows: Longs, n: int) -> Bools:
    out = np.zeros(n, bool)
    out[rows] = True
    return out


def _ageless(graph: FamilyGraph, home: Homes) -> Longs:
    """Count per unit the residents without a birth date."""
    unknown = graph.persons["birth_date"].to_numpy() == NO_DAY
    unit = np.repeat(np.arange(home.n_units), np.diff(home.residents.start))
    return np.bincount(unit[unknown[home.residents.to]], minlength=home.n_units)


def _no_household(home: Homes) -> Bools:
    """Say per unit whether the person that stands alone lives in no household."""
    return cast("Bools", np.append(home.household < 0, True)[home.unit_person])


def _by_unit(unit: Codes, value: Longs, n_units: int) -> tuple[Longs, Longs]:
    """Return the values of each unit, in the order given."""
    held = unit >= 0
    unit, value = unit[held], value[held]
    start = np.zeros(n_units + 1, np.int64)
    np.cumsum(np.bincount(unit, minlength=n_units), out=start[1:])
    return start, value[np.argsort(unit, kind="stable")]


def _pairs(parts: Iterable[tuple[Codes, Codes]], n_units: int) -> tuple[Longs, Codes]:
    """Return the distinct partners of each unit."""
    unit, partner = (np.concatenate(part) for part in zip(*parts, strict=True))
    held = (unit >= 0) & (partner >= 0)
    key = np.unique((unit[held].astype(np.int64) << 32) | partner[held])
    start, partners = _by_unit((key >> 32).astype(np.int32), key & 0xFFFFFFFF, n_units)
    return start, partners.astype(np.int32)


def _knowing(graph: FamilyGraph, n_units: int) -> tuple[Longs, Codes]:
    """Return per unit the partners that said anything of somebody there, or were asked to."""
    signals, unit = graph.signals, episode_table(graph).unit
    parts = [(unit, signals[name].to_numpy()) for name in ("partner", "origin_partner")]
    for table, names in (
        ("involvements", ("partner",)),
        ("measures", ("decided_by_partner", "partner", "second_partner")),
        ("requests", ("partner",)),
    ):
        where = units_of_rows(graph, table)
        parts += [(where, graph.tables[table][name].to_numpy()) for name in names]
    return _pairs(parts, n_units)


def _silent(graph: FamilyGraph, n_units: int) -> tuple[Longs, Codes]:
    """Return per unit the partners that were asked about somebody there and did not answer."""
    table = graph.tables["requests"]
    given = table["answer"].isin([str(RequestAnswer.DELIVERED), str(RequestAnswer.NOTHING_KNOWN)])
    given |= table["answer"].isna() & (table["delivered_date"] != NO_DAY)
    unit = np.where(given.to_numpy(dtype=bool), -1, units_of_rows(graph, "requests"))
    return _pairs([(unit.astype(np.int32), table["partner"].to_numpy())], n_units)
