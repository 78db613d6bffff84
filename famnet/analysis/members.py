"""Who is in a family network and who stands beside it: the table of ``famnet families``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famnet.analysis.households import homes, unit_names
from famnet.analysis.kinship_siblings import family_mates
from famnet.analysis.links import family_links
from famnet.analysis.member_kernels import Asked, Boundary, Kin, Rows, Way, list_members
from famnet.analysis.member_texts import way_texts
from famnet.analysis.neighbours import Neighbours, neighbours
from famnet.analysis.windows import Window, Windows, family_windows

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["BOUNDARIES", "FAMILY_COLUMNS", "families", "kin_lists", "members"]

BOUNDARIES = tuple(boundary.name.lower() for boundary in Boundary)
FAMILY_COLUMNS = (
    "window_id",
    "anchor_id",
    "depth",
    "household_id",
    "person_id",
    "boundary",
    "path",
    "n_persons",
    "oversize",
)
# How many generations below its host somebody stands, by way.
_BELOW = {
    Way.PARTNER: 0, Way.PARENT: -1, Way.CHILD_OF_HOST: 1, Way.SIBLING: 0, Way.STEP_CHILD: 1,
    Way.CHILD_OF_PARTNER: 1, Way.FOSTER_CHILD: 1, Way.PARTNER_ELSEWHERE: 0,
    Way.PARENT_OF_PARTNER: -1, Way.SIBLING_OF_PARTNER: 0,
}  # fmt: skip


def members(graph: FamilyGraph, window: Window) -> pd.DataFrame:
    """Return the people of one window.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    window : Window
        As ``window_of`` gives it.

    Returns
    -------
    pandas.DataFrame
        ``person`` (int32); ``unit`` (int32, -1 outside the window); ``boundary``: core, coresident,
        adjacent (relatives by marriage outside the window: listed, never counted) or deceased (core
        members who died: they connect); ``path_nl``, the way to the window; ``generation`` (0 the
        anchor, 1 children, 2 grandchildren; partners with whom they are partner of; NA unknown).
        Core first, then by unit as the window has them.
    """
    asked = Asked(
        np.array([window.node], np.int32),
        np.array([window.depth], np.int32),
        np.array([0, len(window.units)], np.int64),
        window.units.astype(np.int32),
    )
    rows = list_members(kin_lists(graph), asked)
    inside = rows.boundary <= Boundary.CORESIDENT
    frame = pd.DataFrame(
        {
            "person": rows.person,
            "unit": np.where(inside, homes(graph).unit[rows.person], -1).astype(np.int32),
            "boundary": pd.array(BOUNDARIES, dtype="str").take(rows.boundary),
            "path_nl": way_texts(graph, rows, asked.node),
            "generation": _generations(rows, alone=window.node < 0),
        }
    )
    rank = family_links(graph).rank[rows.person]
    return frame.iloc[np.lexsort((rank, rows.boundary))].reset_index(drop=True)


def families(graph: FamilyGraph) -> pd.DataFrame:
    """Return all family networks of two households or more, one row per window and person.

    Returns
    -------
    pandas.DataFrame
        window_id, anchor_id (empty: an unnamed parent, assumed), depth, household_id (``person:``
        and the id for a person who stands alone; empty for adjacent ones), person_id, boundary
        (core, coresident, adjacent), path, n_persons, oversize (more than 60 persons at depth 1).
        By window, then boundary, then person_id.
    """
    windows = family_windows(graph)
    rows = _living_rows(graph, windows)
    home = homes(graph)
    unit = home.unit[rows.person]
    used, place = np.unique(unit, return_inverse=True)
    household = pd.Series(unit_names(graph, used.astype(np.int32)).array.take(place))
    ids = graph.persons["person_id"].array
    anchor = windows.anchor[rows.window]
    return pd.DataFrame(
        {
            "window_id": pd.array(windows.window_id, dtype="str").take(rows.window),
            "anchor_id": pd.Series(ids.take(np.maximum(anchor, 0))).where(anchor >= 0, ""),
            "depth": windows.depth[rows.window],
            "household_id": household.where(rows.boundary != Boundary.ADJACENT, ""),
            "person_id": ids.take(rows.person),
            "boundary": pd.array(BOUNDARIES, dtype="str").take(rows.boundary),
            "path": way_texts(graph, rows, windows.node),
            "n_persons": windows.n_persons[rows.window],
            "oversize": windows.oversize[rows.window],
        },
        columns=list(FAMILY_COLUMNS),
    )


def _living_rows(graph: FamilyGraph, windows: Windows) -> Rows:
    """List the living people of all windows, in the order of the table."""
    asked = Asked(windows.node, windows.depth.astype(np.int32), windows.indptr, windows.units)
    rows = list_members(kin_lists(graph), asked)
    living = np.flatnonzero(rows.boundary != Boundary.DECEASED)
    rank = family_links(graph).rank[rows.person[living]].astype(np.int64)
    key = (rows.window[living].astype(np.int64) << 34) | (
        rows.boundary[living].astype(np.int64) << 32
    )
    order = living[np.argsort(key | rank)]
    return Rows(
        window=rows.window[order],
        person=rows.person[order],
        boundary=rows.boundary[order],
        way=rows.way[order],
        host=rows.host[order],
        other=rows.other[order],
        generation=rows.generation[order],
        via=rows.via[order],
    )


def _generations(rows: Rows, *, alone: bool) -> pd.arrays.IntegerArray:
    below = np.full(len(Way), -9, np.int8)
    below[[Way.ANCHOR, Way.CHILD, Way.GRANDCHILD]] = 0
    below[list(_BELOW)] = list(_BELOW.values())
    known = (below[rows.way] > -9) & (not alone)
    return pd.arrays.IntegerArray(rows.generation + below[rows.way], ~known)


def kin_lists(graph: FamilyGraph) -> Kin:
    """Return what ``member_kernels.list_members`` needs, put together once per graph.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    """
    cached = graph._cache.get(__name__)  # noqa: SLF001 - the cache is there for derived arrays
    if not isinstance(cached, Kin):
        cached = _joined(graph)
        graph._cache[__name__] = cached  # noqa: SLF001 - idem
    return cached


# Until the pages use the public name.


def _joined(graph: FamilyGraph) -> Kin:
    links, home = family_links(graph), homes(graph)
    by_rank = np.empty(len(links.rank), np.int32)
    by_rank[links.rank] = np.arange(len(links.rank), dtype=np.int32)
    return Kin(
        children=links.children,
        parents=links.parents,
        partners=links.partners,
        siblings=_siblings(graph, links.siblings),
        step_parents=_turned(links.step_children),
        foster_parents=_turned(links.foster_children),
        residents=home.residents,
        living=home.living,
        resident=home.resident | (home.living & (home.unit_person[home.unit] >= 0)),
        unit=home.unit,
        rank=links.rank,
        by_rank=by_rank,
    )


def _siblings(graph: FamilyGraph, delivered: Neighbours) -> Neighbours:
    """Add to the siblings delivered as such those whose parents share a family_id."""
    n = len(delivered.start) - 1
    one, other = family_mates(graph, np.arange(n, dtype=np.int32))
    if not len(one):
        return delivered
    source = np.repeat(np.arange(n, dtype=np.int32), np.diff(delivered.start))
    return neighbours(
        np.concatenate([source, one, other]), np.concatenate([delivered.to, other, one]), n
    )


def _turned(lists: Neighbours) -> Neighbours:
    """Return the neighbour lists seen from the other side."""
    n = len(lists.start) - 1
    source = np.repeat(np.arange(n, dtype=np.int32), np.diff(lists.start))
    return neighbours(lists.to, source, n)
