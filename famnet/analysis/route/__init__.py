"""The way of signals: what was handed over, what waits, which step is stuck, what may follow."""

from famnet.analysis.route.routing import route
from famnet.analysis.route.sheet import RouteSheet

__all__ = ["RouteSheet", "route"]
