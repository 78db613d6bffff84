"""What runs beside each other and asks for a word: doubled helpers, biting measures, the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.catalogue import load_catalogue
from famnet.reports.item import Item

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.measure_law import Departure
    from famnet.analysis.table.sheet import Biting, Doubled, TableSheet
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import Session

__all__ = ["clashes"]


def clashes(
    session: Session, made: Dossier, sheet: TableSheet, departs: Iterable[Departure]
) -> tuple[Item, ...]:
    """Return measures that may bite, helpers that are doubled, measures that depart from the law.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        The people of the page and its numbers.
    sheet : TableSheet
        Holds what bites and what is doubled.
    departs : iterable of Departure
        ``famnet.analysis.measure_law.departures`` of the network.
    """
    return (
        *(_biting(session, made, bite) for bite in sheet.biting),
        *(_law(session, made, one) for one in departs),
        *(_doubled(session, made, double) for double in sheet.doubled),
    )


def _biting(session: Session, made: Dossier, bite: Biting) -> Item:
    texts, catalogue = session.texts, load_catalogue()
    words = texts(
        "plan.biting_text", first=catalogue.label("measures", bite.first, texts.lang).lower(),
        second=catalogue.label("measures", bite.second, texts.lang).lower(),
        who=texts.listed([made.called(one) for one in bite.subjects]), reason=bite.reason.of(texts.lang),
    )  # fmt: skip
    facts = (*bite.evidence, f"rule:conflict.{bite.conflict_id}")
    return Item(texts("plan.biting"), words, made.facts.refs(bite.evidence), facts)


def _doubled(session: Session, made: Dossier, double: Doubled) -> Item:
    texts = session.texts
    names = [session.partners[session.partners.code(p)].full for p in double.partners]
    words = texts(
        "plan.doubled_text", names=texts.listed(names), role=double.name.of(texts.lang).lower(),
        who=made.called(double.subject),
    )  # fmt: skip
    facts = (*double.evidence, f"rule:doubled.{double.role}")
    return Item(texts("plan.doubled"), words, made.facts.refs(double.evidence), facts)


def _law(session: Session, made: Dossier, one: Departure) -> Item:
    texts = session.texts
    rows = tuple(f"measures:{measure}" for measure in one.measure_ids)
    text = one.text_en if texts.lang == "en" else one.text_nl
    facts = (*rows, f"rule:law.{one.kind}")
    words = f"{made.called(one.spell.subject)}. {text} ({one.source})"
    return Item(texts("plan.law"), words, made.facts.refs(rows), facts)
