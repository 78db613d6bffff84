"""The neighbourhood correction, from none to whole: who is flagged with a part of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.bias.flagged import by_p
from famnet.analysis.concentration.background import refitted, window_nulls
from famnet.analysis.concentration.rates import intensities, rescaled
from famnet.analysis.concentration.sampler import SCAN, Effort, Estimate, p_values
from famnet.analysis.concentration.scan_kernels import statistics

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.rates import Rates
    from famnet.analysis.concentration.sampler import WindowNull
    from famnet.analysis.concentration.scan import Scan
    from famnet.analysis.families import Windows
    from famnet.analysis.gate import Counts

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["DOSES", "Looked", "corrected", "look", "looked_at"]

#: Parts of the correction looked at: 0 is the national baseline, 1 what the scan does.
DOSES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)

#: Enough to order a list; the tail that BH needs isn't asked here.
_ROUGH: Final = Effort(relative_error=0.3, most=6000)
_MOST_CHANCE: Final = 0.95
_NONE: Final = Estimate(1.0, 1.0, 0.0, np.inf, 0)


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """A list made with a part of the correction.

    Parameters
    ----------
    ranked : int64 array
        Leaders of the overlap clusters, best first.
    p_upper : float64 array
        Per window.
    """

    ranked: Longs
    p_upper: Floats

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Looked: {len(self.ranked)} leaders of {len(self.p_upper)} windows>"


def corrected(base: Background, windows: Windows, dose: float) -> Background:
    """Return a background with a part of the neighbourhood correction.

    Parameters
    ----------
    base : Background
        With the whole of it.
    windows : Windows
        The family windows.
    dose : float
        From 0 (none) to 1 (whole): multipliers are taken to this power.

    Notes
    -----
    Rescaled per class of households afterwards, so that totals agree, and the frailty fitted again.
    """
    people, rates = base.people, base.rates
    part: Rates = replace(rates, multiplier=rates.multiplier**dose)
    of_persons = (people.unit, people.stratum, people.area)
    intensity = intensities(part, of_persons, people.exposure, len(people.masks))
    chance = np.minimum(rescaled(intensity, people.touched_units(), people.classes), _MOST_CHANCE)
    with_part = replace(
        base, rates=part, chances=np.ascontiguousarray(chance[:, :-1]), any_chance=chance[:, -1]
    )
    return refitted(with_part, windows, np.zeros(len(windows), bool))


def look(background: Background, windows: Windows, counts: Counts, seed: int = 0) -> Looked:
    """Make the list of an area against a background.

    Parameters
    ----------
    background : Background
        What it is compared with; its people carry what was touched.
    windows : Windows
        The family windows.
    counts : Counts
        Whether each passes the gate.
    seed : int
        Seed of the draws.
    """
    people = background.people
    chances = np.ascontiguousarray(background.chances[windows.units])
    t = statistics(windows.indptr, people.masks[windows.units], chances, SCAN)
    t = np.where(counts.reason == 0, t, 0.0)
    tried: list[int] = []

    def nulls() -> Iterator[WindowNull]:
        for place, null in window_nulls(background, windows, np.flatnonzero(t > 0)):
            tried.append(place)
            yield null

    found = p_values(nulls(), effort=_ROUGH, run_seed=seed)
    out = [_NONE] * len(t)
    for place, one in zip(tried, found, strict=True):
        out[place] = one
    upper = np.array([one.p_upper for one in out])
    return Looked(by_p(windows, t, tuple(out)), upper)


def looked_at(scan: Scan) -> Looked:
    """Return the list of a scan itself."""
    upper = np.array([one.p_upper for one in scan.estimates])
    return Looked(by_p(scan.windows, scan.t, scan.estimates), upper)
