"""Neighbourhoods and kinds of households pooled until every cell may be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.reference.limits import enough

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = ["class_cells", "place_cells"]


def class_cells(people: Floats, touched: Floats) -> Codes:
    """Pool what isn't enough by itself into one rest, with the smallest of the others if need be.

    Parameters
    ----------
    people, touched : float64 array
        Per class.

    Returns
    -------
    int32 array
        Per class its cell: its own number, or -1 for the rest; -2 where not even all together may be
        told.

    >>> class_cells(np.array([90.0, 90, 90]), np.array([30.0, 12, 4])).tolist()
    [0, -1, -1]
    """
    cells = np.arange(len(people), dtype=np.int32)
    for c in range(len(people)):
        if not enough(float(people[c]), float(touched[c])):
            cells[c] = -1
    while True:
        rest = cells == -1
        if people[rest].sum() == 0 or enough(float(people[rest].sum()), float(touched[rest].sum())):
            return cells
        own = np.flatnonzero(cells >= 0)
        if not len(own):
            return np.full(len(people), -2, np.int32)
        cells[own[np.argmin(touched[own])]] = -1


def place_cells(people: Floats, touched: Floats, up: Codes) -> Codes:
    """Pool neighbourhoods within their municipality, and small municipalities with each other.

    Parameters
    ----------
    people, touched : float64 array
        Per neighbourhood.
    up : int32 array
        Per neighbourhood its municipality.

    Returns
    -------
    int32 array
        Per neighbourhood its cell: its own number; ``n + t`` for the rest of municipality ``t``, with
        ``n`` the number of neighbourhoods; -1 for the rest of the area; -2 where nothing may be told.

    >>> place_cells(np.array([90.0, 90, 90]), np.array([30.0, 12, 4]), np.array([0, 0, 0])).tolist()
    [0, 3, 3]
    """
    n, towns = len(people), int(up.max()) + 1
    held = people > 0
    town_people = np.bincount(up[held], people[held], towns).astype(np.float64)
    town_touched = np.bincount(up[held], touched[held], towns).astype(np.float64)
    town_cells = class_cells(town_people, town_touched)
    out = np.full(n, -1, np.int32)
    if (town_cells == -2).any():
        return np.full(n, -2, np.int32)
    for t in np.flatnonzero(town_cells >= 0).tolist():
        mine = np.flatnonzero((up == t) & held)
        cells = class_cells(people[mine], touched[mine])
        out[mine] = np.where(cells >= 0, mine, n + t)
    return out
