"""Questions about households, answered on a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from famnet.questions.cells import code_of, day_texts, holds, ids, words

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["ANSWERS", "residents"]


def residents(graph: FamilyGraph, household: str, on: int) -> pd.DataFrame:
    """Who lives here on a date: one row per stay that holds on that day."""
    rows = graph.memberships
    here = rows["household"].to_numpy() == code_of(graph, "households", household)
    rows = rows[here & holds(rows, on)]
    return pd.DataFrame(
        {
            "person_id": ids(graph, "persons", rows["person"].to_numpy()),
            "role": words(rows["role"]),
            "start": day_texts(rows, "start_date"),
            "end": day_texts(rows, "end_date"),
        }
    )


ANSWERS: Final = {"residents": residents}
