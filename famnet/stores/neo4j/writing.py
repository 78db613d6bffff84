"""Loading: nodes before relationships, in sorted batches, each one transaction; and emptying."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.stores.neo4j import checks, schema
from famnet.stores.neo4j.delivery_node import about, claimed, clearing, same_content
from famnet.stores.neo4j.rows import link_rows, node_rows
from famnet.stores.neo4j.server_errors import ServerFault
from famnet.stores.neo4j.shapes import OURS
from famnet.stores.neo4j.statements import (
    create_links,
    create_nodes,
    delete_nodes,
    merge_links,
    merge_nodes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.graph.family_graph import FamilyGraph
    from famnet.progress import Progress
    from famnet.stores.derived import Derived
    from famnet.stores.info import StoreInfo
    from famnet.stores.neo4j.connection import Connection
    from famnet.stores.neo4j.delivery_node import Load
    from famnet.stores.neo4j.rows import Rows

__all__ = ["empty", "load"]

#: Rows a transaction: from 1,000 to 10,000 made no difference beyond that between two runs
#: (benchmarks/results/neo4j.md); this keeps a transaction small and its loss too.
BATCH: Final = 5_000
#: What a user is told of a load that breaks off.
_GOES_ON: Final = (
    "De lading is niet af en wordt nergens voor heel gelezen: geef hetzelfde commando opnieuw, dan maakt"
    " famnet haar af."
)


def load(
    connection: Connection,
    graph: FamilyGraph,
    derived: Derived,
    info: StoreInfo,
    progress: Progress,
) -> None:
    """Put a graph in the place of what stands in a database.

    Parameters
    ----------
    connection : Connection
        To the database.
    graph : FamilyGraph
        The graph as it is stored.
    derived : Derived
        What is derived from it.
    info : StoreInfo
        What the node Delivery will say.
    progress : Progress
        Told the stages.

    Raises
    ------
    UserError
        Another load is running, the database holds something else, or what stands there in the end
        isn't what was loaded.

    Notes
    -----
    Loading the same again makes and changes nothing, and heals what is missing or was changed
    (``MERGE``). Of another delivery all goes first. Where nothing was ever begun all is made without
    looking for it (``CREATE``); a load that died there is finished by looking. O(rows).
    """
    _look_first(connection, info)
    schema.apply(connection)
    with claimed(connection, info) as held:
        try:
            _fill(held, graph, derived, progress)
            with progress.stage("Store: nakijken"):
                checks.whole(connection, info.expected)
            held.whole()
        except ServerFault as fault:
            raise ServerFault(
                fault.message, hint=f"{fault.hint} {_GOES_ON}", code=fault.code
            ) from fault


def _fill(held: Load, graph: FamilyGraph, derived: Derived, progress: Progress) -> None:
    if held.start.clear:
        with progress.stage("Store: het oude weg"):
            _clear(held)
        held.cleared()
    # Each batch is kept once or not at all, so what is new needn't be looked for.
    fresh = held.start.fresh
    node, link = (create_nodes, create_links) if fresh else (merge_nodes, merge_links)
    with progress.stage("Store: punten"):
        nodes = node_rows(graph, derived)
        _write(held, ((node(point), rows) for point, rows in nodes))
    with progress.stage("Store: verbindingen"):
        links = link_rows(graph, derived)
        _write(held, ((link(of.edge, of.tail, of.head), of.rows) for of in links))


def empty(connection: Connection, info: StoreInfo) -> None:
    """Delete the graph that stands in a database; nodes with labels of others stay.

    Parameters
    ----------
    connection : Connection
        To the database.
    info : StoreInfo
        What stands there.
    """
    schema.apply(connection)
    with claimed(connection, info, clear=True) as held:
        _clear(held)
        held.gone()


def _look_first(connection: Connection, info: StoreInfo) -> None:
    known = connection.read(lambda ask: (about(ask), clearing(ask)))
    if known[0] is None:
        checks.not_strange(connection)
    elif same_content(known[0], info) and not known[1]:
        checks.contract(connection)


def _clear(held: Load) -> None:
    for label in OURS:
        while held.batch([(delete_nodes(label), {"limit": BATCH})])[-1] == (BATCH,):
            pass


def _write(held: Load, work: Iterable[tuple[str, Rows]]) -> None:
    """Write rows in transactions of at most ``BATCH`` rows; small ones go together."""
    batch: list[tuple[str, dict[str, object]]] = []
    room = BATCH
    for statement, rows in work:
        place = 0
        while place < len(rows):
            size = min(room, len(rows) - place)
            batch.append((statement, rows.part(place, place + size)))
            place += size
            room -= size
            if not room:
                held.batch(batch)
                batch, room = [], BATCH
    if batch:
        held.batch(batch)
