"""Where partners work: whom it makes sense to ask about whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd

from famnet.analysis.households import homes

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
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
    partner : int32 array
        Per partner its municipality, -1 everywhere.
    household, person, unit : int32 array
        The municipality of each, -1 not known. That of a person is the one of its home, an
        institution too.
    n_towns : int
        Number of municipalities.
    """

    partner: Codes
    household: Codes
    person: Codes
    unit: Codes
    n_towns: int

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Reach: {int((self.partner >= 0).sum())} of {len(self.partner)} partners are local>"

    def of_windows(self, start: Longs, units: Codes) -> Bools:
        """Say per window and partner whether the partner works where the window lives.

        Parameters
        ----------
        start, units : int64 and int32 array
            Window ``i`` holds ``units[start[i]:start[i + 1]]``.

        Notes
        -----
        A window lives in all municipalities of its units; where none is known, everywhere.
        """
        window = np.repeat(np.arange(len(start) - 1), np.diff(start))
        town = self.unit[units]
        lives = np.zeros((len(start) - 1, self.n_towns + 1), bool)
        lives[window[town >= 0], town[town >= 0]] = True
        lives[~lives.any(axis=1)] = True
        # The last column is that of partners that work everywhere.
        lives[:, -1] = True
        return cast("Bools", lives[:, self.partner])


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
    return Reach(partner, household, person, unit, len(towns))


def _coded(column: pd.Series[str], towns: dict[str, int], *, adds: bool) -> Codes:
    """Return the number of each place; -1 for none, or for one that is not there and not added."""
    codes, distinct = pd.factorize(column)
    names = [str(name).strip().casefold() for name in distinct]
    if adds:
        for name in names:
            if name:
                towns.setdefault(name, len(towns))
    numbers = np.array([*(towns.get(name, -1) for name in names), -1], np.int32)
    return cast("Codes", numbers[codes])
