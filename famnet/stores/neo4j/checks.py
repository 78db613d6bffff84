"""What a server of the Community edition can't hold itself: what must be there, and of what kind.

Looked at before a load and after it. A node or relationship somebody added by hand that breaks the
contract is named, with what is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.errors import UserError
from famnet.stores.info import Counts
from famnet.stores.model import Label
from famnet.stores.neo4j.shapes import KEYS, OURS, POINTS
from famnet.stores.neo4j.statements import (
    alike,
    broken_links,
    broken_nodes,
    count_links,
    count_nodes,
)

if TYPE_CHECKING:
    from famnet.stores.neo4j.connection import Ask, Connection

__all__ = ["as_many", "contract", "counted", "counted_in", "not_strange", "whole"]

_REMEDY: Final = (
    "Iemand voegde dit met de hand toe of veranderde het. Verwijder of herstel het, of leeg de store"
    " (famnet store empty --store URL) en laad opnieuw. Geef eigen punten een eigen label."
)


def not_strange(connection: Connection) -> None:
    """Refuse a database that holds nodes with our labels while famnet loaded nothing there.

    Raises
    ------
    UserError
        There are some.
    """
    found = counted_in(connection, nodes_only=True).by_label
    if found:
        told = ", ".join(f"{count} {label}" for label, count in found.items())
        raise UserError(
            f"In deze database staat al iets dat famnet niet laadde: {told}.",
            hint="Kies een lege database; famnet mengt zijn graaf niet met een andere.",
        )


def contract(connection: Connection) -> Counts:
    """Hold what stands in a database against the contract, whether or not all is there.

    Parameters
    ----------
    connection : Connection
        To the database.

    Returns
    -------
    Counts
        What stands there.

    Raises
    ------
    UserError
        A node or relationship lacks what it must have, or holds a value of another kind.
    """

    def look(ask: Ask) -> tuple[Counts, str]:
        there = counted(ask)
        return there, _fault(ask, there)

    there, fault = connection.read(look)
    if fault:
        raise UserError(fault, hint=_REMEDY)
    return there


def _fault(ask: Ask, there: Counts) -> str:
    """Name one fault; what isn't there isn't looked at."""
    for point in POINTS:
        if point.label.value not in there.by_label:
            continue
        for key, wrong, where in ask(broken_nodes(point), {}):
            name = f"{point.label} {key!r}" if key is not None else f"{point.label} ({where})"
            return f"{name} mist of heeft verkeerd: {', '.join(wrong)}."
    for edges in alike():
        if not any(edge.type.value in there.by_type for edge in edges):
            continue
        for type_, row, tail, head, wrong in ask(broken_links(edges), {}):
            place = "" if row is None else f" (row {row})"
            lacks = f"mist of heeft verkeerd: {', '.join(wrong)}"
            told = lacks if wrong else "is tussen andere labels dan famnet kent"
            return f"{type_} van {tail!r} naar {head!r}{place} {told}."
    return ""


def whole(connection: Connection, expected: Counts) -> None:
    """Hold a loaded database against the contract and against what was to be loaded.

    Parameters
    ----------
    connection : Connection
        To the database.
    expected : Counts
        What a whole load has.

    Raises
    ------
    UserError
        Something is broken, too much or too little.
    """
    as_many(connection, contract(connection), expected)


def as_many(connection: Connection, there: Counts, expected: Counts) -> None:
    """Hold how many of each there are against what was loaded.

    Raises
    ------
    UserError
        Too much or too little.
    """
    for wanted, found in (
        (expected.by_label, there.by_label),
        (expected.by_type, there.by_type),
    ):
        for name in sorted({*wanted, *found}):
            if wanted.get(name, 0) != found.get(name, 0):
                raise UserError(
                    f"Er staan {found.get(name, 0)} {name} in de store, en dat moeten er"
                    f" {wanted.get(name, 0)} zijn{_examples(connection, name)}.",
                    hint=_REMEDY,
                )


def _examples(connection: Connection, name: str) -> str:
    """Name nodes that can't be of the load: their row is there twice, or beyond the last."""
    if name not in {label.value for label in OURS}:
        return ""
    label = Label(name)
    found = connection.rows(
        f"MATCH (n:{label.value}) WITH n.row AS row, collect(n.{KEYS[label]}) AS keys"
        " WHERE size(keys) > 1 RETURN keys[0..3] LIMIT 1"
    )
    return f" (bijvoorbeeld {', '.join(map(repr, found[0][0]))})" if found else ""


def counted_in(connection: Connection, *, nodes_only: bool = False) -> Counts:
    """Count what really stands in a database, in one transaction."""
    return connection.read(lambda ask: counted(ask, nodes_only=nodes_only))


def counted(ask: Ask, *, nodes_only: bool = False) -> Counts:
    """Count the nodes of our labels and the relationships of our types; none with 0."""
    return Counts(_numbers(ask, count_nodes()), {} if nodes_only else _numbers(ask, count_links()))


def _numbers(ask: Ask, statement: str) -> dict[str, int]:
    return {name: count for name, count in sorted(ask(statement, {})) if count}
