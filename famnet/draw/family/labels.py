"""Readable labels for people on a page: "moeder A1", "kind A3 (14)"; never a name.

The letter is the household, X is nobody's (deceased, elsewhere unknown). The word says what someone
is in this family, as the page sees it; the number counts adults before children, own family before
who lives along, the oldest first. Same family, same labels.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from famnet.draw.family.ages import Age

__all__ = [
    "NOBODY",
    "Kin",
    "Label",
    "Resident",
    "household_letters",
    "label_order",
    "role_word",
    "seats",
]

NOBODY: Final = "X"
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWYZ"


@dataclass(frozen=True, slots=True)
class Label:
    """How a person is called on a page.

    Examples
    --------
    >>> from famnet.draw.family.ages import Age
    >>> Label("A", 3, "kind", Age(14, 14), minor=True).text
    'kind A3 (14)'
    >>> Label("A", 1, "moeder", Age(38, 38), minor=False).text
    'moeder A1'
    """

    letter: str
    number: int
    word: str
    age: Age
    minor: bool

    @property
    def code(self) -> str:
        """Letter and number."""
        return f"{self.letter}{self.number}"

    @property
    def text(self) -> str:
        """Word and code; the age in years for children only."""
        return self.long if self.minor else f"{self.word} {self.code}"

    @property
    def long(self) -> str:
        """Word, code and age in years."""
        return f"{self.word} {self.code}" + ("" if self.age.low is None else f" ({self.age.text})")


@dataclass(frozen=True, slots=True)
class Resident:
    """What the order of labels looks at; ``birth`` is a day number, ``key`` settles ties."""

    person: int
    minor: bool
    core: bool
    birth: int
    key: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Relations among the people of one page, by person code."""

    parents: Mapping[int, frozenset[int]]
    children: Mapping[int, frozenset[int]]
    partners: Mapping[int, frozenset[int]]


def household_letters(count: int) -> list[str]:
    """Return letters for households in order: A to Z without X, then AA, AB and on.

    >>> household_letters(3), household_letters(27)[-3:]
    (['A', 'B', 'C'], ['Z', 'AA', 'AB'])
    """
    letters = list(_LETTERS)
    while len(letters) < count:
        letters += [first + second for first in _LETTERS for second in _LETTERS]
    return letters[:count]


def seats(residents: Iterable[Resident]) -> dict[int, int]:
    """Return the number of each person within a household, from 1."""
    ordered = sorted(residents, key=lambda r: (r.minor, not (r.core or r.minor), r.birth, r.key))
    return {resident.person: number for number, resident in enumerate(ordered, start=1)}


def role_word(
    person: int, kin: Kin, minors: frozenset[int], sex: str, word: Callable[[str], str]
) -> str:
    """Return what someone is in this family, in one word.

    Parameters
    ----------
    person : int
        Whom it is about.
    kin : Kin
        Relations among the people of the page.
    minors : frozenset of int
        Who may be under 18.
    sex : str
        As registered.
    word : callable
        Gives the text of a word by its key.
    """
    if person in minors:
        return word("child")
    children = kin.children.get(person, frozenset())
    grandchildren = {g for c in children for g in kin.children.get(c, frozenset())}
    suffix = {"male": "_m", "female": "_f"}.get(sex, "_x")
    ranked = (
        ("parent", bool(children & minors)),
        ("grandparent", bool(grandchildren)),
        ("parent", bool(children)),
        ("uncle_aunt", _has_nephews(person, kin, minors)),
        ("grown_child", bool(kin.parents.get(person))),
    )
    found = next((name for name, holds in ranked if holds), None)
    if found is None:
        return word("partner" if kin.partners.get(person) else "resident")
    return word(f"{found}{suffix}")


def _has_nephews(person: int, kin: Kin, minors: frozenset[int]) -> bool:
    siblings = {s for p in kin.parents.get(person, ()) for s in kin.children.get(p, ())} - {person}
    return any(kin.children.get(sibling, frozenset()) & minors for sibling in siblings)


def label_order(labels: Sequence[Label]) -> list[Label]:
    """Return labels by household, X last, then by number."""
    return sorted(
        labels,
        key=lambda label: (label.letter == NOBODY, len(label.letter), label.letter, label.number),
    )
