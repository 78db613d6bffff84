"""Of each birth the month is kept."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from factory import make_graph
from hypothesis import given
from hypothesis import strategies as st

from famnet.graph.coarse import whole_months
from famnet.graph.day_text import text_of
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day, day_from_date

DAYS = st.integers(day_from_date(dt.date(1, 1, 1)), day_from_date(dt.date(9999, 12, 31)))


def months(low: int, high: int) -> tuple[int, int]:
    one, two = whole_months(np.array([low], np.int32), np.array([high], np.int32))
    assert one.dtype == two.dtype == np.int32
    return int(one[0]), int(two[0])


def test_by_hand():
    graph = make_graph(
        persons="person_id birth_date\na 2000-02-29\nb 1980-05\nc 1975\nd -\ne 1999-12-31"
    )
    found = graph.coarse().persons
    pairs = zip(found["birth_date"].tolist(), found["birth_date_hi"].tolist(), strict=True)
    assert [text_of(low, high, empty=NO_DAY) for low, high in pairs] == [
        "2000-02", "1980-05", "1975", "", "1999-12",
    ]  # fmt: skip


@given(DAYS, st.integers(0, 800))
def test_first_and_last_day_of_the_month(low, span):
    high = min(low + span, day_from_date(dt.date(9999, 12, 31)))
    first, last = months(low, high)
    before, after = date_from_day(low), date_from_day(high)
    assert date_from_day(first) == before.replace(day=1)
    assert (date_from_day(last).year, date_from_day(last).month) == (after.year, after.month)
    # The day after it is the first of a month.
    assert last == day_from_date(dt.date(9999, 12, 31)) or date_from_day(last + 1).day == 1
    assert months(first, last) == (first, last)


def test_days_that_are_not_given_stay_so():
    assert months(NO_DAY, NO_DAY) == (NO_DAY, NO_DAY)
    assert months(FOREVER, FOREVER) == (FOREVER, FOREVER)
    assert months(NO_DAY, 10959) == (NO_DAY, 10987)


def test_nothing_else_changes_and_it_is_made_once():
    graph = make_graph(
        persons="person_id birth_date death_date\na 1980-05-03 2020-01-02",
        memberships="person_id household_id start_date\na H1 2000-01-05",
    )
    small = graph.coarse()
    assert small is graph.coarse()
    assert small.coarse() is small
    other = [c for c in graph.persons.columns if not c.startswith("birth_date")]
    pd.testing.assert_frame_equal(small.persons[other], graph.persons[other])
    assert small.tables["memberships"] is graph.tables["memberships"]
    # The graph itself keeps its days.
    assert graph.persons["birth_date"].tolist() == [day_from_date(dt.date(1980, 5, 3))]
