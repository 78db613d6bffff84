"""Permuted worlds: what households show is dealt out again among households of their kind nearby.

Whatever comes from the kind of household and from how much its neighbourhood reports stays; whatever
comes from being family is gone. So what is flagged in such a world is chance, and nobody needs a
formula to see how much that is (methods.md section 2.11, 7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.gate import Touches
from famnet.analysis.neighbours import stretches

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.people import People

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["area_of_units", "dealt_again", "permuted"]


def area_of_units(people: People) -> Codes:
    """Return the area of each unit, by its first person; -1 for a unit without anybody exposed."""
    area = np.full(len(people.masks), -1, np.int32)
    # The first person of a unit is written last.
    area[people.unit[::-1]] = people.area[::-1]
    return area


def dealt_again(people: People, seed: int) -> Longs:
    """Draw for each unit the one whose touches it gets: of its own class and area.

    Parameters
    ----------
    people : People
        The area.
    seed : int
        Seed of the world.

    Notes
    -----
    O(units log units).
    """
    rng = np.random.default_rng(seed)
    area, kind = area_of_units(people), people.classes
    fixed = np.lexsort((np.arange(len(area)), kind, area))
    shuffled = np.lexsort((rng.random(len(area)), kind, area))
    out = np.empty(len(area), np.int64)
    out[fixed] = shuffled
    return out


def permuted(found: Touches, dealt: Longs) -> Touches:
    """Give each unit the touches of another.

    Parameters
    ----------
    found : Touches
        What counts, per unit.
    dealt : int64 array
        Per unit the one whose touches it gets (``dealt_again``).
    """
    touch, start = stretches(found.start, dealt)
    signal, first = stretches(found.first, touch)
    return Touches(
        start=start,
        episode=found.episode[touch],
        group=found.group[touch],
        first=first,
        signal=found.signal[signal],
        signal_group=found.signal_group[signal],
        observer=found.observer[signal],
        person=found.person[signal],
    )
