"""The database of one reading, and numbers out of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import duckdb
import numpy as np

from famnet.delivery.dates import MACROS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["numbers", "opened"]


@contextmanager
def opened() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory with the macros for dates; no file of it remains."""
    with duckdb.connect() as db:
        for macro in MACROS:
            db.execute(macro)
        yield db


def numbers(db: duckdb.DuckDBPyConnection, query: str) -> dict[str, np.ndarray]:
    """Return the columns of a query whose values are numbers or booleans without nulls."""
    return {name: np.asarray(values) for name, values in db.execute(query).fetchnumpy().items()}
