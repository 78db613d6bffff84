"""Kernels that draw windows under the null hypothesis and say how often one shows as much.

They call each other and so stand in one file (``famnet.analysis.compiled``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.concentration.setup_kernels import Drawn

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.scan_kernels import Asked
    from famnet.analysis.concentration.setup_kernels import Null, Setup, Tries
    from famnet.analysis.concentration.tilt_kernels import Plan

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    State = npt.NDArray[np.uint64]

__all__ = ["sampled", "screened"]

#: Of ten draws, how many come from each tilt; the rest are plain, which bounds every weight.
_BY_OBSERVED: Final = 5
_BY_GAIN: Final = 9
_CHUNK: Final = 8.0
#: Part of a round that is spread by the chance of the points alone.
_SPREAD: Final = 0.2


class _Room(NamedTuple):
    """What a draw writes in.

    Groups per household, and those of a second person; which households were touched; how often each
    group, in quarters of a household, and the same with half a household left out.
    """

    masks: Codes
    second: Codes
    touched: Codes
    quarters: Codes
    left: Codes


class _Sums(NamedTuple):
    """Per point of the grid: draws, weights of those that reach, squares, the largest."""

    draws: Floats
    weight: Floats
    square: Floats
    largest: Floats


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
    return _Room(
        np.zeros(n, np.int32),
        np.zeros(n, np.int32),
        np.zeros(n, np.int32),
        np.zeros(n_groups, np.int32),
        np.zeros(n_groups, np.int32),
    )


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
def _likelier(room: _Room, n_touched: int, null: Null, how: tuple[int, Floats]) -> float:
    """Return how much likelier a tilt makes the second persons that were drawn."""
    j, lift = how
    ratio = 1.0
    for i in range(n_touched):
        h = room.touched[i]
        mask = room.masks[h]
        more = null.more[j, _bits(mask)]
        for d in range(len(lift)):
            if mask >> d & 1 and null.odds[h, d] > 0:
                odds = null.odds[h, d] * more
                ratio *= (1.0 + odds) / (1.0 + odds * lift[d])
                if room.second[h] >> d & 1:
                    ratio *= lift[d]
    return ratio


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
def _drawn(
    point: tuple[int, int],
    given: tuple[Null, Setup],
    plan: Plan,
    target: tuple[float, Asked],
    run: tuple[State, _Room, _Sums],
) -> None:
    """Draw windows at one point of the grid and add the weight of those that reach.

    Draws come from three sources in fixed parts: two tilts, and the null itself, so that no weight
    exceeds ten. Each is weighed against all three at once (balance heuristic, Veach & Guibas 1995),
    whichever it came from.
    """
    j, n_draws = point
    state, room, sums = run
    null, setup = given
    theta, mass, score = plan.theta[j], plan.mass[j], plan.score
    for b in range(n_draws):
        source = b % 10
        which = 0 if source < _BY_OBSERVED else 1 if source < _BY_GAIN else 2
        table = plan.table[j, which]
        n_touched, first, second = 0, 0.0, 0.0
        for _ in range(_poisson(state, mass[which])):
            k = _place(table, 0, len(table) - 1, _next(state) * mass[which])
            first += score[0, k]
            second += score[1, k]
            n_touched = _added(room, n_touched, setup, k, _next(state))
        _joined(room, n_touched, null, (j, plan.lift[j, which], state))
        if _reaches(room, n_touched, setup, target):
            one = _likelier(room, n_touched, null, (j, plan.lift[j, 0]))
            two = _likelier(room, n_touched, null, (j, plan.lift[j, 1]))
            over = _BY_OBSERVED * one * np.exp(theta[0] * first - mass[0] + mass[2])
            over += (_BY_GAIN - _BY_OBSERVED) * two * np.exp(theta[1] * second - mass[1] + mass[2])
            weight = 10.0 / (over + 10 - _BY_GAIN)
            sums.weight[j] += weight
            sums.square[j] += weight * weight
            sums.largest[j] = max(sums.largest[j], weight)
        _cleared(room, n_touched)
    sums.draws[j] += n_draws


@kernel
def _allotted(weight: Floats, sums: _Sums, n: int) -> Floats:
    """Allot a round by the error of each point and its neighbours, and some by its chance alone.

    By its own error alone (Neyman) a point that was unlucky at first would stay so, and p too low.
    """
    n_points, spread = len(weight), np.zeros(len(weight))
    for j in range(n_points):
        mean = sums.weight[j] / sums.draws[j]
        spread[j] = weight[j] * np.sqrt(max(sums.square[j] / sums.draws[j] - mean * mean, 0.0))
    share, whole = np.zeros(n_points), 0.0
    for j in range(n_points):
        for i in range(max(j - 2, 0), min(j + 3, n_points)):
            share[j] += spread[i] / 2.0 ** abs(i - j)
        whole += share[j]
    for j in range(n_points):
        own = (1 - _SPREAD) * share[j] / whole + _SPREAD * weight[j] if whole > 0 else weight[j]
        # Ten draws hold each source in its part.
        share[j] = np.ceil(n * own / 10) * 10
    return share


@kernel
def _estimated(weight: Floats, sums: _Sums) -> Drawn:
    p, variance, largest, draws = 0.0, 0.0, 0.0, 0.0
    for j in range(len(weight)):
        part = weight[j] / sums.draws[j]
        p += part * sums.weight[j]
        variance += part * part * sums.square[j]
        largest = max(largest, part * sums.largest[j])
        draws += sums.draws[j]
    if largest <= 0:
        # Nothing reached: one draw of the largest weight might have.
        for j in range(len(weight)):
            largest = max(largest, 10.0 / (10 - _BY_GAIN) * weight[j] / sums.draws[j])
    return Drawn(p, variance, largest, int(draws))


@kernel
def sampled(
    null: Null, setup: Setup, plan: Plan, target: tuple[float, Asked], run: tuple[Tries, State]
) -> Drawn:
    """Estimate how often a window shows as much as one does, by tilted draws.

    Parameters
    ----------
    null : Null
        What is expected of it.
    setup : Setup
        From ``setup_kernels.ready``.
    plan : Plan
        From ``tilt_kernels.planned``.
    target : (float, Asked)
        The statistic to reach, above zero, and which.
    run : (Tries, uint64 array)
        How hard to try, and the state of the generator.

    Notes
    -----
    Each point of the grid is a stratum with draws of its own, round by round where they lessen the
    error most. Per draw O(events x log(sets)), and where it comes near O(touched households squared
    x groups).
    """
    tries, state = run
    n, n_groups = null.chances.shape
    room = _empty(n, n_groups)
    n_points = len(null.weight)
    sums = _Sums(np.zeros(n_points), np.zeros(n_points), np.zeros(n_points), np.zeros(n_points))
    share = np.full(n_points, float(tries.pilot))
    while True:
        for j in range(n_points):
            if share[j] > 0:
                _drawn((j, int(share[j])), (null, setup), plan, target, (state, room, sums))
        found = _estimated(null.weight, sums)
        error = np.sqrt(found.variance) / found.p if found.p > 0 else np.inf
        enough = found.p > tries.refine_below or error <= tries.relative_error
        if found.draws >= tries.most or (enough and found.draws > tries.round):
            return found
        share = _allotted(null.weight, sums, tries.round)
