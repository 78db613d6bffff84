"""What waits longer than usual."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from famnet.catalogue import load_catalogue
from famnet.reports.item import Stuck

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.reports.records import Handover, Records
    from famnet.reports.session import Session

__all__ = ["stuck"]


def stuck(
    session: Session, acts: Records, following: Mapping[str, str] | None = None
) -> tuple[Stuck, ...]:
    """Return what waits longer than usual, longest first: hand-overs and questions.

    Parameters
    ----------
    session : Session
        Its texts.
    acts : Records
        Hand-overs and questions.
    following : mapping, optional
        What may follow on a hand-over, by its id (``famnet.reports.way``).

    Notes
    -----
    The usual wait of a hand-over stands in the catalogue (``referral_steps.waits_days``); that of a
    question is that of feedback.
    """
    found = [*_handovers(session, acts, following or {}), *_questions(session, acts)]
    return tuple(sorted(found, key=lambda item: (-item.days, item.refs)))


def _handovers(session: Session, acts: Records, following: Mapping[str, str]) -> list[Stuck]:
    """Return hand-overs that wait; those of one day, step and partners stand in one line."""
    texts = session.texts
    groups: dict[tuple[str, str, str, int | None], list[Handover]] = defaultdict(list)
    for h in acts.handovers:
        if h.late:
            groups[h.step_name, h.sender, h.receiver, h.days].append(h)
    found = []
    for (step, sender, receiver, days), waiting in groups.items():
        who = texts.listed(list(dict.fromkeys(h.who for h in waiting)))
        next_ = [following[h.referral_id] for h in waiting if h.referral_id in following]
        found.append(Stuck(
            days or 0,
            texts("stuck.handover", step=step, who=who),
            texts("stuck.from_to", sender=sender, receiver=receiver, usual=waiting[0].usual),
            tuple(h.ref for h in waiting),
            ("rule:waits",),
            texts("stuck.then", what=next_[0]) if next_ else "",
        ))  # fmt: skip
    return found


def _questions(session: Session, acts: Records) -> list[Stuck]:
    texts = session.texts
    usual = load_catalogue().referral_steps["feedback"].waits_days or 0
    return [
        Stuck(q.days, texts("stuck.question", partner=q.partner_name, who=q.who),
              texts("stuck.usual", usual=usual), (q.ref,), ("rule:waits",))
        for q in acts.questions
        if q.waiting and q.days is not None and q.days > usual
    ]  # fmt: skip
