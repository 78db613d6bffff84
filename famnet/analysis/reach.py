"""Where partners work: whom it makes sense to ask about whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from famnet.analysis.households import homes
from famnet.analysis.neighbours import stretches
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["Reach", "reach_of"]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Reach:
    """Which partners work where.

    A partner whose region is the municipality of some household in the delivery works there alone.
    One without a region, or with another (a police region, a province), works everywhere. Of who has
    no home, or a home without municipality, any partner may know something.

    Parameters
    ----------
    household, person, unit : int32 array
        The municipality of each, -1 not known. That of a person is the one of its home, an
        institution too.
    start, partners : int64 and int32 array
        The partners that can be asked (no hub, court or mere role) about who lives in municipality
        ``t``: ``partners[start[t]:start[t + 1]]``; the last list is of all of them.
    """

    household: Codes
    person: Codes
    unit: Codes
    start: Longs
    partners: Codes

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Reach: {len(self.start) - 2} municipalities>"

    def near(self, town: Codes) -> tuple[Longs, Codes]:
        """Return the places in ``town`` and the partners that can be asked there, pair by pair.

        Parameters
        ----------
        town : int32 array
            Municipalities, -1 not known.
        """
        place, bounds = stretches(self.start, np.where(town >= 0, town, len(self.start) - 2))
        return np.repeat(np.arange(len(town)), np.diff(bounds)), self.partners[place]

    def of_windows(self, start: Longs, units: Codes) -> tuple[Longs, Codes]:
        """Return pairs of window and partner that can be asked where the window lives.

        Parameters
        ----------
        start, units : int64 and int32 array
            Window ``i`` holds ``units[start[i]:start[i + 1]]``.

        Notes
        -----
        A window lives in all municipalities of its units; where none is known, everywhere. A pair
        may come more than once.
        """
        window = np.repeat(np.arange(len(start) - 1, dtype=np.int64), np.diff(start))
        town = self.unit[units]
        lives = np.unique((window[town >= 0] << 32) | town[town >= 0])
        nowhere = np.setdiff1d(np.arange(len(start) - 1), lives >> 32)
        window = np.concatenate([lives >> 32, nowhere])
        town = np.append(lives & 0xFFFFFFFF, np.full(len(nowhere), -1)).astype(np.int32)
        at, partner = self.near(town)
        return window[at], partner


def reach_of(graph: FamilyGraph) -> Reach:
    """Return which partners work where, made once per graph.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.

    Notes
    -----
    Names of places are compared without regard to case and to spaces around them. O(households).
    """
    made = graph._cache.get(__name__)  # noqa: SLF001 - the graph keeps what is derived from it
    if made is None:
        made = graph._cache[__name__] = _build(graph)  # noqa: SLF001
    return cast("Reach", made)


def _build(graph: FamilyGraph) -> Reach:
    towns: dict[str, int] = {}
    household = _coded(graph.households["municipality"], towns, adds=True)
    partner = _coded(graph.partners["region"], towns, adds=False)
    home = homes(graph)
    of_household = np.append(household, np.int32(-1))
    person = of_household[home.household]
    alone = np.append(person, np.int32(-1))[home.unit_person]
    unit = np.where(home.unit_household >= 0, of_household[home.unit_household], alone)
    kinds = [load_catalogue().partners[str(kind)] for kind in graph.partners["kind"]]
    asked = np.array([kind.observer_rule != "never" for kind in kinds], bool)
    lists = [
        np.flatnonzero(asked & ((partner < 0) | (partner == town))) for town in range(len(towns))
    ]
    lists.append(np.flatnonzero(asked))
    start = np.append(0, np.cumsum([len(part) for part in lists]))
    return Reach(household, person, unit, start, np.concatenate(lists).astype(np.int32))


def _coded(column: pd.Series[str], towns: dict[str, int], *, adds: bool) -> Codes:
    """Return the number of each place; -1 for none, or for one that is not there and not added."""
    codes, distinct = pd.factorize(column)
    names = [str(name).strip().casefold() for name in distinct]
    if adds:
        for name in names:
            if name:
                towns.setdefault(name, len(towns))
    numbers = np.array([*(towns.get(name, -1) for name in names), -1], np.int32)
    return numbers[codes]
