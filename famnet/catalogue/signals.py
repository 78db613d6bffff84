"""What is signalled: life domains, types of signal, who may see them, what may never count.

Field names are the column names of the list's file; ``read.py`` says how cells are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "BlockedAttribute",
    "InclusionRule",
    "LifeDomain",
    "ScanGroup",
    "SignalAdmission",
    "SignalType",
]

Words = tuple[str, ...]


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
