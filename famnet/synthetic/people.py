"""The persons and couples of a synthetic region, as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from famnet.vocabulary import FOREVER

__all__ = ["YEAR", "Couples", "Days", "People", "clip_day"]

Days: TypeAlias = NDArray[np.int32]
YEAR = 365.2425


@dataclass(slots=True)
class People:
    """Persons as columns; a row number is the person.

    Parameters
    ----------
    birth, death : int32 array
        Days since 1970-01-01; a death that has not come is ``FOREVER``.
    male : bool array
        Registered sex (the region knows two; ``x`` and unknown come with the faults).
    mother, father : int32 array
        Row of the parent, -1 where the parent is not in the data.
    couple : int32 array
        Couple a person was born to, -1 none.
    generation : int8 array
        0 for the oldest.
    twin : int8 array
        0 no twin, 1 one of a pair, 2 one of an identical pair; twins stand next to each other.
    """

    birth: Days
    death: Days
    male: NDArray[np.bool_]
    mother: Days
    father: Days
    couple: Days
    generation: NDArray[np.int8]
    twin: NDArray[np.int8]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.birth)


@dataclass(slots=True)
class Couples:
    """Couples as columns: the woman, the man, when, and how it ended (0 still, 1 parted, 2 death)."""

    woman: Days
    man: Days
    start: Days
    end: Days
    ended_by: NDArray[np.int8]
    order: NDArray[np.int8]

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.woman)


def clip_day(day: NDArray[np.float64]) -> Days:
    """Return float days as int32, nothing beyond ``FOREVER``."""
    return np.minimum(np.floor(day), FOREVER - 1).astype(np.int32)
