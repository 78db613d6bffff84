"""Who lived where, when: the table of ``famnet households``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["HOUSEHOLD_COLUMNS", "households"]

HOUSEHOLD_COLUMNS = ("person_id", "household_id", "role", "start", "end", "basis")


def households(graph: FamilyGraph) -> pd.DataFrame:
    """Return who lived where, from when to when."""
    rows = graph.memberships
    return pd.DataFrame(
        {
            "person_id": graph.persons["person_id"].to_numpy(object)[rows["person"]],
            "household_id": graph.households["household_id"].to_numpy(object)[rows["household"]],
            "role": rows["role"].astype("str"),
            "start": [
                format_day(a, b)
                for a, b in zip(rows["start_date"], rows["start_date_hi"], strict=True)
            ],
            "end": [
                format_day(a, b) for a, b in zip(rows["end_date"], rows["end_date_hi"], strict=True)
            ],
            "basis": "delivered",
        },
        columns=list(HOUSEHOLD_COLUMNS),
    )
