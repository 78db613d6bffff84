"""The picture kit: shapes with a place, items with a meaning, one scene, three writers.

To make a new picture: compute places (text boxes from ``metrics``), put shapes into ``Item`` objects
(one per thing said, with its sentence, ids and proof), put those in a ``Scene``, return
``Picture(scene)``. Domain badges come from ``domains``. See docs/pictures.md.
"""

from famnet.draw.picture.domains import domain_badge, domain_badge_width
from famnet.draw.picture.metrics import clean, isolated, shortened, text_width
from famnet.draw.picture.picture import Picture
from famnet.draw.picture.scene import Entry, Item, Scene
from famnet.draw.picture.shapes import (
    DASHED,
    DOTTED,
    FINE,
    SOLID,
    Box,
    Figure,
    Path,
    Pen,
    Polyline,
    Shape,
    Text,
)

__all__ = [
    "DASHED",
    "DOTTED",
    "FINE",
    "SOLID",
    "Box",
    "Entry",
    "Figure",
    "Item",
    "Path",
    "Pen",
    "Picture",
    "Polyline",
    "Scene",
    "Shape",
    "Text",
    "clean",
    "domain_badge",
    "domain_badge_width",
    "isolated",
    "shortened",
    "text_width",
]
