"""The tables of a description: windows.csv and findings.csv."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd

from famnet.analysis.gate import GROUPS, Counts, Fails

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import numpy.typing as npt

    from famnet.analysis.families import Windows
    from famnet.analysis.window_facts import WindowFacts
    from famnet.findings import Finding
    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]
    Words = pd.api.extensions.ExtensionArray

__all__ = [
    "FINDING_COLUMNS", "WINDOW_COLUMNS", "FindingRows", "Looked", "anchor_ids", "windows_table",
]  # fmt: skip

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
    "expected_by_chance", "more_than_chance",
)  # fmt: skip

# The columns that a description fills.
_FILLED: Final = {
    "finding_id": "str", "window_id": "str", "statement": "str", "n_domains": "int64",
    "domains": "str", "n_households": "int64", "n_observers": "int64", "n_episodes": "int64",
    "stability": "str", "single_source": "bool", "evidence": "str", "speaks_against": "str",
    "unknown": "str", "stands_for": "int64",
}  # fmt: skip
# And a comparison; empty without one.
_COMPARED: Final = {
    "certified_domains": "Int64", "p": "float64", "q_bh": "float64", "rate_ratio": "float64",
    "rate_ratio_low": "float64", "rate_ratio_high": "float64", "expected_by_chance": "float64",
    "more_than_chance": "boolean",
}  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """All windows that were looked at.

    Parameters
    ----------
    anchors : string array
        The id of each anchor; empty for one that nobody named (``anchor_ids``).
    windows : Windows
        The windows.
    counts : Counts
        What each shows.
    """

    anchors: Words
    windows: Windows
    counts: Counts

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Looked: {self.windows!r}>"


class FindingRows:
    """The rows of findings.csv, gathered while findings pass by."""

    def __init__(self) -> None:
        self._rows: list[tuple[object, ...]] = []

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<FindingRows: {len(self._rows)}>"

    def passing(self, listed: Iterable[tuple[WindowFacts, Finding]]) -> Iterator[Finding]:
        """Give findings on, and keep a row of each.

        Parameters
        ----------
        listed : iterable of (WindowFacts, Finding)
            In the order of the list.
        """
        for facts, finding in listed:
            self._rows.append(_finding_row(facts, finding))
            yield finding

    def table(self) -> pd.DataFrame:
        """Return the findings that passed as a table.

        Returns
        -------
        pandas.DataFrame
            Columns of findings.csv, in the order in which they passed. ``evidence`` are the ids of
            the signals that count; the statistic columns are empty; ``stands_for`` is how many
            windows the row stands for.
        """
        kinds = _FILLED | _COMPARED
        frame = pd.DataFrame(self._rows, columns=list(kinds)).astype(kinds)
        return frame[list(FINDING_COLUMNS)]


def _finding_row(facts: WindowFacts, finding: Finding) -> tuple[object, ...]:
    """Return what ``_FILLED`` and ``_COMPARED`` name."""
    return (
        finding.finding_id,
        finding.window_id,
        finding.statement,
        len(facts.groups),
        "|".join([group for group, _ in facts.groups]),
        facts.n_households,
        facts.n_observers,
        facts.n_episodes,
        finding.stability,
        finding.single_source,
        "|".join(finding.signals),
        "|".join(finding.speaks_against),
        "|".join(finding.unknown),
        finding.stands_for,
        *_strength(finding),
    )


def _strength(finding: Finding) -> tuple[object, ...]:
    """Return what ``_COMPARED`` names."""
    one = finding.strength
    if one is None:
        return (pd.NA, *[float("nan")] * (len(_COMPARED) - 2), pd.NA)
    return (
        one.certified_domains if one.more_than_chance else pd.NA,
        one.p,
        one.q,
        one.rate_ratio,
        one.low,
        one.high,
        one.expected_by_chance,
        one.more_than_chance,
    )


def anchor_ids(graph: FamilyGraph, windows: Windows) -> Words:
    """Return the id of the anchor of each window; empty for one that nobody named.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    windows : Windows
        Its windows.
    """
    # Of an anchor that nobody named the place is -1.
    persons = graph.persons["person_id"].array
    return cast("Words", persons.take(windows.anchor, allow_fill=True, fill_value=""))


def windows_table(
    looked: Looked,
    leader: Longs,
    compared: Mapping[str, object] | None = None,
    rows: slice = slice(None),
) -> pd.DataFrame:
    """Return all windows, or some of them, columns of windows.csv.

    Parameters
    ----------
    looked : Looked
        All windows.
    leader : int64 array
        The window that leads the overlap cluster of each; -1 none.
    compared : mapping, optional
        Columns that a comparison fills (``scan_table.statistic_columns``), of the same rows.
    rows : slice
        Which windows.
    """
    windows, counts = looked.windows, looked.counts
    names, reason = windows.window_id[rows], counts.reason[rows]
    reasons = np.array([str(fails) for fails in Fails], object)
    columns: dict[str, object] = dict.fromkeys(WINDOW_COLUMNS, np.full(len(names), np.nan))
    columns |= {
        "window_id": names,
        "anchor_id": looked.anchors[rows],
        "depth": windows.depth[rows],
        "n_persons": windows.n_persons[rows],
        "n_households": windows.n_households[rows],
        "n_episodes": counts.n_episodes[rows],
        "n_observers": counts.n_observers[rows],
        "n_domains": counts.n_domains[rows],
        "eligible": reason == 0,
        "reason": reasons[reason],
        "observed": _observed(counts.households[rows]),
        "expected": np.full(len(names), "", object),
        "cluster_id": _cluster_ids(windows, leader[rows]),
    } | dict(compared or {})
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
