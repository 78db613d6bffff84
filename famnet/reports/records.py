"""What partners do with a family: measures, involvement, hand-overs and questions asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.ground_words import ground_words
from famnet.analysis.route.chains import FEEDBACK
from famnet.analysis.route.usual import usual_of, wait_of
from famnet.catalogue import load_catalogue
from famnet.reports.agreements import COLUMNS as AGREED
from famnet.reports.agreements import Agreement, agreements
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.draw.family.people import Family
    from famnet.reports.session import Session
    from famnet.reports.texts import Texts

__all__ = ["Handover", "Help", "Measure", "Question", "Records", "is_past", "records", "runs"]

_PERIOD: Final = ("start_date", "start_date_hi", "end_date", "end_date_hi")
COLUMNS: Final = {
    "measures": ("measure_id", "type", "person", "household", "decided_by_partner", "partner", "second_partner", *_PERIOD),
    "involvements": ("partner", "person", "household", "role", "mode", "line", *_PERIOD),
    "referrals": (
        "referral_id", "signal", "person", "household", "from_partner", "to_partner", "step", "sent_date",
        "sent_date_hi", "answered_date", "answered_date_hi", "outcome",
    ),
    "requests": ("partner", "person", "household", "asked_date", "delivered_date", "answer", "line"),
    "actions": AGREED,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure about a person or household of the page."""

    ref: str
    measure_id: str
    code: str
    name: str
    subject: str
    who: str
    mode: str
    kind: str
    partners: tuple[int, ...]
    executing: tuple[int, ...]
    decided_by: str
    executed_by: str
    start: str
    end: str
    running: bool
    past: bool
    law: str
    days: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Help:
    """A partner that is or was involved."""

    ref: str
    partner: int
    partner_name: str
    subject: str
    who: str
    role: str
    role_name: str
    mode: str
    start: str
    end: str
    running: bool
    past: bool
    days: tuple[int, int]
    line: int


@dataclass(frozen=True, slots=True)
class Handover:
    """A hand-over between partners; ``days`` until the answer, or at least so many while it waits.

    ``late``: it waits longer than usual, by every reading of the day it was sent.
    """

    ref: str
    referral_id: str
    step: str
    step_name: str
    who: str
    sender: str
    receiver: str
    partners: tuple[int, ...]
    sent: str
    answered: str
    outcome: str
    days: int | None
    usual: int | None
    waiting: bool
    on: tuple[int, int]
    late: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A question to a partner about one or more people or households of the page."""

    ref: str
    partner: int
    partner_name: str
    subjects: tuple[str, ...]
    who: str
    asked: str
    answered: str
    answer: str
    days: int | None
    waiting: bool
    lines: tuple[int, ...]
    on: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Records:
    """All of it, each in order of its day."""

    measures: tuple[Measure, ...]
    help: tuple[Help, ...]
    handovers: tuple[Handover, ...]
    questions: tuple[Question, ...]
    agreements: tuple[Agreement, ...]

    def refs_by_subject(self) -> dict[tuple[str, int], list[str]]:
        """Return the refs per (subject id, partner)."""
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for measure in self.measures:
            for partner in measure.partners:
                found[measure.subject, partner].append(measure.ref)
        for helping in self.help:
            found[helping.subject, helping.partner].append(helping.ref)
        for question in self.questions:
            for subject in question.subjects:
                found[subject, question.partner].append(question.ref)
        return found


def records(session: Session, family: Family, units: Sequence[int]) -> Records:
    """Collect what partners do with the households of a page.

    Notes
    -----
    O(k log n) for k rows.
    """
    reader = _Reader(session, family)
    return Records(
        reader.measures(units), reader.help(units), reader.handovers(units), reader.questions(units),
        reader.agreements(units),
    )  # fmt: skip


class _Reader:
    def __init__(self, session: Session, family: Family) -> None:
        self._session = session
        self._today = session.graph.as_of
        self._people = family.by_code()
        self._homes = {home.code: home for home in family.households if home.code >= 0}

    def _table(self, name: str, rows: np.ndarray, by: str, key: str) -> list[dict[str, object]]:
        found = self._session.facts.records(name, rows, COLUMNS[name])
        return sorted(found, key=lambda row: (_int(row[by]), str(row.get(key, ""))))

    def _about(self, row: dict[str, object]) -> tuple[str, str]:
        """Return the id and the label of whom a row is about."""
        texts, facts = self._session.texts, self._session.facts
        person, household = _int(row.get("person", -1)), _int(row.get("household", -1))
        if person >= 0:
            card = self._people.get(person)
            if card:
                return card.person_id, card.label.text
            return str(facts.records("persons", [person], ("person_id",))[0]["person_id"]), texts(
                "page.former"
            )
        if household < 0:
            return "", texts("page.family")
        name = str(facts.records("households", [household], ("household_id",))[0]["household_id"])
        home = self._homes.get(household)
        return name, texts("page.household", letter=home.letter) if home else texts(
            "page.old_household"
        )

    def _state(self, row: dict[str, object]) -> tuple[bool, bool]:
        """Return whether a period is running and whether it is past."""
        start, end = _int(row["start_date"]), _int(row["end_date_hi"])
        return runs(self._today, start, end), is_past(self._today, end)

    def measures(self, units: Sequence[int]) -> tuple[Measure, ...]:
        found = []
        catalogue, name = load_catalogue(), self._session.partners.full
        rows = self._session.facts.rows("measures", "unit", units)
        for number, row in enumerate(self._table("measures", rows, "start_date", "measure_id"), 1):
            kind = catalogue.measures[str(row["type"])]
            subject, who = self._about(row)
            partners = tuple(
                _int(row[key])
                for key in ("decided_by_partner", "partner", "second_partner")
                if _int(row[key]) >= 0
            )
            running, past = self._state(row)
            found.append(Measure(
                f"m{number:02d}", str(row["measure_id"]), kind.code, kind.name_en if self._session.texts.lang == "en" else kind.name_nl, subject, who, kind.mode,
                kind.kind, partners, partners[_int(row["decided_by_partner"]) >= 0 :], name(_int(row["decided_by_partner"])), name(_int(row["partner"])),
                _day(self._session.texts, row, "start_date"), _day(self._session.texts, row, "end_date"), running, past, ground_words(kind.legal_basis, self._session.texts.lang),
                (_int(row["start_date"]), _int(row["end_date_hi"])),
            ))  # fmt: skip
        return tuple(found)

    def help(self, units: Sequence[int]) -> tuple[Help, ...]:
        found = []
        texts = self._session.texts
        rows = self._session.facts.rows("involvements", "unit", units)
        for number, row in enumerate(self._table("involvements", rows, "start_date", "partner"), 1):
            subject, who = self._about(row)
            role, mode = _word(row["role"]), _word(row["mode"])
            running, past = self._state(row)
            found.append(Help(
                f"h{number:02d}", _int(row["partner"]), self._session.partners.full(_int(row["partner"])), subject,
                who, role, load_catalogue().label("involvement_roles", role, texts.lang).lower() if role else "",
                texts.get(f"mode.{mode}", ""), _day(self._session.texts, row, "start_date"), _day(self._session.texts, row, "end_date"), running, past,
                (_int(row["start_date"]), _int(row["end_date_hi"])), _int(row["line"]),
            ))  # fmt: skip
        return tuple(found)

    def agreements(self, units: Sequence[int]) -> tuple[Agreement, ...]:
        rows = self._session.facts.rows("actions", "unit", units)
        found = self._session.facts.records("actions", rows, AGREED)
        return agreements(self._session, found, self._about)

    def handovers(self, units: Sequence[int]) -> tuple[Handover, ...]:
        facts = self._session.facts
        signals = facts.rows("signals", "unit", units)
        rows = np.union1d(
            facts.rows("referrals", "unit", units), facts.rows("referrals", "signal", signals)
        )
        return tuple(
            self._handover(f"r{number:02d}", row)
            for number, row in enumerate(
                self._table("referrals", rows, "sent_date", "referral_id"), 1
            )
        )

    def _handover(self, ref: str, row: dict[str, object]) -> Handover:
        texts, name = self._session.texts, self._session.partners.full
        step = load_catalogue().referral_steps.get(_word(row["step"]) or "other")
        ends = (_int(row["from_partner"]), _int(row["to_partner"]))
        answered, sent = _int(row["answered_date"]), _int(row["sent_date"])
        outcome = _word(row["outcome"])
        unsaid = answered == NO_DAY and outcome in ("", "pending")
        waiting = unsaid and _word(row["step"]) != FEEDBACK
        kinds = (self._session.partners[partner].kind for partner in ends)
        usual = usual_of(_word(row["step"]), *kinds)
        wait = wait_of((sent, _int(row["sent_date_hi"])), self._today, usual)
        return Handover(
            ref, str(row["referral_id"]), step.step if step else "", (step.name_en if texts.lang == "en" else step.name_nl) if step else "",
            self._whom(row), name(ends[0]), name(ends[1]), ends, _day(texts, row, "sent_date"),
            _day(texts, row, "answered_date"), texts.get(f"outcome.{outcome}", ""),
            wait.days if waiting else _days(sent, answered), usual.days if usual else None, waiting,
            (sent, answered), waiting and wait.longer is True,
        )  # fmt: skip

    def _whom(self, row: dict[str, object]) -> str:
        signal = _int(row["signal"])
        if _int(row["person"]) < 0 and _int(row["household"]) < 0 and signal >= 0:
            row = self._session.facts.records("signals", [signal], ("person", "household"))[0]
        return self._about(row)[1]

    def questions(self, units: Sequence[int]) -> tuple[Question, ...]:
        """Questions of one round to one partner with one answer stand in one line."""
        groups: dict[tuple[int, int, int, str], list[tuple[str, str]]] = defaultdict(list)
        lines: dict[tuple[int, int, int, str], list[int]] = defaultdict(list)
        rows = self._session.facts.rows("requests", "unit", units)
        for row in self._table("requests", rows, "asked_date", "partner"):
            key = (
                _int(row["asked_date"]), _int(row["partner"]), _int(row["delivered_date"]), _word(row["answer"]),
            )  # fmt: skip
            groups[key].append(self._about(row))
            lines[key].append(_int(row["line"]))
        texts, found = self._session.texts, []
        for number, (key, about) in enumerate(groups.items(), 1):
            asked, partner, delivered, answer = key
            waiting = delivered == NO_DAY and answer in ("", "pending")
            labels = [label for _, label in sorted(set(about), key=lambda item: item[1])]
            found.append(Question(
                f"q{number:02d}", partner, self._session.partners.full(partner),
                tuple(sorted({subject for subject, _ in about})), ", ".join(labels), texts.day(asked),
                texts.day(delivered), texts("answer.pending" if waiting else f"answer.{answer or 'delivered'}"),
                _days(asked, self._today if waiting else delivered), waiting, tuple(lines[key]), (asked, delivered),
            ))  # fmt: skip
        return tuple(found)


def runs(today: int, start: int, end: int) -> bool:
    """Say whether a period holds today; without a today everything counts as current."""
    return not is_past(today, end) and (today == NO_DAY or start <= today)


def is_past(today: int, end: int) -> bool:
    """Say whether a period has ended."""
    return end != FOREVER and today != NO_DAY and end <= today


def _days(start: int, end: int) -> int | None:
    return None if NO_DAY in (start, end) else max(0, end - start)


def _day(texts: Texts, row: dict[str, object], name: str) -> str:
    return texts.day(_int(row[name]), _int(row[f"{name}_hi"]))


def _int(value: object) -> int:
    return int(value)  # type: ignore[call-overload, no-any-return]


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
