"""Walks through a family that give a first order, and the branches that may be turned over."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

    from famnet.draw.genogram.kindred import Kindred
    from famnet.draw.genogram.skeleton import Bundle, Skeleton

__all__ = ["branches", "walk"]


def walk(skeleton: Skeleton, kindred: Kindred, dice: random.Random | None) -> list[list[int]]:
    """Return an order in which branch after branch is finished.

    Parameters
    ----------
    skeleton : Skeleton
        What is ordered.
    kindred : Kindred
        Households and ages: the first walk goes by them.
    dice : random.Random, optional
        Shuffles who comes first; without it the eldest does.
    """
    made = _Walk(skeleton, kindred, dice)
    starts = sorted(
        range(len(skeleton.slots)),
        key=lambda s: (skeleton.slots[s].row, made.rank[s]),
    )
    for slot in starts:
        made.visit(slot)
    return made.orders


class _Walk:
    def __init__(self, skeleton: Skeleton, kindred: Kindred, dice: random.Random | None) -> None:
        slots = skeleton.slots
        self.skeleton, self.slots = skeleton, slots
        self.orders: list[list[int]] = [[] for _ in range(skeleton.n_rows)]
        self.placed: set[int] = set()
        self.rank = [
            (kindred.members[s.ref].birth if s.kind == "person" else 0, i)
            if dice is None
            else (dice.random(), i)
            for i, s in enumerate(slots)
        ]
        self.partners: dict[int, list[int]] = defaultdict(list)
        self.above: dict[int, list[int]] = defaultdict(list)
        self.below: dict[int, list[int]] = defaultdict(list)
        for tie in skeleton.ties:
            self.partners[tie.a].append(tie.b)
            self.partners[tie.b].append(tie.a)
        self.mates: dict[int, list[int]] = defaultdict(list)
        for bundle in skeleton.bundles:
            tops = _tops(skeleton, bundle)
            for target in bundle.targets:
                self.above[target] += tops
                if not tops:
                    self.mates[target] += [t for t in bundle.targets if t != target]
            for top in tops:
                self.below[top] += bundle.targets

    def visit(self, slot: int) -> None:
        """Go up to the first ancestors, then down; each slot is placed once."""
        todo = [slot]
        while todo:
            here = todo.pop()
            waiting = [t for t in self.above[here] if t not in self.placed]
            if here not in self.placed and waiting:
                todo += [here, min(waiting, key=self.rank.__getitem__)]
                continue
            if here in self.placed:
                continue
            self.placed.add(here)
            self.orders[self.slots[here].row].append(here)
            children = sorted(set(self.below[here]), key=self.rank.__getitem__, reverse=True)
            todo += [c for c in children if c not in self.placed]
            around = {*self.partners[here], *self.mates[here]} - self.placed
            todo += sorted(around, key=self.rank.__getitem__, reverse=True)


def branches(skeleton: Skeleton) -> list[tuple[frozenset[int], frozenset[int]]]:
    """Return branches to turn over (the second empty) and pairs that may change places."""
    branch = _branches(skeleton)
    found: list[tuple[frozenset[int], frozenset[int]]] = []
    for bundle in skeleton.bundles:
        targets = [branch[t] for t in bundle.targets]
        found.append((frozenset[int]().union(*targets), frozenset()))
        found += [(one, two) for one, two in combinations(targets, 2) if not one & two]
    topped = [b for b in skeleton.bundles if b.tie >= 0 or b.top >= 0]
    for upper, lower in combinations(topped, 2):
        if upper.row == lower.row:
            left, right = (_of_bundle(skeleton, b, branch) for b in (upper, lower))
            if not left & right:
                found.append((left, right))
    return list(dict.fromkeys(found))


def _branches(skeleton: Skeleton) -> list[frozenset[int]]:
    below: dict[int, set[int]] = defaultdict(set)
    partners: dict[int, set[int]] = defaultdict(set)
    for bundle in skeleton.bundles:
        for top in _tops(skeleton, bundle):
            below[top] |= set(bundle.targets)
    for tie in skeleton.ties:
        partners[tie.a].add(tie.b)
        partners[tie.b].add(tie.a)
    return [_branch(slot, below, partners) for slot in range(len(skeleton.slots))]


def _tops(skeleton: Skeleton, bundle: Bundle) -> list[int]:
    """Return the slots that a bundle comes down from."""
    if bundle.tie >= 0:
        tie = skeleton.ties[bundle.tie]
        return [tie.a, tie.b]
    return [bundle.top] if bundle.top >= 0 else []


def _of_bundle(skeleton: Skeleton, bundle: Bundle, branch: list[frozenset[int]]) -> frozenset[int]:
    return frozenset(_tops(skeleton, bundle)).union(*(branch[t] for t in bundle.targets))


def _branch(
    start: int, below: dict[int, set[int]], partners: dict[int, set[int]]
) -> frozenset[int]:
    """Return a slot, its partners, and all below them."""
    found, todo = {start}, [start]
    while todo:
        here = todo.pop()
        for other in (below[here] | partners[here]) - found:
            found.add(other)
            todo.append(other)
    return frozenset(found)
