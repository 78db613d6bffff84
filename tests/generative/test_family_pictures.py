"""Ecogram, timeline and matrix of generated families: nothing overlaps, everything stands once.

Boxes come from the metrics of the font; what ought to stand there is counted from the rows themselves.
"""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from generated_graphs import regions, worlds
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from famnet.analysis.known import known
from famnet.draw import ecogram, matrix, timeline
from famnet.draw.family.circle import circle_of
from famnet.draw.family.occurrences import Occurrence, Told, occurrences
from famnet.draw.picture import Figure, Text
from famnet.draw.timeline.compose import compose
from famnet.draw.timeline.gather import LEFT, RIGHT, Chronicle
from famnet.draw.timeline.happenings import Echo, Happening
from famnet.draw.timeline.scale import axis_of
from famnet.vocabulary import NO_DAY

SLOW = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)  # fmt: skip
PICTURES = (ecogram, timeline, matrix)


def texts(scene):
    return [
        (item.id, shape.text, shape.box)
        for item in scene.items
        for shape in item.shapes
        if isinstance(shape, Text) and shape.text
    ]


def sign(item):
    """Return the box of the sign of an item, without its text and its lines."""
    return next((s.box for s in item.shapes if isinstance(s, Figure)), None)


def assert_tidy(scene):
    """No two symbols, no two texts and no text and another's symbol lie on each other."""
    symbols = [item for item in scene.items if item.layer == "symbol"]
    signs = [(item.id, box) for item in symbols if (box := sign(item)) is not None]
    for (one, a), (two, b) in combinations(signs, 2):
        assert not a.overlaps(b, slack=0.3), (one, two)
    words = texts(scene)
    for (one, said, a), (two, also, b) in combinations(words, 2):
        assert not a.overlaps(b, slack=1.6), (one, said, two, also)
    for one, box in signs:
        for two, said, text in words:
            assert one == two or not box.overlaps(text, slack=1.6), (one, two, said)
    for item in scene.items:
        if item.shapes:
            assert item.box.left >= 0 and item.box.top >= 0, item.id
            assert item.box.right <= scene.width and item.box.bottom <= scene.height, item.id
    assert len({item.id for item in scene.items}) == len(scene.items)


@pytest.mark.parametrize("draw", PICTURES)
@SLOW
@given(graph=regions(families=1), who=st.sampled_from(["A1", "A3", "HA1"]))
def test_nothing_overlaps(draw, graph, who):
    assert_tidy(draw(graph, who).scene)


@SLOW
@given(regions(families=1))
def test_every_occurrence_is_drawn_once(graph):
    told = occurrences(circle_of(graph, "A1"))
    drawn = [i for i in timeline(graph, "A1").scene.items if i.kind in ("gebeurtenis", "gaat goed")]
    shown = [item for item in told.of("e", "p") if item.lead.day <= graph.as_of]
    assert sorted(item.label.split()[0] for item in drawn) == sorted(item.ref for item in shown)
    # Every signal that isn't refuted or a rumour stands behind exactly one mark.
    behind = [ref for item in drawn for ref in item.evidence]
    assert len(behind) == len(set(behind))


@SLOW
@given(regions(families=1))
def test_every_partner_that_knows_is_drawn_once(graph):
    subjects = {p.person_id for p in circle_of(graph, "A1").residents}
    frame = known(graph)
    frame = frame[frame["subject"].isin(subjects)]
    ids = [i.partner_id for i in ecogram(graph, "A1").scene.items if i.kind == "partner"]
    assert len(ids) == len(set(ids))
    knowing = set(frame.loc[frame["state"] == "known", "partner_id"])
    rows = {i.partner_id for i in matrix(graph, "A1").scene.items if i.kind == "bekend bij"}
    assert knowing <= rows


@pytest.mark.parametrize("draw", PICTURES)
@SLOW
@given(graph=regions(families=1))
def test_same_input_same_bytes_and_the_table_says_the_same(draw, graph):
    one, two = draw(graph, "A1"), draw(graph, "A1")
    assert one.to_svg() == two.to_svg()
    assert one.to_html() == two.to_html()
    table = one.table
    assert table["says"].tolist() == [item.title for item in one.scene.items]
    assert table["evidence"].tolist() == ["|".join(item.evidence) for item in one.scene.items]


@pytest.mark.parametrize("draw", PICTURES)
@SLOW
@given(graph=worlds())
def test_whatever_the_contract_allows_is_drawn(draw, graph):
    for who in graph.persons["person_id"]:
        scene = draw(graph, str(who)).scene
        assert scene.items
        for item in scene.items:
            assert not item.shapes or item.box.right <= scene.width + 0.01, item.title


DOMAINS = ("EDU", "HOME", "FIN", "JUS")


@st.composite
def chronicles(draw, most=120):
    """Up to some hundred occurrences on a few lanes, with partial days and echoes."""
    rng = random.Random(draw(st.integers(0, 2**16)))
    n, today = draw(st.integers(1, most)), 20_000
    found = []
    for i in range(n):
        day = rng.choice([NO_DAY, today - rng.randint(0, 1000), today - rng.randint(0, 60)])
        day = today - rng.randint(900, 4000) if rng.random() < 0.1 else day
        high = min(today, day + rng.choice([0, 0, 0, 30, 364])) if day != NO_DAY else NO_DAY
        echoes = ()
        if day != NO_DAY and high + 40 < today and rng.random() < 0.3:
            later = rng.randint(high + 1, today)
            echoes = (Echo(later, later, rng.choice(DOMAINS), "verteld", (f"signals:x{i}",)),)
        label = f"e{i:02d} " + rng.choice(["A1", "A1 A2 B3", "A1 A2 A3 +4", ""])
        found.append(Happening(
            f"e{i:02d}", day, high, rng.choice(DOMAINS), rng.choice(["square", "circle", "diamond", "plus"]),
            rng.choice(["full", "half", "open"]), label.strip(), f"e{i:02d} 2009 A1", "Een zin.", (), (),
            (f"signals:{i}",), echoes,
        ))  # fmt: skip
    days = [d for item in found for d in (item.day, item.day_hi)]
    whole = axis_of(days, today, left=LEFT, right=RIGHT)
    early = frozenset(
        i.ref for i in found if whole is None or i.day == NO_DAY or i.day_hi < whole.start
    )
    axis = axis_of(days, today, left=LEFT + 146, right=RIGHT)
    return Chronicle(axis, today - 730, today, (), tuple(found), (), early, ())


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(chronicles())
def test_some_hundred_occurrences_stay_apart_and_every_one_stands(chronicle):
    scene = compose(chronicle)
    assert_tidy(scene)
    drawn = [item for item in scene.items if item.kind != "nog eens verteld"]
    assert [item.evidence for item in drawn] == [item.evidence for item in chronicle.happenings]
    # Marks of one lane and height keep their distance.
    places = [
        box for item in drawn
        if (box := sign(item)) is not None and chronicle.axis and box.left > chronicle.axis.left
    ]  # fmt: skip
    for a, b in combinations(places, 2):
        if abs((a.top + a.bottom) - (b.top + b.bottom)) < 1:
            assert abs((a.left + a.right) - (b.left + b.right)) / 2 >= 19.9


def test_an_occurrence_leads_with_its_first_row_that_counts():
    def row(name, *, counted):
        return Told(name, 1, 1, "x", None, "b", "FIN", "FIN", 0, -1, "", counted, counted, 0)

    rows = (row("a", counted=False), row("b", counted=True), row("c", counted=True))
    assert Occurrence("e01", "e", rows).lead.signal_id == "b"
    assert Occurrence("e01", "e", rows[:1]).lead.signal_id == "a"
