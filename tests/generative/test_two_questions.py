"""Two questions are two only if some change of the data moves one and not the other.

Every question is asked of a world with the same values, and again after each of many generated
changes. Questions that moved at the same changes stay together, the others are told apart; at the
end each stands alone. A pair is told apart by one change that moved one of the two.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
import pytest
from asked import Values, telling
from dense_world import dense_world

from famnet.delivery.contract import TABLES
from famnet.errors import UserError
from famnet.questions import ask, questions

#: Tables that no other table refers to: rows may go.
LOOSE = (
    "memberships",
    "kinships",
    "ties",
    "referrals",
    "involvements",
    "measures",
    "requests",
    "actions",
)
#: Most changes tried before two questions are taken for one.
MOST = 400


@dataclass(frozen=True)
class Asked:
    """A question under a name, with the values it is asked with."""

    name: str
    given: tuple

    def answer(self, question, graph):
        frames = []
        for given in self.given:
            try:
                frames.append(ask(graph, question, **given).to_csv(index=False))
            except UserError:
                # What was asked about is gone.
                frames.append(None)
        return frames


def changes(graph, rng):
    """Generate worlds that differ in some cells of some columns, or in the rows of a table."""
    columns = [
        (table.name, column)
        for table in TABLES
        for column in table.columns
        if column.kind != "key" and column.stored in graph.tables[table.name].columns
    ]
    while True:
        changed, share = graph, rng.choice([0.02, 0.1, 0.4])
        # Few cells of many columns or many of few: about half of the questions move.
        for name, column in rng.sample(columns, rng.choice([1, 2, 4, 8])):
            changed = _with(changed, name, _mixed(changed.tables[name], column, rng, share=share))
        if rng.random() < 0.5:
            name = rng.choice(LOOSE)
            changed = _with(changed, name, _rows(changed.tables[name], rng, share=1 - share))
        yield changed


def _with(graph, name, frame):
    return replace(graph, tables={**graph.tables, name: frame}, _cache={})


def _rows(frame, rng, *, share):
    kept = np.array([rng.random() < share for _ in range(len(frame))], dtype=bool)
    return frame[kept].reset_index(drop=True)


def _mixed(frame, column, rng, *, share):
    """Give the cells of some rows to each other; all readings of a date together."""
    chosen = [row for row in range(len(frame)) if rng.random() < share]
    order = list(chosen)
    rng.shuffle(order)
    names = [column.stored, *([f"{column.stored}_hi"] if column.kind == "date" else [])]
    place = np.arange(len(frame))
    place[chosen] = order
    return frame.assign(**{name: frame[name].take(place).array for name in names})


def told_apart(graph, asked, *, most=MOST):
    """Return the groups of questions that no change told apart; those of one are left out."""
    rng = random.Random(6)
    before = {one.name: one.answer(_id(one), graph) for one in asked}
    groups = [list(asked)]
    for changed in islice(changes(graph, rng), most):
        if not groups:
            break
        fresh = []
        for group in groups:
            split = defaultdict(list)
            for one in group:
                split[one.answer(_id(one), changed) == before[one.name]].append(one)
            fresh += [part for part in split.values() if len(part) > 1]
        groups = fresh
    return [[one.name for one in group] for group in groups]


def _id(one):
    # A question under a second name is the same question.
    return one.name.removesuffix(" again")


def _world(names):
    graph = dense_world(random.Random(3))
    values = Values(graph)
    asked = [
        Asked(name, tuple(telling(questions()[name], graph, values, wanted=2, tries=8)))
        for name in names
    ]
    return graph, asked


@pytest.mark.long
def test_every_two_questions_are_told_apart_by_a_change():
    graph, asked = _world(questions())
    assert told_apart(graph, asked) == []


def test_one_question_under_two_names_is_found():
    few = ("residents", "moves_between")
    graph, asked = _world([name for name in questions() if name in few])
    twice = [*asked, replace(asked[0], name=f"{asked[0].name} again")]
    assert told_apart(graph, twice, most=30) == [[asked[0].name, f"{asked[0].name} again"]]
