"""The window that a case is about: by window id, person or household."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.households import homes, unit_names
from famnet.analysis.links import family_links, today
from famnet.analysis.signal_units import household_units
from famnet.analysis.window_ids import window_id, window_ids
from famnet.analysis.windows import Window, Windows, family_windows, units_of_anchor
from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["window_of"]


def window_of(graph: FamilyGraph, ref: str) -> Window:
    """Return the family network that a window, person or household id stands for.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    ref : str
        A window id, a person id or a household id, looked for in that order.

    Returns
    -------
    Window
        Of a person in several windows the nearest: the one that it anchors; else of those anchored
        by its parents the one of most households (ties: lowest id); else so by its grandparents;
        else so of all that hold its household. Of a household the same, for those who live in it
        together. Without any window of two households or more: the household, or the person that
        stands alone, by itself (``index`` -1).

    Raises
    ------
    UserError
        When nothing has that id, or it is a household that belongs to no family (an institution).
    """
    found = _by_window_id(graph, ref)
    if found is not None:
        return found
    person = _row(graph.persons["person_id"], ref)
    if person >= 0:
        return _nearest(graph, [person], int(homes(graph).unit[person]))
    household = _row(graph.households["household_id"], ref)
    if household < 0:
        raise UserError(
            f"{ref[:60]!r} is geen familienetwerk, persoon of huishouden van deze levering.",
            hint="Kies een window_id uit windows.csv, of een person_id of household_id uit de levering.",
        )
    where = household_units(
        graph, np.array([household], np.int32), np.array([today(graph)], np.int32)
    )
    if where[0] < 0:
        raise UserError(
            f"Huishouden {ref[:60]!r} is geen woonhuishouden: een instelling of een adres met veel"
            " mensen die geen familie zijn. Daar hoort geen familienetwerk bij.",
            hint="Kies een persoon die daar woont.",
        )
    unit = int(where[0])
    lists = homes(graph).residents
    return _nearest(graph, lists.to[lists.start[unit] : lists.start[unit + 1]].tolist(), unit)


def _by_window_id(graph: FamilyGraph, ref: str) -> Window | None:
    windows = family_windows(graph)
    at = windows.place_of(ref)
    if at >= 0:
        return windows.window(at)
    if not (ref.startswith("w-") and len(ref) == 14):
        return None
    home = homes(graph)
    units = np.arange(home.n_units, dtype=np.int32)
    single = window_ids(np.arange(home.n_units + 1, dtype=np.int64), units, unit_names(graph))
    same = np.flatnonzero(single == ref)
    return _alone(graph, int(same[0])) if len(same) else None


def _row(ids: pd.Series[str], ref: str) -> int:
    rows = np.flatnonzero((ids == ref).to_numpy())
    return int(rows[0]) if len(rows) else -1


def _nearest(graph: FamilyGraph, people: list[int], unit: int) -> Window:
    """Return the window anchored by these people, else by those before them, else around them."""
    windows, parents = family_windows(graph), family_links(graph).parents
    nodes = set(people)
    for _ in range(3):
        known = [
            at
            for node in nodes
            for depth in (2, 1)
            if (at := _at(graph, windows, node, depth)) is not None
        ]
        if known:
            return windows.window(_largest(windows, known))
        persons = (node for node in nodes if node < len(graph.persons))
        nodes = {
            int(parent)
            for node in persons
            for parent in parents.to[parents.start[node] : parents.start[node + 1]]
        }
    places = np.flatnonzero(windows.units == unit)
    around = np.searchsorted(windows.indptr, places, side="right") - 1
    if len(around):
        return windows.window(_largest(windows, around.tolist()))
    return _alone(graph, unit)


def _at(graph: FamilyGraph, windows: Windows, node: int, depth: int) -> int | None:
    """Return the place of the window with the units of this anchor, whoever anchors it now."""
    units = units_of_anchor(graph, node, depth)
    if len(units) < 2:
        return None
    at = windows.place_of(window_id(unit_names(graph, units).tolist()))
    return at if at >= 0 else None


def _largest(windows: Windows, places: Iterable[int]) -> int:
    # Windows stand by id, so that the lowest place is the lowest id.
    return min(places, key=lambda at: (-int(windows.n_households[at]), at))


def _alone(graph: FamilyGraph, unit: int) -> Window:
    units = np.array([unit], np.int32)
    residents = homes(graph).residents.start
    return Window(
        window_id=window_id(unit_names(graph, units).tolist()),
        index=-1,
        anchor=-1,
        node=-1,
        depth=0,
        units=units,
        n_persons=int(residents[unit + 1] - residents[unit]),
        n_households=1,
        oversize=False,
    )
