"""Kernels that draw windows under the null hypothesis and say how often one shows as much.

They call each other and so stand in one file (``famnet.analysis.compiled``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.raised_kernels import Raised
    from famnet.analysis.concentration.scan_kernels import Asked
    from famnet.analysis.concentration.setup_kernels import Null, Setup
    from famnet.analysis.concentration.tilt_kernels import Tilt

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    State = npt.NDArray[np.uint64]

__all__ = ["MOST_WEIGHT", "Sums", "drawn", "screened"]

#: Of ten draws, how many are tilted towards what was seen, and how many raise a few groups, whichever
#: these are; the rest are plain, which bounds every weight.
_TILTED: Final = 3
_RAISED: Final = 6
_PLAIN: Final = 10 - _TILTED - _RAISED
MOST_WEIGHT: Final = 10.0 / _PLAIN
#: Logarithm above which it doesn't matter how much likelier a draw is.
_MOST_LOG: Final = 60.0
_CHUNK: Final = 8.0


class Sums(NamedTuple):
    """Per point of the grid: draws, weights of those that reach, squares, the largest."""

    draws: Floats
    weight: Floats
    square: Floats
    largest: Floats


class _Room(NamedTuple):
    """What a draw writes in.

    Groups per household, and those of a second person; which households were touched; how often each
    group, in quarters of a household, and the same with half a household left out; events that touch
    each group.
    """

    masks: Codes
    second: Codes
    touched: Codes
    quarters: Codes
    left: Codes
    events: Codes


class _Choice(NamedTuple):
    """Of one draw: running sum of events expected, factors on the odds of second persons; room to fold."""

    table: Floats
    lift: Floats
    factor: Floats
    fold: Floats


@kernel
def _bits(value: int) -> int:
    count = 0
    while value:
        value &= value - 1
        count += 1
    return count


@kernel
def _next(state: State) -> float:
    """Draw a number from 0 up to 1: splitmix64 (Steele, Lea & Flood 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@kernel
def _poisson(state: State, mean: float) -> int:
    """Draw a Poisson number, by inversion in chunks that don't underflow."""
    count = 0
    while mean > 0.0:
        part = min(mean, _CHUNK)
        mean -= part
        chance = np.exp(-part)
        u = _next(state)
        k = 0
        while u > chance and k < 200:
            u -= chance
            k += 1
            chance *= part / k
        count += k
    return count


@kernel
def _place(cumulative: Floats, low: int, high: int, u: float) -> int:
    """Return the first place from ``low`` up to ``high`` where the running sum is above ``u``."""
    while low < high:
        middle = (low + high) // 2
        if cumulative[middle] > u:
            high = middle
        else:
            low = middle + 1
    return low


@kernel
def _evidence(quarters: Codes, row: int, setup: Setup, keep: int) -> float:
    """Look up what ``scan_kernels.statistics`` works out: without half of the household of the row."""
    n_nodes = len(setup.slope)
    whole = 0.0
    for d in range(len(quarters)):
        whole += quarters[d] / 4.0
    most, top, together, apart = -np.inf, -np.inf, np.empty(n_nodes), np.empty(n_nodes)
    for g in range(n_nodes):
        together[g] = setup.together[row, g] + whole * setup.slope[g]
        apart[g] = together[g]
        for d in range(len(quarters)):
            if keep >> d & 1:
                apart[g] += setup.worth[row, d, quarters[d], g]
        most, top = max(most, together[g]), max(top, apart[g])
    over, under = 0.0, 0.0
    for g in range(n_nodes):
        over += np.exp(apart[g] - top)
        under += np.exp(together[g] - most)
    return float(top - most + np.log(over / under))


@kernel
def _reaches(room: _Room, n_touched: int, setup: Setup, target: tuple[float, Asked]) -> bool:
    """Say whether what was drawn reaches the goal: ``scan_kernels.statistics`` without its value."""
    at_least, asked = target
    union = 0
    for i in range(n_touched):
        union |= room.masks[room.touched[i]]
    if n_touched == 0 or n_touched < asked.n_touched or _bits(union) < asked.n_groups:
        return False
    quarters = room.quarters
    quarters[:] = 0
    for i in range(n_touched):
        mask, second = room.masks[room.touched[i]], room.second[room.touched[i]]
        for d in range(len(quarters)):
            quarters[d] += 4 * (mask >> d & 1) + 2 * (second >> d & 1)
    if not asked.half_best:
        return _evidence(quarters, len(room.masks), setup, asked.keep) >= at_least
    for i in range(n_touched):
        h = room.touched[i]
        mask, second = room.masks[h], room.second[h]
        for d in range(len(quarters)):
            room.left[d] = quarters[d] - 2 * (mask >> d & 1) - (second >> d & 1)
        if _evidence(room.left, h, setup, asked.keep) < at_least:
            return False
    return True


@kernel
def _added(room: _Room, n_touched: int, setup: Setup, k: int, u: float) -> int:
    """Let an event touch the groups of set ``k`` in a household; return how many are touched now."""
    homes = setup.homes[k]
    h, u = 0, u * homes[-1]
    while h < len(homes) - 1 and homes[h] <= u:
        h += 1
    if room.masks[h] == 0:
        room.touched[n_touched] = h
        n_touched += 1
    room.masks[h] |= setup.sets[k]
    return n_touched


@kernel
def _empty(n: int, n_groups: int) -> _Room:
    homes, groups = np.zeros((3, n), np.int32), np.zeros((3, n_groups), np.int32)
    return _Room(homes[0], homes[1], homes[2], groups[0], groups[1], groups[2])


@kernel
def _cleared(room: _Room, n_touched: int) -> None:
    for i in range(n_touched):
        room.masks[room.touched[i]] = 0
        room.second[room.touched[i]] = 0


@kernel
def _joined(room: _Room, n_touched: int, null: Null, how: tuple[int, Floats, State]) -> None:
    """Draw in which groups a second person of each touched household is touched."""
    j, lift, state = how
    for i in range(n_touched):
        h = room.touched[i]
        mask = room.masks[h]
        more = null.more[j, _bits(mask)]
        for d in range(len(lift)):
            if mask >> d & 1 and null.odds[h, d] > 0:
                odds = null.odds[h, d] * more * lift[d]
                if _next(state) * (1.0 + odds) < odds:
                    room.second[h] |= 1 << d


@kernel
def _likelier(
    drawn: tuple[_Room, int], null: Null, how: tuple[int, Floats], factor: Floats
) -> None:
    """Work out per group how much likelier raised odds make the second persons drawn."""
    j, lift = how
    room, n_touched = drawn
    factor[:] = 1.0
    for i in range(n_touched):
        h = room.touched[i]
        mask = room.masks[h]
        more = null.more[j, _bits(mask)]
        for d in range(len(lift)):
            if mask >> d & 1 and null.odds[h, d] > 0:
                odds = null.odds[h, d] * more
                factor[d] *= (1.0 + odds) / (1.0 + odds * lift[d])
                if room.second[h] >> d & 1:
                    factor[d] *= lift[d]


@kernel
def _plain_sums(null: Null, setup: Setup) -> Floats:
    """Return per point the running sum over sizes of the events expected."""
    first, n_points = setup.first, len(null.weight)
    sums = np.zeros((n_points, len(first) - 1))
    for j in range(n_points):
        for size in range(1, len(first) - 1):
            sums[j, size] = sums[j, size - 1]
            if first[size + 1] > first[size]:
                before = setup.above[first[size] - 1] if first[size] > 0 else 0.0
                mass = setup.above[first[size + 1] - 1] - before
                sums[j, size] += mass * null.factor[j, size]
    return sums


@kernel
def screened(null: Null, setup: Setup, target: tuple[float, Asked], run: tuple[int, State]) -> int:
    """Count how many plain draws reach the statistic, points of the grid by their chance.

    Parameters
    ----------
    null : Null
        What is expected of a window.
    setup : Setup
        From ``setup_kernels.ready``.
    target : (float, Asked)
        The statistic to reach, above zero, and which.
    run : (int, uint64 array)
        How many draws, and the state of the generator.
    """
    n_draws, state = run
    n, n_groups = null.chances.shape
    room = _empty(n, n_groups)
    points, sums, first = np.cumsum(null.weight), _plain_sums(null, setup), setup.first
    plain = np.ones(n_groups)
    reached = 0
    for _ in range(n_draws):
        j = _place(points, 0, len(points) - 1, _next(state) * points[-1])
        n_touched = 0
        for _ in range(_poisson(state, sums[j, -1])):
            size = _place(sums[j], 1, len(first) - 2, _next(state) * sums[j, -1])
            low, high = first[size], first[size + 1] - 1
            before = setup.above[low - 1] if low > 0 else 0.0
            u = before + _next(state) * (setup.above[high] - before)
            k = _place(setup.above, low, high, u)
            n_touched = _added(room, n_touched, setup, k, _next(state))
        _joined(room, n_touched, null, (j, plain, state))
        reached += _reaches(room, n_touched, setup, target)
        _cleared(room, n_touched)
    return reached


@kernel
def _chosen(j: int, raised: Raised, setup: Setup, run: tuple[State, _Choice]) -> float:
    """Choose which groups to raise, fill in what draws need, and return the events expected."""
    state, choice = run
    up, total = 0, 0.0
    for d in range(len(choice.lift)):
        choice.lift[d] = 1.0
        if raised.groups >> d & 1 and _next(state) < raised.chance[j]:
            up |= 1 << d
            choice.lift[d] = raised.root[j, d]
    for k in range(len(choice.table)):
        total += raised.rate[j, k] * raised.times[j, setup.sets[k] & up]
        choice.table[k] = total
    return total


@kernel
def _folded(j: int, given: tuple[Null, Raised], drawn: tuple[_Room, int], choice: _Choice) -> float:
    """Return how much likelier a draw is where a few groups are raised, whichever these are.

    The sum, over all sets of groups, of what each set's draws come from: a product over its groups
    times a number of its own, so that one group after the other is folded in.
    """
    null, raised = given
    factor, fold, n_touches = choice.factor, choice.fold, 0
    _likelier(drawn, null, (j, raised.root[j]), factor)
    for d in range(len(factor)):
        events = drawn[0].events[d]
        factor[d] *= np.exp(min(events * raised.log[j, d], _MOST_LOG))
        n_touches += events
    fold[:] = raised.part[j]
    for d in range(len(factor) - 1, -1, -1):
        size = 1 << d
        for s in range(size):
            fold[s] += factor[d] * fold[s + size]
    log = raised.ahead[j] + n_touches * np.log(raised.held[j])
    return float(np.exp(min(log, len(factor) * _MOST_LOG)) * fold[0])


@kernel
def _at_point(
    point: tuple[int, int],
    given: tuple[Null, Setup, Tilt, Raised],
    target: tuple[float, Asked],
    run: tuple[State, _Room, _Choice, Sums],
) -> None:
    """Draw windows at one point of the grid and add the weight of those that reach."""
    j, n_draws = point
    state, room, choice, sums = run
    null, setup, tilt, raised = given
    for b in range(n_draws):
        which = 0 if b % 10 < _TILTED else 1
        table, lift, mass = tilt.table[j, which], tilt.lift[j, which], tilt.mass[j, which]
        if which == 1 and b % 10 < 10 - _PLAIN:
            mass = _chosen(j, raised, setup, (state, choice))
            table, lift = choice.table, choice.lift
        n_touched, score = 0, -tilt.mass[j, 0] + tilt.mass[j, 1]
        room.events[:] = 0
        for _ in range(_poisson(state, mass)):
            k = _place(table, 0, len(table) - 1, _next(state) * mass)
            score += tilt.theta[j] * tilt.score[k]
            for d in range(len(room.events)):
                room.events[d] += setup.sets[k] >> d & 1
            n_touched = _added(room, n_touched, setup, k, _next(state))
        _joined(room, n_touched, null, (j, lift, state))
        if _reaches(room, n_touched, setup, target):
            drawn, factor = (room, n_touched), choice.factor
            _likelier(drawn, null, (j, tilt.lift[j, 0]), factor)
            over = _PLAIN + _TILTED * np.exp(score) * factor.prod()
            over += _RAISED * _folded(j, (null, raised), drawn, choice)
            weight = 10.0 / over
            sums.weight[j] += weight
            sums.square[j] += weight * weight
            sums.largest[j] = max(sums.largest[j], weight)
        _cleared(room, n_touched)
    sums.draws[j] += n_draws


@kernel
def drawn(
    share: Floats,
    given: tuple[Null, Setup, Tilt, Raised],
    target: tuple[float, Asked],
    run: tuple[State, Sums],
) -> None:
    """Draw a round of windows, so many at each point of the grid, and add it to the sums.

    Parameters
    ----------
    share : float64 array
        Draws at each point.
    given : (Null, Setup, Tilt, Raised)
        What is expected of the window, made ready; how to draw.
    target : (float, Asked)
        The statistic to reach, above zero, and which.
    run : (uint64 array, Sums)
        The state of the generator, and what is added to.

    Notes
    -----
    Draws come from three sources in fixed parts: tilted towards what was seen, with a few groups
    raised whichever these are, and the null itself, so that no weight exceeds ten. Each is weighed
    against all three at once (balance heuristic, Veach & Guibas 1995), whichever it came from. Per
    draw O(events x log(sets) + sets), and where it comes near O(touched households squared x groups
    + 2 ** groups).
    """
    null, setup = given[0], given[1]
    state, sums = run
    n, n_groups = null.chances.shape
    room = _empty(n, n_groups)
    table, lift, factor = np.empty(len(setup.sets)), np.ones(n_groups), np.ones(n_groups)
    choice = _Choice(table, lift, factor, np.empty(1 << n_groups))
    for j in range(len(share)):
        if share[j] > 0:
            _at_point((j, int(share[j])), given, target, (state, room, choice, sums))
