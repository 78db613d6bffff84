"""From a graph to small arrays: who could be seen where, for how long, and what was touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.ages import completed_years
from famnet.analysis.concentration.composition import compositions
from famnet.analysis.concentration.marks import Marks
from famnet.analysis.concentration.rates import AGE_BANDS, strata
from famnet.analysis.gate import GROUPS
from famnet.analysis.households import homes
from famnet.analysis.neighbours import stretches
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.gate import Touches
    from famnet.analysis.households import Homes
    from famnet.analysis.period import Period
    from famnet.graph.family_graph import FamilyGraph

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = ["N_STRATA", "People", "people_of", "second_persons"]

#: Age bands and one for an unknown age, times three sexes.
N_STRATA: Final = 3 * (len(AGE_BANDS) + 1)

_GROUPS: Final = len(GROUPS)
_ADULT: Final = 18
_OLD: Final = 65


@dataclass(frozen=True, slots=True, repr=False)
class People:
    """What expected values are made of.

    Parameters
    ----------
    unit, stratum, area : int32 array
        Per person with any exposure.
    exposure : float64 array
        Part of the period that each was alive.
    marks : Marks
        Who of them was touched, in which scan group and last "in any": 1 where an episode about the
        person counts; one about the household as a whole is shared by its residents.
    up : int32 array
        Per area (neighbourhood) its municipality.
    masks : int32 array
        Per unit the scan groups it was touched in, as bits.
    second : int32 array
        Per unit the scan groups in which a second person was touched, by another occurrence, as bits.
    classes : int32 array
        Per unit its ``Composition``.
    places : tuple of (str, str)
        Per area its municipality and neighbourhood by name, empty where unknown.
    """

    unit: Codes
    stratum: Codes
    area: Codes
    exposure: Floats
    marks: Marks
    up: Codes
    masks: Codes
    second: Codes
    classes: Codes
    places: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<People: {len(self.unit)} in {len(self.masks)} units, {len(self.up)} areas>"

    @property
    def touched(self) -> Floats:
        """Person, scan group and last "in any", of who wasn't touched too."""
        out = np.zeros((len(self.unit), _GROUPS + 1))
        out[self.marks.rows] = self.marks.parts
        return out

    def touched_in(self, group: int) -> Codes:
        """Say of each unit whether it was touched in a scan group; the one after the last is "in any"."""
        held = self.masks != 0 if group == _GROUPS else self.masks >> group & 1
        return held.astype(np.int32)

    def touched_units(self) -> Floats:
        """Return unit, scan group and last "in any": touched or not."""
        out = np.empty((len(self.masks), _GROUPS + 1))
        for d in range(_GROUPS + 1):
            out[:, d] = self.touched_in(d)
        return out


def people_of(graph: FamilyGraph, found: Touches, period: Period) -> People:
    """Gather what expected values are made of.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    found : Touches
        What counts in the period (``gate.touches``).
    period : Period
        Bounded on both sides.

    Notes
    -----
    A person belongs where its signals are counted: in the unit of the reference date, of who died in
    the last one. An unknown birth date gives a stratum of its own and the whole period.
    """
    home, persons = homes(graph), graph.persons
    birth = persons["birth_date"].to_numpy()
    exposure = _alive(birth, persons["death_date"].to_numpy(), period)
    kept = np.flatnonzero(exposure > 0)
    area, up, places = _areas(graph, home)
    masks = np.zeros(home.n_units, np.int32)
    np.bitwise_or.at(masks, _units(found), 1 << found.group.astype(np.int32))
    age = _ages(birth, (period.start + period.end) // 2)
    sex = persons["sex"].cat.codes.to_numpy()
    return People(
        unit=home.unit[kept],
        stratum=strata(age, np.where((sex < 0) | (sex > 1), 2, sex).astype(np.int32))[kept],
        area=area[kept],
        exposure=exposure[kept],
        marks=_marks(home, found, kept),
        up=up,
        masks=masks,
        second=second_persons(found, home.n_units),
        classes=_classes(home, _ages(birth, period.end)),
        places=places,
    )


def _alive(birth: Codes, death: Codes, period: Period) -> Floats:
    """Return the part of the period in which each person was alive."""
    start, end = float(period.start), float(period.end)
    first = np.where(birth == NO_DAY, start, np.maximum(birth, start))
    last = np.where(death == NO_DAY, end, np.minimum(death, end))
    return np.clip((last - first) / (end - start), 0, 1)


def _ages(birth: Codes, day: int) -> Codes:
    known = birth != NO_DAY
    days = np.full(len(birth), day, np.int32)
    years = completed_years(np.where(known, birth, days).astype(np.int32), days)
    return np.where(known, np.maximum(years, 0), -1).astype(np.int32)


def _areas(graph: FamilyGraph, home: Homes) -> tuple[Codes, Codes, tuple[tuple[str, str], ...]]:
    """Return the neighbourhood of each person by number, and the municipality of each of them.

    And how both are called.

    Unknown is one of its own.
    """
    table = graph.households
    # Nobody's household is the last row.
    town = pd.concat([table["municipality"], pd.Series([""])]).fillna("").astype(str)
    place = pd.concat([table["neighbourhood"], pd.Series([""])]).fillna("").astype(str)
    towns, _ = pd.factorize(town, sort=True)
    # The same name in two municipalities is two neighbourhoods.
    areas, names = pd.factorize(pd.MultiIndex.from_arrays([town, place]), sort=True)
    up = np.zeros(int(areas.max()) + 1, np.int32)
    up[areas] = towns
    return areas[home.household].astype(np.int32), up, tuple(names.tolist())


def _units(found: Touches) -> Codes:
    return np.repeat(np.arange(len(found.start) - 1), np.diff(found.start)).astype(np.int32)


def _marks(home: Homes, found: Touches, kept: npt.NDArray[np.int64]) -> Marks:
    """Say who of those kept was touched, and in which scan groups."""
    touch = np.repeat(np.arange(len(found.episode)), np.diff(found.first))
    about = found.person >= 0
    person, group = found.person[about], found.group[touch[about]]
    # Touches that name no person are shared by who lives there.
    named = np.zeros(len(found.episode), bool)
    named[touch[about]] = True
    shared = np.flatnonzero(~named)
    place, bounds = stretches(home.residents.start, _units(found)[shared])
    resident, among = home.residents.to[place], np.diff(bounds)
    row = np.full(len(home.unit), -1, np.int32)
    row[kept] = np.arange(len(kept), dtype=np.int32)
    rows = np.unique(row[np.concatenate([person, resident])])
    rows = rows[rows >= 0]
    # Who isn't kept writes to a last row, which is left out.
    at = np.full(len(kept) + 1, len(rows), np.int32)
    at[rows] = np.arange(len(rows), dtype=np.int32)
    out = np.zeros((len(rows) + 1, _GROUPS + 1))
    out[at[row[person]], group] = 1
    cell = at[row[resident]], np.repeat(found.group[shared], among)
    np.maximum.at(out, cell, np.repeat(1 / np.maximum(among, 1), among))
    out[:, -1] = out[:, :-1].max(axis=1)
    return Marks(rows, out[:-1])


def second_persons(found: Touches, n_units: int) -> Codes:
    """Say of each unit in which scan groups more than one person and more than one occurrence touched it.

    Parameters
    ----------
    found : Touches
        What counts.
    n_units : int
        Number of units.

    Returns
    -------
    int32 array
        Per unit the scan groups, as bits.
    """
    touch = np.repeat(np.arange(len(found.episode)), np.diff(found.first))
    about = found.person >= 0
    touch, person = touch[about], found.person[about].astype(np.int64)
    cell = _units(found)[touch].astype(np.int64) * _GROUPS + found.group[touch]
    several = np.unique(cell)
    for other in (person, touch):
        size = int(other.max(initial=0)) + 1
        cells, times = np.unique(np.unique(cell * size + other) // size, return_counts=True)
        several = several[np.isin(several, cells[times > 1])]
    bits = np.zeros(n_units, np.int32)
    np.bitwise_or.at(bits, several // _GROUPS, 1 << (several % _GROUPS).astype(np.int32))
    return bits


def _classes(home: Homes, age: Codes) -> Codes:
    """Return the composition of each unit by who lives there now."""
    unit = np.repeat(np.arange(home.n_units), np.diff(home.residents.start))
    years = age[home.residents.to]
    adult = (years < 0) | (years >= _ADULT)
    counts = [
        np.bincount(unit[which], minlength=home.n_units).astype(np.int32)
        for which in (adult, ~adult, years >= _OLD)
    ]
    return compositions(*counts)
