"""What the rows rest on: the founding text, the sources, and the closed words.

Field names are the column names of the list's file; ``read.py`` says how cells are read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

__all__ = [
    "FoundingSentence",
    "Source",
    "Term",
]

Words = tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Term:
    """A closed word of the catalogue (kind and code) and what it is called."""

    label: ClassVar = "name"
    kind: str
    code: str
    name_nl: str
    name_en: str
    source: str
