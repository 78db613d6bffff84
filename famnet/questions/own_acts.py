"""In which roles persons stand in signals: what they did themselves apart from what befell them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.episodes import episode_table
from famnet.analysis.roles import judge
from famnet.questions.cells import words
from famnet.vocabulary import SignalRole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.graph.family_graph import FamilyGraph

    Sets = Mapping[tuple[int, str], set[int]]

__all__ = ["OWN", "SUFFERED", "WATCHED", "Acts", "acts"]

#: Roles of who did something, of whom it was done to, and of who was there.
OWN: Final = (str(SignalRole.SUSPECT), str(SignalRole.CONVICTED))
SUFFERED: Final = (str(SignalRole.VICTIM),)
WATCHED: Final = (str(SignalRole.WITNESS), str(SignalRole.CHILD))


@dataclass(frozen=True, slots=True, repr=False)
class Acts:
    """Episodes, incidents and types of signals by person code and role; see ``acts``."""

    episodes: Sets
    incidents: Sets
    types: Mapping[tuple[int, str], set[str]]

    def n(self, person: int, roles: tuple[str, ...]) -> int:
        """Return in how many episodes a person has one of these roles."""
        return len(set().union(*(self.episodes.get((person, role), set()) for role in roles)))

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Acts: {len(self.episodes)} persons and roles>"


def acts(graph: FamilyGraph) -> Acts:
    """Gather what each person's counted signals say, by role.

    Notes
    -----
    Suspect and convicted only where the signal counts as conduct of the person itself
    (``famnet.analysis.roles``): never under 12, refuted or rumoured; other roles where it counts.
    """
    signals, judged = graph.signals, judge(graph)
    role, first = words(signals["role"]), episode_table(graph).first
    kind, incident = words(signals["type"]), signals["incident"].to_numpy()
    person = signals["person"].to_numpy()
    made = Acts(defaultdict(set), defaultdict(set), defaultdict(set))
    for row in ((person >= 0) & judged.counted).nonzero()[0].tolist():
        if role[row] in OWN and not judged.own_conduct[row]:
            continue
        key = (int(person[row]), str(role[row]))
        made.episodes[key].add(int(first[row]))
        made.types[key].add(str(kind[row]))
        if incident[row] >= 0:
            made.incidents[key].add(int(incident[row]))
    return made
