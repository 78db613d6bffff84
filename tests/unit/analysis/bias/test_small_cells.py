"""Small numbers: none is shown, and none can be reckoned from the total."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famnet.analysis.bias.small_cells import SMALLEST, hidden

CASES = [
    ([40, 50], None, ["", ""]),
    ([40, 3], None, ["shielded", "few"]),
    ([3, 4, 50, 60], None, ["few", "few", "shielded", ""]),
    ([5, 6, 50], None, ["few", "few", ""]),
    ([0, 0, 70], None, ["", "", ""]),
    ([3, 0, 0], None, ["few", "shielded", "shielded"]),
    # All but a few of a group tell as much as a few.
    ([95, 30, 40], [100, 90, 80], ["few", "shielded", ""]),
]


@pytest.mark.parametrize(("counts", "wholes", "expected"), CASES)
def test_what_is_hidden(counts, wholes, expected):
    assert hidden(counts, wholes) == expected


@given(st.lists(st.integers(0, 60), min_size=1, max_size=9))
def test_no_small_number_is_shown_or_can_be_reckoned(counts):
    why = hidden(counts)
    assert all(word for n, word in zip(counts, why, strict=True) if 0 < n < SMALLEST)
    unsaid = [n for n, word in zip(counts, why, strict=True) if word]
    # Nothing hidden; or what is left of the total stands for two or more that aren't few together;
    # or nothing is shown at all.
    assert not unsaid or (len(unsaid) > 1 and sum(unsaid) >= SMALLEST) or all(why)
