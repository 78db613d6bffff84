"""Brothers and sisters: who shares which parents, and how much of that is known.

full: two birth parents shared, or the same ``family_id``; half: one shared, the others known and
different; unknown: one shared and another unknown, or only ``sibling_of`` is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.kinship_ways import BASIS, SHARING, Layer, Ways, here, layer, walk
from famnet.graph.layers import kinship_rows
from famnet.vocabulary import KinKind

if TYPE_CHECKING:
    from famnet.analysis.kinship_ways import Bytes, Ints, Longs
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["LARGEST_FAMILY", "family_mates", "sibling_layer"]

#: Children under one family_id above which it is no family but a number reused by an office.
LARGEST_FAMILY: Final = 40

_NONE = np.int32(-1)


def sibling_layer(graph: FamilyGraph, rank: Ints, up: Layer, down: Layer) -> Layer:
    """Return one arc per ordered pair of siblings, with sharing and the shared parent of lowest id.

    Parameters
    ----------
    graph : FamilyGraph
        The delivered rows.
    rank : int32 array
        Place by id of each person code.
    up, down : Layer
        Descent by birth and adoption, in places.

    Notes
    -----
    One join over shared parents and one sort: O(pairs log pairs). Adoptive siblings have no sharing.
    """
    n = len(rank)
    by_parent = _by_parent(n, up, down)
    full = _told_full(graph, rank)
    loose = _told_loose(graph, rank)
    key = np.concatenate([by_parent[0], full, loose])
    size = (len(by_parent[0]), len(full), len(loose))
    sharing = _blocks(size, by_parent[1], SHARING["full"], SHARING["unknown"])
    basis = _blocks(size, by_parent[2], BASIS["birth"], BASIS["birth"])
    apex = np.concatenate([by_parent[3], np.full(size[1] + size[2], _NONE)])
    spell = np.concatenate([by_parent[4], np.full(size[1] + size[2], _NONE)])
    # What parents show goes before what is told; birth goes before adoption.
    order = np.lexsort((apex < 0, basis, key))
    key = key[order]
    first = np.ones(len(key), dtype=np.bool_)
    first[1:] = key[1:] != key[:-1]
    chosen = order[first]
    key, sharing = key[first], sharing[chosen]
    sharing[(sharing == SHARING["unknown"]) & np.isin(key, full)] = SHARING["full"]
    ends = ((key // n).astype(np.int32), (key % n).astype(np.int32))
    return layer(n, ends, basis[chosen], sharing=sharing, extra=(apex[chosen], spell[chosen]))


def _blocks(size: tuple[int, int, int], first: Bytes, second: int, third: int) -> Bytes:
    return np.concatenate(
        [first, np.full(size[1], second, dtype=np.uint8), np.full(size[2], third, dtype=np.uint8)]
    )


def _by_parent(n: int, up: Layer, down: Layer) -> tuple[Longs, Bytes, Bytes, Ints, Ints]:
    """Pairs that share a recorded parent: key, sharing, basis, apex, spell."""
    ways = walk(walk(here(np.arange(n, dtype=np.int32)), up), down)
    child, shared, other = ways.nodes
    ways = ways.only(child != other)
    child, shared, other = ways.nodes
    key = child.astype(np.int64) * n + other
    order = np.lexsort((shared, ways.basis, key))
    key, basis = key[order], ways.basis[order]
    child, shared, other = child[order], shared[order], other[order]
    first = np.ones(len(key), dtype=np.bool_)
    first[1:] = key[1:] != key[:-1]
    group = np.cumsum(first) - 1
    n_shared = np.bincount(group[basis == BASIS["birth"]], minlength=int(first.sum()))
    known = _birth_parents(n, up)
    both_known = (known[child[first]] >= 2) & (known[other[first]] >= 2)
    sharing = np.where(
        n_shared >= 2,
        SHARING["full"],
        np.where(both_known, SHARING["half"], SHARING["unknown"]),
    ).astype(np.uint8)
    sharing[basis[first] != BASIS["birth"]] = SHARING[""]
    return key[first], sharing, basis[first], shared[first], ways.spell[order][first]


def _birth_parents(n: int, up: Layer) -> Longs:
    child = np.repeat(np.arange(n), np.diff(up.indptr))
    return np.bincount(child[up.basis == BASIS["birth"]], minlength=n)


def _told_full(graph: FamilyGraph, rank: Ints) -> Longs:
    """Pairs told to be full siblings: twins, and the same family_id."""
    twins = kinship_rows(graph, KinKind.TWIN, KinKind.IDENTICAL_TWIN)
    same = kinship_rows(graph, KinKind.SIBLING)
    same = same[same["family"].to_numpy() >= 0]
    pairs = [
        (rank[rows["person"].to_numpy()], rank[rows["relative"].to_numpy()])
        for rows in (twins, same)
    ]
    pairs.append(family_mates(graph, rank))
    return _both_ways(pairs, len(rank))


def _told_loose(graph: FamilyGraph, rank: Ints) -> Longs:
    rows = kinship_rows(graph, KinKind.SIBLING)
    pair = rank[rows["person"].to_numpy()], rank[rows["relative"].to_numpy()]
    return _both_ways([pair], len(rank))


def _both_ways(pairs: list[tuple[Ints, Ints]], n: int) -> Longs:
    one = np.concatenate([a for a, _ in pairs]).astype(np.int64)
    other = np.concatenate([b for _, b in pairs]).astype(np.int64)
    return np.unique(np.concatenate([one * n + other, other * n + one]))


def family_mates(graph: FamilyGraph, rank: Ints) -> tuple[Ints, Ints]:
    """Return pairs of children whose birth parents are told under one family_id, each pair once.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    rank : int32 array
        The number that stands for each person in the result.
    """
    rows = kinship_rows(graph, KinKind.PARENT)
    family = rows["family"].to_numpy()
    rows, family = rows[family >= 0], family[family >= 0]
    if not len(rows):
        return np.empty(0, np.int32), np.empty(0, np.int32)
    n = len(rank)
    places = np.unique(family.astype(np.int64) * n + rank[rows["relative"].to_numpy()])
    number, child = places // n, (places % n).astype(np.int32)
    count = np.bincount(number)[number]
    number, child = number[count <= LARGEST_FAMILY], child[count <= LARGEST_FAMILY]
    members = _members(number, child)
    ways = walk(here(np.arange(len(child), dtype=np.int32)), members)
    return _split(ways, child)


def _members(number: Longs, child: Ints) -> Layer:
    """From each place to all places of its family."""
    _, start, count = np.unique(number, return_index=True, return_counts=True)
    of = np.repeat(np.arange(len(start)), count)
    size = count[of]
    target = np.arange(size.sum()) - np.repeat(np.cumsum(size) - size - start[of], size)
    source = np.repeat(np.arange(len(child)), size)
    basis = np.zeros(len(source), dtype=np.uint8)
    return layer(len(child), (source.astype(np.int32), target.astype(np.int32)), basis)


def _split(ways: Ways, child: Ints) -> tuple[Ints, Ints]:
    one, other = child[ways.nodes[0]], child[ways.nodes[-1]]
    return one[one < other], other[one < other]
