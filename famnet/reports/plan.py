"""Eén plan: what became of last time's agreements, and the plan with its tracks side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from famnet.reports.agreements import Agreement
    from famnet.reports.dossier import Dossier
    from famnet.reports.session import Session

__all__ = ["EMPTY_ROWS", "Goal", "Plan", "Track", "plan"]

#: Rows left empty, to be filled in by hand.
EMPTY_ROWS: Final = 5
# Which tracks a workspace has, in their order, and which of them the law shuts there.
_TRACKS: Final = {
    "zvh": ("care", "penal", "administrative", "fiscal"),
    "riec": ("administrative", "penal", "fiscal", "care"),
}
_SHUT: Final = {"zvh": "fiscal", "riec": "care"}


@dataclass(frozen=True, slots=True)
class Track:
    """A column of the plan; ``shut`` says in words that this track doesn't belong here."""

    kind: str
    name: str
    shut: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its open actions, per track."""

    text: str
    cells: tuple[tuple[Agreement, ...], ...]

    @property
    def refs(self) -> tuple[str, ...]:
        """Numbers of its open actions."""
        return tuple(action.ref for cell in self.cells for action in cell)


@dataclass(frozen=True, slots=True)
class Plan:
    """What was agreed, what is still open, and the empty form."""

    before: tuple[Agreement, ...]
    tracks: tuple[Track, ...]
    goals: tuple[Goal, ...]
    advice: bool


def plan(session: Session, made: Dossier) -> Plan:
    """Put earlier agreements and open actions into one plan.

    Parameters
    ----------
    session : Session
        What is known; the workspace says which tracks there are.
    made : Dossier
        Its agreements.

    Notes
    -----
    Everything delivered in ``actions`` was agreed before. What isn't done yet stands in the new plan
    too, under its goal, so that the table takes it along or strikes it out. A track the law shuts is
    hatched, unless something was delivered on it: that is shown.
    """
    texts, agreed = session.texts, made.acts.agreements
    workspace = str(session.graph.workspace)
    kinds = _TRACKS.get(workspace, _TRACKS["zvh"])
    shut = _SHUT.get(workspace, "")
    used = {action.kind for action in agreed}
    tracks = tuple(
        Track(kind, texts(f"plan.{kind}"),
              texts(f"plan.shut_{workspace}") if kind == shut and kind not in used else "")
        for kind in kinds
    )  # fmt: skip
    still = [action for action in agreed if not action.is_done]
    goals = dict.fromkeys(action.goal for action in still)
    return Plan(
        before=agreed,
        tracks=tracks,
        goals=tuple(
            Goal(
                goal or texts("plan.no_goal"),
                tuple(
                    tuple(a for a in still if a.goal == goal and _kind(a, kinds) == kind)
                    for kind in kinds
                ),
            )
            for goal in goals
        ),
        advice=workspace == "riec",
    )


def _kind(action: Agreement, kinds: tuple[str, ...]) -> str:
    """Return the track of an action; one without a kind stands in the first."""
    return action.kind if action.kind in kinds else kinds[0]
