"""Ways through kinship, many at once: each row of a ``Ways`` is one way from a person to a relative.

A way is a row of columns: the persons it passes, what it rests on (``basis``), how the brother or
sister in it is shared (``sharing``) and the period it depends on (``spell``). ``walk`` lengthens all
ways by one layer at once, so that no Python loop runs over persons or pairs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Ints = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]
    Bools = npt.NDArray[np.bool_]

__all__ = [
    "BASES",
    "BASIS",
    "SHARING",
    "SHARINGS",
    "Layer",
    "Ways",
    "here",
    "join",
    "layer",
    "simple",
    "walk",
]

BASES: Final = ("birth", "adoption", "foster", "step", "partner", "guardianship")
BASIS: Final = {name: code for code, name in enumerate(BASES)}
SHARINGS: Final = ("", "full", "half", "unknown")
SHARING: Final = {name: code for code, name in enumerate(SHARINGS)}


@dataclass(frozen=True, slots=True)
class Layer:
    """One kind of step between persons, as CSR.

    ``apex`` is the shared parent a step to a brother or sister goes over, -1 where none is recorded.
    """

    indptr: Longs
    target: Ints
    basis: Bytes
    sharing: Bytes
    apex: Ints
    spell: Ints


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways from ``nodes[0]`` (the person) to ``nodes[-1]`` (the relative), column by column.

    A node is -1 where a way passes no recorded person at that place.
    """

    nodes: tuple[Ints, ...]
    basis: Bytes
    sharing: Bytes
    spell: Ints

    def __len__(self) -> int:
        """Return the number of ways."""
        return len(self.basis)

    def only(self, mask: Bools | Longs) -> Ways:
        """Return the ways of a mask or of positions."""
        return Ways(
            tuple(node[mask] for node in self.nodes),
            self.basis[mask],
            self.sharing[mask],
            self.spell[mask],
        )

    def resting_on(self, basis: str) -> Ways:
        """Return the same ways, said to rest on one basis and without sharing."""
        return replace(
            self,
            basis=np.full_like(self.basis, BASIS[basis]),
            sharing=np.zeros_like(self.sharing),
        )


def layer(
    n: int,
    ends: tuple[Ints, Ints],
    basis: Bytes,
    *,
    sharing: Bytes | None = None,
    extra: tuple[Ints, Ints] | None = None,
) -> Layer:
    """Make a layer of arcs.

    Parameters
    ----------
    n : int
        Number of persons.
    ends : two int32 arrays
        Where each arc starts and where it goes.
    basis, sharing : uint8 array
        Codes per arc.
    extra : two int32 arrays, optional
        Apex and spell per arc.
    """
    start, target = ends
    order = np.lexsort((target, start))
    indptr = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(start, minlength=n), out=indptr[1:])
    none = np.full(len(start), -1, dtype=np.int32)
    apex, spell = extra if extra is not None else (none, none)
    return Layer(
        indptr,
        target[order].astype(np.int32, copy=False),
        basis[order],
        np.zeros(len(start), np.uint8) if sharing is None else sharing[order],
        apex[order],
        spell[order],
    )


def here(persons: Ints) -> Ways:
    """Ways of no step: each person at home."""
    zeros = np.zeros(len(persons), dtype=np.uint8)
    return Ways((persons,), zeros, zeros, np.full(len(persons), -1, dtype=np.int32))


def walk(ways: Ways, over: Layer, *, named_apex: bool = False, keep_spell: bool = False) -> Ways:
    """Lengthen every way by every arc of a layer that starts where it ends.

    Parameters
    ----------
    ways : Ways
        Ways so far.
    over : Layer
        The step to take.
    named_apex : bool
        Whether the step passes a third person (the shared parent).
    keep_spell : bool
        Whether the period of the way so far stays, whatever the step depends on.

    Notes
    -----
    O(ways in + ways out). The order is kept: by the ways so far, then by target.
    """
    last = ways.nodes[-1]
    begin = over.indptr[last]
    count = over.indptr[last + 1] - begin
    source = np.repeat(np.arange(len(last)), count)
    arc = np.arange(len(source)) - np.repeat(np.cumsum(count) - count - begin, count)
    nodes = tuple(node[source] for node in ways.nodes)
    if named_apex:
        nodes = (*nodes, over.apex[arc])
    sharing = over.sharing[arc]
    spell = ways.spell[source]
    if not keep_spell:
        spell = np.where(over.spell[arc] >= 0, over.spell[arc], spell)
    return Ways(
        (*nodes, over.target[arc]),
        np.maximum(ways.basis[source], over.basis[arc]),
        np.where(sharing > 0, sharing, ways.sharing[source]),
        spell,
    )


def simple(ways: Ways) -> Ways:
    """Keep the ways that pass nobody twice."""
    keep = np.ones(len(ways), dtype=np.bool_)
    nodes = ways.nodes
    for i, one in enumerate(nodes):
        for other in nodes[i + 1 :]:
            keep &= (one != other) | (one < 0)
    return ways if keep.all() else ways.only(keep)


def join(parts: list[Ways]) -> Ways:
    """Put ways under each other; shorter ones are filled with -1 before their relative."""
    width = max(len(part.nodes) for part in parts)
    columns = [
        np.concatenate([_between(part, place) for part in parts]) for place in range(width - 1)
    ]
    columns.append(np.concatenate([part.nodes[-1] for part in parts]))
    return Ways(
        tuple(columns),
        np.concatenate([part.basis for part in parts]),
        np.concatenate([part.sharing for part in parts]),
        np.concatenate([part.spell for part in parts]),
    )


def _between(ways: Ways, place: int) -> Ints:
    if place < len(ways.nodes) - 1:
        return ways.nodes[place]
    return np.full(len(ways), -1, dtype=np.int32)
