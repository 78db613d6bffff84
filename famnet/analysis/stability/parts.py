"""Leaving out one partner, one signal, or the household with most events."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.stability.rows import Kind, StabilityRow, row
from famnet.analysis.stability.tail import still_stands
from famnet.analysis.stability.variants import told, without
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.families import Window
    from famnet.analysis.stability.backgrounds import Sight
    from famnet.analysis.stability.variants import Told
    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]

__all__ = ["partners_of", "parts"]


def parts(
    graph: FamilyGraph, sight: Sight, window: Window, asked: tuple[float, int]
) -> list[StabilityRow]:
    """Leave out each partner, each signal, and the household with most events.

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

    Notes
    -----
    A signal rests on the partner that delivered it and on the one that first saw it: leaving either
    out takes it away. Partners are the bodies of the catalogue: a neighbourhood officer is the police.
    """
    mine = told(graph, sight.found, window.units, sight.period)
    names, rests_on = partners_of(graph, mine.row)
    n = mine.n_signals
    kept = np.concatenate([~rests_on.T, ~np.eye(n, dtype=bool)])
    outcome = without(mine, kept)
    stands = still_stands(sight.background, window.window_id, window.units, outcome, asked)
    rows = [
        row(Kind.PARTNER, int(held), 1, code, _named(code))
        for code, held in zip(names, stands, strict=False)
    ]
    held = int(stands[len(names) :].sum())
    return [*rows, row(Kind.SIGNALS, held, n), _household(sight, window, mine, asked)]


def _named(code: str) -> Text:
    label = load_catalogue().label
    return Text(label("partners", code, "nl"), label("partners", code, "en"))


def partners_of(graph: FamilyGraph, rows: Longs) -> tuple[tuple[str, ...], Bools]:
    """Return the bodies that signals rest on, and which signal rests on which.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    rows : int64 array
        Rows of ``graph.signals``.

    Returns
    -------
    (tuple of str, bool array)
        Codes of the catalogue, sorted; signal, body.
    """
    kinds = graph.partners["kind"].astype(str).to_numpy(object)
    bodies = np.array([_body(kind) for kind in kinds] + [""], object)
    table = graph.signals.iloc[rows]
    ends = [bodies[table[name].to_numpy()] for name in ("partner", "origin_partner")]
    names = tuple(sorted({str(code) for end in ends for code in end} - {""}))
    on = np.zeros((len(rows), len(names)), bool)
    for place, code in enumerate(names):
        on[:, place] = (ends[0] == code) | (ends[1] == code)
    return names, on


@cache
def _body(kind: str) -> str:
    return load_catalogue().partners[kind].observer_root


def _household(sight: Sight, window: Window, mine: Told, asked: tuple[float, int]) -> StabilityRow:
    """Leave out the household with most events; of equals that with most signals, then the first."""
    n = len(window.units)
    if n <= 2:
        # One household is no family network any more.
        return row(Kind.HOUSEHOLD, 0, 1)
    touches = [len(np.unique(mine.touch[mine.unit == u])) for u in range(n)]
    signals = np.bincount(mine.unit, minlength=n).tolist()
    loudest = max(range(n), key=lambda u: (touches[u], signals[u], -u))
    units = np.ones((1, n), bool)
    units[0, loudest] = False
    outcome = without(mine, np.ones((1, mine.n_signals), bool), units)
    stands = still_stands(sight.background, window.window_id, window.units, outcome, asked)
    return row(Kind.HOUSEHOLD, int(stands[0]), 1)
