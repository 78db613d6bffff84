"""The people of all windows that get a page, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from famnet.analysis.households import homes
from famnet.analysis.links import family_links
from famnet.analysis.member_kernels import Asked, Boundary, list_members
from famnet.analysis.member_texts import way_texts
from famnet.analysis.members import BOUNDARIES, kin_lists

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.families import Window
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["MemberRow", "member_rows"]


class MemberRow(NamedTuple):
    """One person of a window, as ``famnet.analysis.families.members`` says it."""

    person: int
    unit: int
    boundary: str
    path: str


def member_rows(
    graph: FamilyGraph, windows: Sequence[Window], lang: Lang = "nl"
) -> dict[str, list[MemberRow]]:
    """Return the people of windows, by window_id.

    Notes
    -----
    The same rows in the same order as ``members`` gives one window at a time; what they share is
    made once instead of once per page.
    """
    if not windows:
        return {}
    sizes = np.array([len(window.units) for window in windows], np.int64)
    asked = Asked(
        np.array([window.node for window in windows], np.int32),
        np.array([window.depth for window in windows], np.int32),
        np.append(0, np.cumsum(sizes)).astype(np.int64),
        np.concatenate([window.units for window in windows]).astype(np.int32),
    )
    rows = list_members(kin_lists(graph), asked)
    order = np.lexsort((family_links(graph).rank[rows.person], rows.boundary, rows.window))
    inside = rows.boundary <= Boundary.CORESIDENT
    units = np.where(inside, homes(graph).unit[rows.person], -1)
    paths = way_texts(graph, rows, asked.node, lang).tolist()
    found: dict[str, list[MemberRow]] = {window.window_id: [] for window in windows}
    for i in order.tolist():
        found[windows[rows.window[i]].window_id].append(
            MemberRow(int(rows.person[i]), int(units[i]), BOUNDARIES[rows.boundary[i]], paths[i])
        )
    return found
