"""On a printer without colour every picture still says the same: no meaning hangs on a hue.

Contrast is that of WCAG 2.2 (relative luminance, 1.4.11 asks 3:1 for marks that carry meaning): it
doesn't see hue, so what keeps it keeps it in grey.
"""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from drawn_family import drawn_family

import famnet.draw
from famnet.analysis.cases import window_of
from famnet.catalogue import load_catalogue
from famnet.draw.network_forms import RING, STROKE
from famnet.draw.picture.svg import legend_drawing
from famnet.draw.words import CHAIN_LETTER, DOMAIN_LETTER

PICTURES = ("genogram", "ecogram", "timeline", "matrix")
#: Kinds of lines that mean one thing: a tie between two persons, and the same between their families.
SAME_THING = ({"tie", "bond"},)
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def in_black_and_white(drawing):
    """Make every colour that stands out from paper black, every other white."""
    return COLOUR.sub(lambda m: "black" if contrast(m[0], "#ffffff") >= 3 else "white", drawing)


def alike_without_hue(drawings):
    """Return the pairs that differ in colour and no longer do in black and white."""
    return [
        (one, other)
        for one, other in combinations(drawings, 2)
        if one != other and in_black_and_white(one) == in_black_and_white(other)
    ]


@pytest.fixture(scope="module")
def scenes():
    graph = drawn_family()
    window = window_of(graph, "B1").window_id
    return {name: getattr(famnet.draw, name)(graph, window).scene for name in PICTURES}


def test_contrast_is_that_of_the_standard():
    # Worked values of WCAG: black on white 21:1; #767676 the lightest grey at 4.5:1.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_two_marks_that_differ_by_hue_alone_are_found():
    red, green = ('<circle r="5" fill="#b00020"/>', '<circle r="5" fill="#006b2d"/>')
    assert alike_without_hue([red, green]) == [(red, green)]
    assert alike_without_hue([red, green.replace("circle", "rect")]) == []


@pytest.mark.parametrize("name", PICTURES)
def test_every_line_of_a_legend_has_a_drawing_of_its_own_without_colour(scenes, name):
    drawings = [legend_drawing(entry, scenes[name]) for entry in scenes[name].legend]
    assert len(drawings) >= 7
    assert alike_without_hue(drawings) == []


@pytest.mark.parametrize("name", PICTURES)
def test_every_mark_stands_out_from_the_paper(scenes, name):
    for entry in scenes[name].legend:
        colours = COLOUR.findall(legend_drawing(entry, scenes[name])) or ["#000000"]
        assert max(contrast(colour, "#ffffff") for colour in colours) >= 3, entry.text


def test_lines_of_the_map_differ_by_width_or_sign_or_by_far_in_grey():
    for (one, (width, colour, sign)), (other, (width2, colour2, sign2)) in combinations(
        STROKE.items(), 2
    ):
        if (width, sign) == (width2, sign2) and {one, other} not in SAME_THING:
            assert contrast(colour, colour2) >= 3, (one, other)
    assert all(contrast(colour, "#ffffff") >= 3 for _, colour, _ in STROKE.values())


def test_a_letter_stands_beside_every_colour():
    domains = load_catalogue().life_domains
    assert len(set(DOMAIN_LETTER.values())) == len(DOMAIN_LETTER)
    assert set(domains) <= set(DOMAIN_LETTER)
    # The ring of a partner says its chain by colour; so does a letter of its own.
    assert set(RING) <= set(CHAIN_LETTER)
    letters = [CHAIN_LETTER[chain][0] for chain in RING]
    assert len(set(letters)) == len(letters)


def test_the_letter_of_the_chain_stands_in_the_label_of_each_partner():
    graph = drawn_family()
    window = window_of(graph, "B1").window_id
    scene = famnet.draw.network(graph, windows=[window], detail="persons").scene
    partners = [mark for mark in scene.marks if mark.kind == "partner"]
    assert partners
    for mark in partners:
        letter = CHAIN_LETTER[mark.variant][0]
        assert re.search(rf"\b{letter}\b", mark.label), (mark.variant, mark.label)
