"""From places to a scene: each household, partner and line as one item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.ecogram.layout import NAME, SUB, WIDTH, Layout, lay_out
from famnet.draw.ecogram.ties import WHOLE
from famnet.draw.ecogram.words import KIND, LINES, speech
from famnet.draw.partner_words import CHAIN_COLOUR, chain_letter, chain_name
from famnet.draw.picture import (
    Entry,
    Figure,
    Item,
    Path,
    Pen,
    Polyline,
    Scene,
    Text,
    clean,
    isolated,
    shortened,
    text_width,
)
from famnet.draw.picture.shapes import PALE, SECOND_INK, WASH

if TYPE_CHECKING:
    from famnet.analysis.text import Lang
    from famnet.draw.ecogram.gather import Around, PartnerCard
    from famnet.draw.ecogram.layout import Placed, Way
    from famnet.draw.picture import Shape
    from famnet.draw.picture.shapes import Box, Point
    from famnet.draw.speech import Speech

__all__ = ["compose", "line_shapes"]

_STEPS: Final = 18
_THICK: Final = Pen(width=4.4)
_THIN: Final = Pen(stroke="#5f6a73", width=1.2)
_ASKED: Final = Pen(width=1.5, dash="6 4")
_SEAT: Final = Pen(width=2.0, dash="0.1 4.6")
_CHAIR_EDGE: Final = Pen(width=2.0, dash="6 3.5", fill="#ffffff")


def compose(around: Around, *, as_of: str = "") -> Scene:
    """Return the ecogram as a scene.

    Parameters
    ----------
    around : Around
        Households, partners, lines.
    as_of : str
        "Today" as ISO 8601.
    """
    layout, say = lay_out(around), speech(around.lang)
    ways = {(way.partner, way.tie): way for way in layout.ways}
    items: list[Item] = [_home(around, layout, i, say) for i in range(len(around.homes))]
    for i, partner in enumerate(around.partners):
        items.append(_partner(partner, layout.partners[i], i, around.lang))
        items += [_tie(around, ways[i, k], f"t-{i}-{k}", say) for k in range(len(partner.ties))]
    return Scene(
        name="ecogram",
        title=say("title"),
        description=_describe(around, say),
        items=tuple(items),
        width=WIDTH,
        height=layout.height,
        decoration=_ground(layout, say),
        legend=_legend(around, say),
        notes=around.notes,
        as_of=as_of,
        lang=around.lang,
    )


def _ground(layout: Layout, say: Speech) -> tuple[Shape, ...]:
    shapes: list[Shape] = []
    if layout.frame is not None:
        box = layout.frame
        shapes.append(Path((_corners(box),), 12, Pen(stroke=PALE, width=1.2, dash="2 3")))
        shapes.append(
            Text((box.left + box.right) / 2, box.top + 17, say("network"), SUB, fill=SECOND_INK)
        )
    for head in layout.chains:
        letter, colour = chain_letter(head.chain), CHAIN_COLOUR[head.chain]
        shapes += [
            Figure("circle", head.x + 7, head.y - 3, 13, 13, Pen(stroke=colour, width=1.5, fill="#ffffff")),
            Text(head.x + 7, head.y, letter, 9, bold=True),
            Text(head.x + 18, head.y, chain_name(head.chain, say.lang), SUB, anchor="start", fill=SECOND_INK),
        ]  # fmt: skip
    return tuple(shapes)


def _corners(box: Box) -> tuple[Point, ...]:
    return (
        (box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom),
    )  # fmt: skip


def _home(around: Around, layout: Layout, i: int, say: Speech) -> Item:
    home, placed = around.homes[i], layout.homes[i]
    box, middle = placed.box, (placed.box.left + placed.box.right) / 2
    shapes: list[Shape] = [
        Path((_corners(box),), 5 if placed.low else 10, Pen(width=1.6, fill="#eef2f5"))
    ]
    if placed.low:
        y, left = box.bottom - 6, box.left + 10
        behind = left + text_width(home.title, NAME, bold=True) + 6
        shapes.append(Text(left, y, home.title, NAME, bold=True, anchor="start"))
        shapes += [Text(behind, y, line, SUB, anchor="start") for line in placed.lines]
    else:
        top = box.top + (box.bottom - box.top - 18.0 - 14.0 * len(placed.lines)) / 2
        shapes.append(Text(middle, top + 12, home.title, 12, bold=True))
        shapes += [Text(middle, top + 28 + 14 * n, x, SUB) for n, x in enumerate(placed.lines)]
    return Item(
        f"h-{i}", KIND["home"].of(say.lang), home.title,
        f"{home.title}: {', '.join(home.people) or say('nobody')}.",
        tuple(shapes), household_id=home.household_id, person_id=home.person_id,
        evidence=home.evidence,
    )  # fmt: skip


def _partner(partner: PartnerCard, placed: Placed, i: int, lang: Lang) -> Item:
    box = placed.box
    shapes: list[Shape] = [_edge(partner, box)]
    if partner.state == "law":
        shapes.append(
            Figure("rect", (box.left + 6 + box.right - 30) / 2, (box.top + box.bottom) / 2,
                   box.right - 30 - box.left - 6, box.bottom - box.top - 3, Pen("none", fill="#ffffff"))
        )  # fmt: skip
    shapes.append(
        Figure("rect", box.left + 3, (box.top + box.bottom) / 2, 5, box.bottom - box.top,
               Pen("none", fill=CHAIN_COLOUR[partner.chain]))
    )  # fmt: skip
    room = box.right - box.left - 20 - (30 if partner.chair or partner.state == "law" else 0)
    title = shortened(isolated(clean(partner.title)), room, NAME, bold=True)
    shapes.append(Text(box.left + 12, box.top + 15, title, NAME, bold=True, anchor="start"))
    shapes += [
        Text(box.left + 12, box.top + 28 + 12 * n, line, SUB, anchor="start", fill=SECOND_INK)
        for n, line in enumerate(placed.lines)
    ]
    if partner.chair:
        shapes += _chair(box.right - 24, (box.top + box.bottom) / 2 - 12)
    said = "; ".join(partner.says)
    return Item(
        f"p-{i}", KIND["partner"].of(lang), partner.title,
        f"{partner.title} ({chain_name(partner.chain, lang).lower()}): {said}.", tuple(shapes),
        partner_id=partner.partner_ids, facts=partner.facts, evidence=partner.evidence,
    )  # fmt: skip


def _edge(partner: PartnerCard, box: Box) -> Shape:
    pen = Pen(stroke="#77818a", width=1.2, fill="#ffffff")
    if partner.state == "law":
        pen = Pen(stroke="#77818a", width=1.2, fill="@LAW")
    elif partner.chair:
        pen = _CHAIR_EDGE
    elif partner.state == "nothing":
        pen = Pen(stroke=PALE, width=1.0, dash="2 2", fill=WASH)
    return Figure(
        "rect", (box.left + box.right) / 2, (box.top + box.bottom) / 2,
        box.right - box.left, box.bottom - box.top, pen,
    )  # fmt: skip


def _chair(x: float, y: float) -> list[Shape]:
    """Return an empty chair, seen from the side."""
    pen = Pen(width=2.2)
    return [
        Polyline(((x, y), (x, y + 24)), pen),
        Polyline(((x, y + 13), (x + 13, y + 13), (x + 13, y + 24)), pen),
    ]


def _tie(around: Around, way: Way, id_: str, say: Speech) -> Item:
    partner = around.partners[way.partner]
    tie = partner.ties[way.tie]
    home = around.homes[tie.home] if tie.home != WHOLE else None
    where = home.title if home is not None else say("the_network")
    if home is not None and home.household_id:
        where = where[:1].lower() + where[1:]
    return Item(
        id_, KIND["tie"].of(say.lang), say("and", one=partner.title, other=where),
        say("tie", one=partner.title, other=where, line=LINES[tie.kind].of(say.lang), said=tie.sentence),
        line_shapes(tie.kind, _curve(way.start, way.end)), layer="line",
        partner_id=partner.partner_ids,
        household_id="" if home is None else home.household_id,
        person_id="" if home is None else home.person_id,
        evidence=tie.evidence,
    )  # fmt: skip


def _curve(start: Point, end: Point) -> tuple[Point, ...]:
    """Return a way that leaves and arrives level (a cubic Bézier, in short steps)."""
    middle = (start[0] + end[0]) / 2
    found = []
    for n in range(_STEPS + 1):
        t = n / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        found.append((
            round(a * start[0] + (b + c) * middle + d * end[0], 2),
            round((a + b) * start[1] + (c + d) * end[1], 2),
        ))  # fmt: skip
    return tuple(found)


def line_shapes(kind: str, points: tuple[Point, ...]) -> tuple[Shape, ...]:
    """Return a line of a kind: thick, double, thin, dashed or dotted."""
    if kind == "imposed":
        return (
            Polyline(points, Pen(width=5.0)),
            Polyline(points, Pen(stroke="#ffffff", width=2.0)),
        )
    if kind == "undone":
        return (
            Polyline(points, Pen(width=5.0, dash="8 5")),
            Polyline(points, Pen(stroke="#ffffff", width=2.0)),
        )
    pen = {"voluntary": _THICK, "signal": _THIN, "asked": _ASKED, "chair": _SEAT}[kind]
    return (Polyline(points, pen),)


def _legend(around: Around, say: Speech) -> tuple[Entry, ...]:
    used = {tie.kind for partner in around.partners for tie in partner.ties}
    states = {partner.state for partner in around.partners}
    line = ((1.0, 8.0), (35.0, 8.0))
    found = [
        Entry(line_shapes(kind, line), says.of(say.lang))
        for kind, says in LINES.items()
        if kind in used
    ]
    if any(partner.chair for partner in around.partners):
        found[-1] = Entry(
            (Polyline(((1, 8), (16, 8)), _SEAT), *_small_chair()), LINES["chair"].of(say.lang)
        )
    if "nothing" in states:
        pen = Pen(stroke=PALE, width=1.0, dash="2 2", fill=WASH)
        found.append(Entry((Figure("rect", 18, 8, 32, 13, pen),), say("nothing_box")))
    if "law" in states:
        pen = Pen(stroke="#77818a", width=1.0, fill="@LAW")
        found.append(Entry((Figure("rect", 18, 8, 32, 13, pen),), say("barred_box")))
    return tuple(found)


def _small_chair() -> tuple[Shape, ...]:
    pen = Pen(width=1.6)
    return (
        Polyline(((22, 1), (22, 15)), pen),
        Polyline(((22, 8.5), (30, 8.5), (30, 15)), pen),
    )


def _describe(around: Around, say: Speech) -> str:
    drawn = [partner for partner in around.partners if partner.state != "law"]
    chairs = sum(partner.chair for partner in around.partners)
    asked = sum(any(tie.kind == "asked" for tie in partner.ties) for partner in drawn)
    homes, n = len(around.homes), len(drawn)
    return say(
        "describe",
        partners=say("one_partner" if n == 1 else "partners", n=n),
        houses=say("one_house" if homes == 1 else "houses", n=homes),
        chairs=say("chairs", n=chairs) if chairs else "",
        waits=say("waits", n=asked) if asked else "",
    )
