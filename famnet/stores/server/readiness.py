"""Whether a server answers."""

from __future__ import annotations

from enum import Enum
from typing import Final

from famnet.stores.server.configuration import HOST

__all__ = ["Answer", "asked"]


DENIED: Final = "Neo.ClientError.Security.Unauthorized"


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
    from famnet.stores.neo4j.connection import Connection
    from famnet.stores.neo4j.server_errors import ServerFault

    try:
        Connection(f"bolt://{HOST}:{port}", database="neo4j", auth=auth).close()
    except ServerFault as fault:
        return Answer.WRONG_PASSWORD if fault.code == DENIED else Answer.NOT_YET
    return Answer.READY
