"""Questions about households: hand-made worlds."""

from __future__ import annotations

from factory import make_graph

from famnet.questions import ask

HOMES = """
person_id household_id role start_date end_date
anna      H1           head 2010-01-01 -
bram      H1           partner 2010-01-01 2020-06-01
cato      H1           child 2015 -
dirk      H2           head 2010-01-01 -
bram      H2           other 2020-06-01 -
"""
PEOPLE = """
person_id
anna
bram
cato
dirk
"""


def rows(frame):
    return [tuple(row) for row in frame.itertuples(index=False)]


def test_residents_on_the_day_itself_and_on_another():
    graph = make_graph(as_of="2026-01-01", persons=PEOPLE, memberships=HOMES)
    # Bram left on 2020-06-01; that day he no longer lives there (half-open).
    assert rows(ask(graph, "residents", household="H1")) == [
        ("anna", "head", "2010-01-01", ""),
        ("cato", "child", "2015", ""),
    ]
    assert rows(ask(graph, "residents", household="H1", on="2020-05-31")) == [
        ("anna", "head", "2010-01-01", ""),
        ("bram", "partner", "2010-01-01", "2020-06-01"),
        ("cato", "child", "2015", ""),
    ]
    assert ask(graph, "residents", household="H2", on="2020-06-01")["person_id"].tolist() == [
        "bram",
        "dirk",
    ]
    assert rows(ask(graph, "residents", household="H2", on="2009-12-31")) == []
