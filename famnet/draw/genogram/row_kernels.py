"""The loops that weigh one order of a genogram after the other: thousands per family.

What the costs mean is said in ``crossings``; here they are counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = ["Weighed", "cheapest", "sift", "total"]

_CROSSING: Final = 1000.0
_APART: Final = 70.0
_TWINS: Final = 90.0
_BROKEN_HOME: Final = 45.0
_AGE: Final = 2.0
_SIDE: Final = 0.6
_BETTER: Final = 1e-6


class Weighed(NamedTuple):
    """A skeleton as arrays, and the order that was placed last.

    Parameters
    ----------
    spans : int32 array
        Kind of rows below, row of the genogram: where its rows begin; they end at the next.
    ties, lines, bars, sides, twins, ages : int32 array
        Couples (place, slot, slot); lines (couple or -1, slot or -1, target); bars (begin and end in
        ``targets``); slots left and right; twins; elder and younger.
    targets : int32 array
        The slots of the bars.
    slots : int32 array
        Slot: is it more than a passing line, does a line come down to it, its couples, its household.
    rows : int32 array
        Row, where it begins in a whole order, one more at the end; and how many households stand in it.
    pos, mid : float64 array
        Where slots and the middles of couples stand.
    """

    spans: Codes
    ties: Codes
    lines: Codes
    bars: Codes
    sides: Codes
    twins: Codes
    ages: Codes
    targets: Codes
    slots: Codes
    rows: Codes
    pos: Floats
    mid: Floats


@kernel
def _solid_between(w: Weighed, order: Codes, left: int, right: int) -> bool:
    """Say whether somebody stands between two places; a passing line may."""
    for i in range(left + 1, right):  # noqa: SIM110  # numba compiles no any() of a generator
        if w.slots[order[i], 0]:
            return True
    return False


@kernel
def _place(w: Weighed, row: int, order: Codes) -> None:
    for i in range(len(order)):
        w.pos[order[i]] = float(i)
    for at in range(w.spans[0, row], w.spans[0, row + 1]):
        k, left, right = w.ties[at, 0], w.ties[at, 1], w.ties[at, 2]
        if w.pos[left] > w.pos[right]:
            left, right = right, left
        if not _solid_between(w, order, int(w.pos[left]), int(w.pos[right])):
            w.mid[k] = (w.pos[left] + w.pos[right]) / 2
        elif w.slots[left, 2] < w.slots[right, 2]:
            w.mid[k] = w.pos[left] + 0.25 + k * 1e-6
        else:
            w.mid[k] = w.pos[right] - 0.25 - k * 1e-6


@kernel
def _between(w: Weighed, row: int) -> int:
    """Count the crossings of the lines that come down to a row, pair by pair."""
    first, n = w.spans[1, row], w.spans[1, row + 1] - w.spans[1, row]
    start, end, count = np.empty(n), np.empty(n), 0
    for i in range(n):
        tie, top, target = w.lines[first + i, 0], w.lines[first + i, 1], w.lines[first + i, 2]
        start[i] = w.mid[tie] if tie >= 0 else w.pos[top]
        end[i] = w.pos[target]
        for j in range(i):
            count += (start[j] < start[i] and end[j] > end[i]) or (
                start[j] > start[i] and end[j] < end[i]
            )
    for bar in range(w.spans[2, row], w.spans[2, row + 1]):
        # A bar of siblings is crossed by each line that comes down between its ends.
        least, most = np.inf, -np.inf
        for at in range(w.bars[bar, 0], w.bars[bar, 1]):
            least = min(least, w.pos[w.targets[at]])
            most = max(most, w.pos[w.targets[at]])
        for i in range(n):
            count += least < end[i] < most
    return count


@kernel
def _within(w: Weighed, row: int, order: Codes) -> int:
    """Count what the couple lines of a row cross."""
    first, last = w.spans[0, row], w.spans[0, row + 1]
    arcs, n_arcs, count = np.empty((last - first, 2), np.int32), 0, 0
    for at in range(first, last):
        one, two = int(w.pos[w.ties[at, 1]]), int(w.pos[w.ties[at, 2]])
        i, j = min(one, two), max(one, two)
        if not _solid_between(w, order, i, j):
            count += max(0, j - i - 1)
            continue
        for place in range(i + 1, j):
            count += w.slots[order[place], 1]
        for arc in range(n_arcs):
            p, q = arcs[arc, 0], arcs[arc, 1]
            count += (i < p < j < q) or (p < i < q < j)
        arcs[n_arcs, 0], arcs[n_arcs, 1] = i, j
        n_arcs += 1
    return count


@kernel
def _breaks(w: Weighed, row: int, order: Codes) -> int:
    """Count how often a household of a row is interrupted by someone else."""
    runs, last = 0, 0
    for slot in order:
        home = w.slots[slot, 3]
        if home and home != last:
            runs += 1
        if w.slots[slot, 0]:
            last = home
    return runs - int(w.rows[row, 1])


@kernel
def _taste(w: Weighed, row: int, order: Codes) -> float:
    """Return how badly a row reads apart from crossings; 0 is best."""
    cost = 0.0
    for at in range(w.spans[0, row], w.spans[0, row + 1]):
        gap = abs(w.pos[w.ties[at, 1]] - w.pos[w.ties[at, 2]]) - 1
        cost += _APART * gap if gap > 0 else 0.0
    for at in range(w.spans[3, row], w.spans[3, row + 1]):
        cost += _SIDE if w.pos[w.sides[at, 0]] > w.pos[w.sides[at, 1]] else 0.0
    for at in range(w.spans[4, row], w.spans[4, row + 1]):
        cost += _TWINS * (abs(w.pos[w.twins[at, 0]] - w.pos[w.twins[at, 1]]) - 1)
    for at in range(w.spans[5, row], w.spans[5, row + 1]):
        cost += _AGE if w.pos[w.ages[at, 0]] > w.pos[w.ages[at, 1]] else 0.0
    return cost + _BROKEN_HOME * _breaks(w, row, order)


@kernel
def _local(w: Weighed, row: int, order: Codes) -> float:
    """Place a row and return all costs that its order has a part in."""
    _place(w, row, order)
    count = _between(w, row) + _within(w, row, order) + _between(w, row + 1)
    return _CROSSING * count + _taste(w, row, order)


@kernel
def _crossed(w: Weighed, whole: Codes) -> int:
    """Place all rows and count the crossings of a whole order, its rows one after the other."""
    count, n = 0, len(w.rows) - 1
    for row in range(n):
        _place(w, row, whole[w.rows[row, 0] : w.rows[row + 1, 0]])
    for row in range(n):
        count += _between(w, row)
        count += _within(w, row, whole[w.rows[row, 0] : w.rows[row + 1, 0]])
    return count


@kernel
def total(w: Weighed, whole: Codes) -> float:
    """Return the cost of a whole order, its rows one after the other."""
    count, cost = _crossed(w, whole), 0.0
    for row in range(len(w.rows) - 1):
        cost += _taste(w, row, whole[w.rows[row, 0] : w.rows[row + 1, 0]])
    return _CROSSING * count + cost


@kernel
def cheapest(w: Weighed, orders: Codes) -> int:
    """Return which of many whole orders costs least; of equals the first."""
    best, least = 0, np.inf
    for i in range(len(orders)):
        cost = total(w, orders[i])
        if cost < least:
            best, least = i, cost
    return best


@kernel
def _tried(rest: Codes, piece: Codes, at: int) -> Codes:
    """Put a piece between the rest."""
    return np.concatenate((rest[:at], piece, rest[at:]))


@kernel
def sift(w: Weighed, row: int, order: Codes, units: tuple[Codes, Codes], budget: int) -> int:
    """Let each unit of a row try every place, both ways round; ``order`` becomes the best.

    Parameters
    ----------
    w : Weighed
        The other rows as they were placed last.
    row : int
        Which row.
    order : int32 array
        Its slots.
    units : (int32 array, int32 array)
        The slots of all units, and where each unit begins, one more at the end.
    budget : int
        How many places may be tried; what is left of it is returned.
    """
    slots, begins = units
    least = _local(w, row, order)
    for u in range(len(begins) - 1):
        if budget <= 0:
            break
        unit = slots[begins[u] : begins[u + 1]].copy()
        rest = np.array([slot for slot in order if not np.any(unit == slot)], np.int32)
        best = order.copy()
        for at in range(len(rest) + 1):
            for way in range(min(2, len(unit))):
                tried = _tried(rest, unit[::-1].copy() if way else unit, at)
                budget -= 1
                cost = _local(w, row, tried)
                if cost < least - _BETTER:
                    best, least = tried, cost
        order[:] = best
        _place(w, row, order)
    return budget
