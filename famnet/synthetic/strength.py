"""Worlds of known truth, at full strength: made in memory, or written as a delivery with the truth beside it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.random import PCG64, Generator

from famnet.delivery.info import DeliveryInfo
from famnet.synthetic.background import (
    Neighbourhoods,
    carried,
    level_for,
    make_neighbourhoods,
)
from famnet.synthetic.decoys import decoy_sightings
from famnet.synthetic.demography import make_people
from famnet.synthetic.echoes import HandOvers, said_again, told_on, with_household, with_repeats
from famnet.synthetic.habits import CBS
from famnet.synthetic.housing import make_homes
from famnet.synthetic.in_memory import delivery_of
from famnet.synthetic.places import make_places
from famnet.synthetic.planting import choose_cases, lifts_of
from famnet.synthetic.region import TODAY
from famnet.synthetic.signals import Loads, Sightings, draw_sightings, join
from famnet.synthetic.tables import known_tables, with_the_rest
from famnet.synthetic.truth import truth_frame
from famnet.synthetic.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from famnet.delivery.delivery import Delivery
    from famnet.synthetic.plan import WorldPlan
    from famnet.synthetic.planting import Case
    from famnet.synthetic.world import Columns

__all__ = ["MadeWorld", "Streams", "make_world"]

_WIDTH = 6


@dataclass(frozen=True, slots=True)
class Streams:
    """Sources of chance, one per stage: a change in one stage leaves the others as they were."""

    seed: int

    def of(self, stage: str) -> Generator:
        """Return the source of a stage, always from its start.

        >>> int(Streams(3).of("people").integers(9)) == int(Streams(3).of("people").integers(9))
        True
        """
        return Generator(PCG64([self.seed, zlib.crc32(stage.encode())]))


@dataclass(frozen=True, slots=True, repr=False)
class MadeWorld:
    """A world of known truth.

    Parameters
    ----------
    plan : WorldPlan
        What was asked.
    world : World
        Persons, couples, homes and map; persons and homes by row number of the delivery's tables.
    neighbourhoods : Neighbourhoods
        How they differ, by row number of ``world.places.hoods``.
    loads : Loads
        What multiplied each person's rates, what was raised included.
    level : float
        What multiplied all rates.
    sightings, hand_overs : Sightings, HandOvers
        All signals in the order they were made, and what was handed on.
    echoes : int
        How many signals were told on by another partner.
    cases : tuple of Case
        What was planted and what deceives.
    """

    plan: WorldPlan
    world: World
    neighbourhoods: Neighbourhoods
    loads: Loads
    level: float
    sightings: Sightings
    hand_overs: HandOvers
    echoes: int
    cases: tuple[Case, ...]

    def __repr__(self) -> str:
        """Show counts only."""
        return (
            f"<MadeWorld: {len(self.world.people)} persons, {len(self.sightings)} signals, "
            f"{len(self.cases)} cases, {self.plan.background.name}>"
        )

    def tables(self) -> dict[str, Columns]:
        """Return all tables, names and addresses included."""
        stream = Streams(self.plan.seed).of
        return with_the_rest(stream, self.world, self.sightings, self._known())

    def _known(self) -> dict[str, Columns]:
        return known_tables(Streams(self.plan.seed).of, self.world, self.sightings, self.hand_overs)

    @property
    def width(self) -> int:
        """Digits of an id."""
        largest = max(len(self.world.people), len(self.world.homes.kind), len(self.sightings))
        return max(_WIDTH, len(str(largest + 1000)))

    def delivery(self) -> Delivery:
        """Return it as a checked delivery, for ``famnet.build_graph``.

        Without names and addresses, and without the tables that only tell what partners do
        (involvements, measures, requests, actions): the others are as they would be in files.
        """
        info = DeliveryInfo("wereld", synthetic=True, reference_date=self.world.today)
        return delivery_of(self._known(), self.world.places.partner_ids, self.width, info)

    def truth(self) -> pd.DataFrame:
        """Return what is planted: a row per household (``famnet.synthetic.truth``)."""
        return truth_frame(self.cases, self.width)


def make_world(plan: WorldPlan) -> MadeWorld:
    """Make a world in memory.

    Parameters
    ----------
    plan : WorldPlan
        What it should be.

    Raises
    ------
    UserError
        The region is too small for the families asked.

    Notes
    -----
    methods.md 2.10 and 9.1. Linear in the number of persons: about 15 s of CPU time a million.

    Examples
    --------
    >>> from famnet.synthetic.plan import Planting, WorldPlan
    >>> make_world(WorldPlan(2000, seed=1, planting=Planting(2)))
    <MadeWorld: 2000 persons, ... signals, 2 cases, independent>
    """
    stream = Streams(plan.seed).of
    hoods = max(2, round(plan.persons / plan.persons_per_neighbourhood))
    places = make_places(stream("places"), hoods, plan.silent)
    people, couples = make_people(stream("people"), plan.persons, TODAY, CBS)
    homes = make_homes(stream("homes"), (people, couples), TODAY, hoods, CBS)
    world = World(people, couples, homes, places, TODAY)
    nearby = make_neighbourhoods(stream("neighbourhoods"), hoods, plan.reporting)
    burden = carried(stream("background"), world, plan.background)
    cases = choose_cases(stream("cases"), world, nearby, plan)
    # The level before any family is raised: planting must not change what the others show.
    level = level_for(world, Loads(burden, list(nearby.factors())), plan.any_signal)
    loads = Loads(burden, list(nearby.factors()), lifts_of(cases))
    seen, over, echoes = _signals(stream, world, loads, (level, plan, cases))
    return MadeWorld(plan, world, nearby, loads, level, seen, over, echoes, cases)


def _signals(
    stream: Callable[[str], Generator],
    world: World,
    loads: Loads,
    how: tuple[float, WorldPlan, tuple[Case, ...]],
) -> tuple[Sightings, HandOvers, int]:
    level, plan, cases = how
    seen = draw_sightings(stream("signals"), world, loads, level)
    seen = with_household(stream("in the home"), world, seen)
    mean, size = plan.repeats
    rng = stream("repeats")
    times = rng.negative_binomial(size, size / (size + mean), len(seen)).astype(np.int64)
    seen = with_repeats(rng, world, seen, times)
    first = len(seen)
    seen, over = told_on(stream("echoes"), world, seen, plan.echo)
    echoes = len(seen) - first
    last = int(seen.incident.max(initial=0))
    extra = decoy_sightings(stream("decoys"), world, cases, len(seen), last)
    if extra is not None:
        seen = join([seen, extra])
    seen.type = said_again(seen)
    return seen, over, echoes
