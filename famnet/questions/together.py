"""Stays of two persons in one household at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["is_private", "stays_together"]


def stays_together(mine: pd.DataFrame, theirs: pd.DataFrame) -> pd.DataFrame:
    """Return each pair of stays of two persons in one household, with when they were both there.

    Parameters
    ----------
    mine, theirs : pandas.DataFrame
        Rows of the memberships of one graph.

    Returns
    -------
    pandas.DataFrame
        person, other, household (rows of the graph), since and until (day numbers at the earliest
        readings), at_once (whether a day lies between).
    """
    kept = ["person", "household", "start_date", "end_date"]
    pairs = mine[kept].merge(theirs[kept], on="household", suffixes=("", "_other"))
    pairs = pairs[pairs["person"] != pairs["person_other"]]
    since = np.maximum(pairs["start_date"], pairs["start_date_other"])
    until = np.minimum(pairs["end_date"], pairs["end_date_other"])
    return pairs.assign(
        other=pairs["person_other"], since=since, until=until, at_once=since < until
    )[["person", "other", "household", "since", "until", "at_once"]]


def is_private(graph: FamilyGraph, households: pd.Series) -> pd.Series:
    """Say which of these households are private; one without a kind is taken to be."""
    kind = graph.households["kind"].astype(object)
    private = ((kind == "private") | kind.isna()).to_numpy()
    return households.map(lambda code: bool(private[code])).astype(bool)
