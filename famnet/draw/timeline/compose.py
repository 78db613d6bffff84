"""From a chronicle to a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.family.circle import day_text
from famnet.draw.picture import Entry, Figure, Item, Pen, Polyline, Scene, Text
from famnet.draw.picture.shapes import RULE, SECOND_INK
from famnet.draw.timeline.gather import LEFT, ZONE, Chronicle
from famnet.draw.timeline.lanes import EDGE, lanes
from famnet.draw.timeline.marks import dot, extent, mark
from famnet.draw.timeline.residence import residence
from famnet.draw.timeline.running import BAR, running
from famnet.draw.timeline.scale import quarters
from famnet.draw.timeline.words import LEGEND, speech
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from famnet.draw.picture import Shape
    from famnet.draw.speech import Speech
    from famnet.draw.timeline.scale import Axis

__all__ = ["compose"]

WIDTH: Final = 880.0
_TOP: Final = 26.0
_OLD: Final = Pen("none", fill="#f1f3f4")


def compose(chronicle: Chronicle, *, as_of: str = "") -> Scene:
    """Return the timeline as a scene.

    Parameters
    ----------
    chronicle : Chronicle
        What is drawn.
    as_of : str
        "Today" as ISO 8601.
    """
    axis, zone, say = chronicle.axis, _zone(chronicle), speech(chronicle.lang)
    items: list[Item] = []
    ground: list[Shape] = []
    y = _TOP
    if axis is not None and chronicle.bands:
        items, ground, y = residence(chronicle.bands, axis, y, say)
    rows = lanes(chronicle, y, zone)
    bars, heads, bottom = running(chronicle, rows.bottom, zone)
    items += [*rows.items, *bars]
    if not items:
        items = [_nothing(say)]
        bottom = max(bottom, _TOP + 30)
    return Scene(
        name="timeline",
        title=say("title"),
        description=_describe(chronicle, say),
        items=tuple(items),
        width=WIDTH,
        height=bottom + 24,
        decoration=(
            *_rules(chronicle, zone, rows.edges, bottom), *ground, *rows.ground, *heads,
        ),
        legend=_legend(chronicle),
        notes=chronicle.notes,
        as_of=as_of,
        lang=chronicle.lang,
    )  # fmt: skip


def _zone(chronicle: Chronicle) -> tuple[float, float] | None:
    early = chronicle.early or any(chronicle.is_early(spell) for spell in chronicle.spells)
    if not early:
        return None
    return (LEFT + 4, EDGE if chronicle.axis is None else LEFT + 4 + ZONE)


def _nothing(say: Speech) -> Item:
    said = say("nothing_said")
    shapes = (Text(8, 44, said, 10, anchor="start"),)
    return Item("n-0", say("empty"), say("nothing"), said, shapes)


def _rules(
    chronicle: Chronicle, zone: tuple[float, float] | None, edges: tuple[float, ...], bottom: float
) -> list[Shape]:
    """Return shading, years, quarters, lanes and the line of today."""
    shapes: list[Shape] = []
    axis = chronicle.axis
    if zone is not None:
        left, right = zone[0] - 4, zone[1]
        shapes.append(
            Figure("rect", (left + right) / 2, (20 + bottom) / 2, right - left, bottom - 20, _OLD)
        )
        head = speech(chronicle.lang)("undated" if axis is None else "earlier")
        shapes.append(Text(left + 4, 14, head, 9, anchor="start", fill=SECOND_INK))
    if axis is not None:
        shapes += _years(chronicle, axis, bottom)
    shapes += [Polyline(((0, y), (EDGE, y)), Pen(RULE, 1.0)) for y in edges if len(edges) > 1]
    return shapes


def _years(chronicle: Chronicle, axis: Axis, bottom: float) -> list[Shape]:
    shapes: list[Shape] = []
    say = speech(chronicle.lang)
    counts = axis(chronicle.counts_from) if chronicle.counts_from != NO_DAY else axis.left
    if counts > axis.left + 1:
        shapes.append(
            Figure(
                "rect",
                (axis.left + counts) / 2,
                (20 + bottom) / 2,
                counts - axis.left,
                bottom - 20,
                _OLD,
            )
        )
        said = say("old")
        shapes.append(Text(axis.left, bottom + 13, said, 9, anchor="start", fill=SECOND_INK))
    last = -1e9
    for x, text, year in quarters(axis, chronicle.lang):
        pen = Pen("#77818a", 1.2) if year else Pen("#e1e5e8", 1.0)
        shapes.append(Polyline(((x, 18), (x, bottom)), pen))
        if (year or x - last > 28) and x < EDGE - 30:
            shapes.append(
                Text(x + 3, 14, text, 9.5 if year else 9, bold=year, anchor="start",
                     fill="#1b2126" if year else SECOND_INK)
            )  # fmt: skip
            last = x
    if chronicle.today != NO_DAY:
        x = axis(chronicle.today)
        shapes.append(Polyline(((x, 18), (x, bottom + 4)), Pen(width=1.2, dash="0.1 3.4")))
        said = say("today", day=day_text(chronicle.today, lang=chronicle.lang))
        shapes.append(Text(EDGE, bottom + 13, said, 9, anchor="end", fill=SECOND_INK))
    return shapes


def _legend(chronicle: Chronicle) -> tuple[Entry, ...]:
    shapes = {item.shape for item in chronicle.happenings}
    fills = {item.fill for item in chronicle.happenings if item.shape != "plus"}
    said = {key: text.of(chronicle.lang) for key, text in LEGEND.items()}
    found = [
        Entry(mark(shape, "full", 18, 8), said[shape])
        for shape in ("square", "circle", "diamond", "plus")
        if shape in shapes
    ]
    found += [
        Entry(mark("circle", fill, 18, 8), said[fill])
        for fill in ("full", "half", "open")
        if fill in fills
    ]
    if any(item.echoes for item in chronicle.happenings):
        line = Polyline(((4, 12), (28, 6)), Pen(stroke=SECOND_INK, width=1.0))
        found.append(Entry((line, dot(29, 6)), said["echo"]))
    if any(i.day != i.day_hi and i.ref not in chronicle.early for i in chronicle.happenings):
        found.append(Entry((*mark("circle", "open", 18, 6), *extent(3, 33, 14)), said["extent"]))
    kinds = {spell.kind for spell in chronicle.spells}
    found += [
        Entry((Figure("rect", 18, 8, 32, 11, BAR[kind]),), said[kind])
        for kind in ("imposed", "undone", "voluntary", "unsaid")
        if kind in kinds
    ]
    return tuple(found)


def _describe(chronicle: Chronicle, say: Speech) -> str:
    bad = [item for item in chronicle.happenings if item.shape != "plus"]
    good = len(chronicle.happenings) - len(bad)
    measures = sum(spell.measure for spell in chronicle.spells)
    return say(
        "describe",
        events=say.many(len(bad), "event"),
        good=good,
        measures=say.many(measures, "measure"),
        help=len(chronicle.spells) - measures,
    )
