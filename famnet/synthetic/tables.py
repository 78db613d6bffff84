"""The tables of a world of known truth, each from a source of chance of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.synthetic import help as care
from famnet.synthetic.echoes import referral_rows
from famnet.synthetic.faults import blur
from famnet.synthetic.kinfolk import kinship_columns, membership_columns, tie_columns
from famnet.synthetic.names import address_columns, bare_columns, person_columns, place_columns
from famnet.synthetic.region import partner_columns
from famnet.synthetic.signal_rows import signal_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator

    from famnet.synthetic.echoes import HandOvers
    from famnet.synthetic.signals import Sightings
    from famnet.synthetic.world import Columns, World

    Stream = Callable[[str], Generator]

__all__ = ["known_tables", "with_the_rest"]


def known_tables(
    stream: Stream, world: World, seen: Sightings, over: HandOvers
) -> dict[str, Columns]:
    """Return what the scan needs: who there is, where, of whom, and what was seen; no names.

    Parameters
    ----------
    stream : callable
        Source of chance per stage.
    world : World
        The region.
    seen : Sightings
        All signals.
    over : HandOvers
        What was handed on.
    """
    signals, place = signal_columns(stream("signal rows"), world, seen)
    referrals = referral_rows(stream("referrals"), world, over)
    referrals["signal_id"] = place[referrals["signal_id"]]
    order = np.lexsort((referrals["signal_id"], referrals["sent_date"]))
    tables = {
        "persons": bare_columns(stream("secret"), world),
        "households": place_columns(world),
        "memberships": membership_columns(stream("memberships"), world),
        "kinships": kinship_columns(stream("kinships"), world),
        "ties": tie_columns(stream("ties"), seen),
        "partners": partner_columns(world.places),
        "signals": signals,
        "referrals": {name: column[order] for name, column in referrals.items()},
    }
    blur(stream("faults"), tables)
    return tables


def with_the_rest(
    stream: Stream, world: World, seen: Sightings, tables: dict[str, Columns]
) -> dict[str, Columns]:
    """Return the tables with names, addresses and what partners did.

    Parameters
    ----------
    stream : callable
        Source of chance per stage.
    world : World
        The region.
    seen : Sightings
        All signals.
    tables : dict
        What ``known_tables`` gave.
    """
    names = person_columns(stream("names"), world)
    addresses = address_columns(stream("addresses"), world)
    rng = stream("help")
    taken = care.cases(rng, world, seen)
    return {
        **tables,
        "persons": {**names, **tables["persons"]},
        "households": {**addresses, **tables["households"]},
        "involvements": care.involvement_columns(rng, world, seen, taken),
        "measures": care.measure_columns(rng, world, seen),
        "requests": care.request_columns(rng, world, seen, taken),
        "actions": care.action_columns(rng, world, taken),
    }
