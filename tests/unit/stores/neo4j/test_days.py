"""Days on a server: nothing is lost, and what is open stays open."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from famnet.errors import UserError
from famnet.stores.neo4j.days import cells_of_days, date_of, days_of_cells, empty_of
from famnet.vocabulary import FOREVER, NO_DAY, day_from_date

FIRST, LAST = day_from_date(dt.date(2, 1, 1)), day_from_date(dt.date(9998, 12, 31))
DAYS = st.one_of(st.integers(FIRST, LAST), st.sampled_from([NO_DAY, FOREVER]))


@given(st.lists(st.tuples(DAYS, DAYS).map(sorted)), st.sampled_from(["start_date", "end_date"]))
def test_back_and_forth(pairs, column):
    low = np.array([pair[0] for pair in pairs], dtype=np.int32)
    high = np.array([pair[1] for pair in pairs], dtype=np.int32)
    first, latest, _ = cells_of_days(low, high, empty_of(column))
    back = days_of_cells(first, latest, empty_of(column))
    assert np.array_equal(back[0], low) and np.array_equal(back[1], high)


def test_what_stands_there():
    def cells(low, high, empty):
        one = cells_of_days(np.array([low], np.int32), np.array([high], np.int32), empty)
        return tuple(column[0] for column in one)

    assert cells(NO_DAY, NO_DAY, NO_DAY) == (None, None, None)
    assert cells(FOREVER, FOREVER, FOREVER) == (None, None, None)
    assert cells(0, 0, NO_DAY) == (dt.date(1970, 1, 1), None, None)
    assert cells(0, 364, NO_DAY) == (dt.date(1970, 1, 1), dt.date(1970, 12, 31), "1970")
    # It ended some time after 1970 began, or not at all.
    assert cells(0, FOREVER, FOREVER) == (
        dt.date(1970, 1, 1),
        dt.date(9999, 12, 31),
        "1970-01-01/..",
    )
    # Begun before the end of 1970.
    assert cells(NO_DAY, 364, NO_DAY) == (None, dt.date(1970, 12, 31), "/1970-12-31")


@pytest.mark.parametrize("day", [FOREVER - 1, NO_DAY + 1])
def test_a_day_no_server_knows_is_said(day):
    with pytest.raises(UserError, match="jaar"):
        date_of(day)
