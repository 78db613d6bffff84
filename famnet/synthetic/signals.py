"""Signals of a region: who is seen in what, when, by whom.

A Poisson process per person and type with the rates of ``data/signal_rates.csv``, times what a
person, its household and its line of descent carry along, times the neighbourhood's trouble and how
eagerly its partners report (lognormal, sd 0.25 per neighbourhood and scan group; a quarter reports
two to three times as much; methods.md 9.1). Most persons have none, a few have many.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from famnet.synthetic.people import YEAR
from famnet.synthetic.rates import BANDS, Rate, rates
from famnet.synthetic.role_rules import age_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator

    from famnet.synthetic.world import World

__all__ = [
    "YEARS",
    "Loads",
    "Sightings",
    "age_at",
    "draw_sightings",
    "hoods_of",
    "join",
    "make_sightings",
    "roles_drawn",
    "year_cells",
    "years_alive",
]

Ints = NDArray[np.int64]
_ROWS_PER_FIRST = 1.2
YEARS = 5  # how far back partners deliver (WGS: five years after first processing)


@dataclass(slots=True)
class Sightings:
    """Signals as columns; ``household`` is -1 where the subject is a person and the other way round."""

    type: Ints
    person: Ints
    household: Ints
    role: Ints
    partner: Ints
    origin: Ints
    incident: Ints
    derived: Ints
    event: Ints
    hood: Ints

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.type)

    def pick(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> Sightings:
        """Return some of the rows; ``derived`` must still be set."""
        return Sightings(*(getattr(self, name)[which] for name in self.__slots__))


@dataclass(slots=True)
class Loads:
    """What a person's rates are multiplied by.

    Parameters
    ----------
    carried : float64 array
        Per person, the same in every scan group.
    places : sequence of float64 arrays
        Per scan group a factor per neighbourhood.
    lifted : dict
        Per scan group the persons whose rates are raised there, and by how much.
    """

    carried: NDArray[np.float64]
    places: Sequence[NDArray[np.float64]]
    lifted: dict[int, tuple[Ints, NDArray[np.float64]]] = field(default_factory=dict)

    def of(self, group: int, hood: Ints) -> NDArray[np.float64]:
        """Return the factor of every person in a scan group."""
        factor = self.carried * self.places[group][hood]
        if group in self.lifted:
            persons, ratio = self.lifted[group]
            factor[persons] *= ratio
        return factor


def join(parts: list[Sightings]) -> Sightings:
    """Return the rows of several parts under each other."""
    names = Sightings.__slots__
    return Sightings(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def age_at(world: World, person: Ints, day: Ints) -> NDArray[np.float64]:
    """Return ages in years on a day."""
    return (day - world.people.birth[person]) / YEAR


def hoods_of(world: World) -> Ints:
    """Return everybody's neighbourhood; without an address the first."""
    current = world.homes.current
    hood = world.homes.hood[np.maximum(current, 0)]
    return np.where(current >= 0, hood, 0).astype(np.int64)


def make_sightings(
    rng: Generator, world: World, per_person: float, inherited: float = 1.0
) -> Sightings:
    """Return first sightings (no echoes, no repeats yet).

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    per_person : float
        Expected number of rows per person over the five years, echoes and repeats included.
    inherited : float
        As in ``Habits``.

    Notes
    -----
    Drawn per type and year from the cumulative weights: linear in persons times types.
    """
    loads = Loads(_carried(rng, world, inherited), _trouble(rng, len(world.places.hoods)))
    natural = _natural(world, loads)
    # Repeats, others in the home and echoes come on top: so many rows per first sighting.
    scale = per_person * len(world.people) / max(natural * _ROWS_PER_FIRST, 1e-9)
    return draw_sightings(rng, world, loads, scale)


def draw_sightings(rng: Generator, world: World, loads: Loads, scale: float) -> Sightings:
    """Return first sightings: a Poisson process per person and type, rates times ``loads`` and ``scale``.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    loads : Loads
        What multiplies the rates of each person.
    scale : float
        What multiplies all rates.
    """
    hood = hoods_of(world)
    cells = [year_cells(world, year) for year in range(YEARS)]
    alive = [years_alive(world, year) for year in range(YEARS)]
    parts: list[Sightings] = []
    for group in range(_groups()):
        of_group = [rate for rate in rates() if rate.group == group]
        weight = loads.of(group, hood) * scale
        for year in range(YEARS):
            base = weight * alive[year]
            parts.extend(
                _of_type(rng, world, rate, (base, cells[year], hood, year)) for rate in of_group
            )
    return join(parts)


def _groups() -> int:
    return int(max(rate.group for rate in rates())) + 1


def _carried(rng: Generator, world: World, inherited: float) -> NDArray[np.float64]:
    """Return a factor per person with mean one: own, household's and inherited part (lognormal).

    The inherited part is large, as a father's police record goes with about twice the odds for his
    child (methods.md 9.1); nobody carries more than forty times the mean.
    """
    p = world.people
    line = rng.normal(0, inherited, len(p))
    for generation in range(1, 5):
        rows = np.flatnonzero((p.generation == generation) & (p.mother >= 0))
        parents = line[p.mother[rows]]
        father = p.father[rows]
        parents = np.where(father >= 0, (parents + line[np.maximum(father, 0)]) / 2**0.5, parents)
        line[rows] = 0.8 * parents + 0.6 * line[rows]
    home = rng.normal(0, 0.4, len(world.homes.kind) + 1)
    total = line + home[world.homes.current] + rng.normal(0, 0.5, len(p))
    factor = np.minimum(np.exp(total), 40 * np.exp(0.7))
    return np.asarray(factor / factor.mean())


def _trouble(rng: Generator, hoods: int) -> list[NDArray[np.float64]]:
    """Return per scan group a factor for every neighbourhood: its trouble times its reporting."""
    poor = rng.normal(0, 0.3, hoods)
    out = []
    for _ in range(9):
        eager = np.where(rng.random(hoods) < 0.25, rng.uniform(2.0, 3.0, hoods), 1.0)
        factor = np.exp(poor + rng.normal(0, 0.25, hoods)) * eager
        out.append(factor / factor.mean())
    return out


def year_cells(world: World, year: int) -> NDArray[np.int8]:
    """Return everybody's cell of age and sex in a year (0 the first of ``YEARS``)."""
    middle = world.today - (YEARS - year - 0.5) * YEAR
    age = (middle - world.people.birth) / YEAR
    band = np.clip(np.searchsorted(BANDS, age, side="right") - 1, 0, len(BANDS) - 1)
    return (band * 2 + world.people.male).astype(np.int8)


def years_alive(world: World, year: int) -> NDArray[np.bool_]:
    """Say who lived in a year (0 the first of ``YEARS``)."""
    start = world.today - (YEARS - year) * YEAR
    return (world.people.birth < start + YEAR) & (world.people.death > start)


def _natural(world: World, loads: Loads) -> float:
    hood, cells = hoods_of(world), [year_cells(world, year) for year in range(YEARS)]
    total = 0.0
    for group in range(_groups()):
        weight = loads.of(group, hood)
        per_cell = np.sum([rate.per_year for rate in rates() if rate.group == group], axis=0)
        total += sum(float((per_cell[cell] * weight).sum()) for cell in cells)
    return total


def _of_type(
    rng: Generator,
    world: World,
    rate: Rate,
    at: tuple[NDArray[np.float64], NDArray[np.int8], Ints, int],
) -> Sightings:
    base, cell, hood, year = at
    total = np.cumsum(base * rate.per_year[cell])
    n = int(rng.poisson(total[-1])) if len(total) else 0
    person = np.searchsorted(total, rng.random(n) * (total[-1] if len(total) else 0), side="right")
    person = np.minimum(person, max(len(total) - 1, 0)).astype(np.int64)
    moment = world.today - (YEARS - year) * YEAR + rng.random(n) * YEAR
    event = np.minimum(moment.astype(np.int64), world.today - 1)
    role = roles_drawn(rng, rate, age_class(age_at(world, person, event)))
    kind = rng.choice(len(rate.tellers), n, p=rate.shares)
    serves = np.stack([world.places.serves[code] for code in rate.tellers])
    partner = serves[kind, hood[person]].astype(np.int64)
    home = world.homes.current[person].astype(np.int64)
    of_home = (rng.random(n) < rate.household) & (home >= 0)
    of_home &= world.homes.kind[np.maximum(home, 0)] == 0
    ok = (role >= 0) & ~world.places.silent[partner]
    ok &= (event >= world.people.birth[person]) & (event < world.people.death[person])
    none = np.full(n, -1, dtype=np.int64)
    incident = np.zeros(n, dtype=np.int64) if rate.incident else none
    return Sightings(
        type=np.full(n, rate.type, dtype=np.int64),
        person=np.where(of_home, -1, person),
        household=np.where(of_home, home, -1),
        role=role,
        partner=partner,
        origin=none,
        incident=incident,
        derived=none,
        event=event,
        hood=hood[person],
    ).pick(ok)


def roles_drawn(rng: Generator, rate: Rate, klass: NDArray[np.int8]) -> Ints:
    """Return a role per signal by the subject's age class; -1 where the type has none at that age."""
    role = np.full(len(klass), -1, dtype=np.int64)
    for number, (choices, weights) in enumerate(rate.roles):
        rows = np.flatnonzero(klass == number)
        if len(choices) and len(rows):
            role[rows] = rng.choice(choices, len(rows), p=weights)
    return role
