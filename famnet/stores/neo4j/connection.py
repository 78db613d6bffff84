"""The one file that knows the official driver: a connection to one database of a Neo4j server.

One driver per process and address. All work goes through managed transactions, which the driver
tries again after a deadlock or a cut; work that is handed in may therefore run more than once.
Nothing here logs or repeats a password.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import neo4j
from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from famnet.stores.neo4j.credentials import credentials
from famnet.stores.neo4j.server_errors import WITHOUT, not_ours, told
from famnet.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from famnet.errors import UserError

    Row = tuple[Any, ...]
    #: Asks one statement with its parameters; rows of values come as they are read.
    Ask = Callable[[str, Mapping[str, object]], Iterator[Row]]

__all__ = ["Connection"]

#: Seconds until a connection that can't be made is given up, and work that keeps failing.
_CONNECT: Final = 10.0
_RETRY: Final = 12.0
#: Rows the server sends at a time: large reads stream.
_FETCH: Final = 5_000
#: What a transaction that holds something is found by, and what a live one says of itself.
_MARK: Final = "famnet"
_ALIVE: Final = ("Running", "Blocked")

_Made = TypeVar("_Made")

# The driver tells of each retry; the user gets one clear error instead.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


@dataclass(slots=True)
class _Shared:
    driver: neo4j.Driver
    users: int = 0


_drivers: Final[dict[tuple[str, int, int], _Shared]] = {}
_guard: Final = threading.Lock()


class Connection:
    """A connection to one database of a server.

    Parameters
    ----------
    url : str
        Address; the scheme says whether TLS is used.
    database : str, optional
        Which database; default NEO4J_DATABASE, else ``neo4j``.
    auth : (str, str), optional
        User and password; default those of the environment or the keyring.

    Raises
    ------
    UserError
        The server isn't there, doesn't let one in, is of an unknown version, or lacks the database.
    """

    def __init__(
        self, url: str, *, database: str | None = None, auth: tuple[str, str] | None = None
    ) -> None:
        self.url = url
        self.database = database or os.environ.get("NEO4J_DATABASE") or "neo4j"
        auth = auth or credentials(url)
        self._known = auth is not None
        self._key = (url, os.getpid(), hash(auth))
        self._closed = False
        try:
            self._driver = _shared_driver(self._key, url, auth)
        except (DriverError, Neo4jError, ValueError) as error:
            raise self._told(error) from None
        try:
            self._greet(auth)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the driver; the last one closes it."""
        with _guard:
            shared = _drivers.get(self._key)
            if self._closed or shared is None:
                return
            self._closed = True
            shared.users -= 1
            if shared.users <= 0:
                del _drivers[self._key]
                shared.driver.close()

    def read(self, work: Callable[[Ask], _Made], *, timeout: float | None = None) -> _Made:
        """Do work in one read transaction.

        Parameters
        ----------
        work : function of Ask
            What to do; may run more than once.
        timeout : float, optional
            Seconds after which the server stops it.

        Raises
        ------
        ServerFault
            The server can't or won't; says what to do.
        """
        return self._managed(work, neo4j.READ_ACCESS, timeout)

    def write(self, work: Callable[[Ask], _Made], *, timeout: float | None = None) -> _Made:
        """Do work in one write transaction: all of it or nothing. See ``read``."""
        return self._managed(work, neo4j.WRITE_ACCESS, timeout)

    def rows(self, statement: str, **parameters: object) -> list[Row]:
        """Ask one statement in a read transaction; all rows at once."""
        return self.read(lambda ask: list(ask(statement, parameters)))

    def change(self, statement: str, **parameters: object) -> list[Row]:
        """Run one statement in a write transaction of its own."""
        return self.write(lambda ask: list(ask(statement, parameters)))

    def table(
        self, statement: str, parameters: Mapping[str, object], *, timeout: float | None
    ) -> tuple[list[str], list[list[Any]]]:
        """Ask one statement in a read transaction; names of its columns and its rows, as Python values.

        Dates and times become ISO text, nodes and relationships their properties.
        """

        def ask(tx: neo4j.ManagedTransaction) -> tuple[list[str], list[list[Any]]]:
            result = tx.run(statement, dict(parameters))
            return list(result.keys()), [[_plain(v) for v in record.values()] for record in result]

        return self._transaction(ask, neo4j.READ_ACCESS, timeout)

    @contextlib.contextmanager
    def holding(self, statement: str, mark: str, **parameters: object) -> Iterator[None]:
        """Keep one transaction open, with the locks of a statement, as long as the block lasts.

        What the statement changes is undone at the end: it only holds. When this process dies, or
        its connection, the server lets go by itself. Until then ``held`` finds it by its mark.
        """
        with self._session(neo4j.WRITE_ACCESS) as session:
            try:
                held = session.begin_transaction(metadata={_MARK: mark})
                held.run(statement, parameters).consume()
            except (DriverError, Neo4jError) as error:
                raise self._told(error) from None
            try:
                yield
            finally:
                with contextlib.suppress(DriverError, Neo4jError):
                    held.close()

    def held(self, mark: str) -> bool:
        """Say whether a transaction with a mark is open, of whichever process."""
        found = self.rows(
            "SHOW TRANSACTIONS YIELD database, metaData, status RETURN database, metaData, status"
        )
        return any(
            database == self.database and told.get(_MARK) == mark and status.startswith(_ALIVE)
            for database, told, status in found
        )

    def _managed(self, work: Callable[[Ask], _Made], access: str, timeout: float | None) -> _Made:
        def within(tx: neo4j.ManagedTransaction) -> _Made:
            def ask(statement: str, parameters: Mapping[str, object]) -> Iterator[Row]:
                for record in tx.run(statement, dict(parameters)):
                    yield tuple(record)

            return work(ask)

        return self._transaction(within, access, timeout)

    def _transaction(
        self,
        within: Callable[[neo4j.ManagedTransaction], _Made],
        access: str,
        timeout: float | None,
    ) -> _Made:
        bounded = neo4j.unit_of_work(timeout=timeout)(within)
        try:
            with self._session(access) as session:
                if access == neo4j.READ_ACCESS:
                    return session.execute_read(bounded)
                return session.execute_write(bounded)
        except (DriverError, Neo4jError, OSError) as error:
            raise self._told(error) from None

    def _session(self, access: str) -> neo4j.Session:
        return self._driver.session(
            database=self.database, default_access_mode=access, fetch_size=_FETCH
        )

    def _greet(self, auth: tuple[str, str] | None) -> None:
        """Prove that one statement works: a check of the connection alone passes on an old password."""
        try:
            with self._session(neo4j.READ_ACCESS) as session:
                agent = session.run("RETURN 1").consume().server.agent
        except (DriverError, Neo4jError, OSError, ValueError) as error:  # the last: no such port
            fault = self._of_old_server(error, auth)
            raise fault or self._told(self._directly(error)) from None
        fault = not_ours(agent)
        if fault is not None:
            raise fault

    def _of_old_server(self, error: Exception, auth: tuple[str, str] | None) -> UserError | None:
        """Say that a server is too old to be told which notifications to leave out (before 5.7)."""
        if not isinstance(error, ConfigurationError):
            return None
        try:
            with neo4j.GraphDatabase.driver(
                self.url, auth=auth, connection_timeout=_CONNECT
            ) as driver:
                return not_ours(driver.get_server_info().agent)
        except (DriverError, Neo4jError, OSError):
            return None

    def _directly(self, error: Exception) -> Exception:
        """Return what a server says without routing: a router hides why it can't reach one."""
        scheme, _, address = self.url.partition("://")
        if not scheme.startswith("neo4j+") or not isinstance(error, ServiceUnavailable):
            return error
        direct = scheme.replace("neo4j", "bolt") + "://" + address
        try:
            with neo4j.GraphDatabase.driver(direct, connection_timeout=_CONNECT) as driver:
                driver.verify_connectivity()
        except (DriverError, Neo4jError, OSError) as reason:
            return reason
        return error

    def _told(self, error: Exception) -> UserError:
        code = getattr(error, "code", None) or ""
        message = getattr(error, "message", None) or ""
        if isinstance(error, (ConfigurationError, ValueError)):
            code = "famnet.Configuration"
        causes = [type(link).__name__ for link in _links(error)]
        if code == "Neo.ClientError.Security.Unauthorized" and not self._known:
            code = WITHOUT
        return told(str(code), str(message), causes=causes, database=self.database, url=self.url)


def _shared_driver(
    key: tuple[str, int, int], url: str, auth: tuple[str, str] | None
) -> neo4j.Driver:
    with _guard:
        if key not in _drivers:
            _drivers[key] = _Shared(
                neo4j.GraphDatabase.driver(
                    url,
                    auth=auth,
                    connection_timeout=_CONNECT,
                    connection_acquisition_timeout=_CONNECT * 3,
                    max_transaction_retry_time=_RETRY,
                    notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF,
                    user_agent=f"famnet/{__version__}",
                )
            )
        _drivers[key].users += 1
        return _drivers[key].driver


def _links(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever a user's own Cypher returns
    if hasattr(value, "iso_format"):
        return value.iso_format()
    if isinstance(value, neo4j.graph.Path):
        return [_plain(node) for node in value.nodes]
    if isinstance(value, (dict, neo4j.graph.Node, neo4j.graph.Relationship)):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):  # a point is a tuple of its coordinates
        return [_plain(item) for item in value]
    return value
