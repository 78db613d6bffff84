"""Closed words of the delivery as numbers: the place of a word in the contract's or catalogue's list."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import COMMON, table

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["code", "codes", "words"]


@cache
def words(table_name: str, column_name: str) -> tuple[str, ...]:
    """Return the words a closed or catalogue column may hold, in order.

    >>> words("persons", "sex")[:2]
    ('male', 'female')
    """
    common = [column for column in COMMON if column.name == column_name]
    column = common[0] if common else table(table_name).column(column_name)
    if column.kind == "closed":
        return column.values
    if column.kind == "code":
        return tuple(getattr(load_catalogue(), column.target))
    raise KeyError(f"{table_name}.{column_name} is not a closed column")


def code(table_name: str, column_name: str, word: str) -> int:
    """Return the number of a word; KeyError where it is not in the list.

    >>> code("persons", "sex", "female")
    1
    """
    try:
        return words(table_name, column_name).index(word)
    except ValueError:
        raise KeyError(f"{word!r} is no {table_name}.{column_name}") from None


def codes(table_name: str, column_name: str, given: list[str]) -> NDArray[np.int16]:
    """Return the numbers of several words; -1 for an empty one."""
    numbers = [code(table_name, column_name, word) if word else -1 for word in given]
    return np.array(numbers, dtype=np.int16)
