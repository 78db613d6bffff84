"""Rows of a family by its units: the same rows as looking through the whole table."""

from __future__ import annotations

import numpy as np
from generated_graphs import regions
from hypothesis import given, settings
from hypothesis import strategies as st

from famnet.analysis.direction import rows_of_units, units_of_rows
from famnet.analysis.households import homes


@settings(max_examples=15)
@given(regions(), st.data())
def test_the_rows_are_those_whose_unit_is_asked_for(graph, data):
    n_units = homes(graph).n_units
    asked = data.draw(st.lists(st.integers(0, max(n_units - 1, 0)), max_size=6))
    units = np.array(asked if n_units else [], np.int32)
    for name in ("involvements", "measures", "requests", "referrals"):
        expected = np.flatnonzero(np.isin(units_of_rows(graph, name), units))
        assert rows_of_units(graph, name, units).tolist() == expected.tolist()
