"""A store on a Neo4j server."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from famnet.stores.neo4j import checks, reading, writing
from famnet.stores.neo4j.connection import Connection
from famnet.stores.neo4j.delivery_node import about
from famnet.stores.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from famnet.config import Settings
    from famnet.governance import Grant
    from famnet.graph.family_graph import FamilyGraph
    from famnet.progress import Progress
    from famnet.stores.derived import Derived
    from famnet.stores.info import Counts, StoreInfo
    from famnet.stores.scope import Scope

__all__ = ["Neo4jStore"]


class Neo4jStore(Store):
    """Keeps one graph in one database of a Neo4j server; ``open_store("bolt://…")``.

    Parameters
    ----------
    url : str
        Address of the server.
    settings, progress
        As for every store.

    Raises
    ------
    UserError
        The server isn't there, doesn't let one in, is of an unknown version, or lacks the database.
    """

    speaks_cypher: ClassVar[bool] = True

    def __init__(
        self, url: str, *, settings: Settings | None = None, progress: Progress | None = None
    ) -> None:
        super().__init__(settings=settings, progress=progress)
        self._connection = Connection(url)

    def cypher(
        self,
        text: str,
        parameters: Mapping[str, object] | None = None,
        *,
        grant: Grant | None = None,
        timeout: float | None = 60.0,
    ) -> pd.DataFrame:
        """Ask something in Cypher of one's own; it reads only.

        Parameters
        ----------
        text : str
            The question; docs/neo4j-model.md names labels, types and properties.
        parameters : mapping, optional
            Values for its ``$names``.
        grant : Grant, optional
            As for ``read``.
        timeout : float, optional
            Seconds after which the server stops; None: never.

        Returns
        -------
        pandas.DataFrame
            Its columns; dates as ISO text, nodes and relationships as their properties.

        Raises
        ------
        UserError
            It writes, the server doesn't understand it, or it took too long.
        Refused
            As for ``read``.
        """
        import pandas as pd

        self.permitted(grant, detail="eigen Cypher")
        names, rows = self._connection.table(text, parameters or {}, timeout=timeout)
        return pd.DataFrame(rows, columns=pd.Index(names, dtype=object), dtype=object)

    def as_loaded(self, info: StoreInfo) -> None:
        """Say that what was just asked was asked of what was loaded, all of it and nothing more.

        Parameters
        ----------
        info : StoreInfo
            What ``permitted`` said before.

        Raises
        ------
        UserError
            A load began meanwhile, or somebody added or removed something by hand.
        """
        reading.as_loaded(self._connection, info)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _write(self, graph: FamilyGraph, derived: Derived, info: StoreInfo) -> None:
        writing.load(self._connection, graph, derived, info, self.progress)

    def _read(self, scope: Scope | None, grant: Grant) -> FamilyGraph:
        return reading.read(self._connection, scope, grant)

    def _count(self) -> Counts:
        return checks.counted_in(self._connection)

    def _delete(self) -> None:
        info = self._about()
        if info is not None:
            writing.empty(self._connection, info)

    def _about(self) -> StoreInfo | None:
        return self._connection.read(about)
