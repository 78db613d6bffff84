"""One family, named beforehand, against a stored background: one p and no list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.cases import window_of
from famnet.analysis.concentration.background import window_null
from famnet.analysis.concentration.certificate import certificate
from famnet.analysis.concentration.effect import rate_ratio
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.sampler import Effort, p_value, value_of
from famnet.analysis.families import family_windows
from famnet.analysis.gate import GROUPS, Fails, count_windows, touches
from famnet.analysis.period import last_months
from famnet.analysis.reference.building import as_background
from famnet.analysis.reference.cautions import ageless, at_once, cautions_of
from famnet.analysis.reference.fitting import demand_comparable

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.concentration.certificate import Certificate
    from famnet.analysis.concentration.effect import RateRatio
    from famnet.analysis.concentration.people import People
    from famnet.analysis.concentration.sampler import WindowNull
    from famnet.analysis.gate import Counts, Touches
    from famnet.analysis.period import Period
    from famnet.analysis.reference.reference import About, Reference
    from famnet.analysis.text import Text
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

    Codes = npt.NDArray[np.int32]

__all__ = ["CASE_ALPHA", "NO_AGES", "CaseResult", "compared_with", "seen_over"]

#: A family named beforehand is called more than chance from here. Stricter than one in twenty, since a
#: case is seldom named without having seen its signals.
CASE_ALPHA: Final = 0.01
#: Why a family that passes the gate isn't compared: ages are missing.
NO_AGES: Final = "no_birth_dates"


#: One family is asked: it gets more draws than each of many.
_EFFORT: Final = Effort(settled=100, screen=2000, relative_error=0.05, most=200_000)
_FAILS: Final = tuple(Fails)


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What the comparison of one family says.

    Parameters
    ----------
    window_id : str
        The family, named beforehand.
    reference_id : str
        What it was compared with.
    about : About
        Of which area and when.
    period : Period
        Which days were looked at.
    reason : str
        Why nothing is compared (``gate.Fails``, ``NO_AGES``); empty where it is.
    touched : dict
        Per scan group, in order of the list: households touched.
    expected : dict
        Per scan group: households expected to be touched; without those that weren't compared.
    t : float
        The statistic.
    p, p_upper, rel_se : float
        How often a comparable family without anything special shows as much; its upper 95 % limit,
        which is the one to tell; relative standard error. One where nothing is compared.
    certificate : Certificate or None
        In at least how many groups it shows more.
    ratio : RateRatio or None
        How many times more than expected, with its interval.
    cautions : tuple of Text
        What to bear in mind.
    """

    window_id: str
    reference_id: str
    about: About
    period: Period
    reason: str
    touched: dict[str, int]
    expected: dict[str, float]
    t: float
    p: float
    p_upper: float
    rel_se: float
    certificate: Certificate | None
    ratio: RateRatio | None
    cautions: tuple[Text, ...]

    @property
    def compared(self) -> bool:
        """Whether anything was compared."""
        return not self.reason


def compared_with(
    graph: FamilyGraph,
    reference: Reference,
    window_id: str,
    *,
    months: int | None = None,
    run_seed: int = 0,
) -> CaseResult:
    """Compare one family with a stored background.

    Parameters
    ----------
    graph : FamilyGraph
        The case.
    reference : Reference
        The background (``read_reference``).
    window_id : str
        The one family, named before anybody looked: a window, person or household id.
    months : int, optional
        Length of the period; that of the reference when left out.
    run_seed : int
        Seed of the draws.

    Returns
    -------
    CaseResult
        With cautions where the case differs from the area.

    Raises
    ------
    UserError
        There is no reference date, no such family, or the reference can't be used for this case:
        another catalogue, or another workspace.

    Notes
    -----
    Methods.md section 2.12: one family, so one p, without correction for many. The null is the scan's.
    Cost: the window's draws.
    """
    demand_comparable(graph, reference)
    window = window_of(graph, window_id)
    asked = reference.about.months if months is None else months
    found, people, period = seen_over(graph, reference, asked)
    counts = count_windows(found, np.array([0, len(window.units)]), window.units)
    background = as_background(reference, people)
    said = (
        *cautions_of(graph, (window.units, people), reference, asked),
        *at_once(graph, found, window.units),
    )
    return _result(background, (window, counts, period), reference, said, (graph, run_seed))


def seen_over(
    graph: FamilyGraph, reference: Reference, months: int
) -> tuple[Touches, People, Period]:
    """Return what counts in a case over some months, and who could be seen for how long.

    Parameters
    ----------
    graph : FamilyGraph
        The case.
    reference : Reference
        What it is compared with; its rates are about its own months.
    months : int
        Months before the reference date of the case.
    """
    period = last_months(graph.as_of, months)
    found = touches(graph, period)
    people = people_of(graph, found, period)
    # A household is looked at over the time that the rates are about.
    longer = people.exposure * (months / reference.about.months)
    return found, replace(people, exposure=longer), period


def _result(
    background: Background,
    looked: tuple[Window, Counts, Period],
    reference: Reference,
    said: tuple[Text, ...],
    case: tuple[FamilyGraph, int],
) -> CaseResult:
    window, counts, period = looked
    graph, run_seed = case
    reason = str(_FAILS[int(counts.reason[0])])
    if window.index < 0 and not reason:
        reason = str(Fails.ONE_HOUSEHOLD)
    elif not reason and ageless(background.people, window.units):
        reason = NO_AGES
    chances = background.chances[window.units]
    kept = [d for d, group in enumerate(GROUPS) if group not in reference.left_out]
    bare = CaseResult(
        window_id=window.window_id,
        reference_id=reference.reference_id,
        about=reference.about,
        period=period,
        reason=reason,
        touched={group: int(n) for group, n in zip(GROUPS, counts.households[0], strict=True)},
        expected={GROUPS[d]: float(chances[:, d].sum()) for d in kept},
        t=0.0,
        p=1.0,
        p_upper=1.0,
        rel_se=0.0,
        certificate=None,
        ratio=None,
        cautions=said,
    )
    if reason:
        return bare
    null = window_null(background, family_windows(graph), window.index)
    estimate = p_value(null, effort=_EFFORT, run_seed=run_seed)
    return replace(
        bare,
        t=value_of(null),
        p=estimate.p,
        p_upper=estimate.p_upper,
        rel_se=estimate.rel_se,
        certificate=certificate(null, run_seed=run_seed),
        ratio=_ratio(null, background.people.classes[window.units], reference),
    )


def _ratio(null: WindowNull, classes: Codes, reference: Reference) -> RateRatio:
    """Return the rate ratio, shrunk towards the families of the area."""
    expected = null.chances.sum(axis=1)
    seen = float(np.bitwise_count(null.masks).sum())
    whole = float(expected.sum())
    held = float((expected * reference.crowding()[classes]).sum())
    crowding = max(held / max(whole, 1e-12), 1.0)
    return rate_ratio(seen, whole, reference.prior, crowding=crowding)
