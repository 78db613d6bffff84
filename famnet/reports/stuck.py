"""What waits longer than usual."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.catalogue import load_catalogue
from famnet.reports.item import Stuck

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.reports.records import Records
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
    then = following or {}
    texts = session.texts
    found = [
        Stuck(
            h.days or 0,
            texts("stuck.handover", step=h.step_name, who=h.who),
            texts("stuck.from_to", sender=h.sender, receiver=h.receiver, usual=h.usual)
            + (
                f" {texts('stuck.then', what=then[h.referral_id])}" if h.referral_id in then else ""
            ),
            (h.ref,),
        )
        for h in acts.handovers
        if h.late
    ]
    usual = load_catalogue().referral_steps["feedback"].waits_days or 0
    found += [
        Stuck(q.days, texts("stuck.question", partner=q.partner_name, who=q.who),
              texts("stuck.usual", usual=usual), (q.ref,))
        for q in acts.questions
        if q.waiting and q.days is not None and q.days > usual
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda item: (-item.days, item.refs)))
