"""Which unit a signal belongs to: signals follow the person, and a household that dissolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famnet.analysis.households import homes, unit_names
from famnet.analysis.neighbours import Codes, id_ranks
from famnet.analysis.stays import stays_of

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["household_units", "signal_units"]


def signal_units(graph: FamilyGraph) -> Codes:
    """Return the unit of each signal; -1 for one about an institution or a crowded address.

    Notes
    -----
    A signal about a person belongs to the person's unit at the reference date (methods.md 2.0). One
    about a household belongs there, unless nobody lives there any more: see ``household_units``.
    """
    home, signals = homes(graph), graph.signals
    person = signals["person"].to_numpy()
    unit: Codes = np.append(home.unit, np.int32(-1))[person]
    of_household = np.flatnonzero(person < 0)
    unit[of_household] = household_units(
        graph,
        signals["household"].to_numpy()[of_household],
        signals["event_date"].to_numpy()[of_household],
    )
    return unit


def household_units(graph: FamilyGraph, household: Codes, day: Codes) -> Codes:
    """Return the unit where what was said about a household on a day belongs now.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    household, day : int32 arrays
        Which household, and of which day it was said.

    Returns
    -------
    int32 array
        The household itself while somebody lives there; else the unit where most of its members of
        that day live now, ties to the lowest id; without such a member that of all who ever lived
        there; without those the empty household itself. -1 for what is no unit.
    """
    home = homes(graph)
    if not len(household):
        return np.empty(0, np.int32)
    unit: Codes = home.household_unit[household]
    people = np.bincount(home.household[home.resident], minlength=len(home.household_unit))
    empty = np.flatnonzero((unit >= 0) & (people[household] == 0))
    if not len(empty):
        return unit
    stays = stays_of(graph)
    who = pd.DataFrame(
        {
            "household": stays.household,
            "person": stays.person,
            "start": stays.start,
            "end": stays.end,
        }
    )
    who = who[home.resident[who["person"]]]
    asked = pd.DataFrame({"at": empty, "household": household[empty], "day": day[empty]})
    votes = asked.merge(who, on="household")
    votes["unit"] = home.unit[votes["person"]]
    then = ((votes["start"] <= votes["day"]) & (votes["day"] < votes["end"])).to_numpy()
    for chosen in (votes, votes[then]):
        moved = _most(graph, chosen)
        unit[moved.index] = moved.to_numpy()
    return unit


def _most(graph: FamilyGraph, votes: pd.DataFrame) -> pd.Series[int]:
    """Return per question the unit with most persons, ties to the lowest id."""
    votes = votes.drop_duplicates(["at", "person"])
    counts = votes.groupby(["at", "unit"], as_index=False).size()
    units = counts["unit"].unique().astype(np.int32)
    rank = pd.Series(id_ranks(unit_names(graph, units)), index=units)
    counts["rank"] = rank.reindex(counts["unit"]).to_numpy()
    counts = counts.sort_values(["at", "size", "rank"], ascending=[True, False, True])
    return counts.drop_duplicates("at").set_index("at")["unit"]
