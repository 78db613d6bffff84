"""Whether a server answers."""

from __future__ import annotations

from enum import Enum

from famnet.stores.server.configuration import HOST

__all__ = ["Answer", "asked"]


class Answer(Enum):
    """What a server says to a query."""

    READY = "ready"
    NOT_YET = "not yet"
    WRONG_PASSWORD = "wrong password"  # noqa: S105  # the name of an answer


def asked(port: int, auth: tuple[str, str]) -> Answer:
    """Ask a server to run a query for our user: the only proof that it is ready.

    Notes
    -----
    Straight to the port, one try: routing and retrying would wait longer than a start takes.
    """
    import neo4j
    from neo4j.exceptions import AuthError, DriverError, Neo4jError

    address = f"bolt://{HOST}:{port}"
    with neo4j.GraphDatabase.driver(address, auth=auth, connection_timeout=5) as driver:
        try:
            with driver.session(database="neo4j") as session:
                session.run("RETURN 1").consume()
        except AuthError:
            return Answer.WRONG_PASSWORD
        except (DriverError, Neo4jError):
            return Answer.NOT_YET
    return Answer.READY
