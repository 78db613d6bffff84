"""A fact that was looked up for one criterion may serve another only where it is the same for both."""

from __future__ import annotations

import pytest
from unit.analysis.criteria.worlds import CASES, look_of, world

from famnet.analysis.criteria import forms
from famnet.analysis.criteria.facts import FACTS, fact_of
from famnet.analysis.criteria.look import Look

#: Cases in which something runs, was handed over or was asked: there a wrong answer would show.
TOLD = [
    at for at, case in enumerate(CASES)
    if sum(bool(case.get(name)) for name in ("involvements", "measures", "referrals", "heard")) >= 2
][:4]  # fmt: skip


def test_there_are_such_cases():
    assert len(TOLD) == 4


@pytest.mark.parametrize("at", TOLD, ids=[CASES[at]["name"] for at in TOLD])
def test_what_another_criterion_found_is_what_this_one_would_find(at: int):
    graph = world(at)
    for form in forms():
        if str(graph.workspace) not in form.workspaces:
            continue
        shared = look_of(graph, form, form.criteria[0]).view
        for row in form.criteria:
            after, alone = Look(shared, row, form.answer_months), look_of(graph, form, row)
            for name in FACTS:
                assert fact_of(name, after) == fact_of(name, alone), name
