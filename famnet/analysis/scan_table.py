"""All windows looked at as a table: the columns that the comparison fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.comparison import compare
from famnet.analysis.gate import GROUPS

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.comparison import Comparison
    from famnet.analysis.concentration.scan import Scan
    from famnet.graph.family_graph import FamilyGraph

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["scan", "statistic_columns"]

#: Digits that are kept of a number: more would be noise of the draws.
_DIGITS: Final = 6
_DECIMALS: Final = 4
#: Windows written together: words of a million would be gigabytes.
_AT_ONCE: Final = 100_000


def scan(graph: FamilyGraph, *, seed: int = 0, threads: int = 1) -> pd.DataFrame:
    """Look at every family network: how surprising it is, and how sure that is.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    seed : int
        Seed of the draws.
    threads : int
        How many draw; the result is the same.

    Returns
    -------
    pandas.DataFrame
        All windows of two households or more, columns of windows.csv, sorted by window_id. ``attrs``
        says whether anything was compared (``compared``), why not (``reasons``) and what to bear in
        mind (``cautions``), in Dutch; where nothing was, the statistic columns are empty.

    Notes
    -----
    Methods.md section 2. A window that doesn't pass the gate has p = 1. ``q_bh`` and ``q_by`` are those
    of the overlap cluster, never below the window's own ``p_upper``; the window whose id stands in
    ``cluster_id`` leads it, and those alone are counted. ``certified_domains`` is there for what is
    reported. Where no draw reached, ``p`` is its upper limit and ``p_rel_se`` is empty.
    """
    from famnet.analysis.description import describe

    comparison = compare(graph, seed=seed, threads=threads)
    frame = describe(graph, comparison=comparison).windows
    fit = comparison.fitness
    frame.attrs = {
        "compared": fit.possible,
        "reasons": [text.nl for text in fit.reasons],
        "cautions": [text.nl for text in fit.cautions],
    }
    return frame


def statistic_columns(
    comparison: Comparison | None, rows: slice = slice(None)
) -> dict[str, object]:
    """Return the columns that the comparison fills; none where nothing was compared.

    Parameters
    ----------
    comparison : Comparison or None
        Of the windows of the table, in its order.
    rows : slice
        Which windows; all of them when left out.
    """
    if comparison is None or comparison.scan is None:
        return {}
    found, estimates = comparison.scan, comparison.scan.estimates[rows]
    leader = found.leader[rows]
    upper = np.minimum([one.p_upper for one in estimates], 1.0)
    p = np.array([one.p for one in estimates])
    columns = {
        "t": found.t[rows],
        "p": np.where(p > 0, p, upper),
        "p_upper": upper,
        "p_rel_se": _finite(np.array([one.rel_se for one in estimates])),
        "ess": _finite(np.array([one.ess for one in estimates])),
        "q_bh": _of_clusters(found.adjusted.q_bh, leader, upper),
        "q_by": _of_clusters(found.adjusted.q_by, leader, upper),
    } | _ratios(found, rows)
    out: dict[str, object] = {name: _rounded(column) for name, column in columns.items()}
    return out | {
        "certified_domains": _certified(found, rows),
        "expected": _expected(found.expected[rows]),
    }


def _finite(column: Floats) -> Floats:
    return np.where(np.isfinite(column), column, np.nan)


def _of_clusters(q: Floats, leader: Longs, upper: Floats) -> Floats:
    """Return the q of the clusters that these lead; one where there is none."""
    led = leader >= 0
    out = np.ones(len(leader))
    out[led] = np.maximum(q[leader[led]], upper[led])
    return out


def _ratios(found: Scan, rows: slice) -> dict[str, Floats]:
    """Return the rate ratio of each window and its limits; empty where there is none."""
    windows = range(len(found.windows))[rows]
    out = np.full((3, len(windows)), np.nan)
    for i, window in enumerate(windows):
        one = found.ratios.get(window)
        if one is not None:
            out[:, i] = one.ratio, one.low, one.high
    return dict(zip(("rate_ratio", "rate_ratio_low", "rate_ratio_high"), out, strict=True))


def _certified(found: Scan, rows: slice) -> pd.Series:
    windows = range(len(found.windows))[rows]
    out = pd.Series(pd.NA, index=range(len(windows)), dtype="Int64")
    for window, one in found.certificates.items():
        if window in windows:
            out.iloc[windows.index(window)] = one.certified
    return out


def _rounded(column: Floats) -> Floats:
    """Keep some digits, whatever the size of the number."""
    with np.errstate(divide="ignore", invalid="ignore"):
        size = np.floor(np.log10(np.abs(column)))
    places = np.where(np.isfinite(size), _DIGITS - 1 - size, 0)
    scale = np.power(10.0, places)
    return np.where(np.isfinite(size), np.round(column * scale) / scale, column)


def _expected(expected: Floats) -> pd.Series[str]:
    """Write ``domain:x|…`` for each window; groups of which nothing is expected are left out."""
    parts = [
        pd.array(_words(expected[first : first + _AT_ONCE]), dtype="str")
        for first in range(0, max(len(expected), 1), _AT_ONCE)
    ]
    return pd.concat([pd.Series(part) for part in parts], ignore_index=True)


def _words(expected: Floats) -> list[str]:
    rows = np.round(expected, _DECIMALS).tolist()
    return [
        "|".join([f"{group}:{x:.{_DECIMALS}f}" for group, x in zip(GROUPS, row, strict=True) if x])
        for row in rows
    ]
