"""The neighbourhood correction, from none to whole: who is flagged with a part of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.bias.flagged import by_weight
from famnet.analysis.concentration.background import refitted
from famnet.analysis.concentration.rates import intensities, rescaled
from famnet.analysis.concentration.weight import weights

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.rates import Rates
    from famnet.analysis.families import Windows
    from famnet.analysis.gate import Counts

    Longs = npt.NDArray[np.int64]

__all__ = ["DOSES", "corrected", "listed"]

#: Parts of the correction looked at: 0 is the national baseline, 1 what the scan does.
DOSES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)

_MOST_CHANCE: Final = 0.95


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


def listed(background: Background, windows: Windows, counts: Counts) -> Longs:
    """Return the list of an area against a background.

    Parameters
    ----------
    background : Background
        What it is compared with; its people carry what was touched.
    windows : Windows
        The family windows.
    counts : Counts
        Whether each passes the gate.

    Returns
    -------
    int64 array
        Leaders of the overlap clusters, most weight of evidence first.
    """
    return by_weight(windows, np.where(counts.reason == 0, weights(background, windows), 0))
