"""What a description says, in Dutch and in English: plain, neutral, every number with what it is of."""

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
    "CAVEATS", "FAILS", "ORDER", "ORDER_NL", "against", "group_name", "group_nl", "statement",
    "unknown",
]  # fmt: skip

_GROUP: Final = {
    "PARTICIPATION": Text("Werk, dagbesteding en netwerk", "Work, daytime activity and network"),
    "HEALTH": Text("Gezondheid", "Health"),
}

ORDER: Final = Text(
    "De volgorde: eerst de meeste leefgebieden, dan de meeste waarnemers,"
    " dan de minste huishoudens, dan het nummer van het netwerk.",
    "The order: first the most life domains, then the most observers,"
    " then the fewest households, then the number of the network.",
)
ORDER_NL: Final = ORDER.nl

CAVEATS: Final = (
    Text(
        "Dit is een beschrijving. famnet vergelijkt nog niet: meer dan toeval is niet onderzocht.",
        "This is a description. famnet does not compare yet: more than chance was not looked into.",
    ),
    Text(
        "Niet op de lijst betekent niet: niets aan de hand.",
        "Not on the list doesn't mean: nothing is the matter.",
    ),
    Text(
        "Dit gaat over een familienetwerk. Het is geen aanwijzing dat een persoon iets strafbaars deed.",
        "This is about a family network. It is no indication that a person committed an offence.",
    ),
    Text(
        "Mensen beoordelen dit. famnet beslist niets.", "People judge this. famnet decides nothing."
    ),
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

_FEW: Final = 12


@cache
def group_name(group: str) -> Text:
    """Return the name of a scan group.

    >>> group_name("HEALTH").nl, group_name("EDU").nl, group_name("EDU").en
    ('Gezondheid', 'Onderwijs', 'Education')
    """
    if group in _GROUP:
        return _GROUP[group]
    label = load_catalogue().label
    english = label("life_domains", group, "en")
    return Text(label("life_domains", group), english[:1].upper() + english[1:])


def group_nl(group: str) -> str:
    """Return the Dutch name of a scan group."""
    return group_name(group).nl


def statement(facts: WindowFacts, period: Period, gate: Gate) -> Text:
    """Say what the family network shows."""
    when = _when(period)
    if not facts.n_episodes:
        homes = _homes(facts.n_households)
        return Text(
            f"In dit familienetwerk ({homes.nl}) is"
            f" geen gebeurtenis bekend die meetelt. Periode: {when.nl}.",
            f"In this family network ({homes.en}) no event is known that counts. Period: {when.en}.",
        )
    said = [_seen(facts, when)]
    if facts.beside.protective:
        n = len(facts.beside.protective)
        said.append(
            Text(
                f"Er gaat ook iets goed: {_count(n, 'signaal', 'signalen')}.",
                f"Something goes well too: {_count(n, 'signal', 'signals')}.",
            )
        )
    if facts.fails is not Fails.PASSES:
        why = _why_not(facts, gate)
        said.append(
            Text(
                f"Het komt niet door de drempel van de lijst. {why.nl}",
                f"It does not pass the lower bound of the list. {why.en}",
            )
        )
    return Text(" ".join([one.nl for one in said]), " ".join([one.en for one in said]))


def _seen(facts: WindowFacts, when: Text) -> Text:
    names, n, homes = _group_names(facts.groups), len(facts.groups), _homes(facts.n_households)
    return Text(
        f"In dit familienetwerk zijn {_count(facts.n_episodes, 'gebeurtenis', 'gebeurtenissen')}"
        f" bekend op {_count(n, 'leefgebied', 'leefgebieden')}: {names.nl}."
        f" Zij raken {facts.n_touched} van de {homes.nl}."
        f" {_count(facts.n_observers, 'waarnemer zag', 'waarnemers zagen')} dit."
        f" Periode: {when.nl}.",
        f"In this family network {_count(facts.n_episodes, 'event is', 'events are')} known in"
        f" {_count(n, 'life domain', 'life domains')}: {names.en}."
        f" {facts.n_touched} of the {homes.en} {'is' if facts.n_touched == 1 else 'are'} touched."
        f" {_count(facts.n_observers, 'observer', 'observers')} saw this."
        f" Period: {when.en}.",
    )


@cache
def _when(period: Period) -> Text:
    return period.text


@cache
def _homes(number: int) -> Text:
    return Text(
        _count(number, "huishouden", "huishoudens"), _count(number, "household", "households")
    )


@cache
def _group_names(groups: tuple[tuple[str, int], ...]) -> Text:
    # Names of life domains may hold "en" and a comma themselves.
    names = [group_name(group) for group, _ in groups]
    return Text("; ".join([name.nl for name in names]), "; ".join([name.en for name in names]))


def _why_not(facts: WindowFacts, gate: Gate) -> Text:
    numbers = {
        Fails.FEW_EPISODES: (facts.n_episodes, gate.episodes),
        Fails.FEW_DOMAINS: (len(facts.groups), gate.domains),
    }
    why = FAILS[facts.fails]
    if facts.fails not in numbers:
        return why
    n, bound = numbers[facts.fails]
    there = "There is 1" if n == 1 else f"There are {n}"
    return Text(
        f"{why.nl} Het zijn er {n}, de drempel is {bound}.",
        f"{why.en} {there}, the lower bound is {bound}.",
    )


def against(facts: WindowFacts) -> tuple[Text, ...]:
    """Say what speaks against it, one sentence per point."""
    said = []
    beside = facts.beside
    if beside.protective:
        few = _few(beside.protective)
        said.append(Text(f"Dit gaat goed: {few.nl}.", f"This goes well: {few.en}."))
    if beside.refuted:
        few = _few(beside.refuted)
        said.append(Text(f"Weerlegd: {few.nl}.", f"Refuted: {few.en}."))
    return (*said, *_thin(facts), *_of_signals(facts))


def _thin(facts: WindowFacts) -> list[Text]:
    """Say which observers and persons it leans on."""
    said = []
    for group, observer in facts.one_observer:
        name = group_name(group)
        said.append(
            Text(
                f"{name.nl} is door één waarnemer gemeld ({observer}).",
                f"{name.en} was reported by one observer ({observer}).",
            )
        )
    said += [
        Text(
            f"Zonder {observer} blijven er minder leefgebieden over dan de drempel vraagt.",
            f"Without {observer} fewer life domains remain than the lower bound asks.",
        )
        for observer in facts.rests_on
    ]
    if facts.first_observers < facts.n_observers:
        said.append(
            Text(
                f"Van de {facts.n_observers} waarnemers vertelden er {facts.first_observers} iets als"
                " eerste. De anderen vertelden wat al bekend was.",
                f"Of the {facts.n_observers} observers {facts.first_observers} told something first."
                " The others told what was known already.",
            )
        )
    if facts.n_episodes > 1 and 2 * facts.most_by_one > facts.n_episodes:
        said.append(
            Text(
                f"Eén persoon staat in {facts.most_by_one} van de {facts.n_episodes} gebeurtenissen.",
                f"One person stands in {facts.most_by_one} of the {facts.n_episodes} events.",
            )
        )
    return said


def _of_signals(facts: WindowFacts) -> list[Text]:
    """Say how firm the signals are, and how they came."""
    said, n = [], len(facts.signals)
    if facts.reports:
        said.append(
            Text(
                f"Niet vastgesteld, alleen gemeld: {facts.reports} van de {n} signalen.",
                f"Not established, only reported: {facts.reports} of the {n} signals.",
            )
        )
    if facts.proactive:
        said.append(
            Text(
                f"Gevonden doordat er gezocht is of na een eerder signaal: {facts.proactive} van de"
                f" {n} signalen.",
                f"Found because somebody searched or after an earlier signal: {facts.proactive} of"
                f" the {n} signals.",
            )
        )
    return said


def unknown(facts: WindowFacts) -> tuple[Text, ...]:
    """Say what is not known, one sentence per point."""
    missing = facts.unknown
    said = []
    if missing.silent:
        few = _few(missing.silent)
        said.append(Text(f"Gevraagd, geen antwoord: {few.nl}.", f"Asked, no answer: {few.en}."))
    if missing.not_asked:
        few = _few(missing.not_asked)
        said.append(Text(f"Niet gevraagd: {few.nl}.", f"Not asked: {few.en}."))
    if missing.ages:
        said.append(
            Text(
                f"Van {missing.ages} van de {facts.n_persons} personen weten we de leeftijd niet.",
                f"Of {missing.ages} of the {facts.n_persons} persons we don't know the age.",
            )
        )
    if missing.without_home:
        n = missing.without_home
        said.append(
            Text(
                f"Van {_count(n, 'persoon', 'personen')} weten we niet waar hij of zij woont.",
                f"Of {_count(n, 'person', 'persons')} we don't know where he or she lives.",
            )
        )
    if missing.roles:
        said.append(
            Text(
                f"Bij {_count(missing.roles, 'signaal', 'signalen')} is de rol niet geleverd.",
                f"Of {_count(missing.roles, 'signal', 'signals')} the role was not delivered.",
            )
        )
    return tuple(said)


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _few(names: tuple[str, ...]) -> Text:
    """List some, and say how many more there are."""
    shown, more = ", ".join(names[:_FEW]), len(names) - _FEW
    if more <= 0:
        return Text(shown, shown)
    return Text(f"{shown} en nog {more}", f"{shown} and {more} more")
