"""Relatives by birth or adoption: up to a common ancestor and down again, on plain lists."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.questions.cells import holds, ids, words
from famnet.vocabulary import KinKind

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

    # (person, steps up, by adoption, going down)
    _State = tuple[int, int, int, bool]
    # (steps, by adoption, way as ids, generation)
    Best = tuple[int, int, tuple[str, ...], int]

__all__ = ["Descent", "descent", "not_born", "relatives_within"]


@dataclass(frozen=True, slots=True)
class Descent:
    """Parents and children per person: who, and 1 where only by adoption that lasts."""

    parents: dict[int, dict[int, int]]
    children: dict[int, dict[int, int]]

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Descent: {len(self.parents)} persons with a parent>"


def descent(graph: FamilyGraph) -> Descent:
    """Return who is parent of whom, by birth at any time and by adoption while it lasts."""
    return graph.kept("questions:descent", lambda: _descent(graph))


def _descent(graph: FamilyGraph) -> Descent:
    rows = graph.kinships
    kind = words(rows["kind"])
    birth = kind == str(KinKind.PARENT)
    adoption = (kind == str(KinKind.ADOPTIVE_PARENT)) & holds(rows, graph.as_of)
    made = Descent(defaultdict(dict), defaultdict(dict))
    for chosen, adopted in ((adoption, 1), (birth, 0)):
        pairs = rows.loc[chosen, ["person", "relative"]].to_numpy().tolist()
        for parent, child in pairs:
            made.parents[child][parent] = adopted
            made.children[parent][child] = adopted
    return made


def not_born(graph: FamilyGraph) -> frozenset[int]:
    """Return who is born after ``graph.as_of``."""
    late = graph.persons["birth_date"].to_numpy() > graph.as_of
    return frozenset(int(code) for code in late.nonzero()[0])


def relatives_within(graph: FamilyGraph, person: int, steps: int) -> dict[int, Best]:
    """Return the relatives of a person, each with the best way.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    person : int
        Its row.
    steps : int
        Most steps from parent to child or back.

    Returns
    -------
    dict of int to tuple
        Per relative: steps, 1 where an adoption is on the way, the ids along it, and the generation
        (parents 1, children -1). The shortest way goes first, by birth before adoption, then the
        first by ids.

    Notes
    -----
    Breadth first over (person, steps up, adopted, going down); of ways to one such state the first
    by ids is kept, as what follows is the same for all.
    """
    tree = descent(graph)
    name = ids(graph, "persons", range(len(graph.persons)))
    state: dict[_State, tuple[str, ...]] = {(person, 0, 0, False): (str(name[person]),)}
    best: dict[int, Best] = {}
    for step in range(1, steps + 1):
        fresh: dict[_State, tuple[str, ...]] = {}
        for (at, up, adopted, down), way in state.items():
            moves = [(child, up, by, True) for child, by in tree.children.get(at, {}).items()]
            if not down:
                moves += [(top, up + 1, by, False) for top, by in tree.parents.get(at, {}).items()]
            for other, level, by, turned in moves:
                key, longer = (other, level, adopted | by, turned), (*way, str(name[other]))
                if key not in fresh or longer < fresh[key]:
                    fresh[key] = longer
        state = fresh
        for (at, up, adopted, _), way in state.items():
            found = (step, adopted, way, up - (step - up))
            if at not in best or found < best[at]:
                best[at] = found
    hidden = not_born(graph) | {person}
    return {at: found for at, found in best.items() if at not in hidden}
