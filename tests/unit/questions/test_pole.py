"""What docs/questions-pole.md promises, and the words questions may not use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from famnet.questions import questions

DOC = Path(__file__).parents[3] / "docs" / "questions-pole.md"
#: Words that judge a person, in ids, titles and columns; Dutch and English.
JUDGING = re.compile(
    r"risk|score|offender|dangerous|vulnerable|criminal|\bhit|match|gang|"
    r"gevaarlijk|kwetsba|crimine|dader|risico|bende",
    re.IGNORECASE,
)


def table() -> list[list[str]]:
    """Read the rows of the document's table as cells."""
    lines = DOC.read_text(encoding="utf-8").splitlines()
    rows = [line.strip("|").split("|") for line in lines if line.startswith("| ")]
    return [[cell.strip() for cell in row] for row in rows[1:]]


def named(cell: str) -> set[str]:
    """Return the ids a cell names, without commands, parameters and columns."""
    return {word for word in re.findall(r"`([a-z]+(?:_[a-z]+)+)`", cell) if word not in COLUMNS}


COLUMNS = {"same_neighbourhood", "as_suspect", "as_victim"}


def test_every_question_the_document_names_is_there():
    ids = set().union(*(named(row[1]) for row in table()))
    assert len(ids) >= 15
    assert ids <= set(questions())


def test_what_is_not_asked_says_why():
    refused = [row for row in table() if "not asked" in row[1]]
    assert len(refused) == 3
    assert all(len(row[2]) > 60 for row in refused)


def test_columns_the_document_names_are_there():
    columns = {c.name for asked in questions().values() for c in asked.columns}
    assert columns >= COLUMNS


@pytest.mark.parametrize("name", sorted(questions()))
def test_no_question_judges_a_person(name):
    asked = questions()[name]
    said = [name, asked.title_nl, asked.title_en]
    said += [text for column in asked.columns for text in (column.name, column.text_nl)]
    assert not [text for text in said if JUDGING.search(text)]


@pytest.mark.parametrize("name", ["dangerous_friends", "top_offenders", "risk_scores"])
def test_a_judging_name_would_be_seen(name):
    assert JUDGING.search(name)


#: Where a question counts suspects it takes the rule that keeps under 12, refuted and rumour out;
#: this one says what was delivered, since without a birth date the rule can't be used.
AS_DELIVERED = {"persons_without_birth_date"}


@pytest.mark.parametrize("category", ["measures", "ties", "quality"])
def test_own_acts_are_counted_by_the_role_rules_alone(category):
    for name, asked in questions().items():
        if asked.category == category and name not in AS_DELIVERED:
            own = asked.cypher.count("'suspect'") - asked.cypher.count("THEN 'suspect'")
            own -= asked.cypher.count("WHEN 'suspect'")
            assert own <= asked.cypher.count("reason = 'counted'"), name
