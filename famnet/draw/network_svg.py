"""The network picture as a still: the same marks and lines in the picture kit, for SVG and table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from famnet.draw import words
from famnet.draw.network_forms import RING, STROKE
from famnet.draw.network_words import speech
from famnet.draw.picture import (
    Entry,
    Figure,
    Item,
    Path,
    Pen,
    Polyline,
    Text,
    isolated,
    shortened,
    text_width,
)
from famnet.draw.picture import Scene as PictureScene
from famnet.draw.picture.shapes import INK, SECOND_INK, WASH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from famnet.analysis.text import Lang
    from famnet.draw.picture import Shape
    from famnet.draw.picture.shapes import Point
    from famnet.draw.scene import Line, Mark, Scene

__all__ = ["still"]

_DISC: Final = 34.0
_SIZE: Final = {"person": 15.0, "household": 14.0, "partner": 15.0, "family": 16.0}
_WIDEST: Final = {"person": 104.0, "household": 104.0, "partner": 225.0, "family": 200.0}
_EDGE: Final = 70.0
_DASH: Final = {"confirmed": "", "probable": "9 6", "unconfirmed": "0.1 5"}


def still(scene: Scene, title: str) -> PictureScene:
    """Return the scene in the picture kit.

    Parameters
    ----------
    scene : Scene
        Marks and lines with their places.
    title : str
        Heading.

    Notes
    -----
    The same places as on the page. O(marks + lines).
    """
    say = speech(scene.lang)
    xs, ys = [mark.x for mark in scene.marks], [mark.y for mark in scene.marks]
    widest = max((_width(mark) for mark in scene.marks), default=0.0) / 2
    left, top = min(xs, default=0) - max(_EDGE, widest + 8), min(ys, default=0) - _EDGE
    at = {mark.key: (mark.x - left, mark.y - top) for mark in scene.marks}
    marks = {mark.key: (mark, at[mark.key]) for mark in scene.marks}
    lines = [_line(i, line, marks, scene.lang) for i, line in enumerate(scene.lines)]
    symbols = [_symbol(i, mark, at[mark.key], scene.lang) for i, mark in enumerate(scene.marks)]
    return PictureScene(
        name="network",
        title=title,
        description=f"{say('reading')} {say('absent')}",
        items=(*symbols, *lines),
        width=max(xs, default=0) - left + max(_EDGE, widest + 8),
        height=max(ys, default=0) - top + _EDGE,
        decoration=tuple(_outlines(scene, at)),
        legend=tuple(_legend(scene)),
        notes=scene.notes,
        as_of=scene.as_of,
        lang=scene.lang,
    )


def _width(mark: Mark) -> float:
    if mark.kind == "person":
        return _DISC
    longest = max(text_width(text, _SIZE[mark.kind]) for text in _texts(mark))
    return longest + (26 if mark.kind == "partner" else 18)


def _texts(mark: Mark) -> list[str]:
    room = _WIDEST[mark.kind]
    said = [mark.label, *mark.below.split("\n")] if mark.below else [mark.label]
    return [isolated(shortened(text, room, _SIZE[mark.kind])) for text in said]


def _symbol(i: int, mark: Mark, at: Point, lang: Lang) -> Item:
    told = "; ".join(f"{name}: {value}" for name, value in mark.facts)
    return Item(
        id=f"n-{i}",
        kind=words.GROUP[mark.kind][0].of(lang),
        label=mark.label,
        title=f"{mark.label}. {told}.",
        shapes=tuple(_shapes(mark, at)),
        person_id=mark.code if mark.kind == "person" else "",
        household_id=mark.code if mark.kind == "household" else "",
        partner_id=mark.code if mark.kind == "partner" else "",
        facts=mark.facts,
    )


def _shapes(mark: Mark, at: Point) -> Iterator[Shape]:
    """Yield the form of a mark; every person has the same size and colour."""
    x, y = at
    size, texts = _SIZE[mark.kind], _texts(mark)
    if mark.kind == "person":
        dash = "3 3" if mark.variant == "deceased" else ""
        yield Figure("circle", x, y, _DISC, _DISC, Pen(INK, 1.8, dash, "#ffffff"))
        yield Text(x, y + _DISC / 2 + size, texts[0], size, halo=True)
        return
    wide, tall = _width(mark), size * 1.25 * len(texts) + 8
    pen = {
        "household": Pen("#7f8a93", 1, "", WASH),
        "partner": Pen(RING.get(mark.variant, SECOND_INK), 3, "", "#ffffff"),
        "family": Pen(INK, 1.6, "", WASH),
    }[mark.kind]
    yield _box(at, (wide, tall), 10 if mark.kind == "partner" else 3, pen)
    for row, text in enumerate(texts):
        yield Text(x, y - tall / 2 + 4 + size * (1.25 * row + 1), text, size)


def _box(at: Point, size: Point, radius: float, pen: Pen) -> Path:
    (x, y), (wide, tall) = at, size
    a, b, c, d = x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2
    return Path((((a, b), (c, b), (c, d), (a, d)),), radius, pen)


def _line(i: int, line: Line, marks: Mapping[str, tuple[Mark, Point]], lang: Lang) -> Item:
    (one, start), (two, end) = marks[line.source], marks[line.target]
    names = ", ".join(words.DOMAIN_LETTER.get(code, code) for code in line.domains)
    said = f"{one.label} {line.said} {two.label}" + (f" ({names})" if names else "")
    people = [mark.code for mark in (one, two) if mark.kind == "person"]
    homes = [mark.code for mark in (one, two) if mark.kind == "household"]
    return Item(
        id=f"l-{i}",
        kind=words.KIND[line.kind].of(lang),
        label=speech(lang)("and", one=one.label, other=two.label),
        title=f"{said}.",
        shapes=tuple(_stroke(line, start, end)),
        layer="line",
        person_id=people[0] if people else "",
        other_id=people[1] if len(people) > 1 else "",
        household_id=homes[0] if homes else "",
        partner_id=one.code if one.kind == "partner" else "",
        certainty=line.certainty,
        evidence=tuple(proof.id for proof in line.proofs),
        focus=False,
    )


def _stroke(line: Line, a: Point, b: Point) -> Iterator[Shape]:
    width, color, sign = STROKE[line.kind]
    pen = Pen(color, width, _DASH[line.certainty])
    if a == b:
        a = (a[0] - 30, a[1] - 30)
    yield Polyline((a, b), pen)
    yield from _sign(sign, a, b, color)


def _sign(sign: str, a: Point, b: Point, color: str) -> Iterator[Shape]:
    """Yield the sign at the end of a line, just outside the mark it leads to."""
    far = math.dist(a, b) or 1.0
    ux, uy = (b[0] - a[0]) / far, (b[1] - a[1]) / far
    tip = _DISC / 2 + 6
    x, y = b[0] - ux * tip, b[1] - uy * tip
    full, open_ = Pen("none", 0, "", color), Pen(color, 1.6)

    def point(along: float, across: float) -> Point:
        return x + ux * along - uy * across, y + uy * along + ux * across

    if sign == "circle":
        yield Figure("circle", x, y, 8, 8, full)
    elif sign == "box":
        yield Path(((point(4, 4), point(4, -4), point(-4, -4), point(-4, 4)),), 0, full)
    elif sign == "diamond":
        yield Path(((point(6, 0), point(0, 5), point(-6, 0), point(0, -5)),), 0, full)
    elif sign == "bar":
        yield Polyline((point(0, -7), point(0, 7)), Pen(color, 3))
    elif sign in ("arrow", "vee"):
        back = -8 if sign == "arrow" else -4
        yield Path(((point(4, 0), point(-8, 5), point(back, 0), point(-8, -5)),), 0, full)
    elif sign == "crow":
        yield Polyline((point(5, 6), point(-5, 0), point(5, -6)), open_)
    elif sign == "curve":
        yield Polyline((point(-3, 6), point(2, 3), point(2, -3), point(-3, -6)), open_)


def _outlines(scene: Scene, at: Mapping[str, Point]) -> Iterator[Shape]:
    """Yield the pale outline of each household around who lives there, each person in one."""
    open_homes = {
        mark.key
        for mark in scene.marks
        if mark.kind == "household" and mark.variant != "institution"
    }
    inside: dict[str, list[Point]] = {}
    housed: set[str] = set()
    for line in scene.lines:
        if line.kind == "residence" and line.source not in housed and line.target in open_homes:
            housed.add(line.source)
            inside.setdefault(line.target, [at[line.target]]).append(at[line.source])
    pen = Pen("#c9d0d6", 1, "", "#f9fafb")
    for places in inside.values():
        xs, ys = zip(*places, strict=True)
        a, b, c, d = min(xs) - 56, min(ys) - 30, max(xs) + 56, max(ys) + 54
        yield Path((((a, b), (c, b), (c, d), (a, d)),), 14, pen)


def _legend(scene: Scene) -> Iterator[Entry]:
    say, lang = speech(scene.lang), scene.lang
    kinds = {mark.kind for mark in scene.marks}
    if "person" in kinds:
        yield Entry((Figure("circle", 18, 8, 13, 13, Pen(INK, 1.8, "", "#ffffff")),), say("person"))
    if any(mark.variant == "deceased" and mark.kind == "person" for mark in scene.marks):
        yield Entry(
            (Figure("circle", 18, 8, 13, 13, Pen(INK, 1.8, "3 3", "#ffffff")),), say("dead")
        )
    if "household" in kinds:
        yield Entry(
            (_box((18, 8), (26, 12), 2, Pen("#7f8a93", 1, "", WASH)),), say("household_sign")
        )
    if "partner" in kinds:
        yield Entry(
            (_box((18, 8), (28, 12), 6, Pen(SECOND_INK, 3, "", "#ffffff")),),
            say("partner_sign"),
        )
    if "family" in kinds:
        yield Entry((_box((18, 8), (28, 14), 2, Pen(INK, 1.6, "", WASH)),), say("family"))
    seen = {line.kind for line in scene.lines}
    for kind, name in words.KIND.items():
        if kind in seen:
            width, color, sign = STROKE[kind]
            # The sign stands where the line would meet a mark, here beyond the sample.
            signs = _sign(sign, (2.0, 8.0), (34.0 + _DISC / 2, 8.0), color)
            yield Entry((Polyline(((2, 8), (28, 8)), Pen(color, width)), *signs), name.of(lang))
    sures = {line.certainty for line in scene.lines} - {"confirmed"}
    for code, name in words.CERTAINTY.items():
        if code in sures:
            yield Entry((Polyline(((2, 8), (34, 8)), Pen(INK, 1.6, _DASH[code])),), name.of(lang))
