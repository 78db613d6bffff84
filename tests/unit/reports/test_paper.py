"""Lists on paper: the longest give way first, whatever is kept stays within the room."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from famnet.reports.paper import shares

lists = st.dictionaries(
    st.text("abcdef", min_size=1), st.lists(st.integers(3, 40), max_size=30), max_size=6
)


@given(lists, st.integers(0, 900))
def test_what_is_kept_fits_and_nothing_is_cut_without_need(heights, room):
    kept = shares(heights, room)
    used = sum(sum(rows[: kept[name]]) for name, rows in heights.items())
    assert used <= room
    if sum(map(sum, heights.values())) <= room:
        assert kept == {name: len(rows) for name, rows in heights.items()}


@given(lists, st.integers(0, 900))
def test_a_list_is_cut_only_when_it_takes_its_even_share(heights, room):
    kept = shares(heights, room)
    for name, rows in heights.items():
        if kept[name] < len(rows):
            taken = sum(rows[: kept[name] + 1])
            assert taken > room / len(heights)
