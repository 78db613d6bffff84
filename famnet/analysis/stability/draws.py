"""A hundred draws in which doubtful signals and ties of kinship are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.sampler import seed_of
from famnet.analysis.stability.inclusion import signal_chances
from famnet.analysis.stability.rows import Kind, StabilityRow, row
from famnet.analysis.stability.tail import still_stands
from famnet.analysis.stability.ties import held_units, ties_of
from famnet.analysis.stability.variants import told, without

if TYPE_CHECKING:
    from famnet.analysis.concentration.background import Background
    from famnet.analysis.families import Window
    from famnet.analysis.stability.backgrounds import Sight
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["DRAWS", "draw_row"]

DRAWS: Final = 100


def draw_row(
    graph: FamilyGraph,
    sight: Sight,
    thin: Background,
    window: Window,
    asked: tuple[float, int],
) -> StabilityRow:
    """Leave out doubtful data a hundred times.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    sight : Sight
        How the scan looked.
    thin : Background
        What is expected when doubtful signals are left out everywhere (``backgrounds.thinned``).
    window : Window
        The window.
    asked : (float, int)
        Upper limit of p that stands; seed of the run.

    Notes
    -----
    Each signal and each tie of kinship is kept with its chance under the inclusion policy, one apart
    from another. The draws are seeded by the window: the same whatever else is looked at.
    """
    mine, ties = told(graph, sight.found, window.units, sight.period), ties_of(graph, window)
    draws = np.random.default_rng(seed_of(f"{window.window_id}/draws", asked[1]))
    chance = signal_chances(graph, mine.row)
    kept = draws.random((DRAWS, mine.n_signals)) < chance
    tied = draws.random((DRAWS, len(ties.chance))) < ties.chance
    units = held_units(ties, tied, len(window.units))
    outcome = without(mine, kept, units)
    stands = still_stands(thin, window.window_id, window.units, outcome, asked)
    return row(Kind.DRAWS, int(stands.sum()), DRAWS)
