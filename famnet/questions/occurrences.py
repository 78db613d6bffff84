"""Questions about how often things occur, by type and by place; part of the questions about signals."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famnet.analysis.episodes import episode_table
from famnet.analysis.households import homes
from famnet.analysis.roles import DOMAINS, judge
from famnet.questions.cells import code_of, table_of, words
from famnet.questions.own_acts import OWN, SUFFERED, WATCHED

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["episodes_in_neighbourhood", "episodes_per_type"]


def episodes_per_type(graph: FamilyGraph) -> pd.DataFrame:
    """How often each type of signal occurs, and of how many persons in which part."""
    signals, judged = graph.signals, judge(graph)
    role, person = words(signals["role"]), signals["person"]
    told = pd.DataFrame(
        {
            "type": words(signals["type"]),
            "episodes": episode_table(graph).first,
            "signals": np.arange(len(signals)),
            "as_suspect": person.where(judged.own_conduct & np.isin(role, OWN) & (person >= 0)),
            "as_victim": person.where(
                judged.counted & np.isin(role, (*SUFFERED, *WATCHED)) & (person >= 0)
            ),
        }
    )
    stands = words(signals["status"]) != "refuted"
    # Missing cells aren't counted.
    counted: pd.DataFrame = told[stands].groupby("type").nunique().reset_index()
    return counted


def episodes_in_neighbourhood(graph: FamilyGraph, household: str) -> pd.DataFrame:
    """In which life domains something counts around a household: private homes of its neighbourhood."""
    here, table = code_of(graph, "households", household), episode_table(graph)
    places = graph.households[["municipality", "neighbourhood"]].to_numpy(object)
    episodes, households = defaultdict(set), defaultdict(set)
    rows = np.flatnonzero((table.unit >= 0) & judge(graph).counted)
    for row, home in zip(rows, homes(graph).unit_household[table.unit[rows]], strict=True):
        if home >= 0 and places[here][1] and (places[home] == places[here]).all():
            domain = DOMAINS[table.domain[row]]
            episodes[domain].add(int(table.first[row]))
            households[domain].add(int(home))
    return table_of(
        [(domain, len(episodes[domain]), len(households[domain])) for domain in episodes],
        ("life_domain", "episodes", "households"),
    )
