"""What a comparison needs, gathered from a graph: after this the graph isn't asked any more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.concentration.fitness import Fitness, fitness_of, not_dated
from famnet.analysis.concentration.people import people_of
from famnet.analysis.description_tables import Looked, anchor_ids
from famnet.analysis.families import family_windows
from famnet.analysis.gate import count_windows, touches
from famnet.analysis.period import last_months
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from famnet.analysis.concentration.people import People
    from famnet.analysis.families import Windows
    from famnet.analysis.gate import Touches
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["COLUMNS", "Gathered", "gather", "looked_at"]

#: Per table the columns that ``gather`` asks for; of a table that isn't named it may ask for any.
COLUMNS: Final = {
    "persons": ("person_id", "birth_date", "birth_date_hi", "death_date", "sex"),
    "households": ("household_id", "kind", "municipality", "neighbourhood"),
    "memberships": ("person", "household", "start_date", "end_date"),
    "kinships": ("person", "relative", "kind", "start_date", "end_date"),
    "signals": (
        "signal_id", "type", "role", "person", "household", "partner", "origin_partner", "incident",
        "derived_from", "event_date", "event_date_hi", "received_date", "hardness", "status",
    ),
} | dict.fromkeys(("ties", "referrals", "involvements", "measures", "requests", "actions"), ())  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Gathered:
    """The arrays that family networks are compared by.

    Parameters
    ----------
    fitness : Fitness
        Whether they can be compared.
    people : People or None
        Who could be seen where, and what was touched; None where nothing can be compared.
    looked : Looked
        The windows and what each shows.
    """

    fitness: Fitness
    people: People | None
    looked: Looked

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Gathered: {self.people!r}, {self.looked.windows!r}>"


def gather(graph: FamilyGraph) -> Gathered:
    """Gather what a comparison over the usual months needs.

    Parameters
    ----------
    graph : FamilyGraph
        The graph. Nothing of it is held by what comes back, so that the tables of a country can be let
        go of before the windows are compared.

    Notes
    -----
    O(persons + signals + places of households in windows).
    """
    period, windows = last_months(graph.as_of), family_windows(graph)
    found = touches(graph, period)
    people = None if graph.as_of == NO_DAY else people_of(graph, found, period)
    looked = _looked(graph, windows, found)
    fit = not_dated() if people is None else fitness_of(graph, found, people, period)
    return Gathered(fit, people if fit.possible else None, looked)


def looked_at(graph: FamilyGraph) -> Looked:
    """Return the windows of a graph and what each shows in the usual months.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    """
    windows = family_windows(graph)
    return _looked(graph, windows, touches(graph, last_months(graph.as_of)))


def _looked(graph: FamilyGraph, windows: Windows, found: Touches) -> Looked:
    counts = count_windows(found, windows.indptr, windows.units)
    return Looked(anchor_ids(graph, windows), windows, counts)
