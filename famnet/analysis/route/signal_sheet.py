"""What the route of one signal says; typed, with the rows behind each line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from famnet.analysis.route.sheet import Matter, Party, Weighing
    from famnet.analysis.text import Text

__all__ = ["CodeStand", "Receiver", "SignalSheet"]


@dataclass(frozen=True, slots=True)
class CodeStand:
    """At which step of the reporting code a signal stands.

    Parameters
    ----------
    at, at_name : int, Text
        Furthest step that was recorded, 0 none; its title.
    next_step, next_name, what : int, Text, Text
        What comes then, 0 nothing; its title; what one does.
    consult : tuple of str
        Partner codes to consult.
    applies : Text
        Why the code holds for who holds the signal.
    weighing : tuple of Weighing
        The questions still to be asked, in order.
    legal_basis : str
        On what ground.
    evidence : tuple of str
        Hand-overs that recorded a step.
    """

    at: int
    at_name: Text
    next_step: int
    next_name: Text
    what: Text
    consult: tuple[str, ...]
    applies: Text
    weighing: tuple[Weighing, ...]
    legal_basis: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who may receive the signal from its holder, by an edge of the catalogue.

    Parameters
    ----------
    row : str
        ``referral_edges:ID``.
    code, name : str, Text
        Partner.
    what, trigger : Text, str
        What is handed over, and when (Dutch, as in the catalogue).
    legal_basis : str
        On what ground.
    admitted : bool
        Whether it may, for this signal and in this workspace.
    why : Text
        Why not; empty where it may.
    ask : Text
        What people must check first; else empty.
    """

    row: str
    code: str
    name: Text
    what: Text
    trigger: str
    legal_basis: str
    admitted: bool
    why: Text
    ask: Text


@dataclass(frozen=True, slots=True, repr=False)
class SignalSheet:
    """The way of one signal.

    Parameters
    ----------
    signal_id, signal_type : str
        Which signal, and its code in the catalogue.
    name : Text
        Its type in words.
    holder : Party
        Who delivers it.
    seen_by : Party or None
        Who first saw it, where that is another.
    on : str
        Day of the event, as precise as known.
    role, status : str
        As delivered; empty where not.
    stands : Text
        Whether it counts, and why (not).
    notes : tuple of Text
        What holds whatever follows: refuted, no penal path, not to be told yet.
    matter : Matter or None
        What was done with it; None: no hand-over is known.
    meldcode : CodeStand or None
        None where the reporting code is not for its holder.
    receivers : tuple of Receiver
        In the order of the catalogue.
    as_of, workspace : str
        Reference date and workspace.
    evidence : tuple of str
        ``signals:ID``.
    """

    signal_id: str
    signal_type: str
    name: Text
    holder: Party
    seen_by: Party | None
    on: str
    role: str
    status: str
    stands: Text
    notes: tuple[Text, ...]
    matter: Matter | None
    meldcode: CodeStand | None
    receivers: tuple[Receiver, ...]
    as_of: str
    workspace: str
    evidence: tuple[str, ...]

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<SignalSheet {self.signal_id}: {len(self.receivers)} receivers>"
