"""A scope cut on the server: the same rows that ``famnet.graph.scope.scope`` keeps in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from famnet.delivery.contract import TABLES, Table
from famnet.errors import UserError
from famnet.graph.scope import ROW_DAY, followed
from famnet.stores.model import KIN_TYPES, NODES, REFERENCES, ROWS, Label, RelType
from famnet.stores.neo4j import statements
from famnet.stores.neo4j.days import date_of
from famnet.stores.neo4j.decoding import Found
from famnet.stores.neo4j.shapes import LABEL_OF, day_name
from famnet.vocabulary import NO_DAY, KinKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from famnet.stores.neo4j.connection import Ask
    from famnet.stores.scope import Scope

__all__ = ["find"]

#: Ids sent at a time.
_CHUNK: Final = 5_000
_TABLES: Final = {table.name: table for table in TABLES}


class _Asker:
    """Asks about ids in parts, on one day."""

    def __init__(self, ask: Ask, today: int) -> None:
        self._ask = ask
        self._fixed = {"today": date_of(today), "cut": today != NO_DAY}

    def __call__(
        self, statement: str, ids: Iterable[str], **more: object
    ) -> Iterator[tuple[Any, ...]]:
        # Sorted, so that the same question is asked the same way.
        wanted = sorted(ids)
        for start in range(0, len(wanted), _CHUNK):
            part = wanted[start : start + _CHUNK]
            yield from self._ask(statement, {"ids": part, **self._fixed, **more})

    def reached(self, statement: str, ids: Iterable[str], **more: object) -> set[str]:
        """Return the ids that a statement gives."""
        return {key for (key,) in self(statement, ids, **more)}


def find(ask: Ask, scope: Scope, today: int) -> Found:
    """Find every row of a scope.

    Parameters
    ----------
    ask : Ask
        Asks the server, in one transaction.
    scope : Scope
        What is asked for.
    today : int
        The day that decides what is followed and known.

    Raises
    ------
    UserError
        A seed isn't there.
    """
    asker = _Asker(ask, today)
    persons, households = _seeds(asker, scope.seeds)
    _grow(asker, persons, scope)
    households |= asker.reached(statements.HOMES, persons)
    found = Found()
    keys = {Label.PERSON: persons, Label.HOUSEHOLD: households}
    for label, ids in keys.items():
        table = _TABLES[next(name for name, known in NODES.items() if known is label)]
        found.add_nodes(table, asker(statements.read_nodes(table, by="key"), ids))
    for table in TABLES:
        if table.name in ROWS:
            _links(asker, found, table, keys)
        elif NODES[table.name] not in (Label.PERSON, Label.HOUSEHOLD, Label.PARTNER):
            _nodes(asker, found, table, keys)
    _partners(ask, found)
    return found


def _seeds(asker: _Asker, seeds: tuple[str, ...]) -> tuple[set[str], set[str]]:
    known = {key: (person, home) for key, person, home in asker(statements.SEEDS, set(seeds))}
    for seed in seeds:
        if not any(known.get(seed, ())):
            raise UserError(f"{seed!r} is geen persoon of huishouden in deze levering.")
    persons = {key for key, (person, _) in known.items() if person}
    households = {key for key, (person, home) in known.items() if home and not person}
    return persons | asker.reached(statements.LIVED, households), households


def _grow(asker: _Asker, persons: set[str], scope: Scope) -> None:
    """Add who are reached, one step at a time from who were reached last."""
    follow = followed(scope.kinds, scope.hops)
    types = [KIN_TYPES[kind].value for kind in KinKind if {"kin", str(kind)} & follow]
    ties = [str(kind) for kind in TieKind if {"ties", str(kind)} & follow]
    last = set(persons)
    for _ in range(scope.hops):
        reached: set[str] = set()
        if types:
            reached |= asker.reached(statements.KIN_STEP, last, types=types)
        if ties:
            reached |= asker.reached(statements.TIE_STEP, last, kinds=ties)
        if "homes" in follow:
            reached |= asker.reached(statements.HOME_STEP, last)
        last = reached - persons
        if not last:
            return
        persons |= last


def _links(asker: _Asker, found: Found, table: Table, keys: dict[Label, set[str]]) -> None:
    """Add the relationships of a table; one between persons is found by its tail."""
    row = ROWS[table.name]
    day = day_name(table.name, ROW_DAY[table.name])
    tail = LABEL_OF[table.name, row.tail]
    for head in row.heads:
        by, label = ("tail", tail) if tail in keys else ("head", LABEL_OF[table.name, head])
        text = statements.read_links(table, head, by=by, day=day)
        found.add_links(table, head, asker(text, keys[label]))


def _nodes(asker: _Asker, found: Found, table: Table, keys: dict[Label, set[str]]) -> None:
    """Add the nodes of a table that are about who and what is kept."""
    day = day_name(table.name, ROW_DAY[table.name]) if table.name in ROW_DAY else ""
    about = [r for r in REFERENCES if r.table == table.name and r.type in _ABOUT]
    held: set[str] = set()
    for reference in about:
        target = LABEL_OF[table.name, reference.column]
        text = statements.read_about(table, target, reference.type, day)
        held |= asker.reached(text, keys[target])
    keys[NODES[table.name]] = held
    found.add_nodes(table, asker(statements.read_nodes(table, by="key"), held))


#: What makes a row one about somebody; DERIVED_FROM doesn't, nor do partners.
_ABOUT: Final = frozenset({RelType.ABOUT, RelType.CONCERNS})


def _partners(ask: Ask, found: Found) -> None:
    """Add the partners that what is kept refers to."""
    wanted: set[int] = set()
    for table in TABLES:
        for column in table.columns:
            if column.kind == "ref" and column.target == "partners":
                wanted.update(found.keys(table.name, column.stored))
    table = _TABLES["partners"]
    text = statements.read_nodes(table, by="row")
    found.add_nodes(table, ask(text, {"rows": sorted(wanted)}))
