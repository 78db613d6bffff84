"""Households as pale outlines of any form; they never go around somebody of another household."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.draw.genogram.clearances import clearances
from famnet.draw.genogram.layout import lowest_run, run_width, runs
from famnet.draw.genogram.places import Part
from famnet.draw.genogram.sizes import HOME, HOME_LINE, PAD
from famnet.draw.genogram.words import speech
from famnet.draw.picture import Box, Path, Pen, Text, domain_badge, domain_badge_width, text_width
from famnet.draw.picture.metrics import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.text import Lang
    from famnet.draw.genogram.clearances import Upright
    from famnet.draw.genogram.kindred import Home
    from famnet.draw.genogram.layout import Layout
    from famnet.draw.picture import Shape
    from famnet.draw.picture.shapes import Point

__all__ = ["home_shapes", "home_word", "outline"]

_OUTLINE: Final = Pen(stroke="#8b959d", width=1.0, fill="#eef2f5")
_RADIUS: Final = 9.0
_BADGE: Final = 8.0


def home_word(home: Home, width: float, lang: Lang = "nl") -> str:
    """Return what stands under a household: as much as fits."""
    short = speech(lang)("Household", letter=home.letter)
    if text_width(short, HOME, bold=True) > width:
        return home.letter
    whole = f"{short} · {home.text}" if home.text else short
    cut = shortened(whole, width, HOME, bold=True)
    # A place of three letters says nothing.
    return cut if cut == whole or len(cut) > len(short) + 8 else short


def home_shapes(layout: Layout, home: Home, lines: Sequence[Upright]) -> tuple[Shape, ...]:
    """Return the outline of a household with its name and its life domains, clear of the lines.

    Parameters
    ----------
    layout : Layout
        Where everything stands.
    home : Home
        The household.
    lines : sequence of Upright
        What goes down through the rows.
    """
    boxes, low = _boxes(layout, home)
    if low is None:
        return ()
    shapes: list[Shape] = [Path(outline(boxes), _RADIUS, _OUTLINE)]
    row, run = low
    left = min(_left(layout, slot) for slot in run) - PAD + 5
    width = run_width(run, layout.sizes, layout.places) - 10
    y = layout.spans[row].labels + 9
    shapes.append(_name(home, (left, left + width, y), lines, layout.kindred.lang))
    rows, per_line = layout.sizes.home_rows(home, width + 10)
    spots = _spots(lines, (left, y), rows, per_line)
    if len(spots) < len(home.domains):
        spots = _spots((), (left, y), rows, per_line)
    for code, (x, baseline) in zip(home.domains, spots, strict=False):
        shapes += domain_badge(code, x, baseline, _BADGE)
    return tuple(shapes)


def _name(
    home: Home, room: tuple[float, float, float], lines: Sequence[Upright], lang: Lang
) -> Text:
    """Return the name of a household where no line goes through it: whole, else its letter."""
    left, right, y = room
    free = clearances(lines, (left, right), (y - HOME, y + 2)) or [(left, right)]
    short = text_width(speech(lang)("Household", letter=home.letter), HOME, bold=True)
    # The first stretch that takes the words; where none does the widest, for the letter.
    fits = [stretch for stretch in free if stretch[1] - stretch[0] >= short]
    start, end = fits[0] if fits else max(free, key=lambda stretch: stretch[1] - stretch[0])
    word = home_word(home, end - start, lang)
    return Text(start, y, word, HOME, bold=True, anchor="start", fill="#4a545d")


def _spots(
    lines: Sequence[Upright], start: tuple[float, float], rows: int, per_line: int
) -> list[tuple[float, float]]:
    """Return where badges can stand: left side and baseline of each place that no line goes through."""
    width = domain_badge_width("WORK", _BADGE)
    found = []
    for row in range(1, rows + 1):
        y = start[1] + HOME_LINE * row
        for i in range(per_line):
            x = start[0] + i * (width + 3)
            if clearances(lines, (x, x + width), (y - _BADGE, y + 2)) == [(x, x + width)]:
                found.append((x, y))
    return found


def _left(layout: Layout, slot: int) -> float:
    return layout.places.slot[slot] - layout.sizes.low(Part(slot=slot))


def _boxes(layout: Layout, home: Home) -> tuple[list[Box], tuple[int, list[int]] | None]:
    """Return the boxes of a household: one per run of its people, and bridges between the rows."""
    low = lowest_run(home.letter, layout.skeleton, layout.sizes, layout.orders)
    above: list[Box] = []
    found: list[Box] = []
    for row, order in enumerate(layout.orders):
        here = []
        for run in runs(home.letter, layout.skeleton, layout.sizes, order):
            left = min(_left(layout, slot) for slot in run) - PAD
            named = low is not None and low == (row, run)
            span = layout.spans[row]
            rows = 1 + layout.sizes.home_rows(home, run_width(run, layout.sizes, layout.places))[0]
            bottom = span.labels + (HOME_LINE * rows + 3 if named else 4)
            here.append(
                Box(left, span.top, left + run_width(run, layout.sizes, layout.places), bottom)
            )
        found += here + _bridges(above, here)
        above = here
    return found, low


def _bridges(above: Sequence[Box], below: Sequence[Box]) -> list[Box]:
    """Return what joins the runs of two rows where they stand above each other."""
    found = []
    for upper in above:
        for lower in below:
            left, right = max(upper.left, lower.left), min(upper.right, lower.right)
            if right - left >= 2 * PAD:
                found.append(Box(left, upper.bottom - 1, right, lower.top + 1))
    return found


def outline(boxes: Sequence[Box]) -> tuple[tuple[Point, ...], ...]:
    """Return the edges of boxes laid together, as rings of corners.

    Notes
    -----
    The plane is cut at all edges; the edges between covered and open cells are walked with the
    covered side on the right. O(n^2) for n boxes.

    Examples
    --------
    >>> outline([Box(0, 0, 2, 1), Box(0, 1, 1, 2)])
    (((0, 0), (2, 0), (2, 1), (1, 1), (1, 2), (0, 2)),)
    """
    xs = sorted({x for b in boxes for x in (b.left, b.right)})
    ys = sorted({y for b in boxes for y in (b.top, b.bottom)})
    covered = {
        (i, j)
        for i in range(len(xs) - 1)
        for j in range(len(ys) - 1)
        if any(
            b.left <= xs[i] and xs[i + 1] <= b.right and b.top <= ys[j] and ys[j + 1] <= b.bottom
            for b in boxes
        )
    }
    steps: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for i, j in sorted(covered):
        for start, end, beyond in (
            ((i, j), (i + 1, j), (i, j - 1)),
            ((i + 1, j), (i + 1, j + 1), (i + 1, j)),
            ((i + 1, j + 1), (i, j + 1), (i, j + 1)),
            ((i, j + 1), (i, j), (i - 1, j)),
        ):
            if beyond not in covered:
                steps.setdefault(start, []).append(end)
    rings = []
    while steps:
        ring = _ring(steps)
        rings.append(tuple((xs[i], ys[j]) for i, j in ring))
    return tuple(rings)


def _ring(steps: dict[tuple[int, int], list[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Walk one edge around, and keep only its corners."""
    start = min(steps)
    here, way = start, [start]
    while True:
        ends = steps[here]
        nearest = ends.pop(0)
        if not ends:
            del steps[here]
        if nearest == start:
            break
        way.append(nearest)
        here = nearest
    n = len(way)
    return [
        way[k]
        for k in range(n)
        if (way[k - 1][0] == way[k][0]) != (way[k][0] == way[(k + 1) % n][0])
    ]
