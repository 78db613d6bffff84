"""What every person carries along, what neighbourhoods do, and the level of all rates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.rates import rates
from famnet.synthetic.signals import YEARS, Loads, hoods_of, year_cells, years_alive

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.plan import Background, Reporting
    from famnet.synthetic.world import World

    Floats = NDArray[np.float64]

__all__ = [
    "N_GROUPS",
    "Neighbourhoods",
    "carried",
    "level_for",
    "make_neighbourhoods",
    "mean_rates",
]

N_GROUPS = 9
# A child's inherited part correlates .57 with each parent's, and keeps its variance from parent to child.
_FROM_PARENTS = 0.8
_WINDOW_YEARS = 2
# Worlds of known truth lie between .5 % (exploitation) and 5.5 % (debts) of those who can be seen in a
# scan group, in 24 months (methods.md 2.10): what the rates of signal_rates.csv are multiplied by for that.
_LEVELS = {"FIN": 1.55, "HOUS": 1.6, "EXP": 17.0}


@dataclass(frozen=True, slots=True)
class Neighbourhoods:
    """What neighbourhoods do to the rates.

    Parameters
    ----------
    need : float64 array
        Per neighbourhood: how much happens there.
    reporting : float64 array
        Scan group, neighbourhood: how much of it is reported.
    high : bool array
        Per neighbourhood: reports two to three times as much in everything.
    busy : bool array
        Per neighbourhood: holds decoys of that kind, and reports more still.
    """

    need: Floats
    reporting: Floats
    high: NDArray[np.bool_]
    busy: NDArray[np.bool_]

    def factors(self) -> Floats:
        """Return scan group, neighbourhood: what rates are multiplied by."""
        groups = load_catalogue().scan_groups
        level = np.array([_LEVELS.get(name, 1.0) for name in groups])[:, None]
        return np.asarray(level * self.need * self.reporting)


def make_neighbourhoods(rng: Generator, hoods: int, how: Reporting) -> Neighbourhoods:
    """Return how neighbourhoods differ (methods.md 9.1).

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    hoods : int
        How many there are.
    how : Reporting
        How far they differ.
    """
    need = np.exp(rng.normal(0, how.need, hoods))
    high = np.zeros(hoods, dtype=np.bool_)
    high[rng.permutation(hoods)[: round(how.high * hoods)]] = True
    times = np.where(high, rng.uniform(*how.times, hoods), 1.0)
    reporting = np.exp(rng.normal(0, how.sd, (N_GROUPS, hoods))) * times
    return Neighbourhoods(need, reporting, high, np.zeros(hoods, dtype=np.bool_))


def carried(rng: Generator, world: World, background: Background) -> Floats:
    """Return a factor per person: own, household's and inherited part, each lognormal with mean one.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    background : Background
        How far each spreads.

    Notes
    -----
    The household is that of the reference date; who has none gets a factor of its own. A child's
    inherited part is normal around the parents' (known or not to a register) with the same variance.
    """
    p = world.people
    own, line = rng.normal(0, 1, len(p)), rng.normal(0, 1, len(p))
    for generation in range(1, 5):
        rows = np.flatnonzero((p.generation == generation) & (p.mother >= 0))
        parents, father = line[p.mother[rows]], p.father[rows]
        parents = np.where(father >= 0, (parents + line[np.maximum(father, 0)]) / 2**0.5, parents)
        rest = (1 - _FROM_PARENTS**2) ** 0.5
        line[rows] = _FROM_PARENTS * parents + rest * line[rows]
    current = world.homes.current
    home = rng.normal(0, 1, len(world.homes.kind) + 1)
    of_home = np.where(current >= 0, home[current], rng.normal(0, 1, len(p)))
    out = np.zeros(len(p))
    for sd, part in (
        (background.person, own),
        (background.household, of_home),
        (background.kin, line),
    ):
        out += sd * part - sd**2 / 2
    return np.exp(out)


def mean_rates() -> Floats:
    """Return scan group, cell of age and sex: signals about the person itself per year, before all factors."""
    out = np.zeros((N_GROUPS, len(rates()[0].per_year)))
    for rate in rates():
        out[rate.group] += rate.per_year * (1 - rate.household)
    return out


def level_for(world: World, loads: Loads, share: float) -> float:
    """Return what all rates must be multiplied by so that so many persons are seen.

    Parameters
    ----------
    world : World
        The region.
    loads : Loads
        What multiplies the rates of each person.
    share : float
        Share of the living with a signal about themselves in the last 24 months.

    Notes
    -----
    Solves mean(1 - exp(-level * intensity)) = share by bisection on the logarithm: 40 halvings.
    """
    hood, table = hoods_of(world), mean_rates()
    intensity = np.zeros(len(hood))
    for year in range(YEARS - _WINDOW_YEARS, YEARS):
        cell, alive = year_cells(world, year), years_alive(world, year)
        for group in range(N_GROUPS):
            intensity += loads.of(group, hood) * table[group, cell] * alive
    living = intensity[world.people.death > world.today]
    if not living.any():
        return 1.0
    low, high = -12.0, 12.0
    for _ in range(40):
        middle = (low + high) / 2
        if float(-np.expm1(-np.exp(middle) * living).mean()) < share:
            low = middle
        else:
            high = middle
    return float(np.exp(low))
