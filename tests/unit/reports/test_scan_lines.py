"""What the comparison says on the pages: above the list, in a row, of one family network."""

from __future__ import annotations

import re
from functools import cache

from factory import make_graph
from scan_world import comparison, region

from famnet.analysis.comparison import compare
from famnet.analysis.description import describe
from famnet.analysis.families import family_windows
from famnet.analysis.scan_table import scan
from famnet.analysis.statements import ORDER_NL
from famnet.reports.build import build_session
from famnet.reports.overview import overview_html
from famnet.reports.scan_lines import (
    chance_words,
    family_lines,
    order_words,
    overview_lines,
    row_words,
)
from famnet.reports.session import PageWindow


@cache
def session():
    return build_session(region(), describe(region(), comparison=comparison()), pages=0)


@cache
def small():
    graph = make_graph(
        persons="person_id birth_date\n a 1950-01-01\n b 1980-01-01\n c 1982-01-01",
        memberships="person_id household_id\n a ha\n b hb\n c hc",
        kinships="person_id kind relative_id\n a parent_of b\n a parent_of c",
    )
    return build_session(graph, describe(graph, comparison=compare(graph)), pages=0)


def page_of(window_id):
    windows = family_windows(region())
    place = windows.window_id.tolist().index(window_id)
    return PageWindow(windows.window(place))


def test_above_the_list_stand_the_criterion_and_how_many_are_chance():
    html = overview_html(session())
    assert "eerst wat meer is dan toeval" in html
    for line in overview_lines(session()):
        assert line in html
    assert "Niet op de lijst betekent niet: niets aan de hand." in html
    assert "Deze toets is in proef" in html
    assert "niet op toeval getoetst" not in html


def test_every_sentence_of_it_names_its_rule():
    html = overview_html(session())
    marked = re.findall(r'data-fact="compared" data-facts="(rule:compared[^"]*)"', html)
    assert len(marked) == len(overview_lines(session())) + len(session().listed)


def test_a_row_says_how_often_and_whether_it_is_more_than_chance():
    lines = [row_words(session(), line.window_id) for line in session().listed]
    n = comparison().n_reported
    assert all(line.startswith("meer dan toeval; bij ") for line in lines[:n])
    assert not any("meer dan toeval" in line for line in lines[n:])
    table = scan(region())
    weight = dict(zip(table["window_id"], table["t"], strict=True))
    for line, said in zip(session().listed, lines, strict=True):
        assert ("vergelijkbare families" in said) == (weight[line.window_id] > 0), said
        assert ("er springt niets uit" in said) == (weight[line.window_id] == 0), said


def test_a_family_page_says_all_of_it_and_never_a_bare_p():
    said = " ".join(family_lines(session(), session().listed[0]))
    for part in ("zonder iets bijzonders", "bekeken", "meer dan toeval", "90 procent zekerheid",
                 "Niet op de lijst betekent niet", "geen aanwijzing dat een persoon"):  # fmt: skip
        assert part in said
    assert not re.search(r"\bp\s*[=<]", said)


def test_a_network_below_the_gate_is_not_compared():
    table = session().description.windows
    below = table.loc[~table["eligible"], "window_id"].iloc[0]
    (first, _more) = family_lines(session(), page_of(below))
    assert "niet door de drempel" in first


def test_one_that_another_stands_for_says_which():
    table = session().description.windows
    leader = "w-" + table["cluster_id"].str.removeprefix("c-")
    other = table[table["eligible"] & (leader != table["window_id"])].iloc[0]
    said = " ".join(family_lines(session(), page_of(other["window_id"])))
    assert other["cluster_id"].replace("c-", "w-", 1) in said


def test_where_nothing_can_be_compared_only_the_reason_is_added():
    (why,) = overview_lines(small())
    assert why.startswith("famnet beschrijft, en vergelijkt niet.")
    assert why in overview_html(small())
    assert row_words(small(), "w-none") == ""
    assert chance_words(small()).endswith(why)
    assert order_words(small()) == small().texts("overview.order")
    assert small().description.order_nl == ORDER_NL
