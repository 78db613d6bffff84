"""Which windows are left out of the fit: counted by hand, and held against sets of households."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from famnet.analysis.concentration.suspects import entangled, suspects


@dataclass(frozen=True)
class Places:
    """Households of windows, as ``Windows`` holds them."""

    indptr: np.ndarray
    units: np.ndarray

    def __len__(self) -> int:
        return len(self.indptr) - 1


def places(*units: list[int]) -> Places:
    return Places(
        np.cumsum([0, *map(len, units)]), np.array([u for own in units for u in own], np.int32)
    )


def apart(n: int) -> Places:
    """Windows of two households, each household in two windows."""
    return places(*[[i, (i + 1) % n] for i in range(n)])


def test_those_beyond_what_chance_brings():
    windows, rng = apart(300), np.random.default_rng(1)
    chance = rng.random(300) * 0.998 + 0.002
    assert not suspects(chance, windows).any()
    # Thirty more below .01 than the three expected, and two standard errors of that.
    planted = chance.copy()
    planted[:30] = np.linspace(1e-4, 5e-3, 30)
    few = int((planted <= 0.01).sum() - (3 + 2 * np.sqrt(3 * 2)))
    assert suspects(planted, windows).sum() == few > 15
    # The smallest go first.
    assert suspects(planted, windows)[:few].all()
    # One alone that is too small for any of so many.
    chance[7] = 1e-5
    assert np.flatnonzero(suspects(chance, windows)).tolist() == [7]


def test_the_share_left_out_of_a_plain_null_is_small():
    windows = apart(300)
    left_out = [suspects(np.random.default_rng(s).random(300), windows).sum() for s in range(40)]
    assert np.mean(left_out) < 0.002 * 300


def test_windows_that_hold_the_same_pair_go_too():
    windows = places([0, 1, 2], [0, 1, 5], [1, 2, 3], [0, 3], [2, 4])
    masks = np.array([1, 2, 0, 1, 1, 0], np.int32)
    suspect = np.array([True, False, False, False, False])
    # 0 and 1 are touched, 2 isn't: the second window shares a pair, the third one household.
    assert entangled(suspect, windows, masks).tolist() == [True, True, False, False, False]


def test_no_suspect_none_left_out():
    windows = places([0, 1], [0, 1])
    assert not entangled(np.zeros(2, bool), windows, np.ones(2, np.int32)).any()


@given(
    st.lists(
        st.lists(st.integers(0, 9), min_size=1, max_size=6, unique=True), min_size=1, max_size=8
    ),
    st.lists(st.integers(0, 3), min_size=10, max_size=10),
    st.data(),
)
def test_the_same_as_by_sets(units, masks, data):
    suspect = data.draw(st.lists(st.booleans(), min_size=len(units), max_size=len(units)))
    pairs = {
        pair
        for own, chosen in zip(units, suspect, strict=True)
        if chosen
        for pair in combinations(sorted(u for u in own if masks[u]), 2)
    }
    wanted = [
        chosen or any(pair in pairs for pair in combinations(sorted(own), 2))
        for own, chosen in zip(units, suspect, strict=True)
    ]
    found = entangled(np.array(suspect), places(*units), np.array(masks, np.int32))
    assert found.tolist() == wanted
