"""A family so large that its first sheet overflows when all has given way: lists are cut on paper.

On the screen every row stands on the first sheet. On paper the sheet says how many more there are and
where they stand: the children in a list behind it, the households in the matrices per person, what is
stuck under the way of the signals.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from famnet.reports.fit import SHEET, height
from famnet.reports.fit_options import EVERY

if TYPE_CHECKING:
    from famnet.reports.fit import Full
    from famnet.reports.fit_options import Fit

__all__ = ["cut_to_sheet"]

#: No fewer children than this stand on the first sheet.
LEAST: Final = 12
_WAITS: Final = (EVERY, 8, 4)


def cut_to_sheet(full: Full, fit: Fit) -> Fit:
    """Return the fit, with lists cut where the sheet overflows even so.

    Parameters
    ----------
    full : Full
        Everything the first sheet would show.
    fit : Fit
        From ``famnet.reports.fit.fitted``.

    Notes
    -----
    The matrices keep their first block, then the longest waits stay, then as many children as there is
    room for, in the order of the page. O(lines log children).
    """
    if height(full, fit) <= SHEET:
        return fit
    for waits in _WAITS:
        cut = replace(fit, blocks=1, waits=waits)
        kids = _most_children(full, cut)
        if kids >= min(LEAST, len(full.children)):
            break
    return replace(cut, kids=max(kids, min(LEAST, len(full.children))))


def _most_children(full: Full, fit: Fit) -> int:
    """Return how many children fit."""
    return (
        bisect_right(
            range(len(full.children) + 1), SHEET, key=lambda n: height(full, replace(fit, kids=n))
        )
        - 1
    )
