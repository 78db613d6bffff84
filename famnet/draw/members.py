"""Which persons and households stand in the family networks of a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.cases import window_of
from famnet.analysis.households import Homes, homes, unit_names
from famnet.analysis.members import members
from famnet.analysis.window_ids import window_id
from famnet.analysis.windows import Windows, family_windows
from famnet.draw.families_scene import Members
from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["chosen", "everyone", "little_overlap"]

# Two networks that share more than this part of their households are one and the same story
# (cli.md: overlap clusters).
OVERLAP = 0.25


def chosen(graph: FamilyGraph, windows: Sequence[str]) -> list[Members]:
    """Return the members of these family networks, single households included.

    Raises
    ------
    UserError
        There is no family network or household with such a window id.
    """
    known = family_windows(graph)
    home = homes(graph)
    at = {str(name): i for i, name in enumerate(known.window_id)} if len(windows) else {}
    missing = {name for name in windows if name not in at}
    alone: dict[str, int] = {}
    if missing:
        for unit, name in enumerate(unit_names(graph)):
            own = window_id([name])
            if own in missing:
                alone[own] = unit
    if missing - alone.keys():
        names = ", ".join(sorted(missing - alone.keys())[:5])
        raise UserError(
            f"Geen familienetwerk in deze levering: {names}",
            hint="Kies een window_id uit windows.csv.",
        )
    return [
        _members(home, name, known.units_of(at[name]) if name in at else np.array([alone[name]]))
        for name in windows
    ]


def everyone(graph: FamilyGraph, windows: Sequence[str]) -> list[int]:
    """Return the persons of these family networks, the dead who connect and in-laws beside included."""
    found: set[int] = set()
    for name in windows:
        found.update(members(graph, window_of(graph, name))["person"].tolist())
    return sorted(found)


def little_overlap(graph: FamilyGraph, limit: int) -> tuple[list[Members], int]:
    """Return some family networks that overlap little, by window id, and how many there are in all.

    Notes
    -----
    Greedy: a network is taken when it shares at most a quarter of the households (Jaccard) with
    each one taken before, until there are ``limit``. Order and choice say nothing. O(limit).
    """
    known = family_windows(graph)
    home = homes(graph)
    holders: dict[int, list[int]] = {}
    size: list[int] = []
    taken: list[int] = []
    for window in range(len(known)):
        if len(taken) == limit:
            break
        units = known.units_of(window).tolist()
        shared: dict[int, int] = {}
        for unit in units:
            for other in holders.get(unit, ()):
                shared[other] = shared.get(other, 0) + 1
        if any(n / (len(units) + size[other] - n) > OVERLAP for other, n in shared.items()):
            continue
        for unit in units:
            holders.setdefault(unit, []).append(len(taken))
        taken.append(window)
        size.append(len(units))
    return [_of(known, home, window) for window in taken], len(known)


def _of(known: Windows, home: Homes, window: int) -> Members:
    return _members(home, str(known.window_id[window]), known.units_of(window))


def _members(home: Homes, name: str, units: np.ndarray) -> Members:
    """Collect who lives in the units now."""
    lives = home.residents
    persons: set[int] = set()
    for unit in units.tolist():
        persons.update(lives.to[lives.start[unit] : lives.start[unit + 1]].tolist())
        if home.unit_person[unit] >= 0:
            persons.add(int(home.unit_person[unit]))
    households = home.unit_household[units]
    return Members(
        name,
        tuple(sorted(persons)),
        tuple(sorted(int(row) for row in households[households >= 0])),
    )
