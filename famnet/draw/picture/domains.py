"""Life domains in pictures: letters first, pattern second, colour last (the pages' rule book).

Twelve hues nobody tells apart; four hues, three light steps and three patterns everybody can. A
swatch is a strip beside its two letters, never the ground under text, and never of a person.
"""

from __future__ import annotations

from typing import Final

from famnet.draw.picture.metrics import text_width
from famnet.draw.picture.shapes import INK, Figure, Pen, Shape, Text
from famnet.draw.words import DOMAIN_LETTER

__all__ = ["DOMAIN_PATTERNS", "HATCHES", "domain_badge", "domain_badge_width", "patterns"]

# Code, ground, ink and form of each domain's pattern.
DOMAIN_PATTERNS: Final = (
    ("EDU", "#0b4f8a", "", ""),
    ("PAR", "#3c86c6", "#ffffff", "stripes"),
    ("HOME", "#9cc6ea", "#0b4f8a", "dots"),
    ("FIN", "#7a4f00", "", ""),
    ("WORK", "#bf8316", "#ffffff", "stripes"),
    ("HOUS", "#ecc266", "#7a4f00", "dots"),
    ("MENT", "#005a50", "", ""),
    ("PHYS", "#2c9186", "#ffffff", "stripes"),
    ("ADD", "#94cfc6", "#005a50", "dots"),
    ("NET", "#57296b", "", ""),
    ("JUS", "#9460a8", "#ffffff", "stripes"),
    ("EXP", "#cdaedb", "#57296b", "dots"),
)
# Hatching: the law says "not here" (``@LAW``); imposed but not carried out (``@UNDONE``).
HATCHES: Final = (("LAW", "#8b959d", 1.2), ("UNDONE", "#1b2126", 1.5))
_STRIP: Final = 5.0
_PAD: Final = 2.0


def patterns(name: str) -> str:
    """Return the SVG patterns of the domains and the hatches; ``@EDU`` as fill of a pen names one."""
    out = []
    for code, ground, ink, form in DOMAIN_PATTERNS:
        sign = {
            "": "",
            "stripes": f'<path d="M0 4.5L4.5 0" stroke="{ink}" stroke-width="1.1"/>',
            "dots": f'<circle cx="1.2" cy="1.2" r=".8" fill="{ink}"/>'
            f'<circle cx="3.4" cy="3.4" r=".8" fill="{ink}"/>',
        }[form]
        out.append(
            f'<pattern id="{name}-{code}" width="4.5" height="4.5" patternUnits="userSpaceOnUse">'
            f'<rect width="4.5" height="4.5" fill="{ground}"/>{sign}</pattern>'
        )
    for code, ink, width in HATCHES:
        out.append(
            f'<pattern id="{name}-{code}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="#ffffff"/><path d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5"'
            f' stroke="{ink}" stroke-width="{width}"/></pattern>'
        )
    return "".join(out)


def domain_badge_width(code: str, size: float) -> float:
    """Return how wide the badge of a domain is."""
    return _STRIP + 2 * _PAD + text_width(DOMAIN_LETTER[code], size, bold=True)


def domain_badge(code: str, x: float, baseline: float, size: float) -> tuple[Shape, ...]:
    """Return the badge of a domain: a strip of its pattern, then its letters in ink on white.

    Parameters
    ----------
    code : str
        Life domain of the catalogue.
    x, baseline : float
        Left side, and where the letters stand.
    size : float
        Font size of the letters.
    """
    width, tall = domain_badge_width(code, size), size * 1.15
    middle = baseline - size * 0.36
    return (
        Figure(
            "rect", x + width / 2, middle, width, tall, Pen(stroke=INK, width=0.7, fill="#ffffff")
        ),
        Figure("rect", x + _STRIP / 2, middle, _STRIP, tall, Pen(INK, width=0.7, fill=f"@{code}")),
        Text(x + _STRIP + _PAD, baseline, DOMAIN_LETTER[code], size, bold=True, anchor="start"),
    )
