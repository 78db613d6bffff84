"""What a genogram draws, before any place: people, couples, children, siblings.

People are numbers 0 … n-1. A couple with ``b`` = -1 is one known parent; the other isn't recorded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = ["Basis", "Bond", "Couple", "Descent", "Home", "Kindred", "Member", "weakest"]

Form = Literal["married", "registered", "cohabiting", "partners", "parents"]
Basis = Literal["birth", "adoption", "foster", "step", "guardian"]
_SURENESS = ("confirmed", "probable", "unconfirmed")


@dataclass(frozen=True, slots=True)
class Member:
    """One person.

    Parameters
    ----------
    code, word : str
        Letter and number ("A1"), and what the person is in this family ("moeder").
    sex : str
        male, female; anything else is a diamond.
    age : str
        Whole years, two readings, or ``?``.
    dead, minor : bool
        As on the reference date.
    home : str
        Letter of the household, empty where nobody's.
    birth : int
        Day number that orders siblings; any int where unknown.
    person_id : str
        Output id.
    marks : tuple of str
        At most two short lines under the name.
    said : tuple of str
        The same in words ("onderwijs: zorg").
    facts : tuple of (str, str)
        For the details.
    evidence : tuple of str
        Ids of the rows: the person, the residence, the signals behind the marks.
    certainty : str
        Of living in this household.
    """

    code: str
    word: str = ""
    sex: str = ""
    age: str = "?"
    dead: bool = False
    minor: bool = False
    home: str = ""
    birth: int = 0
    person_id: str = ""
    marks: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    certainty: str = "confirmed"

    @property
    def name(self) -> str:
        """Word and code: "moeder A1"."""
        return f"{self.word} {self.code}".strip()


@dataclass(frozen=True, slots=True)
class Couple:
    """Two partners or parents of one child.

    Parameters
    ----------
    a, b : int
        Members; ``b`` is -1 where only one parent is recorded.
    form : str
        married, registered, cohabiting, partners (form not delivered), parents (no union delivered).
    state : str
        current, death, separated, divorced, ended.
    year : str
        When it began, or ended where it is over; empty where unknown.
    certainty : str
        Of the union.
    close : bool
        Whether they are kin by blood: drawn as a double line.
    start : int
        Day number that orders the unions of one person.
    again : bool
        Whether they were together before too.
    evidence : tuple of str
        Ids of the rows it rests on; without a union those of the children.
    """

    a: int
    b: int
    form: Form = "parents"
    state: str = "current"
    year: str = ""
    certainty: str = "confirmed"
    close: bool = False
    start: int = 0
    again: bool = False
    evidence: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[int, ...]:
        """Those of the two who are recorded."""
        return (self.a,) if self.b < 0 else (self.a, self.b)


@dataclass(frozen=True, slots=True)
class Descent:
    """A child of a couple: by what, and how sure.

    ``bases`` holds (parent, basis, certainty) for each recorded parent of the couple; ``evidence``
    the ids of their rows.
    """

    couple: int
    child: int
    bases: tuple[tuple[int, Basis, str], ...]
    evidence: tuple[str, ...] = ()

    @property
    def certainty(self) -> str:
        """The weakest of its rows."""
        return weakest([sure for _, _, sure in self.bases])

    @property
    def kinds(self) -> tuple[Basis, ...]:
        """Which bases occur, each once."""
        return tuple(dict.fromkeys(basis for _, basis, _ in self.bases))


@dataclass(frozen=True, slots=True)
class Bond:
    """Siblings as delivered: sibling (no shared parent is drawn), twin, identical."""

    a: int
    b: int
    kind: Literal["sibling", "twin", "identical"]
    certainty: str = "confirmed"
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Implied:
    """A parent and child that other lines show already, by what, and the id of its row."""

    parent: int
    child: int
    basis: Basis
    row: str


@dataclass(frozen=True, slots=True)
class Home:
    """A household: its letter, what stands at it, and its life domains."""

    letter: str
    text: str
    household_id: str = ""
    domains: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Kindred:
    """All that is drawn, in an order that is the same for the same input."""

    members: tuple[Member, ...]
    couples: tuple[Couple, ...] = ()
    descents: tuple[Descent, ...] = ()
    bonds: tuple[Bond, ...] = ()
    homes: tuple[Home, ...] = ()
    implied: tuple[Implied, ...] = field(default=())
    lang: Lang = "nl"

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Kindred: {len(self.members)} people, {len(self.couples)} couples>"


def weakest(certainties: list[str]) -> str:
    """Return the least sure of some certainties.

    >>> weakest(["confirmed", "unconfirmed", "probable"])
    'unconfirmed'
    """
    return max(certainties, key=_SURENESS.index, default="confirmed")
