"""A graph without birth days: of each birth the month is kept, the day isn't."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Days = npt.NDArray[np.int32]

__all__ = ["coarse", "whole_months"]


def coarse(graph: FamilyGraph) -> FamilyGraph:
    """Return a graph that knows of each birth no more than the month.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.

    Returns
    -------
    FamilyGraph
        The same, with ``birth_date`` lowered to the first and ``birth_date_hi`` raised to the last
        day of its month; the graph itself where that changes nothing.

    Notes
    -----
    What is known less precisely stays as it is. O(persons).

    The full day of birth identifies (design.md section 3); ages and years may show, and the role
    rules (under 12, under 18) read a partial date on the side of the child.
    """
    persons = graph.persons
    low, high = whole_months(persons["birth_date"].to_numpy(), persons["birth_date_hi"].to_numpy())
    known = persons["birth_date"].to_numpy(), persons["birth_date_hi"].to_numpy()
    if np.array_equal(low, known[0]) and np.array_equal(high, known[1]):
        return graph
    fresh = persons.assign(birth_date=low, birth_date_hi=high)
    return replace(graph, tables={**graph.tables, "persons": fresh}, _cache={})


def whole_months(low: Days, high: Days) -> tuple[Days, Days]:
    """Widen two readings to whole months; days that aren't given stay so.

    >>> low, high = whole_months(np.array([10959], np.int32), np.array([10959], np.int32))
    >>> (int(low[0]), int(high[0]))  # 3 January 2000: 1 up to and including 31 January
    (10957, 10987)
    """
    return _month_edge(low, after=0), _month_edge(high, after=1)


def _month_edge(days: Days, *, after: int) -> Days:
    """Return the first day of the month, or with ``after`` the last."""
    out = days.copy()
    given = (days != NO_DAY) & (days != FOREVER)
    months = days[given].astype("datetime64[D]").astype("datetime64[M]") + after
    out[given] = (months.astype("datetime64[D]").astype(np.int64) - after).astype(np.int32)
    return out
