"""The order of people within rows: few crossings, then couples, households and ages together.

Method: several first orders by walks through the family (a walk that finishes one branch before the
next gives few crossings on trees), then sifting (each person, each run of partners tries every place
of its row) and turning whole branches over, until nothing gets better; the best one stays. Small
families are tried out whole. Sources: Sugiyama, Tagawa and Toda (1981) for layers; Matuszewski,
Schönfeld and Molitor (1999) for sifting.
"""

from __future__ import annotations

import random
from itertools import pairwise, permutations, product
from math import factorial, prod
from typing import TYPE_CHECKING, Final

from famnet.draw.genogram.crossings import Scales
from famnet.draw.genogram.walks import branches, walk

if TYPE_CHECKING:
    from famnet.draw.genogram.kindred import Kindred
    from famnet.draw.genogram.skeleton import Skeleton

__all__ = ["order_rows"]

# All orders of a family are tried where there are no more than this.
_ALL: Final = 1_500
# Row evaluations a family may take, and how many walks begin.
_BUDGET: Final = 6_000
_WALKS: Final = 12
_BETTER: Final = 1e-6

Orders = list[list[int]]


def order_rows(skeleton: Skeleton, kindred: Kindred) -> Orders:
    """Return the slots of each row from left to right.

    Notes
    -----
    Deterministic: walks are shuffled by fixed seeds, effort is counted, not timed. Each evaluation
    is O(k²) for the k lines at a row, compiled (``row_kernels``).
    """
    scales = Scales(skeleton, kindred)
    rows = skeleton.rows()
    if prod(factorial(min(len(row), 12)) for row in rows) <= _ALL:
        return _best_of_all(scales, rows)
    starts = [
        walk(skeleton, kindred, random.Random(seed) if seed else None)  # noqa: S311  # no secret
        for seed in range(_WALKS)
    ]
    starts.sort(key=scales.total)
    budget = [_BUDGET]
    best, least = starts[0], float("inf")
    for start in starts:
        orders = [list(row) for row in start]
        cost = _settle(scales, orders, budget)
        if cost < least - _BETTER:
            best, least = orders, cost
        if budget[0] <= 0:
            break
    return best


def _best_of_all(scales: Scales, rows: Orders) -> Orders:
    every = list(product(*(permutations(row) for row in rows)))
    return [list(row) for row in every[scales.cheapest(every)]]


def _settle(scales: Scales, orders: Orders, budget: list[int]) -> float:
    """Better an order until nothing helps; return its cost."""
    cost = scales.total(orders)
    while True:
        for row in (*range(len(orders)), *reversed(range(len(orders)))):
            _sift(scales, orders, row, budget)
        _turn(scales, orders, budget)
        now = scales.total(orders)
        if now >= cost - _BETTER or budget[0] <= 0:
            return now
        cost = now


def _sift(scales: Scales, orders: Orders, row: int, budget: list[int]) -> None:
    """Let each unit of a row try every place, both ways round."""
    units = _units(scales, orders[row])
    orders[row], budget[0] = scales.sift(row, orders[row], units, budget[0])


def _units(scales: Scales, order: list[int]) -> list[list[int]]:
    """Return single slots, runs of partners, and runs of one household."""
    tied = {frozenset((t.a, t.b)) for t in scales.skeleton.ties}

    def partners(a: int, b: int) -> bool:
        return frozenset((a, b)) in tied

    def mates(a: int, b: int) -> bool:
        return bool(scales.home[a]) and scales.home[a] == scales.home[b]

    units = [[slot] for slot in order]
    for same in (partners, mates, lambda a, b: partners(a, b) or mates(a, b)):
        run = order[:1]
        for one, two in pairwise(order):
            if same(one, two):
                run.append(two)
                continue
            if len(run) > 1 and run not in units:
                units.append(run)
            run = [two]
        if 1 < len(run) < len(order) and run not in units:
            units.append(run)
    return units


def _turn(scales: Scales, orders: Orders, budget: list[int]) -> None:
    """Turn branches over, and let neighbouring branches change places, through all rows at once."""
    cost = scales.total(orders)
    for first, second in branches(scales.skeleton):
        if budget[0] <= 0:
            return
        tried = [_changed(order, first, second) for order in orders]
        if tried == orders:
            continue
        budget[0] -= len(orders)
        now = scales.total(tried)
        if now < cost - _BETTER:
            orders[:], cost = tried, now
    scales.total(orders)


def _changed(order: list[int], first: frozenset[int], second: frozenset[int]) -> list[int]:
    """Fill the places of two branches the other way round; of one branch in reverse."""
    places = [i for i, slot in enumerate(order) if slot in first or slot in second]
    one = [slot for slot in order if slot in first]
    two = [slot for slot in order if slot in second]
    if not second:
        filled = one[::-1]
    else:
        filled = two + one if places and order[places[0]] in first else one + two
    made = list(order)
    for i, slot in zip(places, filled, strict=True):
        made[i] = slot
    return made
