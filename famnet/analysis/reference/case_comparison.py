"""One named family compared, in the form that lists and pages are made from."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.analysis.comparison import Comparison, Outcome
from famnet.analysis.comparison_words import outcome_lines
from famnet.analysis.concentration.fitness import Fitness
from famnet.analysis.families import family_windows
from famnet.analysis.reference.cautions import AGELESS, area_words
from famnet.analysis.reference.comparing import CASE_ALPHA, NO_AGES
from famnet.analysis.text import Text
from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from famnet.analysis.reference.comparing import CaseResult
    from famnet.analysis.reference.reference import About
    from famnet.analysis.stability.card import StabilityCard
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["CASE_ALPHA", "CaseComparison", "case_comparison", "case_content", "case_lines"]

_NO_AREA: Final = Text("", "")
_NAMED: Final = Text(
    "Deze kans geldt voor een familie die genoemd is zonder op haar signalen te letten. Is zij genoemd"
    " om haar signalen, dan is toeval waarschijnlijker dan hier staat.",
    "This chance holds for a family that was named without a look at its signals. If those were why it"
    " was named, chance is likelier than this says.",
)


@dataclass(frozen=True, slots=True)
class _OneCompared(Fitness):
    """Only one family was compared: that is what is said of all others."""

    window_id: str = ""
    region: Text = _NO_AREA

    def said(self) -> Text:
        """Say what was compared, and that nothing else was."""
        return Text(
            f"Alleen netwerk {self.window_id} is vergeleken, omdat het vooraf is genoemd."
            f" {self.region.nl} Alle andere netwerken zijn beschreven, niet vergeleken.",
            f"Only network {self.window_id} was compared, since it was named beforehand."
            f" {self.region.en} All other networks are described, not compared.",
        )


@dataclass(frozen=True, slots=True, repr=False)
class CaseComparison(Comparison):
    """One family compared; of every other window nothing came out.

    Parameters
    ----------
    result : CaseResult or None
        What came out.
    index : int
        Its place among the windows; -1 for a household by itself.
    firm : StabilityCard or None
        How firmly it stands; None where it isn't called more than chance.
    """

    result: CaseResult | None = None
    index: int = -1
    firm: StabilityCard | None = None

    def __repr__(self) -> str:
        """Show that it is about one."""
        return "<CaseComparison: one family>"

    def outcome(self, window: int) -> Outcome | None:
        """Return what came out for the named window, nothing for another one."""
        found = self.result
        if found is None or window != self.index or not found.compared:
            return None
        return outcome_of(found)

    def card(self, graph: FamilyGraph, window: int) -> StabilityCard | None:  # noqa: ARG002  # of a scan
        """Return how firmly the named family stands; None for another one."""
        return self.firm if window == self.index else None

    def case_lines(self, window_id: str) -> tuple[Text, ...]:
        """Return what is said of the named family; of another one that it wasn't compared."""
        found = self.result
        if found is None:
            return ()
        if window_id == found.window_id:
            return case_lines(found)
        return (self.fitness.said(),)


def outcome_of(found: CaseResult) -> Outcome:
    """Return what came out, with one family looked at and no correction for more."""
    upper = min(found.p_upper, 1.0)
    return Outcome(
        p=found.p or upper,
        p_upper=upper,
        q=upper,
        by_chance=upper,
        looked_at=1,
        reported=upper <= CASE_ALPHA,
        certified=found.certificate.certified if found.certificate else 0,
        ratio=found.ratio.ratio if found.ratio else None,
        low=found.ratio.low if found.ratio else None,
        high=found.ratio.high if found.ratio else None,
        against=_against(found.about),
    )


def _against(about: About) -> Text:
    area = area_words(about)
    return Text(
        f"Dit ene netwerk is vooraf genoemd; er is niet gezocht. {area.nl}",
        f"This one network was named beforehand; nothing was searched. {area.en}",
    )


def case_comparison(
    graph: FamilyGraph, result: CaseResult, firm: StabilityCard | None = None
) -> CaseComparison:
    """Return the comparison of one family in the form that lists and pages are made from.

    Parameters
    ----------
    graph : FamilyGraph
        The case.
    result : CaseResult
        What came out.
    firm : StabilityCard, optional
        How firmly it stands (``case_card``).
    """
    index = family_windows(graph).place_of(result.window_id)
    fitness = _OneCompared(
        possible=False,
        reasons=(),
        cautions=result.cautions,
        window_id=result.window_id,
        region=area_words(result.about),
    )
    return CaseComparison(fitness, None, result, index, firm)


def case_lines(result: CaseResult) -> tuple[Text, ...]:
    """Say what came out for the one family, in the words of a scan, with what to bear in mind.

    Parameters
    ----------
    result : CaseResult
        What came out.
    """
    if result.reason == NO_AGES:
        return AGELESS, _against(result.about)
    if not result.compared:
        return (
            Text(
                "Dit netwerk komt niet door de drempel van de lijst. Daarom is het niet vergeleken.",
                "This network doesn't pass the gate of the list. So it was not compared.",
            ),
            _against(result.about),
        )
    return (*outcome_lines(outcome_of(result)), _NAMED, *result.cautions)


def case_content(result: CaseResult, firm: StabilityCard | None = None) -> dict[str, Any]:
    """Return what came out as plain values, for a file.

    Parameters
    ----------
    result : CaseResult
        What came out.
    firm : StabilityCard, optional
        How firmly it stands.
    """
    certificate, ratio = result.certificate, result.ratio
    lines = case_lines(result)
    return {
        "window_id": result.window_id,
        "reference_id": result.reference_id,
        "reference": asdict(result.about),
        "period": [format_day(result.period.start), format_day(result.period.end)],
        "compared": result.compared,
        "reason": result.reason,
        "touched": result.touched,
        # What is expected rests on ages.
        "expected": {}
        if result.reason == NO_AGES
        else {group: round(value, 4) for group, value in result.expected.items()},
        "t": round(result.t, 6),
        # Of what wasn't compared there is no chance to tell.
        "p": result.p if result.compared else None,
        "p_upper": result.p_upper if result.compared else None,
        "p_rel_se": None if np.isinf(result.rel_se) else round(result.rel_se, 4),
        "called_more_than_chance_from": CASE_ALPHA,
        "certified_domains": certificate.certified if certificate else 0,
        "rate_ratio": None if ratio is None else [ratio.ratio, ratio.low, ratio.high],
        "said_nl": [line.nl for line in lines],
        "said_en": [line.en for line in lines],
        "stability": None if firm is None else _firmness(firm),
    }


def _firmness(firm: StabilityCard) -> dict[str, Any]:
    return {
        "held": firm.held,
        "of": firm.of,
        "single_source": firm.single_source,
        "said_nl": firm.text.nl,
        "said_en": firm.text.en,
        "rows": [
            {
                "kind": str(row.kind),
                "subject": row.subject,
                "held": row.held,
                "of": row.of,
                "said_nl": row.text.nl,
                "said_en": row.text.en,
            }
            for row in firm.rows
        ],
        "policy": firm.policy,
    }
