"""Pictures: a scene computed once, and writers for it."""

from famnet.draw.ecogram.picture import ecogram
from famnet.draw.genogram.picture import genogram
from famnet.draw.matrix.picture import matrix
from famnet.draw.network import NetworkPicture, network
from famnet.draw.timeline.picture import timeline

__all__ = ["NetworkPicture", "ecogram", "genogram", "matrix", "network", "timeline"]
