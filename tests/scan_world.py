"""A made-up region of some thousands of persons with family networks that stand out, kept in memory."""

from __future__ import annotations

from functools import cache

import famnet
from famnet.analysis.comparison import compare
from famnet.graph.family_graph import FamilyGraph
from famnet.synthetic.plan import BACKGROUNDS, Planting, WorldPlan
from famnet.synthetic.strength import make_world

PLAN = WorldPlan(
    persons=16000,
    seed=6,
    background=BACKGROUNDS["independent"],
    planting=Planting(families=3, ratios=(60.0,), domains=(4,), households=(5, 8)),
    persons_per_neighbourhood=1500,
)


@cache
def made():
    return make_world(PLAN)


@cache
def region():
    return famnet.build_graph(made().delivery())


@cache
def comparison():
    return compare(region())


def changed(graph=None, **tables):
    """Return the region with some tables replaced, and nothing derived yet."""
    graph = graph or region()
    return FamilyGraph(
        tables={**graph.tables, **tables},
        as_of=graph.as_of,
        synthetic=graph.synthetic,
        workspace=graph.workspace,
        grant=graph.grant,
        region=graph.region,
        deliverer=graph.deliverer,
    )
