"""A made-up region with families that look like a finding, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from famnet.analysis.comparison import compare
from famnet.analysis.description import describe
from famnet.analysis.left_alone import left_alone
from famnet.graph import build_graph
from famnet.synthetic.plan import BACKGROUNDS, DECOYS, Planting, WorldPlan
from famnet.synthetic.strength import make_world

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["DECOY_PLAN", "Decoys", "decoys"]

#: Large enough to be compared, small enough for a demo.
DECOY_PLAN: Final = WorldPlan(
    persons=16_000,
    seed=1,
    background=BACKGROUNDS["mild"],
    planting=Planting(families=3, ratios=(40.0,), domains=(4,), households=(5, 8)),
    decoys=dict.fromkeys(DECOYS, 3),
)


class Decoys(NamedTuple):
    """What became of each decoy, and how many persons the region has."""

    rows: pd.DataFrame
    persons: int


def decoys(plan: WorldPlan = DECOY_PLAN) -> Decoys:
    """Make a region, compare its family networks and say what became of each decoy.

    Parameters
    ----------
    plan : WorldPlan
        What is put into the region.
    """
    made = make_world(plan)
    graph = build_graph(made.delivery())
    description = describe(graph, comparison=compare(graph))
    return Decoys(left_alone(graph, made.truth(), description), len(graph.persons))
