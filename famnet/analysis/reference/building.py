"""Making a reference of an area: the scan's own background, told in what may be told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.analysis.concentration.background import Background
from famnet.analysis.concentration.composition import Composition
from famnet.analysis.concentration.effect import GammaMixture, crowding_factors
from famnet.analysis.concentration.frailty import FittedFrailty
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.rates import intensities
from famnet.analysis.concentration.resemblance import N_BINS, size_bins
from famnet.analysis.concentration.scan import scan_people
from famnet.analysis.concentration.second_persons import SecondPersons, pair_shares
from famnet.analysis.concentration.window_ratios import touches_of_windows
from famnet.analysis.families import family_windows
from famnet.analysis.gate import GROUPS, count_windows, touches
from famnet.analysis.period import MONTHS, last_months
from famnet.analysis.reference.limits import SMALLEST, TOTAL_BASE, rounded, short
from famnet.analysis.reference.reference import (
    COLUMN_GROUPS,
    About,
    Reference,
    Tables,
    catalogue_version,
)
from famnet.analysis.reference.tables import class_table, frame_of, rate_tables, set_tables
from famnet.errors import UserError
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.people import People
    from famnet.analysis.concentration.scan import Scan
    from famnet.analysis.families import Windows
    from famnet.graph.family_graph import FamilyGraph

    Floats = npt.NDArray[np.float64]

__all__ = ["LEAST_PERSONS", "LEAST_WINDOWS", "as_background", "build_reference"]

#: Below this an area is a case, not a background. A choice: rates of one in a hundred then rest on
#: some fifty touched persons before they are split by age.
LEAST_PERSONS: Final = 5_000
LEAST_WINDOWS: Final = 500
_LEAST_GROUPS: Final = 4
_MOST_CHANCE: Final = 0.95
_BIGGER: Final = "Lever een groter gebied aan, bijvoorbeeld de hele gemeente of regio."


def build_reference(
    graph: FamilyGraph,
    *,
    named: tuple[str, str] = ("", ""),
    months: int = MONTHS,
    how: tuple[int, int] = (0, 1),
) -> Reference:
    """Make the reference of an area.

    Parameters
    ----------
    graph : FamilyGraph
        Everybody in the area.
    named : (str, str)
        Region and deliverer, as the delivery says.
    months : int
        Months before the reference date that count.
    how : (int, int)
        Seed of the draws that find windows to leave out of the fit; how many threads draw.

    Raises
    ------
    UserError
        Without a reference date, or where the area is too small to tell of it without telling of
        people in it.

    Notes
    -----
    Methods.md section 2.12. Rates, multipliers, scales and profiles are computed from what is told
    (``limits``), so that a case is compared with exactly what the artefact says. The frailty is that of
    the scan of the area, fitted without windows that look like a finding themselves. Cost: a scan.
    """
    if graph.as_of == NO_DAY:
        raise UserError(
            "Zonder peildatum kan famnet geen vergelijking maken.",
            hint="Zet in delivery.toml wat de peildatum van de levering is (reference_date).",
        )
    period = last_months(graph.as_of, months)
    windows, found = family_windows(graph), touches(graph, period)
    people = people_of(graph, found, period)
    _large_enough(people, len(windows))
    counts = count_windows(found, windows.indptr, windows.units)
    scan = scan_people(people, windows, counts, how=how)
    about = About(
        region=named[0],
        deliverer=named[1],
        synthetic=graph.synthetic,
        workspace=str(graph.workspace),
        reference_date=graph.as_of_text or "",
        months=months,
        catalogue=catalogue_version(),
        persons=rounded(len(people.unit), TOTAL_BASE),
        households=rounded(int((people.classes != Composition.EMPTY).sum()), TOTAL_BASE),
        windows=rounded(len(windows), TOTAL_BASE),
    )
    return _told(about, people, windows, scan)


def _large_enough(people: People, n_windows: int) -> None:
    persons = len(people.unit)
    if persons < LEAST_PERSONS or n_windows < LEAST_WINDOWS:
        raise UserError(
            f"Dit gebied is te klein voor een vergelijking: {_nl(persons)} personen en {_nl(n_windows)}"
            f" familienetwerken. Nodig zijn er minstens {_nl(LEAST_PERSONS)} en {_nl(LEAST_WINDOWS)}; anders"
            " berusten de cijfers op te weinig mensen en is te raden over wie het gaat.",
            hint=_BIGGER,
        )


def _nl(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _told(about: About, people: People, windows: Windows, scan: Scan) -> Reference:
    rates, areas = rate_tables(people)
    left_out = tuple(group for group in COLUMN_GROUPS if not (rates["group"] == group).any())
    empty = {name: frame_of(name, ()) for name in ("classes", "profiles", "richness", "crowding")}
    found = Reference(
        about=about,
        tables=Tables(rates=rates, areas=areas, **empty),
        frailty=_frailty(scan, windows),
        second=_second(scan.background.second),
        prior=GammaMixture((1.0, 1.0), (1.0, 1.0), 0.5),
        left_out=left_out,
    )
    intensity = _intensity(found, people)
    classes = class_table(people, intensity, left_out)
    # What may not be told of households can't be compared either.
    left_out = tuple(group for group in COLUMN_GROUPS if not (classes["group"] == group).any())
    if "any" in left_out or len(GROUPS) - len(left_out) < _LEAST_GROUPS:
        raise UserError(
            "In dit gebied zijn te weinig signalen voor een vergelijking: in minder dan"
            f" {_LEAST_GROUPS} leefgebieden zijn {SMALLEST} of meer mensen geraakt.",
            hint=_BIGGER,
        )
    kept = {
        name: frame[~frame["group"].isin(left_out)]
        for name, frame in (("rates", rates), ("areas", areas), ("classes", classes))
    }
    found = replace(found, left_out=left_out, tables=replace(found.tables, **kept))
    profiles, richness = set_tables(people, found.totals(), left_out)
    found = replace(found, tables=replace(found.tables, profiles=profiles, richness=richness))
    # Near windows tell the same: each overlap cluster counts once.
    once = (scan.leader < 0) | (scan.leader == np.arange(len(windows)))
    return _with_effect(found, people, windows, once)


def _frailty(scan: Scan, windows: Windows) -> FittedFrailty:
    """Return the frailty of the scan; a bin of few windows borrows from the nearest smaller one."""
    fitted = scan.background.frailty
    times = np.bincount(size_bins(windows.n_households), minlength=N_BINS)
    variance, last = [], 0.0
    for found, held in zip(fitted.variance, times.tolist(), strict=True):
        last = round(found, 3) if held >= SMALLEST else last
        variance.append(last)
    return FittedFrailty(tuple(variance), round(fitted.beta, 3))


def _second(fitted: SecondPersons) -> SecondPersons:
    return SecondPersons(round(fitted.level, 3), round(fitted.richness, 3))


def _intensity(reference: Reference, people: People) -> Floats:
    of_persons = (people.unit, people.stratum, people.area)
    rates = reference.rates_of(people.places)
    return intensities(rates, of_persons, people.exposure, len(people.masks))


def as_background(reference: Reference, people: People) -> Background:
    """Return what a reference expects of some people, in the form the scan works with.

    Parameters
    ----------
    reference : Reference
        The reference.
    people : People
        Anybody: of the area itself, or of a case.
    """
    intensity = _intensity(reference, people) * reference.scales()[people.classes]
    chances = np.minimum(-np.expm1(-intensity), _MOST_CHANCE)
    masks, second = (
        (bits & reference.keep).astype(np.int32) for bits in (people.masks, people.second)
    )
    rates = reference.rates_of(people.places)
    return Background(
        people=replace(people, masks=masks, second=second),
        rates=rates,
        chances=np.ascontiguousarray(chances[:, :-1]),
        any_chance=chances[:, -1],
        profiles=reference.profiles(),
        frailty=reference.frailty,
        curve=None,
        shares=pair_shares(rates, people),
        second=reference.second,
    )


def _with_effect(
    found: Reference, people: People, windows: Windows, once: npt.NDArray[np.bool_]
) -> Reference:
    """Add how rate ratios lie over all windows, and how touches come together in households."""
    background = as_background(found, people)
    seen = background.people.touched_units()[:, :-1].sum(axis=1)
    expected = background.chances.sum(axis=1)
    any_rows = found.tables.classes[found.tables.classes["group"] == "any"]
    pooled = np.zeros(len(Composition), np.int32)
    for i, kinds in enumerate(any_rows["composition"]):
        for kind in kinds.split("|"):
            pooled[Composition[kind.upper()]] = i
    codes = pooled[people.classes]
    factors = crowding_factors(seen, expected, codes)
    rows: list[tuple[Any, ...]] = []
    for i, kinds in enumerate(any_rows["composition"]):
        rows.append((kinds, short(float(factors[codes == i][0]))))
    found = replace(found, tables=replace(found.tables, crowding=frame_of("crowding", rows)))
    crowding = found.crowding()[people.classes]
    prior = touches_of_windows(background, windows, crowding).prior_of(once)
    return replace(found, prior=_shortened(prior))


def _shortened(prior: GammaMixture) -> GammaMixture:
    shape, rate = ((short(bulk), tail) for bulk, tail in (prior.shape, prior.rate))
    return GammaMixture(shape, rate, prior.first)
