"""Days of a table as dates of the server and back, without loss.

A date column ``x`` with readings ``low`` and ``high`` becomes ``x`` (absent where ``low`` is the
column's own "not given"), ``x_latest`` and ``x_text`` where ``high`` is another day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from famnet.errors import UserError
from famnet.graph.day_text import text_of
from famnet.vocabulary import FOREVER, NO_DAY, date_from_day

if TYPE_CHECKING:
    import numpy.typing as npt

    Days = npt.NDArray[np.int32]

__all__ = ["cells_of_days", "date_of", "day_of", "days_of_cells", "empty_of"]

#: What stands for "before all" and "for ever" where a column can't be left out.
_FIRST: Final = dt.date(1, 1, 1)
_LAST: Final = dt.date(9999, 12, 31)
_EPOCH: Final = dt.date(1970, 1, 1).toordinal()
_ENDS: Final = {_FIRST.toordinal(): NO_DAY, _LAST.toordinal(): FOREVER}


def empty_of(column: str) -> int:
    """Return what a date column holds where nothing is given (famnet.delivery.contract)."""
    return FOREVER if column in ("end_date", "death_date") else NO_DAY


def date_of(day: int) -> dt.date:
    """Return the date of a day number; the first and last there are for NO_DAY and FOREVER.

    >>> date_of(0), date_of(FOREVER)
    (datetime.date(1970, 1, 1), datetime.date(9999, 12, 31))
    """
    if day == NO_DAY:
        return _FIRST
    if day == FOREVER:
        return _LAST
    try:
        made = date_from_day(day)
    except OverflowError:
        made = None
    if made is None:
        raise UserError(
            "Een datum ligt voor het jaar 1 of na het jaar 9999.",
            hint="Verbeter die datum; een Neo4j-server kent hem niet.",
        )
    return made


def day_of(value: Any) -> int:  # noqa: ANN401  # a date of the driver, or of Python
    """Return the day number of a date; the inverse of ``date_of``.

    >>> day_of(dt.date(1970, 1, 2))
    1
    """
    ordinal = int(value.toordinal() if isinstance(value, dt.date) else value.to_ordinal())
    return _ENDS.get(ordinal, ordinal - _EPOCH)


def cells_of_days(
    low: Days, high: Days, empty: int
) -> tuple[list[dt.date | None], list[dt.date | None], list[str | None]]:
    """Return what stands on the server for the readings of a column: day, latest, text.

    Parameters
    ----------
    low, high : int32 array
        Earliest and latest readings.
    empty : int
        What both are where nothing is given.
    """
    pairs = list(zip(low.tolist(), high.tolist(), strict=True))
    # Far fewer days than rows.
    made = {pair: _cells(*pair, empty) for pair in set(pairs)}
    cells = [made[pair] for pair in pairs]
    return [c[0] for c in cells], [c[1] for c in cells], [c[2] for c in cells]


def _cells(low: int, high: int, empty: int) -> tuple[dt.date | None, dt.date | None, str | None]:
    first = None if low == empty else date_of(low)
    if low == high:
        return first, None, None
    return first, date_of(high), text_of(low, high, empty=empty)


def days_of_cells(first: list[Any], latest: list[Any], empty: int) -> tuple[Days, Days]:
    """Return the readings of a column from what stands on the server; inverse of ``cells_of_days``."""
    low = [empty if cell is None else day_of(cell) for cell in first]
    high = [day if cell is None else day_of(cell) for day, cell in zip(low, latest, strict=True)]
    return np.array(low, dtype=np.int32), np.array(high, dtype=np.int32)
