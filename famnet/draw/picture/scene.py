"""A picture computed once: items with their place, their sentence and their proof.

Every writer (SVG, page, table) reads a ``Scene`` and adds nothing of its own, so that they can't
disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.text import Lang
    from famnet.draw.picture.shapes import Box, Shape

__all__ = ["Entry", "Item", "Layer", "Scene"]

Layer = Literal["ground", "line", "symbol"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a picture says: a person, a household, a partner, or a relation of two.

    Parameters
    ----------
    id : str
        Unique in the scene; letters, digits, dashes (``p-3``). Never a delivered id.
    kind : str
        What it is, as a word for the table ("persoon", "ouder en kind").
    label : str
        Short name ("moeder A1", "A1 en A3").
    title : str
        One sentence that says all that the shapes say.
    shapes : tuple of Shape
        In the order in which they are drawn.
    layer : str
        ground lies under line, line under symbol.
    person_id, household_id, partner_id : str
        Output ids, where it stands for one; they become ``data-`` attributes.
    other_id : str
        Second person of a relation.
    certainty : str
        confirmed, probable or unconfirmed.
    facts : tuple of (str, str)
        Name and value, for the details.
    evidence : tuple of str
        Fact ids or source rows behind it.
    focus : bool
        Whether the keyboard reaches it.
    """

    id: str
    kind: str
    label: str
    title: str
    shapes: tuple[Shape, ...]
    layer: Layer = "symbol"
    person_id: str = ""
    household_id: str = ""
    partner_id: str = ""
    other_id: str = ""
    certainty: str = "confirmed"
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] = ()
    focus: bool = True

    @property
    def box(self) -> Box:
        """Box around all its shapes; an item without shapes has none (ValueError)."""
        first, *rest = (shape.box for shape in self.shapes)
        for box in rest:
            first = first.joined(box)
        return first

    @property
    def data(self) -> Mapping[str, str]:
        """The ``data-`` attributes that aren't empty."""
        given = {
            "data-person-id": self.person_id,
            "data-household-id": self.household_id,
            "data-partner-id": self.partner_id,
            "data-other-id": self.other_id,
        }
        return {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend: a small drawing of 36 x 16 units and what it means."""

    shapes: tuple[Shape, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture.

    Parameters
    ----------
    name : str
        Kind of picture, for file names and ids ("genogram").
    title, description : str
        What it is, and what it says in one or two sentences (``<title>``, ``<desc>``).
    items : tuple of Item
        In reading order; layers decide what lies on top.
    width, height : float
        Size in units; all shapes lie within.
    decoration : tuple of Shape
        Lies under all items and says nothing (rules, lanes).
    legend : tuple of Entry
        Only what occurs in the picture.
    notes : tuple of str
        Sentences: what is and isn't drawn.
    as_of : str
        "Today" as ISO 8601, empty where there is no date.
    lang : str
        Language of its words, ``nl`` or ``en``.
    """

    name: str
    title: str
    description: str
    items: tuple[Item, ...]
    width: float
    height: float
    decoration: tuple[Shape, ...] = ()
    legend: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    as_of: str = ""
    lang: Lang = "nl"

    def layered(self) -> list[Item]:
        """Return the items as they are drawn: ground, lines, symbols; else in reading order."""
        order = {"ground": 0, "line": 1, "symbol": 2}
        return sorted(self.items, key=lambda item: order[item.layer])

    def __repr__(self) -> str:
        """Give counts, never a person."""
        counts: dict[str, int] = {}
        for item in self.items:
            counts[item.kind] = counts.get(item.kind, 0) + 1
        told = ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items()))
        return f"<Scene {self.name}: {told or 'empty'}>"
