"""Who is tied to whom on a day, and how far: for questions answered on a graph."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.questions.cells import holds, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

    Kinds = Mapping[int, Mapping[int, frozenset[str]]]

__all__ = ["Circle", "circle", "pairs_of"]


@dataclass(frozen=True, slots=True, repr=False)
class Circle:
    """Who is linked to whom: per person code each other one, with the kinds of their links."""

    linked: Kinds

    def steps_from(self, start: int, most: int) -> dict[int, int]:
        """Return how many steps away everybody is, up to some steps; not the start itself."""
        steps, edge = {start: 0}, [start]
        for step in range(1, most + 1):
            reached = {other for one in edge for other in self.linked.get(one, ())} - set(steps)
            steps |= dict.fromkeys(reached, step)
            edge = sorted(reached)
        return {code: step for code, step in steps.items() if code != start}

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Circle: {len(self.linked)} linked persons>"


def circle(graph: FamilyGraph, on: int, over: str = "ties") -> Circle:
    """Return who is linked to whom on a day.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    on : int
        Day number.
    over : str
        ``ties``, or ``ties_and_kin``: delivered kinship of every kind as well.
    """
    found: defaultdict[int, defaultdict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    tables = [("other", graph.ties)]
    if over == "ties_and_kin":
        tables.append(("relative", graph.kinships))
    for head, table in tables:
        rows = table[holds(table, on)]
        for one, other, kind in _links(rows, head):
            found[one][other].add(kind)
            found[other][one].add(kind)
    return Circle(
        {
            one: {other: frozenset(kinds) for other, kinds in others.items()}
            for one, others in found.items()
        }
    )


def pairs_of(graph: FamilyGraph, rows: pd.DataFrame) -> Iterator[tuple[int, int, int]]:
    """Yield place, first and second person of ties, the first the lower id; nobody with oneself."""
    names = graph.persons["person_id"].to_numpy(object)
    ends = zip(rows["person"].tolist(), rows["other"].tolist(), strict=True)
    for place, (one, other) in enumerate(ends):
        if one != other:
            yield (place, one, other) if names[one] < names[other] else (place, other, one)


def _links(rows: pd.DataFrame, head: str) -> Iterator[tuple[int, int, str]]:
    return zip(rows["person"].tolist(), rows[head].tolist(), words(rows["kind"]), strict=True)
