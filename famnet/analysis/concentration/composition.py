"""Classes of households by who lives there, so that like is compared with like."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.int32]

__all__ = ["Composition", "compositions"]


class Composition(IntEnum):
    """What a household is made of; nothing else about it is used."""

    EMPTY = 0
    SINGLE_OLD = 1
    SINGLE = 2
    TWO_OLD = 3
    TWO = 4
    ADULTS = 5
    ONE_PARENT_SMALL = 6
    ONE_PARENT_LARGE = 7
    FAMILY_SMALL = 8
    FAMILY_LARGE = 9
    MORE_ADULTS_AND_CHILDREN = 10


def compositions(adults: Codes, children: Codes, old: Codes) -> Codes:
    """Return the class of households.

    Parameters
    ----------
    adults, children : int32 array
        Residents of 18 and older, and younger. An unknown age counts as adult.
    old : int32 array
        Adults of 65 and older.

    Notes
    -----
    Small is one or two children, large three or more. Two adults with children are a family whatever
    they are to each other: kinship is not asked here.

    >>> one, none = np.array([1], np.int32), np.array([0], np.int32)
    >>> Composition(int(compositions(one, none, one)[0])).name
    'SINGLE_OLD'
    """
    large = children > 2
    all_old = (old == adults) & (adults > 0)
    conditions = [
        (adults == 0) & (children == 0),
        (children == 0) & (adults == 1) & all_old,
        (children == 0) & (adults == 1),
        (children == 0) & (adults == 2) & all_old,
        (children == 0) & (adults == 2),
        children == 0,
        (adults <= 1) & ~large,
        adults <= 1,
        (adults == 2) & ~large,
        adults == 2,
    ]
    found = np.select(conditions, list(range(len(conditions))), len(conditions))
    return found.astype(np.int32)
