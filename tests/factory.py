"""Small worlds for tests, written as tables of words; no file and no reader in between.

It encodes by the contract on its own, one row at a time, so that tests of the graph and of the
analysis don't rest on the delivery's reader.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import cache

import numpy as np
import pandas as pd

from famnet.catalogue import load_catalogue
from famnet.config import Settings
from famnet.delivery.contract import COMMON, TABLES, Column, Table
from famnet.governance import grant_for
from famnet.graph.family_graph import FamilyGraph
from famnet.vocabulary import FOREVER, NO_DAY, Workspace, day_from_date


def rows(text: str) -> list[dict[str, str]]:
    """Read a table of words: first line the columns, ``-`` for empty, ``_`` for a space."""
    lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    header = lines[0]
    return [
        {
            name: "" if word == "-" else word.replace("_", " ") if name == "name" else word
            for name, word in zip(header, line, strict=True)
        }
        for line in lines[1:]
    ]


def day(text: str) -> int:
    """Return the day number of an ISO date."""
    return day_from_date(dt.date.fromisoformat(text))


def make_graph(
    as_of: str | None = "2026-01-01",
    workspace: Workspace = Workspace.SYNTHETIC,
    **tables: str | list[dict[str, str]],
) -> FamilyGraph:
    """Build a graph of tables; missing tables are empty, implied partners and households added."""
    given = {
        name: rows(value) if isinstance(value, str) else value for name, value in tables.items()
    }
    _imply(given, "memberships", "household_id", "households", {"kind": "private"})
    codes = {partner.code for partner in load_catalogue().partners.values()}
    wanted = {
        row.get(column, "")
        for name in ("signals", "referrals", "involvements", "measures", "requests", "actions")
        for row in given.get(name, [])
        for column in (
            "partner_id",
            "origin_partner_id",
            "from_partner_id",
            "to_partner_id",
            "decided_by_partner_id",
            "second_partner_id",
            "owner_partner_id",
        )
    } - {"", *(row["partner_id"] for row in given.get("partners", []))}
    given.setdefault("partners", []).extend(
        {"partner_id": code, "kind": code} for code in sorted(wanted) if code in codes
    )
    keys = {
        table.name: {row[table.key]: i for i, row in enumerate(given.get(table.name, []))}
        for table in TABLES
        if table.key
    }
    built = {table.name: _frame(table, given.get(table.name, []), keys) for table in TABLES}
    settings = Settings(workspace=workspace)
    return FamilyGraph(
        tables=built,
        as_of=NO_DAY if as_of is None else day(as_of),
        synthetic=True,
        workspace=workspace,
        grant=grant_for(settings, synthetic=True),
    )


def _imply(
    given: dict[str, list[dict[str, str]]],
    table: str,
    column: str,
    target: str,
    extra: dict[str, str],
) -> None:
    present = {row[column] for row in given.get(target, [])}
    for row in given.get(table, []):
        if row[column] not in present:
            present.add(row[column])
            given.setdefault(target, []).append({column: row[column], **extra})


def _frame(
    table: Table, data: list[dict[str, str]], keys: dict[str, dict[str, int]]
) -> pd.DataFrame:
    # Most tables of most worlds are empty; copies of one are cheap, and nobody can write in them.
    return _filled(table, data, keys) if data else _empty(table).copy(deep=False)


@cache
def _empty(table: Table) -> pd.DataFrame:
    return _filled(table, [], {})


def _filled(
    table: Table, data: list[dict[str, str]], keys: dict[str, dict[str, int]]
) -> pd.DataFrame:
    out: dict[str, object] = {}
    for column in (*table.columns, *COMMON):
        words = [row.get(column.name, "") for row in data]
        # Birth dates stay in: ages are computed from them (family_graph.py).
        if column.identifying and column.kind != "date":
            continue
        out.update(_encode(column, words, keys))
    out["line"] = np.arange(2, len(data) + 2, dtype=np.int32)
    return pd.DataFrame(out)


def _encode(column: Column, words: list[str], keys: dict[str, dict[str, int]]) -> dict[str, object]:
    name = column.stored
    if column.kind == "ref":
        return {
            name: np.array([keys[column.target][w] if w else -1 for w in words], dtype=np.int32)
        }
    if column.kind == "group":
        seen: dict[str, int] = {}
        return {
            name: np.array(
                [seen.setdefault(w, len(seen)) if w else -1 for w in words], dtype=np.int32
            )
        }
    if column.kind == "date":
        empty = FOREVER if column.name in ("end_date", "death_date") else NO_DAY
        pairs = [_readings(w, empty) for w in words]
        return {
            name: np.array([low for low, _ in pairs], dtype=np.int32),
            f"{name}_hi": np.array([high for _, high in pairs], dtype=np.int32),
        }
    if column.kind in ("closed", "code"):
        values = column.values or tuple(getattr(load_catalogue(), column.target))  # noqa: PD011
        default = {"certainty": "confirmed"}.get(column.name)
        cells = [w or default for w in words]
        kind, places = _categories(tuple(values))
        assert all(cell in places for cell in cells), (column.name, cells)
        return {name: pd.Categorical.from_codes([places[cell] for cell in cells], dtype=kind)}
    if column.kind == "number":
        return {name: np.array([float(w) if w else np.nan for w in words], dtype=np.float32)}
    if column.kind == "flag":
        return {name: np.array([w in ("true", "1", "J", "ja") for w in words], dtype=bool)}
    return {name: pd.array(words, dtype="str")}


@cache
def _categories(values: tuple[str, ...]) -> tuple[pd.CategoricalDtype, dict[str | None, int]]:
    """Return the type of a column of words, and the place of each of them, empty before all."""
    return pd.CategoricalDtype(list(values)), {None: -1} | {v: i for i, v in enumerate(values)}


def _readings(word: str, empty: int) -> tuple[int, int]:
    if not word:
        return empty, empty
    parts = [int(part) for part in word.split("-")]
    if len(parts) == 3:
        return (day(word), day(word))
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], None)
    last = dt.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    return day_from_date(dt.date(year, month or 1, 1)), day_from_date(last)
