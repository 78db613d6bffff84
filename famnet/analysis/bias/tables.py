"""The rows of an audit, each with what is too small to be said left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.bias.groups import FIFTHS
from famnet.analysis.bias.small_cells import FEW, SMALLEST, hidden

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.bias.groups import Grouping

    Longs = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]
    Bools = npt.NDArray[np.bool_]

__all__ = [
    "DoseRow", "RatioRow", "SelectionRow", "ratio_row", "selection_rows", "withheld",
    "withheld_doses", "withheld_selection",
]  # fmt: skip

_Z: Final = 1.96


@dataclass(frozen=True, slots=True)
class SelectionRow:
    """How often a group is flagged, beside all of its kind.

    Parameters
    ----------
    attribute, group : str
        By what, and which.
    n : int or None
        How many there are; None where not shown.
    flagged, share, ratio : int or float or None
        How many lie in a family network that is flagged, their part, and that part over the part of
        all; None where not shown.
    raw_flagged, raw_ratio : int or float or None
        The same for the raw count of signals, which flags as many networks.
    null_ratio : float or None
        The ratio in permuted worlds together.
    hidden, raw_hidden : str
        Why a number isn't shown: ``few`` or ``shielded``.
    """

    attribute: str
    group: str
    n: int | None
    flagged: int | None
    share: float | None
    ratio: float | None
    raw_flagged: int | None
    raw_ratio: float | None
    null_ratio: float | None
    hidden: str
    raw_hidden: str


@dataclass(frozen=True, slots=True)
class RatioRow:
    """Where much is reported against where little is: networks flagged.

    Parameters
    ----------
    world : str
        ``real``, or ``permuted`` (all permuted worlds together).
    method : str
        ``scan``, ``national`` (without the neighbourhood correction) or ``raw`` (count of signals).
    low_flagged, high_flagged : int or None
        Networks flagged in the fifth of areas that reports least and most.
    ratio, ratio_low, ratio_high : float or None
        Part flagged where most is reported over part flagged where least is, with a 95 % interval.
    hidden : str
        Why it isn't shown.
    """

    world: str
    method: str
    low_flagged: int | None
    high_flagged: int | None
    ratio: float | None
    ratio_low: float | None
    ratio_high: float | None
    hidden: str


@dataclass(frozen=True, slots=True)
class DoseRow:
    """A part of the neighbourhood correction.

    Parameters
    ----------
    dose : float
        From 0 (none) to 1 (whole).
    real, permuted : RatioRow
        High over low in the area and in permuted worlds.
    same : float
        Part of the networks flagged with the whole correction that are flagged with this one.
    """

    dose: float
    real: RatioRow
    permuted: RatioRow
    same: float


def selection_rows(
    grouping: Grouping, counted: tuple[Longs, Longs, Longs, Longs]
) -> list[SelectionRow]:
    """Make the rows of one way of grouping.

    Parameters
    ----------
    grouping : Grouping
        The groups.
    counted : four int64 arrays
        Per group: how many; flagged; flagged by the raw count; flagged in all permuted worlds.
    """
    there = np.flatnonzero(counted[0] > 0)
    parts = [counts[there] for counts in counted]
    why_n = hidden(parts[0].tolist())
    why, raw_why = (_why(counts, parts[0], why_n) for counts in parts[1:3])
    ratio, raw_ratio, null_ratio = (_ratios(counts, parts[0]) for counts in parts[1:])
    rows = []
    for i, group in enumerate(there.tolist()):
        shown, raw_shown = not why[i], not raw_why[i]
        null_shown = not why_n[i] and parts[3][i] >= SMALLEST
        rows.append(
            SelectionRow(
                attribute=grouping.attribute,
                group=grouping.groups[group],
                n=None if why_n[i] else int(parts[0][i]),
                flagged=int(parts[1][i]) if shown else None,
                share=float(parts[1][i] / parts[0][i]) if shown else None,
                ratio=ratio[i] if shown else None,
                raw_flagged=int(parts[2][i]) if raw_shown else None,
                raw_ratio=raw_ratio[i] if raw_shown else None,
                null_ratio=null_ratio[i] if null_shown else None,
                hidden=why[i],
                raw_hidden=raw_why[i],
            )
        )
    return rows


def _why(counts: Longs, n: Longs, why_n: list[str]) -> list[str]:
    """Say which counts stay unsaid: small ones, those of a small group, and what gives them away."""
    if 0 < counts.sum() < SMALLEST:
        # The total itself is small.
        return [FEW] * len(counts)
    why = hidden(counts.tolist(), n.tolist())
    return [a or b for a, b in zip(why, why_n, strict=True)]


def _ratios(counts: Longs, n: Longs) -> list[float | None]:
    whole = counts.sum() / max(int(n.sum()), 1)
    if whole <= 0:
        return [None] * len(n)
    return [float(x) for x in counts / n / whole]


def ratio_row(how: tuple[str, str], fifth: npt.NDArray[np.int32], flagged: list[Longs]) -> RatioRow:
    """Compare where most is reported with where least is.

    Parameters
    ----------
    how : (str, str)
        World and method.
    fifth : int32 array
        Per window, 0 (least) to 4 (most).
    flagged : list of int64 arrays
        Windows flagged, per world; counted together.

    Notes
    -----
    The interval takes networks for independent: ``exp(log ratio +- 1.96 sqrt(1/a + 1/b))``.
    """
    n = np.bincount(fifth, minlength=FIFTHS) * len(flagged)
    got = np.bincount(fifth[np.concatenate([*flagged, np.empty(0, np.int64)])], minlength=FIFTHS)
    low, high = int(got[0]), int(got[-1])
    if not n[0] or not n[-1]:
        return RatioRow(*how, None, None, None, None, None, "no_areas")
    # What the table by area leaves unsaid isn't said here either.
    there = n > 0
    why = _why(got[there], n[there], hidden(n[there].tolist()))
    if min(low, high) < SMALLEST or why[0] or why[-1]:
        return RatioRow(*how, None, None, None, None, None, FEW)
    ratio = (high / n[-1]) / (low / n[0])
    width = float(np.exp(_Z * np.sqrt(1 / low + 1 / high)))
    return RatioRow(*how, low, high, float(ratio), float(ratio / width), float(ratio * width), "")


def withheld(rows: tuple[RatioRow, ...]) -> tuple[RatioRow, ...]:
    """Return ratios without those of a scan that refuses to compare; the raw count needs no scan."""
    return tuple(row if row.method == "raw" else _withheld(row) for row in rows)


def withheld_doses(rows: tuple[DoseRow, ...]) -> tuple[DoseRow, ...]:
    """Return parts of the correction without a ratio, for a scan that refuses to compare."""
    return tuple(
        replace(row, real=_withheld(row.real), permuted=_withheld(row.permuted)) for row in rows
    )


def withheld_selection(rows: tuple[SelectionRow, ...]) -> tuple[SelectionRow, ...]:
    """Return groups without how they compare, for a scan that refuses to; counts stay."""
    return tuple(replace(row, ratio=None, null_ratio=None) for row in rows)


def _withheld(row: RatioRow) -> RatioRow:
    return replace(row, ratio=None, ratio_low=None, ratio_high=None, hidden="unfit")
