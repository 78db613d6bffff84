"""Family networks of a region, from its true kinship: what can be planted in, without overlap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.world import World

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = ["Network", "Residents", "networks", "residents_of"]

# Fewest anchors looked at in one go, and the one in so many of all: each time all persons are gone through.
_BATCH, _SHARE = 4000, 8


@dataclass(frozen=True, slots=True)
class Network:
    """A parent (alive or dead) and the private homes of it, its children and grandchildren."""

    anchor: int
    homes: Ints


@dataclass(frozen=True, slots=True)
class Residents:
    """Who lives where on the reference date."""

    order: Ints
    home: Ints

    def of(self, homes: Ints) -> Ints:
        """Return the living persons in some homes, in order of home."""
        low = np.searchsorted(self.home, homes, side="left")
        high = np.searchsorted(self.home, homes, side="right")
        parts = [self.order[a:b] for a, b in zip(low, high, strict=True)]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)


def residents_of(world: World) -> Residents:
    """Return who lives where."""
    current = np.where(_at_home(world), world.homes.current, -1)
    living = np.flatnonzero(current >= 0)
    order = living[np.argsort(current[living], kind="stable")]
    return Residents(order, current[order].astype(np.int64))


def _at_home(world: World) -> Bools:
    """Say who is alive and lives in a private home."""
    current = world.homes.current
    private = world.homes.kind[np.maximum(current, 0)] == 0
    return np.asarray((world.people.death > world.today) & (current >= 0) & private)


def networks(rng: Generator, world: World, sizes: tuple[int, int]) -> Iterator[Network]:
    """Yield family networks of so many homes, in random order; they may overlap.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    sizes : tuple of int
        Fewest and most homes.

    Notes
    -----
    The anchor windows of methods.md 1.3, of true kinship: what a register doesn't know (a father)
    is in them. A few thousand anchors at a time, each time linear in the number of persons.
    """
    p = world.people
    known = np.unique(np.concatenate((p.mother[p.mother >= 0], p.father[p.father >= 0])))
    parents = known[rng.permutation(len(known))].astype(np.int64)
    inside = _at_home(world)
    batch = max(_BATCH, len(parents) // _SHARE)
    for first in range(0, len(parents), batch):
        anchors = parents[first : first + batch]
        yield from _of_anchors(world, anchors, inside, sizes)


def _of_anchors(
    world: World, anchors: Ints, inside: Bools, sizes: tuple[int, int]
) -> Iterator[Network]:
    p = world.people
    place = np.full(len(p) + 1, -1, dtype=np.int64)
    place[anchors] = np.arange(len(anchors))
    everyone = np.flatnonzero(inside)
    parts = [(place[everyone], everyone)]
    for parent in (p.mother, p.father):
        of = parent[everyone]
        parts.append((place[of], everyone))
        for above in (p.mother, p.father):
            grand = np.where(of >= 0, above[np.maximum(of, 0)], -1)
            parts.append((place[grand], everyone))
    anchor = np.concatenate([a for a, _ in parts])
    person = np.concatenate([b for _, b in parts])[anchor >= 0]
    anchor = anchor[anchor >= 0]
    width = len(world.homes.kind) + 1
    pairs = np.unique(anchor * width + world.homes.current[person])
    of, home = pairs // width, pairs % width
    start = np.searchsorted(of, np.arange(len(anchors) + 1))
    for number in np.flatnonzero((np.diff(start) >= sizes[0]) & (np.diff(start) <= sizes[1])):
        yield Network(int(anchors[number]), home[start[number] : start[number + 1]])
