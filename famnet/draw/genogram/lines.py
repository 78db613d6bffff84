"""The lines of a genogram: couples, parents and children, siblings."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from famnet.draw.genogram.sentences import couple_label
from famnet.draw.genogram.sizes import SYMBOL, UNION
from famnet.draw.genogram.words import BASIS
from famnet.draw.picture import DASHED, DOTTED, FINE, SOLID, Pen, Polyline, Text
from famnet.draw.picture.shapes import SECOND_INK

if TYPE_CHECKING:
    from famnet.draw.genogram.kindred import Bond, Couple, Descent
    from famnet.draw.genogram.layout import Layout
    from famnet.draw.genogram.skeleton import Bundle
    from famnet.draw.picture import Shape
    from famnet.draw.picture.shapes import Point

__all__ = ["bond_shapes", "couple_pen", "couple_shapes", "descent_pen", "descent_shapes"]

_DOUBLE: Final = 2.2
_TWIN: Final = 15.0
CARE: Final = Pen(stroke=SECOND_INK, width=1.3, dash="9 3 2 3")


def couple_pen(couple: Couple) -> Pen:
    """Return the line of a couple: dashed lives together, dotted isn't sure."""
    if couple.certainty != "confirmed":
        return DOTTED
    if couple.b < 0 or couple.form == "parents":
        return FINE
    return DASHED if couple.form == "cohabiting" else SOLID


def descent_pen(descent: Descent) -> Pen:
    """Return the line to a child: dashed probable, dotted unconfirmed, dash-dot care."""
    if descent.certainty != "confirmed":
        return DASHED if descent.certainty == "probable" else DOTTED
    return SOLID if set(descent.kinds) <= {"birth", "adoption"} else CARE


def couple_shapes(layout: Layout, k: int) -> tuple[Shape, ...]:
    """Return line, label and slashes of one tie."""
    tie = layout.skeleton.ties[k]
    couple = layout.kindred.couples[tie.couple]
    way = _couple_way(layout, k)
    pen = couple_pen(couple)
    shifts = (-_DOUBLE, _DOUBLE) if couple.close else (0.0,)
    shapes: list[Shape] = [Polyline(tuple((x, y + shift) for x, y in way), pen) for shift in shifts]
    y = min(y for _, y in way)
    shapes += _slashes(couple, min(x for x, _ in way) + 8, y)
    label = couple_label(couple, layout.kindred.lang)
    if label:
        above = 9.0 if k not in layout.arcs else 3.5
        x = layout.places.tie[k]
        shapes.append(Text(x, y - above, label, UNION, fill=SECOND_INK, halo=True))
    return (*shapes, *_trunk(layout, k))


def _trunk(layout: Layout, k: int) -> list[Shape]:
    """Return the line down and the bar that several children share, as sure as the surest."""
    tie, found = layout.skeleton.ties[k], []
    for i, bundle in enumerate(layout.skeleton.bundles):
        ours = bundle.tie == k or (bundle.top == tie.b and bundle.tie < 0)
        if not ours or len(bundle.targets) == 1 or layout.skeleton.slots[tie.b].kind == "via":
            continue
        knots = _twin_points(layout)
        xs = [knots[t][0] if t in knots else layout.places.slot[t] for t in bundle.targets]
        top, bar = _start(layout, bundle), layout.bars[i]
        pen = min(
            (descent_pen(layout.kindred.descents[d]) for d in bundle.descents),
            key=(SOLID, CARE, DASHED, DOTTED).index,
        )
        found.append(Polyline((top, (top[0], bar)), pen))
        left, right = min(*xs, top[0]), max(*xs, top[0])
        if right - left > 0.4:
            found.append(Polyline(((left, bar), (right, bar)), pen))
    return list(found)


def _couple_way(layout: Layout, k: int) -> tuple[Point, ...]:
    """Return the line between two signs, or from a lone parent to where its line goes down."""
    tie = layout.skeleton.ties[k]
    middle = layout.spans[tie.row].middle
    one, two = layout.places.slot[tie.a], layout.places.slot[tie.b]
    lone = layout.kindred.couples[tie.couple].b < 0
    side = 1 if one < two else -1
    arc = layout.arcs.get(k)
    if arc is None:
        return (one + side * SYMBOL / 2, middle), (two if lone else two - side * SYMBOL / 2, middle)
    top = middle - SYMBOL / 2 + 2
    start, end = (arc.left, arc.right) if side > 0 else (arc.right, arc.left)
    if lone:
        return (start, top), (start, arc.y), (two, arc.y)
    return (start, top), (start, arc.y), (end, arc.y), (end, top)


def _slashes(couple: Couple, x: float, y: float) -> list[Shape]:
    """Return one slash for a separation, two for a divorce."""
    n = {"divorced": 2, "separated": 1, "ended": 1}.get(couple.state, 0)
    return [
        Polyline(((x + 4 * i - 2.5, y + 6.5), (x + 4 * i + 2.5, y - 6.5)), Pen(width=1.5))
        for i in range(n)
    ]


def descent_shapes(layout: Layout, i: int) -> tuple[Shape, ...]:
    """Return the way down to a child, from the bar it shares or from its parents, and its words."""
    descent = layout.kindred.descents[i]
    points = _way(layout, i)
    pen = descent_pen(descent)
    shapes: list[Shape] = [Polyline(points, pen)]
    words = [BASIS[kind].of(layout.kindred.lang) for kind in descent.kinds if kind != "birth"]
    if "adoption" in descent.kinds:
        shapes.append(
            Polyline(
                tuple((x + 3.2, y) for x, y in points[-2:]), replace(pen, width=1.0, dash="3 2.5")
            )
        )
    if words:
        x, y = points[-1]
        shapes.append(
            Text(
                x + 5,
                y - 7 - 10 * _beside(layout, _child_slot(layout, i), i)[1],
                ", ".join(words),
                8.5,
                anchor="start",
                fill=SECOND_INK,
                halo=True,
            )
        )
    return tuple(shapes)


def _way(layout: Layout, i: int) -> tuple[Point, ...]:
    skeleton, places = layout.skeleton, layout.places
    twin = _twin_points(layout)
    points: list[Point] = []
    mine = [k for k, bundle in enumerate(skeleton.bundles) if i in bundle.descents]
    for k in sorted(mine, key=lambda k: skeleton.bundles[k].row):
        bundle = skeleton.bundles[k]
        target = bundle.targets[bundle.descents.index(i)]
        bar = layout.bars[k]
        x = places.slot[target]
        knot = twin.get(target)
        foot = (x if knot is None else knot[0], bar)
        if not points and len(bundle.targets) == 1:
            points.append(_start(layout, bundle))
        # What several children share is drawn once, with the couple.
        points += [(points[-1][0], bar), foot] if points else [foot]
        beside, _ = _beside(layout, target, i)
        if knot is None and beside:
            x += beside
            points.append((x, bar))
        if knot is not None:
            points.append(knot)
        points.append((x, _head(layout, target)))
    return _plain(points)


def _child_slot(layout: Layout, i: int) -> int:
    """Return the slot at the end of a descent."""
    skeleton = layout.skeleton
    targets = [b.targets[b.descents.index(i)] for b in skeleton.bundles if i in b.descents]
    return max(targets, key=lambda t: skeleton.slots[t].row)


def _beside(layout: Layout, slot: int, i: int) -> tuple[float, int]:
    """Return how far beside its middle a line comes to a sign that has several, and which it is."""
    into = [d for b in layout.skeleton.bundles if slot in b.targets
            for t, d in zip(b.targets, b.descents, strict=True) if t == slot and d >= 0]  # fmt: skip
    if len(into) < 2 or layout.skeleton.slots[slot].kind == "via":
        return 0.0, 0
    step = min(8.0, 22.0 / (len(into) - 1))
    place = sorted(into).index(i)
    return step * (place - (len(into) - 1) / 2), place


def _start(layout: Layout, bundle: Bundle) -> Point:
    skeleton, places = layout.skeleton, layout.places
    if bundle.tie >= 0:
        tie = skeleton.ties[bundle.tie]
        arc = layout.arcs.get(bundle.tie)
        return places.tie[bundle.tie], layout.spans[tie.row].middle if arc is None else arc.y
    slot = skeleton.slots[bundle.top]
    k = next((k for k, t in enumerate(skeleton.ties) if t.b == bundle.top), -1)
    arc = layout.arcs.get(k)
    return places.slot[bundle.top], layout.spans[slot.row].middle if arc is None else arc.y


def _head(layout: Layout, slot: int) -> float:
    """Return where a line ends at a slot: the top of a sign, or the row's end for a passing line."""
    it = layout.skeleton.slots[slot]
    span = layout.spans[it.row]
    if it.kind == "via":
        return span.bottom
    sex = layout.kindred.members[it.ref].sex
    half = {"male": SYMBOL / 2 - 1, "female": SYMBOL / 2}.get(sex, SYMBOL / 2 + 3)
    return span.middle - half


def _twin_points(layout: Layout) -> dict[int, Point]:
    """Return where the legs of twins part: between them, above their signs."""
    group: dict[int, set[int]] = {}
    for a, b in layout.skeleton.twins:
        joined = group.get(a, {a}) | group.get(b, {b})
        for slot in joined:
            group[slot] = joined
    found = {}
    for slot, slots in group.items():
        xs = [layout.places.slot[s] for s in slots]
        row = layout.skeleton.slots[slot].row
        found[slot] = ((min(xs) + max(xs)) / 2, layout.spans[row].middle - SYMBOL / 2 - _TWIN)
    return found


def _plain(points: list[Point]) -> tuple[Point, ...]:
    """Drop points that change nothing."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.4 and abs(kept[-1][1] - point[1]) < 0.4:
            continue
        if len(kept) > 1 and _straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _straight(a: Point, b: Point, c: Point) -> bool:
    return (abs(a[0] - b[0]) < 0.4 and abs(b[0] - c[0]) < 0.4) or (
        abs(a[1] - b[1]) < 0.4 and abs(b[1] - c[1]) < 0.4
    )


def bond_shapes(layout: Layout, i: int) -> tuple[Shape, ...]:
    """Return what shows that two are siblings; nothing where their parents show it."""
    bond = layout.kindred.bonds[i]
    skeleton = layout.skeleton
    pen = {"confirmed": SOLID, "probable": DASHED}.get(bond.certainty, DOTTED)
    shapes: list[Shape] = []
    for k, bundle in enumerate(skeleton.bundles):
        refs = [skeleton.slots[t].ref for t in bundle.targets]
        if bundle.tie < 0 and bundle.top < 0 and {bond.a, bond.b} <= set(refs):
            shapes.append(_sibling_bar(layout, k, bond, pen))
    if bond.kind == "sibling":
        return tuple(shapes)
    knots = _twin_points(layout)
    if bond.a in knots:
        a, b = layout.places.slot[bond.a], layout.places.slot[bond.b]
        x, y = knots[bond.a]
        head = layout.spans[skeleton.slots[bond.a].row].middle - SYMBOL / 2
        if not shapes:
            shapes.append(Polyline(((a, head), (x, y), (b, head)), pen))
        if bond.kind == "identical":
            at = (y + head) / 2
            shapes.append(Polyline((((a + x) / 2, at), ((b + x) / 2, at)), pen))
    return tuple(shapes)


def _sibling_bar(layout: Layout, k: int, bond: Bond, pen: Pen) -> Polyline:
    bundle, places = layout.skeleton.bundles[k], layout.places
    refs = [layout.skeleton.slots[t].ref for t in bundle.targets]
    one, two = bundle.targets[refs.index(bond.a)], bundle.targets[refs.index(bond.b)]
    knots = _twin_points(layout)
    bar = layout.bars[k]
    ends = []
    for slot in (one, two):
        head = (places.slot[slot], _head(layout, slot))
        knot = knots.get(slot) if bond.kind != "sibling" else None
        ends.append([head, knot] if knot else [head, (places.slot[slot], bar)])
    return Polyline(_plain([*ends[0], *reversed(ends[1])]), pen)
