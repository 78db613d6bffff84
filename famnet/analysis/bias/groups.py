"""The groups an audit compares: households, persons, family networks and signals, by what they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.ages import completed_years
from famnet.analysis.bias.permuted import area_of_units
from famnet.analysis.concentration.composition import Composition
from famnet.analysis.episodes import OBSERVERS
from famnet.analysis.households import homes
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.people import People
    from famnet.analysis.families import Windows
    from famnet.analysis.gate import Touches
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "FIFTHS", "Grouping", "groupings", "n_areas", "partner_grouping", "reporting_fifths", "window_fifths",
]  # fmt: skip

#: Parts that areas are divided into by how much they report, each with as many households.
FIFTHS: Final = 5
_SIZES: Final = (1, 2, 3, 4, 5)
_NETWORKS: Final = (2, 3, 4, 5, 7, 10)
_AGES: Final = (0, 12, 18, 25, 45, 65)


@dataclass(frozen=True, slots=True, repr=False)
class Grouping:
    """Things of one kind, each in one group.

    Parameters
    ----------
    attribute : str
        What the groups are made by.
    groups : tuple of str
        Codes of the groups.
    code : int32 array
        Per thing its group.
    place : int64 array
        Per thing its unit, or for networks its window.
    """

    attribute: str
    groups: tuple[str, ...]
    code: Codes
    place: Longs

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Grouping by {self.attribute}: {len(self.code)} in {len(self.groups)} groups>"

    @property
    def of_windows(self) -> bool:
        """Whether the things are family networks; else they live in units."""
        return self.attribute in ("area", "network_size")

    def counts(self, held: npt.NDArray[np.bool_]) -> Longs:
        """Count the things of each group whose unit or window is held."""
        kept = self.code[held[self.place]]
        return np.bincount(kept, minlength=len(self.groups)).astype(np.int64)


def groupings(graph: FamilyGraph, windows: Windows, background: Background) -> list[Grouping]:
    """Return the groups of an area: all but those by source partner, which follow the signals.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    windows : Windows
        The family windows; only who lives in one can be flagged.
    background : Background
        What the scan compared with.
    """
    home = homes(graph)
    in_window = np.unique(windows.units).astype(np.int64)
    size = np.diff(home.residents.start)[in_window]
    lived_in = size > 0
    kind = background.people.classes[in_window]
    return [
        _banded("household_size", _SIZES, size[lived_in], in_window[lived_in]),
        Grouping("composition", tuple(c.name.lower() for c in Composition), kind, in_window),
        *_persons(graph, in_window),
        Grouping(
            "area",
            tuple(str(n + 1) for n in range(FIFTHS)),
            window_fifths(windows, background),
            np.arange(len(windows), dtype=np.int64),
        ),
        _banded(
            "network_size",
            _NETWORKS,
            windows.n_households,
            np.arange(len(windows), dtype=np.int64),
        ),
    ]


def _banded(
    attribute: str, first: tuple[int, ...], value: npt.NDArray[np.integer], place: Longs
) -> Grouping:
    """Group numbers by the bands that start at ``first``."""
    code = np.searchsorted(np.array(first), value, side="right") - 1
    return Grouping(attribute, _bands(first), code.astype(np.int32), place)


def _bands(first: tuple[int, ...]) -> tuple[str, ...]:
    """Name bands by their first and last number.

    >>> _bands((1, 2, 5))
    ('1', '2-4', '5+')
    """
    ends = [n - 1 for n in first[1:]]
    names = [str(a) if a == b else f"{a}-{b}" for a, b in zip(first, ends, strict=False)]
    return (*names, f"{first[-1]}+")


def _persons(graph: FamilyGraph, in_window: Longs) -> list[Grouping]:
    home = homes(graph)
    unit = np.repeat(np.arange(home.n_units), np.diff(home.residents.start))
    held = np.zeros(home.n_units, bool)
    held[in_window] = True
    who, unit = home.residents.to[held[unit]], unit[held[unit]]
    birth = graph.persons["birth_date"].to_numpy()[who]
    known = birth != NO_DAY
    day = np.full(len(who), graph.as_of, np.int32)
    years = completed_years(np.where(known, birth, day).astype(np.int32), day)
    bands = np.searchsorted(np.array(_AGES), np.maximum(years, 0), side="right") - 1
    age = np.where(known, bands, len(_AGES)).astype(np.int32)
    sex = graph.persons["sex"]
    code = sex.cat.codes.to_numpy()[who]
    words = tuple(str(word) for word in sex.cat.categories)
    return [
        Grouping("age", (*_bands(_AGES), "unknown"), age, unit),
        Grouping(
            "sex",
            (*words, "not_given"),
            np.where(code < 0, len(words), code).astype(np.int32),
            unit,
        ),
    ]


def partner_grouping(found: Touches) -> Grouping:
    """Group signals by who saw them (observers of the catalogue), in the unit where they touch."""
    unit = np.repeat(np.arange(len(found.start) - 1), np.diff(found.start))
    place = np.repeat(unit, np.diff(found.first))
    nobody = len(OBSERVERS)
    code = np.where(found.observer < 0, nobody, found.observer).astype(np.int32)
    return Grouping("partner", (*OBSERVERS, "none"), code, place)


def reporting_fifths(background: Background) -> Codes:
    """Divide areas by how much they report, into parts with as many households each.

    Parameters
    ----------
    background : Background
        Its multipliers say how much.

    Returns
    -------
    int32 array
        Per area 0 (least) to 4 (most).

    Notes
    -----
    The multipliers of the scan groups are weighed by how much is expected in each. With few areas
    some parts stay empty.
    """
    people, rates = background.people, background.rates
    n_areas = len(people.up)
    level, base = np.zeros(n_areas), np.zeros(n_areas)
    for d in range(rates.rate.shape[1] - 1):
        expected = np.bincount(
            people.area, rates.rate[people.stratum, d] * people.exposure, n_areas
        )
        level += expected * rates.multiplier[:, d]
        base += expected
    order = np.argsort(level / np.maximum(base, 1e-12), kind="stable")
    households = _households(people)[order]
    middle = np.cumsum(households) - households / 2
    out = np.empty(n_areas, np.int32)
    whole = max(float(households.sum()), 1.0)
    out[order] = np.minimum((FIFTHS * middle / whole).astype(np.int32), FIFTHS - 1)
    return out


def n_areas(background: Background) -> int:
    """Return in how many areas somebody lives."""
    return int((_households(background.people) > 0).sum())


def _households(people: People) -> Floats:
    area = area_of_units(people)
    return np.bincount(area[area >= 0], minlength=len(people.up)).astype(np.float64)


def window_fifths(windows: Windows, background: Background) -> Codes:
    """Return for each window the part in which most of its households lie, of equals the lowest."""
    held = area_of_units(background.people)[windows.units]
    fifths = reporting_fifths(background)
    window = np.repeat(np.arange(len(windows)), np.diff(windows.indptr))
    known = held >= 0
    votes = np.zeros((len(windows), FIFTHS), np.int32)
    np.add.at(votes, (window[known], fifths[held[known]]), 1)
    most: Codes = votes.argmax(axis=1).astype(np.int32)
    return most
