"""A store in memory: gone with the process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from famnet.stores.counting import counts_of
from famnet.stores.store import Store

if TYPE_CHECKING:
    from famnet.governance import Grant
    from famnet.graph.family_graph import FamilyGraph
    from famnet.stores.derived import Derived
    from famnet.stores.info import Counts, StoreInfo
    from famnet.stores.scope import Scope

__all__ = ["MemoryStore"]


class MemoryStore(Store):
    """Keeps one graph in memory; ``open_store("memory:")``."""

    _held: tuple[FamilyGraph, Derived, StoreInfo] | None = None

    def _write(self, graph: FamilyGraph, derived: Derived, info: StoreInfo) -> None:
        self._held = graph, derived, info

    def _read(self, scope: Scope | None, grant: Grant) -> FamilyGraph:
        assert self._held is not None
        graph = replace(self._held[0], grant=grant)
        return graph if scope is None else scope.of(graph)

    def _count(self) -> Counts:
        assert self._held is not None
        graph, derived, _ = self._held
        return counts_of(graph.tables, derived)

    def _delete(self) -> None:
        self._held = None

    def _about(self) -> StoreInfo | None:
        return None if self._held is None else self._held[2]
