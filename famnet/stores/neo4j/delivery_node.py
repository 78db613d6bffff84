"""The node that says what stands in a database, and who may write: one load at a time.

A load first *claims* the node: status ``loading``, its fingerprint, and a token of its own. While it
lasts it also *holds* a lock, by a transaction that stays open and is never committed. So whether
another load is alive isn't guessed from a clock: a second load can't get the lock and is told so; a
load that died let go when its connection broke, and the next one simply takes over. Each batch of
writes looks, behind the node's own lock, whether the token is still its own.
"""

from __future__ import annotations

import json
import secrets
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from famnet.errors import UserError
from famnet.stores.info import Counts, Status, StoreInfo
from famnet.stores.neo4j.days import date_of, day_of
from famnet.stores.neo4j.schema import FIRST
from famnet.stores.neo4j.server_errors import LOCKED, ServerFault
from famnet.vocabulary import NO_DAY, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from famnet.stores.neo4j.connection import Ask, Connection

__all__ = ["Load", "Start", "about", "claimed", "clearing", "of_properties", "same_content"]

#: Seconds that taking the node may last, try by try. Only then is looked whether a load holds it: a
#: server that was just started, or is busy, can need seconds to plan a statement.
_WAITS: Final = (2.0, 4.0, 8.0, 16.0)
#: What the transaction that a load holds is marked with.
_MARK: Final = "load"

_ABOUT: Final = "MATCH (d:Delivery {delivery_id: 'current'}) RETURN properties(d)"
#: Taking this lock is what a load holds; the change is never committed.
_LOCK: Final = "MATCH (s:SchemaStep {step: $step}) SET s.held_by = $owner"
_CLAIM: Final = """MATCH (s:SchemaStep {step: $step}) REMOVE s.held_by
MERGE (d:Delivery {delivery_id: 'current'})
SET d = $properties"""
# Written first and looked at after: what is returned was read behind the node's lock.
_MINE: Final = """MATCH (d:Delivery {delivery_id: 'current'})
SET d.batches = coalesce(d.batches, 0) + 1
RETURN coalesce(d.owner = $owner, false)"""
_FILL: Final = "MATCH (d:Delivery {delivery_id: 'current'}) SET d.stage = 'filling'"
_WHOLE: Final = """MATCH (d:Delivery {delivery_id: 'current'})
SET d.status = 'complete' REMOVE d.owner, d.stage, d.batches"""
_GONE: Final = "MATCH (d:Delivery {delivery_id: 'current'}) DELETE d"


@dataclass(frozen=True, slots=True)
class Start:
    """What a load begins with.

    Parameters
    ----------
    clear : bool
        What stands there has to go first.
    fresh : bool
        Nothing of this delivery was ever begun here, or it goes first: all there is to make is new.
        A load that goes on with what another left, or heals it, isn't.
    """

    clear: bool
    fresh: bool


class Load:
    """A load that has the node: writes batches, each only while it still has it."""

    def __init__(self, connection: Connection, owner: str, start: Start) -> None:
        self._connection = connection
        self._owner = owner
        #: What it begins with.
        self.start = start

    def batch(
        self, statements: Sequence[tuple[str, Mapping[str, object]]]
    ) -> list[tuple[Any, ...]]:
        """Run statements in one transaction: all of it, or nothing; what the last one returns.

        Raises
        ------
        UserError
            Another load has taken over.
        """

        def work(ask: Ask) -> list[tuple[Any, ...]]:
            if list(ask(_MINE, {"owner": self._owner})) != [(True,)]:
                raise UserError(
                    "Een andere lading of verwijdering heeft deze store overgenomen.",
                    hint="Laad opnieuw als die klaar is.",
                )
            return [list(ask(text, parameters)) for text, parameters in statements][-1]

        return self._connection.write(work)

    def cleared(self) -> None:
        """Write down that nothing old is left."""
        self.batch([(_FILL, {})])

    def whole(self) -> None:
        """Write down that the load is whole: from now on it may be read."""
        self.batch([(_WHOLE, {})])

    def gone(self) -> None:
        """Write down that nothing stands here any more."""
        self.batch([(_GONE, {})])


def about(ask: Ask) -> StoreInfo | None:
    """Read what stands in a database; None where nothing does."""
    for (properties,) in ask(_ABOUT, {}):
        return of_properties(properties)
    return None


def clearing(ask: Ask) -> bool:
    """Say whether a replacement or removal broke off while it cleared."""
    return any(properties.get("stage") == "clearing" for (properties,) in ask(_ABOUT, {}))


@contextmanager
def claimed(connection: Connection, info: StoreInfo, *, clear: bool = False) -> Iterator[Load]:
    """Have the database for one load.

    Parameters
    ----------
    connection : Connection
        To the database; its schema is there.
    info : StoreInfo
        What will stand there.
    clear : bool
        Whether what stands there must go, whatever it is.

    Yields
    ------
    Load
        To write with.

    Raises
    ------
    UserError
        Another load is running.
    """
    owner = secrets.token_hex(8)
    start = _patiently(connection, lambda wait: _claim(connection, info, owner, wait, clear=clear))
    with connection.holding(_LOCK, _MARK, step=FIRST, owner=owner):
        yield Load(connection, owner, start)


def _patiently(connection: Connection, claim: Callable[[float], Start]) -> Start:
    """Try to claim until it is done, or a load is seen that lives.

    Notes
    -----
    A lock that isn't given in time proves nothing: the server may be slow, or be closing what a load
    that died had open. So the transaction that a live load keeps open is looked for.
    """
    for wait in _WAITS:
        try:
            return claim(wait)
        except ServerFault as fault:
            if fault.code not in LOCKED:
                raise
        if connection.held(_MARK):
            raise UserError(
                "Er loopt al een lading van deze store.",
                hint="Wacht tot die klaar is. Is die machine weg? De server laat dan vanzelf los;"
                " zo niet: SHOW TRANSACTIONS en TERMINATE TRANSACTION.",
            )
    raise UserError(
        "De Neo4j-server antwoordt te traag, of iets anders houdt het punt SchemaStep vast.",
        hint="Probeer het straks opnieuw; SHOW TRANSACTIONS zegt wat er loopt.",
    )


def _claim(
    connection: Connection, info: StoreInfo, owner: str, wait: float, *, clear: bool
) -> Start:
    """Write the node Delivery anew; say what the load begins with."""

    def work(ask: Ask) -> Start:
        list(ask(_LOCK, {"step": FIRST, "owner": owner}))
        known = next((p for (p,) in ask(_ABOUT, {})), None)
        old = None if known is None else of_properties(known)
        # A replacement that died while it cleared has taken the new name already.
        unclean = known is not None and known.get("stage") == "clearing"
        must = clear or unclean or (old is not None and not same_content(old, info))
        properties = {
            **to_properties(replace(info, status=Status.LOADING)),
            "owner": owner,
            "stage": "clearing" if must else "filling",
        }
        list(ask(_CLAIM, {"step": FIRST, "properties": properties}))
        return Start(clear=must, fresh=must or known is None)

    return connection.write(work, timeout=wait)


def same_content(one: StoreInfo, other: StoreInfo) -> bool:
    """Say whether two are about the same graph, stored the same way."""
    return (one.fingerprint, one.model_version, one.identifying) == (
        other.fingerprint,
        other.model_version,
        other.identifying,
    )


def to_properties(info: StoreInfo) -> dict[str, object]:
    """Write what is said of a store as properties of its node."""
    expected = {"nodes": dict(info.expected.by_label), "relationships": dict(info.expected.by_type)}
    return {
        "delivery_id": "current",
        "status": str(info.status),
        "fingerprint": info.fingerprint,
        "as_of": None if info.as_of == NO_DAY else date_of(info.as_of),
        "synthetic": info.synthetic,
        "workspace": str(info.workspace),
        "case": info.case,
        "purpose": info.purpose,
        "region": info.region,
        "deliverer": info.deliverer,
        "identifying": info.identifying,
        "model_version": info.model_version,
        "nodes": info.expected.nodes,
        "relationships": info.expected.relationships,
        "expected": json.dumps(expected, sort_keys=True),
    }


def of_properties(known: dict[str, Any]) -> StoreInfo:
    """Read what ``to_properties`` wrote.

    Raises
    ------
    UserError
        Somebody changed it by hand.
    """
    try:
        expected = json.loads(known["expected"])
        return StoreInfo(
            status=Status(known["status"]),
            fingerprint=known["fingerprint"],
            as_of=NO_DAY if known.get("as_of") is None else day_of(known["as_of"]),
            synthetic=known["synthetic"],
            workspace=Workspace(known["workspace"]),
            case=known["case"],
            purpose=known["purpose"],
            region=known["region"],
            deliverer=known["deliverer"],
            identifying=known["identifying"],
            expected=Counts(expected["nodes"], expected["relationships"]),
            model_version=known["model_version"],
        )
    except (KeyError, ValueError, TypeError) as error:
        raise UserError(
            "Het punt Delivery in deze database is geen dat famnet schreef.",
            hint="Verwijder het met de hand (MATCH (d:Delivery) DETACH DELETE d), of kies een lege"
            " database.",
        ) from error
