"""The background: what is expected of every unit, and how far families resemble each other anyway."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.composition import Composition
from famnet.analysis.concentration.frailty import Curve, FittedFrailty, fit_frailty
from famnet.analysis.concentration.people import N_STRATA
from famnet.analysis.concentration.profile import Profiles, class_profiles, event_intensities
from famnet.analysis.concentration.rates import (
    build_cube,
    class_rows,
    fit_rates,
    intensity_in,
    rescaled_in,
)
from famnet.analysis.concentration.resemblance import (
    RICH,
    pairs_curve,
    pairs_seen,
    rich_shares,
    size_bins,
)
from famnet.analysis.concentration.sampler import SecondNull, WindowNull
from famnet.analysis.concentration.second_persons import (
    SecondPersons,
    fit_second_persons,
    pair_shares,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from famnet.analysis.concentration.people import People
    from famnet.analysis.concentration.rates import Rates
    from famnet.analysis.families import Windows

    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]

__all__ = ["Background", "fit_background", "refitted", "window_null", "window_nulls"]

#: A chance is kept below this: an intensity must stay finite.
_MOST_CHANCE: Final = 0.95
#: Windows of which the households are raked together: bounds the memory.
_AT_ONCE: Final = 4000
#: Log likelihood of two standard errors.
_ERRORS: Final = 2.0
#: Households drawn to stand for all in what a frailty does.
_STAND_FOR_ALL: Final = 60


@dataclass(frozen=True, slots=True, repr=False)
class Background:
    """What a window is compared with.

    Parameters
    ----------
    people : People
        What it was fitted to.
    rates : Rates
        Per stratum and area.
    chances : float64 array
        Unit, scan group: chance to be touched.
    any_chance : float64 array
        Per unit: in any group.
    profiles : Profiles
        Per class of households.
    frailty : FittedFrailty
        Per bin of window size.
    curve : Curve or None
        What a frailty does to households like these; none without windows.
    shares : float64 array
        Unit, scan group: room for a second person (``second_persons.pair_shares``).
    second : SecondPersons
        How often a second person is touched.
    """

    people: People
    rates: Rates
    chances: Floats
    any_chance: Floats
    profiles: Profiles
    frailty: FittedFrailty
    curve: Curve | None
    shares: Floats
    second: SecondPersons

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Background: {len(self.any_chance)} units, beta {self.frailty.beta:.3f}>"


def fit_background(people: People, windows: Windows, *, national: bool = False) -> Background:
    """Fit rates, profiles and a first frailty, without richness, to an area.

    Parameters
    ----------
    people : People
        Everybody in the area.
    windows : Windows
        Its family windows.
    national : bool
        Leave out how much each area reports.
    """
    shape = (N_STRATA, len(people.up))
    cube = build_cube(people.stratum, people.area, people.exposure, people.marks, shape)
    rates = fit_rates(cube, (people.up,))
    rates = rates.national() if national else rates
    chances, any_chance = _chances(rates, people)
    shares = pair_shares(rates, people)
    profiles = class_profiles(people.masks, people.classes, len(Composition), chances.shape[1])
    found = Background(
        people=people,
        rates=rates,
        chances=chances,
        any_chance=any_chance,
        profiles=profiles,
        frailty=FittedFrailty((), 0.0),
        curve=None,
        shares=shares,
        second=fit_second_persons(people, shares, np.zeros(len(people.masks), bool)),
    )
    if len(windows):
        found = replace(found, curve=_curve(found, windows))
    return _without_richness(found, windows)


def _chances(rates: Rates, people: People) -> tuple[Floats, Floats]:
    """Return the chance that each unit is touched, per scan group and in any."""
    n_units, n_groups = len(people.masks), rates.rate.shape[1] - 1
    persons, rows = (people.unit, people.stratum, people.area), class_rows(people.classes)
    chances, any_chance = np.empty((n_units, n_groups)), np.empty(0)
    for d in range(n_groups + 1):
        intensity = intensity_in(rates, persons, people.exposure, (n_units, d))
        one = np.minimum(rescaled_in(intensity, people.touched_in(d), rows), _MOST_CHANCE)
        if d < n_groups:
            chances[:, d] = one
        else:
            any_chance = one
    return chances, any_chance


def _curve(found: Background, windows: Windows) -> Curve:
    """Return what a frailty does, of households drawn as often as they stand in windows."""
    # A fixed seed: the fit is the same each time.
    units = np.random.default_rng(0).choice(windows.units, _STAND_FOR_ALL)
    classes = found.people.classes[units]
    return pairs_curve(found.profiles, classes, found.chances[units], found.any_chance[units])


def refitted(found: Background, windows: Windows, suspect: Bools) -> Background:
    """Fit the frailty and second persons again, without windows that look like a finding themselves.

    Parameters
    ----------
    found : Background
        A background.
    windows : Windows
        Its family windows.
    suspect : bool array
        Per window: left out.

    Notes
    -----
    Richness, which makes the tail, is known worst: one delivery leaves open anything from none to
    twice what it is. So it is taken two standard errors above its best value (after Berger & Boos 1994,
    JASA 89:1012: p at the far end of what the data leaves open for what one isn't after); a pair of
    households is counted as often as it stands in windows, and the error allows for that.
    """
    seen, expected = _pairs(found, windows, suspect)
    repeats = len(windows.units) / max(len(np.unique(windows.units)), 1)
    left_out = np.zeros(len(found.people.masks), bool)
    left_out[windows.units[np.repeat(suspect, windows.n_households)]] = True
    return replace(
        found,
        frailty=fit_frailty(seen, expected, found.curve, _ERRORS * repeats),
        second=fit_second_persons(found.people, found.shares, left_out),
    )


def _without_richness(found: Background, windows: Windows) -> Background:
    """Fit the frailty to pairs touched at all: what is planted hardly shows in those."""
    seen, expected = _pairs(found, windows, np.zeros(len(windows), bool))
    curve = found.curve
    if curve is not None:
        curve = Curve(curve.variance, curve.beta[:1], curve.log_ratio[:, :1, :1])
    return replace(found, frailty=fit_frailty(seen[:, :1], expected[:, :1], curve))


def _pairs(found: Background, windows: Windows, suspect: Bools) -> tuple[Floats, Floats]:
    bins = np.where(suspect, -1, size_bins(windows.n_households)).astype(np.int32)
    sizes = np.bitwise_count(found.people.masks).astype(np.int32)
    rich = (sizes[:, None] >= np.array(RICH)).astype(np.float64)
    shares = rich_shares(sizes, found.chances.sum(axis=1))
    return pairs_seen((windows.indptr, windows.units), rich, shares, bins)


def window_null(found: Background, windows: Windows, index: int) -> WindowNull:
    """Return what is expected of one window.

    Parameters
    ----------
    found : Background
        What it is compared with.
    windows : Windows
        The family windows.
    index : int
        Which.
    """
    ((_, null),) = window_nulls(found, windows, np.array([index]))
    return null


def window_nulls(
    found: Background, windows: Windows, which: Longs
) -> Iterator[tuple[int, WindowNull]]:
    """Return what is expected of some windows, in an order that saves work.

    Parameters
    ----------
    found : Background
        What they are compared with.
    windows : Windows
        The family windows.
    which : int64 array
        Which of them.

    Yields
    ------
    (int, WindowNull)
        Which window, and what is expected of it.

    Notes
    -----
    Windows of one size share a frailty, and near ones share households: those are raked once.
    O(distinct households x sets) and memory for those of a few thousand windows at a time.
    """
    size = size_bins(windows.n_households[which])
    order = np.lexsort((windows.units[windows.indptr[which]], size))
    for start in range(0, len(order), _AT_ONCE):
        some = order[start : start + _AT_ONCE]
        for one in np.unique(size[some]).tolist():
            yield from _of_size(found, windows, which[some[size[some] == one]], one)


def _of_size(
    found: Background, windows: Windows, which: Longs, size_bin: int
) -> Iterator[tuple[int, WindowNull]]:
    people = found.people
    grid = found.frailty.grid(size_bin, found.chances.shape[1])
    mine = [windows.units_of(i) for i in which.tolist()]
    units, place = np.unique(np.concatenate(mine), return_inverse=True)
    chances = found.chances[units]
    events = event_intensities(
        found.profiles, people.classes[units], chances, found.any_chance[units], grid
    )
    masks, last, more = people.masks[units], 0, found.second.factors(grid)
    seconds, shares = people.second[units], found.shares[units]
    for i, own in zip(which.tolist(), mine, strict=True):
        at = place[last : last + len(own)]
        last += len(own)
        second = SecondNull(seconds[at], shares[at], more)
        name = str(windows.window_id[i])
        yield i, WindowNull(name, events[at], chances[at], masks[at], grid, second)
