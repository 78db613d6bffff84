"""Signs of occurrences: form by role, filling by hardness."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from famnet.draw.picture import Figure, Path, Pen, Polyline
from famnet.draw.picture.shapes import INK, SECOND_INK

if TYPE_CHECKING:
    from famnet.draw.picture import Shape

__all__ = ["DOT", "HALF", "dot", "extent", "mark"]

#: Half the width of a mark, and of an echo.
HALF: Final = 7.5
DOT: Final = 4.0
_EDGE: Final = Pen(width=1.5, fill="#ffffff")
_FULL: Final = Pen(width=1.5, fill=INK)
_SIZE: Final = {"square": 12.5, "circle": 13.0, "diamond": 15.0}


def mark(shape: str, fill: str, x: float, y: float) -> tuple[Shape, ...]:
    """Return the sign of an occurrence.

    Parameters
    ----------
    shape : str
        square, circle, diamond or plus.
    fill : str
        full, half or open.
    x, y : float
        Its middle.
    """
    if shape == "plus":
        pen = Pen(width=2.0)
        return (
            Figure("circle", x, y, 13.5, 13.5, Pen(width=1.2, fill="#ffffff")),
            Polyline(((x - 4, y), (x + 4, y)), pen),
            Polyline(((x, y - 4), (x, y + 4)), pen),
        )
    size = _SIZE[shape]
    whole = Figure(shape, x, y, size, size, _FULL if fill == "full" else _EDGE)  # type: ignore[arg-type]
    if fill != "half":
        return (whole,)
    return (whole, Path((_left_half(shape, x, y, size / 2),), 0.0, Pen("none", fill=INK)))


def _left_half(shape: str, x: float, y: float, half: float) -> tuple[tuple[float, float], ...]:
    if shape == "square":
        return ((x, y - half), (x, y + half), (x - half, y + half), (x - half, y - half))
    if shape == "diamond":
        return ((x, y - half), (x, y + half), (x - half, y))
    turns = [math.pi / 2 + math.pi * n / 12 for n in range(13)]
    return tuple(
        (round(x + half * math.cos(a), 2), round(y - half * math.sin(a), 2)) for a in turns
    )


def dot(x: float, y: float) -> Figure:
    """Return the sign of an echo."""
    return Figure("circle", x, y, 2 * DOT, 2 * DOT, Pen(width=1.4, fill="#ffffff"))


def extent(low: float, high: float, y: float) -> tuple[Shape, ...]:
    """Return the line of all days that a date can be, with an end at both sides."""
    pen = Pen(stroke=SECOND_INK, width=1.0)
    return (
        Polyline(((low, y), (high, y)), pen),
        Polyline(((low, y - 2.5), (low, y + 2.5)), pen),
        Polyline(((high, y - 2.5), (high, y + 2.5)), pen),
    )
