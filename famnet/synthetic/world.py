"""What a synthetic region consists of while it is made, before it is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from numpy.typing import NDArray

if TYPE_CHECKING:
    from famnet.synthetic.housing import Homes
    from famnet.synthetic.people import Couples, People
    from famnet.synthetic.places import Places

__all__ = ["Columns", "Outcome", "World"]

# Columns of one table by the contract's name: ids and partners as row numbers (-1 none), closed
# words as numbers (``codes``), dates as day numbers, text as text.
Columns: TypeAlias = dict[str, NDArray[Any]]


@dataclass(slots=True)
class World:
    """Persons, couples, homes and map of a region on its reference date."""

    people: People
    couples: Couples
    homes: Homes
    places: Places
    today: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """A story as told in a region: where it lives, what should become of it and why."""

    name: str
    title_nl: str
    households: tuple[int, ...]
    groups: tuple[str, ...]
    expect: str
    why_nl: str
