"""Pictures on paper: letters stay readable, everybody stands whole in a strip, or the paper says so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from famnet.reports.on_paper import LINE, SHARED, SMALLEST, TALLEST, on_paper
from famnet.reports.pictures import Drawn

#: A letter of 10.5 units is to stand at 5.4 points or more (a point is 25.4 / 72 mm).
LETTERS = 5.4 * 25.4 / 72 / 10.5


def picture(width: float, height: float) -> Drawn:
    return Drawn(Markup("<svg></svg>"), "", width=width, height=height)


def boxes(found) -> list[tuple[float, ...]]:
    return [tuple(map(float, box.split())) for box in found.strips]


@given(st.floats(120, 6000), st.floats(60, 3000), st.floats(0, 1))
def test_readable_whole_on_a_sheet_and_nobody_cut(width, height, where):
    found = on_paper(picture(width, height))
    strips = boxes(found)
    assert not found.height or strips or found.height / height >= LETTERS * 0.99
    if not strips:
        assert found.height <= TALLEST + 1e-6
        return
    assert float(found.width) <= LINE + 0.01
    assert float(found.width) / strips[0][2] >= min(LETTERS, SMALLEST) * 0.99
    assert found.height / len(strips) <= TALLEST + 2.01
    # From the left edge to the right one, without a hole; what is as wide as a symbol stands whole.
    assert strips[0][0] == 0
    assert sum(strips[-1][::2]) == pytest.approx(width, abs=0.05)
    left = where * (width - SHARED)
    assert any(
        x - 0.05 <= left and left + SHARED - 0.1 <= x + wide + 0.05 for x, _, wide, _ in strips
    )
    assert all(b[0] < a[0] + a[2] for a, b in pairwise(strips))


@pytest.mark.parametrize(
    ("width", "height", "strips", "printed"),
    [
        (190, 230, 0, True),  # one household: whole, at its own size
        (1055, 500, 0, True),  # 190 mm / 0.18
        (1060, 500, 2, True),
        (1984, 551, 2, True),
        (9000, 500, 0, False),  # nine strips are no picture
        (880, 5000, 0, False),  # an ecogram of a hundred households
    ],
)
def test_what_stands_how(width, height, strips, printed):
    found = on_paper(picture(width, height))
    assert len(found.strips) == strips
    assert bool(found.height) == printed


def test_where_there_is_no_picture_nothing_is_printed():
    assert on_paper(Drawn(Markup(""), "Waarom niet.")).height == 0
