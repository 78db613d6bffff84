"""One family window told again with less: many variants counted at once.

Which signals tell of one occurrence is known from all of them, so a signal that is left out never
makes two occurrences of one. What remains of an occurrence is what its other signals tell by
themselves; so does the gate when it leaves out one observer (``famnet.analysis.gate``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.concentration.people import second_persons
from famnet.analysis.gate import Touches, count_windows
from famnet.analysis.neighbours import stretches

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.gate import Gate
    from famnet.analysis.period import Period
    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["Outcome", "Told", "told", "without"]


@dataclass(frozen=True, slots=True, repr=False)
class Told:
    """What the signals of some units tell, in the order of ``Touches``.

    Parameters
    ----------
    units : int32 array
        The units.
    unit : int64 array
        Per signal its place in ``units``.
    touch, episode, person : int64 array
        Per signal its touch, its episode and its person, numbered from zero; person -1 for none.
    group, observer : int8 array
        Per signal its own scan group; its observer, -1 none.
    within : bool array
        Per signal: falls in the period itself.
    row : int64 array
        Rows of ``graph.signals``.
    """

    units: Codes
    unit: Longs
    touch: Longs
    episode: Longs
    person: Longs
    group: npt.NDArray[np.int8]
    observer: npt.NDArray[np.int8]
    within: Bools
    row: Longs

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Told: {len(self.row)} signals in {len(self.units)} units>"

    @property
    def n_signals(self) -> int:
        """Number of signals."""
        return len(self.row)


@dataclass(frozen=True, slots=True, repr=False)
class Outcome:
    """What variants show.

    Parameters
    ----------
    masks, second : int32 array
        Variant, unit: the scan groups touched, as bits, and those in which a second person was.
    passes : bool array
        Per variant: the gate is passed.
    there : bool array
        Variant, unit: still in the window.
    """

    masks: Codes
    second: Codes
    passes: Bools
    there: Bools

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Outcome: {len(self.passes)} variants, {int(self.passes.sum())} pass>"


def told(graph: FamilyGraph, found: Touches, units: Codes, period: Period) -> Told:
    """Gather what the signals of some units tell.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    found : Touches
        What counts in the period, per unit.
    units : int32 array
        The units of a window.
    period : Period
        The period.

    Notes
    -----
    O(signals of these units).
    """
    touch, _ = stretches(found.start, units)
    places, _ = stretches(found.first, touch)
    per_touch = np.diff(found.first)[touch]
    unit = np.repeat(np.arange(len(units)), np.diff(found.start)[units])
    row = found.signal[places]
    table = graph.signals.iloc[row]
    person = found.person[places]
    _, named = np.unique(person, return_inverse=True)
    _, episode = np.unique(found.episode[touch], return_inverse=True)
    return Told(
        units=units,
        unit=np.repeat(unit, per_touch),
        touch=np.repeat(np.arange(len(touch)), per_touch),
        episode=np.repeat(episode, per_touch).astype(np.int64),
        person=np.where(person < 0, -1, named).astype(np.int64),
        group=found.signal_group[places],
        observer=found.observer[places],
        within=period.holds(table["event_date"], table["event_date_hi"]),
        row=row,
    )


def without(window: Told, kept: Bools, units: Bools | None = None, gate: Gate | None = None) -> Outcome:  # fmt: skip
    """Say what is left of a window in each of many variants.

    Parameters
    ----------
    window : Told
        The window as it is.
    kept : bool array
        Variant, signal: still there.
    units : bool array, optional
        Variant, unit: still there; all of them when left out.
    gate : Gate, optional
        Numbers of the gate.

    Returns
    -------
    Outcome
        One row per variant.

    Notes
    -----
    A touch stays as long as one of its signals within the period does; the first that is kept, own
    conduct before others, gives it its scan group. O(variants x signals).
    """
    n_variants, n_units = len(kept), len(window.units)
    there = np.ones((n_variants, n_units), bool) if units is None else units
    told_in = kept & there[:, window.unit]
    variant, signal = np.nonzero(_whole(window, told_in))
    found = _touches(window, variant, signal, n_variants * n_units)
    masks = np.zeros(n_variants * n_units, np.int32)
    at = np.repeat(np.arange(len(masks)), np.diff(found.start))
    np.bitwise_or.at(masks, at, 1 << found.group.astype(np.int32))
    indptr = np.zeros(n_variants + 1, np.int64)
    np.cumsum(there.sum(axis=1), out=indptr[1:])
    places = np.flatnonzero(there.ravel()).astype(np.int32)
    counts = count_windows(found, indptr, places, gate)
    second = second_persons(found, len(masks))
    shape = n_variants, n_units
    return Outcome(masks.reshape(shape), second.reshape(shape), counts.reason == 0, there)


def _whole(window: Told, kept: Bools) -> Bools:
    """Leave out touches of which no signal within the period is left."""
    n_touches = int(window.touch[-1]) + 1 if window.n_signals else 0
    alive = np.zeros((len(kept), n_touches), bool)
    variant, signal = np.nonzero(kept & window.within)
    alive[variant, window.touch[signal]] = True
    whole: Bools = kept & alive[:, window.touch]
    return whole


def _touches(window: Told, variant: Longs, signal: Longs, n_places: int) -> Touches:
    """Lay the variants beside each other, each with units of its own."""
    n_touches = int(window.touch[-1]) + 1 if window.n_signals else 0
    key = variant * n_touches + window.touch[signal]
    fresh = np.ones(len(key), bool)
    fresh[1:] = key[1:] != key[:-1]
    first = np.flatnonzero(fresh)
    unit = variant * len(window.units) + window.unit[signal]
    start = np.zeros(n_places + 1, np.int64)
    np.cumsum(np.bincount(unit[first], minlength=n_places), out=start[1:])
    return Touches(
        start=start,
        episode=window.episode[signal[first]],
        group=window.group[signal[first]],
        first=np.append(first, len(signal)).astype(np.int64),
        signal=window.row[signal],
        signal_group=window.group[signal],
        observer=window.observer[signal],
        person=window.person[signal].astype(np.int32),
    )
