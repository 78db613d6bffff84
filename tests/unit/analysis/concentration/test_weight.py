"""The weight of the evidence: by hand, and what counts as a second person."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from types import SimpleNamespace

import numpy as np
import pytest
from factory import make_graph
from hypothesis import given
from hypothesis import strategies as st

from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.scan_kernels import group_worth, worth
from famnet.analysis.concentration.weight import weights
from famnet.analysis.gate import GROUPS, touches
from famnet.analysis.period import last_months


def _worth(o: float, e: float) -> float:
    """Of four rate ratios, all as likely; the group is raised in two of five."""
    mean = sum(r**o * exp(-(r - 1) * e) for r in (4, 8, 16, 32)) / 4
    return max(log(0.6 + 0.4 * mean), 0.0)


@dataclass
class _Windows:
    indptr: np.ndarray
    units: np.ndarray

    def __len__(self) -> int:
        return len(self.indptr) - 1


def _weights(masks, second, chances, indptr):
    people = SimpleNamespace(masks=np.array(masks, np.int32), second=np.array(second, np.int32))
    background = SimpleNamespace(people=people, chances=np.array(chances))
    units = np.arange(len(masks), dtype=np.int32)
    return weights(background, _Windows(np.array(indptr), units))  # type: ignore[arg-type]


def test_by_hand():
    chances = [[0.1, 0.2], [0.1, 0.1], [0.3, 0.3]]
    # Two of the three touched in the first group, in one of them two persons; one in the second.
    got = _weights([0b11, 0b01, 0], [0b01, 0, 0], chances, [0, 3])
    assert got[0] == pytest.approx(_worth(2.5, 0.5) + _worth(1, 0.6))


def test_each_window_has_its_own():
    chances = [[0.1], [0.2], [0.3], [0.4]]
    got = _weights([1, 0, 1, 1], [0, 0, 0, 1], chances, [0, 2, 4])
    assert got == pytest.approx([_worth(1, 0.3), _worth(2.5, 0.7)])


@given(st.integers(0, 40), st.floats(0.001, 20))
def test_many_at_once_is_the_same_as_one_by_one(observed: int, expected: float):
    one = worth(np.array([float(observed)]), np.array([expected]))[0]
    assert one == pytest.approx(group_worth(observed, expected), abs=1e-9)


@given(st.floats(0, 20), st.floats(0.001, 20))
def test_more_seen_never_weighs_less_and_more_expected_never_more(observed: float, expected: float):
    now = worth(np.array([observed]), np.array([expected]))[0]
    assert worth(np.array([observed + 0.5]), np.array([expected]))[0] >= now
    assert worth(np.array([observed]), np.array([expected * 1.1]))[0] <= now


def _signal(name: str, person: str, incident: str = "", kind: str = "FIN_DEBT"):
    return {
        "signal_id": name, "type": kind, "person_id": person, "role": "involved",
        "partner_id": "WENI", "event_date": "2025-05-01", "incident_id": incident,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("signals", "second"),
    [
        ([], False),
        ([_signal("s1", "a")], False),
        # One person twice is one person.
        ([_signal("s1", "a", "i1"), _signal("s2", "a", "i2")], False),
        # One occurrence about two persons is one occurrence.
        ([_signal("s1", "a", "i1"), _signal("s2", "b", "i1")], False),
        ([_signal("s1", "a", "i1"), _signal("s2", "b", "i2")], True),
        # In two scan groups, one person each.
        ([_signal("s1", "a", "i1"), _signal("s2", "b", "i2", "MEN_CONCERN")], False),
        # In another household.
        ([_signal("s1", "a", "i1"), _signal("s2", "c", "i2")], False),
    ],
)
def test_a_second_person_is_another_one_by_another_occurrence(signals, second):
    graph = make_graph(
        persons=[{"person_id": name, "birth_date": "1980-01-01"} for name in "abc"],
        memberships=[
            {"person_id": "a", "household_id": "h1"}, {"person_id": "b", "household_id": "h1"},
            {"person_id": "c", "household_id": "h2"},
        ],
        signals=signals,
    )  # fmt: skip
    period = last_months(graph.as_of)
    people = people_of(graph, touches(graph, period), period)
    assert set(people.second.tolist()) == ({0, 1 << GROUPS.index("FIN")} if second else {0})
    assert not (people.second & ~people.masks).any()
