"""Who belongs at the table: what is needed, and who must be there.

Field names are the column names of the list's file; ``read.py`` says how cells are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = ["CapabilityNeed", "MustRule"]

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CapabilityNeed:
    """A need that follows from evidence, and the capabilities of which one is enough to meet it.

    ``subject`` is minor, adult or household, or any; ``side`` says what the evidence is: care, own
    conduct, or being hurt by it. ``partners`` narrows who may meet it; empty: whoever can.
    """

    key: ClassVar = "need_id"
    label: ClassVar = "name"
    need_id: str
    name_nl: str
    name_en: str
    life_domain: str
    subject: str
    side: Words
    min_severity: int
    capabilities: Words
    partners: Words
    certainty: str
    legal_basis: str
    doubt_nl: str
    doubt_en: str
    source: str


@dataclass(frozen=True, slots=True)
class MustRule:
    """Who must be at the table, should be, or is consulted outside it, when a condition holds.

    It holds when there is a signal of one of the types, about such a subject and of such a side, or
    when one of the measures runs; with neither it always holds. ``young`` is 12 to 17 on the day of the
    event; ``own`` is own conduct as suspect or convicted.
    """

    key: ClassVar = "rule_id"
    label: ClassVar = "name"
    rule_id: str
    name_nl: str
    name_en: str
    condition_nl: str
    condition_en: str
    signal_codes: Words
    measure_codes: Words
    subject: str
    side: Words
    partners: Words
    choice: str
    mode: str
    legal_basis: str
    certainty: str
    doubt_nl: str
    doubt_en: str
    source: str
