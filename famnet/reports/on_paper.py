"""How a picture stands on paper: whole, in strips one under the other, or on the screen alone.

A picture whose letters can't be read on paper is not printed small: a wide one is cut into strips that
overlap by more than a symbol is wide, so that everybody stands whole in one of them; of one that is
higher than a sheet the paper says that it stands on the screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.draw.picture.svg import number

if TYPE_CHECKING:
    from famnet.reports.pictures import Drawn

__all__ = ["LINE", "SMALLEST", "TALLEST", "OnPaper", "on_paper"]

#: Millimetres of paper per unit below which the letters of a genogram can't be read (10.5 units: 5.4 pt).
SMALLEST: Final = 0.18
#: Millimetres inside the margins of a sheet, and what a picture may take of its height.
LINE: Final = 190.0
TALLEST: Final = 232.0
#: Units that two strips share: more than the widest symbol with its label and outline.
SHARED: Final = 96.0
_STRIPS: Final = 4
# Millimetres per unit of a strip at most: two of them shall stand on one sheet.
_STRIP: Final = 0.215
# Millimetres per unit of a picture at its own size on a screen of 96 points to the inch.
_OWN: Final = 25.4 / 96


@dataclass(frozen=True, slots=True)
class OnPaper:
    """How a picture is printed.

    Parameters
    ----------
    height : float
        Millimetres it takes in all; 0: it isn't printed.
    strips : tuple of str
        Parts of the picture one under the other, as viewBoxes; none: it stands whole.
    width : str
        Of a strip, in millimetres.
    """

    height: float
    strips: tuple[str, ...] = ()
    width: str = ""


def on_paper(drawing: Drawn) -> OnPaper:
    """Say how a picture is printed.

    Parameters
    ----------
    drawing : Drawn
        A picture, or the sentence in its place.

    Notes
    -----
    Whole where its letters stay readable over the width of a sheet; else in the fewest strips that
    make them so; not at all where it takes more than four, or a strip is higher than a sheet.
    """
    if not drawing.svg:
        return OnPaper(0.0)
    # A small picture isn't blown up beyond its own size.
    scale = min(_OWN, LINE / drawing.width)
    tall = drawing.height * scale
    if scale >= SMALLEST:
        fits = min(1.0, TALLEST / tall)
        return OnPaper(tall * fits if scale * fits >= SMALLEST else 0.0)
    n = math.ceil((drawing.width - SHARED) / (LINE / SMALLEST - SHARED))
    wide = (drawing.width + SHARED * (n - 1)) / n
    scale = min(_STRIP, LINE / wide)
    tall = drawing.height * scale
    if n > _STRIPS or tall > TALLEST:
        return OnPaper(0.0)
    boxes = (f"{number((wide - SHARED) * k)} 0 {number(wide)} {number(drawing.height)}" for k in range(n))  # fmt: skip
    return OnPaper(n * (tall + 2.0), tuple(boxes), number(wide * scale))
