"""Genograms of generated families: nothing overlaps, generations in order, everything said once.

Boxes come from the metrics of the font. The optimum of crossings is found by trying every order and
counting crossing pairs of lines one by one, independent of the layout's own count.
"""

from __future__ import annotations

from itertools import combinations, pairwise, permutations, product
from math import factorial, prod

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from famnet.draw.genogram.compose import compose
from famnet.draw.genogram.generations import assign_rows
from famnet.draw.genogram.kindred import Bond, Couple, Descent, Home, Kindred, Member
from famnet.draw.genogram.layout import lay_out, least_width
from famnet.draw.picture import Box, Figure, Picture, Polyline, Text

BASES = ("birth", "birth", "birth", "adoption", "foster", "step", "guardian")
SURE = ("confirmed", "confirmed", "probable", "unconfirmed")
MARKS = ((), ("TH s",), ("FI WO OP b", "JU v/d · + NE"), ("z ON UI",))
DOMAINS = ("EDU", "HOME", "FIN", "HOUS", "ADD", "JUS", "EXP", "MENT", "NET", "PAR", "WORK")


@st.composite
def kindreds(draw, most: int = 16, *, strange: bool = True) -> Kindred:
    """Any family at all: cousins, half siblings, loops, own ancestors, three parents, nobody."""
    n = draw(st.integers(1, most))
    letters = draw(st.lists(st.sampled_from(["A", "B", "C", ""]), min_size=n, max_size=n))
    members = tuple(
        Member(
            code=f"{letter or 'X'}{i}",
            word=draw(st.sampled_from(["moeder", "oom of tante", "oma † 2015", "kind"])),
            sex=draw(st.sampled_from(["male", "female", "x", ""])),
            age=draw(st.sampled_from(["3", "28/29", "61", "?", "10-14", "101"])),
            dead=draw(st.booleans()) and not letter,
            minor=draw(st.booleans()),
            home=letter,
            birth=draw(st.integers(-20_000, 20_000)),
            person_id=f"P{i}",
            marks=draw(st.sampled_from(MARKS)),
        )
        for i, letter in enumerate(letters)
    )
    pairs = list(combinations(range(n), 2)) + ([(i, -1) for i in range(n)])
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=n, unique=True))
    couples = tuple(
        Couple(
            a,
            b,
            draw(st.sampled_from(["married", "registered", "cohabiting", "partners", "parents"])),
            draw(st.sampled_from(["current", "divorced", "separated", "ended", "death"])),
            draw(st.sampled_from(["", "2019"])),
            draw(st.sampled_from(SURE)),
            draw(st.booleans()),
        )
        for a, b in chosen
    )
    descents = []
    for k, couple in enumerate(couples):
        others = [i for i in range(n) if i not in couple.people]
        if not strange:
            others = [i for i in others if i > max(couple.people)]
        if not others:
            continue
        for child in draw(st.lists(st.sampled_from(others), max_size=4, unique=True)):
            basis, sure = draw(st.sampled_from(BASES)), draw(st.sampled_from(SURE))
            descents.append(Descent(k, child, tuple((p, basis, sure) for p in couple.people)))
    bonds = ()
    if n > 1:
        two = draw(
            st.lists(st.sampled_from(list(combinations(range(n), 2))), max_size=2, unique=True)
        )
        bonds = tuple(
            Bond(a, b, draw(st.sampled_from(["sibling", "twin", "identical"]))) for a, b in two
        )
    homes = tuple(
        Home(letter, "Molenwijk", f"H{letter}", tuple(DOMAINS[: draw(st.integers(0, 11))]))
        for letter in sorted(set(letters) - {""})
    )
    return Kindred(members, couples, tuple(descents), bonds, homes)


def symbol(item) -> Box:
    return next(shape.box for shape in item.shapes if isinstance(shape, Figure))


def drawn(kindred):
    layout = lay_out(kindred)
    return layout, compose(layout)


@given(kindreds())
def test_symbols_and_labels_do_not_overlap(kindred):
    _, scene = drawn(kindred)
    people = [item for item in scene.items if item.kind in ("persoon", "nog eens getekend")]
    for one, two in combinations(people, 2):
        assert not symbol(one).overlaps(symbol(two))
    boxes = [
        (item.id, shape.text, shape.box)
        for item in scene.items
        for shape in item.shapes
        if isinstance(shape, Text)
    ]
    for (one, said, a), (two, also, b) in combinations(boxes, 2):
        assert not a.overlaps(b, slack=0.6), (one, said, two, also)
    for item in people:
        for two, said, box in boxes:
            assert two == item.id or not symbol(item).overlaps(box), (item.id, two, said)
    for item in scene.items:
        if item.shapes:
            assert item.box.left >= 0 and item.box.top >= 0
            assert item.box.right <= scene.width and item.box.bottom <= scene.height


@given(kindreds())
def test_no_line_goes_through_the_name_of_a_household(kindred):
    """A name moves aside or shrinks to its letter; only where lines stand nearer than a letter it can't."""
    _, scene = drawn(kindred)
    down = [
        (a[0], min(a[1], b[1]), max(a[1], b[1]))
        for item in scene.items
        for shape in item.shapes
        if isinstance(shape, Polyline) and item.layer == "line"
        for a, b in pairwise(shape.points)
        if abs(a[0] - b[0]) < 0.5
    ]
    for item in scene.items:
        if item.kind != "huishouden":
            continue
        name = next((shape for shape in item.shapes if isinstance(shape, Text)), None)
        if name is None:
            continue
        box = name.box
        through = [
            x
            for x, top, bottom in down
            if box.left < x < box.right and top < box.bottom and bottom > box.top
        ]
        assert not through or len(name.text) == 1, (name.text, through)


@given(kindreds())
def test_children_stand_below_every_recorded_parent(kindred):
    layout, _ = drawn(kindred)
    for i, descent in enumerate(kindred.descents):
        targets = [
            b.targets[b.descents.index(i)] for b in layout.skeleton.bundles if i in b.descents
        ]
        last = max(targets, key=lambda t: layout.skeleton.slots[t].row)
        slot = layout.skeleton.slots[last]
        assert slot.ref == descent.child
        assert slot.kind == ("copy" if i in layout.rows.upward else "person")
        tie = next(t for t in layout.skeleton.ties if t.couple == descent.couple)
        assert slot.row > tie.row
        if i not in layout.rows.upward:
            for parent in kindred.couples[descent.couple].people:
                assert layout.rows.person[descent.child] > layout.rows.person[parent]


@given(kindreds(strange=False))
def test_in_a_family_without_loops_nobody_is_drawn_twice_but_for_couples_of_two_generations(
    kindred,
):
    layout, _ = drawn(kindred)
    assert not layout.rows.upward
    for slot in layout.skeleton.slots:
        if slot.kind == "copy":
            assert layout.rows.person[slot.ref] != slot.row


@given(kindreds())
def test_everything_is_said_exactly_once(kindred):
    _, scene = drawn(kindred)
    said = [item.kind for item in scene.items]
    assert said.count("persoon") == len(kindred.members)
    assert said.count("ouder en kind") == len(kindred.descents)
    assert said.count("broers en zussen") == len(kindred.bonds)
    assert sum(item.id.startswith("c-") for item in scene.items) == len(kindred.couples)
    people = {item.person_id for item in scene.items if item.kind == "persoon"}
    assert people == {member.person_id for member in kindred.members}
    for item in scene.items:
        if item.kind == "nog eens getekend":
            assert item.person_id in people and item.label.startswith("zie ")
        if item.kind == "ouder en kind":
            assert item.shapes
    assert len({item.id for item in scene.items}) == len(scene.items)
    assert len(Picture(scene).table) == len(scene.items)


@settings(max_examples=25)
@given(kindreds())
def test_same_family_same_bytes(kindred):
    one, two = (Picture(drawn(kindred)[1]) for _ in range(2))
    assert one.to_svg() == two.to_svg()
    assert one.to_html() == two.to_html()


@given(kindreds())
def test_no_genogram_is_narrower_than_the_bound_that_spares_its_layout(kindred):
    # A row of m people: their symbols (29 at both sides of the middle, 6 between) and the margins.
    assert lay_out(kindred).width >= least_width(assign_rows(kindred)) >= 58


@settings(max_examples=40)
@given(kindreds())
def test_an_outline_goes_around_nobody_else(kindred):
    layout, scene = drawn(kindred)
    home = {f"p-{i}": s for i, s in enumerate(layout.skeleton.slots)}
    for item in scene.items:
        if item.kind != "huishouden":
            continue
        letter = item.label.removeprefix("huishouden ")
        rings = item.shapes[0].rings if item.shapes else ()
        for other in scene.items:
            if other.kind not in ("persoon", "nog eens getekend"):
                continue
            slot = home[other.id]
            lives = slot.kind == "person" and kindred.members[slot.ref].home == letter
            box = symbol(other)
            middle = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
            assert _inside(middle, rings) == lives, (item.label, other.id)


def _inside(point, rings) -> bool:
    """Ray casting over all rings."""
    x, y = point
    count = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                count += 1
    return count % 2 == 1


def _count(skeleton, orders) -> int:
    """Count crossings one pair at a time, by the definition in crossings.py."""
    at = {slot: float(i) for order in orders for i, slot in enumerate(order)}
    n_ties = [sum(s in (t.a, t.b) for t in skeleton.ties) for s in range(len(skeleton.slots))]
    up = {t for b in skeleton.bundles for t in b.targets}
    middle, arcs, count = {}, [], 0
    for k, tie in enumerate(skeleton.ties):
        left, right = sorted((tie.a, tie.b), key=at.get)
        between = [
            s
            for s, slot in enumerate(skeleton.slots)
            if slot.row == tie.row and at[left] < at[s] < at[right]
        ]
        solid = any(skeleton.slots[s].kind != "via" for s in between)
        if not solid:
            middle[k] = (at[left] + at[right]) / 2
            count += len(between)
        else:
            near_left = n_ties[left] < n_ties[right]
            middle[k] = at[left] + 0.25 + k * 1e-6 if near_left else at[right] - 0.25 - k * 1e-6
            count += sum(s in up for s in between)
            arcs.append((tie.row, at[left], at[right]))
    for (r, a, b), (q, c, d) in combinations(arcs, 2):
        count += r == q and (a < c < b < d or c < a < d < b)
    lines = []
    for b in skeleton.bundles:
        if b.tie >= 0 or b.top >= 0:
            top = middle[b.tie] if b.tie >= 0 else at[b.top]
            lines += [(b.row, top, at[t]) for t in b.targets]
    for (r, a, b), (q, c, d) in combinations(lines, 2):
        count += r == q and (a - c) * (b - d) < 0
    for b in skeleton.bundles:
        if b.tie < 0 and b.top < 0:
            ends = [at[t] for t in b.targets]
            count += sum(r == b.row and min(ends) < x < max(ends) for r, _, x in lines)
    return count


@settings(max_examples=60)
@given(kindreds(most=9))
def test_crossings_are_within_a_tenth_of_the_optimum(kindred):
    layout = lay_out(kindred)
    rows = layout.skeleton.rows()
    assume(prod(factorial(len(row)) for row in rows) <= 6_000)
    least = min(
        _count(layout.skeleton, orders)
        for orders in product(*(list(permutations(row)) for row in rows))
    )
    assert _count(layout.skeleton, layout.orders) <= least * 1.1
