"""From an address to a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from famnet.errors import WrongUse

if TYPE_CHECKING:
    from famnet.config import Settings
    from famnet.progress import Progress
    from famnet.stores.store import Store

__all__ = ["SERVER_SCHEMES", "open_store"]

#: Addresses of a Neo4j server; ``+s`` is TLS, ``+ssc`` TLS with a certificate nobody signed.
SERVER_SCHEMES: Final = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_MEMORY: Final = "memory:"


def open_store(
    url: str, *, settings: Settings | None = None, progress: Progress | None = None
) -> Store:
    """Open a store.

    Parameters
    ----------
    url : str
        ``memory:``, ``memory:`` and a folder, or the address of a Neo4j server: ``neo4j://host:7687``,
        ``neo4j+s://…``, ``bolt://…``. User and password come from NEO4J_USERNAME and NEO4J_PASSWORD
        (or the keyring), never from the address.
    settings : Settings, optional
        Purpose, case and workspace; asked for where the content isn't synthetic.
    progress : Progress, optional
        Told what is going on.

    Returns
    -------
    Store
        Use it in a ``with`` block.

    Raises
    ------
    WrongUse
        No such kind of address, or there is a user or password in it.

    Examples
    --------
    >>> open_store("memory:")
    <MemoryStore>
    """
    if url.startswith(_MEMORY):
        return _in_memory(url.removeprefix(_MEMORY), settings, progress)
    scheme, _, place = url.partition("://")
    # Looked at before the scheme, so that no message can repeat a password.
    if "@" in url or "?" in url or "#" in url:
        raise WrongUse(
            "In --store staat een gebruiker of wachtwoord, of iets achter een vraagteken.",
            hint="Laat dat weg; zet NEO4J_USERNAME en NEO4J_PASSWORD in de omgeving.",
        )
    if scheme not in SERVER_SCHEMES or not place:
        raise WrongUse(
            "Dit adres van een store kent famnet niet.",
            hint=f"Begin met memory: of een van {', '.join(f'{s}://' for s in SERVER_SCHEMES)}",
        )
    from famnet.stores.neo4j import Neo4jStore

    return Neo4jStore(url, settings=settings, progress=progress)


def _in_memory(folder: str, settings: Settings | None, progress: Progress | None) -> Store:
    if not folder:
        from famnet.stores.memory import MemoryStore

        return MemoryStore(settings=settings, progress=progress)
    from famnet.stores.folder import FolderStore

    return FolderStore(Path(folder), settings=settings, progress=progress)
