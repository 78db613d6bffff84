"""Rate ratios of family windows: what is seen and expected in each, and the law they are drawn to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.concentration.effect import crowding_factors, fit_prior, rate_ratios

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.effect import GammaMixture, RateRatio
    from famnet.analysis.families import Windows

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["RatioLaw", "WindowTouches", "fitted_law", "ratios_by", "touches_of_windows"]


@dataclass(frozen=True, slots=True)
class WindowTouches:
    """Touches of each window over its households and the scan groups.

    Parameters
    ----------
    observed, expected : float64 array
        Seen, and expected to be.
    crowding : float64 array
        How much touches come together in its households; at least one.
    """

    observed: Floats
    expected: Floats
    crowding: Floats

    def prior_of(self, which: npt.NDArray[np.bool_]) -> GammaMixture:
        """Fit how rate ratios lie over some windows; those where nothing is expected say nothing."""
        known = np.flatnonzero(which & (self.expected > 0))
        crowding = self.crowding[known]
        return fit_prior(self.observed[known] / crowding, self.expected[known] / crowding)


@dataclass(frozen=True, slots=True)
class RatioLaw:
    """What a rate ratio is drawn to.

    Parameters
    ----------
    crowding : float64 array
        Per unit: how much touches come together in such a household.
    prior : GammaMixture
        How rate ratios lie over all windows.
    """

    crowding: Floats
    prior: GammaMixture


def touches_of_windows(background: Background, windows: Windows, crowding: Floats) -> WindowTouches:
    """Count the touches of each window.

    Parameters
    ----------
    background : Background
        What is expected of each unit, and what it shows.
    windows : Windows
        The windows; at least one.
    crowding : float64 array
        Per unit.
    """
    expected = background.chances.sum(axis=1)
    seen = np.bitwise_count(background.people.masks).astype(np.float64)
    observed, whole, crowded = (
        np.add.reduceat(column[windows.units], windows.indptr[:-1])
        for column in (seen, expected, expected * crowding)
    )
    return WindowTouches(observed, whole, np.maximum(crowded / np.maximum(whole, 1e-12), 1.0))


def fitted_law(background: Background, windows: Windows) -> RatioLaw:
    """Return the law of the windows themselves."""
    people = background.people
    seen = np.bitwise_count(people.masks).astype(np.float64)
    crowding = crowding_factors(seen, background.chances.sum(axis=1), people.classes)
    every = np.ones(len(windows), np.bool_)
    return RatioLaw(crowding, touches_of_windows(background, windows, crowding).prior_of(every))


def ratios_by(
    law: RatioLaw, background: Background, windows: Windows, which: Longs
) -> dict[int, RateRatio]:
    """Return the rate ratio of some windows, by window number."""
    counted = touches_of_windows(background, windows, law.crowding)
    rows = rate_ratios(
        counted.observed[which], counted.expected[which], law.prior, counted.crowding[which]
    )
    return dict(zip(which.tolist(), rows, strict=True))
