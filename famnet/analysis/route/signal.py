"""The way of one signal: at which step it stands, what is asked next, who may receive it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.analysis.ages import AgeClass
from famnet.analysis.book import book_of
from famnet.analysis.direction import units_of_rows
from famnet.analysis.roles import DOMAINS, REASON_NL, Reason, signal_ages
from famnet.analysis.route.chains import chains_of
from famnet.analysis.route.circle import Circle, any_of_age, label_of
from famnet.analysis.route.gaps import gaps_of
from famnet.analysis.route.receiving import AT_HOME, OWN, Told, receivers_of
from famnet.analysis.route.routing import matter_of
from famnet.analysis.route.signal_sheet import CodeStand, SignalSheet
from famnet.analysis.route.telling import Teller
from famnet.analysis.route.usual import edge_of
from famnet.analysis.route.weighing import code_step, weighing_of
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.errors import UserError
from famnet.graph.day_text import text_of
from famnet.vocabulary import NO_DAY, SignalStatus

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from famnet.analysis.route.sheet import Matter
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["is_about", "signal_route"]

_LAST: Final = 5
_REASON_EN: Final = {
    Reason.COUNTED: "counts",
    Reason.AS_NEED: "counts as a need for help (victim, witness or child in the family)",
    Reason.AS_CARE: "counts as care: the child was younger than 12",
    Reason.REFUTED: "does not count: refuted",
    Reason.RUMOUR: "does not count: rumour",
    Reason.ADMINISTRATIVE: "does not count: measure or decision",
    Reason.PROTECTIVE: "does not count: this goes well",
    Reason.NO_SUSPICION: "does not count: involved is no suspicion",
    Reason.ROLE_UNKNOWN: "does not count: the role was not delivered",
    Reason.ROLE_NOT_ALLOWED: "does not count: this role does not fit this type of signal",
    Reason.NOT_BY_PERSON: "does not count: a household cannot be a suspect",
    Reason.MINOR: "does not count: this type of signal may not be about a minor",
}


def signal_route(graph: FamilyGraph, signal_id: str) -> SignalSheet:
    """Say at which step a signal stands, what people are asked next, and who may receive it.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; its workspace decides what may be seen.
    signal_id : str
        Which signal.

    Returns
    -------
    SignalSheet
        With the rows behind each line; the weighing questions are asked, never answered.

    Raises
    ------
    UserError
        There is no such signal in this workspace.
    """
    rows = np.flatnonzero((graph.signals["signal_id"] == signal_id).to_numpy())
    if not len(rows):
        raise UserError(
            f"Signaal {signal_id[:60]!r} staat niet in deze levering, of mag in deze werkruimte niet worden gezien.",
            hint="Kies een signal_id uit signals.csv; set_aside.csv zegt welke signalen opzij zijn gelegd.",
        )
    return _sheet(graph, int(rows[0]))


def is_about(graph: FamilyGraph, signal_id: str, window: Window) -> bool:
    """Say whether a signal is about someone or a household of a family network.

    Its household is that of the day of the event, or that of today: the network a page would show it
    in, and the one where whom it is about lives now.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    signal_id : str
        Which signal; one that isn't there is about nobody.
    window : Window
        The family network.
    """
    rows = np.flatnonzero((graph.signals["signal_id"] == signal_id).to_numpy())
    units = {int(book_of(graph).table.unit[row]) for row in rows}
    units |= {int(unit) for unit in units_of_rows(graph, "signals")[rows]}
    return bool((units - {-1}) & {int(unit) for unit in window.units})


def _sheet(graph: FamilyGraph, row: int) -> SignalSheet:
    given: Mapping[Hashable, Any] = graph.signals.iloc[row].to_dict()
    book, teller = book_of(graph), Teller(graph, chains_of(graph), gaps_of(graph))
    unit = int(book.table.unit[row])
    circle = Circle(graph, (unit,) if unit >= 0 else ())
    matter, told = _matter(graph, row, unit), _told(graph, row, circle)
    origin, reason = int(given["origin_partner"]), tuple(Reason)[int(book.judged.reason[row])]
    code = str(given["type"])
    return SignalSheet(
        signal_id=str(given["signal_id"]),
        signal_type=code,
        name=label_of("signal_types", code),
        holder=teller.party(int(given["partner"])),
        seen_by=None if origin in (-1, int(given["partner"])) else teller.party(origin),
        on=text_of(int(given["event_date"]), int(given["event_date_hi"]), empty=NO_DAY),
        role=told.role,
        status=_word(given["status"]),
        stands=Text(REASON_NL[reason], _REASON_EN[reason]),
        notes=_notes(graph, row, matter, told),
        matter=matter,
        meldcode=_stand(told, matter, circle),
        receivers=receivers_of(told),
        as_of=graph.as_of_text or "",
        workspace=str(graph.workspace),
        evidence=(f"signals:{given['signal_id']}",),
    )


def _word(cell: object) -> str:
    return cell if isinstance(cell, str) else ""


def _matter(graph: FamilyGraph, row: int, unit: int) -> Matter | None:
    """Return the hand-overs of the signal's occurrence, and what ties in with them."""
    chains, first = chains_of(graph), book_of(graph).table.first
    signal = graph.tables["referrals"]["signal"].to_numpy()
    own = np.flatnonzero((signal >= 0) & chains.seen & (first[signal] == first[row]))
    rows = np.unique(chains.other[np.isin(chains.one, own)])
    if not len(rows):
        return None
    units = np.array([unit] if unit >= 0 else [], np.int32)
    return matter_of(graph, rows[np.argsort(chains.place[rows])], units)


def _told(graph: FamilyGraph, row: int, circle: Circle) -> Told:
    given = graph.signals.iloc[row]
    person, book = int(given["person"]), book_of(graph)
    day = (int(given["event_date"]), int(given["event_date_hi"]))

    def of_age(who: str, low: int | None, high: int | None) -> bool | None:
        if who == "household":
            return circle.somebody_of(low, high)
        if person < 0:
            return None
        return any_of_age(graph.persons, [person], day, (low, high))

    return Told(
        code=str(given["type"]),
        domain=DOMAINS[int(book.judged.domain[row])],
        role=_word(given["role"]),
        holder=str(graph.partners["kind"].iloc[int(given["partner"])]),
        refuted=given["status"] == str(SignalStatus.REFUTED),
        consent=bool(given["onward_consent"]),
        release_ground=_word(given["release_ground"]),
        workspace=graph.workspace,
        of_age=of_age,
    )


def _notes(graph: FamilyGraph, row: int, matter: Matter | None, told: Told) -> tuple[Text, ...]:
    notes = []
    if told.refuted:
        notes.append(_rectify(matter))
    if told.role in OWN and signal_ages(graph)[row] == int(AgeClass.UNDER_12):
        notes.append(
            Text(
                "Het kind was of is misschien jonger dan 12: er is geen strafrechtelijk spoor, het telt als zorg.",
                "The child was or may be younger than 12: there is no penal path, it counts as care.",
            )
        )
    until = int(graph.signals["exception_until"].iloc[row])
    if until != NO_DAY and (graph.as_of == NO_DAY or until > graph.as_of):
        day = text_of(until, int(graph.signals["exception_until_hi"].iloc[row]), empty=NO_DAY)
        notes.append(
            Text(f"De betrokkene wordt niet geïnformeerd tot {day}.", f"The person concerned is not informed until {day}.")
        )  # fmt: skip
    return tuple(notes)


def _rectify(matter: Matter | None) -> Text:
    """Return what a refuted signal asks for: who received it must know (GDPR art. 19)."""
    receivers = {done.receiver.name for done in matter.done} if matter else set()
    if not receivers:
        return Text("Weerlegd: draag het niet over.", "Refuted: do not hand it over.")
    nl = ", ".join(sorted(name.nl for name in receivers))
    en = ", ".join(sorted(name.en for name in receivers))
    return Text(
        f"Weerlegd: draag het niet over. Wie het kreeg, moet dit weten (AVG art. 19): {nl}.",
        f"Refuted: do not hand it over. Who received it must know (GDPR art. 19): {en}.",
    )


def _stand(told: Told, matter: Matter | None, circle: Circle) -> CodeStand | None:
    """Return where it stands in the reporting code; None where that is not for its holder."""
    catalogue = load_catalogue()
    edge = catalogue.referral_edges.get(edge_of(told.holder, "VT"))
    if edge is None or edge.echo_class != "reporting_code" or told.refuted:
        return None
    steps = [code_step(done.step) for done in matter.done] if matter else []
    at = max(steps, default=0)
    here, then = catalogue.meldcode_steps.get(str(at)), catalogue.meldcode_steps.get(str(at + 1))
    evidence = (
        done.evidence[0] for done in (matter.done if matter else ()) if code_step(done.step)
    )
    return CodeStand(
        at=at,
        at_name=Text(here.title_nl, here.title_en) if here else _NO_STEP_YET,
        next_step=at + 1 if then else 0,
        next_name=Text(then.title_nl, then.title_en) if then else Text("", ""),
        what=Text(then.what_nl, then.what_en) if then else Text("", ""),
        consult=then.consult_codes if then else (),
        applies=_ABOUT_HOME if told.domain in AT_HOME else _ASK_FIRST,
        # After the decision the last question stays: does help lead to what is needed in time?
        weighing=weighing_of(circle, [_LAST] if at == _LAST else range(1, _LAST + 1)),
        legal_basis=edge.legal_basis,
        evidence=tuple(evidence),
    )


_NO_STEP_YET: Final = Text("nog geen stap vastgelegd", "no step recorded yet")
_ABOUT_HOME: Final = Text(
    "Het signaal gaat over thuis of de veiligheid van een kind: de Meldcode geldt.",
    "The signal is about home or the safety of a child: the reporting code holds.",
)
_ASK_FIRST: Final = Text(
    "De Meldcode geldt als het om huiselijk geweld of kindermishandeling kan gaan; dat vraagt afwegingsvraag 1.",
    "The reporting code holds if this may be domestic violence or child abuse; weighing question 1 asks that.",
)
