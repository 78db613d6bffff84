"""famnet: where troubles of several kinds come together in a family network.

The public names, loaded when first used, so that ``import famnet`` stays light::

    delivery = famnet.read_delivery("map")      # checked tables
    graph = famnet.build_graph(delivery)        # FamilyGraph
    famnet.families(graph)                      # pandas DataFrames, columns as the command line
    famnet.run("map", "uitvoer")                # a session on the table
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from famnet.version import __version__ as __version__

if TYPE_CHECKING:
    from famnet import analysis as analysis
    from famnet import draw as draw
    from famnet.analysis.cases import window_of as window_of
    from famnet.analysis.criteria import criteria as criteria
    from famnet.analysis.description import describe as describe
    from famnet.analysis.episodes import episodes as episodes
    from famnet.analysis.households import households as households
    from famnet.analysis.kinship import kin as kin
    from famnet.analysis.known import known as known
    from famnet.analysis.members import families as families
    from famnet.analysis.route import route as route
    from famnet.analysis.scan_table import scan as scan
    from famnet.analysis.table import table as table
    from famnet.catalogue import load_catalogue as load_catalogue
    from famnet.config import Settings as Settings
    from famnet.delivery import Delivery as Delivery
    from famnet.delivery import read_delivery as read_delivery
    from famnet.graph import FamilyGraph as FamilyGraph
    from famnet.graph import build_graph as build_graph
    from famnet.graph import from_networkx as from_networkx
    from famnet.pipeline.session import run as run
    from famnet.questions.ask import ask as ask
    from famnet.stores import open_store as open_store
    from famnet.synthetic import synthesize as synthesize

_HOME = {
    "Delivery": "famnet.delivery",
    "FamilyGraph": "famnet.graph",
    "Settings": "famnet.config",
    "ask": "famnet.questions",
    "build_graph": "famnet.graph",
    "criteria": "famnet.analysis.criteria",
    "describe": "famnet.analysis.description",
    "episodes": "famnet.analysis.episodes",
    "families": "famnet.analysis.members",
    "from_networkx": "famnet.graph",
    "households": "famnet.analysis.households",
    "kin": "famnet.analysis.kinship",
    "known": "famnet.analysis.known",
    "load_catalogue": "famnet.catalogue",
    "open_store": "famnet.stores",
    "read_delivery": "famnet.delivery",
    "route": "famnet.analysis.route",
    "run": "famnet.pipeline.session",
    "scan": "famnet.analysis.scan_table",
    "synthesize": "famnet.synthetic",
    "table": "famnet.analysis.table",
    "window_of": "famnet.analysis.cases",
}
_MODULES = frozenset({"analysis", "catalogue", "draw", "notebook", "resources"})

__all__ = [
    "Delivery",
    "FamilyGraph",
    "Settings",
    "ask",
    "build_graph",
    "criteria",
    "describe",
    "draw",
    "episodes",
    "families",
    "from_networkx",
    "households",
    "kin",
    "known",
    "load_catalogue",
    "open_store",
    "read_delivery",
    "route",
    "run",
    "scan",
    "synthesize",
    "table",
    "window_of",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # the type depends on the name asked for
    """Load a public name when it is first used."""
    if name in _HOME:
        value = getattr(importlib.import_module(_HOME[name]), name)
    elif name in _MODULES:
        value = importlib.import_module(f"famnet.{name}")
    else:
        msg = f"module 'famnet' has no attribute {name!r}"
        raise AttributeError(msg)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return [*globals(), *__all__]
