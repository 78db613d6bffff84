"""How often a second person of a touched household is touched too, where nothing special is the matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.frailty import Grid
    from famnet.analysis.concentration.people import People
    from famnet.analysis.concentration.rates import Rates

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

__all__ = ["SecondPersons", "fit_second_persons", "pair_shares"]

#: From so many groups on a household counts as touched in that many.
_RICHEST: Final = 4
#: Power of the frailty in the odds. Where relatives resemble each other a half fits best (likelihood
#: over four made-up worlds; a quarter to one); taken higher, since too little makes p too small.
_WITH_FRAILTY: Final = 0.75
#: How far the coefficients are held to zero: hardly for the level, a standard deviation of 1 for richness.
_HELD: Final = (1e-3, 1.0)
_STEPS: Final = 60
_CLOSE: Final = 1e-9
#: A household of one has no second person; what rounding leaves of one.
_NOBODY: Final = 1e-9


@dataclass(frozen=True, slots=True)
class SecondPersons:
    """The odds that a second person is touched in a group in which the household is.

    Parameters
    ----------
    level : float
        Logarithm of the odds over the household's ``pair_shares``, where it is touched in one group.
    richness : float
        What is added for each further group it is touched in, up to the fourth.
    """

    level: float
    richness: float

    def factors(self, grid: Grid) -> Floats:
        """Return point of the frailty, number of groups touched: factor on ``pair_shares``.

        Parameters
        ----------
        grid : Grid
            The frailty.

        Notes
        -----
        Goes with the frailty to the power ``_WITH_FRAILTY``, and is what was fitted on average over
        households that are touched in so many groups: those have more of it.
        """
        n_sizes = grid.factor.shape[1]
        power = grid.factor[:, 1] ** _WITH_FRAILTY
        further = np.clip(np.arange(n_sizes), 1, _RICHEST) - 1
        mean = (grid.weight * power) @ grid.factor
        return np.asarray(np.exp(self.level + self.richness * further) * power[:, None] / mean)


def pair_shares(rates: Rates, people: People) -> Floats:
    """Return how much room a household has for a second person.

    Parameters
    ----------
    rates : Rates
        Rates and multipliers.
    people : People
        Who lives where.

    Returns
    -------
    float64 array
        Unit, scan group: the chance that two residents are touched over the chance that one is, for
        rare events that have nothing in common; zero where one person lives, or none.
    """
    n_units, n_groups = len(people.masks), rates.rate.shape[1] - 1
    out = np.zeros((n_units, n_groups))
    for d in range(n_groups):
        one = rates.rate[people.stratum, d] * rates.multiplier[people.area, d] * people.exposure
        total = np.bincount(people.unit, one, n_units)
        squares = np.bincount(people.unit, one**2, n_units)
        some = total > 0
        out[some, d] = (total[some] ** 2 - squares[some]) / (2 * total[some])
        out[out[:, d] < _NOBODY * total, d] = 0
    return out


def fit_second_persons(people: People, shares: Floats, left_out: Bools) -> SecondPersons:
    """Fit the odds to all touched households.

    Parameters
    ----------
    people : People
        Who was touched.
    shares : float64 array
        Unit, group (``pair_shares``).
    left_out : bool array
        Per unit: not fitted to, since something special may be the matter.

    Notes
    -----
    Logistic regression with the logarithm of the share as offset, by Newton; one observation per
    household and group that is touched. On made-up worlds with gamma and inherited frailties the
    share had a coefficient of .9 to 1.1, and groups beside it none. O(touched) per step.
    """
    groups = np.arange(shares.shape[1])
    touched = (people.masks[:, None] >> groups & 1).astype(bool) & (shares > 0)
    unit, group = np.nonzero(touched & ~left_out[:, None])
    second = (people.second[unit] >> group & 1).astype(np.float64)
    offset = np.log(shares[unit, group])
    further = np.minimum(np.bitwise_count(people.masks[unit]), _RICHEST) - 1.0
    design = np.column_stack([np.ones(len(unit)), further])
    at, held = np.zeros(design.shape[1]), np.array(_HELD)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-(design @ at + offset)))
        slope = design.T @ (second - chance) - held * at
        bend = (design * (chance * (1 - chance))[:, None]).T @ design + np.diag(held)
        step = np.linalg.solve(bend, slope)
        at += np.clip(step, -1, 1)
        if np.abs(step).max() < _CLOSE:
            break
    return SecondPersons(float(at[0]), float(at[1]))
