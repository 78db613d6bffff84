"""What the matrices say, before any place: columns, rows, cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.draw.matrix.words import speech

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.family.circle import Circle

__all__ = ["Cell", "Column", "Grid", "Row", "columns"]


@dataclass(frozen=True, slots=True)
class Column:
    """A household or a person; ``text`` in words, ``code`` above the column, ``age`` of a minor."""

    subject: str
    code: str
    text: str
    age: str
    letter: str
    person: bool
    minor: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: what stands in it, its state, a sentence, and what it opens.

    Parameters
    ----------
    column : int
        Place of its column.
    state : str
        Of a partner: known, nothing_known, not_answered, not_asked, missing or not_allowed; of a life
        domain: ``counts``.
    parts : tuple of str
        What is written in it ("v2", "s1").
    sentence : str
        Name of the cell.
    facts : tuple of (str, str)
        What it opens.
    evidence : tuple of str
        Ids of the rows.
    """

    column: int
    state: str
    parts: tuple[str, ...]
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A life domain (``code`` of the catalogue) or a partner (``partner_id``, ``chain``)."""

    name: str
    code: str
    chain: str
    partner_id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Both matrices over the same columns."""

    columns: tuple[Column, ...]
    domains: tuple[Row, ...]
    partners: tuple[Row, ...]
    notes: tuple[str, ...]
    lang: Lang = "nl"


def columns(circle: Circle) -> tuple[Column, ...]:
    """Return a column per household and per living person in it, in the order of the labels."""
    found, say = [], speech(circle.lang)
    for home in circle.family.households:
        if home.code >= 0:
            text = say("household", letter=home.letter)
            found.append(
                Column(
                    home.household_id, home.letter, text, "", home.letter, person=False, minor=False
                )
            )
        for p in home.people:
            if p.dead:
                continue
            age = p.age.text if p.minor else ""
            found.append(
                Column(
                    p.person_id,
                    p.label.code,
                    p.label.text,
                    age,
                    home.letter,
                    person=True,
                    minor=p.minor,
                )
            )
    return tuple(found)
