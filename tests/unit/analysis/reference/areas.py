"""Two areas made by the same law, and what they tell of themselves."""

from __future__ import annotations

from functools import cache

import famnet
from famnet.analysis.concentration.scan import scan_graph
from famnet.analysis.reference import build_reference
from famnet.synthetic.plan import BACKGROUNDS, Planting, WorldPlan
from famnet.synthetic.strength import make_world

PERSONS = 20_000


@cache
def area(seed: int = 3, *, planted: bool = True):
    """An area of 20,000 persons with six planted families, or none."""
    families = Planting(families=6, ratios=(40.0,), domains=(4,), households=(3, 10))
    more = {"planting": families} if planted else {}
    plan = WorldPlan(persons=PERSONS, seed=seed, background=BACKGROUNDS["mild"], **more)
    return famnet.build_graph(make_world(plan).delivery())


@cache
def told():
    """What the first area tells."""
    return build_reference(area(), named=("Oosterwaard", "Gemeente Oosterwaard"))


@cache
def scanned():
    """The first area scanned by itself."""
    return scan_graph(area())
