"""Expected values: rates by age and sex, and how much each area reports, from a small cube.

The cube holds person-time and touches per stratum and area; no person is in it. From it come the
rate of each stratum and domain and the multiplier of each area and domain, shrunk towards the larger
area it lies in. Of several columns the last stands for "touched in any domain".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import optimize, special

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from famnet.analysis.concentration.marks import Marks

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    Bools = npt.NDArray[np.bool_]
    Longs = npt.NDArray[np.int64]

__all__ = [
    "AGE_BANDS", "STRENGTH", "Cube", "Rates", "build_cube", "class_rows", "fit_rates",
    "intensities", "intensity_in", "rescaled", "rescaled_in", "strata", "strength_of",
]  # fmt: skip

#: First age of each band; a band before the first is for an unknown age.
AGE_BANDS: Final = (0, 4, 8, 12, 15, 18, 21, 25, 30, 40, 50, 65, 80)
#: Touches that an area's own figure must outweigh, where there are too few areas to estimate it.
STRENGTH: Final = 15.0

_SEXES: Final = 3
_FEW_AREAS: Final = 10
_SWEEPS: Final = 30
#: Part of a class that can be expected to be touched at most.
_MOST_TOUCHED: Final = 0.98


@dataclass(frozen=True, slots=True, repr=False)
class Cube:
    """Person-time and touches.

    Parameters
    ----------
    time : float64 array
        Stratum, area: person-time in the period, in parts of the period.
    touched : float64 array
        Stratum, area, domain: persons touched.
    """

    time: Floats
    touched: Floats

    def __repr__(self) -> str:
        """Show sizes only."""
        return f"<Cube: {self.time.shape[0]} strata, {self.time.shape[1]} areas>"


@dataclass(frozen=True, slots=True, repr=False)
class Rates:
    """Rates and multipliers.

    Parameters
    ----------
    rate : float64 array
        Stratum, domain: touches per person over the whole period.
    multiplier : float64 array
        Area, domain: how much more or less is reported there.
    strength : tuple of float64 arrays
        Per level from the largest areas down, per domain: touches an area's own figure must outweigh.
    """

    rate: Floats
    multiplier: Floats
    strength: tuple[Floats, ...]

    def __repr__(self) -> str:
        """Show sizes only."""
        return f"<Rates: {self.rate.shape[0]} strata, {self.multiplier.shape[0]} areas>"

    def national(self) -> Rates:
        """Return the same rates without multipliers: the national baseline.

        Notes
        -----
        To be rescaled per class afterwards as any other, so that totals agree.
        """
        return Rates(self.rate, np.ones_like(self.multiplier), self.strength)


def strata(age: Codes, sex: Codes) -> Codes:
    """Return the stratum of persons.

    Parameters
    ----------
    age : int32 array
        Completed years in the middle of the period; negative where unknown.
    sex : int32 array
        0 and 1, or 2 for another or unknown.

    >>> strata(np.array([-1, 0, 90], np.int32), np.array([0, 1, 2], np.int32)).tolist()
    [0, 4, 41]
    """
    band = np.searchsorted(np.array(AGE_BANDS), age, side="right")
    return (band * _SEXES + sex).astype(np.int32)


def build_cube(
    stratum: Codes, area: Codes, exposure: Floats, marks: Marks, shape: tuple[int, int]
) -> Cube:
    """Add persons up per stratum and area.

    Parameters
    ----------
    stratum, area : int32 array
        Per person.
    exposure : float64 array
        Per person the part of the period in which something could be seen, 0 to 1.
    marks : Marks
        Who was touched.
    shape : (int, int)
        Number of strata and of areas.
    """
    cell = stratum.astype(np.int64) * shape[1] + area
    n_cells = shape[0] * shape[1]
    time = np.bincount(cell, exposure, n_cells).reshape(shape).astype(np.float64)
    some = cell[marks.rows]
    columns = [np.bincount(some, column, n_cells).reshape(shape) for column in marks.parts.T]
    return Cube(time, np.stack(columns, axis=2))


def fit_rates(cube: Cube, up: Sequence[Codes] = (), strength: float | None = None) -> Rates:
    """Fit rates and multipliers by turns.

    Parameters
    ----------
    cube : Cube
        Person-time and touches.
    up : sequence of int32 arrays
        For each area its district, for each district its municipality, and so on.
    strength : float, optional
        Touches that an area's own figure must outweigh; estimated per level and domain when left out.

    Returns
    -------
    Rates
        Expected touches add up to those seen, per stratum.

    Notes
    -----
    Gamma-Poisson: an area's multiplier is that of the larger area times ``(O + c) / (E + c)``, with E
    what the larger area's multiplier expects; ``c`` by marginal likelihood (``strength_of``) from ten
    areas on, else 15. First so for the last column, "touched in any domain"; the others then lean on
    the larger area's figure times what the area does in all. Who reports more mostly does so in every
    domain, and rare domains shrunk each by itself left a tenth of that uncorrected (expected touches
    in areas that report two to three times as much: 3 to 13 % too few). Methods.md section 2.4;
    Clayton & Kaldor (1987), Biometrics 43:671. O(cells x domains) per turn.
    """
    seen = cube.touched.sum(axis=1)
    rate = seen / np.maximum(cube.time.sum(axis=1), 1e-12)[:, None]
    multiplier = np.ones(cube.touched.shape[1:])
    chosen = None if strength is None else _same(strength, len(up) + 1, cube.touched.shape[2])
    strengths: tuple[Floats, ...] = chosen or _same(STRENGTH, len(up) + 1, cube.touched.shape[2])
    for turn in range(_SWEEPS):
        if chosen is None and turn in (_SWEEPS // 3, 2 * _SWEEPS // 3):
            strengths = _multipliers(cube, rate, up, None)[1]
        multiplier, _ = _multipliers(cube, rate, up, strengths)
        rate = seen / np.maximum(cube.time @ multiplier, 1e-12)
    return Rates(rate, multiplier, strengths)


def _same(strength: float, levels: int, n_domains: int) -> tuple[Floats, ...]:
    return tuple(np.full(n_domains, strength) for _ in range(levels))


def _multipliers(
    cube: Cube, rate: Floats, up: Sequence[Codes], strengths: tuple[Floats, ...] | None
) -> tuple[Floats, tuple[Floats, ...]]:
    """Return the multiplier of each area, from the largest level down, and the strengths used."""
    levels = [(cube.touched.sum(axis=0), cube.time.T @ rate)]
    for to in up:
        levels.append(tuple(_added(table, to) for table in levels[-1]))  # type: ignore[arg-type]
    parent = np.ones((len(levels[-1][0]), rate.shape[1]))
    used: list[Floats] = []
    for depth, (seen, expected) in enumerate(reversed(levels)):
        given = strengths[depth] if strengths else None
        last, c = _shrunk(
            seen[:, -1], expected[:, -1] * parent[:, -1], None if given is None else given[-1]
        )
        parent = parent * last[:, None]
        # The others, beside what the area does in all.
        base = expected[:, :-1] * parent[:, :-1]
        found = np.append(_strengths(seen[:, :-1], base) if given is None else given[:-1], c)
        parent[:, :-1] *= (seen[:, :-1] + found[:-1]) / (base + found[:-1])
        used.append(found)
        if depth < len(up):
            parent = parent[up[len(up) - 1 - depth]]
    return parent, tuple(used)


def _shrunk(seen: Floats, expected: Floats, strength: float | None) -> tuple[Floats, float]:
    c = strength_of(seen, expected) if strength is None else strength
    return (seen + c) / (expected + c), c


def _added(table: Floats, to: Codes) -> Floats:
    out = np.zeros((int(to.max()) + 1, table.shape[1]))
    np.add.at(out, to, table)
    return out


def _strengths(seen: Floats, expected: Floats) -> Floats:
    pairs = zip(seen.T, expected.T, strict=True)
    return np.array([strength_of(*pair) for pair in pairs])


def strength_of(seen: Floats, expected: Floats) -> float:
    """Return the shape of the gamma that areas' multipliers follow, by marginal likelihood.

    Parameters
    ----------
    seen, expected : float64 array
        Touches per area.

    Returns
    -------
    float
        Between 1 and 10,000; 15 where fewer than ten areas have anything to go by.
    """
    held = expected > 0
    if held.sum() < _FEW_AREAS or seen.sum() == 0:
        return STRENGTH
    o, e = seen[held], expected[held]

    def loss(log_shape: float) -> float:
        c = np.exp(log_shape)
        terms = special.gammaln(o + c) - special.gammaln(c) - c * np.log1p(e / c)
        return -float((terms + o * np.log(e / (c + e))).sum())

    found = optimize.minimize_scalar(loss, bounds=(0.0, np.log(1e4)), method="bounded")
    return float(np.exp(found.x))


def intensities(
    rates: Rates, persons: tuple[Codes, Codes, Codes], exposure: Floats, n_units: int
) -> Floats:
    """Add up what is expected of the residents of each unit.

    Parameters
    ----------
    rates : Rates
        Rates and multipliers.
    persons : (int32 array, int32 array, int32 array)
        Per person the unit, the stratum and the area.
    exposure : float64 array
        Per person the part of the period in which something could be seen.
    n_units : int
        Number of units.

    Returns
    -------
    float64 array
        Unit, domain.
    """
    out = np.empty((n_units, rates.rate.shape[1]))
    for d in range(out.shape[1]):
        out[:, d] = intensity_in(rates, persons, exposure, (n_units, d))
    return out


def intensity_in(
    rates: Rates, persons: tuple[Codes, Codes, Codes], exposure: Floats, which: tuple[int, int]
) -> Floats:
    """Return the same for one domain: of a country each is a tenth of a gigabyte.

    Parameters
    ----------
    rates, persons, exposure
        As of ``intensities``.
    which : (int, int)
        Number of units; the domain.

    Returns
    -------
    float64 array
        Per unit.
    """
    (unit, stratum, area), (n_units, d) = persons, which
    each = rates.rate[stratum, d] * rates.multiplier[area, d] * exposure
    return np.bincount(unit, each, n_units).astype(np.float64, copy=False)


def rescaled(intensity: Floats, touched: Bools | Floats, classes: Codes) -> Floats:
    """Return the chance that each unit is touched, true on average in each class.

    Parameters
    ----------
    intensity : float64 array
        Unit, domain: from ``intensities``.
    touched : array
        Unit, domain: touched or not.
    classes : int32 array
        Class of each unit (``composition``).

    Returns
    -------
    float64 array
        Unit, domain: ``1 - exp(-scale intensity)``. The scale makes expected and seen agree over all
        units, and per class as far as the class is large: ``(O + 15) / (E + 15)``.
    """
    out = np.empty_like(intensity)
    rows = class_rows(classes)
    for d, column in enumerate(intensity.T):
        out[:, d] = rescaled_in(column, touched[:, d], rows)
    return out


def class_rows(classes: Codes) -> tuple[Longs, ...]:
    """Return the units of each class."""
    return tuple(np.flatnonzero(classes == c) for c in range(int(classes.max()) + 1))


def rescaled_in(
    intensity: Floats, touched: Bools | Floats | Codes, rows: tuple[Longs, ...]
) -> Floats:
    """Return the same for one domain.

    Parameters
    ----------
    intensity : float64 array
        Per unit.
    touched : array
        Per unit: touched or not.
    rows : tuple of int64 array
        The units of each class (``class_rows``).
    """
    seen, out = touched.astype(np.float64), np.empty_like(intensity)
    whole = -np.expm1(-intensity * _scale(intensity, float(seen.sum())))
    for which in rows:
        expected = float(whole[which].sum())
        aim = expected * (float(seen[which].sum()) + STRENGTH) / (expected + STRENGTH)
        out[which] = -np.expm1(-intensity[which] * _scale(intensity[which], aim))
    return out


def _scale(intensity: Floats, aim: float) -> float:
    """Return the scale at which the expected number touched is the one aimed at."""
    held = intensity[intensity > 0]
    aim = min(aim, _MOST_TOUCHED * len(held))
    if aim <= 0:
        return 0.0
    scale = aim / float(held.sum())
    # The sum is concave in the scale and this start lies below the root: Newton climbs to it.
    for _ in range(100):
        left = np.exp(-held * scale)
        step = float((aim - (1 - left).sum()) / (held * left).sum())
        scale += step
        if abs(step) < 1e-12 * scale:
            break
    return scale
