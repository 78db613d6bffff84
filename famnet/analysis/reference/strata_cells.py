"""Age bands and sexes pooled until every cell may be told."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from famnet.analysis.concentration.people import N_STRATA
from famnet.analysis.concentration.rates import AGE_BANDS
from famnet.analysis.reference.limits import enough

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Cells = tuple[tuple[int, ...], ...]

__all__ = ["LABELS", "strata_cells"]

_SEXES: Final = ("male", "female", "unknown")
_AGES: Final = (
    "unknown",
    *(f"{low}-{high - 1}" for low, high in pairwise(AGE_BANDS)),
    f"{AGE_BANDS[-1]}+",
)
#: What each stratum is called, in their order (``rates.strata``).
LABELS: Final = tuple(f"{sex}:{ages}" for ages in _AGES for sex in _SEXES)


def strata_cells(people: Floats, touched: Floats, never: Sequence[int] = ()) -> Cells:
    """Pool strata into cells that may be told.

    Parameters
    ----------
    people, touched : float64 array
        Per stratum.
    never : sequence of int
        Strata that can't be touched by rule; they stand in no cell.

    Returns
    -------
    tuple of tuple of int
        Strata of each cell; together all that hold anybody. Empty where not even all together may be
        told.

    Notes
    -----
    Per sex, age bands are joined with the neighbour that shows least until each is enough. A sex that
    isn't enough by itself, and unknown ages, are one cell; where that isn't enough, part of the largest.
    """
    held = [s for s in range(N_STRATA) if people[s] > 0 and s not in never]
    cells: list[tuple[int, ...]] = []
    for sex in range(len(_SEXES)):
        of_sex: Cells = tuple((s,) for s in held if s % len(_SEXES) == sex and s >= len(_SEXES))
        cells += _joined(of_sex, people, touched)
    if not cells:
        by_band = dict.fromkeys(s // len(_SEXES) for s in held if s >= len(_SEXES))
        bands = tuple(tuple(s for s in held if s // len(_SEXES) == band) for band in by_band)
        cells = _joined(bands, people, touched)
    placed = {s for cell in cells for s in cell}
    rest = tuple(s for s in held if s not in placed)
    if rest and (not cells or _ok(rest, people, touched)):
        cells.append(rest)
    elif rest:
        largest = max(range(len(cells)), key=lambda i: float(people[list(cells[i])].sum()))
        cells[largest] = tuple(sorted(cells[largest] + rest))
    return tuple(cells) if all(_ok(cell, people, touched) for cell in cells) else ()


def _ok(cell: tuple[int, ...], people: Floats, touched: Floats) -> bool:
    which = list(cell)
    return enough(float(people[which].sum()), float(touched[which].sum()))


def _joined(cells: Cells, people: Floats, touched: Floats) -> list[tuple[int, ...]]:
    """Join neighbours until each is enough; nothing where not even all together are."""
    out = list(cells)
    shown = [float(touched[list(cell)].sum()) for cell in out]
    while True:
        small = [i for i, cell in enumerate(out) if not _ok(cell, people, touched)]
        if not small:
            return out
        if len(out) <= 1:
            return []
        at = min(small, key=lambda i: (shown[i], i))
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(out)]
        other = min(beside, key=lambda i: (shown[i], i))
        low, high = min(at, other), max(at, other)
        out[low : high + 1] = [out[low] + out[high]]
        shown[low : high + 1] = [shown[low] + shown[high]]
