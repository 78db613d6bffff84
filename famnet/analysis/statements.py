"""What a description says in Dutch: plain, neutral, every number with what it is a number of."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from famnet.analysis.gate import Fails
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from famnet.analysis.gate import Gate
    from famnet.analysis.period import Period
    from famnet.analysis.window_facts import WindowFacts

__all__ = [
    "CAVEATS", "FAILS", "FAILS_NL", "GROUP_NL", "ORDER", "ORDER_NL", "against", "group_nl",
    "statement", "unknown",
]  # fmt: skip

GROUP_NL: Final = {
    "PARTICIPATION": "Werk, dagbesteding en netwerk",
    "HEALTH": "Gezondheid",
}

ORDER: Final = Text(
    "De volgorde: eerst de meeste leefgebieden, dan de meeste waarnemers,"
    " dan de minste huishoudens, dan het nummer van het netwerk.",
    "The order: first the most life domains, then the most observers,"
    " then the fewest households, then the number of the network.",
)
ORDER_NL: Final = ORDER.nl

CAVEATS: Final = (
    "Dit is een beschrijving. famnet vergelijkt nog niet: meer dan toeval is niet onderzocht.",
    "Niet op de lijst betekent niet: niets aan de hand.",
    "Dit gaat over een familienetwerk. Het is geen aanwijzing dat een persoon iets strafbaars deed.",
    "Mensen beoordelen dit. famnet beslist niets.",
)

FAILS: Final = {
    Fails.PASSES: Text("Het komt door de drempel.", "It passes the lower bound."),
    Fails.NOTHING: Text(
        "Er is in deze periode geen gebeurtenis die meetelt.",
        "No event counts in this period.",
    ),
    Fails.JUSTICE_ONLY: Text(
        "Er is alleen justitie. Dat is nooit genoeg.",
        "There is justice alone. That is never enough.",
    ),
    Fails.FEW_EPISODES: Text("Er zijn te weinig gebeurtenissen.", "There are too few events."),
    Fails.FEW_DOMAINS: Text("Er zijn te weinig leefgebieden.", "There are too few life domains."),
    Fails.ONE_HOUSEHOLD: Text(
        "Alles speelt in één huishouden.", "All of it happens in one household."
    ),
    Fails.ONE_OBSERVER: Text("Er is maar één waarnemer.", "There is only one observer."),
    Fails.ONE_OBSERVER_CARRIES: Text(
        "Het beeld leunt op één waarnemer.", "The picture leans on one observer."
    ),
    Fails.ONE_PERSON_CARRIES: Text(
        "Het beeld leunt op één persoon.", "The picture leans on one person."
    ),
}
FAILS_NL: Final = {fails: text.nl for fails, text in FAILS.items()}

_FEW: Final = 12


@cache
def group_nl(group: str) -> str:
    """Return the Dutch name of a scan group.

    >>> group_nl("HEALTH"), group_nl("EDU")
    ('Gezondheid', 'Onderwijs')
    """
    return GROUP_NL.get(group) or load_catalogue().label("life_domains", group)


def statement(facts: WindowFacts, period: Period, gate: Gate) -> str:
    """Say what the family network shows."""
    if not facts.n_episodes:
        return (
            f"In dit familienetwerk ({_count(facts.n_households, 'huishouden', 'huishoudens')}) is"
            f" geen gebeurtenis bekend die meetelt. Periode: {_period_nl(period)}."
        )
    names = _group_names(facts.groups)
    said = (
        f"In dit familienetwerk zijn {_count(facts.n_episodes, 'gebeurtenis', 'gebeurtenissen')}"
        f" bekend op {_count(len(facts.groups), 'leefgebied', 'leefgebieden')}: {names}."
        f" Zij raken {facts.n_touched} van de"
        f" {_count(facts.n_households, 'huishouden', 'huishoudens')}."
        f" {_count(facts.n_observers, 'waarnemer zag', 'waarnemers zagen')} dit."
        f" Periode: {_period_nl(period)}."
    )
    if facts.beside.protective:
        said += f" Er gaat ook iets goed: {_count(len(facts.beside.protective), 'signaal', 'signalen')}."
    if facts.fails is not Fails.PASSES:
        said += f" Het komt niet door de drempel van de lijst. {_why_not(facts, gate)}"
    return said


@cache
def _period_nl(period: Period) -> str:
    return period.text_nl


@cache
def _group_names(groups: tuple[tuple[str, int], ...]) -> str:
    # Names of life domains may hold "en" and a comma themselves.
    return "; ".join([group_nl(group) for group, _ in groups])


def _why_not(facts: WindowFacts, gate: Gate) -> str:
    numbers = {
        Fails.FEW_EPISODES: f" Het zijn er {facts.n_episodes}, de drempel is {gate.episodes}.",
        Fails.FEW_DOMAINS: f" Het zijn er {len(facts.groups)}, de drempel is {gate.domains}.",
    }
    return FAILS_NL[facts.fails] + numbers.get(facts.fails, "")


def against(facts: WindowFacts) -> tuple[str, ...]:
    """Say what speaks against it, one sentence per point."""
    said = []
    beside = facts.beside
    if beside.protective:
        said.append(f"Dit gaat goed: {_few(beside.protective)}.")
    if beside.refuted:
        said.append(f"Weerlegd: {_few(beside.refuted)}.")
    said += [
        f"{group_nl(group)} is door één waarnemer gemeld ({observer})."
        for group, observer in facts.one_observer
    ]
    said += [
        f"Zonder {observer} blijven er minder leefgebieden over dan de drempel vraagt."
        for observer in facts.rests_on
    ]
    if facts.first_observers < facts.n_observers:
        said.append(
            f"Van de {facts.n_observers} waarnemers vertelden er {facts.first_observers} iets als"
            " eerste. De anderen vertelden wat al bekend was."
        )
    if facts.n_episodes > 1 and 2 * facts.most_by_one > facts.n_episodes:
        said.append(
            f"Eén persoon staat in {facts.most_by_one} van de {facts.n_episodes} gebeurtenissen."
        )
    n = len(facts.signals)
    if facts.reports:
        said.append(f"Niet vastgesteld, alleen gemeld: {facts.reports} van de {n} signalen.")
    if facts.proactive:
        said.append(
            f"Gevonden doordat er gezocht is of na een eerder signaal: {facts.proactive} van de {n}"
            " signalen."
        )
    return tuple(said)


def unknown(facts: WindowFacts) -> tuple[str, ...]:
    """Say what is not known, one sentence per point."""
    missing = facts.unknown
    said = []
    if missing.silent:
        said.append(f"Gevraagd, geen antwoord: {_few(missing.silent)}.")
    if missing.not_asked:
        said.append(f"Niet gevraagd: {_few(missing.not_asked)}.")
    if missing.ages:
        said.append(
            f"Van {missing.ages} van de {facts.n_persons} personen weten we de leeftijd niet."
        )
    if missing.without_home:
        said.append(
            f"Van {_count(missing.without_home, 'persoon', 'personen')} weten we niet waar hij of zij woont."
        )
    if missing.roles:
        said.append(f"Bij {_count(missing.roles, 'signaal', 'signalen')} is de rol niet geleverd.")
    return tuple(said)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _few(names: tuple[str, ...]) -> str:
    """List some, and say how many more there are."""
    shown = ", ".join(names[:_FEW])
    return shown if len(names) <= _FEW else f"{shown} en nog {len(names) - _FEW}"
