"""The tables of a description: windows.csv and findings.csv."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.gate import GROUPS, Counts, Fails

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from famnet.analysis.families import Windows
    from famnet.analysis.window_facts import WindowFacts
    from famnet.findings import Finding
    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]

__all__ = ["FINDING_COLUMNS", "WINDOW_COLUMNS", "finding_rows", "windows_table"]

WINDOW_COLUMNS: Final = (
    "window_id", "anchor_id", "depth", "n_persons", "n_households", "n_episodes", "n_observers",
    "n_domains", "eligible", "reason", "observed", "expected", "t", "p", "p_upper", "p_rel_se", "ess",
    "q_bh", "q_by", "cluster_id", "certified_domains", "rate_ratio", "rate_ratio_low",
    "rate_ratio_high",
)  # fmt: skip
FINDING_COLUMNS: Final = (
    "finding_id", "window_id", "statement", "n_domains", "domains", "n_households", "n_observers",
    "n_episodes", "certified_domains", "p", "q_bh", "rate_ratio", "rate_ratio_low", "rate_ratio_high",
    "stability", "single_source", "evidence", "speaks_against", "unknown", "stands_for",
)  # fmt: skip


def finding_rows(listed: Iterable[tuple[WindowFacts, Finding]]) -> pd.DataFrame:
    """Return findings as a table, columns of findings.csv.

    Parameters
    ----------
    listed : iterable of (WindowFacts, Finding)
        In the order of the list.

    Returns
    -------
    pandas.DataFrame
        Columns of findings.csv, in the order of the list. ``evidence`` are the ids of the signals
        that count; the statistic columns are empty; ``stands_for`` is how many windows the row
        stands for.
    """
    rows = [_finding_row(facts, finding) for facts, finding in listed]
    frame = pd.DataFrame(rows, columns=list(FINDING_COLUMNS))
    words = ("finding_id", "window_id", "statement", "domains", "stability", "evidence",
             "speaks_against", "unknown")  # fmt: skip
    numbers = ("n_domains", "n_households", "n_observers", "n_episodes", "stands_for")
    empty = ("certified_domains", "p", "q_bh", "rate_ratio", "rate_ratio_low", "rate_ratio_high")
    types = {
        "single_source": "bool",
        **dict.fromkeys(words, "str"),
        **dict.fromkeys(numbers, "int64"),
    }
    return frame.astype({**types, **dict.fromkeys(empty, "float64")})


def _finding_row(facts: WindowFacts, finding: Finding) -> dict[str, object]:
    return {
        "finding_id": finding.finding_id,
        "window_id": finding.window_id,
        "statement": finding.statement,
        "n_domains": len(facts.groups),
        "domains": "|".join(group for group, _ in facts.groups),
        "n_households": facts.n_households,
        "n_observers": facts.n_observers,
        "n_episodes": facts.n_episodes,
        "stability": "",
        "single_source": finding.single_source,
        "evidence": "|".join(finding.signals),
        "speaks_against": "|".join(finding.speaks_against),
        "unknown": "|".join(finding.unknown),
        "stands_for": finding.stands_for,
    }


def windows_table(
    graph: FamilyGraph, windows: Windows, counts: Counts, leader: Longs
) -> pd.DataFrame:
    """Return all windows, columns of windows.csv.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    windows : Windows
        All windows.
    counts : Counts
        What each shows.
    leader : int64 array
        The window that leads the overlap cluster of each; -1 none.
    """
    persons = np.append(graph.persons["person_id"].to_numpy(object), "")
    reasons = np.array([str(fails) for fails in Fails], object)
    empty = np.full(len(windows), np.nan)
    columns: dict[str, object] = dict.fromkeys(WINDOW_COLUMNS, empty)
    columns |= {
        "window_id": windows.window_id,
        "anchor_id": persons[windows.anchor],
        "depth": windows.depth,
        "n_persons": windows.n_persons,
        "n_households": windows.n_households,
        "n_episodes": counts.n_episodes,
        "n_observers": counts.n_observers,
        "n_domains": counts.n_domains,
        "eligible": counts.reason == 0,
        "reason": reasons[counts.reason],
        "observed": _observed(counts.households),
        "expected": np.full(len(windows), "", object),
        "cluster_id": _cluster_ids(windows, leader),
    }
    words = ("window_id", "anchor_id", "reason", "observed", "expected", "cluster_id")
    return pd.DataFrame(columns).astype(dict.fromkeys(words, "str"))


def _cluster_ids(windows: Windows, leader: Longs) -> npt.NDArray[np.object_]:
    """Name each cluster after the window that leads it; empty for a window in none."""
    out = np.full(len(leader), "", object)
    held = np.flatnonzero(leader >= 0)
    names = windows.window_id[leader[held]].astype(object)
    out[held] = [f"c-{name.removeprefix('w-')}" for name in names]
    return out


def _observed(households: npt.NDArray[np.int32]) -> npt.NDArray[np.object_]:
    """Write ``domain:n|…`` for each window; each distinct row once."""
    if not len(households):
        return np.empty(0, object)
    distinct, place = np.unique(households, axis=0, return_inverse=True)
    words = [
        "|".join(f"{group}:{n}" for group, n in zip(GROUPS, row, strict=True) if n)
        for row in distinct
    ]
    out: npt.NDArray[np.object_] = np.array(words, object)[place.reshape(-1)]
    return out
