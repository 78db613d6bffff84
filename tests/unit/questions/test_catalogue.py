"""No question without a whole header, a Python answer and a test; and the gate bites."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest

from famnet import resources
from famnet.errors import OurFault, WrongUse
from famnet.questions import question, questions, search
from famnet.questions.catalogue import CATEGORIES, answer_of, load
from famnet.questions.question import parse

HERE = Path(__file__).parent
IDS = sorted(questions())
WHOLE = (resources.cypher() / "questions/household/residents.cypher").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", IDS)
def test_every_question_has_a_python_answer_with_its_parameters(name):
    asked = question(name)
    given = list(inspect.signature(answer_of(asked)).parameters)
    assert answer_of(asked).__name__ == name
    assert given == ["graph", *(parameter.name for parameter in asked.parameters)]


def _tests_of(category: str) -> set[str]:
    found: set[str] = set()
    for path in HERE.glob(f"test_{category}*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    return found


def _tested(name: str, category: str) -> bool:
    return any(test.startswith(f"test_{name}") for test in _tests_of(category))


@pytest.mark.parametrize("name", IDS)
def test_every_question_has_a_hand_made_test(name):
    assert _tested(name, question(name).category)


def test_a_question_without_a_test_would_be_seen():
    assert not _tested("residents_of_the_moon", "household")


@pytest.mark.parametrize("category", sorted({asked.category for asked in questions().values()}))
def test_no_python_answer_without_a_file(category):
    module = importlib.import_module(f"famnet.questions.{category}")
    files = {name for name, asked in questions().items() if asked.category == category}
    assert set(module.ANSWERS) == files


def test_no_python_answer_is_a_fault():
    unanswered = parse(WHOLE, category="household", name="nobody_answers")
    with pytest.raises(OurFault, match="geen antwoord"):
        answer_of(unanswered)


@pytest.mark.parametrize(
    "field", ["title_nl", "title_en", "why_nl", "why_en", "order", "parameters", "columns"]
)
def test_a_header_without_a_field_is_a_fault(field):
    lines, skipping = [], False
    for line in WHOLE.splitlines():
        skipping = skipping or line.startswith(f"// {field} =")
        if not skipping:
            lines.append(line)
        skipping = skipping and (line.endswith("[") or line.startswith("//   "))
    with pytest.raises(OurFault, match=field):
        parse("\n".join(lines), category="household", name="residents")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('type = "household"', 'type = "house"', "onbekend type"),
        (', text_nl = "huishouden"', "", "household heeft geen text_nl"),
        (', text_nl = "persoon"', "", "person_id heeft geen text_nl"),
        ('order = ["person_id"]', 'order = ["name"]', "order noemt"),
        ("<= $on", "<= $day", "ongenoemd: day"),
        ("$household", "'H1'", "gebruikt niet: household"),
        ("AS person_id", "AS person", "RETURN geeft niet: person_id"),
        ('name = "role", ', 'name = "role", type = "word", ', "onbekend type"),
        ('title_nl = "Wie', 'title_nl = "', ""),
        ("why_nl =", "because =", "onbekend in de kop"),
    ],
)
def test_a_header_that_contradicts_itself_is_a_fault(old, new, said):
    assert old in WHOLE
    changed = WHOLE.replace(old, new)
    if said:
        with pytest.raises(OurFault, match=said):
            parse(changed, category="household", name="residents")
    else:
        assert parse(changed, category="household", name="residents").title_nl


def test_an_unknown_category_or_an_id_twice_is_a_fault(tmp_path):
    for folder in ("household", "ties"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "residents.cypher").write_text(WHOLE, encoding="utf-8")
    with pytest.raises(OurFault, match="twee vragen"):
        load(tmp_path)
    (tmp_path / "ties").rename(tmp_path / "rumours")
    with pytest.raises(OurFault, match="categorie"):
        load(tmp_path)


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(WrongUse) as error:
        question("resident")
    assert "residents" in error.value.hint


def test_search_takes_words_in_both_languages_and_a_category():
    assert "residents" in search("WOONT hier")
    assert "residents" in search("lives here", category="household")
    assert "residents" not in search("", category="ties")
    assert search("kwfrtzl") == {}
    with pytest.raises(WrongUse, match="categorie"):
        search("", category="nothing")


def test_categories_stand_in_their_order():
    order = [asked.category for asked in questions().values()]
    assert order == sorted(order, key=list(CATEGORIES).index)
