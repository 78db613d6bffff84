"""Who takes part, what they do, and how they hand over.

Field names are the column names of the list's file; ``read.py`` says how cells are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "InvolvementRole",
    "Partner",
    "ReferralEdge",
    "ReferralStep",
    "Task",
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
