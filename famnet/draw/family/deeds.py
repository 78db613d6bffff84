"""What partners do with a family network: measures, involvement, questions asked, hand-overs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.analysis.ground_words import ground_words
from famnet.catalogue import load_catalogue
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.catalogue.actors import InvolvementRole
    from famnet.draw.family.circle import Circle, Subject

__all__ = ["HELPING", "Asked", "Deeds", "Involvement", "MeasureRow", "Span", "deeds"]

#: Roles of an involvement that are help, not only contact.
HELPING: Final = ("helper", "treatment", "guardian", "supervisor")
_MODES: Final = ("voluntary", "imposed")
_PERIOD: Final = ("start_date", "start_date_hi", "end_date", "end_date_hi")
_EXECUTION: Final = "measure_execution"
# Where the name of the catalogue is long.
_SHORT: Final = {
    "OTS": "OTS",
    "VOTS": "Voorlopige OTS",
    "MUHP": "Uithuisplaatsing",
    "JHVRIJ": "Vrijwillige jeugdhulp",
    "JR": "Jeugdreclassering",
    "GEZAG": "Gezag beëindigd",
    "VVOOGD": "Voorlopige voogdij",
}
_SHORT_EN: Final = {
    "OTS": "Supervision order",
    "VOTS": "Provisional supervision order",
    "MUHP": "Out-of-home placement",
    "GEZAG": "Authority ended",
}
_UNDONE: Final = ("", "pending", "refused", "no_follow_up")


@dataclass(frozen=True, slots=True)
class Span:
    """A period in its earliest and latest readings."""

    start: int
    start_hi: int
    end: int
    end_hi: int

    def runs(self, today: int) -> bool:
        """Say whether it holds on a day, in some reading of its end."""
        return self.start <= today < self.end_hi


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure, ``short`` in few words; ``undone``: hand-overs that say it isn't carried out."""

    ref: str
    measure_id: str
    code: str
    name: str
    law: str
    imposed: bool
    subject: Subject
    decided_by: int
    partners: tuple[int, ...]
    span: Span
    undone: tuple[str, ...]
    short: str

    @property
    def evidence(self) -> tuple[str, ...]:
        """Id of its row; what says that it isn't carried out stands in ``undone``."""
        return (f"measures:{self.measure_id}",)


@dataclass(frozen=True, slots=True)
class Involvement:
    """A partner that is or was involved; ``mode`` as delivered, else that of the role."""

    ref: str
    partner: int
    role: str
    role_name: str
    mode: str
    subject: Subject
    span: Span
    line: int

    @property
    def evidence(self) -> tuple[str, ...]:
        """Id of its row: the line, since the table has no ids."""
        return (f"involvements:{self.line}",)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a partner; ``answer`` empty while it waits."""

    partner: int
    subject: Subject
    asked: int
    answered: int
    answer: str
    line: int

    @property
    def waiting(self) -> bool:
        """Whether there is no answer, or a refusal to give one."""
        return self.answer in ("", "refused")

    @property
    def evidence(self) -> tuple[str, ...]:
        """Id of its row."""
        return (f"requests:{self.line}",)


@dataclass(frozen=True, slots=True)
class Deeds:
    """All of it up to the reference date, each in order of its day."""

    measures: tuple[MeasureRow, ...]
    involvements: tuple[Involvement, ...]
    asked: tuple[Asked, ...]


def deeds(circle: Circle) -> Deeds:
    """Return what partners do with the households of a circle. O(k log n) for k rows."""
    return Deeds(_measures(circle), _involvements(circle), _asked(circle))


def _records(
    circle: Circle, table: str, columns: tuple[str, ...], by: tuple[str, ...]
) -> list[tuple[dict[str, Any], Subject]]:
    rows = circle.facts.rows(table, "unit", circle.units)
    found = circle.facts.records(table, rows, (*columns, "person", "household", "line"))
    found.sort(key=lambda row: tuple(row[name] for name in by))
    return list(zip(found, circle.about(found), strict=True))


def _span(row: dict[str, Any]) -> Span:
    return Span(*(row[name] for name in _PERIOD))


def _measures(circle: Circle) -> tuple[MeasureRow, ...]:
    columns = (
        "measure_id", "type", "decided_by_partner", "partner", "second_partner", *_PERIOD,
    )  # fmt: skip
    catalogue = load_catalogue().measures
    waiting = _executions(circle)
    short = _SHORT_EN if circle.lang == "en" else _SHORT
    found = []
    rows = _records(circle, "measures", columns, ("start_date", "measure_id"))
    for number, (row, subject) in enumerate(rows, 1):
        kind = catalogue[str(row["type"])]
        name = kind.name_en if circle.lang == "en" else kind.name_nl
        partners = tuple(row[n] for n in ("partner", "second_partner") if row[n] >= 0)
        imposed, span = kind.mode == "imposed", _span(row)
        undone = (
            tuple(
                f"referrals:{name}"
                for name, person, sent, to in waiting
                if person == row["person"] >= 0 and to in partners and sent >= span.start
            )
            if imposed and span.runs(circle.today)
            else ()
        )
        found.append(MeasureRow(
            f"m{number:02d}", str(row["measure_id"]), kind.code, name,
            ground_words(kind.legal_basis, circle.lang),
            imposed, subject, row["decided_by_partner"], partners, span, undone,
            short.get(kind.code, name),
        ))  # fmt: skip
    return tuple(m for m in found if m.span.start <= circle.today)


def _executions(circle: Circle) -> list[tuple[str, int, int, int]]:
    """Return the orders to carry out a measure that nobody took up: id, person, day sent, to whom."""
    columns = (
        "referral_id", "person", "to_partner", "step", "sent_date", "answered_date", "outcome",
    )  # fmt: skip
    rows = circle.facts.rows("referrals", "unit", circle.units)
    signals = circle.facts.rows("signals", "unit", circle.units)
    rows = np.union1d(rows, circle.facts.rows("referrals", "signal", signals))
    found = circle.facts.records("referrals", rows, columns)
    return [
        (str(row["referral_id"]), row["person"], row["sent_date"], row["to_partner"])
        for row in found
        if row["step"] == _EXECUTION
        and (row["outcome"] or "") in _UNDONE
        and (row["answered_date"] == NO_DAY or row["outcome"] in _UNDONE[2:])
    ]


def _involvements(circle: Circle) -> tuple[Involvement, ...]:
    roles = load_catalogue().involvement_roles
    found = []
    rows = _records(
        circle, "involvements", ("partner", "role", "mode", *_PERIOD), ("start_date", "partner")
    )
    for number, (row, subject) in enumerate(rows, 1):
        role = roles.get(row["role"] or "other")
        own = role.mode if role is not None and role.mode in _MODES else ""
        found.append(Involvement(
            f"h{number:02d}", row["partner"], row["role"] or "",
            _role_name(role if row["role"] else None, circle.lang),
            row["mode"] or own, subject, _span(row), row["line"],
        ))  # fmt: skip
    return tuple(item for item in found if item.span.start <= circle.today)


def _role_name(role: InvolvementRole | None, lang: Lang) -> str:
    if role is None:
        return "involved" if lang == "en" else "betrokken"
    name = role.name_en if lang == "en" else role.name_nl
    # Initials keep their capitals in English: "guardian (GI or person)".
    return name[:1].lower() + name[1:] if lang == "en" else name.lower()


def _asked(circle: Circle) -> tuple[Asked, ...]:
    found = []
    columns = ("partner", "asked_date", "delivered_date", "answer")
    for row, subject in _records(circle, "requests", columns, ("asked_date", "partner", "line")):
        if row["asked_date"] > circle.today:
            continue
        came = row["delivered_date"] if row["delivered_date"] <= circle.today else NO_DAY
        answer = row["answer"] or ("delivered" if came != NO_DAY else "")
        answer = "" if answer == "pending" else answer
        found.append(Asked(row["partner"], subject, row["asked_date"], came, answer, row["line"]))
    return tuple(found)
