"""The other backgrounds that a finding is held against: another period, the whole country, thinned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.concentration.background import fit_background, refitted
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.suspects import entangled, suspects
from famnet.analysis.gate import GROUPS, touches
from famnet.analysis.period import last_months
from famnet.analysis.stability.inclusion import signal_chances, touch_chances

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.scan import Scan
    from famnet.analysis.gate import Touches
    from famnet.analysis.period import Period
    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]

__all__ = ["Sight", "national_sight", "other_period", "sight_of", "thinned"]


@dataclass(frozen=True, slots=True, repr=False)
class Sight:
    """A way to look at an area: what counts, in which period, and what that is compared with.

    Parameters
    ----------
    found : Touches
        What counts, per unit.
    period : Period
        When.
    background : Background
        What it is compared with.
    """

    found: Touches
    period: Period
    background: Background

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Sight: {self.found!r}>"


def sight_of(graph: FamilyGraph, scan: Scan, months: int) -> Sight:
    """Return how the scan itself looked."""
    period = last_months(graph.as_of, months)
    return Sight(touches(graph, period), period, scan.background)


def other_period(graph: FamilyGraph, scan: Scan, months: int) -> Sight:
    """Look at another number of months, against a background of those months."""
    period = last_months(graph.as_of, months)
    found = touches(graph, period)
    people = people_of(graph, found, period)
    fitted = fit_background(people, scan.windows)
    return Sight(found, period, refitted(fitted, scan.windows, _suspect(scan)))


def national_sight(scan: Scan, sight: Sight) -> Sight:
    """Compare with all areas together: how much each area reports is left out."""
    fitted = fit_background(sight.background.people, scan.windows, national=True)
    return replace(sight, background=refitted(fitted, scan.windows, _suspect(scan)))


def _suspect(scan: Scan) -> Bools:
    """Return the windows left out of the fit of the frailty, as the scan leaves them out."""
    found = suspects(np.array([one.p for one in scan.estimates], float), scan.windows)
    return entangled(found, scan.windows, scan.background.people.masks)


def thinned(graph: FamilyGraph, sight: Sight) -> Background:
    """Return the background as it is when doubtful signals are left out everywhere.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    sight : Sight
        How the scan looked.

    Notes
    -----
    A touch stays with a chance of its own; on average over the area that is ``a`` in a scan group. A
    Poisson process of which every event stays with chance ``a`` is one of ``a`` times the intensity, so
    that ``q`` becomes ``1 - (1 - q) ** a``. Nothing is fitted again: methods.md section 8.
    """
    found, base = sight.found, sight.background
    chance = touch_chances(signal_chances(graph, found.signal), found.first)
    each = np.bincount(found.group, chance, len(GROUPS))
    count = np.bincount(found.group, minlength=len(GROUPS))
    by_group = np.where(count > 0, each / np.maximum(count, 1), 1.0)
    unit = np.repeat(np.arange(len(found.start) - 1), np.diff(found.start))
    lost = np.ones(len(found.start) - 1)
    np.multiply.at(lost, unit, 1 - chance)
    touched = np.diff(found.start) > 0
    in_any = float((1 - lost[touched]).mean()) if touched.any() else 1.0
    return replace(
        base,
        chances=-np.expm1(np.log1p(-base.chances) * by_group),
        any_chance=-np.expm1(np.log1p(-base.any_chance) * in_any),
    )
