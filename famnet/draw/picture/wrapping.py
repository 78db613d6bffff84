"""Words laid into lines of a width, by the metrics of the font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.picture.metrics import shortened, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["wrapped"]


def wrapped(
    parts: Sequence[str], width: float, size: float, lines: int, *, sign: str = " · "
) -> tuple[str, ...]:
    """Lay parts into at most so many lines; what doesn't fit is cut with an ellipsis.

    Parameters
    ----------
    parts : sequence of str
        Kept whole where they fit a line.
    width, size : float
        Room, and size of the font.
    lines : int
        How many lines at most.
    sign : str
        Stands between parts on one line.

    Examples
    --------
    >>> wrapped(["A1: e01", "A2: e02", "B1: e03"], 80, 8, 2)
    ('A1: e01 · A2: e02', 'B1: e03')
    """
    found: list[str] = []
    for part in parts:
        longer = f"{found[-1]}{sign}{part}" if found else part
        if found and text_width(longer, size) <= width:
            found[-1] = longer
        elif len(found) < lines:
            found.append(part)
        else:
            found[-1] = longer
            break
    return tuple(shortened(line, width, size) for line in found)
