"""Every story is whole, obeys the catalogue, and together they cover the field."""

from __future__ import annotations

import pytest

from famnet.catalogue import load_catalogue
from famnet.errors import UserError
from famnet.synthetic.story import Signal, all_stories, read_story
from famnet.synthetic.story_checks import problems
from famnet.synthetic.weave import choose_stories, groups_of

SMALL = """
title_nl = "T"
title_en = "T"
summary_nl = "S."
expect = "not_listed"
why_nl = "W."
homes = ["thuis"]
persons = [
  {key = "moeder", age = 40, sex = "female", home = "thuis"},
  {key = "kind", age = 10, sex = "male", home = "thuis"},
]
kinship = ["moeder parent_of kind"]
signals = [%s]
"""


def small(signal: str = "", **change: str):
    text = SMALL % signal
    for old, new in change.items():
        text = text.replace(old, new)
    return read_story("klein", text)


def test_there_are_sixty_stories_or_more_and_each_is_whole():
    assert len(all_stories()) >= 60
    for story in all_stories():
        assert problems(story) == [], story.name


@pytest.mark.parametrize("story", all_stories(), ids=lambda story: story.name)
def test_texts_are_there_and_short(story):
    assert story.title_nl and story.title_en and story.summary_nl
    assert len(story.title_nl) <= 60
    for why in (story.why_nl, story.why_en):
        assert why.endswith(".") and len(why) <= 160
    assert len(story.persons) <= 12


def test_the_stories_cover_the_field():
    catalogue = load_catalogue()
    types = {signal.type for story in all_stories() for signal in story.signals}
    assert {catalogue.signal_types[t].domain for t in types} == set(catalogue.life_domains)
    assert len(types) >= 0.9 * len(catalogue.signal_types)
    tellers = {signal.by for story in all_stories() for signal in story.signals}
    roots = {catalogue.observer_root(code) for code in tellers}
    possible = {
        catalogue.observer_root(c)
        for c, p in catalogue.partners.items()
        if p.observer_rule == "own"
    }
    assert len(roots & possible) >= 0.7 * len(possible)
    assert {"listed", "not_listed"} == {story.expect for story in all_stories()}


def test_who_is_not_seen_in_three_groups_is_never_expected_on_the_list():
    """The gate (methods.md 2.0) asks for three scan groups, two homes and two observers."""
    catalogue = load_catalogue()
    for story in all_stories():
        if story.expect == "listed":
            assert len(groups_of(story)) >= 3, story.name
            assert len({catalogue.observer_root(s.by) for s in story.signals}) >= 2
            assert len(story.homes) >= 2


@pytest.mark.parametrize(
    ("signal", "part"),
    [
        ('{type = "NIETS", on = "kind", by = "POL", months_ago = 3}', "staat niet in de catalogus"),
        ('{type = "FIN_DEBT", on = "moeder", by = "POL", months_ago = 3}', "kan dit niet hebben"),
        (
            '{type = "FIN_DEBT", on = "oma", by = "WENI", months_ago = 3}',
            "'oma' is geen persoon of huis",
        ),
        ('{type = "FIN_DEBT", on = "kind", by = "WENI", months_ago = 3}', "rol involved past niet"),
        (
            '{type = "JUS_SUSPECT", on = "kind", by = "POL", months_ago = 3, role = "suspect"}',
            "rol suspect",
        ),
        ('{type = "EDU_ABSENCE", on = "kind", by = "LPA", months_ago = 140}', "voor de geboorte"),
        (
            '{type = "EDU_ABSENCE", on = "kind", by = "LPA", months_ago = 3, status = "waar"}',
            "geen status",
        ),
        (
            '{type = "EDU_ABSENCE", on = "kind", by = "LPA", months_ago = 3, derived_from = "x"}',
            "geen signaal",
        ),
    ],
)
def test_a_wrong_signal_is_named(signal, part):
    assert any(part in text for text in problems(small(signal))), problems(small(signal))


def test_a_right_signal_gives_no_problem():
    assert problems(small('{type = "EDU_ABSENCE", on = "kind", by = "LPA", months_ago = 3}')) == []
    assert small('{type = "EDU_ABSENCE", on = "kind", by = "LPA", months_ago = 3}').signals == (
        Signal(type="EDU_ABSENCE", on="kind", by="LPA", months_ago=3),
    )


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({'why_nl = "W."': ""}, "mist why_nl"),
        ({'sex = "male"': 'sekse = "male"'}, "kent geen sekse"),
        ({'"moeder parent_of kind"': '"moeder kind"'}, "verwantschap"),
        ({'"moeder parent_of kind"': '"moeder parent_of kind ooit"'}, "'ooit' is onbekend"),
        ({"homes =": "homes =="}, "geen geldig TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name(change, part):
    with pytest.raises(UserError, match="verhaal klein") as caught:
        small(**change)
    assert part in caught.value.message


def test_stories_take_no_more_room_than_they_get():
    assert choose_stories(0) == ()
    for room in (10, 100, 10_000):
        assert sum(len(story.persons) for story in choose_stories(room)) <= room
    assert choose_stories(10_000) == all_stories()
