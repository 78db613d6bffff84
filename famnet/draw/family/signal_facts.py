"""What the analysis says of one signal, by its row: episode, domain, whether it counts, observer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.episodes import OBSERVERS, episode_table
from famnet.analysis.roles import DOMAINS, Reason, judge

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["SignalFacts"]

_REASONS = tuple(str(reason) for reason in Reason)


class SignalFacts:
    """Look-ups by row of ``graph.signals``, decoded one at a time.

    Parameters
    ----------
    graph : FamilyGraph
        Whose signals they are.
    """

    def __init__(self, graph: FamilyGraph) -> None:
        self._table = episode_table(graph)
        self._judged = judge(graph)

    def __repr__(self) -> str:
        return f"<SignalFacts: {len(self._table.first)} signals>"

    def episode(self, signal: int) -> int:
        """Return the row of the signal that stands for the episode."""
        return int(self._table.first[signal])

    def unit(self, signal: int) -> int:
        """Return the analysis unit where it touches, -1 none."""
        return int(self._table.unit[signal])

    def domain(self, signal: int) -> str:
        """Return the life domain of the episode where this signal touches."""
        return str(DOMAINS[self._table.domain[signal]])

    def own_domain(self, signal: int) -> str:
        """Return the life domain of the signal by itself."""
        return str(DOMAINS[self._judged.domain[signal]])

    def counted(self, signal: int) -> bool:
        """Say whether it counts, by nature, role, status and hardness."""
        return bool(self._judged.counted[signal])

    def reason(self, signal: int) -> str:
        """Return why it counts or doesn't (``roles.Reason``)."""
        return _REASONS[int(self._judged.reason[signal])]

    def observer(self, signal: int) -> str:
        """Return the root of who saw it; empty where the partner never observes."""
        place = int(self._table.observer[signal])
        return "" if place < 0 else str(OBSERVERS[place])
