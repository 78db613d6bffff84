"""Kernels that draw windows under the null hypothesis and say how often one shows as much.

They call each other and so stand in one file (``famnet.analysis.compiled``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.concentration.tilt_kernels import Null, Plan, Setup

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.scan_kernels import Asked

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    State = npt.NDArray[np.uint64]

__all__ = ["Drawn", "Tries", "ready", "sampled", "screened"]

#: Of ten draws, how many come from each tilt; the rest are plain, which bounds every weight.
_BY_OBSERVED: Final = 5
_BY_GAIN: Final = 9
_CHUNK: Final = 8.0
#: Part of a round that is spread by the chance of the points alone.
_SPREAD: Final = 0.2


class Tries(NamedTuple):
    """How hard to try: draws per point, per round, at most; when it is enough."""

    pilot: int
    round: int
    most: int
    refine_below: float
    relative_error: float


class Drawn(NamedTuple):
    """What draws gave: p, its variance, the most that one draw adds, and how many."""

    p: float
    variance: float
    largest: float
    draws: int


class _Room(NamedTuple):
    """What a draw writes in: groups per household, which were touched, how often each group."""

    masks: Codes
    touched: Codes
    counts: Codes


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
def _by_size(events: Floats, n_groups: int) -> tuple[Codes, Codes]:
    """List the sets that can come, by how many groups they hold, and where each size starts."""
    n, n_sets = events.shape
    size = np.full(n_sets, -1, np.int32)
    first = np.zeros(n_groups + 2, np.int32)
    for s in range(1, n_sets):
        for h in range(n):
            if events[h, s] > 0:
                size[s] = _bits(s)
                first[size[s] + 1] += 1
                break
    for i in range(1, n_groups + 2):
        first[i] += first[i - 1]
    sets, at = np.empty(first[-1], np.int32), first.copy()
    for s in range(1, n_sets):
        if size[s] > 0:
            sets[at[size[s]]] = s
            at[size[s]] += 1
    return sets, first


@kernel
def ready(null: Null, worth: Floats) -> Setup:
    """Make a window ready for draws: which sets can come, and where.

    Parameters
    ----------
    null : Null
        What is expected of it.
    worth : float64 array
        From ``scan_kernels.worth_table``.
    """
    n, n_groups = null.chances.shape
    sets, first = _by_size(null.events, n_groups)
    homes = np.empty((len(sets), n))
    above = np.empty(len(sets))
    total = 0.0
    for k in range(len(sets)):
        running = 0.0
        for h in range(n):
            running += null.events[h, sets[k]]
            homes[k, h] = running
        total += running
        above[k] = total
    return Setup(sets, first, homes, above, null.chances.sum(axis=0), worth)


@kernel
def _worth(counts: Codes, mask: int, row: int, setup: Setup, keep: int) -> float:
    """Add up what the groups are worth without one household; ``mask`` is what it was touched in."""
    worth = 0.0
    for d in range(len(counts)):
        if keep >> d & 1 and counts[d] > 0:
            worth += setup.worth[row, d, counts[d] - (mask >> d & 1)]
    return worth


@kernel
def _reaches(room: _Room, n_touched: int, setup: Setup, target: tuple[float, Asked]) -> bool:
    """Say whether what was drawn reaches the goal: ``scan_kernels.statistic`` without its value."""
    at_least, asked = target
    union = 0
    for i in range(n_touched):
        union |= room.masks[room.touched[i]]
    if n_touched == 0 or n_touched < asked.n_touched or _bits(union) < asked.n_groups:
        return False
    room.counts[:] = 0
    for i in range(n_touched):
        mask = room.masks[room.touched[i]]
        for d in range(len(room.counts)):
            room.counts[d] += mask >> d & 1
    if not asked.without_best:
        whole = len(setup.worth) - 1
        return bool(_worth(room.counts, 0, whole, setup, asked.keep) >= at_least)
    for i in range(n_touched):
        h = room.touched[i]
        if _worth(room.counts, room.masks[h], h, setup, asked.keep) < at_least:
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
def _cleared(room: _Room, n_touched: int) -> None:
    for i in range(n_touched):
        room.masks[room.touched[i]] = 0


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
        From ``ready``.
    target : (float, Asked)
        The statistic to reach, above zero, and which.
    run : (int, uint64 array)
        How many draws, and the state of the generator.
    """
    n_draws, state = run
    n, n_groups = null.chances.shape
    room = _Room(np.zeros(n, np.int32), np.zeros(n, np.int32), np.zeros(n_groups, np.int32))
    points, sums, first = np.cumsum(null.weight), _plain_sums(null, setup), setup.first
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
        reached += _reaches(room, n_touched, setup, target)
        _cleared(room, n_touched)
    return reached


@kernel
def _drawn(
    point: tuple[int, int],
    setup: Setup,
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
        if _reaches(room, n_touched, setup, target):
            over = _BY_OBSERVED * np.exp(theta[0] * first - mass[0] + mass[2])
            over += (_BY_GAIN - _BY_OBSERVED) * np.exp(theta[1] * second - mass[1] + mass[2])
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
        From ``ready``.
    plan : Plan
        From ``planned``.
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
    room = _Room(np.zeros(n, np.int32), np.zeros(n, np.int32), np.zeros(n_groups, np.int32))
    n_points = len(null.weight)
    sums = _Sums(np.zeros(n_points), np.zeros(n_points), np.zeros(n_points), np.zeros(n_points))
    share = np.full(n_points, float(tries.pilot))
    while True:
        for j in range(n_points):
            if share[j] > 0:
                _drawn((j, int(share[j])), setup, plan, target, (state, room, sums))
        found = _estimated(null.weight, sums)
        error = np.sqrt(found.variance) / found.p if found.p > 0 else np.inf
        enough = found.p > tries.refine_below or error <= tries.relative_error
        if found.draws >= tries.most or (enough and found.draws > tries.round):
            return found
        share = _allotted(null.weight, sums, tries.round)
