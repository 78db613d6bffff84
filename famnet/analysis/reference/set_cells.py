"""Which sets of scan groups may be told, and the profiles that come back from what was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.profile import leaned
from famnet.analysis.reference.limits import SMALLEST

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.profile import Profiles

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

__all__ = ["Told", "profiles_of", "richness_cells", "told_sets"]

_ROUNDS: Final = 40
_LITTLE: Final = 1e-9


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """Counted sets and the totals told beside them.

    Parameters
    ----------
    counts : float64 array
        Row, set: households touched in exactly this set; a row per class and last one for all.
    totals : float64 array
        Row, group and last "in any": households touched; NaN where it isn't told.
    richness : tuple of (int, float)
        Per cell of "touched in so many groups": the first number, and how many households.
    """

    counts: Floats
    totals: Floats
    richness: tuple[tuple[int, float], ...]

    def __repr__(self) -> str:
        """Show sizes only."""
        return f"<Told: {self.counts.shape[0]} rows>"

    @property
    def groups(self) -> int:
        """How many scan groups there are."""
        return int(self.totals.shape[1]) - 1


def richness_cells(households: Floats) -> tuple[tuple[int, float], ...]:
    """Pool "touched in so many groups" from the top until each cell may be told.

    Parameters
    ----------
    households : float64 array
        Per number of groups, from one on.

    >>> richness_cells(np.array([90.0, 40, 8, 5]))
    ((1, 90.0), (2, 40.0), (3, 13.0))
    """
    cells: list[tuple[int, float]] = []
    held = 0.0
    for s in range(len(households), 0, -1):
        held += float(households[s - 1])
        if held >= SMALLEST or s == 1:
            cells.insert(0, (s, held))
            held = 0.0
    if len(cells) > 1 and cells[0][1] < SMALLEST:
        (_, first), (_, second) = cells[:2]
        cells[:2] = [(1, first + second)]
    return tuple(cells)


def _members(told: Told) -> tuple[Bools, Bools]:
    """Return which sets count in which total, and in which cell of richness."""
    sets = np.arange(told.counts.shape[1])
    held = [(sets >> d & 1).astype(bool) for d in range(told.groups)]
    sizes = np.bitwise_count(sets)
    starts = np.array([start for start, _ in told.richness])
    cell = np.searchsorted(starts, sizes, side="right") - 1
    rich = [(cell == i) & (sizes > 0) for i in range(len(starts))]
    return np.array([*held, sets > 0]), np.array(rich)


def told_sets(told: Told) -> Bools:
    """Say which sets may be told of which row, so that no small cell comes out by subtraction.

    Parameters
    ----------
    told : Told
        True counts and the totals that are told.

    Returns
    -------
    bool array
        Row, set.

    Notes
    -----
    A set is told where it is ten or more and all its totals are told. What is left of every total -
    of a group, of a number of groups, of a set over all classes - must be ten or more as well; else
    the smallest told set in it is taken back, until nothing changes. Secondary suppression along
    every published total; Hundepool et al. (2012), section 4.3.
    """
    within, rich = _members(told)
    known = ~np.isnan(told.totals)
    # No set is told that lies in a total which isn't.
    hidden = np.array(
        [within[~row].any(axis=0) if (~row).any() else within[0] & False for row in known]
    )
    listed: Bools = (told.counts >= SMALLEST) & ~hidden
    listed[:, 0] = False
    rows = len(told.counts)
    changed = True
    while changed:
        before = listed.sum()
        for r in range(rows):
            for d in range(told.groups + 1):
                if known[r, d]:
                    _take_back(listed[r], told.counts[r], within[d], told.totals[r, d])
        for member, (_, whole) in zip(rich, told.richness, strict=True):
            _take_back(listed[-1], told.counts[-1], member, whole)
        listed[:-1] &= listed[-1]
        for s in np.flatnonzero(listed[-1]).tolist():
            column = listed[:-1, s].copy()
            every = np.ones(rows - 1, bool)
            _take_back(column, told.counts[:-1, s], every, float(told.counts[-1, s]))
            listed[:-1, s] = column
        changed = listed.sum() != before
    return listed


def _take_back(listed: Bools, counts: Floats, member: Bools, whole: float) -> None:
    """Take sets back until what is left of a total is enough."""
    while True:
        mine = np.flatnonzero(listed & member)
        if not len(mine) or whole - counts[mine].sum() >= SMALLEST:
            return
        listed[mine[np.argmin(counts[mine])]] = False


def profiles_of(told: Told) -> Profiles:
    """Return the profiles that follow from what was told.

    Parameters
    ----------
    told : Told
        What was told: a count of zero is a set that wasn't.

    Returns
    -------
    Profiles
        Per class of households.

    Notes
    -----
    What is left of the totals is spread over the sets that weren't told as if groups came
    independently, raked to what is left of each group and each number of groups (iterative
    proportional fitting; Deming & Stephan 1940, doi:10.1214/aoms/1177731829); of a class as it is of
    all. From there on as the scan does (``profile.leaned``).
    """
    within, rich = _members(told)
    whole = told.counts[-1]
    left = np.nan_to_num(_left(told, -1))
    richness = [n - whole[member].sum() for (_, n), member in zip(told.richness, rich, strict=True)]
    odds = np.array([max(n, _LITTLE) for n in left[:-1]]) / max(left[-1], 1.0)
    start = np.prod(np.where(within[:-1], np.minimum(odds, 0.9)[:, None], 1.0), axis=0)
    members = np.concatenate([within, rich])
    aims = np.array([*left, *(max(n, 0.0) for n in richness)])
    every = whole + _raked(np.where((whole > 0) | ~within[-1], 0.0, start), members, aims)
    rows = []
    for r in range(len(told.counts) - 1):
        own = told.counts[r]
        if np.isnan(told.totals[r, -1]):
            rows.append(np.zeros_like(own))
            continue
        rows.append(own + _raked(np.where(own > 0, 0.0, every), within, _left(told, r)))
    return leaned(np.array(rows), every, told.groups)


def _left(told: Told, row: int) -> Floats:
    """Return what the told sets leave of each total; NaN where the total isn't told."""
    within, _ = _members(told)
    seen = within @ told.counts[row]
    return np.asarray(np.maximum(told.totals[row] - seen, 0.0))


def _raked(start: Floats, members: Bools, aims: Floats) -> Floats:
    """Return the sets scaled to each aim by turns."""
    table = start.astype(np.float64)
    for _ in range(_ROUNDS):
        for member, aim in zip(members, aims, strict=True):
            held = float(table[member].sum())
            if held > 0 and not np.isnan(aim):
                table[member] *= aim / held
    return table
