"""FamilyGraph: columns and sparse layers, scope, and the NetworkX view."""

from famnet.graph.build import build_graph
from famnet.graph.family_graph import FamilyGraph
from famnet.graph.networkx_read import from_networkx

__all__ = ["FamilyGraph", "build_graph", "from_networkx"]
