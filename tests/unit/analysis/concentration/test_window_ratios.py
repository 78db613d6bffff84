"""Touches of windows by hand: crowding counts by what is expected of each household."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from famnet.analysis.concentration.window_ratios import touches_of_windows


def test_touches_and_crowding_by_hand():
    people = SimpleNamespace(masks=np.array([0b01, 0b11, 0], np.int32))
    chances = np.array([[0.2, 0.1], [0.4, 0.5], [0.05, 0.05]])
    windows = SimpleNamespace(indptr=np.array([0, 2, 4]), units=np.array([0, 1, 1, 2]))
    background = SimpleNamespace(people=people, chances=chances)
    found = touches_of_windows(background, windows, np.array([2.0, 1.5, 0.1]))
    assert found.observed.tolist() == [3, 2]
    assert found.expected == pytest.approx([1.2, 1.0])
    assert found.crowding == pytest.approx([(0.3 * 2 + 0.9 * 1.5) / 1.2, 0.9 * 1.5 + 0.1 * 0.1])
    alone = touches_of_windows(background, windows, np.full(3, 0.5))
    assert alone.crowding.tolist() == [1, 1]
