"""The audit of bias: who is flagged, beside the raw count and beside what chance alone would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.bias.cautions import cautions_of
from famnet.analysis.bias.dose import DOSES, corrected, listed
from famnet.analysis.bias.flagged import Flags, by_signals, flags_of
from famnet.analysis.bias.groups import groupings, n_areas, partner_grouping, window_fifths
from famnet.analysis.bias.permuted import dealt_again, permuted
from famnet.analysis.bias.tables import (
    DoseRow,
    RatioRow,
    SelectionRow,
    ratio_row,
    selection_rows,
    withheld,
    withheld_doses,
    withheld_selection,
)
from famnet.analysis.concentration.fitness import fitness
from famnet.analysis.concentration.scan import Scan, scan_touches
from famnet.analysis.gate import Touches, touches
from famnet.analysis.neighbours import stretches
from famnet.analysis.period import MONTHS, last_months
from famnet.errors import UserError
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.bias.groups import Grouping
    from famnet.analysis.period import Period
    from famnet.analysis.text import Text
    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

__all__ = ["WORLDS", "BiasAudit", "audit"]

#: Permuted worlds (methods.md section 2.11).
WORLDS: Final = 20
#: In so many of them the neighbourhood correction is tried in parts.
_DOSE_WORLDS: Final = 5


@dataclass(frozen=True, slots=True, repr=False)
class BiasAudit:
    """What an audit found; no person, household or family network is in it.

    Parameters
    ----------
    months : int
        Months looked at.
    n_windows, n_areas : int
        Family networks looked at; neighbourhoods.
    flags : Flags
        What is flagged.
    found : int
        Networks the scan reports.
    found_permuted : tuple of int
        The same in each permuted world; empty where the scan refuses to compare.
    selection : tuple of SelectionRow
        By household, person, network and partner.
    ratios : tuple of RatioRow
        High against low reporting areas.
    doses : tuple of DoseRow
        By part of the neighbourhood correction.
    cautions : tuple of Text
        What this audit can't stand for.
    unfit : tuple of Text
        Why the scan refuses to compare here; then no ratio of it is given. Empty where it compares.
    """

    months: int
    n_windows: int
    n_areas: int
    flags: Flags
    found: int
    found_permuted: tuple[int, ...]
    selection: tuple[SelectionRow, ...]
    ratios: tuple[RatioRow, ...]
    doses: tuple[DoseRow, ...]
    cautions: tuple[Text, ...]
    unfit: tuple[Text, ...] = ()

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<BiasAudit: {len(self.flags.windows)} of {self.n_windows} flagged>"


@dataclass(frozen=True, slots=True, repr=False)
class _World:
    """An area as scanned, real or permuted."""

    found: Touches
    scan: Scan
    flagged: Longs
    raw: Longs


def audit(graph: FamilyGraph, *, worlds: int = WORLDS, seed: int = 0) -> BiasAudit:
    """Audit who is flagged in an area.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; it must have a reference date.
    worlds : int
        Permuted worlds beside it.
    seed : int
        Seed of the worlds and of the draws.

    Raises
    ------
    UserError
        There is no reference date, no family network, or nothing that counts.

    Notes
    -----
    Methods.md section 7 and 2.11. Flagged is what the scan reports or, where that is too little to
    count, the top of its list; the raw count flags as many. One scan per world. Where the scan
    refuses to compare (``concentration.fitness``) the list isn't made by it, so that a ratio would
    be one of nothing: why stands in the place of the ratios, and permuted worlds are counted, not
    scanned.
    """
    period, found = _checked(graph)
    why = fitness(graph, months=MONTHS).reasons
    scan = scan_touches(graph, found, period, how=(seed, 1))
    flags = flags_of(scan.reported, scan.listed, len(scan.windows))
    n = len(flags.windows)
    real = _World(found, scan, flags.windows, by_signals(scan.windows, found)[:n])
    seeds = range(seed + 1, seed + worlds + 1)
    # What a permuted world shows is not told where the scan refuses: then it isn't scanned either.
    others = [] if why else [_permuted(graph, period, real, one) for one in seeds]
    raw = [_raw_of(real, one) for one in seeds] if why else [one.raw for one in others]
    fifth = window_fifths(scan.windows, scan.background)
    doses = _doses(real, others[:_DOSE_WORLDS], fifth)
    ratios = _ratios(real, others, raw, (fifth, doses))
    selection = _selection(graph, real, others)
    if why:
        ratios, doses = withheld(ratios), withheld_doses(doses)
        selection = withheld_selection(selection)
    return BiasAudit(
        months=MONTHS,
        n_windows=len(scan.windows),
        n_areas=n_areas(scan.background),
        flags=flags,
        found=len(scan.reported),
        found_permuted=tuple(len(one.scan.reported) for one in others),
        selection=selection,
        ratios=ratios,
        doses=doses,
        cautions=cautions_of(graph, scan, flags),
        unfit=why,
    )


def _checked(graph: FamilyGraph) -> tuple[Period, Touches]:
    if graph.as_of == NO_DAY:
        raise UserError(
            "Zonder peildatum kan famnet niet vergelijken: het is niet bekend hoe lang er gekeken is.",
            hint="Zet in delivery.toml wat de peildatum van de levering is.",
        )
    period = last_months(graph.as_of, MONTHS)
    found = touches(graph, period)
    if not len(found.episode):
        raise UserError(
            f"Er is in de {MONTHS} maanden voor de peildatum geen signaal dat meetelt.",
            hint="Kijk met famnet check of signals.csv is gelezen en of de peildatum klopt.",
        )
    return period, found


def _permuted(graph: FamilyGraph, period: Period, real: _World, seed: int) -> _World:
    """Scan one permuted world and flag as many as in the area itself."""
    found = permuted(real.found, dealt_again(real.scan.background.people, seed))
    scan = scan_touches(graph, found, period, how=(seed, 1))
    n = len(real.flagged)
    raw = by_signals(scan.windows, found)[:n]
    return _World(found, scan, scan.listed[:n], raw)


def _raw_of(real: _World, seed: int) -> Longs:
    """Return what the raw count flags in one permuted world."""
    found = permuted(real.found, dealt_again(real.scan.background.people, seed))
    return by_signals(real.scan.windows, found)[: len(real.flagged)]


def _selection(graph: FamilyGraph, real: _World, others: list[_World]) -> tuple[SelectionRow, ...]:
    windows = real.scan.windows
    every = np.arange(len(windows), dtype=np.int64)
    fixed = groupings(graph, windows, real.scan.background)
    rows: list[SelectionRow] = []
    for place in range(len(fixed) + 1):

        def count(world: _World, which: Longs, place: int = place) -> Longs:
            # Signals go to other households in a permuted world; all else stays where it is.
            one = fixed[place] if place < len(fixed) else partner_grouping(world.found)
            return one.counts(_held(one, world, which))

        counts = [count(real, which) for which in (every, real.flagged, real.raw)]
        null = np.zeros_like(counts[0])
        for one in others:
            null += count(one, one.flagged)
        grouping = fixed[place] if place < len(fixed) else partner_grouping(real.found)
        rows += selection_rows(grouping, (counts[0], counts[1], counts[2], null))
    return tuple(rows)


def _held(grouping: Grouping, world: _World, which: Longs) -> Bools:
    """Say which windows, or which units, lie in the windows chosen."""
    windows = world.scan.windows
    if grouping.of_windows:
        held = np.zeros(len(windows), bool)
        held[which] = True
        return held
    held = np.zeros(len(world.found.start) - 1, bool)
    held[windows.units[stretches(windows.indptr, which)[0]]] = True
    return held


def _ratios(
    real: _World,
    others: list[_World],
    raw: list[Longs],
    by: tuple[Codes, tuple[DoseRow, ...]],
) -> tuple[RatioRow, ...]:
    fifth, doses = by

    def row(world: str, method: str, flagged: list[Longs]) -> RatioRow:
        return ratio_row((world, method), fifth, flagged)

    national = doses[0]
    return (
        row("real", "scan", [real.flagged]),
        national.real,
        row("real", "raw", [real.raw]),
        row("permuted", "scan", [one.flagged for one in others]),
        national.permuted,
        row("permuted", "raw", raw),
    )


def _doses(real: _World, others: list[_World], fifth: Codes) -> tuple[DoseRow, ...]:
    rows = []
    for dose in DOSES:
        name = "national" if dose == 0 else "scan"
        # The whole correction is the scan itself, in every world.
        lists = [
            _at_dose(one, dose, len(real.flagged)) if dose < 1 else one.flagged
            for one in (real, *others)
        ]
        both = len(np.intersect1d(lists[0], real.flagged))
        rows.append(
            DoseRow(
                dose=dose,
                real=ratio_row(("real", name), fifth, lists[:1]),
                permuted=ratio_row(("permuted", name), fifth, lists[1:]),
                same=both / max(len(real.flagged), 1),
            )
        )
    return tuple(rows)


def _at_dose(world: _World, dose: float, n: int) -> Longs:
    scan = world.scan
    background = corrected(scan.background, scan.windows, dose)
    return listed(background, scan.windows, scan.counts)[:n]
