"""What tells again what a network higher on the list tells: a table of cases, and against the definition."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from famnet.analysis.overlap import told_before


def _told(networks: list[set[int]], touched: set[int]) -> dict[int, int]:
    starts = np.cumsum([0, *map(len, networks)])
    units = np.array([u for one in networks for u in sorted(one)], np.int32)
    masks = np.array([int(u in touched) for u in range(100)], np.int32)
    return told_before(starts, units, masks, np.arange(len(networks)))


@pytest.mark.parametrize(
    ("networks", "touched", "told"),
    [
        # A branch of three of a family of thirteen: Jaccard 3/13, nothing new seen.
        ([set(range(13)), {0, 1, 2}], {0, 1, 2, 5, 6}, {1: 0}),
        # Half of what was touched stands in the first; untouched households don't matter.
        ([{0, 1}, {1, 2, 3, 4, 5}], {0, 1, 2}, {1: 0}),
        # Less than half: another story.
        ([{0, 1}, {1, 2, 3}], {0, 1, 2, 3}, {}),
        # They share a household in which nothing was seen.
        ([{0, 1, 2}, {2, 3, 4}], {0, 1, 3, 4}, {}),
        # A third that the second holds, which itself is told by the first: the third stands alone.
        ([{0, 1}, {1, 2}, {2, 3}], {0, 1, 2, 3}, {1: 0}),
        # Two hold it: the first of the list is named.
        ([{0, 1, 9}, {2, 3, 8}, {0, 1, 2, 3}], {0, 1, 2, 3, 8, 9}, {2: 0}),
        ([], set(), {}),
    ],
)
def test_cases(networks, touched, told):
    assert _told(networks, touched) == told


NETWORKS = st.lists(st.sets(st.integers(0, 11), min_size=1, max_size=7), max_size=12)


@given(NETWORKS, st.sets(st.integers(0, 11)))
def test_against_the_definition(networks: list[set[int]], touched: set[int]):
    networks = [one for one in networks if one & touched]
    kept: list[int] = []
    expected = {}
    for i, one in enumerate(networks):
        mine = one & touched
        holding = [j for j in kept if 2 * len(mine & networks[j]) >= len(mine)]
        if holding:
            expected[i] = holding[0]
        else:
            kept.append(i)
    assert _told(networks, touched) == expected
