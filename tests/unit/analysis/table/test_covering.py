"""The smallest tables against brute force, which tries every set."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from famnet.analysis.table.covering import smallest_covers

PARTNERS = tuple("ABCDEFGHI")
NEEDS = st.lists(
    st.sets(st.sampled_from(PARTNERS), min_size=1, max_size=5).map(frozenset), max_size=8
)


def brute(needs, fixed):
    """Every set, from small to large."""
    members = sorted(fixed.union(*needs))
    for size in range(len(members) + 1):
        found = [
            chosen
            for chosen in combinations(members, size)
            if fixed <= set(chosen) and all(need & set(chosen) for need in needs)
        ]
        if found:
            return tuple(sorted(found))
    return ()


@settings(max_examples=200)
@given(NEEDS, st.sets(st.sampled_from(PARTNERS), max_size=3).map(frozenset))
@example([frozenset("AB"), frozenset("BC"), frozenset("CA")], frozenset())
def test_all_smallest_covers_are_found_and_nothing_else(needs, fixed):
    expected = tuple(found for found in brute(needs, fixed) if found)
    covers = smallest_covers(needs, fixed=fixed)
    assert covers.sets == expected
    assert not covers.more


def test_the_list_is_cut_and_says_so():
    pairs = [frozenset({f"{n}a", f"{n}b"}) for n in range(5)]
    covers = smallest_covers(pairs, limit=10)
    assert len(covers.sets) == 10
    assert covers.more
    assert not smallest_covers(pairs, limit=32).more  # 2 ** 5


def test_a_need_that_nobody_meets_is_no_cover():
    with pytest.raises(ValueError, match="without a member"):
        smallest_covers([frozenset()])
