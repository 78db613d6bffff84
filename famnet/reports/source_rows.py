"""The delivered rows behind fact ids, each with a digest of its content as it was used.

A digest leaves out what identifies (of a birth the year stays), the line in the file, and the codes
that join rows of one incident or family: rows elsewhere in the file don't change it. References are
taken by the id of the row they point to.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

import pandas as pd

from famnet.delivery.contract import COMMON, TABLES, Column, Table
from famnet.vocabulary import FOREVER, NO_DAY, format_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

    from famnet.draw.family.facts import FactIndex
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Source", "SourceRows"]

_TABLES: Final = {table.name: table for table in TABLES}
_DIGEST: Final = 8


@dataclass(frozen=True, slots=True)
class Source:
    """One row that statements rest on.

    Parameters
    ----------
    fact : str
        Its fact id (``famnet.reports.fact_ids``).
    digest : str
        Of its content.
    about : str
        Of a row without an id of its own: whom and what it joins. Two rows with the same are the
        same row told anew.
    """

    fact: str
    digest: str
    about: str = ""


class SourceRows:
    """Rows by fact id.

    Parameters
    ----------
    graph : FamilyGraph
        The accepted rows.
    facts : FactIndex
        Its look-ups.
    """

    def __init__(self, graph: FamilyGraph, facts: FactIndex) -> None:
        self._graph = graph
        self._facts = facts
        self._ids: dict[str, np.ndarray] = {}
        self._contents: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def __repr__(self) -> str:
        return f"<SourceRows of {self._graph!r}>"

    def of(self, facts: Iterable[str]) -> dict[str, Source]:
        """Return the source of each fact id; one without a row isn't in it.

        Notes
        -----
        One look-up per table, O(k log n) for k facts after an index of O(n).
        """
        asked: dict[str, list[str]] = {}
        for fact in dict.fromkeys(facts):
            name, _, _ = fact.partition(":")
            if name in _TABLES:
                asked.setdefault(name, []).append(fact)
        found: dict[str, Source] = {}
        for name, those in asked.items():
            found |= self._of_table(_TABLES[name], those)
        return found

    def ids(self, name: str, rows: Iterable[int]) -> list[str]:
        """Return what stands after the colon in the fact ids of some rows."""
        column = _TABLES[name].key or "line"
        return [str(row[column]) for row in self._facts.records(name, list(rows), (column,))]

    def _of_table(self, table: Table, facts: list[str]) -> dict[str, Source]:
        keys = [unquote(fact.partition(":")[2]) for fact in facts]
        frame = self._graph.tables[table.name]
        if table.key:
            places = pd.Index(frame[table.key]).get_indexer(pd.Index(keys, dtype="str"))
        else:
            lines = [int(key) if key.isdecimal() else -1 for key in keys]
            index = pd.Index(frame["line"].to_numpy())
            places = index.get_indexer(pd.Index(lines)) if index.is_unique else _first(index, lines)
        there = [(fact, int(at)) for fact, at in zip(facts, places, strict=True) if at >= 0]
        rows = self._facts.records(table.name, [at for _, at in there])
        return {
            fact: Source(
                fact,
                _digest([_value(self, column, row) for column in _used(table)]),
                "" if table.key else _digest([_value(self, c, row) for c in _joins(table)]),
            )
            for (fact, _), row in zip(there, rows, strict=True)
        }

    def contents(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the digests of all rows of a table without ids: of their content, and of what they join.

        Notes
        -----
        O(n) for the n rows of the table, once.
        """
        if name not in self._contents:
            lines = self._graph.tables[name]["line"].tolist()
            found = self._of_table(_TABLES[name], [f"{name}:{line}" for line in lines]).values()
            self._contents[name] = (
                frozenset(source.digest for source in found),
                frozenset(source.about for source in found),
            )
        return self._contents[name]

    def id_at(self, table: str, code: int) -> str:
        """Return the id of the row a reference points to; empty for none."""
        if code < 0:
            return ""
        if table not in self._ids:
            self._ids[table] = self._graph.tables[table][_TABLES[table].key].to_numpy(object)
        return str(self._ids[table][code])


def _first(index: pd.Index, lines: list[int]) -> list[int]:
    """Return the first place of each line where several files delivered one table."""
    places: dict[int, int] = {}
    for place, line in enumerate(index.tolist()):
        places.setdefault(line, place)
    return [places.get(line, -1) for line in lines]


def _used(table: Table) -> tuple[Column, ...]:
    birth = {"birth_date"}
    return tuple(
        column
        for column in (*table.columns, *COMMON)
        if column.kind != "group" and (not column.identifying or column.name in birth)
    )


def _joins(table: Table) -> tuple[Column, ...]:
    return tuple(c for c in table.columns if c.kind == "ref" or c.name in ("kind", "life_domain"))


def _value(rows: SourceRows, column: Column, row: dict[str, object]) -> str:
    if column.kind == "date":
        text = _days(row[column.name], row[f"{column.name}_hi"])
        return text[:4] if column.identifying else text
    value = row[column.stored]
    if column.kind == "ref":
        return rows.id_at(column.target, int(value))  # type: ignore[call-overload]
    if value is None or value != value:  # noqa: PLR0124  # NaN
        return ""
    return str(value)


def _days(low: object, high: object) -> str:
    edges = (NO_DAY, FOREVER)
    return "/".join(str(day) if day in edges else format_day(int(day)) for day in (low, high))  # type: ignore[call-overload]


def _digest(words: list[str]) -> str:
    text = json.dumps(words, ensure_ascii=False)
    return hashlib.blake2b(text.encode(), digest_size=_DIGEST).hexdigest()
