"""Draws of a window round by round: how many at which point of the frailty, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from famnet.analysis.concentration.draw_kernels import MOST_WEIGHT, Sums, drawn

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.raised_kernels import Raised
    from famnet.analysis.concentration.scan_kernels import Asked
    from famnet.analysis.concentration.setup_kernels import Null, Setup
    from famnet.analysis.concentration.tilt_kernels import Tilt

    Floats = npt.NDArray[np.float64]
    State = npt.NDArray[np.uint64]

__all__ = ["Drawn", "Tries", "sampled"]

#: Part of a round that is spread by the chance of the points alone.
_SPREAD: Final = 0.2
#: How much a point leans on its neighbours, up to two away.
_LEAN: Final = np.array([0.25, 0.5, 1.0, 0.5, 0.25])


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


def _allotted(weight: Floats, sums: Sums, n: int) -> Floats:
    """Allot a round by the error of each point and its neighbours, and some by its chance alone.

    By its own error alone (Neyman) a point that was unlucky at first would stay so, and p too low.
    """
    mean = sums.weight / sums.draws
    # Where nothing reached yet a draw as heavy as those at points beside it still may.
    large = np.convolve(sums.largest, _LEAN / _LEAN.sum())[2:-2]
    spread = weight * np.sqrt(np.maximum((sums.square + large**2) / sums.draws - mean * mean, 0.0))
    share = np.convolve(spread, _LEAN)[2:-2]
    whole = share.sum()
    own = (1 - _SPREAD) * share / whole + _SPREAD * weight if whole > 0 else weight
    # Ten draws hold each source in its part.
    return np.ceil(n * own / 10) * 10


def _estimated(weight: Floats, sums: Sums) -> Drawn:
    part = weight / sums.draws
    largest = float((part * sums.largest).max())
    if largest <= 0:
        # Nothing reached: one draw of the largest weight might have.
        largest = float((part * MOST_WEIGHT).max())
    variance = float((part * part * sums.square).sum())
    return Drawn(float(part @ sums.weight), variance, largest, int(sums.draws.sum()))


def _nothing(n: int) -> Sums:
    return Sums(np.zeros(n), np.zeros(n), np.zeros(n), np.zeros(n))


def _together(one: Sums, two: Sums) -> Sums:
    largest = np.maximum(one.largest, two.largest)
    return Sums(one.draws + two.draws, one.weight + two.weight, one.square + two.square, largest)


def _joined(rounds: list[Drawn]) -> Drawn:
    """Join rounds by how many draws each made."""
    draws = sum(one.draws for one in rounds)
    part = [one.draws / draws for one in rounds]
    p = sum(share * one.p for share, one in zip(part, rounds, strict=True))
    variance = sum(share**2 * one.variance for share, one in zip(part, rounds, strict=True))
    largest = max(share * one.largest for share, one in zip(part, rounds, strict=True))
    return Drawn(p, variance, largest, draws)


def sampled(
    given: tuple[Null, Setup, Tilt, Raised],
    target: tuple[float, Asked],
    tries: Tries,
    state: State,
) -> Drawn:
    """Estimate how often a window shows as much as one does.

    Parameters
    ----------
    given : (Null, Setup, Tilt, Raised)
        What is expected of it, made ready; how to draw.
    target : (float, Asked)
        The statistic to reach, above zero, and which.
    tries : Tries
        How hard to try.
    state : uint64 array
        The state of the generator.

    Notes
    -----
    Each point of the grid is a stratum with draws of its own, round by round where they lessen the
    error most. Each round gives a p of its own, and rounds are joined by the draws they were given
    beforehand. Adding up all draws at a point would make p too low, since a point that was unlucky
    gets few draws and stays so: by 7 % where the error is 22 %, against 3 % so.
    """
    weight = given[0].weight
    seen, rounds = _nothing(len(weight)), []
    share = np.full(len(weight), float(tries.pilot))
    while True:
        new = _nothing(len(weight))
        drawn(share, given, target, (state, new))
        seen = _together(seen, new)
        rounds.append(_estimated(weight, new))
        found = _joined(rounds)
        error = np.sqrt(found.variance) / found.p if found.p > 0 else np.inf
        enough = found.p > tries.refine_below or error <= tries.relative_error
        if found.draws >= tries.most or (enough and found.draws > tries.round):
            return found
        share = _allotted(weight, seen, tries.round)
