"""Bars of measures and help, those that were imposed first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.picture import Figure, Item, Pen, Text, clean, isolated, shortened, text_width
from famnet.draw.picture.shapes import INK
from famnet.draw.timeline.lanes import EDGE, LABEL
from famnet.draw.timeline.packing import Rows
from famnet.draw.timeline.words import speech
from famnet.vocabulary import FOREVER

if TYPE_CHECKING:
    from famnet.draw.picture import Shape
    from famnet.draw.speech import Speech
    from famnet.draw.timeline.gather import Chronicle
    from famnet.draw.timeline.scale import Axis
    from famnet.draw.timeline.spells import Spell

    _Into = tuple[list[Item], Speech]

__all__ = ["BAR", "running"]

BAR: Final = {
    "imposed": Pen(width=1.0, fill="#3d4750"),
    "undone": Pen(width=1.2, fill="@UNDONE"),
    "voluntary": Pen(width=1.4, fill="#ffffff"),
    "unsaid": Pen(width=1.2, dash="4 2.5", fill="#ffffff"),
}
_TALL: Final = 14.0
_STEP: Final = 18.0
_WIDEST: Final = 176.0
_HEADS: Final = (("Imposed", ("imposed", "undone")), ("Voluntary", ("voluntary", "unsaid")))


def running(
    chronicle: Chronicle, top: float, zone: tuple[float, float] | None
) -> tuple[list[Item], list[Shape], float]:
    """Return items, ground and bottom of the bars."""
    items: list[Item] = []
    ground: list[Shape] = []
    y, say = top, speech(chronicle.lang)
    for head, kinds in _HEADS:
        found = [(n, s) for n, s in enumerate(chronicle.spells) if s.kind in kinds]
        if not found:
            continue
        y += 6
        ground.append(Text(4, y + 11, say(head), 9.5, anchor="start"))
        early = [(n, s) for n, s in found if chronicle.is_early(s)]
        later = [(n, s) for n, s in found if not chronicle.is_early(s)]
        used = _before(early, y, zone, (items, say))
        if chronicle.axis is not None:
            used = max(used, _on_axis(later, y, chronicle.axis, (items, say)))
        y += _STEP * used + 2
    return items, ground, y


def _before(
    found: list[tuple[int, Spell]], y: float, zone: tuple[float, float] | None, into: _Into
) -> int:
    items, say = into
    if zone is None:
        return 0
    for row, (n, spell) in enumerate(found):
        middle = y + _STEP * row + _TALL / 2
        text = shortened(isolated(clean(spell.short)), zone[1] - zone[0] - 20, LABEL)
        shapes: tuple[Shape, ...] = (
            Figure("rect", zone[0] + 6, middle, 12, _TALL - 3, BAR[spell.kind]),
            Text(zone[0] + 16, middle + 3.2, text, LABEL, anchor="start", halo=True),
        )
        items.append(_item(n, spell, shapes, say))
    return len(found)


def _on_axis(found: list[tuple[int, Spell]], y: float, axis: Axis, into: _Into) -> int:
    items, say = into
    rows = Rows(axis.left - 4, EDGE)
    for n, spell in found:
        left, right = axis(spell.span.start), _end(spell, axis)
        text = shortened(isolated(clean(spell.label)), _WIDEST, LABEL)
        wide = text_width(text, LABEL) + 6
        inside = spell.kind != "undone" and right - left >= wide + 4
        spot = rows.put(left, right, 0.0 if inside else wide)
        top = y + _STEP * spot.row
        shapes = _bar(spell, (left, right), axis, top)
        shapes.append(_text(text, spell.kind, (left, right), spot.side, top))
        items.append(_item(n, spell, tuple(shapes), say))
    return rows.count


def _end(spell: Spell, axis: Axis) -> float:
    """Return where a bar ends; one that ends after today goes on to the edge."""
    span = spell.span
    right = EDGE if axis.end < span.end < FOREVER else axis(span.end)
    return max(right, axis(span.start) + 3.0)


def _bar(spell: Spell, ends: tuple[float, float], axis: Axis, top: float) -> list[Shape]:
    """Return the bar; where its days aren't exact, the days that it may be are dashed."""
    left, right = ends
    span, middle = spell.span, top + _TALL / 2
    core = (
        min(axis(min(span.start_hi, span.end)), right - 1.5) if span.start_hi > span.start else left
    )
    later = (
        axis(span.end_hi) if span.end < span.end_hi < FOREVER and span.end_hi <= axis.end else right
    )
    shapes: list[Shape] = [
        Figure("rect", (core + right) / 2, middle, right - core, _TALL, BAR[spell.kind])
    ]
    shapes += [
        Figure("rect", (a + b) / 2, middle, b - a, _TALL, Pen(width=1.0, dash="2 2"))
        for a, b in ((left, core), (right, later))
        if b - a > 1
    ]
    return shapes


def _text(text: str, kind: str, ends: tuple[float, float], side: str, top: float) -> Text:
    left, right = ends
    y = top + _TALL / 2 + 3.2
    if side == "":
        return Text(
            left + 5, y, text, LABEL, anchor="start", fill="#ffffff" if kind == "imposed" else INK
        )
    if side == "left":
        return Text(left - 4, y, text, LABEL, anchor="end", halo=True)
    return Text(right + 4, y, text, LABEL, anchor="start", halo=True)


def _item(n: int, spell: Spell, shapes: tuple[Shape, ...], say: Speech) -> Item:
    return Item(
        f"m-{n}", say("measure" if spell.measure else "help"), spell.label, spell.sentence, shapes,
        person_id="|".join(s.id for s in spell.subjects if s.person),
        household_id="|".join(s.id for s in spell.subjects if not s.person and s.id),
        partner_id=spell.partner_ids, evidence=spell.evidence,
    )  # fmt: skip
