"""How marks and lines of the network look: told apart in greyscale, no person by colour or size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from famnet.draw.picture.shapes import INK, SECOND_INK, WASH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.draw.scene import NodeKind

__all__ = ["DASHES", "FONT", "INK", "RING", "SECOND_INK", "STROKE", "line_form", "mark_form"]

FONT: Final = 'Arial, "Liberation Sans", Arimo, Helvetica, sans-serif'
# The ring of a chain (pages rule 2); the letter in the label carries the meaning.
RING: Final = {
    "social": "#9a6a00",
    "education": "#0b4f8a",
    "care": "#00695e",
    "youth_protection": "#3c6fae",
    "housing": "#7a4f00",
    "safety": "#57296b",
    "justice": "#7d4a91",
    "administration": "#4a545d",
    "fiscal": "#4a545d",
    "victim_support": "#a03c6e",
    "hub": "#1b2126",
}
# Width, colour, and the sign at the end of each kind of line: told apart without colour.
STROKE: Final[Mapping[str, tuple[float, str, str]]] = {
    "parent": (1.6, INK, ""),
    "care_parent": (1.6, SECOND_INK, "vee"),
    "partner": (5, INK, ""),
    "former_partner": (5, "#868f97", ""),
    "sibling": (1.6, SECOND_INK, "curve"),
    "residence": (1, "#7f8a93", "box"),
    "tie": (2.2, "#57296b", "diamond"),
    "signal": (1.1, "#9a6a00", "circle"),
    "protective": (1.6, "#124f8c", "crow"),
    "involvement": (1.6, "#124f8c", "arrow"),
    "measure": (3, "#124f8c", "bar"),
    "shared_household": (3, INK, ""),
    "kin": (1.4, SECOND_INK, ""),
    "bond": (2.2, "#57296b", "diamond"),
    "same": (1, SECOND_INK, ""),
}
DASHES: Final[Mapping[str, bool | list[int]]] = {
    "confirmed": False,
    "probable": [9, 6],
    "unconfirmed": [1, 5],
}


def mark_form(kind: NodeKind, variant: str) -> dict[str, Any]:
    """Return the vis form of a mark; every person has the same size and colour."""
    if kind == "person":
        dead = variant == "deceased"
        return {
            "shape": "dot",
            "size": 17,
            "borderWidth": 1.8,
            "color": _color("#ffffff", INK),
            "shapeProperties": {"borderDashes": [3, 3] if dead else False},
            "widthConstraint": {"maximum": 110},
            "font": {"size": 16},
        }
    if kind == "household":
        return {
            "shape": "box",
            "outline": variant != "institution",
            "borderWidth": 1,
            "color": _color(WASH, "#7f8a93"),
            "margin": 4,
            "shapeProperties": {"borderRadius": 2},
            "font": {"size": 16, "color": SECOND_INK, "face": FONT},
        }
    if kind == "partner":
        return {
            "shape": "box",
            "borderWidth": 3,
            "color": _color("#ffffff", RING.get(variant, SECOND_INK)),
            "margin": 8,
            "shapeProperties": {"borderRadius": 12},
            "widthConstraint": {"maximum": 225},
        }
    return {
        "shape": "box",
        "borderWidth": 1.6,
        "color": _color(WASH, INK),
        "margin": 9,
        "shapeProperties": {"borderRadius": 3},
        "widthConstraint": {"maximum": 200},
        "font": {"size": 18, "color": INK, "face": FONT, "strokeWidth": 0},
    }


def _color(ground: str, ring: str) -> dict[str, Any]:
    return {
        "background": ground,
        "border": ring,
        "highlight": {"background": ground, "border": ring},
    }


def line_form(kind: str) -> dict[str, Any]:
    """Return the vis form of a line of this kind, its dashes excepted."""
    width, color, sign = STROKE[kind]
    return {
        "width": width,
        "color": {"color": color, "highlight": color, "inherit": False},
        **(
            {"arrows": {"to": {"enabled": True, "type": sign, "scaleFactor": 0.45}}} if sign else {}
        ),
    }
