"""The tables of a reference, made of an area: counted, pooled, rounded, and only then computed with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from scipy import optimize

from famnet.analysis.concentration.composition import Composition
from famnet.analysis.concentration.people import N_STRATA
from famnet.analysis.concentration.rates import STRENGTH, Cube, fit_rates
from famnet.analysis.gate import GROUPS
from famnet.analysis.reference.limits import COUNT_BASE, SIZE_BASE, rounded, short
from famnet.analysis.reference.place_cells import class_cells, place_cells
from famnet.analysis.reference.reference import ALL, COLUMN_GROUPS, COLUMNS, REST
from famnet.analysis.reference.set_cells import Told, richness_cells, told_sets
from famnet.analysis.reference.strata_cells import LABELS, strata_cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from famnet.analysis.concentration.people import People

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]

__all__ = ["class_table", "frame_of", "rate_tables", "set_tables"]

#: Strata that can't be touched: what a child under twelve does is care (``roles.judge``), and who is
#: under eight in the middle of the period was under twelve throughout.
_NEVER: Final = {
    "JUS": tuple(s for s, label in enumerate(LABELS) if label.endswith((":0-3", ":4-7")))
}
_LEAST: Final = 1e-9


def frame_of(name: str, rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    """Return rows as the table of that name."""
    columns = COLUMNS[name]
    return pd.DataFrame(list(rows), columns=list(columns)).astype(columns)


def rate_tables(people: People) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rates per cell of ages and sexes, and the multipliers per cell of neighbourhoods.

    Parameters
    ----------
    people : People
        Everybody in the area.

    Notes
    -----
    Fitted as the scan fits them (``rates.fit_rates``), on pooled cells and rounded counts: first what an
    area does in all, then each scan group beside that. The multiplier of a group stands beside the one
    of "any" (``Reference.rates_of`` multiplies them), so that a neighbourhood too small to be told in a
    group still has what it does in all. A group with too little to tell is in neither.
    """
    cell = people.stratum.astype(np.int64) * len(people.up) + people.area
    shape = (N_STRATA, len(people.up))

    def table(column: Floats) -> Floats:
        added = np.bincount(cell, column, shape[0] * shape[1])
        return added.reshape(shape).astype(np.float64)

    time, heads = table(people.exposure), table(np.ones(len(cell)))
    touched = people.touched
    in_all = _of_group((time, heads, table(touched[:, -1])), people, COLUMN_GROUPS[-1])
    time *= in_all.multiplier
    found = [
        _of_group((time, heads, table(touched[:, d])), people, group)
        for d, group in enumerate(COLUMN_GROUPS[:-1])
    ]
    found.append(in_all)
    rates = frame_of("rates", [row for one in found for row in one.rates])
    return rates, frame_of("areas", [row for one in found for row in one.areas])


@dataclass(frozen=True, slots=True)
class _Fitted:
    """Rows of a scan group, and the multiplier of each neighbourhood as told."""

    rates: list[tuple[Any, ...]]
    areas: list[tuple[Any, ...]]
    multiplier: Floats


def _of_group(told: tuple[Floats, Floats, Floats], people: People, group: str) -> _Fitted:
    time, heads, touched = told
    never = list(_NEVER.get(group, ()))
    held = np.ones(N_STRATA, bool)
    held[never] = False
    cells = strata_cells(heads.sum(axis=1), touched.sum(axis=1), never)
    places = place_cells(heads[held].sum(axis=0), touched[held].sum(axis=0), people.up)
    if not cells or (places == -2).any():
        return _Fitted([], [], np.ones(len(people.up)))
    names, at = np.unique(places, return_inverse=True)
    by_cell = [
        np.stack([_summed(table[list(cell)].sum(axis=0), at) for cell in cells])
        for table in (time, heads, touched)
    ]
    seen = [_rounded(by_cell[2].sum(axis=axis), COUNT_BASE) for axis in (1, 0)]
    # The fit needs the sums over either side only: any table with these sums will do.
    made = np.outer(seen[0], seen[1]) / seen[1].sum()
    towns = _towns(names, people.up)
    fitted = fit_rates(Cube(by_cell[0], made[:, :, None]), (towns,))
    size = [_rounded(by_cell[1].sum(axis=axis), SIZE_BASE) for axis in (1, 0)]
    rates = [
        (group, "|".join(LABELS[s] for s in cell), size[0][i], seen[0][i], short(rate))
        for i, (cell, rate) in enumerate(zip(cells, fitted.rate[:, 0].tolist(), strict=True))
    ]
    multiplier = np.array([short(value) for value in fitted.multiplier[:, 0].tolist()])
    areas = [
        (group, *_name(int(name), people), size[1][i], seen[1][i], value)
        for i, (name, value) in enumerate(zip(names, multiplier.tolist(), strict=True))
    ]
    return _Fitted(rates, areas, multiplier[at.reshape(-1)])


def _summed(column: Floats, at: npt.NDArray[np.intp]) -> Floats:
    return np.bincount(at.reshape(-1), column).astype(np.float64)


def _rounded(numbers: Floats, base: int) -> Floats:
    return np.array([rounded(number, base) for number in numbers.tolist()], np.float64)


def _towns(names: Codes, up: Codes) -> Codes:
    """Return the municipality of each cell of neighbourhoods, numbered anew; the rest is its own."""
    n = len(up)
    town = [(-1 if c < 0 else int(up[c]) if c < n else c - n) for c in names.tolist()]
    return np.unique(town, return_inverse=True)[1].reshape(-1).astype(np.int32)


def _name(cell: int, people: People) -> tuple[str, str]:
    if cell < 0:
        return REST, REST
    if cell < len(people.up):
        return people.places[cell]
    first = int(np.flatnonzero(people.up == cell - len(people.up))[0])
    return people.places[first][0], REST


def class_table(people: People, intensity: Floats, left_out: Sequence[str]) -> pd.DataFrame:
    """Return per kind of household how many were touched, and the scale that makes that expected.

    Parameters
    ----------
    people : People
        Everybody in the area.
    intensity : float64 array
        Unit, group and last any: from the rates and multipliers that are told.
    left_out : sequence of str
        Groups with too little to tell.

    Notes
    -----
    As ``rates.rescaled``, per pooled cell and from rounded counts.
    """
    n = len(Composition)
    heads = np.bincount(people.classes, minlength=n).astype(np.float64)
    seen = people.touched_units()
    rows: list[tuple[Any, ...]] = []
    for d, group in enumerate(COLUMN_GROUPS):
        by_class = np.bincount(people.classes, seen[:, d], n).astype(np.float64)
        cells = class_cells(heads, by_class)
        if group in left_out or (cells == -2).any():
            continue
        numbers = [c for c in np.unique(cells).tolist() if heads[cells == c].sum() > 0]
        told = [float(rounded(by_class[cells == c].sum(), COUNT_BASE)) for c in numbers]
        column = intensity[:, d]
        overall = _scale(column, sum(told))
        for c, touched in zip(numbers, told, strict=True):
            own = np.flatnonzero(cells == c)
            mine = column[np.isin(people.classes, own)]
            expected = float(-np.expm1(-mine * overall).sum())
            aim = expected * (touched + STRENGTH) / (expected + STRENGTH)
            kinds = "|".join(Composition(int(k)).name.lower() for k in own)
            size = rounded(float(heads[own].sum()), SIZE_BASE)
            rows.append((group, kinds, size, int(touched), short(_scale(mine, aim))))
    return frame_of("classes", rows)


def _scale(intensity: Floats, aim: float) -> float:
    """Return the scale at which the expected number touched is the one aimed at."""
    held = intensity[intensity > _LEAST]
    if not len(held) or aim <= 0:
        return 0.0
    aim = min(aim, 0.98 * len(held))

    def short_of(log_scale: float) -> float:
        return float(-np.expm1(-held * np.exp(log_scale)).sum()) - aim

    return float(np.exp(optimize.brentq(short_of, -20.0, 20.0)))


def set_tables(
    people: People, totals: Floats, left_out: Sequence[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return which sets of groups come together, and how many households show so many groups.

    Parameters
    ----------
    people : People
        Everybody in the area.
    totals : float64 array
        Kind of household and last all, group and last any: what is told of them, NaN where nothing.
    left_out : sequence of str
        Groups with too little to tell.
    """
    n, n_sets = len(Composition), 1 << len(GROUPS)
    keep = sum(1 << d for d, group in enumerate(GROUPS) if group not in left_out)
    cell = people.classes.astype(np.int64) * n_sets + (people.masks & keep)
    counts = np.bincount(cell, minlength=n * n_sets).reshape(n, n_sets).astype(np.float64)
    counts[:, 0] = 0
    counts = np.concatenate([counts, counts.sum(axis=0, keepdims=True)])
    sizes = np.bitwise_count(np.arange(n_sets))
    by_size = np.bincount(sizes, counts[-1])[1:].astype(np.float64)
    richness = richness_cells(by_size)
    # What is left of a total is judged by the true numbers.
    true = np.where(np.isnan(totals), np.nan, _true_totals(counts))
    listed = told_sets(Told(counts, true, richness))
    kinds = [*(kind.name.lower() for kind in Composition), ALL]
    rows = [
        (
            kinds[r],
            "|".join(group for d, group in enumerate(GROUPS) if s >> d & 1),
            rounded(counts[r, s], COUNT_BASE),
        )
        for r, s in np.argwhere(listed).tolist()
    ]
    told = [(start, rounded(held, COUNT_BASE)) for start, held in richness]
    return frame_of("profiles", rows), frame_of("richness", told)


def _true_totals(counts: Floats) -> Floats:
    sets = np.arange(counts.shape[1])
    columns = [counts[:, (sets >> d & 1).astype(bool)].sum(axis=1) for d in range(len(GROUPS))]
    return np.stack([*columns, counts[:, sets > 0].sum(axis=1)], axis=1)
