"""Why a list is empty, and what would change it: in Dutch, for the top of an overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.gate import Fails
from famnet.analysis.roles import DOMAINS, Reason
from famnet.analysis.statements import FAILS_NL
from famnet.catalogue import load_catalogue
from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from famnet.analysis.book import Book
    from famnet.analysis.gate import Counts

__all__ = ["why_empty"]


def why_empty(book: Book, counts: Counts) -> str:
    """Say why no family network passes the gate.

    Parameters
    ----------
    book : Book
        What facts are taken from.
    counts : Counts
        What each window shows.

    Returns
    -------
    str
        A few Dutch sentences: what was delivered, why it doesn't suffice, what would change it.
    """
    signals = book.graph.signals
    if not len(signals):
        return "Er zijn geen signalen geleverd. Met signalen van partners kan er een lijst komen."
    if not len(counts.reason):
        return (
            "Er zijn geen familienetwerken van twee of meer huishoudens. Er is geen verwantschap"
            " tussen huishoudens geleverd. Met ouders en kinderen (kinships) en waar zij wonen"
            " (memberships) kan er een lijst komen."
        )
    said = [*_of_signals(book), *_of_windows(counts)]
    return " ".join(["Er staat geen familienetwerk op de lijst.", *said, _what_helps(book)])


def _of_signals(book: Book) -> list[str]:
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
        said.append(f"Alle {n} signalen gaan over justitie. Justitie alleen is nooit genoeg.")
    involved = int((signals["role"] == "involved").sum())
    if involved == n:
        said.append("Alle signalen hebben de rol 'betrokken'. Dat is geen verdenking.")
    said += _of_reasons(book, involved == n)
    if not judged.counted.any():
        return said
    seen = np.unique(book.table.observer[judged.counted])
    if len(seen[seen >= 0]) == 1:
        said.append("Alles wat meetelt, komt van één waarnemer.")
    if not (book.within & judged.counted).any():
        last = format_day(int(signals["event_date"].to_numpy()[judged.counted].max()))
        said.append(
            f"Niets wat meetelt, ligt in de periode {book.period.text_nl}. Het laatste is van {last}."
        )
    return said


def _of_reasons(book: Book, all_involved: bool) -> list[str]:  # noqa: FBT001
    judged, n = book.judged, len(book.judged.counted)
    reasons = tuple(Reason)
    said = []
    numbers = np.bincount(judged.reason, minlength=len(reasons))
    texts = {
        Reason.NO_SUSPICION: "telt niet mee: betrokken bij een misdrijf is geen verdenking",
        Reason.ROLE_UNKNOWN: "telt niet mee: de rol is niet geleverd",
        Reason.REFUTED: "is weerlegd",
        Reason.RUMOUR: "is een gerucht",
        Reason.ADMINISTRATIVE: "is een maatregel of besluit",
        Reason.PROTECTIVE: "gaat over wat goed gaat",
    }
    for reason, text in texts.items():
        number = int(numbers[reasons.index(reason)])
        if number and not (all_involved and number == n and reason is Reason.NO_SUSPICION):
            said.append(f"{number} van de {n} signalen: {text}.")
    return said


def _of_windows(counts: Counts) -> list[str]:
    numbers = np.bincount(counts.reason, minlength=len(Fails))
    n = len(counts.reason)
    return [
        f"{number} van de {n} familienetwerken: {FAILS_NL[fails][0].lower()}{FAILS_NL[fails][1:]}"
        for fails, number in zip(Fails, numbers, strict=True)
        if number
    ]


def _what_helps(book: Book) -> str:
    judged = book.judged
    domains = {DOMAINS[d] for d in np.unique(judged.domain[judged.counted])}
    missing = [
        name.name_nl for code, name in load_catalogue().life_domains.items() if code not in domains
    ]
    said = "Dit verandert als er signalen komen uit meer leefgebieden en van meer partners"
    if len(missing) > 3:
        said += f" (nu niets over onder meer {'; '.join(missing[:3])})"
    return f"{said}, met een rol erbij. Een lege lijst betekent niet: niets aan de hand."
