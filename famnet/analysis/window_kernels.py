"""Kernels of the family windows: per anchor a small sorted buffer, first counted, then filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Bools, Codes, Neighbours, Places

__all__ = ["Counted", "World", "count_windows", "fill_windows"]

Hashes = npt.NDArray[np.uint64]


class World(NamedTuple):
    """What a window is made of: descent, who lives, and which unit each person is in."""

    children: Neighbours
    living: Bools
    resident: Bools
    unit: Codes
    unit_size: Codes


class Counted(NamedTuple):
    """Per window asked for: units, living persons, core persons (dead too), hash of the units."""

    units: Codes
    persons: Codes
    core: Codes
    hash_one: Hashes
    hash_two: Hashes


@kernel
def _core(world: World, node: int, depth: int, buffer: Codes) -> int:
    """Write the distinct core persons to the buffer, sorted; return how many."""
    children = world.children
    n = 0
    if node < len(world.unit):
        buffer[n] = node
        n += 1
    for child in children.to[children.start[node] : children.start[node + 1]]:
        buffer[n] = child
        n += 1
        if depth > 1:
            for grandchild in children.to[children.start[child] : children.start[child + 1]]:
                buffer[n] = grandchild
                n += 1
    return _distinct(buffer, n)


@kernel
def _distinct(buffer: Codes, n: int) -> int:
    """Sort the first ``n`` places and keep each value once; return how many are left."""
    buffer[:n].sort()
    kept = 0
    for i in range(n):
        if kept == 0 or buffer[i] != buffer[kept - 1]:
            buffer[kept] = buffer[i]
            kept += 1
    return kept


@kernel
def _room(world: World, nodes: Codes) -> int:
    """Return how many places the largest core may ask for."""
    children = world.children
    most = 1
    for node in nodes:
        n = 1
        for child in children.to[children.start[node] : children.start[node + 1]]:
            n += 1 + children.start[child + 1] - children.start[child]
        most = max(most, n)
    return most


@kernel
def _units(world: World, core: Codes, units: Codes) -> int:
    """Write the distinct units of the living core to ``units``, sorted; return how many."""
    n = 0
    for person in core:
        if world.living[person]:
            units[n] = world.unit[person]
            n += 1
    return _distinct(units, n)


@kernel
def _mix(state: np.uint64, value: np.uint64) -> np.uint64:
    """One step of a 64-bit hash (the finaliser of splitmix64)."""
    state = (state ^ value) + np.uint64(0x9E3779B97F4A7C15)
    state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return state ^ (state >> np.uint64(31))


@kernel
def count_windows(world: World, nodes: Codes, depth: int) -> Counted:
    """Count and hash the window of each node, in one pass with one small buffer.

    Parameters
    ----------
    world : World
        The population.
    nodes : int32 array
        Anchors.
    depth : int
        1: children; 2: grandchildren too.

    Notes
    -----
    Two 64-bit hashes tell the sets apart: 128 bits, so that two different sets of the whole
    country agree with a chance below 1e-24.
    """
    n = len(nodes)
    out = Counted(
        np.zeros(n, np.int32),
        np.zeros(n, np.int32),
        np.zeros(n, np.int32),
        np.zeros(n, np.uint64),
        np.zeros(n, np.uint64),
    )
    room = _room(world, nodes)
    core, units = np.empty(room, np.int32), np.empty(room, np.int32)
    for i in range(n):
        out.core[i] = _core(world, nodes[i], depth, core)
        persons = 0
        for person in core[: out.core[i]]:
            # Who is gone counts where he lived last, though he is no resident there.
            persons += world.living[person] and not world.resident[person]
        out.units[i] = _units(world, core[: out.core[i]], units)
        one, two = np.uint64(out.units[i]), np.uint64(0x5DEECE66D)
        for unit in units[: out.units[i]]:
            persons += world.unit_size[unit]
            one, two = _mix(one, np.uint64(unit)), _mix(two, ~np.uint64(unit))
        out.persons[i] = persons
        out.hash_one[i], out.hash_two[i] = one, two
    return out


@kernel
def fill_windows(world: World, nodes: Codes, depths: Codes, start: Places) -> Codes:
    """Write the units of each window to its own stretch of one array, sorted by unit."""
    filled = np.empty(start[-1], np.int32)
    room = _room(world, nodes)
    core, units = np.empty(room, np.int32), np.empty(room, np.int32)
    for i in range(len(nodes)):
        n_core = _core(world, nodes[i], depths[i], core)
        n = _units(world, core[:n_core], units)
        filled[start[i] : start[i] + n] = units[:n]
    return filled
