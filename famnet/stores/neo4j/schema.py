"""The schema: files applied in order, recorded on the server, repeatable."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from famnet import resources
from famnet.errors import UserError
from famnet.stores.neo4j.statements import known_names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from famnet.stores.neo4j.connection import Connection

__all__ = ["FIRST", "Rule", "Step", "apply", "rules", "steps"]

#: The first step; a load holds its node, so that there is one load at a time (delivery_node.py).
FIRST = "001"
#: The step that lets the database know the names of the model; it has no file.
NAMES = "names"

_RULE = re.compile(
    r"CREATE CONSTRAINT (?P<name>\w+) IF NOT EXISTS\s+"
    r"FOR (?:\(\w+:(?P<label>\w+)\)|\(\)-\[\w+:(?P<type>\w+)\]-\(\))\s+"
    r"REQUIRE \w+\.(?P<property>\w+) IS UNIQUE"
)


@dataclass(frozen=True, slots=True)
class Step:
    """One file of the schema.

    Parameters
    ----------
    number : str
        Its three digits.
    name : str
        Name of the file.
    checksum : str
        Of its statements; comments and blank lines don't count.
    statements : tuple of str
        What it does, each by itself repeatable.
    """

    number: str
    name: str
    checksum: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Rule:
    """A uniqueness constraint: on a property of a label or of a relationship type."""

    on: str
    property: str
    name: str = ""


def steps(folder: Path | None = None) -> tuple[Step, ...]:
    """Read the steps in order.

    Parameters
    ----------
    folder : pathlib.Path, optional
        Where the files are; default ``cypher/schema``.
    """
    where = folder or resources.cypher() / "schema"
    return tuple(_step(path) for path in sorted(where.glob("[0-9][0-9][0-9]_*.cypher")))


def _step(path: Path) -> Step:
    lines = path.read_text(encoding="utf-8").splitlines()
    text = "\n".join(line for line in lines if line.strip() and not line.lstrip().startswith("//"))
    statements = tuple(part.strip() for part in text.split(";") if part.strip())
    return _made(path.name[:3], path.name, statements)


def _made(number: str, name: str, statements: tuple[str, ...]) -> Step:
    checksum = hashlib.sha256("\0".join(statements).encode()).hexdigest()
    return Step(number, name, checksum, statements)


def rules(made: Iterable[Step]) -> tuple[Rule, ...]:
    """Return the uniqueness constraints that steps make."""
    return tuple(
        Rule(found["label"] or found["type"], found["property"], found["name"])
        for step in made
        for statement in step.statements
        if (found := _RULE.match(statement))
    )


def apply(connection: Connection, made: tuple[Step, ...] | None = None) -> None:
    """Bring the schema of a database up to date.

    Parameters
    ----------
    connection : Connection
        To the database.
    made : tuple of Step, optional
        The steps; default those of ``cypher/schema``.

    Raises
    ------
    UserError
        A step that was applied before has been changed since, or a rule isn't there because its
        name is taken.

    Notes
    -----
    Each statement says IF NOT EXISTS; a step that breaks off is done again. A step's node is written
    after its statements, so a recorded step is a whole one.
    """
    wanted = steps() if made is None else made
    known: dict[Any, Any] = dict(connection.rows("MATCH (s:SchemaStep) RETURN s.step, s.checksum"))
    for step in wanted:
        if step.number in known and known[step.number] != step.checksum:
            raise UserError(
                f"Het schema in deze database is gemaakt met een andere {step.name} dan die van deze"
                " famnet.",
                hint="Gebruik dezelfde versie van famnet, of kies een lege database.",
            )
        if step.number not in known:
            _apply(connection, step)
    names = _made(NAMES, "names of the model", known_names())
    if known.get(NAMES) != names.checksum:  # it only adds, so another version may do it again
        _apply(connection, names)
    _prove(connection, rules(wanted))


def _apply(connection: Connection, step: Step) -> None:
    for statement in step.statements:
        connection.change(statement)
    connection.change(
        "MERGE (s:SchemaStep {step: $step}) SET s.file = $file, s.checksum = $checksum",
        step=step.number, file=step.name, checksum=step.checksum,
    )  # fmt: skip


def _prove(connection: Connection, wanted: tuple[Rule, ...]) -> None:
    """IF NOT EXISTS is silent too where another rule has the name: look whether ours are there."""
    found = connection.rows(
        "SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties RETURN name, type,"
        " labelsOrTypes, properties"
    )
    there = {
        (on[0], properties[0])
        for _, kind, on, properties in found
        if "UNIQUENESS" in kind and len(on) == len(properties) == 1
    }
    taken = {name for name, *_ in found}
    for rule in wanted:
        if (rule.on, rule.property) not in there:
            why = f": de naam {rule.name} is al van een andere regel" if rule.name in taken else ""
            raise UserError(
                f"De regel dat {rule.on}.{rule.property} uniek is, staat niet in deze database{why}.",
                hint=f"Verwijder die regel (DROP CONSTRAINT {rule.name}) of kies een lege database.",
            )
