"""Which partner ought to have been asked about whom and was not ("ontbreekt"), as the page says it.

What is missing the table says (``famnet.analysis.table.asking``); here it gets the numbers of the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from famnet.analysis.ground_words import ground_words
from famnet.analysis.table import unasked
from famnet.analysis.table.asking import ASK_RULES
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.table import TableSheet
    from famnet.reports.fact_ids import FactIds
    from famnet.reports.session import PageWindow, Session

__all__ = ["Gap", "must_ask", "rule_lines", "rule_refs"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Somebody about whom a partner ought to have been asked.

    Parameters
    ----------
    subject : str
        Person or household id.
    partner : int
        Code of the partner to ask; -1 where none of the kind was delivered.
    kind : str
        What it is in the catalogue.
    rule_id : str
        Row of ``must_rules``, or an asking rule.
    refs : tuple of str
        Numbers of the page: the rule, then the rows that make it hold.
    """

    subject: str
    partner: int
    kind: str
    rule_id: str
    refs: tuple[str, ...]


@cache
def rule_refs() -> dict[str, str]:
    """Return the number on the page of each rule that asks for somebody.

    >>> rule_refs()["ASK_SCHOOL"], rule_refs()["DIRECTION"]
    ('g02', 'g04')
    """
    names = [*(rule.rule_id for rule in ASK_RULES), *load_catalogue().must_rules]
    return {name: f"g{number:02d}" for number, name in enumerate(names, start=2)}


def must_ask(
    session: Session, page: PageWindow, sheet: TableSheet, facts: FactIds
) -> tuple[Gap, ...]:
    """Return who ought to have been asked about whom and was not.

    Parameters
    ----------
    session : Session
        What is known.
    page : PageWindow
        The family network.
    sheet : TableSheet
        Its table.
    facts : FactIds
        Numbers of the page.
    """
    found = []
    ours = {rule.rule_id for rule in ASK_RULES}
    for gap in unasked(session.graph, page.window, sheet, session.known):
        ask = gap.ask
        # All signals that count make an asking rule hold: the rule alone says that.
        rows = () if ask.rule_id in ours else facts.refs(ask.evidence)
        partner = session.partners.code(gap.partner_id) if gap.partner_id else -1
        refs = (rule_refs()[ask.rule_id], *rows)
        found.append(Gap(ask.subject, partner, ask.kind, ask.rule_id, refs))
    return tuple(found)


def rule_lines(session: Session, gaps: Sequence[Gap]) -> list[tuple[str, str, str]]:
    """Return kind of statement, number and words of each rule that a page names."""
    lang, rules = session.texts.lang, load_catalogue().must_rules
    found = [
        ("circle", ref, session.texts(f"rule.{ref}"))
        for ref in (rule_refs()[rule.rule_id] for rule in ASK_RULES)
    ]
    for name in sorted({gap.rule_id for gap in gaps} & set(rules), key=list(rules).index):
        rule = rules[name]
        says, why = (
            (rule.name_en, rule.condition_en) if lang == "en" else (rule.name_nl, rule.condition_nl)
        )
        text = session.texts(
            "rule.must", rule=says, why=why, basis=ground_words(rule.legal_basis, lang)
        )
        found.append(("must", rule_refs()[name], text))
    return found
