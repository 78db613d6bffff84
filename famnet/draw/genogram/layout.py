"""All places of a genogram: rows, order, x, and the heights of bars, arcs and labels."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.draw.genogram.generations import assign_rows
from famnet.draw.genogram.ordering import order_rows
from famnet.draw.genogram.places import Part, Places, place
from famnet.draw.genogram.sizes import CLOSEST, HOME_LINE, LEAST, LINE, PAD, SYMBOL, Sizes
from famnet.draw.genogram.skeleton import Bundle, Skeleton, build_skeleton
from famnet.draw.genogram.tracks import Bar, levels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.draw.genogram.generations import Rows
    from famnet.draw.genogram.kindred import Kindred

__all__ = ["Arc", "Layout", "Span", "lay_out", "least_width"]

_TRACK: Final = 9.0
_ARC: Final = 14.0
_ABOVE: Final = 24.0
_BELOW: Final = 12.0
_MARGIN: Final = 14.0


@dataclass(frozen=True, slots=True)
class Arc:
    """A couple that doesn't stand side by side: joined above the row, at this height."""

    y: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Span:
    """Heights of a row: outlines' top, symbols' middle, labels' end, outlines' end."""

    top: float
    middle: float
    labels: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that has a place.

    Parameters
    ----------
    kindred, rows, skeleton : Kindred, Rows, Skeleton
        What was laid out.
    orders : tuple of tuple of int
        Slots by row, left to right.
    places : Places
        The x of slots and couples' middles.
    spans : tuple of Span
        Heights by row.
    bars : tuple of float
        Height of the bar of each bundle.
    arcs : dict of int to Arc
        By tie.
    width, height : float
        Of the whole.
    """

    kindred: Kindred
    rows: Rows
    skeleton: Skeleton
    orders: tuple[tuple[int, ...], ...]
    places: Places
    spans: tuple[Span, ...]
    bars: tuple[float, ...]
    arcs: dict[int, Arc]
    width: float
    height: float
    sizes: Sizes


def lay_out(kindred: Kindred, rows: Rows | None = None) -> Layout:
    """Find a place for everybody and every line.

    Parameters
    ----------
    kindred : Kindred
        Who stands in it.
    rows : Rows, optional
        Of these people, where they are known already.

    Notes
    -----
    Rows by constraints, order by crossing reduction, x by isotonic regression, heights last.
    """
    rows = assign_rows(kindred) if rows is None else rows
    skeleton = build_skeleton(kindred, rows)
    orders = order_rows(skeleton, kindred)
    sizes = Sizes(kindred, skeleton)
    parts = [_parts(skeleton, row, order) for row, order in enumerate(orders)]
    places = _shifted(place(skeleton, parts, sizes.apart, sizes.home), parts, sizes)
    arcs = _arc_levels(skeleton, orders, places)
    tracks = _tracks(skeleton, places)
    spans, bars = _heights(_Heights(skeleton, sizes, orders, arcs, tracks), places)
    right = max(
        (_middle(places, part) + sizes.left(part) for row in parts for part in row), default=0.0
    )
    drawn = {
        k: Arc(
            spans[skeleton.ties[k].row].middle - SYMBOL / 2 - _ARC * (level + 1) - 4, left, right_
        )
        for k, (level, left, right_) in arcs.items()
    }
    height = (spans[-1].bottom if spans else 0.0) + _MARGIN
    return Layout(
        kindred, rows, skeleton, tuple(map(tuple, orders)), places, spans, bars, drawn,
        right + _MARGIN, height, sizes,
    )  # fmt: skip


def least_width(rows: Rows) -> float:
    """Return a width that no genogram with these rows is below: that of its fullest row at its closest.

    Notes
    -----
    Two people of a row stand at least as far apart as ``Sizes.apart`` puts two bare symbols, whatever
    stands between them. O(n) after the rows.
    """
    fullest = max(Counter(rows.person).values(), default=0)
    return CLOSEST * max(0, fullest - 1) + 2 * (LEAST + PAD + _MARGIN)


def _parts(skeleton: Skeleton, row: int, order: Sequence[int]) -> list[Part]:
    """Put the middles of couples between the slots of a row."""
    at = {slot: float(i) for i, slot in enumerate(order)}
    n_ties = [sum(slot in (t.a, t.b) for t in skeleton.ties) for slot in range(len(skeleton.slots))]
    found = [(at[slot], 0, Part(slot=slot)) for slot in order]
    for k, tie in enumerate(skeleton.ties):
        if tie.row != row or skeleton.slots[tie.b].kind == "stub":
            continue
        left, right = sorted((tie.a, tie.b), key=at.__getitem__)
        where = at[right] - 0.25
        if n_ties[left] < n_ties[right] and at[right] - at[left] > 1:
            where = at[left] + 0.25
        found.append((where, k, Part(tie=k)))
    return [part for _, _, part in sorted(found, key=lambda item: item[:2])]


def _shifted(places: Places, parts: Sequence[Sequence[Part]], sizes: Sizes) -> Places:
    """Move all to the right of the margin."""
    left = min((_middle(places, p) - sizes.left(p) for row in parts for p in row), default=0.0)
    move = _MARGIN - left
    return Places(tuple(x + move for x in places.slot), tuple(x + move for x in places.tie))


def _middle(places: Places, part: Part) -> float:
    return places.tie[part.tie] if part.tie >= 0 else places.slot[part.slot]


def _arc_levels(
    skeleton: Skeleton, orders: Sequence[Sequence[int]], places: Places
) -> dict[int, tuple[int, float, float]]:
    """Return level and ends of couples that need an arc; short ones lie lowest."""
    wide: list[tuple[int, int, int, int]] = []
    for k, tie in enumerate(skeleton.ties):
        order = orders[tie.row]
        i, j = sorted((order.index(tie.a), order.index(tie.b)))
        if any(skeleton.slots[s].kind != "via" for s in order[i + 1 : j]):
            wide.append((j - i, k, i, j))
    found: dict[int, tuple[int, float, float]] = {}
    taken: dict[int, list[tuple[int, int, int]]] = {}
    for _, k, i, j in sorted(wide):
        row = skeleton.ties[k].row
        level = max((lv + 1 for lv, p, q in taken.get(row, []) if i < q and p < j), default=0)
        taken.setdefault(row, []).append((level, i, j))
        order = orders[row]
        # Arcs of one person leave it beside each other, the lowest outermost.
        out = max(2.0, 12.0 - 3.5 * level)
        found[k] = (level, places.slot[order[i]] + out, places.slot[order[j]] - out)
    return found


def _tracks(skeleton: Skeleton, places: Places) -> list[int]:
    """Return the level of the bar of each bundle among those that come down to its row."""
    found = [0] * len(skeleton.bundles)
    for row in range(skeleton.n_rows + 1):
        mine = [i for i, b in enumerate(skeleton.bundles) if b.row == row]
        bars = [
            Bar(places.top(b), tuple(places.slot[t] for t in b.targets))
            for b in (skeleton.bundles[i] for i in mine)
        ]
        for i, level in zip(mine, levels(bars), strict=True):
            found[i] = level
    return found


@dataclass(frozen=True, slots=True)
class _Heights:
    skeleton: Skeleton
    sizes: Sizes
    orders: Sequence[Sequence[int]]
    arcs: dict[int, tuple[int, float, float]]
    tracks: Sequence[int]


def _heights(made: _Heights, places: Places) -> tuple[tuple[Span, ...], tuple[float, ...]]:
    """Stack the rows: bars, arcs, symbols, labels, names of households."""
    skeleton = made.skeleton
    spans: list[Span] = []
    bars = [0.0] * len(skeleton.bundles)
    y = _MARGIN
    strips = home_strips(skeleton, made.sizes, made.orders, places)
    for row, order in enumerate(made.orders):
        into = [i for i, b in enumerate(skeleton.bundles) if b.row == row]
        for i in into:
            bars[i] = y + _BELOW + _TRACK * made.tracks[i]
        if into:
            y = max(bars[i] for i in into)
        arcs = [
            made.arcs[k][0] for k, t in enumerate(skeleton.ties) if k in made.arcs and t.row == row
        ]
        y += (_ABOVE if into else 0) + (_ARC * (max(arcs) + 1) + 6 if arcs else 0)
        middle = y + PAD + SYMBOL / 2
        n_lines = max((len(made.sizes.lines(s)) for s in order), default=0)
        labels = middle + SYMBOL / 2 + 4 + LINE * n_lines
        bottom = labels + (HOME_LINE * strips[row] if strips[row] else 0) + 5
        spans.append(Span(y, middle, labels, bottom))
        y = bottom
    return tuple(spans), tuple(bars)


def home_strips(
    skeleton: Skeleton, sizes: Sizes, orders: Sequence[Sequence[int]], places: Places
) -> list[int]:
    """Return how many lines the names of households take under each row."""
    strips = [0] * len(orders)
    for home in sizes.kindred.homes:
        found = lowest_run(home.letter, skeleton, sizes, orders)
        if found is None:
            continue
        row, run = found
        width = run_width(run, sizes, places)
        strips[row] = max(strips[row], 1 + sizes.home_rows(home, width)[0])
    return strips


def run_width(run: Sequence[int], sizes: Sizes, places: Places) -> float:
    """Return how wide a run of people of one household is, its edge included."""
    ends = [
        (places.slot[s] - sizes.low(Part(slot=s)), places.slot[s] + sizes.low(Part(slot=s)))
        for s in run
    ]
    return max(right for _, right in ends) - min(left for left, _ in ends) + 2 * PAD


def runs(letter: str, skeleton: Skeleton, sizes: Sizes, order: Sequence[int]) -> list[list[int]]:
    """Return the runs of one household in a row, uninterrupted by others."""
    found: list[list[int]] = []
    open_run = False
    for slot in order:
        if sizes.home(Part(slot=slot)) == letter:
            if open_run:
                found[-1].append(slot)
            else:
                found.append([slot])
            open_run = True
        elif skeleton.slots[slot].kind in ("person", "copy"):
            open_run = False
    return found


def lowest_run(
    letter: str, skeleton: Skeleton, sizes: Sizes, orders: Sequence[Sequence[int]]
) -> tuple[int, list[int]] | None:
    """Return the row and run under which the name of a household stands: the lowest, the widest."""
    for row in reversed(range(len(orders))):
        found = runs(letter, skeleton, sizes, orders[row])
        if found:
            return row, max(found, key=len)
    return None


def bundle_of(skeleton: Skeleton, descent: int) -> list[Bundle]:
    """Return the bundles a descent goes through, from the top down."""
    return [b for b in skeleton.bundles if descent in b.descents]
