"""A finding with what the comparison adds to it: strength, words, method, how it stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from famnet.analysis.comparison_words import COMPARED_CAVEATS, outcome_lines
from famnet.analysis.concentration.certificate import ALPHA
from famnet.analysis.concentration.scan import FALSE_SHARE
from famnet.findings import Method, Strength

if TYPE_CHECKING:
    from famnet.analysis.comparison import Comparison, Outcome
    from famnet.findings import Finding
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["CardWords", "card_words", "compared_finding"]

_VERSION: Final = "1"


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


def card_words(graph: FamilyGraph, comparison: Comparison, window: int) -> CardWords:
    """Return how a reported finding stands, in words.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    comparison : Comparison
        What came out.
    window : int
        Which window.
    """
    card = comparison.card(graph, window)
    if card is None:
        return CardWords("", "")
    said = [card.text.nl, *([card.source_text.nl] if card.source_text else [])]
    return CardWords(". ".join(said), card.single_source or "")


def compared_finding(
    graph: FamilyGraph, comparison: Comparison, window: int, finding: Finding
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
    """
    outcome = comparison.outcome(window)
    if outcome is None:
        return finding
    card = card_words(graph, comparison, window) if outcome.reported else CardWords("", "")
    said = " ".join(line.nl for line in outcome_lines(outcome))
    return replace(
        finding,
        statement=f"{finding.statement} {said}",
        method=_method(finding.method),
        strength=_strength(outcome),
        caveats=tuple(one.nl for one in COMPARED_CAVEATS),
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


def _method(description: Method) -> Method:
    compared = (
        ("maat", "som van log-aannemelijkheden, het minst over weggelaten huishoudens"),
        ("nulhypothese", "profielen van huishoudens, lognormale gelijkenis met rijkdom"),
        ("aandeel toeval dat is toegelaten", f"{FALSE_SHARE:g}"),
        ("fout van het certificaat", f"{ALPHA:g}"),
    )
    return Method("vergelijking", _VERSION, (*description.parameters, *compared))
