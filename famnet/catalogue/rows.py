"""One frozen row type per list of the catalogue; field names are the column names of its file.

Cells are typed by the annotation (``read.py``): ``tuple[str, ...]`` is a list with ``|`` between its
items, ``bool`` is yes or no, ``int | None`` and ``float | None`` may be empty. Codes are text, also
where they begin with a digit (``3RO``, ``172B``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "BlockedAttribute",
    "Criterion",
    "FoundingSentence",
    "InclusionRule",
    "InvolvementRole",
    "LifeDomain",
    "Measure",
    "MeldcodeStep",
    "Partner",
    "ProbationRule",
    "ReferralEdge",
    "ReferralStep",
    "RvdkGround",
    "ScanGroup",
    "SignalAdmission",
    "SignalType",
    "Source",
    "Task",
    "VeiligThuisRoute",
    "WeighingAnswer",
]

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation, unit, role, hub or court of the chain."""

    key: ClassVar = "code"
    label: ClassVar = "name"
    code: str
    name_nl: str
    name_en: str
    chain: str
    part_of: str
    observer_root: str
    level: str
    kind: str
    riec_participation: str
    zvh_participation: str
    at_case_table: bool
    capabilities: Words
    role_at_table_nl: str
    role_at_table_en: str
    statutory_basis: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str
    condition_nl: str
    zvh_controller: bool
    professional_secrecy: str
    observer_rule: str
    legal_body: str
    works_in: Words


@dataclass(frozen=True, slots=True)
class Task:
    """A task of a partner."""

    key: ClassVar = "task_id"
    label: ClassVar = "task"
    partner_code: str
    task_id: str
    task_nl: str
    task_en: str
    kind: str
    mode: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class ReferralEdge:
    """Who hands what to whom, and how long the hand-over's own record may take (days)."""

    key: ClassVar = "edge_id"
    label: ClassVar = "what"
    edge_id: str
    from_code: str
    to_code: str
    what_nl: str
    what_en: str
    trigger_nl: str
    legal_basis: str
    echo_window_days: int
    echo_class: str
    in_founding_text: bool
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class ScanGroup:
    """A group of life domains that counts as one."""

    key: ClassVar = "code"
    label: ClassVar = "name"
    code: str
    name_nl: str
    name_en: str
    source: str


@dataclass(frozen=True, slots=True)
class LifeDomain:
    """A life domain and the scan group it is counted in."""

    key: ClassVar = "code"
    label: ClassVar = "name"
    code: str
    name_nl: str
    name_en: str
    zrm_domains: Words
    nji_core_adult: str
    nji_core_youth: str
    scan_group: str
    lead_chain: str
    source: str


@dataclass(frozen=True, slots=True)
class SignalType:
    """A kind of signal: where it counts, who may hold it, which workspace may see it."""

    key: ClassVar = "code"
    label: ClassVar = "name"
    code: str
    name_nl: str
    name_en: str
    domain: str
    nature: str
    alt_nature: str
    alt_nature_roles: Words
    alt_domain: str
    counts_for_concentration: bool
    sensitivity: str
    criminal_data: bool
    special_category: bool
    needs_release_ground: bool
    riec_phase: int | None
    riec_condition_nl: str
    zvh: str
    zvh_condition_nl: str
    default_holders: Words
    holders: Words
    severity: int | None
    allowed_roles: Words
    minor_rule: str
    kinds: Words
    safety_lock: bool
    in_founding_text: bool
    founding_sentence_no: Words
    founding_signal_nl: str
    source: str


@dataclass(frozen=True, slots=True)
class SignalAdmission:
    """Where the answer depends on who delivers: looked at before the signal type itself."""

    label: ClassVar = "reason"
    signal_code: str
    workspace: str
    source_partner: str
    admission: str
    riec_phase: int | None
    reason_nl: str
    reason_en: str
    source: str


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
class ReferralStep:
    """A kind of hand-over; after ``waits_days`` without answer it shows as waiting long."""

    key: ClassVar = "step"
    label: ClassVar = "name"
    step: str
    name_nl: str
    name_en: str
    process: str
    usual_from: Words
    usual_to: Words
    waits_days: int | None
    waits_source: str
    founding_sentence_no: Words
    source: str


@dataclass(frozen=True, slots=True)
class InvolvementRole:
    """In what capacity a partner is involved with a person or household."""

    key: ClassVar = "role"
    label: ClassVar = "name"
    role: str
    name_nl: str
    name_en: str
    mode: str
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


@dataclass(frozen=True, slots=True)
class BlockedAttribute:
    """An attribute that may never be an indicator."""

    key: ClassVar = "attribute"
    label: ClassVar = "name"
    attribute: str
    name_nl: str
    name_en: str
    blocked_as: str
    why_nl: str
    source: str


@dataclass(frozen=True, slots=True)
class InclusionRule:
    """The chance that a signal of this hardness, certainty or status is kept when redrawn."""

    label: ClassVar = "name"
    policy: str
    value: str
    name_nl: str
    name_en: str
    probability: float | None
    owner: str
    since: str
    source: str


@dataclass(frozen=True, slots=True)
class FoundingSentence:
    """A unit of the founding text and the rows that stand for it (``list:key``)."""

    key: ClassVar = "sentence_no"
    label: ClassVar = "text_short"
    sentence_no: int
    unit_kind: str
    text_short_nl: str
    text_short_en: str
    covered_by: Words
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a row comes from; other rows name it by ``id``, with a place in it behind."""

    key: ClassVar = "id"
    label: ClassVar = "title"
    id: str
    title_nl: str
    title_en: str
    kind: str
    url: str
