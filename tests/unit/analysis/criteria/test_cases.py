"""Intake criteria on hand-made cases: the answer, the rule that gives it, and what it rests on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from unit.analysis.criteria.worlds import CASES, look_of, world

from famnet.analysis.cases import window_of
from famnet.analysis.criteria import answering, asking_facts, criteria, forms, signal_facts
from famnet.analysis.criteria.facts import FACTS, fact_of
from famnet.analysis.criteria.look import Look
from famnet.analysis.criteria.rules import Condition
from famnet.analysis.view import View

DERIVED = {
    row.criterion_id: (form, row)
    for form in forms()
    for row in form.criteria
    if row.kind == "derived"
}


@pytest.mark.parametrize("at", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_case(at: int):
    case = CASES[at]
    sheet = criteria(world(at), window_of(world(at), "grandma"), subject=case.get("subject", ""))
    found = {key: f"{sheet.of(key).answer} {sheet.of(key).rule}" for key in case["expect"]}
    assert found == case["expect"], case["why"]
    for key, rows in case.get("for", {}).items():
        assert sheet.of(key).supporting == tuple(rows)
    for key, rows in case.get("against", {}).items():
        assert set(rows) <= set(sheet.of(key).contradicting)
        assert not set(rows) & set(sheet.of(key).supporting) or key in ("W2", "W4A")
    for key, word in case.get("settle", {}).items():
        assert word in sheet.of(key).settle.nl


def test_there_are_sixty_cases_and_each_has_its_own_name():
    assert len({case["name"] for case in CASES}) == len(CASES) >= 60


def test_every_rule_of_every_criterion_gives_an_answer_in_some_case():
    reached = {(key, said) for case in CASES for key, said in case["expect"].items()}
    rules = {
        (key, f"{rule.answer} {number}")
        for key, (_, row) in DERIVED.items()
        for number, rule in enumerate(row.rules, start=1)
    }
    assert rules == reached


def _known():
    """Return per criterion and case the facts and what the rules say of them."""
    out = {}
    for key, (form, row) in DERIVED.items():
        for at, case in enumerate(CASES):
            if key in case["expect"]:
                look = look_of(world(at), form, row, case.get("subject", ""))
                known = {name: fact_of(name, look) for name in row.facts}
                out[key, at] = known, answering._decided(row, known)[::2]
    return out


@pytest.fixture(scope="module")
def known():
    return _known()


def _mutants():
    """Yield criteria with one condition lost, one bound moved, or one rule less."""
    for key, (_, row) in DERIVED.items():
        for at, rule in enumerate(row.rules[:-1]):
            yield f"{key} without rule {at + 1}", key, (*row.rules[:at], *row.rules[at + 1 :])
            for place, condition in enumerate(rule.when):
                rest = (*rule.when[:place], *rule.when[place + 1 :])
                changed = [("without", rest)]
                for step in (-1, 1):
                    if condition.bound + step >= 0:
                        moved = Condition(condition.fact, condition.sign, condition.bound + step)
                        changed.append((f"{moved} for", (*rest, moved)))
                for what, when in changed:
                    rules = (*row.rules[:at], replace(rule, when=when), *row.rules[at + 1 :])
                    yield f"{key}, rule {at + 1}: {what} {condition}", key, rules


MUTANTS = list(_mutants())


@pytest.mark.parametrize(("key", "rules"), [m[1:] for m in MUTANTS], ids=[m[0] for m in MUTANTS])
def test_a_rule_that_is_changed_makes_a_case_fail(key: str, rules, known):
    row = replace(DERIVED[key][1], rules=rules)
    assert any(
        answering._decided(row, facts)[::2] != said
        for (criterion, _), (facts, said) in known.items()
        if criterion == key
    )


def _fails(name: str) -> bool:
    """Say whether a case, computed anew, gives another answer than it should."""
    at, case = next((at, case) for at, case in enumerate(CASES) if case["name"] == name)
    sheet = criteria(world(at), window_of(world(at), "grandma"), subject=case.get("subject", ""))
    return any(str(sheet.of(k).answer) != said.split()[0] for k, said in case["expect"].items())


GATES = {
    "what a legal world may see": (View, "_admits", lambda self, code, partner: True, "unexplained assets from the tax administration"),
    "how old an answer may be": (Look, "answers", property(lambda self: self.book.period), "the answer of the police is a year old"),
    "facts apart from opinions": (signal_facts, "_fact_rows", lambda look, rows, *, fact: rows, "suspect, a report"),
    "before the period": (signal_facts, "_before", lambda look, rows: rows[:0], "suspect four years ago"),
    "own conduct alone": (signal_facts, "_own", lambda look: look.signals, "victim alone, police and prosecution answered"),
    "each household must be answered about": (
        asking_facts, "_must_answer",
        lambda look: ((int(look.view.units[0]), code) for code in look.criterion.asks), "all but the attendance officer answered",
    ),
    "who may be a child": (asking_facts, "_may_hold_children", lambda look, unit: True, "the same without children"),
    "a question about one domain": (asking_facts, "_covers", lambda look, domains, root: bool(domains), "the police were asked about housing alone"),
}  # fmt: skip


@pytest.mark.parametrize("gate", GATES)
def test_a_gate_that_is_opened_makes_its_case_fail(gate: str, monkeypatch):
    where, name, instead, case = GATES[gate]
    assert not _fails(case)
    monkeypatch.setattr(where, name, instead)
    assert _fails(case)


def test_all_facts_are_used():
    used = {name for form in forms() for row in form.criteria for name in row.facts}
    assert used == set(FACTS)
