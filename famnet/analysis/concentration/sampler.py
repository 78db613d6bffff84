"""p of a window by importance sampling: draws per point of the frailty, refined."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from scipy import special

from famnet.analysis.concentration.draw_kernels import screened
from famnet.analysis.concentration.draw_rounds import Drawn, Tries, sampled
from famnet.analysis.concentration.raised_kernels import raised
from famnet.analysis.concentration.scan_kernels import statistics, worth_table
from famnet.analysis.concentration.setup_kernels import Null, ready
from famnet.analysis.concentration.tilt_kernels import tilted
from famnet.analysis.concentration.weight import GROUPS_ALONE, SCAN, weighing_by

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    from famnet.analysis.concentration.frailty import Grid
    from famnet.analysis.concentration.scan_kernels import Asked, Weighing

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = [
    "Effort", "Estimate", "SecondNull", "WindowNull", "p_value", "p_values", "seed_of", "value_of",
]  # fmt: skip

#: One-sided confidence of ``p_upper``.
_CONFIDENCE: Final = 0.95
#: What rounding may take from a statistic that is exactly reached.
_SLACK: Final = 1e-9
#: Windows handed to the threads together.
_AT_ONCE: Final = 256
#: Plain draws settle that a window is nothing special only where p is so many times what is refined.
_FAR_ABOVE: Final = 10.0


class SecondNull(NamedTuple):
    """Second persons of a window, and what is expected of them.

    Parameters
    ----------
    masks : int32 array
        Per household the groups in which a second person was touched, as bits.
    odds : float64 array
        Household, group: odds of that where the household is touched.
    more : float64 array
        Point of the frailty, number of groups touched: factor on the odds.
    """

    masks: Codes
    odds: Floats
    more: Floats


@dataclass(frozen=True, slots=True, repr=False)
class WindowNull:
    """A window and what is expected of it.

    Parameters
    ----------
    window_id : str
        Seeds the draws.
    events : float64 array
        Household, set: intensities of events (``profile.event_intensities``).
    chances : float64 array
        Household, group: chance to be touched.
    masks : int32 array
        Per household the groups it was touched in, as bits.
    grid : Grid
        The frailty its households share.
    second : SecondNull, optional
        Second persons; without it only households count.
    """

    window_id: str
    events: Floats
    chances: Floats
    masks: Codes
    grid: Grid
    second: SecondNull | None = None

    def __repr__(self) -> str:
        """Show sizes only."""
        return f"<WindowNull {self.window_id}: {len(self.masks)} households>"


@dataclass(frozen=True, slots=True)
class Effort:
    """How hard to try.

    Parameters
    ----------
    screen : int
        Plain draws first.
    settled : int
        So many of them that reach settle that a window is nothing special.
    pilot : int
        Draws at each point of the grid before anything is known.
    round : int
        Draws per round after that.
    most : int
        Draws at most.
    refine_below : float
        A p above this isn't refined.
    relative_error : float
        Refined until the relative standard error is at most this.
    """

    screen: int = 400
    settled: int = 12
    pilot: int = 100
    round: int = 2000
    most: int = 40_000
    refine_below: float = 3e-3
    relative_error: float = 0.10


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimated p.

    Parameters
    ----------
    p : float
        Unbiased but for the allotment of draws; never shown without the rest.
    p_upper : float
        Upper 95 % limit; above zero always.
    rel_se : float
        Relative standard error of ``p``; infinite where nothing reached.
    ess : float
        Effective number of draws that reached.
    draws : int
        Draws made.
    """

    p: float
    p_upper: float
    rel_se: float
    ess: float
    draws: int


def seed_of(window_id: str, run_seed: int = 0) -> int:
    """Return the seed of a window: the same whatever else is looked at, and in what order.

    Parameters
    ----------
    window_id : str
        Its id.
    run_seed : int
        Seed of the run.
    """
    digest = hashlib.blake2b(f"{run_seed}:{window_id}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little")


def value_of(window: WindowNull, asked: Asked = SCAN) -> float:
    """Return the statistic that a window shows.

    Parameters
    ----------
    window : WindowNull
        The window.
    asked : Asked
        Which statistic.
    """
    n = len(window.masks)
    windows = np.array([0, n], np.int64), np.zeros(1, np.int32)
    seen = window.masks, _second(window).masks
    chances = np.ascontiguousarray(window.chances)
    return float(statistics(windows, seen, chances, _weighing(window, asked), asked)[0])


def _weighing(window: WindowNull, asked: Asked) -> Weighing:
    return weighing_by([window.grid]) if asked.half_best else GROUPS_ALONE


def _second(window: WindowNull) -> SecondNull:
    if window.second is not None:
        return window.second
    nobody = np.zeros_like(window.masks)
    return SecondNull(nobody, np.zeros_like(window.chances), np.ones_like(window.grid.factor))


def p_value(
    window: WindowNull,
    *,
    asked: Asked = SCAN,
    at_least: float | None = None,
    effort: Effort | None = None,
    run_seed: int = 0,
) -> Estimate:
    """Estimate how often a comparable window without anything special shows as much.

    Parameters
    ----------
    window : WindowNull
        The window.
    asked : Asked
        Which statistic.
    at_least : float, optional
        The value to reach; that of the window itself when left out.
    effort : Effort, optional
        How hard to try.
    run_seed : int
        Seed of the run.

    Returns
    -------
    Estimate
        One without error where the value is zero: everything reaches that.

    Notes
    -----
    Plain draws first; where enough of them reach, that is the answer. Else methods.md sections 2.4
    and 2.13: one stratum per point of the frailty; in each, draws tilted towards what was seen,
    draws with a few groups raised whichever these are, and plain ones, weighed by the balance
    heuristic, allotted by what each stratum adds to the error.
    ``p_upper`` is the gamma limit for a weighted sum of Poisson counts (Fay & Feuer 1997, Statistics
    in Medicine 16:791), which holds where few or no draws reach.
    """
    goal = value_of(window, asked) if at_least is None else at_least
    if goal <= 0:
        return Estimate(1.0, 1.0, 0.0, np.inf, 0)
    return _sampled(window, (goal * (1 - _SLACK), asked), effort or Effort(), run_seed)


def _sampled(
    window: WindowNull, target: tuple[float, Asked], tried: Effort, run_seed: int
) -> Estimate:
    grid, second = window.grid, _second(window)
    chances = np.ascontiguousarray(window.chances)
    null = Null(window.events, chances, grid.weight, grid.factor, second.odds, second.more)
    setup = ready(null, worth_table(chances, _weighing(window, target[1])))
    state = np.array([seed_of(window.window_id, run_seed)], np.uint64)
    if tried.screen:
        reached = screened(null, setup, target, (tried.screen, state))
        p = reached / tried.screen
        if reached >= tried.settled and p > _FAR_ABOVE * tried.refine_below:
            return _estimate(Drawn(p, p / tried.screen, 1 / tried.screen, tried.screen))
    groups = np.arange(chances.shape[1])
    counts = (window.masks[:, None] >> groups & 1).sum(axis=0)
    counts = counts + (second.masks[:, None] >> groups & 1).sum(axis=0) / 2
    given = null, setup, tilted(null, setup, counts, target[1]), raised(null, setup, *target)
    tries = Tries(tried.pilot, tried.round, tried.most, tried.refine_below, tried.relative_error)
    return _estimate(sampled(given, target, tries, state))


def _estimate(drawn: Drawn) -> Estimate:
    p, variance = drawn.p, drawn.variance
    high, spread = p + drawn.largest, variance + drawn.largest**2
    upper = spread / high * special.gammaincinv(high**2 / spread, _CONFIDENCE)
    if p <= 0:
        return Estimate(0.0, min(1.0, float(upper)), np.inf, 0.0, drawn.draws)
    error = float(np.sqrt(variance)) / p
    return Estimate(min(p, 1.0), min(1.0, float(upper)), error, p**2 / variance, drawn.draws)


def p_values(
    windows: Iterable[WindowNull],
    *,
    effort: Effort | None = None,
    run_seed: int = 0,
    threads: int = 1,
) -> list[Estimate]:
    """Estimate the p of many windows.

    Parameters
    ----------
    windows : iterable of WindowNull
        The windows, in any order.
    effort : Effort, optional
        How hard to try.
    run_seed : int
        Seed of the run.
    threads : int
        How many work at it; the kernels let go of the interpreter's lock.

    Returns
    -------
    list of Estimate
        In the order of the windows; each the same whatever the order and the number of threads.
    """

    def one(window: WindowNull) -> Estimate:
        return p_value(window, effort=effort, run_seed=run_seed)

    if threads == 1:
        return [one(window) for window in windows]
    waiting = iter(windows)
    out: list[Estimate] = []
    with ThreadPoolExecutor(threads) as pool:
        # A pool takes all its work in at once, and a window's table is large.
        while some := list(islice(waiting, _AT_ONCE)):
            out += pool.map(one, some)
    return out
