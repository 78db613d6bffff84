"""What the bottlenecks of all families say: numbers by step and partner code, no person in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from famnet.analysis.route.cells import Cell
    from famnet.analysis.route.usual import Usual

__all__ = ["Bottlenecks", "Counted", "RequestsOf", "WaitsOf"]


@dataclass(frozen=True, slots=True)
class WaitsOf:
    """How long answers to one kind of hand-over take.

    Parameters
    ----------
    step : str
        Code of ``referral_steps``; empty where not delivered.
    from_code, to_code : str
        Partner codes; empty for the step as a whole.
    sent : Cell
        How many.
    answered, waiting : Cell
        How many have an answer, and how many wait for one.
    unanswered_share : Cell
        Part that waits, of those sent.
    median, p90, longest : Cell
        Days until the answer, of those with both days: median, smallest that nine in ten don't exceed,
        longest; by the earliest readings.
    longest_waiting : Cell
        Days that the longest unanswered one waits at least.
    longer : Cell
        How many of those waiting wait longer than usual.
    usual : Usual or None
        How long is usual, by whose word.
    """

    step: str
    from_code: str
    to_code: str
    sent: Cell
    answered: Cell
    waiting: Cell
    unanswered_share: Cell
    median: Cell
    p90: Cell
    longest: Cell
    longest_waiting: Cell
    longer: Cell
    usual: Usual | None


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something was found, by a code of the catalogue."""

    code: str
    number: Cell


@dataclass(frozen=True, slots=True)
class RequestsOf:
    """How many questions to one kind of partner have no answer."""

    code: str
    asked: Cell
    unanswered: Cell
    share: Cell


@dataclass(frozen=True, slots=True, repr=False)
class Bottlenecks:
    """Where hand-overs wait, turn round and end; numbers below 5 aren't shown.

    Parameters
    ----------
    as_of, workspace : str
        Reference date and workspace.
    sent, waiting, longer : Cell
        Hand-overs, feedback apart; those that wait; those that wait longer than usual.
    steps, edges : tuple of WaitsOf
        By step; by step, sender and receiver. Most sent first; what isn't shown last, by code.
    loops : Cell
        Hand-overs to a partner that handed the same matter over before.
    loops_to : tuple of Counted
        By partner code of who got it back.
    dead_ends : Cell
        Not taken up, and nothing after it.
    dead_ends_in : tuple of Counted
        By step.
    unheard : Cell
        Hand-overs of which the sender heard nothing while it went on.
    unheard_by : tuple of Counted
        By partner code of the sender.
    requests : tuple of RequestsOf
        By partner code; largest part without an answer first.
    reports, returning : Cell
        Reports to Veilig Thuis; those within 365 days after another about the same subject, of
        another occurrence.
    """

    as_of: str
    workspace: str
    sent: Cell
    waiting: Cell
    longer: Cell
    steps: tuple[WaitsOf, ...]
    edges: tuple[WaitsOf, ...]
    loops: Cell
    loops_to: tuple[Counted, ...]
    dead_ends: Cell
    dead_ends_in: tuple[Counted, ...]
    unheard: Cell
    unheard_by: tuple[Counted, ...]
    requests: tuple[RequestsOf, ...]
    reports: Cell
    returning: Cell

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Bottlenecks: {len(self.steps)} steps>"
