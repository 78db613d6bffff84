"""Twice the kinship coefficient of many pairs: one pass up and one pass down per first genome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

__all__ = ["relationships"]


@kernel
def relationships(tree: Ints, added: Floats, depth: int, pairs: tuple[Longs, Ints, Ints]) -> Floats:
    """Return twice the coefficient of pairs that are grouped by their first genome.

    Parameters
    ----------
    tree : int32 array of shape (2, n)
        Parents of each genome, -1 where not recorded; parents have lower numbers.
    added : float64 array
        What each genome adds of its own (D).
    depth : int
        Generations above the last.
    pairs : tuple of arrays
        Where the pairs of each first genome begin, the first genomes, and the others.

    Notes
    -----
    Colleau (2002), doi:10.1186/1297-9686-34-4-409. O(ancestors) per first genome and per other.
    """
    indptr, owners, others = pairs
    n = added.shape[0]
    seen = np.full(n, -1, dtype=np.int32)  # reached going up from this owner
    done = np.full(n, -1, dtype=np.int32)  # value known for this owner
    flow = np.zeros(n)
    value = np.zeros(n)
    above = np.empty(n, dtype=np.int32)
    stack = np.empty(2 * depth + 8, dtype=np.int32)
    out = np.empty(others.shape[0])
    for g in range(owners.shape[0]):
        size = _climb(tree, owners[g], g, (seen, flow, above))
        _send_up(tree, above[:size], flow, owners[g])
        for k in range(indptr[g], indptr[g + 1]):
            _bring_down(tree, others[k], g, (seen, done, stack, flow, added, value))
            out[k] = value[others[k]]
    return out


@kernel
def _climb(tree: Ints, owner: int, g: int, work: tuple[Ints, Floats, Ints]) -> int:
    """Collect the owner and all its ancestors in ``above``, by number; return how many."""
    seen, flow, above = work
    above[0] = owner
    seen[owner] = g
    flow[owner] = 0.0
    size, at = 1, 0
    while at < size:
        for side in range(2):
            up = tree[side, above[at]]
            if up >= 0 and seen[up] != g:
                seen[up] = g
                flow[up] = 0.0
                above[size] = up
                size += 1
        at += 1
    above[:size].sort()
    return size


@kernel
def _send_up(tree: Ints, above: Ints, flow: Floats, owner: int) -> None:
    """Send half of each flow to either parent; from the back children come first."""
    flow[owner] = 1.0
    for at in range(above.shape[0] - 1, -1, -1):
        for side in range(2):
            up = tree[side, above[at]]
            if up >= 0:
                flow[up] += flow[above[at]] / 2


@kernel
def _bring_down(
    tree: Ints, other: int, g: int, work: tuple[Ints, Ints, Ints, Floats, Floats, Floats]
) -> None:
    """Work out the value of one genome, its ancestors first, each once per owner."""
    seen, done, stack, flow, added, value = work
    stack[0] = other
    size = 1
    while size:
        x = stack[size - 1]
        before = size
        total = 0.0
        for side in range(2):
            up = tree[side, x]
            if up >= 0:
                if done[up] != g:
                    stack[size] = up
                    size += 1
                else:
                    total += value[up]
        if size == before:
            value[x] = total / 2 + (flow[x] * added[x] if seen[x] == g else 0.0)
            done[x] = g
            size -= 1
