"""What is done: measures, steps, routes, grounds and criteria.

Field names are the column names of the list's file; ``read.py`` says how cells are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "Criterion",
    "Measure",
    "MeasureConflict",
    "MeldcodeStep",
    "NextStep",
    "ProbationRule",
    "RvdkGround",
    "VeiligThuisRoute",
    "WeighingAnswer",
]

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure, regime, service or plan; ages in completed years, durations in days."""

    key: ClassVar = "code"
    label: ClassVar = "name"
    code: str
    name_nl: str
    name_en: str
    subject: str
    min_age: int | None
    max_age: int | None
    decided_by: Words
    executed_by: Words
    max_duration_days: int | None
    renewable: bool
    mode: str
    kind: str
    legal_basis: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str
    entry_type: str
    age_refers_to: str
    max_total_days: int | None
    condition_nl: str


@dataclass(frozen=True, slots=True)
class MeasureConflict:
    """Two measures that bite each other when both run; whether they do here, a person decides."""

    key: ClassVar = "conflict_id"
    label: ClassVar = "reason"
    conflict_id: str
    first_code: str
    second_code: str
    reach: str
    kind: str
    reason_nl: str
    reason_en: str
    certainty: str
    doubt_nl: str
    doubt_en: str
    legal_basis: str
    source: str


@dataclass(frozen=True, slots=True)
class MeldcodeStep:
    """A step of the reporting code for domestic violence and child abuse."""

    key: ClassVar = "step"
    label: ClassVar = "title"
    step: int
    title_nl: str
    title_en: str
    what_nl: str
    what_en: str
    consult_codes: Words
    next_step: int | None
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What may follow on a hand-over in some state; people decide, and each row says on what ground.

    It holds for hand-overs of one of the ``steps`` (none: any) in one of the ``states``, from and to
    such partners (none: any), where somebody of that age is ``about``: the subject itself, on the day it
    is about, or the household, today. ``SENDER`` and ``RECEIVER`` are those of the hand-over. ``beside``
    says which facts stand beside what people must answer, ``weighing`` which questions of the reporting
    code are asked, ``points_to`` is the row of another list that it rests on.
    """

    key: ClassVar = "rule_id"
    label: ClassVar = "text"
    rule_id: str
    steps: Words
    states: Words
    from_codes: Words
    to_codes: Words
    about: str
    min_age: int | None
    max_age: int | None
    next_step: str
    by_codes: Words
    next_codes: Words
    points_to: str
    weighing: Words
    beside: Words
    text_nl: str
    text_en: str
    question_nl: str
    question_en: str
    legal_basis: str
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class WeighingAnswer:
    """One answer to a weighing question of the reporting code, and where it leads."""

    key: ClassVar = "answer_id"
    label: ClassVar = "question"
    answer_id: str
    step: int
    question_no: int
    question_nl: str
    question_en: str
    answer: str
    next_kind: str
    next_code: str
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class VeiligThuisRoute:
    """What Veilig Thuis may do with a call or a report."""

    key: ClassVar = "route_id"
    label: ClassVar = "name"
    route_id: str
    name_nl: str
    name_en: str
    outcome_code: str
    next_partner_code: str
    condition_nl: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class RvdkGround:
    """A ground on which the Child Care and Protection Board starts an inquiry."""

    key: ClassVar = "ground_id"
    label: ClassVar = "name"
    ground_id: str
    name_nl: str
    name_en: str
    track: str
    requested_by: Words
    min_age: int | None
    max_age: int | None
    condition_nl: str
    legal_basis: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class ProbationRule:
    """Which probation organisation takes a client, by main problem."""

    key: ClassVar = "rule_id"
    label: ClassVar = "main_problem"
    rule_id: str
    main_problem_nl: str
    main_problem_en: str
    partner_code: str
    priority: int
    evidence_signal_codes: Words
    can_be_computed: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """An intake criterion of the ZVH or the RIEC; the verdict is always a person's."""

    key: ClassVar = "criterion_id"
    label: ClassVar = "text"
    criterion_id: str
    group: str
    text_nl: str
    text_en: str
    legal_source: str
    evidence_kind: str
    evidence_nl: str
    signal_codes: Words
    can_be_computed: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str
