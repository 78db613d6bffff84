"""The lists of the catalogue as an answer of the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from famnet.answers import Answer
from famnet.catalogue.listing import LISTS, listing
from famnet.errors import WrongUse

__all__ = ["ListAnswer", "answer"]

_OTHER = {"nl": "_en", "en": "_nl"}


@dataclass(frozen=True, slots=True)
class ListAnswer(Answer):
    """One list: its columns and rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: tuple[str, ...]

    def _fields(self) -> dict[str, Any]:
        rows = [dict(zip(self.columns, row, strict=True)) for row in self.rows]
        return {"name": self.name, "columns": list(self.columns), "rows": rows}

    def to_text(self) -> str:
        """Return the columns of one language, tab-separated; the JSON has them all."""
        kept = [i for i, column in enumerate(self.columns) if column in self.narrow]
        lines = ["\t".join(self.columns[i] for i in kept)]
        lines += ["\t".join(row[i] for i in kept) for row in self.rows]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class NamesAnswer(Answer):
    """Which lists there are."""

    lists: tuple[str, ...]

    def to_text(self) -> str:
        """Return one name a line."""
        return "\n".join(self.lists)


def answer(name: str, *, lang: str) -> ListAnswer | NamesAnswer:
    """Return one list of the catalogue, or the names of all where none is named.

    Parameters
    ----------
    name : str
        One of the lists, or empty.
    lang : str
        ``nl`` or ``en``: which labels the text shows; the JSON has both.

    Raises
    ------
    WrongUse
        There is no such list or language.
    """
    if lang not in _OTHER:
        raise WrongUse(f"Taal {lang!r} is er niet.", hint="Kies --lang nl of --lang en.")
    if not name:
        return NamesAnswer(LISTS)
    columns, rows = listing(name)
    narrow = tuple(column for column in columns if not column.endswith(_OTHER[lang]))
    return ListAnswer(name, tuple(columns), tuple(tuple(row) for row in rows), narrow)
