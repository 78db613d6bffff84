"""Whether the rows of a graph point at rows that are there: what is compiled doesn't look twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.errors import UserError

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["demand_sound"]

#: Table, column, the table it points at, and whether it must point at a row.
_POINTS: Final = (
    ("persons", "source_partner", "partners", False),
    ("memberships", "person", "persons", True),
    ("memberships", "household", "households", True),
    ("kinships", "person", "persons", True),
    ("kinships", "relative", "persons", True),
    ("signals", "person", "persons", False),
    ("signals", "household", "households", False),
    ("signals", "partner", "partners", False),
    ("signals", "origin_partner", "partners", False),
    ("signals", "derived_from", "signals", False),
    ("referrals", "signal", "signals", False),
    ("referrals", "person", "persons", False),
    ("referrals", "household", "households", False),
    ("referrals", "from_partner", "partners", False),
    ("referrals", "to_partner", "partners", False),
)
_KEPT: Final = "sound"


def demand_sound(graph: FamilyGraph) -> None:
    """Refuse a graph of which a row points at a row that isn't there.

    Parameters
    ----------
    graph : FamilyGraph
        The graph. One made by ``build_graph`` is sound; one made by hand may not be.

    Raises
    ------
    UserError
        Names the table, the row (from zero) and the column of the first one.

    Notes
    -----
    Counting is done by kernels that trust their input: a row number out of range would read beyond an
    array. O(rows), once per graph; a minimum and a maximum per column.
    """
    if _KEPT in graph._cache:  # noqa: SLF001 - the cache is there for derived facts
        return
    for table, column, other, needed in _POINTS:
        frame = graph.tables.get(table)
        if frame is None or column not in frame or not len(frame):
            continue
        to, n = frame[column].to_numpy(), len(graph.tables[other])
        least = 0 if needed else -1
        if to.min() >= least and to.max() < n:
            continue
        row = int(np.flatnonzero((to < least) | (to >= n))[0])
        raise UserError(
            f"Deze graaf klopt niet: in tabel {table}, rij {row} (geteld vanaf 0), wijst {column} naar rij"
            f" {to[row]} van {other}, en die is er niet.",
            hint="Maak de graaf met famnet.build_graph van een levering, of herstel de tabel.",
        )
    graph._cache[_KEPT] = True  # noqa: SLF001 - idem
