"""Pictures: a scene computed once, and writers for it."""

from famnet.draw.genogram.picture import genogram
from famnet.draw.network import NetworkPicture, network

__all__ = ["NetworkPicture", "genogram", "network"]
