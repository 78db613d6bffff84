"""Facts about the circle: households, where they are, and ties of suspicion within it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.criteria.fact import Fact
from famnet.analysis.households import unit_names
from famnet.vocabulary import TieKind

if TYPE_CHECKING:
    from famnet.analysis.criteria.look import Look
    from famnet.graph.family_graph import FamilyGraph

__all__ = [
    "co_suspects",
    "homes_elsewhere",
    "homes_in_region",
    "homes_unplaced",
    "households_touched",
]


def _homes(look: Look, units: list[int]) -> Fact:
    names = unit_names(look.graph, np.array(units, np.int32)).tolist()
    words = tuple(str(name).removeprefix("person:") for name in names)
    evidence = tuple(
        f"persons:{word}" if str(name).startswith("person:") else f"households:{word}"
        for name, word in zip(names, words, strict=True)
    )
    return Fact(len(units), evidence, tuple(("", word) for word in words))


def households_touched(look: Look) -> Fact:
    """Count the households in which something counts in the period."""
    return _homes(look, sorted({touch.unit for touch in look.touches}))


def _towns(look: Look) -> dict[int, str]:
    """Return the municipality of each unit, empty where not known."""
    home, households = look.book.homes, look.graph.households["municipality"]
    out = {}
    for unit in look.view.units.tolist():
        household = int(home.unit_household[unit])
        if household < 0:
            household = int(home.household[int(home.unit_person[unit])])
        out[unit] = str(households.iloc[household]).strip().casefold() if household >= 0 else ""
    return out


def _region(look: Look) -> set[str]:
    """Return the municipalities for which some partner of the delivery works."""
    return look.graph.kept("region", lambda: _made_region(look.graph))


def _made_region(graph: FamilyGraph) -> set[str]:
    every = {str(name).strip().casefold() for name in graph.households["municipality"].unique()}
    works = {str(name).strip().casefold() for name in graph.partners["region"]}
    return (works & every) - {""}


def homes_in_region(look: Look) -> Fact:
    """Count the households in a municipality for which a partner of the delivery works."""
    region = _region(look)
    return _homes(look, [unit for unit, town in _towns(look).items() if town in region])


def homes_elsewhere(look: Look) -> Fact:
    """Count the households in a municipality for which no partner of the delivery works."""
    region = _region(look)
    away = [unit for unit, town in _towns(look).items() if region and town and town not in region]
    return _homes(look, away)


def homes_unplaced(look: Look) -> Fact:
    """Count the households of which is not known whether they lie in the region."""
    region = _region(look)
    return _homes(look, [unit for unit, town in _towns(look).items() if not town or not region])


def co_suspects(look: Look) -> Fact:
    """Count the ties "suspected together" of who lives here, begun before today."""
    ties = look.graph.tables["ties"]
    held = ties["person"].isin(look.view.people) | ties["other"].isin(look.view.people)
    held &= (ties["kind"] == str(TieKind.CO_SUSPECT)) & (ties["start_date"] <= look.view.today)
    rows = ties[held]
    return Fact(len(rows), tuple(f"ties:{line}" for line in rows["line"].tolist()))
