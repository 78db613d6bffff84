"""Bands of households: who lived there, and under it what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.picture import (
    Figure,
    Item,
    Pen,
    Polyline,
    Text,
    clean,
    isolated,
    shortened,
    text_width,
)
from famnet.draw.picture.shapes import SECOND_INK
from famnet.draw.timeline.lanes import EDGE, LABEL
from famnet.draw.timeline.marks import extent
from famnet.draw.timeline.packing import Rows

if TYPE_CHECKING:
    from famnet.draw.family.people import Household
    from famnet.draw.picture import Shape
    from famnet.draw.speech import Speech
    from famnet.draw.timeline.bands import Band, Stretch
    from famnet.draw.timeline.scale import Axis

__all__ = ["residence"]

_TALL: Final = 17.0
# Of more households than this, those in which nothing changed stand low and close.
_CROWD: Final = 6
_LOW: Final = 12.5
_CHANGE: Final = 13.0
_BAND: Final = Pen(stroke="#77818a", width=1.0, fill="#dfe5ea")
_WIDEST: Final = 170.0


def residence(
    bands: tuple[Band, ...], axis: Axis, top: float, say: Speech
) -> tuple[list[Item], list[Shape], float]:
    """Return items, ground and bottom of the bands of households."""
    items: list[Item] = []
    ground: list[Shape] = []
    y = top
    for n, band in enumerate(bands):
        quiet = len(bands) > _CROWD and len(band.stretches) == 1 and not band.changes
        tall = _LOW if quiet else _TALL
        ground += _head(band.home, y + _base(tall), say)
        for k, stretch in enumerate(band.stretches):
            items.append(_stretch(band, stretch, (f"b-{n}-{k}", say), axis, (y, tall)))
        rows = Rows(axis.left - 4, EDGE)
        for k, change in enumerate(band.changes):
            low, high = axis(change.day), axis(change.day_hi)
            text = shortened(change.text, _WIDEST, LABEL)
            spot = rows.put(low - 1, high + 1, text_width(text, LABEL) + 4)
            items.append(
                _change(
                    band,
                    k,
                    (low, high, y + _TALL),
                    (spot.row, spot.side, text),
                    (f"c-{n}-{k}", say("change")),
                )
            )
        y += tall + (8 + _CHANGE * rows.count if rows.count else 1.5 if quiet else 6)
    return items, ground, y + (4.5 if len(bands) > _CROWD else 0)


def _base(tall: float) -> float:
    """Return how far below the top of a band its text stands."""
    return tall / 2 + 3.5


def _head(home: Household, y: float, say: Speech) -> list[Shape]:
    """Return who the band is of, and in which neighbourhood."""
    name = say("Household", letter=home.letter)
    left = 8 + text_width(name, 9.5)
    place = shortened(isolated(clean(home.neighbourhood)), 142 - left, LABEL)
    head: list[Shape] = [Text(4, y, name, 9.5, anchor="start")]
    return [*head, Text(left, y, place, LABEL, anchor="start", fill=SECOND_INK)] if place else head


def _stretch(
    band: Band,
    stretch: Stretch,
    called: tuple[str, Speech],
    axis: Axis,
    at: tuple[float, float],
) -> Item:
    (id_, say), (y, tall) = called, at
    left, right = axis(stretch.start), axis(stretch.end)
    width = max(right - left, 0.5)
    shapes: list[Shape] = [
        Figure("rect", (left + left + width) / 2, y + tall / 2, width, tall, _BAND)
    ]
    whole = ", ".join(stretch.codes)
    text = whole if text_width(whole, LABEL) <= width - 8 else say("in_short", n=len(stretch.codes))
    if text_width(text, LABEL) <= width - 6:
        shapes.append(Text(left + 4, y + _base(tall), text, LABEL, anchor="start"))
    people = say.many(len(stretch.codes), "person")
    return Item(
        id_, say("lives_where"), say("household", letter=band.home.letter),
        say("lives", letter=band.home.letter, people=people, who=whole), tuple(shapes), layer="ground",
        household_id=band.home.household_id, evidence=stretch.evidence,
    )  # fmt: skip


def _change(
    band: Band,
    k: int,
    at: tuple[float, float, float],
    text: tuple[int, str, str],
    called: tuple[str, str],
) -> Item:
    low, high, top = at
    row, side, words = text
    y = top + 4 + _CHANGE * row
    shapes: list[Shape] = [Polyline(((low, top), (low, y + 6)), Pen(stroke=SECOND_INK, width=1.0))]
    if high > low:
        shapes += extent(low, high, y + 6)
    place = low - 3 if side == "left" else high + 3
    anchor = "end" if side == "left" else "start"
    shapes.append(Text(place, y + 8, words, LABEL, anchor=anchor, fill=SECOND_INK, halo=True))  # type: ignore[arg-type]
    change = band.changes[k]
    return Item(
        *called, change.text, change.sentence, tuple(shapes),
        household_id=band.home.household_id,
        person_id="|".join(person.person_id for person in change.people),
        evidence=change.evidence,
    )  # fmt: skip
