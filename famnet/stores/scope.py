"""Which part of a stored graph one asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.graph.scope import followed

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Scope"]


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of a graph within some steps of persons or households.

    Parameters
    ----------
    seeds : tuple of str
        Ids of persons or households as the store knows them.
    hops : int
        Steps to follow, 0 or more.
    kinds : tuple of str, optional
        What to follow; None: kin and homes.
    as_of : int, optional
        Day number of the new graph's "today"; None: that of the store.

    Raises
    ------
    WrongUse
        A kind isn't known, or hops is negative.

    Notes
    -----
    ``famnet.graph.scope.scope`` says exactly what is in it; every store gives the same.
    """

    seeds: tuple[str, ...]
    hops: int = 2
    kinds: tuple[str, ...] | None = None
    as_of: int | None = None

    def __post_init__(self) -> None:
        """Say at once what can't be asked, whatever the store."""
        followed(self.kinds, self.hops)

    def of(self, graph: FamilyGraph) -> FamilyGraph:
        """Cut it from a graph that is in memory."""
        return graph.scope(self.seeds, hops=self.hops, kinds=self.kinds, as_of=self.as_of)

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Scope: {len(self.seeds)} seeds, {self.hops} hops>"
