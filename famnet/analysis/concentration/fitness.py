"""Can this delivery be compared at all: what is missing, and what to bear in mind if it can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.analysis.concentration.fitness_reasons import (
    NO_DATE,
    group_cautions,
    signal_cautions,
    signal_reasons,
    size_cautions,
    size_reasons,
    unknown_cautions,
    unknown_reasons,
)
from famnet.analysis.concentration.people import people_of
from famnet.analysis.families import family_windows
from famnet.analysis.gate import touches
from famnet.analysis.period import last_months
from famnet.analysis.text import Text
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from famnet.analysis.concentration.people import People
    from famnet.analysis.gate import Touches
    from famnet.analysis.period import Period
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Fitness", "fitness", "fitness_of", "not_dated"]


@dataclass(frozen=True, slots=True)
class Fitness:
    """Whether a delivery can be compared.

    Parameters
    ----------
    possible : bool
        Whether the scan says anything that it can stand for.
    reasons : tuple of Text
        Why not; empty where it is possible.
    cautions : tuple of Text
        What to bear in mind.
    """

    possible: bool
    reasons: tuple[Text, ...]
    cautions: tuple[Text, ...]

    def said(self) -> Text:
        """Say why nothing is compared; empty where it is."""
        if self.possible:
            return Text("", "")
        return Text(
            " ".join(["famnet beschrijft, en vergelijkt niet.", *(one.nl for one in self.reasons)]),
            " ".join(["famnet describes, and doesn't compare.", *(one.en for one in self.reasons)]),
        )


def fitness(graph: FamilyGraph, *, months: int | None = None) -> Fitness:
    """Say whether the family networks of a delivery can be compared with each other.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    months : int, optional
        Months before the reference date that count; 24 when left out.

    Notes
    -----
    Methods.md section 2.12: from a case, or from a few families, no background can be estimated. All
    reasons are given at once, so that one look tells what a better delivery needs. O(persons + signals).
    """
    if graph.as_of == NO_DAY:
        return not_dated()
    period = last_months(graph.as_of) if months is None else last_months(graph.as_of, months)
    found = touches(graph, period)
    return fitness_of(graph, found, people_of(graph, found, period), period)


def not_dated() -> Fitness:
    """Say that without a reference date nothing is compared."""
    return Fitness(possible=False, reasons=(NO_DATE,), cautions=())


def fitness_of(graph: FamilyGraph, found: Touches, people: People, period: Period) -> Fitness:
    """Say the same of what was gathered already.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; it has a reference date.
    found : Touches
        What counts in the period.
    people : People
        Who could be seen where.
    period : Period
        The days that count.
    """
    reasons = (
        *size_reasons(people, len(family_windows(graph))),
        *unknown_reasons(graph, people),
        *signal_reasons(graph, found),
    )
    cautions = (
        *size_cautions(people),
        *unknown_cautions(graph, people),
        *signal_cautions(graph, found, period),
        *group_cautions(people),
    )
    return Fitness(possible=not reasons, reasons=reasons, cautions=() if reasons else cautions)
