"""Lanes by life domain: where each mark, label and echo stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.draw.domain_words import domain_short
from famnet.draw.picture import Item, Polyline, Text, domain_badge, shortened, text_width
from famnet.draw.picture.shapes import SECOND_INK, Pen
from famnet.draw.timeline.marks import DOT, HALF, dot, extent, mark
from famnet.draw.timeline.packing import Rows
from famnet.draw.timeline.words import speech

if TYPE_CHECKING:
    from famnet.draw.picture import Shape
    from famnet.draw.picture.shapes import Point
    from famnet.draw.speech import Speech
    from famnet.draw.timeline.gather import Chronicle
    from famnet.draw.timeline.happenings import Echo, Happening

__all__ = ["EDGE", "LABEL", "Lanes", "ids_of", "lanes"]

LABEL: Final = 9.0
#: Right side of the picture.
EDGE: Final = 872.0
_ROW: Final = 19.0
_FIRST: Final = 14.0
_LEAST: Final = 28.0


@dataclass(frozen=True, slots=True)
class Lanes:
    """Items and ground of all lanes, the lines between them, and where they end."""

    items: tuple[Item, ...]
    ground: tuple[Shape, ...]
    edges: tuple[float, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    row: int
    side: str


def lanes(chronicle: Chronicle, top: float, zone: tuple[float, float] | None) -> Lanes:
    """Place the marks of a timeline.

    Parameters
    ----------
    chronicle : Chronicle
        What is drawn.
    top : float
        Where the lanes begin.
    zone : (float, float), optional
        Left and right of the part before the axis.

    Notes
    -----
    In the order of time, each on the first row with room; its text right, else left, else a row
    lower. O(n rows) per lane.
    """
    y, edges = top, [top]
    ground: list[Shape] = []
    at: dict[tuple[str, int], tuple[float, float, str]] = {}
    names, say = domain_short(chronicle.lang), speech(chronicle.lang)
    for domain in names:
        placed, rows = _lane(chronicle, domain, zone)
        if not placed:
            continue
        middle = y + _FIRST
        ground += domain_badge(domain, 4, middle + 3.5, LABEL)
        name = shortened(names[domain], 110, 9.5)
        ground.append(Text(36, middle + 3.5, name, 9.5, anchor="start"))
        at |= {
            key: (place.x, middle + _ROW * place.row, place.side) for key, place in placed.items()
        }
        y += max(_LEAST, _ROW * rows + 9)
        edges.append(y)
    items: list[Item] = []
    for n, item in enumerate(chronicle.happenings):
        x, height, side = at[item.ref, -1]
        items.append(_mark(chronicle, item, n, (x, height, side)))
        items += [
            _echo(item, echo, (f"x-{n}-{k}", say), ((x, height), at[item.ref, k][:2]))
            for k, echo in enumerate(item.echoes)
            if (item.ref, k) in at
        ]
    return Lanes(tuple(items), tuple(ground), tuple(edges), y)


def _lane(
    chronicle: Chronicle, domain: str, zone: tuple[float, float] | None
) -> tuple[dict[tuple[str, int], _Place], int]:
    """Return places by ref and echo (-1: the mark), and how many rows they take."""
    placed: dict[tuple[str, int], _Place] = {}
    flow = _flow(chronicle, domain, zone, placed)
    axis = chronicle.axis
    if axis is None:
        return placed, flow
    waiting: list[tuple[float, str, int, float, float, float]] = []
    for item in chronicle.happenings:
        if item.domain == domain and item.ref not in chronicle.early:
            low, high = axis(item.day), axis(item.day_hi)
            text = text_width(item.label, LABEL) + 4
            middle = (low + high) / 2
            ends = (min(low, middle - HALF), max(high, middle + HALF))
            waiting.append((middle, item.ref, -1, *ends, text))
        waiting += [
            (axis(echo.day), item.ref, k, axis(echo.day) - DOT, axis(echo.day) + DOT, 0.0)
            for k, echo in enumerate(item.echoes)
            if echo.domain == domain and _is_apart(chronicle, item, echo)
        ]
    rows = Rows(axis.left - 4, EDGE)
    for x, ref, k, low, high, text in sorted(waiting):
        spot = rows.put(low, high, text, middle=x if k < 0 else None)
        placed[ref, k] = _Place(x, spot.row, spot.side)
    return placed, max(flow, rows.count)


def _is_apart(chronicle: Chronicle, item: Happening, echo: Echo) -> bool:
    """Say whether an echo has a place of its own: on the axis, not on the mark itself."""
    axis = chronicle.axis
    if axis is None or not axis.start <= echo.day <= axis.end:
        return False
    if echo.domain != item.domain or item.ref in chronicle.early:
        return True
    return axis(echo.day) - axis(item.day_hi) > HALF + 2 * DOT


def _flow(
    chronicle: Chronicle,
    domain: str,
    zone: tuple[float, float] | None,
    into: dict[tuple[str, int], _Place],
) -> int:
    """Lay what is early side by side, row after row."""
    if zone is None:
        return 0
    x, row, rows = zone[0], 0, 0
    for item in chronicle.happenings:
        if item.domain != domain or item.ref not in chronicle.early:
            continue
        width = 2 * HALF + text_width(item.short, LABEL) + 12
        if x > zone[0] and x + width > zone[1]:
            x, row = zone[0], row + 1
        into[item.ref, -1] = _Place(x + HALF, row, "zone")
        x += width
        rows = row + 1
    return rows


def _mark(chronicle: Chronicle, item: Happening, n: int, at: tuple[float, float, str]) -> Item:
    x, y, side = at
    shapes: list[Shape] = []
    axis = chronicle.axis
    if axis is not None and side != "zone" and item.day != item.day_hi:
        shapes += extent(axis(item.day), axis(item.day_hi), y + 9)
    shapes += mark(item.shape, item.fill, x, y)
    text = item.short if side == "zone" else item.label
    place = x - HALF - 2 if side == "left" else x + HALF + 2
    anchor = "end" if side == "left" else "start"
    shapes.append(Text(place, y + 3.2, text, LABEL, anchor=anchor, halo=True))  # type: ignore[arg-type]
    persons, households = ids_of(item)
    return Item(
        f"e-{n}", speech(chronicle.lang)("event" if item.shape != "plus" else "good"), item.label, item.sentence,
        tuple(shapes), person_id=persons, household_id=households, facts=item.facts,
        evidence=item.evidence,
    )  # fmt: skip


def ids_of(item: Happening) -> tuple[str, str]:
    """Return the person ids and the household ids of an occurrence, ``|`` between."""
    return (
        "|".join(s.id for s in item.subjects if s.person),
        "|".join(s.id for s in item.subjects if not s.person),
    )


def _echo(
    item: Happening, echo: Echo, called: tuple[str, Speech], ends: tuple[Point, Point]
) -> Item:
    id_, say = called
    (x, y), (to_x, to_y) = ends
    way: tuple[tuple[float, float], ...] = ((x, y), (to_x, to_y))
    if y == to_y:
        # A shallow bow, so that the line doesn't run through the texts of its row.
        bow = [(0.15, 5.0), (0.35, 8.5), (0.5, 9.5), (0.65, 8.5), (0.85, 5.0)]
        way = ((x, y), *((x + (to_x - x) * part, y - up) for part, up in bow), (to_x, to_y))
    persons, households = ids_of(item)
    return Item(
        id_, say("again"), say("echo", ref=item.ref),
        say("echo_said", ref=item.ref, said=echo.sentence),
        (Polyline(way, Pen(stroke=SECOND_INK, width=1.0)), dot(to_x, to_y)), layer="line",
        person_id=persons, household_id=households, evidence=echo.evidence,
    )  # fmt: skip
