"""Family networks: the anchor windows of methods.md 1.3.

An anchor is every parent, alive or dead, and the unnamed parent of siblings that were delivered
without one. Its core is the anchor, its children and its grandchildren, by birth and adoption. Its
window is the set of units (``famnet.analysis.households``) in which the living core belongs at the
reference date; who lives in those units is in the window, *their* kin is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from famnet.analysis.households import Homes, homes, unit_names
from famnet.analysis.links import Links, family_links
from famnet.analysis.sound import demand_sound
from famnet.analysis.window_ids import window_ids
from famnet.analysis.window_kernels import Counted, World, count_windows, fill_windows

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Bools, Codes, Places
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["MOST_PERSONS", "Window", "Windows", "family_windows", "units_of_anchor"]

MOST_PERSONS: Final = 60
"""A window of more persons is replaced by windows of depth 1 (methods.md 1.3)."""


@dataclass(frozen=True, slots=True, repr=False)
class Window:
    """One family window, or one household by itself that a case is about.

    Parameters
    ----------
    window_id : str
        Hash of the sorted household ids.
    index : int
        Place in ``Windows``; -1 for a household by itself.
    anchor, node, depth : int
        As in ``Windows``; -1, -1 and 0 for a household by itself.
    units : int32 array
        Its units, sorted.
    n_persons, n_households : int
        As in ``Windows``.
    oversize : bool
        As in ``Windows``.
    """

    window_id: str
    index: int
    anchor: int
    node: int
    depth: int
    units: Codes = field(compare=False)
    n_persons: int
    n_households: int
    oversize: bool

    def __repr__(self) -> str:
        """Give counts only."""
        return (
            f"<Window {self.window_id}: {self.n_households} households, {self.n_persons} persons>"
        )


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Windows:
    """Family windows, sorted by ``window_id``.

    Parameters
    ----------
    window_id : str array
        Hash of the sorted household ids.
    anchor : int32 array
        Person code of the anchor; -1 for an unnamed parent.
    node : int32 array
        The same as node of ``Links``: unnamed parents have their own numbers.
    depth : int8 array
        2, or 1 where a window of more than 60 persons was split.
    indptr, units : int64 and int32 arrays
        Window ``i`` holds the units ``units[indptr[i]:indptr[i + 1]]``, sorted.
    n_persons : int32 array
        Living persons in it: all who live in its units, and core members gone from them.
    n_households : int32 array
        Number of units: private households and persons alone.
    oversize : bool array
        More than 60 persons though already of depth 1.
    """

    window_id: npt.NDArray[np.str_]
    anchor: Codes
    node: Codes
    depth: npt.NDArray[np.int8]
    indptr: Places
    units: Codes
    n_persons: Codes
    n_households: Codes
    oversize: Bools

    def __len__(self) -> int:
        """Return how many windows there are."""
        return len(self.window_id)

    def units_of(self, window: int) -> Codes:
        """Return the units of one window, sorted."""
        return self.units[self.indptr[window] : self.indptr[window + 1]]

    def place_of(self, window_id: str) -> int:
        """Return the place of a window by its id; -1 where there is none."""
        at = int(np.searchsorted(self.window_id, window_id)) if len(self) else 0
        return at if at < len(self) and self.window_id[at] == window_id else -1

    def window(self, index: int) -> Window:
        """Return one window."""
        return Window(
            window_id=str(self.window_id[index]),
            index=index,
            anchor=int(self.anchor[index]),
            node=int(self.node[index]),
            depth=int(self.depth[index]),
            units=self.units_of(index),
            n_persons=int(self.n_persons[index]),
            n_households=int(self.n_households[index]),
            oversize=bool(self.oversize[index]),
        )

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Windows: {len(self)} windows, {len(self.units)} places of households>"


@dataclass(frozen=True, slots=True)
class _Asked:
    """Windows asked for, one place each, before identical ones are dropped."""

    node: Codes
    depth: Codes
    counted: Counted

    def chosen(self, which: npt.NDArray[np.int64] | Bools) -> _Asked:
        counted = self.counted
        return _Asked(
            self.node[which],
            self.depth[which],
            Counted(
                counted.units[which],
                counted.persons[which],
                counted.core[which],
                counted.hash_one[which],
                counted.hash_two[which],
            ),
        )

    def with_more(self, other: _Asked) -> _Asked:
        a, b = self.counted, other.counted
        return _Asked(
            np.concatenate([self.node, other.node]),
            np.concatenate([self.depth, other.depth]),
            Counted(
                np.concatenate([a.units, b.units]),
                np.concatenate([a.persons, b.persons]),
                np.concatenate([a.core, b.core]),
                np.concatenate([a.hash_one, b.hash_one]),
                np.concatenate([a.hash_two, b.hash_two]),
            ),
        )


def family_windows(graph: FamilyGraph) -> Windows:
    """Return all windows of two units or more, made once per graph.

    Notes
    -----
    Windows with the same units are one window; it keeps the anchor of depth 2 before depth 1, a
    person before an unnamed parent, the largest core (so the oldest generation), the lowest id.
    Two passes over the anchors (engine.md): O(descendants) and one sort of the hashes.
    """
    cached = graph._cache.get(__name__)  # noqa: SLF001 - the cache is there for derived arrays
    if not isinstance(cached, Windows):
        demand_sound(graph)
        cached = _build(graph)
        graph._cache[__name__] = cached  # noqa: SLF001 - idem
    return cached


def _world(home: Homes, links: Links) -> World:
    """Return what the kernels need of homes and kinship."""
    return World(
        children=links.children,
        living=home.living,
        # Who stands alone is its unit's resident wherever he is.
        resident=home.resident | (home.unit_person[home.unit] >= 0),
        unit=home.unit,
        unit_size=np.diff(home.residents.start).astype(np.int32),
    )


def units_of_anchor(graph: FamilyGraph, node: int, depth: int) -> Codes:
    """Return the units of the window of one anchor, listed or not, sorted.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    node : int
        Person code, or node of an unnamed parent.
    depth : int
        1: children; 2: grandchildren too.
    """
    world = _world(homes(graph), family_links(graph))
    nodes, depths = np.array([node], np.int32), np.array([depth], np.int32)
    start = np.array([0, count_windows(world, nodes, depth).units[0]], np.int64)
    return fill_windows(world, nodes, depths, start)


def _build(graph: FamilyGraph) -> Windows:
    home, links = homes(graph), family_links(graph)
    world = _world(home, links)
    kept = _one_per_set(_split(world, _ask(world, _parents(links), 2)), links)
    start = np.zeros(len(kept.node) + 1, np.int64)
    np.cumsum(kept.counted.units, out=start[1:])
    units = fill_windows(world, kept.node, kept.depth, start)
    used, place = np.unique(units, return_inverse=True)
    ids = window_ids(start, place.astype(np.int32), unit_names(graph, used.astype(np.int32)))
    order = np.argsort(ids)
    kept = kept.chosen(order)
    np.cumsum(kept.counted.units, out=start[1:])
    return Windows(
        window_id=ids[order],
        anchor=np.where(kept.node < links.n_persons, kept.node, -1).astype(np.int32),
        node=kept.node,
        depth=kept.depth.astype(np.int8),
        indptr=start,
        units=fill_windows(world, kept.node, kept.depth, start),
        n_persons=kept.counted.persons,
        n_households=kept.counted.units,
        oversize=kept.counted.persons > MOST_PERSONS,
    )


def _parents(links: Links) -> Codes:
    return np.flatnonzero(np.diff(links.children.start)).astype(np.int32)


def _ask(world: World, nodes: Codes, depth: int) -> _Asked:
    """Count the windows of these anchors and keep those of two units or more."""
    asked = _Asked(nodes, np.full(len(nodes), depth, np.int32), count_windows(world, nodes, depth))
    return asked.chosen(asked.counted.units > 1)


def _split(world: World, asked: _Asked) -> _Asked:
    """Replace windows of more than 60 persons by those of depth 1 of anchor and parents below it."""
    large = asked.counted.persons > MOST_PERSONS
    if not large.any():
        return asked
    children = world.children
    nodes = [asked.node[large]]
    nodes += [children.to[children.start[a] : children.start[a + 1]] for a in asked.node[large]]
    found = np.unique(np.concatenate(nodes))
    is_parent = children.start[found + 1] > children.start[found]
    return asked.chosen(~large).with_more(_ask(world, found[is_parent], 1))


def _one_per_set(asked: _Asked, links: Links) -> _Asked:
    """Keep one anchor per set of units."""
    counted, rank = asked.counted, links.rank[asked.node]
    unnamed = asked.node >= links.n_persons
    order = np.lexsort(
        (rank, -counted.core, unnamed, -asked.depth, counted.hash_two, counted.hash_one)
    )
    one, two = counted.hash_one[order], counted.hash_two[order]
    first = np.ones(len(order), np.bool_)
    first[1:] = (one[1:] != one[:-1]) | (two[1:] != two[:-1])
    return asked.chosen(order[first])
