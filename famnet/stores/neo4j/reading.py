"""Reading back: the whole, or a scope that is cut on the server, as the same tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.delivery.contract import TABLES
from famnet.errors import UserError
from famnet.graph.family_graph import FamilyGraph
from famnet.stores.info import Status
from famnet.stores.model import NODES, ROWS
from famnet.stores.neo4j.checks import as_many, counted
from famnet.stores.neo4j.decoding import Found, tables_of
from famnet.stores.neo4j.delivery_node import about
from famnet.stores.neo4j.scoped import find
from famnet.stores.neo4j.statements import read_links, read_nodes

if TYPE_CHECKING:
    from famnet.governance import Grant
    from famnet.stores.info import StoreInfo
    from famnet.stores.neo4j.connection import Ask, Connection
    from famnet.stores.scope import Scope

__all__ = ["as_loaded", "read"]


def read(connection: Connection, scope: Scope | None, grant: Grant) -> FamilyGraph:
    """Read a graph or a part of it.

    Parameters
    ----------
    connection : Connection
        To the database.
    scope : Scope or None
        Which part; None: the whole.
    grant : Grant
        What the graph carries.

    Returns
    -------
    FamilyGraph
        Equal to the same part of the graph that was loaded: values, types, order and codes.

    Raises
    ------
    UserError
        A seed isn't there, a load began while it was read, or something added by hand broke it.

    Notes
    -----
    One read transaction. Whether the delivery is whole is looked at before and after: the server's
    transactions see what others commit meanwhile. A scope takes one round trip per kind of step and
    hop, each from the persons reached last; O(what is in it).
    """

    def work(ask: Ask) -> FamilyGraph:
        info = _whole(ask)
        today = info.as_of if scope is None or scope.as_of is None else scope.as_of
        found = _all(ask) if scope is None else find(ask, scope, today)
        tables = tables_of(found, all_rows=scope is None)
        if _whole(ask) != info:
            raise _changed()
        return FamilyGraph(
            tables=tables,
            as_of=today,
            synthetic=info.synthetic,
            workspace=info.workspace,
            grant=grant,
            region=info.region,
            deliverer=info.deliverer,
        )

    return connection.read(work)


def as_loaded(connection: Connection, info: StoreInfo) -> None:
    """Hold what stands in a database against what was loaded, after something was asked of it.

    Parameters
    ----------
    connection : Connection
        To the database.
    info : StoreInfo
        What stood there before it was asked.

    Raises
    ------
    UserError
        A load began meanwhile, or there is more or less than was loaded: somebody added by hand.

    Notes
    -----
    The server keeps these numbers, so it takes the same few milliseconds on every graph.
    """
    now, there = connection.read(lambda ask: (_whole(ask), counted(ask)))
    if now != info:
        raise _changed()
    as_many(connection, there, info.expected)


def _whole(ask: Ask) -> StoreInfo:
    info = about(ask)
    if info is None or info.status is not Status.COMPLETE:
        raise _changed()
    return info


def _changed() -> UserError:
    return UserError(
        "De store is niet heel: er loopt een lading, of die is afgebroken.",
        hint="Wacht tot zij klaar is, of laad de levering opnieuw met famnet load.",
    )


def _all(ask: Ask) -> Found:
    found = Found()
    for table in TABLES:
        if table.name in NODES:
            found.add_nodes(table, ask(read_nodes(table), {}))
        else:
            for head in ROWS[table.name].heads:
                found.add_links(table, head, ask(read_links(table, head), {}))
    return found
