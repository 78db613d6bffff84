"""A window with less in it, case by case as made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from factory import make_graph

from famnet.analysis.families import family_windows
from famnet.analysis.gate import GROUPS, Gate, touches
from famnet.analysis.households import homes
from famnet.analysis.period import last_months
from famnet.analysis.stability.ties import held_units, ties_of
from famnet.analysis.stability.variants import told, without
from famnet.delivery import read_delivery
from famnet.graph import build_graph
from famnet.resources import sample_data

PEOPLE = """person_id birth_date
 a 1950-01-01
 b 1980-01-01
 c 1982-01-01
 d 2005-01-01"""
HOMES = "person_id household_id\n a ha\n b hb\n c hc\n d hd"
KIN = """person_id kind relative_id certainty
 a parent_of b -
 a parent_of c unconfirmed
 c parent_of d probable"""
SIGNALS = """signal_id type person_id role partner_id origin_partner_id incident_id event_date
 s1 FIN_DEBT b involved WENI - - 2025-05-01
 s2 JUS_VIOLENCE b suspect POL - i1 2025-03-01
 s3 HOM_VT_REPORT b involved VT POL i1 2025-03-02
 s4 EDU_ABSENCE c involved LPA - - 2025-06-01
 s5 MEN_CONCERN c involved HA - i2 2023-12-20
 s6 ADD_USE c involved GGZ - i2 2024-01-20"""


def small():
    return make_graph(persons=PEOPLE, memberships=HOMES, kinships=KIN, signals=SIGNALS)


def shown(left_out, gone=()):
    """Return per household the groups that are left, and whether an easy gate is passed."""
    graph = small()
    windows = family_windows(graph)
    units = max((windows.units_of(i) for i in range(len(windows))), key=len)
    period = last_months(graph.as_of)
    mine = told(graph, touches(graph, period), units, period)
    names = graph.signals["signal_id"].to_numpy(object)[mine.row]
    homes_of = homes(graph).unit_household[units]
    named = graph.households["household_id"].to_numpy(object)[homes_of]
    kept = ~np.isin(names, left_out)[None]
    there = ~np.isin(named, gone)[None]
    outcome = without(mine, kept, there, Gate(1, 1, 1, 1))
    return {
        str(house): {g for d, g in enumerate(GROUPS) if mask >> d & 1}
        for house, mask in zip(named, outcome.masks[0].tolist(), strict=True)
        if mask
    }


CASES = [
    # Nothing left out: the fight is justice (own conduct first), told by police and Veilig Thuis.
    ((), (), {"hb": {"FIN", "JUS"}, "hc": {"EDU", "HEALTH"}}),
    # Without the police row the fight is what Veilig Thuis tells of it: home.
    (("s2",), (), {"hb": {"FIN", "HOME"}, "hc": {"EDU", "HEALTH"}}),
    (("s2", "s3"), (), {"hb": {"FIN"}, "hc": {"EDU", "HEALTH"}}),
    (("s1",), (), {"hb": {"JUS"}, "hc": {"EDU", "HEALTH"}}),
    # One occurrence of which only the later signal lies in the period: without it nothing is left.
    (("s6",), (), {"hb": {"FIN", "JUS"}, "hc": {"EDU"}}),
    (("s5",), (), {"hb": {"FIN", "JUS"}, "hc": {"EDU", "HEALTH"}}),
    ((), ("hc",), {"hb": {"FIN", "JUS"}}),
    (("s1", "s2", "s3", "s4", "s5", "s6"), (), {}),
]


@pytest.mark.parametrize(("left_out", "gone", "expected"), CASES)
def test_what_is_left(left_out, gone, expected):
    assert shown(left_out, gone) == expected


def test_ties_have_the_chance_of_their_certainty():
    graph = small()
    windows = family_windows(graph)
    place = int(np.argmax(windows.n_households))
    ties = ties_of(graph, windows.window(place))
    # Of the policy: confirmed .99, unconfirmed .6, probable .9.
    assert sorted(ties.chance.round(2).tolist()) == [0.6, 0.9, 0.99]


def test_without_a_tie_everybody_below_it_is_gone():
    graph = small()
    windows = family_windows(graph)
    window = windows.window(int(np.argmax(windows.n_households)))
    ties = ties_of(graph, window)
    home = homes(graph).unit_household[window.units]
    named = graph.households["household_id"].to_numpy(object)[home]
    kept = np.ones((3, len(ties.chance)), bool)
    kept[1, np.argmin(ties.chance)] = False
    kept[2, :] = False
    held = held_units(ties, kept, len(window.units))
    assert [set(named[row]) for row in held] == [{"ha", "hb", "hc", "hd"}, {"ha", "hb"}, {"ha"}]


def test_with_all_ties_a_window_holds_all_its_households():
    graph = build_graph(read_delivery(sample_data()))
    windows = family_windows(graph)
    for i in range(len(windows)):
        window = windows.window(i)
        ties = ties_of(graph, window)
        held = held_units(ties, np.ones((1, len(ties.chance)), bool), len(window.units))
        assert held.all(), window


def test_a_second_person_goes_with_the_signal_that_told_of_it():
    graph = make_graph(
        persons="person_id birth_date\n a 1950-01-01\n b 1980-01-01\n e 1981-01-01",
        memberships="person_id household_id\n a ha\n b hb\n e hb",
        kinships="person_id kind relative_id certainty\n a parent_of b -",
        signals="""signal_id type person_id role partner_id origin_partner_id incident_id event_date
 s1 FIN_DEBT b involved WENI - - 2025-05-01
 s2 FIN_DEBT e involved WENI - - 2025-06-01
 s3 FIN_DEBT b involved WENI - - 2025-07-01""",
    )
    windows, period = family_windows(graph), last_months(graph.as_of)
    mine = told(graph, touches(graph, period), windows.units_of(0), period)
    names = graph.signals["signal_id"].to_numpy(object)[mine.row]
    kept = np.array([~np.isin(names, out) for out in ([], ["s2"], ["s1"], ["s1", "s3"])])
    outcome = without(mine, kept)
    money = 1 << GROUPS.index("FIN")
    # Of two persons one is left, or both by one signal each, or one again.
    assert outcome.second.sum(axis=1).tolist() == [money, 0, money, 0]
    assert outcome.masks.sum(axis=1).tolist() == [money] * 4
