"""Who counts as invited where nobody said so: the partners involved now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.direction import rows_of_units
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
    rows = graph.tables["involvements"].iloc[rows_of_units(graph, "involvements", window.units)]
    today = today_of(graph)
    runs = (rows["start_date"] <= today) & (today < rows["end_date_hi"])
    partners = rows.loc[runs, "partner"].to_numpy()
    return tuple(sorted(set(graph.partners["kind"].iloc[partners].astype("str").tolist())))
