"""What the route sheet says; typed, with the rows behind each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from famnet.analysis.route.usual import Wait
    from famnet.analysis.text import Text

__all__ = [
    "Beside", "Gap", "HandOver", "Matter", "Next", "Party", "RequestOpen", "RouteSheet", "Weighing", "WeighingOutcome",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """A partner: its id in the delivery, and what it is in the catalogue."""

    partner_id: str
    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over: what was done.

    Parameters
    ----------
    referral_id : str
        Its id.
    sent, answered : str
        Days, as precise as known; empty where not given.
    sender, receiver : Party
        From whom to whom.
    step : str
        Code of ``referral_steps``; empty where not delivered.
    step_name : Text
        Its name.
    state : str
        ``hand_over_state`` of the catalogue; ``feedback`` for one that tells the sender back.
    state_name : Text
        Its name.
    days : int or None
        Days until the answer, by the earliest readings.
    wait : Wait or None
        How long it waits, where it does.
    about : tuple of str
        Person and household ids.
    to_itself : bool
        Sender and receiver are one, in a step that goes to another.
    evidence : tuple of str
        ``referrals:ID``, and ``signals:ID`` where it concerns one.
    """

    referral_id: str
    sent: str
    answered: str
    sender: Party
    receiver: Party
    step: str
    step_name: Text
    state: str
    state_name: Text
    days: int | None
    wait: Wait | None
    about: tuple[str, ...]
    to_itself: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a matter does not go on.

    Parameters
    ----------
    kind : str
        ``stuck`` (unanswered for longer than usual, and nothing after it), ``open`` (unanswered, not longer or not
        known), ``loop`` (came back to who handed it over before), ``dead_end`` (not taken up, and
        nothing after it), ``passed_on_unseen``, ``no_feedback``, ``past_a_helper``, ``to_itself``.
    text : Text
        Said in one sentence.
    evidence : tuple of str
        Ids of the rows.
    """

    kind: str
    text: Text
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeighingOutcome:
    """Where one answer to a weighing question leads: ``yes``, ``no`` or ``unknown``."""

    answer: str
    answer_name: Text
    next_kind: str
    next_code: str
    leads_to: Text


@dataclass(frozen=True, slots=True)
class Beside:
    """A fact that stands beside a question, with the rows behind it."""

    text: Text
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighing:
    """A weighing question of the reporting code, asked to people and never answered here.

    Parameters
    ----------
    number : int
        Its place in the order.
    question : Text
        As published.
    beside : tuple of Beside
        Facts beside it.
    outcomes : tuple of WeighingOutcome
        Where each answer leads.
    source : str
        Where it is published.
    answer : str
        Empty: a person fills it.
    """

    number: int
    question: Text
    beside: tuple[Beside, ...]
    outcomes: tuple[WeighingOutcome, ...]
    source: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """What may follow; whether it does, people decide.

    Parameters
    ----------
    rule_id : str
        Row of ``next_steps``.
    text : Text
        What.
    step : str
        Code of ``referral_steps``; empty where it is no hand-over.
    by, to : tuple of str
        Partner codes: who acts, and who receives.
    may_not : tuple of str
        Of those, who has no place in this workspace ("mag hier niet").
    rests_on : str
        Row of another list of the catalogue; empty without.
    question : Text
        What people must answer first; empty where there is nothing to decide.
    beside : tuple of Beside
        Facts beside it.
    weighing : tuple of Weighing
        Which questions of the reporting code are asked.
    age : Text
        For which age it holds, where that is not known of whom it is about; else empty.
    legal_basis, source : str
        On what ground; where the row comes from.
    sentences : tuple of str
        Numbers of the founding text.
    evidence : tuple of str
        The hand-over it follows on.
    answer : str
        Empty: a person fills it.
    """

    rule_id: str
    text: Text
    step: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    may_not: tuple[str, ...]
    rests_on: str
    question: Text
    beside: tuple[Beside, ...]
    weighing: tuple[Weighing, ...]
    age: Text
    legal_basis: str
    source: str
    sentences: tuple[str, ...]
    evidence: tuple[str, ...]
    answer: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Matter:
    """One chain of hand-overs.

    Parameters
    ----------
    matter_id : str
        ``m-`` and the id of its first hand-over.
    about : tuple of str
        Person and household ids in this family network.
    done : tuple of HandOver
        In order of time.
    meldcode_step : int
        Furthest step of the reporting code that was recorded; 0 none.
    gaps : tuple of Gap
        Where it does not go on.
    next : tuple of Next
        What may follow on its last hand-overs.
    """

    matter_id: str
    about: tuple[str, ...]
    done: tuple[HandOver, ...]
    meldcode_step: int
    gaps: tuple[Gap, ...]
    next: tuple[Next, ...]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Matter {self.matter_id}: {len(self.done)} hand-overs, {len(self.gaps)} gaps>"

    def of(self, kind: str) -> tuple[Gap, ...]:
        """Return the gaps of one kind."""
        return tuple(gap for gap in self.gaps if gap.kind == kind)


@dataclass(frozen=True, slots=True)
class RequestOpen:
    """A question to a partner without an answer."""

    partner: Party
    about: str
    life_domain: str
    asked: str
    refused: bool
    wait: Wait
    evidence: tuple[str, ...]

    @property
    def stuck(self) -> bool:
        """Whether it waits longer than usual; a refusal is an answer."""
        return not self.refused and self.wait.longer is True


@dataclass(frozen=True, slots=True, repr=False)
class RouteSheet:
    """The way of the matters of one family network.

    Parameters
    ----------
    window_id, as_of, workspace : str
        Which family network, when, in which workspace.
    matters : tuple of Matter
        Those with a stuck step first, longest first; then by their last hand-over, latest first.
    requests : tuple of RequestOpen
        Questions to partners without an answer.
    not_handed_over : tuple of str
        ``signals:ID`` of counted signals in the period of which no hand-over is known; that is no
        proof that nothing was done.
    """

    window_id: str
    as_of: str
    workspace: str
    matters: tuple[Matter, ...]
    requests: tuple[RequestOpen, ...]
    not_handed_over: tuple[str, ...]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<RouteSheet {self.window_id}: {len(self.matters)} matters>"

    @property
    def stuck(self) -> tuple[Gap, ...]:
        """Stuck steps of all matters."""
        return tuple(gap for matter in self.matters for gap in matter.of("stuck"))

    @property
    def stuck_hand_overs(self) -> tuple[HandOver, ...]:
        """The hand-overs of those steps."""
        names = {gap.evidence[0] for gap in self.stuck}
        every = (one for matter in self.matters for one in matter.done)
        return tuple(one for one in every if one.evidence[0] in names)

    @property
    def stuck_requests(self) -> tuple[RequestOpen, ...]:
        """Questions to partners that wait longer than usual."""
        return tuple(one for one in self.requests if one.stuck)
