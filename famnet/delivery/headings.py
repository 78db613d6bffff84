"""From the heading of a file to the columns of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import COMMON, Column, Table, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Headings", "columns_of", "read_headings", "recognised"]

# Dutch names of attributes that must never be loaded (catalogue, blocked_attributes).
_BLOCKED_NL: Final = {
    "etniciteit": "ethnicity",
    "etnische_afkomst": "ethnicity",
    "afkomst": "ethnicity",
    "ras": "ethnicity",
    "race": "ethnicity",
    "race_ethnicity": "ethnicity",
    "migratieachtergrond": "migration_background",
    "herkomst": "migration_background",
    "herkomstland": "migration_background",
    "naamherkomst": "surname_origin",
    "woonwagen": "caravan_site",
    "standplaats": "caravan_site",
    "woonwagenstandplaats": "caravan_site",
    "religie": "religion",
    "geloof": "religion",
    "godsdienst": "religion",
    "kerkgenootschap": "religion",
    "taal": "language",
    "moedertaal": "language",
    "seksuele_gerichtheid": "sexual_orientation",
    "seksuele_geaardheid": "sexual_orientation",
    "seksuele_orientatie": "sexual_orientation",
}


@dataclass(frozen=True, slots=True)
class Headings:
    """What a heading means.

    Parameters
    ----------
    columns : tuple of str or None
        Per cell the column of the contract, None where there is none.
    unknown : mapping of int to str
        Cells that are no column of the table; kept aside.
    blocked : tuple of str
        Headings of attributes that must never be loaded.
    renamed : tuple of (str, str)
        Heading as it stands and the column it was read as.
    twice : tuple of str
        Columns that stand more than once.
    """

    columns: tuple[str | None, ...]
    unknown: Mapping[int, str]
    blocked: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    twice: tuple[str, ...]


def columns_of(declared: Table) -> tuple[Column, ...]:
    """Return the columns of a table, those that every table may carry included."""
    return (*declared.columns, *COMMON)


def recognised(name: str, cells: Sequence[str]) -> int:
    """Return how many cells of a heading are a column of the table."""
    names = _names(name)
    return sum(_word(cell) in names for cell in cells)


def read_headings(name: str, cells: Sequence[str]) -> Headings:
    """Say which column of the contract each cell of a heading is.

    Parameters
    ----------
    name : str
        Table of the contract.
    cells : sequence of str
        First line of the file.

    Notes
    -----
    Case, spaces and hyphens don't matter. Accepted are the names of the contract, their Dutch
    labels, and for a reference the name of the key it points to where only one column does.

    >>> read_headings("persons", ["Persoonsnummer", "kleur", "etniciteit"]).renamed
    (('Persoonsnummer', 'person_id'),)
    """
    names, blocked = _names(name), _blocked()
    columns: list[str | None] = []
    unknown: dict[int, str] = {}
    stopped: list[str] = []
    renamed: list[tuple[str, str]] = []
    for i, cell in enumerate(cells):
        word = _word(cell)
        column = names.get(word)
        columns.append(column)
        if column is not None and word != column:
            renamed.append((cell.strip(), column))
        elif column is None and word in blocked:
            stopped.append(cell.strip())
        elif column is None:
            label = cell.strip()
            unknown[i] = label if label and label not in unknown.values() else f"kolom {i + 1}"
    known = [column for column in columns if column is not None]
    if not known:
        # Then the first line is perhaps no heading but a row, which must not be quoted.
        unknown = {i: f"kolom {i + 1}" for i in range(len(cells))}
        stopped.clear()
    twice = tuple(sorted({column for column in known if known.count(column) > 1}))
    return Headings(tuple(columns), unknown, tuple(stopped), tuple(renamed), twice)


def _word(cell: str) -> str:
    return "_".join(cell.strip().lower().replace("-", " ").split())


@cache
def _names(name: str) -> dict[str, str]:
    columns = columns_of(table(name))
    names: dict[str, str] = {}
    for column in columns:
        names.setdefault(column.label_nl, column.name)
        target = _target_label(column)
        if target:
            names.setdefault(target, column.name)
    # The names of the contract come last: they win.
    names.update({column.name: column.name for column in columns})
    names.pop("", None)
    return names


def _target_label(column: Column) -> str:
    if column.kind != "ref":
        return ""
    target = table(column.target)
    return target.column(target.key).label_nl if target.key == column.name else ""


@cache
def _blocked() -> frozenset[str]:
    never = {
        code
        for code, row in load_catalogue().blocked_attributes.items()
        if row.blocked_as == "never_load"
    }
    return frozenset(never | {word for word, code in _BLOCKED_NL.items() if code in never})
