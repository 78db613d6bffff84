"""Lists of the catalogue that a query is given."""

from __future__ import annotations

import datetime as dt

import pytest

from famnet import resources
from famnet.errors import OurFault
from famnet.questions.parameters import for_server
from famnet.questions.question import parse
from famnet.questions.reference import REFERENCES, rows_of

HEAD = (resources.cypher() / "questions/household/residents.cypher").read_text(encoding="utf-8")


def asking(name: str) -> str:
    """Make a question that asks for a list."""
    return f'// reference = ["{name}"]\n' + HEAD.replace(
        "RETURN person", f"  AND stay.role IN [row IN ${name} | row.type]\nRETURN person"
    )


def test_a_query_gets_the_lists_it_names():
    asked = parse(asking("measure_rules"), category="household", name="residents")
    given = for_server(asked, {"household": "H1", "on": 0}, 1)
    assert given["measure_rules"] == rows_of("measure_rules")
    assert (given["on"], given["as_of"]) == (dt.date(1970, 1, 1), dt.date(1970, 1, 2))


def test_a_query_gets_no_list_it_does_not_name():
    asked = parse(HEAD, category="household", name="residents")
    assert set(for_server(asked, {"household": "H1", "on": 0}, 1)) == {"household", "on", "as_of"}


def test_an_unknown_list_is_a_fault():
    with pytest.raises(OurFault, match="onbekende lijsten: partners"):
        parse(asking("partners"), category="household", name="residents")


def test_a_list_that_is_not_used_is_a_fault():
    with pytest.raises(OurFault, match="gebruikt niet: measure_rules"):
        parse('// reference = ["measure_rules"]\n' + HEAD, category="household", name="residents")


@pytest.mark.parametrize("name", REFERENCES)
def test_every_cell_can_be_a_parameter(name):
    for row in rows_of(name):
        for cell in row.values():
            assert isinstance(cell, (str, int, bool)) or all(isinstance(c, str) for c in cell)


# Wth art. 9 (28 days at most), BW 1:258 (a year at a time, renewable), Sr 77i (two years), Sr 77s
# (3 years, 7 in total), Wth art. 2 (the mayor), BW 1:255 (the juvenile judge, of the court).
@pytest.mark.parametrize(
    ("code", "longest", "term"),
    [("HV", 28, 10), ("OTS", 0, 366), ("JDET", 720, 720), ("PIJ", 2557, 1096), ("SLUIT", 0, 0)],
)
def test_how_long_a_measure_may_last(code, longest, term):
    row = next(row for row in rows_of("measure_rules") if row["type"] == code)
    assert (row["longest"], row["term"]) == (longest, term)


def test_who_may_decide_takes_parts_and_the_body_one_acts_for():
    deciders = {row["type"]: row["deciders"] for row in rows_of("measure_rules")}
    assert deciders["OTS"] == ["KR", "RB"]
    assert deciders["HV"] == ["BURG", "GEM"]
    assert {"POL", "WA", "OM"} <= set(deciders["HALT"])
    assert deciders["U12"] == []


def test_a_conflict_stands_once():
    pairs = [(row["first"], row["second"]) for row in rows_of("measure_conflicts")]
    assert ("HV", "JHVRIJ") in pairs
    assert ("JHVRIJ", "HV") not in pairs
    assert len({frozenset(pair) for pair in pairs}) == len(pairs)
