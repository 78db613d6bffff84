"""Looking at the same window over another period, against another baseline, or at another depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.stability.rows import Kind, StabilityRow, row
from famnet.analysis.stability.tail import still_stands
from famnet.analysis.stability.variants import told, without
from famnet.analysis.windows import units_of_anchor

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.families import Window
    from famnet.analysis.stability.backgrounds import Sight
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]

__all__ = ["depth_row", "sight_row"]


def sight_row(
    graph: FamilyGraph,
    sight: Sight,
    window: Window,
    asked: tuple[float, int],
    way: tuple[Kind, str],
) -> StabilityRow:
    """Look at a window in another way.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    sight : Sight
        The way to look.
    window : Window
        The window.
    asked : (float, int)
        Upper limit of p that stands; seed of the run.
    way : (Kind, str)
        Which way it is, and its subject.
    """
    return row(way[0], _stands(graph, sight, window.window_id, window.units, asked), 1, way[1])


def depth_row(
    graph: FamilyGraph, sight: Sight, window: Window, asked: tuple[float, int]
) -> StabilityRow:
    """Look at the window of the same anchor at the other depth: without or with grandchildren.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    sight : Sight
        How the scan looked.
    window : Window
        The window.
    asked : (float, int)
        Upper limit of p that stands; seed of the run.
    """
    depth = 1 if window.depth == 2 else 2
    units = units_of_anchor(graph, window.node, depth)
    if len(units) < 2:
        # One household is no family network.
        return row(Kind.DEPTH, 0, 0, str(depth))
    held = _stands(graph, sight, window.window_id, units, asked)
    return row(Kind.DEPTH, held, 1, str(depth))


def _stands(
    graph: FamilyGraph, sight: Sight, window_id: str, units: Codes, asked: tuple[float, int]
) -> int:
    mine = told(graph, sight.found, units, sight.period)
    outcome = without(mine, np.ones((1, mine.n_signals), bool))
    return int(still_stands(sight.background, window_id, units, outcome, asked)[0])
