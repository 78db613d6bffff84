"""What the signs mean: only of signs that occur in the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.draw.genogram.lines import CARE
from famnet.draw.genogram.symbols import COPY
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.draw.genogram.layout import Layout
    from famnet.draw.picture import Shape

__all__ = ["legend"]

_SIGN = Pen(width=1.3, fill="#ffffff")


def legend(layout: Layout) -> tuple[Entry, ...]:
    """Return the entries of the signs in use, people first."""
    return (*_people(layout), *_couples(layout), *_children(layout), *_marks(layout))


def _people(layout: Layout) -> Iterator[Entry]:
    members = layout.kindred.members
    sexes = {m.sex if m.sex in ("male", "female") else "" for m in members}
    for sex, form, text in (
        ("male", "square", "man, leeftijd erin"),
        ("female", "circle", "vrouw, leeftijd erin"),
        ("", "diamond", "geslacht onbekend of anders"),
    ):
        if sex in sexes:
            yield Entry((Figure(form, 18, 8, 13, 13, _SIGN),), text)  # type: ignore[arg-type]
    if any(m.dead for m in members):
        cross = (Polyline(((13, 3), (23, 13)), SOLID), Polyline(((13, 13), (23, 3)), SOLID))
        yield Entry(
            (Figure("square", 18, 8, 13, 13, _SIGN), *cross), "overleden, leeftijd bij overlijden"
        )
    if any(slot.kind == "copy" for slot in layout.skeleton.slots):
        yield Entry((Figure("square", 18, 8, 13, 13, COPY),), "zelfde persoon, nog eens getekend")
    if layout.kindred.homes:
        corners = ((3.0, 2.0), (33.0, 2.0), (33.0, 14.0), (3.0, 14.0))
        pen = Pen(stroke="#8b959d", width=1, fill="#eef2f5")
        yield Entry((Path((corners,), 4, pen),), "wonen samen in één huishouden")


def _couples(layout: Layout) -> Iterator[Entry]:
    couples = [c for c in layout.kindred.couples if c.b >= 0]
    line = ((2.0, 8.0), (34.0, 8.0))
    sure = [c for c in couples if c.certainty == "confirmed"]
    if any(c.form in ("married", "registered", "partners") for c in sure):
        yield Entry((Polyline(line, SOLID),), "partners; wat zij zijn staat op de lijn")
    if any(c.form == "cohabiting" for c in sure):
        yield Entry((Polyline(line, DASHED),), "wonen samen, niet gehuwd")
    if any(c.form == "parents" for c in sure):
        yield Entry((Polyline(line, FINE),), "ouders van een kind, relatie niet geleverd")
    if any(c.certainty != "confirmed" for c in couples):
        yield Entry((Polyline(line, DOTTED),), "paar, niet zeker")
    for n, states, text in (
        (1, ("separated", "ended"), "uit elkaar"),
        (2, ("divorced",), "gescheiden"),
    ):
        if any(c.state in states for c in couples):
            slashes = tuple(Polyline(((14 + 4 * i, 14), (19 + 4 * i, 2)), SOLID) for i in range(n))
            yield Entry((Polyline(line, SOLID), *slashes), text)
    if any(c.close for c in couples):
        double = (((2.0, 6.0), (34.0, 6.0)), ((2.0, 10.0), (34.0, 10.0)))
        yield Entry(tuple(Polyline(way, SOLID) for way in double), "paar dat familie is van elkaar")


def _children(layout: Layout) -> Iterator[Entry]:
    descents = layout.kindred.descents
    kinds = {kind for d in descents for kind in d.kinds}
    line = ((18.0, 0.0), (18.0, 16.0))
    if "birth" in kinds:
        yield Entry((Polyline(line, SOLID),), "ouder boven, kind onder")
    if "adoption" in kinds:
        side = Polyline(((21, 0), (21, 16)), Pen(width=1, dash="3 2.5"))
        yield Entry((Polyline(line, SOLID), side), "adoptie; haken om het kind")
    if kinds & {"foster", "step", "guardian"}:
        yield Entry((Polyline(line, CARE),), "pleeg, stief of voogd; staat erbij")
    sures = {d.certainty for d in descents} | {b.certainty for b in layout.kindred.bonds}
    if "probable" in sures:
        yield Entry((Polyline(line, DASHED),), "waarschijnlijk")
    if "unconfirmed" in sures:
        yield Entry((Polyline(line, DOTTED),), "onbevestigd")
    bonds = {b.kind for b in layout.kindred.bonds}
    legs: tuple[Shape, ...] = (Polyline(((8, 15), (18, 2), (28, 15)), SOLID),)
    if "twin" in bonds:
        yield Entry(legs, "tweeling")
    if "identical" in bonds:
        yield Entry((*legs, Polyline(((13, 8.5), (23, 8.5)), SOLID)), "eeneiige tweeling")


def _marks(layout: Layout) -> Iterator[Entry]:
    members = layout.kindred.members
    adults = " ".join(mark for m in members if not m.minor for mark in m.marks)
    used = [
        f"{letter} {word}"
        for letter, word in (
            ("v", "verdachte"), ("d", "veroordeeld"), ("s", "slachtoffer"), ("b", "betrokken"),
            ("t", "getuige"), ("+", "gaat goed"),
        )
        if letter in adults.replace("/", " ").split()
    ]  # fmt: skip
    if used:
        yield Entry((Text(18, 12, "JU v", 9),), f"leefgebied en rol: {', '.join(used)}")
    if any(mark.startswith("z ") for m in members if m.minor for mark in m.marks):
        yield Entry((Text(18, 12, "z TH", 9),), "zorg om een kind, met leefgebied")
