"""What the signs mean: only of signs that occur in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.genogram.lines import CARE
from famnet.draw.genogram.symbols import COPY
from famnet.draw.genogram.words import LEGEND
from famnet.draw.picture import (
    DASHED,
    DOTTED,
    FINE,
    SOLID,
    Entry,
    Figure,
    Path,
    Pen,
    Polyline,
    Text,
)
from famnet.draw.words import ROLE_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.draw.genogram.layout import Layout
    from famnet.draw.picture import Shape

__all__ = ["legend"]

_SIGN = Pen(width=1.3, fill="#ffffff")


def legend(layout: Layout) -> tuple[Entry, ...]:
    """Return the entries of the signs in use, people first."""
    return (*_people(layout), *_couples(layout), *_children(layout), *_marks(layout))


def _entry(layout: Layout, shapes: tuple[Shape, ...], key: str) -> Entry:
    return Entry(shapes, LEGEND[key].of(layout.kindred.lang))


def _people(layout: Layout) -> Iterator[Entry]:
    members = layout.kindred.members
    sexes = {m.sex if m.sex in ("male", "female") else "" for m in members}
    for sex, form in (("male", "square"), ("female", "circle"), ("", "diamond")):
        if sex in sexes:
            yield _entry(layout, (Figure(form, 18, 8, 13, 13, _SIGN),), sex)  # type: ignore[arg-type]
    if any(m.dead for m in members):
        cross = (Polyline(((13, 3), (23, 13)), SOLID), Polyline(((13, 13), (23, 3)), SOLID))
        yield _entry(layout, (Figure("square", 18, 8, 13, 13, _SIGN), *cross), "dead")
    if any(slot.kind == "copy" for slot in layout.skeleton.slots):
        yield _entry(layout, (Figure("square", 18, 8, 13, 13, COPY),), "copy")
    if layout.kindred.homes:
        corners = ((3.0, 2.0), (33.0, 2.0), (33.0, 14.0), (3.0, 14.0))
        pen = Pen(stroke="#8b959d", width=1, fill="#eef2f5")
        yield _entry(layout, (Path((corners,), 4, pen),), "home")


def _couples(layout: Layout) -> Iterator[Entry]:
    couples = [c for c in layout.kindred.couples if c.b >= 0]
    line = ((2.0, 8.0), (34.0, 8.0))
    sure = [c for c in couples if c.certainty == "confirmed"]
    if any(c.form in ("married", "registered", "partners") for c in sure):
        yield _entry(layout, (Polyline(line, SOLID),), "union")
    if any(c.form == "cohabiting" for c in sure):
        yield _entry(layout, (Polyline(line, DASHED),), "cohabiting")
    if any(c.form == "parents" for c in sure):
        yield _entry(layout, (Polyline(line, FINE),), "parents")
    if any(c.certainty != "confirmed" for c in couples):
        yield _entry(layout, (Polyline(line, DOTTED),), "unsure")
    for n, states, key in (
        (1, ("separated", "ended"), "apart"),
        (2, ("divorced",), "divorced"),
    ):
        if any(c.state in states for c in couples):
            slashes = tuple(Polyline(((14 + 4 * i, 14), (19 + 4 * i, 2)), SOLID) for i in range(n))
            yield _entry(layout, (Polyline(line, SOLID), *slashes), key)
    if any(c.close for c in couples):
        double = (((2.0, 6.0), (34.0, 6.0)), ((2.0, 10.0), (34.0, 10.0)))
        yield _entry(layout, tuple(Polyline(way, SOLID) for way in double), "close")


def _children(layout: Layout) -> Iterator[Entry]:
    descents = layout.kindred.descents
    kinds = {kind for d in descents for kind in d.kinds}
    line = ((18.0, 0.0), (18.0, 16.0))
    if "birth" in kinds:
        yield _entry(layout, (Polyline(line, SOLID),), "birth")
    if "adoption" in kinds:
        side = Polyline(((21, 0), (21, 16)), Pen(width=1, dash="3 2.5"))
        yield _entry(layout, (Polyline(line, SOLID), side), "adoption")
    if kinds & {"foster", "step", "guardian"}:
        yield _entry(layout, (Polyline(line, CARE),), "care")
    sures = {d.certainty for d in descents} | {b.certainty for b in layout.kindred.bonds}
    if "probable" in sures:
        yield _entry(layout, (Polyline(line, DASHED),), "probable")
    if "unconfirmed" in sures:
        yield _entry(layout, (Polyline(line, DOTTED),), "unconfirmed")
    bonds = {b.kind for b in layout.kindred.bonds}
    legs: tuple[Shape, ...] = (Polyline(((8, 15), (18, 2), (28, 15)), SOLID),)
    if "twin" in bonds:
        yield _entry(layout, legs, "twin")
    if "identical" in bonds:
        yield _entry(layout, (*legs, Polyline(((13, 8.5), (23, 8.5)), SOLID)), "identical")


def _marks(layout: Layout) -> Iterator[Entry]:
    members, lang = layout.kindred.members, layout.kindred.lang
    adults = " ".join(mark for m in members if not m.minor for mark in m.marks)
    letters = adults.replace("/", " ").split()
    used = [f"{letter} {ROLE_WORD[letter].of(lang)}" for letter in "vdsbt+" if letter in letters]
    if used:
        yield Entry(
            (Text(18, 12, "JU v", 9),), LEGEND["roles"].of(lang).format(roles=", ".join(used))
        )
    if any(mark.startswith("z ") for m in members if m.minor for mark in m.marks):
        yield Entry((Text(18, 12, "z TH", 9),), LEGEND["minor"].of(lang))
