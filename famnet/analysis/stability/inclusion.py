"""How sure a signal and a tie of kinship are, by the dated inclusion policy of the catalogue."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["kin_chances", "policy_dates", "signal_chances", "touch_chances"]

#: What a cell that wasn't delivered counts as.
_EMPTY: Final = {
    "hardness": "not_given",
    "status": "reported",
    "certainty": "confirmed",
    "origin_type": "professional",
}
_LINK: Final = "link_probability"


@cache
def _policy(name: str) -> dict[str, float]:
    rules = load_catalogue().inclusion_policy
    return {r.value: r.probability for r in rules if r.policy == name and r.probability is not None}


def policy_dates() -> str:
    """Return since when the policy holds and whose it is, as printed in every output that uses it."""
    rules = load_catalogue().inclusion_policy
    owners = "|".join(sorted({rule.owner for rule in rules}))
    return f"{max(rule.since for rule in rules)} ({owners})"


def signal_chances(graph: FamilyGraph, rows: Longs) -> Floats:
    """Return the chance that signals are kept in one draw.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    rows : int64 array
        Rows of ``graph.signals``.

    Returns
    -------
    float64 array
        Chance by hardness, status, certainty and origin, times the row's own ``link_probability``.

    Notes
    -----
    Methods.md section 2.9 and 8. The policy is a proposal until somebody owns it (``policy_dates``).
    """
    table = graph.signals.iloc[rows]
    out = np.ones(len(rows))
    for name in _EMPTY:
        out *= _looked_up(table[name], name)
    link = table[_LINK].to_numpy(dtype=np.float64)
    chances: Floats = out * np.where(np.isnan(link), 1.0, np.clip(link, 0, 1))
    return chances


def kin_chances(graph: FamilyGraph, rows: Longs) -> Floats:
    """Return the chance that rows of ``graph.kinships`` are kept in one draw: by certainty."""
    return _looked_up(graph.kinships["certainty"].iloc[rows], "certainty")


def touch_chances(chances: Floats, first: Longs) -> Floats:
    """Return the chance that a touch is kept: that any of its signals is.

    Parameters
    ----------
    chances : float64 array
        Per signal.
    first : int64 array
        The signals of touch ``t``: ``first[t]:first[t + 1]``.

    >>> touch_chances(np.array([0.5, 0.5, 0.9]), np.array([0, 2, 3])).round(3).tolist()
    [0.75, 0.9]
    """
    if len(first) < 2:
        return np.empty(0)
    lost: Floats = np.multiply.reduceat(1 - chances, first[:-1])
    return 1 - lost


def _looked_up(column: pd.Series, policy: str) -> Floats:
    by_word = _policy(policy)
    kinds = column.cat.categories
    # The last one is for an empty cell.
    chance = np.array([by_word[str(word)] for word in kinds] + [by_word[_EMPTY[policy]]])
    found: Floats = chance[column.cat.codes.to_numpy()]
    return found
