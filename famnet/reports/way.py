"""The way of the matters of a family: where each stands still, and what may follow by law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.ground_words import ground_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.route.sheet import Matter, Next, RouteSheet
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import Session

__all__ = ["NextLine", "Way", "next_by_referral", "ways"]

# Gaps that the first sheet doesn't tell in days.
_TOLD: Final = ("loop", "dead_end", "passed_on_unseen", "no_feedback", "past_a_helper", "to_itself")
_FACTS: Final = 3


@dataclass(frozen=True, slots=True)
class NextLine:
    """A step that may follow; people decide whether it does."""

    text: str
    who: str
    question: str
    beside: str
    basis: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """One chain of hand-overs: whom it is about, its rows, where it stops, what may follow."""

    about: str
    refs: tuple[str, ...]
    code_step: int
    gaps: tuple[tuple[str, tuple[str, ...]], ...]
    next: tuple[NextLine, ...]
    facts: tuple[str, ...]


def ways(session: Session, made: Dossier, sheet: RouteSheet) -> tuple[Way, ...]:
    """Put the matters of a family network into words.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        The people of the page and its numbers.
    sheet : RouteSheet
        ``famnet.analysis.route.route`` of the network.
    """
    return tuple(_way(session, made, matter) for matter in sheet.matters)


def next_by_referral(session: Session, sheet: RouteSheet) -> dict[str, str]:
    """Return for each hand-over that waits what may follow on it, in one sentence."""
    found: dict[str, str] = {}
    for matter in sheet.matters:
        for following in matter.next:
            for row in following.evidence:
                if row.startswith("referrals:"):
                    found.setdefault(
                        row.removeprefix("referrals:"), following.text.of(session.texts.lang)
                    )
    return found


def _way(session: Session, made: Dossier, matter: Matter) -> Way:
    lang = session.texts.lang
    rows = tuple(dict.fromkeys(row for one in matter.done for row in one.evidence))
    return Way(
        about=session.texts.listed([made.called(one) for one in matter.about]),
        refs=tuple(ref for ref in made.facts.refs(rows) if ref.startswith("r")),
        code_step=matter.meldcode_step,
        gaps=tuple(
            (_sentence(made, gap.text.of(lang), matter.about), made.facts.refs(gap.evidence))
            for gap in matter.gaps
            if gap.kind == "stuck" or gap.kind in _TOLD
        ),
        next=tuple(_next(session, one) for one in matter.next),
        facts=rows,
    )


def _sentence(made: Dossier, text: str, about: Iterable[str]) -> str:
    """Return a sentence with labels in the place of the ids it is about."""
    for one in about:
        text = text.replace(one, made.called(one))
    return text


def _next(session: Session, one: Next) -> NextLine:
    texts, lang = session.texts, session.texts.lang
    by = texts.listed([session.partners.kind_name(code) for code in one.by])
    to = texts.listed([session.partners.kind_name(code) for code in one.to])
    barred = texts.listed([session.partners.kind_name(code) for code in one.may_not])
    who = texts("way.by_to", by=by, to=to) if by and to else by or to
    if barred:
        who = f"{who}; {texts('seating.may_not').lower()} {barred}"
    asked = [one.question.of(lang), *(weighing.question.of(lang) for weighing in one.weighing)]
    rests = f" ({one.rests_on})" if one.rests_on else ""
    return NextLine(
        text=one.text.of(lang),
        who=who,
        question=" ".join(question for question in asked if question),
        beside="; ".join(fact.text.of(lang) for fact in one.beside[:_FACTS]),
        basis=f"{ground_words(one.legal_basis, lang)}{rests}",
        facts=(*one.evidence, f"rule:next.{one.rule_id}"),
    )
