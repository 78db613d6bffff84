"""Family networks: which there are, who is in them, and which one is asked for.

The windows themselves are made in ``windows``, their people listed in ``members``, one found by
``--family`` in ``cases``.
"""

from __future__ import annotations

from famnet.analysis.cases import window_of
from famnet.analysis.members import BOUNDARIES, FAMILY_COLUMNS, families, members
from famnet.analysis.windows import MOST_PERSONS, Window, Windows, family_windows

__all__ = [
    "BOUNDARIES",
    "FAMILY_COLUMNS",
    "MOST_PERSONS",
    "Window",
    "Windows",
    "families",
    "family_windows",
    "members",
    "window_of",
]
