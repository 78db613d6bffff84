"""Why a list is empty, and what would change it: for the top of an overview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.gate import Fails
from famnet.analysis.roles import DOMAINS, Reason
from famnet.analysis.statements import FAILS
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.book import Book
    from famnet.analysis.gate import Counts

__all__ = ["why_empty"]

_NO_SIGNALS: Final = Text(
    "Er zijn geen signalen geleverd. Met signalen van partners kan er een lijst komen.",
    "No signals were delivered. With signals of partners there can be a list.",
)
_NO_WINDOWS: Final = Text(
    "Er zijn geen familienetwerken van twee of meer huishoudens. Er is geen verwantschap"
    " tussen huishoudens geleverd. Met ouders en kinderen (kinships) en waar zij wonen"
    " (memberships) kan er een lijst komen.",
    "There are no family networks of two households or more. No kinship between households was"
    " delivered. With parents and children (kinships) and where they live (memberships) there can"
    " be a list.",
)
_NONE: Final = Text(
    "Er staat geen familienetwerk op de lijst.", "There is no family network on the list."
)
_ALL_INVOLVED: Final = Text(
    "Alle signalen hebben de rol 'betrokken'. Dat is geen verdenking.",
    "All signals have the role 'involved'. That is no suspicion.",
)
_ONE_OBSERVER: Final = Text(
    "Alles wat meetelt, komt van één waarnemer.", "All that counts comes from one observer."
)
_REASONS: Final = {
    Reason.NO_SUSPICION: Text(
        "telt niet mee: betrokken bij een misdrijf is geen verdenking",
        "does not count: being involved in an offence is no suspicion",
    ),
    Reason.ROLE_UNKNOWN: Text(
        "telt niet mee: de rol is niet geleverd", "does not count: the role was not delivered"
    ),
    Reason.REFUTED: Text("is weerlegd", "refuted"),
    Reason.RUMOUR: Text("is een gerucht", "a rumour"),
    Reason.ADMINISTRATIVE: Text("is een maatregel of besluit", "a measure or decision"),
    Reason.PROTECTIVE: Text("gaat over wat goed gaat", "about what goes well"),
}


def why_empty(book: Book, counts: Counts) -> Text:
    """Say why no family network passes the gate.

    Parameters
    ----------
    book : Book
        What facts are taken from.
    counts : Counts
        What each window shows.

    Returns
    -------
    Text
        A few sentences: what was delivered, why it doesn't suffice, what would change it.
    """
    if not len(book.graph.signals):
        return _NO_SIGNALS
    if not len(counts.reason):
        return _NO_WINDOWS
    return _joined([_NONE, *_of_signals(book), *_of_windows(counts), _what_helps(book)])


def _joined(said: Sequence[Text]) -> Text:
    return Text(" ".join(one.nl for one in said), " ".join(one.en for one in said))


def _of_signals(book: Book) -> list[Text]:
    """Say what the signals lack, from the most telling down."""
    signals, judged = book.graph.signals, book.judged
    n = len(signals)
    said = []
    types = load_catalogue().signal_types
    justice = sum(
        int(count) for code, count in signals["type"].value_counts().items()
        if types[str(code)].domain == "JUS"
    )  # fmt: skip
    if justice == n:
        said.append(
            Text(
                f"Alle {n} signalen gaan over justitie. Justitie alleen is nooit genoeg.",
                f"All {n} signals are about justice. Justice alone is never enough.",
            )
        )
    involved = int((signals["role"] == "involved").sum())
    if involved == n:
        said.append(_ALL_INVOLVED)
    said += _of_reasons(book, involved == n)
    if not judged.counted.any():
        return said
    seen = np.unique(book.table.observer[judged.counted])
    if len(seen[seen >= 0]) == 1:
        said.append(_ONE_OBSERVER)
    if not (book.within & judged.counted).any():
        last = format_day(int(signals["event_date"].to_numpy()[judged.counted].max()))
        when = book.period.text
        said.append(
            Text(
                f"Niets wat meetelt, ligt in de periode {when.nl}. Het laatste is van {last}.",
                f"Nothing that counts lies in the period {when.en}. The last is of {last}.",
            )
        )
    return said


def _of_reasons(book: Book, all_involved: bool) -> list[Text]:  # noqa: FBT001
    judged, n = book.judged, len(book.judged.counted)
    reasons = tuple(Reason)
    said = []
    numbers = np.bincount(judged.reason, minlength=len(reasons))
    for reason, text in _REASONS.items():
        number = int(numbers[reasons.index(reason)])
        if number and not (all_involved and number == n and reason is Reason.NO_SUSPICION):
            said.append(
                Text(
                    f"{number} van de {n} signalen: {text.nl}.",
                    f"{number} of the {n} signals: {text.en}.",
                )
            )
    return said


def _of_windows(counts: Counts) -> list[Text]:
    numbers = np.bincount(counts.reason, minlength=len(Fails))
    n = len(counts.reason)
    return [
        Text(
            f"{number} van de {n} familienetwerken: {_lower(FAILS[fails].nl)}",
            f"{number} of the {n} family networks: {_lower(FAILS[fails].en)}",
        )
        for fails, number in zip(Fails, numbers, strict=True)
        if number
    ]


def _lower(text: str) -> str:
    return f"{text[0].lower()}{text[1:]}"


def _what_helps(book: Book) -> Text:
    judged = book.judged
    domains = {DOMAINS[d] for d in np.unique(judged.domain[judged.counted])}
    missing = [name for code, name in load_catalogue().life_domains.items() if code not in domains]
    nl = en = ""
    if len(missing) > 3:
        nl = f" (nu niets over onder meer {'; '.join(one.name_nl for one in missing[:3])})"
        en = f" (now nothing about {'; '.join(one.name_en for one in missing[:3])}, among others)"
    return Text(
        f"Dit verandert als er signalen komen uit meer leefgebieden en van meer partners{nl}, met een"
        " rol erbij. Een lege lijst betekent niet: niets aan de hand.",
        f"This changes when signals come from more life domains and of more partners{en}, with a role"
        " beside them. An empty list doesn't mean: nothing is the matter.",
    )
