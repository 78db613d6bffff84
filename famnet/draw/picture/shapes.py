"""What a picture is made of: frozen shapes with a place, in units; no writer, no meaning.

y grows downward. A ``Pen`` says how a shape is drawn, an ``Item`` what it stands for: one person, one
relation, one household. Items carry the ids, the sentence and the proof; shapes only the form.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from famnet.draw.picture.metrics import ASCENT, DESCENT, text_width

__all__ = [
    "DASHED",
    "DOTTED",
    "FINE",
    "INK",
    "PALE",
    "RULE",
    "SECOND_INK",
    "SOLID",
    "WASH",
    "Box",
    "Figure",
    "Path",
    "Pen",
    "Point",
    "Polyline",
    "Shape",
    "Text",
]

INK: Final = "#1b2126"
SECOND_INK: Final = "#4a545d"
RULE: Final = "#c9d0d6"
PALE: Final = "#8b959d"
WASH: Final = "#f4f6f7"

Point = tuple[float, float]
Form = Literal["square", "circle", "diamond", "rect"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box, slack: float = 0.01) -> bool:
        """Say whether two boxes share more than a hair.

        >>> Box(0, 0, 2, 2).overlaps(Box(1, 1, 3, 3)), Box(0, 0, 2, 2).overlaps(Box(2, 0, 3, 2))
        (True, False)
        """
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def joined(self, other: Box) -> Box:
        """Return the smallest box around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Pen:
    """How a shape is drawn: line, width, dashes, ground."""

    stroke: str = INK
    width: float = 1.5
    dash: str = ""
    fill: str = "none"


SOLID: Final = Pen()
# Certainty: dashed probable, dotted unconfirmed; round dots, so that print keeps them apart.
DASHED: Final = Pen(dash="7 4")
DOTTED: Final = Pen(dash="0.1 4")
FINE: Final = Pen(stroke=SECOND_INK, width=1.0)


@dataclass(frozen=True, slots=True)
class Figure:
    """A closed form around a middle point.

    Parameters
    ----------
    form : str
        square, circle, diamond or rect.
    x, y : float
        Middle.
    width, height : float
        Outer size; a circle's diameter is its width.
    pen : Pen
        How it is drawn.
    """

    form: Form
    x: float
    y: float
    width: float
    height: float
    pen: Pen = SOLID

    @property
    def box(self) -> Box:
        """Where it lies."""
        half, tall = self.width / 2, self.height / 2
        return Box(self.x - half, self.y - tall, self.x + half, self.y + tall)


@dataclass(frozen=True, slots=True)
class Polyline:
    """A line through points."""

    points: tuple[Point, ...]
    pen: Pen = SOLID

    @property
    def box(self) -> Box:
        """Where it lies."""
        xs, ys = zip(*self.points, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Path:
    """A closed way through corners, rounded by ``radius``: soft outlines of any form.

    ``rings`` are lists of corners; the ground between nested rings is even-odd.
    """

    rings: tuple[tuple[Point, ...], ...]
    radius: float = 0.0
    pen: Pen = SOLID

    @property
    def box(self) -> Box:
        """Where it lies."""
        xs = [x for ring in self.rings for x, _ in ring]
        ys = [y for ring in self.rings for _, y in ring]
        return Box(min(xs), min(ys), max(xs), max(ys))


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``y`` is the baseline, ``halo`` a white edge around it."""

    x: float
    y: float
    text: str
    size: float = 12.0
    bold: bool = False
    anchor: Anchor = "middle"
    fill: str = INK
    halo: bool = False

    @property
    def box(self) -> Box:
        """Where it lies, by the metrics of the font."""
        width = text_width(self.text, self.size, bold=self.bold)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - ASCENT * self.size, left + width, self.y + DESCENT * self.size)


Shape = Figure | Polyline | Path | Text
