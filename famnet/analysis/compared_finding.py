"""A finding with what the comparison adds to it: strength, words, method, how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from famnet.analysis.comparison_words import COMPARED_CAVEATS, outcome_lines
from famnet.analysis.concentration.certificate import ALPHA
from famnet.analysis.concentration.scan import FALSE_SHARE
from famnet.analysis.text import Text
from famnet.findings import Method, Strength

if TYPE_CHECKING:
    from famnet.analysis.comparison import Comparison, Outcome
    from famnet.analysis.text import Lang
    from famnet.findings import Finding
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["CardWords", "card_words", "compared_finding"]

_VERSION: Final = "2"
_NAME: Final = Text("vergelijking", "comparison")
_MEASURE: Final = Text("maat", "measure")
_SUM: Final = Text(
    "log van hoe aannemelijk enkele verhoogde leefgebieden zijn tegen alles of niets, met het huishouden"
    " dat het meest uitmaakt voor de helft",
    "log of how likely some raised life domains are against all or none, the household that matters most"
    " counted half",
)
_NULL: Final = Text("nulhypothese", "null hypothesis")
_PROFILES: Final = Text(
    "profielen van huishoudens, lognormale gelijkenis met rijkdom",
    "profiles of households, lognormal resemblance with richness",
)
_ADMITTED: Final = Text("aandeel toeval dat is toegelaten", "share of chance that is admitted")
_ERROR: Final = Text("fout van het certificaat", "error of the certificate")


class CardWords(NamedTuple):
    """How a finding stands when something is left out.

    Parameters
    ----------
    text : str
        As "Houdt stand in 93 van 100"; empty where that was not looked at.
    single_source : str
        The one observer without whom it falls; empty where there is none.
    """

    text: str
    single_source: str


def card_words(
    graph: FamilyGraph, comparison: Comparison, window: int, lang: Lang = "nl"
) -> CardWords:
    """Return how a reported finding stands, in words.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    comparison : Comparison
        What came out.
    window : int
        Which window.
    lang : str
        Language of the words.
    """
    card = comparison.card(graph, window)
    if card is None:
        return CardWords("", "")
    said = [card.text.of(lang), *([card.source_text.of(lang)] if card.source_text else [])]
    return CardWords(". ".join(said), card.single_source or "")


def compared_finding(
    graph: FamilyGraph,
    comparison: Comparison,
    window: int,
    finding: Finding,
    lang: Lang = "nl",
) -> Finding:
    """Return a finding with what came out of the comparison; as it is where nothing was compared.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    comparison : Comparison
        What came out.
    window : int
        Which window it is about.
    finding : Finding
        As a description makes it.
    lang : str
        Language of the words, that of the finding.
    """
    outcome = comparison.outcome(window)
    if outcome is None:
        return finding
    card = CardWords("", "")
    if outcome.reported:
        card = card_words(graph, comparison, window, lang)
    said = " ".join(line.of(lang) for line in outcome_lines(outcome))
    return replace(
        finding,
        statement=f"{finding.statement} {said}",
        method=_method(finding.method, lang),
        strength=_strength(outcome),
        caveats=tuple(one.of(lang) for one in COMPARED_CAVEATS),
        single_source=finding.single_source or bool(card.single_source),
        stability=card.text,
    )


def _strength(outcome: Outcome) -> Strength:
    return Strength(
        p=outcome.p,
        rate_ratio=outcome.ratio,
        low=outcome.low,
        high=outcome.high,
        p_upper=outcome.p_upper,
        q=outcome.q,
        expected_by_chance=outcome.by_chance,
        certified_domains=outcome.certified,
        more_than_chance=outcome.reported,
    )


def _method(description: Method, lang: Lang) -> Method:
    compared = (
        (_MEASURE, _SUM.of(lang)),
        (_NULL, _PROFILES.of(lang)),
        (_ADMITTED, f"{FALSE_SHARE:g}"),
        (_ERROR, f"{ALPHA:g}"),
    )
    told = tuple((name.of(lang), value) for name, value in compared)
    return Method(_NAME.of(lang), _VERSION, (*description.parameters, *told))
