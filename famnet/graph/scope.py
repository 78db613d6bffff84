"""A smaller FamilyGraph around some persons or households, cut so that every table still fits."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.delivery.contract import TABLES
from famnet.errors import UserError, WrongUse
from famnet.graph.layers import active
from famnet.vocabulary import NO_DAY, KinKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from famnet.delivery.contract import Table
    from famnet.graph.family_graph import FamilyGraph
    from famnet.graph.layers import Bools, Ints

__all__ = ["KINDS", "ROW_DAY", "followed", "scope"]

#: Kinds of steps one can follow; each kind of kinship or tie may be named by itself too.
KINDS: Final = ("kin", "homes", "ties")

#: The day a row of each table is about: a row that lies after "today" isn't known yet.
ROW_DAY: Final = {
    "memberships": "start_date",
    "kinships": "start_date",
    "ties": "start_date",
    "signals": "event_date",
    "referrals": "sent_date",
    "involvements": "start_date",
    "measures": "start_date",
    "requests": "asked_date",
}


def scope(
    graph: FamilyGraph,
    seeds: Iterable[str],
    *,
    hops: int = 2,
    kinds: Iterable[str] | None = None,
    as_of: int | None = None,
) -> FamilyGraph:
    """Return the part of a graph within some steps of persons or households.

    Parameters
    ----------
    graph : FamilyGraph
        The whole.
    seeds : iterable of str
        Ids of persons or households; a household stands for who live or lived in it.
    hops : int
        Steps to follow, 0 or more: from person to person by kinship or a tie; through a private
        household to who live in it now is one step too.
    kinds : iterable of str, optional
        What to follow: ``kin`` (all kinship, partners and guardians too), ``homes``, ``ties``, or
        single kinds (``parent_of``, ``co_suspect``); default kin and homes.
    as_of : int, optional
        Day number of the new graph's "today"; default that of the graph. Rows that lie after it are
        left out, and it decides which homes and ties are followed.

    Returns
    -------
    FamilyGraph
        Persons reached, the households they live or lived in, and every row about them, with codes
        of its own; partners that are referred to. Rows between a person kept and one left out are
        left out. Same grant.

    Raises
    ------
    UserError
        A seed isn't in the graph.
    WrongUse
        A kind isn't known, or hops is negative.

    Notes
    -----
    O(rows of the graph) per step. The boundary is a choice, no finding: who stands just outside may
    matter as much.
    """
    follow = followed(kinds, hops)
    today = graph.as_of if as_of is None else as_of
    persons, households = _seeds(graph, seeds)
    pairs = list(_pairs(graph, follow, today))
    for _ in range(hops):
        grown = persons.copy()
        for one, other in pairs:
            grown[other[persons[one]]] = True
            grown[one[persons[other]]] = True
        if "homes" in follow:
            _through_homes(graph, today, persons, grown)
        if (grown == persons).all():
            break
        persons = grown
    living = graph.memberships
    lived = living["household"].to_numpy()[persons[living["person"].to_numpy()]]
    households[lived] = True
    return _cut(graph, {"persons": persons, "households": households}, today)


def followed(kinds: Iterable[str] | None, hops: int) -> frozenset[str]:
    """Return the kinds of steps to follow, and refuse what can't be asked.

    Parameters
    ----------
    kinds : iterable of str or None
        As for ``scope``.
    hops : int
        As for ``scope``.

    Raises
    ------
    WrongUse
        A kind isn't known, or hops is negative.
    """
    if hops < 0:
        raise WrongUse(f"hops = {hops} kan niet.", hint="Kies 0 of meer.")
    if kinds is None:
        return frozenset({"kin", "homes"})
    wanted = frozenset(str(kind) for kind in kinds)
    known = {*KINDS, *map(str, KinKind), *map(str, TieKind)}
    if wanted - known:
        raise WrongUse(
            f"Onbekende soort: {', '.join(sorted(wanted - known))}.",
            hint=f"Kies uit {', '.join(sorted(known))}.",
        )
    return wanted


def _seeds(graph: FamilyGraph, seeds: Iterable[str]) -> tuple[Bools, Bools]:
    persons = np.zeros(len(graph.persons), dtype=np.bool_)
    households = np.zeros(len(graph.households), dtype=np.bool_)
    person_codes = pd.Index(graph.persons["person_id"])
    household_codes = pd.Index(graph.households["household_id"])
    for seed in [seeds] if isinstance(seeds, str) else seeds:
        person = person_codes.get_indexer([seed])[0]
        household = household_codes.get_indexer([seed])[0]
        if person < 0 and household < 0:
            raise UserError(f"{seed!r} is geen persoon of huishouden in deze levering.")
        if person >= 0:
            persons[person] = True
        else:
            households[household] = True
    living = graph.memberships
    inside = households[living["household"].to_numpy()]
    persons[living["person"].to_numpy()[inside]] = True
    return persons, households


def _pairs(graph: FamilyGraph, follow: frozenset[str], today: int) -> Iterator[tuple[Ints, Ints]]:
    begun = graph.kinships["start_date"].to_numpy() <= today
    kin = _of_kind(graph.kinships, follow, "kin") & begun
    yield (
        graph.kinships["person"].to_numpy()[kin],
        graph.kinships["relative"].to_numpy()[kin],
    )
    tied = _of_kind(graph.ties, follow, "ties") & active(graph.ties, today)
    yield graph.ties["person"].to_numpy()[tied], graph.ties["other"].to_numpy()[tied]


def _of_kind(rows: pd.DataFrame, follow: frozenset[str], all_of_it: str) -> Bools:
    if all_of_it in follow:
        return np.ones(len(rows), dtype=np.bool_)
    return np.asarray(rows["kind"].astype(object).isin(follow), dtype=np.bool_)


def _through_homes(graph: FamilyGraph, today: int, persons: Bools, grown: Bools) -> None:
    rows = graph.memberships
    kind = graph.households["kind"].astype(object)
    private = ((kind == "private") | kind.isna()).to_numpy()
    there = active(rows, today) & private[rows["household"].to_numpy()]
    person, home = rows["person"].to_numpy()[there], rows["household"].to_numpy()[there]
    entered = np.zeros(len(kind), dtype=np.bool_)
    entered[home[persons[person]]] = True
    grown[person[entered[home]]] = True


def _cut(graph: FamilyGraph, keep: dict[str, Bools], today: int) -> FamilyGraph:
    """Keep the rows of all tables that are about who is kept, and number them anew."""
    for table in TABLES:
        if table.name not in ("persons", "households", "partners"):
            keep[table.name] = _kept_rows(graph, table, keep, today)
    keep["partners"] = _partners(graph, keep)
    numbers = {name: _numbers(mask) for name, mask in keep.items()}
    tables = {table.name: _renumbered(graph, table, keep, numbers) for table in TABLES}
    return replace(graph, tables=tables, as_of=today, _cache={})


def _kept_rows(graph: FamilyGraph, table: Table, keep: dict[str, Bools], today: int) -> Bools:
    rows = graph.tables[table.name]
    about = [
        (code := rows[column.stored].to_numpy(), _at(keep[column.target], code))
        for column in table.columns
        if column.kind == "ref"
        and column.target in keep
        and column.target != "partners"
        and column.stored != "derived_from"
    ]
    if table.name in ("memberships", "kinships", "ties"):
        kept = np.logical_and.reduce([inside for _, inside in about])
    else:
        kept = np.logical_or.reduce([inside for _, inside in about])
    if today != NO_DAY and table.name in ROW_DAY:
        kept &= rows[ROW_DAY[table.name]].to_numpy() <= today
    return np.asarray(kept, dtype=np.bool_)


def _at(mask: Bools, code: Ints) -> Bools:
    return np.asarray(np.append(mask, False)[code], dtype=np.bool_)  # -1 reads the last: not kept


def _partners(graph: FamilyGraph, keep: dict[str, Bools]) -> Bools:
    wanted = np.zeros(len(graph.partners), dtype=np.bool_)
    for table in TABLES:
        rows = graph.tables[table.name]
        for column in table.columns:
            if column.kind == "ref" and column.target == "partners":
                code = rows[column.stored].to_numpy()[keep[table.name]]
                wanted[code[code >= 0]] = True
    return wanted


def _numbers(mask: Bools) -> Ints:
    numbers = np.cumsum(mask, dtype=np.int32) - np.int32(1)
    numbers[~mask] = -1
    return np.append(numbers, np.int32(-1)).astype(np.int32)


def _renumbered(
    graph: FamilyGraph, table: Table, keep: dict[str, Bools], numbers: dict[str, Ints]
) -> pd.DataFrame:
    rows = graph.tables[table.name].loc[keep[table.name]].reset_index(drop=True)
    fresh = {
        column.stored: numbers[column.target][rows[column.stored].to_numpy()]
        for column in table.columns
        if column.kind == "ref"
    }
    cut: pd.DataFrame = rows.assign(**fresh)
    return cut
