"""Who lived where, when: the table of ``famnet households``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famnet.analysis.neighbours import id_ranks
from famnet.analysis.stays import stays_of
from famnet.vocabulary import FOREVER, NO_DAY, format_day

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Codes
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["BASES", "HOUSEHOLD_COLUMNS", "households"]

HOUSEHOLD_COLUMNS = ("person_id", "household_id", "role", "start", "end", "basis")
BASES = (
    "delivered",
    "assumed_start",
    "assumed_ongoing",
    "ended_by_death",
    "ended_by_move",
    "second_home",
)
"""What a row rests on: as delivered; no start delivered (since before the data); no end delivered
(still so); no end delivered and the person died; another private home began before it ended, and on
the day of the move the new one counts; another private home, of longer stay, counts on these days."""


def households(graph: FamilyGraph) -> pd.DataFrame:
    """Return who lived where, from when to when.

    Returns
    -------
    pandas.DataFrame
        person_id, household_id, role, start, end (half-open; as precise as delivered; empty: since
        before the data, still so), basis (one of ``BASES``). One row per delivered row, by
        person_id, start, household_id. Rows that are no second home give a person at most one
        private home a day.

    Notes
    -----
    The rule on two homes stands in ``famnet.analysis.stays``.
    """
    rows, stays = graph.memberships, stays_of(graph)
    person, stay = rows["person"].to_numpy(), stays.of_row
    start, end = rows["start_date"].to_numpy(), rows["end_date"].to_numpy().copy()
    end_hi = rows["end_date_hi"].to_numpy().copy()
    moved = (stays.next[stay] >= 0) & (start < stays.until[stay]) & (end > stays.until[stay])
    second = stays.second[stay] | (start >= stays.until[stay]) & (stays.next[stay] >= 0)
    death = graph.persons["death_date"].to_numpy()[person]
    died = ~moved & (end == FOREVER) & (death < FOREVER)
    end[moved], end_hi[moved] = stays.until[stay][moved], _begins_hi(graph)[stays.next[stay][moved]]
    end[died], end_hi[died] = death[died], graph.persons["death_date_hi"].to_numpy()[person[died]]
    basis = np.select(
        [second, moved, died, end == FOREVER, start == NO_DAY], [5, 4, 3, 2, 1], default=0
    )
    frame = pd.DataFrame(
        {
            "person_id": graph.persons["person_id"].array.take(person),
            "household_id": graph.households["household_id"].array.take(rows["household"]),
            "role": rows["role"].astype("str").fillna(""),
            "start": _dates(start, rows["start_date_hi"].to_numpy()),
            "end": _dates(end, end_hi),
            "basis": pd.array(BASES, dtype="str").take(basis),
        },
        columns=list(HOUSEHOLD_COLUMNS),
    )
    ranks = id_ranks(graph.persons["person_id"]), id_ranks(graph.households["household_id"])
    order = np.lexsort((end, ranks[1][rows["household"]], start, ranks[0][person]))
    return frame.iloc[order].reset_index(drop=True)


def _begins_hi(graph: FamilyGraph) -> Codes:
    """Return per stay the latest reading of its begin."""
    rows, stays = graph.memberships, stays_of(graph)
    latest = np.full(len(stays.start), FOREVER, np.int32)
    begins = rows["start_date"].to_numpy() == stays.start[stays.of_row]
    np.minimum.at(latest, stays.of_row[begins], rows["start_date_hi"].to_numpy()[begins])
    return latest


def _dates(day: Codes, day_hi: Codes) -> pd.Series[str]:
    """Write dates as precise as their two readings are; each different pair once."""
    pairs, place = np.unique(
        (day.astype(np.int64) << 32) | (day_hi.astype(np.int64) & 0xFFFFFFFF), return_inverse=True
    )
    texts = [
        format_day(low, high)
        for low, high in zip(
            (pairs >> 32).tolist(), pairs.astype(np.uint32).view(np.int32).tolist(), strict=True
        )
    ]
    return pd.Series(pd.array(texts, dtype="str").take(place))
