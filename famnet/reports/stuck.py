"""What waits longer than usual, as the way of the signals says it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from famnet.reports.item import Stuck

if TYPE_CHECKING:
    from famnet.analysis.route.sheet import RouteSheet
    from famnet.analysis.route.usual import Wait
    from famnet.reports.records import Handover, Question, Records
    from famnet.reports.session import Session

__all__ = ["stuck"]


def stuck(
    session: Session, acts: Records, sheet: RouteSheet, following: dict[str, str] | None = None
) -> tuple[Stuck, ...]:
    """Return what waits longer than usual, longest first: hand-overs and questions.

    Parameters
    ----------
    session : Session
        Its texts.
    acts : Records
        Hand-overs and questions.
    sheet : RouteSheet
        ``famnet.analysis.route.route``: it alone says what is stuck, how long and what is usual.
    following : dict, optional
        What may follow on a hand-over, by its id (``famnet.reports.way``).
    """
    by_id = {h.referral_id: h for h in acts.handovers}
    by_line = {f"requests:{line}": q for q in acts.questions for line in q.lines}
    handed = [
        (by_id[one.referral_id], one.wait)
        for one in sheet.stuck_hand_overs
        if one.referral_id in by_id and one.wait is not None
    ]
    asked: dict[str, tuple[Question, Wait]] = {}
    for request in sheet.stuck_requests:
        question = by_line.get(request.evidence[0])
        if question is not None:
            asked.setdefault(question.ref, (question, request.wait))
    found = [*_handovers(session, handed, following or {}), *_questions(session, asked)]
    return tuple(sorted(found, key=lambda item: (-item.days, item.refs)))


def _handovers(
    session: Session, handed: list[tuple[Handover, Wait]], following: dict[str, str]
) -> list[Stuck]:
    """Return hand-overs that wait; those of one day, step and partners stand in one line."""
    texts = session.texts
    groups: dict[tuple[str, str, str, Wait], list[Handover]] = defaultdict(list)
    for h, wait in handed:
        groups[h.step_name, h.sender, h.receiver, wait].append(h)
    found = []
    for (step, sender, receiver, wait), waiting in groups.items():
        who = texts.listed(list(dict.fromkeys(h.who for h in waiting)))
        next_ = [following[h.referral_id] for h in waiting if h.referral_id in following]
        usual = wait.usual.days if wait.usual else 0
        words = texts("stuck.from_to", sender=sender, receiver=receiver, usual=usual)
        found.append(Stuck(
            wait.days or 0,
            texts("stuck.handover", step=step or texts("stuck.no_step"), who=who),
            _at_least(session, wait, words),
            tuple(h.ref for h in waiting),
            ("rule:waits",),
            texts("stuck.then", what=next_[0]) if next_ else "",
        ))  # fmt: skip
    return found


def _questions(session: Session, asked: dict[str, tuple[Question, Wait]]) -> list[Stuck]:
    texts = session.texts
    return [
        Stuck(wait.days or 0, texts("stuck.question", partner=q.partner_name, who=q.who),
              _at_least(session, wait, texts("stuck.usual", usual=wait.usual.days if wait.usual else 0)),
              (q.ref,), ("rule:waits",))
        for q, wait in asked.values()
    ]  # fmt: skip


def _at_least(session: Session, wait: Wait, words: str) -> str:
    return words if wait.exact else f"{words} {session.texts('stuck.at_least')}"
