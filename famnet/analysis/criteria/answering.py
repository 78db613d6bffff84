"""From rules and facts to answers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.book import book_of
from famnet.analysis.criteria.facts import FACTS, fact_of
from famnet.analysis.criteria.look import Look
from famnet.analysis.criteria.rules import Criterion, Form, Rule, read_form, rule_files
from famnet.analysis.criteria.sheet import (
    Answer,
    CriteriaSheet,
    CriterionAnswer,
    FactBeside,
    FormUsed,
)
from famnet.analysis.text import Text
from famnet.analysis.view import View
from famnet.errors import UserError
from famnet.vocabulary import NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.criteria.fact import Fact
    from famnet.analysis.period import Period
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["answer_of", "criteria", "forms"]

_NOTHING: Final = {"nl": "geen", "en": "none"}
_ASKED: Final = Text("Dit oordelen mensen, aan tafel.", "People judge this, at the table.")
_HIDDEN: Final = Text(
    "De gegevens waar dit op rust mogen hier niet gezien worden. Dat is geen nee.",
    "The data this rests on may not be seen here. That is no no.",
)


@cache
def forms() -> tuple[Form, ...]:
    """Return famnet's own forms, read and checked once."""
    return tuple(read_form(path, FACTS) for path in rule_files())


def criteria(
    graph: FamilyGraph, window: Window, *, subject: str = "", using: tuple[Form, ...] | None = None
) -> CriteriaSheet:
    """Answer the intake criteria of a family network, or of one person in it.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; its workspace says which form.
    window : Window
        The family network (``famnet.analysis.cases.window_of``).
    subject : str
        A person who lives in it, for whom own signals alone are counted; empty: the network.
    using : tuple of Form, optional
        Other forms than famnet's own.

    Returns
    -------
    CriteriaSheet
        Per criterion yes, no, unknown or "not allowed here", with what speaks for and against; empty
        for what people judge. The verdict is empty.

    Raises
    ------
    UserError
        The subject doesn't belong to this family network.

    Notes
    -----
    Rules: ``famnet/catalogue/data/criteria``, explained in docs/criteria.md. Each form looks through
    the eyes of its own legal world: what that may not see is left out, also on synthetic data.
    """
    person = _person(graph, window, subject)
    units = window.units if person < 0 else book_of(graph).homes.unit[person : person + 1]
    chosen = [form for form in (using or forms()) if str(graph.workspace) in form.workspaces]
    views = [View(book_of(graph), units, person, form.world) for form in chosen]
    answers = [
        answer_of(form, Look(view, row, form.answer_months))
        for form, view in zip(chosen, views, strict=True)
        for row in form.criteria
    ]
    period = book_of(graph).period
    return CriteriaSheet(
        window_id=window.window_id,
        subject=subject,
        as_of=graph.as_of_text or "",
        workspace=str(graph.workspace),
        period=_period(period),
        forms=tuple(FormUsed(f.form, f.title, f.version, f.owner) for f in chosen),
        answers=tuple(answers),
    )


def _period(period: Period) -> Text:
    if period.start == NO_DAY:
        return Text(period.text_nl, "the whole delivery (there is no reference date)")
    start, end = format_day(period.start), format_day(period.end)
    return Text(period.text_nl, f"{start} up to and including {end}")


def _person(graph: FamilyGraph, window: Window, subject: str) -> int:
    if not subject:
        return -1
    found = np.flatnonzero((graph.persons["person_id"] == subject).to_numpy())
    if len(found) and int(book_of(graph).homes.unit[found[0]]) in window.units.tolist():
        return int(found[0])
    raise UserError(
        f"{subject[:60]!r} hoort niet bij dit familienetwerk.",
        hint="Noem een persoon die in een van de huishoudens woont, of laat de persoon weg.",
    )


def answer_of(form: Form, look: Look) -> CriterionAnswer:
    """Answer one criterion.

    Parameters
    ----------
    form : Form
        The form it stands in.
    look : Look
        What it looks at; names the criterion.
    """
    row = look.criterion
    known = {name: fact_of(name, look) for name in row.facts}
    answer, at, reason = _decided(row, known)
    settle = row.settle if answer is Answer.UNKNOWN else Text("", "")
    return CriterionAnswer(
        form=form.form,
        criterion_id=row.criterion_id,
        group=row.group,
        kind=row.kind,
        question=row.question,
        answer=answer,
        rule=at,
        reason=_filled(reason, known),
        supporting=_rows(known, row.supports),
        contradicting=_rows(known, row.contradicts),
        settle=_filled(settle, known),
        beside=tuple(_beside(name, known[name]) for name in row.beside),
        source=row.source.law,
        source_url=row.source.url,
        source_version=row.source.version,
        read_on=row.source.read_on,
        reading=row.reading,
        doubt=row.doubt,
    )


def _decided(row: Criterion, known: Mapping[str, Fact]) -> tuple[Answer, int, Text]:
    """Return answer, number of the rule and reason: the first rule of which all conditions hold."""
    if row.kind == "asked":
        return Answer.ASKED, 0, _ASKED
    hidden = False
    for at, rule in enumerate(row.rules, start=1):
        values = [known[condition.fact].value for condition in rule.when]
        hidden |= None in values
        if not _holds(rule, known):
            continue
        # What couldn't be looked at might have decided otherwise: that is no "unknown", nor a "no".
        if hidden and rule.answer != Answer.YES:
            return Answer.NOT_ALLOWED, at, _HIDDEN
        return Answer(rule.answer), at, rule.why
    raise AssertionError(row.criterion_id)


def _holds(rule: Rule, known: Mapping[str, Fact]) -> bool:
    return all(
        (value := known[condition.fact].value) is not None and condition.holds(value)
        for condition in rule.when
    )


def _rows(known: Mapping[str, Fact], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row for name in names for row in known[name].evidence))


def _filled(text: Text, known: Mapping[str, Fact]) -> Text:
    """Fill in the numbers and names of facts."""
    return Text(_in_one(text.nl, known, "nl"), _in_one(text.en, known, "en"))


def _in_one(sentence: str, known: Mapping[str, Fact], lang: str) -> str:
    for name, fact in known.items():
        if name in sentence:
            sentence = sentence.replace(f"{{{name}.names}}", fact.named(lang) or _NOTHING[lang])
            sentence = sentence.replace(f"{{{name}}}", str(fact.value))
    return sentence


def _beside(name: str, fact: Fact) -> FactBeside:
    names = Text(fact.named("nl"), fact.named("en"))
    return FactBeside(name, fact.value, FACTS[name].label, names, fact.evidence)
