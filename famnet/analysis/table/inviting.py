"""Who counts as invited where nobody said so: the partners involved now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.direction import units_of_rows
from famnet.analysis.table.evidence import today_of

if TYPE_CHECKING:
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["invited_now"]


def invited_now(graph: FamilyGraph, window: Window) -> tuple[str, ...]:
    """Return the codes of partners with a running involvement in a family network, sorted.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    window : Window
        The family network.
    """
    rows, today = graph.tables["involvements"], today_of(graph)
    runs = (
        np.isin(units_of_rows(graph, "involvements"), window.units)
        & (rows["start_date"].to_numpy() <= today)
        & (today < rows["end_date_hi"].to_numpy())
    )
    kinds = graph.partners["kind"].astype("str").to_numpy()
    return tuple(sorted(set(kinds[rows["partner"].to_numpy()[runs]].tolist())))
