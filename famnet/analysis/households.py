"""Homes: the one household, or the person alone, that each person counts in.

Each person belongs to one *unit* at the reference date (methods.md 1.3 and 2.0). A unit is a
private household, or one person alone: who has no household, lives in an institution, at an address
of more than ten unrelated persons, or is placed in a foster home.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famnet.analysis.crowding import crowded_households, placed_children
from famnet.analysis.household_table import households
from famnet.analysis.links import family_links, living_at, today
from famnet.analysis.neighbours import Bools, Codes, Neighbours, id_ranks, neighbours
from famnet.analysis.stays import chosen_stay, private_households, stays_of

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["HomeBasis", "Homes", "homes", "households", "unit_names"]


class HomeBasis(IntEnum):
    """What the home of a person rests on."""

    NONE = 0
    CURRENT = 1
    LONGEST_OF_TWO = 2
    GONE = 3
    DEAD = 4


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Homes:
    """Where everybody belongs at the reference date.

    Parameters
    ----------
    household : int32 array
        Per person the household: the current one, of two at once the one of longest stay, of who
        is gone or dead the last one; -1 none.
    basis : int8 array
        Per person a ``HomeBasis``.
    living, resident, placed : bool arrays
        Per person: alive; alive and living in ``household`` now; placed in a foster home.
    unit : int32 array
        Per person its unit.
    unit_household, unit_person : int32 arrays
        Per unit the household, or the person that stands alone; the other is -1.
    household_unit : int32 array
        Per household its unit; -1 for one that is no unit (institution, crowded address).
    residents : Neighbours
        Per unit the living persons in it now; a person alone is its own resident.
    """

    household: Codes
    basis: np.typing.NDArray[np.int8]
    living: Bools
    resident: Bools
    placed: Bools
    unit: Codes
    unit_household: Codes
    unit_person: Codes
    household_unit: Codes
    residents: Neighbours

    @property
    def n_units(self) -> int:
        """Number of units: private households and persons alone."""
        return len(self.unit_household)

    def __repr__(self) -> str:
        """Give counts only."""
        return (
            f"<Homes: {len(self.unit)} persons in {self.n_units} units, "
            f"{int((self.unit_person >= 0).sum())} of them a person alone>"
        )


def homes(graph: FamilyGraph) -> Homes:
    """Return where everybody belongs at the reference date, made once per graph.

    Notes
    -----
    Household kinds that are not delivered count as private. A partial date is taken at its
    earliest reading. Sorting dominates: O(n log n) in memberships.
    """
    cached = graph._cache.get(__name__)  # noqa: SLF001 - the cache is there for derived arrays
    if not isinstance(cached, Homes):
        cached = _build(graph)
        graph._cache[__name__] = cached  # noqa: SLF001 - idem
    return cached


def unit_names(graph: FamilyGraph, units: Codes | None = None) -> pd.Series[str]:
    """Return the name of units: the household id, ``person:`` and the id for a person alone.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    units : int32 array, optional
        Which; all of them when left out.

    Returns
    -------
    pandas.Series of str
        One name per unit asked for.
    """
    home = homes(graph)
    chosen = np.arange(home.n_units, dtype=np.int32) if units is None else units
    household, person = home.unit_household[chosen], home.unit_person[chosen]
    alone = np.flatnonzero(household < 0)
    if len(alone) == len(chosen):
        return "person:" + pd.Series(graph.persons["person_id"].array.take(person))
    # The last household stands in for a moment where there is none (take reads -1 so).
    names = pd.Series(graph.households["household_id"].array.take(household))
    if len(alone):
        said = "person:" + pd.Series(graph.persons["person_id"].array.take(person[alone]))
        names.iloc[alone] = said.array
    return names


def _build(graph: FamilyGraph) -> Homes:
    living, links, day = living_at(graph), family_links(graph), today(graph)
    household, held = chosen_stay(
        stays_of(graph),
        day=day,
        death=graph.persons["death_date"].to_numpy(),
        household_rank=id_ranks(graph.households["household_id"]),
    )
    resident = living & (held > 0)
    private = private_households(graph)
    closes = private & ~crowded_households(household, resident, private, links)
    placed = placed_children(household, resident, links)
    in_household = (household >= 0) & ~placed
    in_household[in_household] = closes[household[in_household]]
    return _units(
        household, _basis(household, held, living), (living, resident, placed), closes, in_household
    )


def _basis(household: Codes, held: Codes, living: Bools) -> np.typing.NDArray[np.int8]:
    basis = np.full(len(household), HomeBasis.NONE, np.int8)
    known = household >= 0
    basis[known] = HomeBasis.GONE
    basis[known & (held == 1)] = HomeBasis.CURRENT
    basis[known & (held > 1)] = HomeBasis.LONGEST_OF_TWO
    basis[known & ~living] = HomeBasis.DEAD
    return basis


def _units(
    household: Codes,
    basis: np.typing.NDArray[np.int8],
    states: tuple[Bools, Bools, Bools],
    closes: Bools,
    in_household: Bools,
) -> Homes:
    """Return the homes; units are numbered: private households by row, then persons alone by row."""
    living, resident, placed = states
    unit_household = np.flatnonzero(closes).astype(np.int32)
    household_unit = np.full(len(closes), -1, np.int32)
    household_unit[unit_household] = np.arange(len(unit_household))
    alone = np.flatnonzero(~in_household).astype(np.int32)
    unit = np.empty(len(household), np.int32)
    unit[in_household] = household_unit[household[in_household]]
    unit[alone] = len(unit_household) + np.arange(len(alone))
    none = np.int32(-1)
    present = np.flatnonzero((resident & in_household) | (living & ~in_household)).astype(np.int32)
    return Homes(
        household=household,
        basis=basis,
        living=living,
        resident=resident,
        placed=placed,
        unit=unit,
        unit_household=np.concatenate([unit_household, np.full(len(alone), none)]),
        unit_person=np.concatenate([np.full(len(unit_household), none), alone]),
        household_unit=household_unit,
        residents=neighbours(unit[present], present, len(unit_household) + len(alone)),
    )
