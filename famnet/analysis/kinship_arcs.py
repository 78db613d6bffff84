"""The steps kinship is made of, as layers: descent, brothers and sisters, unions, care.

Persons stand in the order of their ids here (``Steps.order``), so that ties fall by id whatever the
order of the rows in the delivery.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.kinship_siblings import sibling_layer
from famnet.analysis.kinship_ways import BASIS, Layer, layer
from famnet.graph.layers import BY_DEATH, CURRENT, active, kinship_rows, unions
from famnet.vocabulary import FOREVER, NO_DAY, KinKind

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.kinship_ways import Bools, Bytes, Ints
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Arcs", "Spells", "Steps", "steps"]

_DESCENT = (
    (KinKind.PARENT, "birth"),
    (KinKind.ADOPTIVE_PARENT, "adoption"),
)

_OPEN = np.array([[NO_DAY, NO_DAY, FOREVER, FOREVER]], dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Spells:
    """Periods that kinship depends on: start, start_hi, end, end_hi, as day numbers.

    The last one is open on both sides, so that number -1 (none) reads as it.
    """

    days: npt.NDArray[np.int32]

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Spells: {len(self.days) - 1}>"


@dataclass(frozen=True, slots=True)
class Arcs:
    """Arcs of one kind: from, to, basis and the period each depends on."""

    start: Ints
    target: Ints
    basis: Bytes
    spell: Ints

    def __len__(self) -> int:
        """Return the number of arcs."""
        return len(self.start)

    def turned(self) -> Arcs:
        """Return the arcs the other way round."""
        return Arcs(self.target, self.start, self.basis, self.spell)

    def layer(self, n: int) -> Layer:
        """Return the arcs as a layer over n persons."""
        apex = np.full(len(self), -1, dtype=np.int32)
        return layer(n, (self.start, self.target), self.basis, extra=(apex, self.spell))


@dataclass(frozen=True, slots=True)
class Steps:
    """All layers of one graph, on its day.

    Parameters
    ----------
    order : int32 array
        Code in the graph of each person, by id; all arrays here hold places in this order.
    up, down : Layer
        To birth and adoptive parents, and to children.
    siblings : Layer
        To brothers and sisters, by birth or adoption.
    foster_up, foster_down, step_up, step_down, guard_up, guard_down : Layer
        To foster parents and children, delivered step-parents and -children, guardians and wards.
    bonds : Layer
        To partners now, or until the death of one.
    exes : Layer
        To former partners.
    spells : Spells
        The periods that the layers point to.
    birth : int32 array
        Day of birth (latest reading), ``NO_DAY`` where unknown.
    """

    order: Ints
    up: Layer
    down: Layer
    siblings: Layer
    foster_up: Layer
    foster_down: Layer
    step_up: Layer
    step_down: Layer
    guard_up: Layer
    guard_down: Layer
    bonds: Layer
    exes: Layer
    spells: Spells
    birth: Ints

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Steps: {len(self.order)} persons, {len(self.up.target)} parents>"

    def is_parent(self, child: Ints, other: Ints) -> Bools:
        """Which of the others are a parent of the child beside them: by birth, adoption or foster."""
        return _linked(self.up, child, other) | _linked(self.foster_up, child, other)

    def are_siblings(self, one: Ints, other: Ints) -> Bools:
        """Which of the others are a sibling, by birth or adoption."""
        return _linked(self.siblings, one, other)


def _linked(layer: Layer, one: Ints, other: Ints) -> Bools:
    n = len(layer.indptr) - 1
    heads = np.repeat(np.arange(n, dtype=np.int64), np.diff(layer.indptr))
    keys = heads * n + layer.target  # ascending, as a layer is sorted
    wanted = one.astype(np.int64) * n + other
    place = np.searchsorted(keys, wanted)
    place[place == len(keys)] = 0
    return keys[place] == wanted if len(keys) else np.zeros(len(one), dtype=np.bool_)


class _Ledger:
    """Collects the periods of the rows read so far."""

    def __init__(self, rank: Ints) -> None:
        self.rank = rank
        self.parts: list[npt.NDArray[np.int32]] = []
        self.size = 0

    def add(self, columns: list[npt.NDArray[np.int32]]) -> Ints:
        block = np.stack(columns, axis=1) if columns else np.empty((0, 4), dtype=np.int32)
        told = (block[:, 0] != NO_DAY) | (block[:, 2] != FOREVER)
        number = np.where(told, np.cumsum(told) - 1 + self.size, -1).astype(np.int32)
        self.parts.append(block[told])
        self.size += int(told.sum())
        return number

    def rows(self, rows: pd.DataFrame, basis: str) -> Arcs:
        """Arcs from the relative up to the person that is its parent, guardian and so on."""
        names = ("start_date", "start_date_hi", "end_date", "end_date_hi")
        return Arcs(
            self.rank[rows["relative"].to_numpy()],
            self.rank[rows["person"].to_numpy()],
            np.full(len(rows), BASIS[basis], dtype=np.uint8),
            self.add([rows[name].to_numpy() for name in names]),
        )


def steps(graph: FamilyGraph) -> Steps:
    """Return the layers of a graph, kept with it."""
    return graph.kept("kinship:steps", lambda: _steps(graph))


def _steps(graph: FamilyGraph) -> Steps:
    n = len(graph.persons)
    order, rank = _by_id(graph)
    ledger = _Ledger(rank)
    descent = _once([_current(graph, ledger, kind, basis) for kind, basis in _DESCENT])
    foster = _once([_current(graph, ledger, KinKind.FOSTER_PARENT, "foster")])
    step = _once([_current(graph, ledger, KinKind.STEP_PARENT, "step")])
    guards = _once([_current(graph, ledger, KinKind.GUARDIAN, "guardianship")])
    bonds, exes = _couples(graph, ledger)
    up, down = descent.layer(n), descent.turned().layer(n)
    return Steps(
        order=order,
        up=up,
        down=down,
        siblings=sibling_layer(graph, rank, up, down),
        foster_up=foster.layer(n),
        foster_down=foster.turned().layer(n),
        step_up=step.layer(n),
        step_down=step.turned().layer(n),
        guard_up=guards.layer(n),
        guard_down=guards.turned().layer(n),
        bonds=bonds.layer(n),
        exes=exes.layer(n),
        spells=Spells(np.concatenate([*ledger.parts, _OPEN])),
        birth=graph.persons["birth_date_hi"].to_numpy()[order],
    )


def _by_id(graph: FamilyGraph) -> tuple[Ints, Ints]:
    ids = graph.persons["person_id"].to_numpy(dtype=object)
    order = np.argsort(ids, kind="stable").astype(np.int32)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order), dtype=np.int32)
    return order, rank


def _current(graph: FamilyGraph, ledger: _Ledger, kind: KinKind, basis: str) -> Arcs:
    rows = kinship_rows(graph, kind)
    if kind is not KinKind.PARENT:  # birth has no end
        rows = rows[active(rows, graph.as_of)]
    return ledger.rows(rows, basis)


def _once(parts: list[Arcs]) -> Arcs:
    """Keep one arc per pair: the best basis, then the first row."""
    start, target, basis, spell = (
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("start", "target", "basis", "spell")
    )
    order = np.lexsort((spell, basis, target, start))
    start, target, basis, spell = start[order], target[order], basis[order], spell[order]
    first = np.ones(len(start), dtype=np.bool_)
    first[1:] = (start[1:] != start[:-1]) | (target[1:] != target[:-1])
    return Arcs(start[first], target[first], basis[first], spell[first])


def _couples(graph: FamilyGraph, ledger: _Ledger) -> tuple[Arcs, Arcs]:
    """Partners and former partners, both ways; a pair that came together again is a pair now."""
    told = unions(graph)
    spell = ledger.add([told.start, told.start_hi, told.end, told.end_hi])
    state = np.concatenate([told.state, told.state])
    start = ledger.rank[np.concatenate([told.a, told.b])]
    target = ledger.rank[np.concatenate([told.b, told.a])]
    began = np.concatenate([told.start, told.start])
    # Of several spells of one pair the one that stands best, then the latest, is the one to tell.
    order = np.lexsort((-began.astype(np.int64), state, target, start))
    start, target, state = start[order], target[order], state[order]
    spell = np.concatenate([spell, spell])[order]
    first = np.ones(len(start), dtype=np.bool_)
    first[1:] = (start[1:] != start[:-1]) | (target[1:] != target[:-1])
    bond = first & ((state == CURRENT) | (state == BY_DEATH))
    basis = np.full(len(start), BASIS["partner"], dtype=np.uint8)
    both = Arcs(start, target, basis, spell)
    return tuple(
        Arcs(both.start[mask], both.target[mask], both.basis[mask], both.spell[mask])
        for mask in (bond, first & ~bond)
    )  # type: ignore[return-value]
