"""Who was touched, without a row for who wasn't."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]

__all__ = ["Marks", "marks_of"]


class Marks(NamedTuple):
    """Who was touched: of nearly everybody there is nothing to hold.

    Parameters
    ----------
    rows : int32 array
        Who of all persons.
    parts : float64 array
        Of those: domain, touched or not; a signal about a household counts as a part for each resident.
    """

    rows: Codes
    parts: Floats


def marks_of(touched: Bools | Floats) -> Marks:
    """Return the same of a table of all persons.

    Parameters
    ----------
    touched : array
        Person, domain.

    >>> marks_of(np.array([[0.0, 0.0], [0.5, 1.0]])).rows.tolist()
    [1]
    """
    rows = np.flatnonzero(touched.any(axis=1)).astype(np.int32)
    return Marks(rows, touched[rows].astype(np.float64))
