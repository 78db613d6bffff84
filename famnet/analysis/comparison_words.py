"""What a comparison says, in plain Dutch and in English: never a p alone, never about a person."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from famnet.analysis.gate import GROUPS
from famnet.analysis.text import Text

if TYPE_CHECKING:
    from famnet.analysis.comparison import Comparison, Outcome

__all__ = [
    "COMPARED_CAVEATS", "COMPARED_ORDER", "NOTHING_STANDS_OUT", "how_often", "list_lines", "missed", "outcome_lines",
]  # fmt: skip

COMPARED_ORDER: Final = Text(
    "De volgorde: eerst wat meer is dan toeval; daarbinnen en daarna het meeste gewicht van wat gezien"
    " is. Dat gewicht zegt hoeveel beter het past bij een netwerk waar in enkele leefgebieden meer speelt"
    " dan bij een vergelijkbaar netwerk zonder iets bijzonders. Een tweede persoon in hetzelfde huishouden"
    " telt half mee. Bij gelijk gewicht het nummer van het netwerk. Wat niet boven de verwachting uitkomt,"
    " staat achteraan.",
    "The order: first what is more than chance; within and after that the most weight of what was seen."
    " The weight says how much better it fits a network with more going on in some life domains than a"
    " comparable network with nothing special. A second person in the same household counts half. With"
    " equal weight by the id of the network. What doesn't exceed what is expected comes last.",
)

_ABOUT: Final = Text(
    "Vergelijkbaar is: dezelfde leeftijden, buurt, soort en aantal huishoudens. Meer dan toeval zegt niet"
    " waarom, en niets over wat iemand deed.",
    "Comparable means: the same ages, neighbourhood, kind and number of households. More than chance"
    " doesn't say why, nor anything of what anyone did.",
)

#: What famnet finds of what is there (benchmarks/results/scan_power.md), twenty worlds of either kind.
_MISSED: Final = Text(
    "famnet mist de meeste: in verzonnen gebieden vond het 324 van de 1.200 ingebouwde netwerken, en waar"
    " families sterk op elkaar lijken 264 van de 1.200. Een netwerk waarvan weinig gezien is, vindt het"
    " bijna nooit.",
    "famnet misses most: in made-up areas it found 324 of 1,200 planted networks, and where families"
    " resemble each other strongly 264 of 1,200. A network of which little was seen it hardly ever finds.",
)

#: Of 636 reported in those areas 23 held fewer than two planted households, 25 were less than half the
#: planted family (benchmarks/results/scan_power.md).
_ON_TRIAL: Final = Text(
    "Deze toets is in proef: hij is alleen op verzonnen gebieden beproefd. Van elke 100 netwerken die hij"
    " daar noemde, waren er ongeveer 4 niet ingebouwd, en van ongeveer 4 klopte maar een deel van de"
    " huishoudens. Gebruik hem nooit als enige grond voor een besluit.",
    "This test is on trial: it was tried on made-up areas only. Of every 100 networks it named there,"
    " about 4 weren't planted, and of about 4 only part of the households were right. Never use it as"
    " the only ground for a decision.",
)

_BASES: Final = (100, 1_000, 10_000, 100_000, 1_000_000)
_ROUND: Final = 10


def missed() -> Text:
    """Say that not being listed means nothing, and how much is missed as far as that was measured."""
    return Text(
        f"Niet op de lijst betekent niet: niets aan de hand. {_MISSED.nl}",
        f"Not on the list doesn't mean: nothing is the matter. {_MISSED.en}",
    )


COMPARED_CAVEATS: Final = (
    _ABOUT,
    _ON_TRIAL,
    missed(),
    Text(
        "Dit gaat over een familienetwerk. Het is geen aanwijzing dat een persoon iets strafbaars deed.",
        "This is about a family network. It is no indication that a person committed an offence.",
    ),
    Text(
        "Mensen beoordelen dit. famnet beslist niets.", "People judge this. famnet decides nothing."
    ),
)


NOTHING_STANDS_OUT: Final = Text(
    "Wat gezien is, past bij een familienetwerk zonder iets bijzonders: er springen geen leefgebieden uit.",
    "What was seen fits a family network with nothing special: no life domains stand out.",
)
"""Said where the weight of the evidence isn't above zero."""


def how_often(p: float) -> Text:
    """Say a chance as a natural frequency, never smaller than it is.

    Parameters
    ----------
    p : float
        An upper limit.

    >>> how_often(0.00029).nl, how_often(0.6).nl, how_often(1e-8).nl
    ('hooguit 3 van de 10.000', '60 van de 100', 'minder dan 1 van de 1.000.000')
    """
    base = next((base for base in _BASES if p * base >= 1), 0)
    if not base:
        return Text("minder dan 1 van de 1.000.000", "fewer than 1 in 1,000,000")
    # What rounding of binary numbers adds is taken off before the number is rounded up.
    number = min(math.ceil(p * base - 1e-9), base)
    if p > 1 / _ROUND:
        return Text(f"{number} van de {_nl(base)}", f"{number} in {base:,}")
    return Text(f"hooguit {number} van de {_nl(base)}", f"at most {number} in {base:,}")


def outcome_lines(outcome: Outcome) -> tuple[Text, ...]:
    """Say what came out for one family network, one sentence per point.

    Parameters
    ----------
    outcome : Outcome
        What came out.
    """
    said = [*_how_seldom(outcome), _verdict(outcome)]
    if outcome.reported:
        said.append(_certified(outcome.certified))
    if outcome.ratio is not None and outcome.low is not None and outcome.high is not None:
        said.append(_ratio(outcome.ratio, outcome.low, outcome.high))
    return tuple(said)


def _how_seldom(outcome: Outcome) -> tuple[Text, ...]:
    if outcome.p_upper >= 1:
        # The weight isn't above zero, so that "100 of 100" would only say that everything reaches it.
        return (
            (NOTHING_STANDS_OUT,)
            if outcome.against is None
            else (NOTHING_STANDS_OUT, outcome.against)
        )
    often, number = how_often(outcome.p_upper), _few(outcome.by_chance)
    against = outcome.against or Text(
        f"Er zijn {_nl(outcome.looked_at)} familienetwerken bekeken. Door toeval laten er daarvan"
        f" hooguit {number.nl} zoveel zien.",
        f"{outcome.looked_at:,} family networks were looked at. By chance at most {number.en} of them"
        " show so much.",
    )
    first = Text(
        f"Zoveel bij elkaar komt voor bij {often.nl} vergelijkbare familienetwerken zonder iets"
        " bijzonders.",
        f"So much together is seen in {often.en} comparable family networks with nothing special.",
    )
    return first, against


def list_lines(comparison: Comparison) -> tuple[Text, ...]:
    """Say of the list as a whole how many are called more than chance, and how many of those are chance.

    Parameters
    ----------
    comparison : Comparison
        A delivery that was compared.
    """
    if comparison.scan is None:
        return ()
    n, looked = comparison.n_reported, len(comparison.scan.windows)
    among = _few(comparison.chance_among_reported)
    if n:
        first = Text(
            f"Van de {_nl(looked)} bekeken familienetwerken noemt famnet er {n} meer dan toeval. Van die"
            f" {n} is naar verwachting hooguit {among.nl} toch toeval.",
            f"Of the {looked:,} family networks looked at famnet calls {n} more than chance. Of those {n}"
            f" at most {among.en} is expected to be chance after all.",
        )
    else:
        first = Text(
            f"Van de {_nl(looked)} bekeken familienetwerken noemt famnet er geen meer dan toeval: wat op"
            " de lijst staat, kan toeval zijn.",
            f"Of the {looked:,} family networks looked at famnet calls none more than chance: what is on"
            " the list may be chance.",
        )
    return (first, _ON_TRIAL, _ABOUT, missed(), *comparison.fitness.cautions)


def _verdict(outcome: Outcome) -> Text:
    if outcome.reported:
        return Text("famnet noemt dit meer dan toeval.", "famnet calls this more than chance.")
    if outcome.part_of:
        return Text(
            f"De helft of meer van de geraakte huishoudens staat ook in {outcome.part_of}, dat famnet meer"
            " dan toeval noemt: dit is geen tweede aanwijzing.",
            f"Half or more of the touched households also stand in {outcome.part_of}, which famnet calls"
            " more than chance: this is no second indication.",
        )
    return Text(
        "famnet noemt dit niet meer dan toeval: het kan toeval zijn.",
        "famnet doesn't call this more than chance: it may be chance.",
    )


def _certified(number: int) -> Text:
    if not number:
        return Text(
            "In hoeveel leefgebieden het meer is dan verwacht, is niet zeker.",
            "In how many life domains it is more than expected is not certain.",
        )
    if number == 1:
        return Text(
            "Het is in minstens 1 leefgebied meer dan verwacht. Dat het er meer zijn, is niet zeker.",
            "It is more than expected in at least 1 life domain. That there are more is not certain.",
        )
    return Text(
        f"Het is in minstens {number} van de {len(GROUPS)} groepen leefgebieden meer dan verwacht. Welke"
        " dat zijn, staat niet vast.",
        f"It is more than expected in at least {number} of the {len(GROUPS)} groups of life domains."
        " Which ones is not settled.",
    )


def _ratio(*numbers: float) -> Text:
    ratio, low, high = (f"{x:.1f}" for x in numbers)
    usual = numbers[1] < 1
    return Text(
        f"Over alle leefgebieden samen is er {_comma(ratio)} keer zoveel als verwacht, met 90 procent"
        f" zekerheid tussen {_comma(low)} en {_comma(high)} keer."
        + (" Hoeveel het samen meer is dan gewoon, is dus onzeker." if usual else ""),
        f"Over all life domains together there is {ratio} times as much as expected, with 90 per cent"
        f" certainty between {low} and {high} times."
        + (" So how much more than usual it is together is uncertain." if usual else ""),
    )


def _few(number: float) -> Text:
    """Say a number of networks, never smaller than it is."""
    if number >= _ROUND:
        whole = math.ceil(number)
        return Text(_nl(whole), f"{whole:,}")
    tenths = f"{math.ceil(number * 10 - 1e-9) / 10:.1f}"
    return Text(_comma(tenths), tenths)


def _comma(number: str) -> str:
    return number.replace(".", ",")


def _nl(number: int) -> str:
    return f"{number:,}".replace(",", ".")
