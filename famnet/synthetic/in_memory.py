"""Tables of a world as a checked delivery, without writing and reading files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import COMMON, TABLES, Column, Table
from famnet.delivery.delivery import Delivery
from famnet.delivery.faults import fault_table
from famnet.delivery.report import CheckReport
from famnet.synthetic.write import PREFIXES
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from famnet.delivery.info import DeliveryInfo
    from famnet.synthetic.world import Columns

__all__ = ["delivery_of"]

_MONTH, _YEARS = 1, (2, 3, 4)


def delivery_of(
    tables: dict[str, Columns], partner_ids: tuple[str, ...], width: int, info: DeliveryInfo
) -> Delivery:
    """Return tables as the delivery that reading them would give.

    Parameters
    ----------
    tables : dict
        Columns per table, in the form of ``world.Columns``; a table may be missing.
    partner_ids : tuple of str
        Ids of the partners by row number.
    width : int
        Digits of an id.
    info : DeliveryInfo
        What it says about itself.

    Notes
    -----
    Identifying columns stay empty. Nothing is checked: a world is made to be right (the tests read it
    back from files and compare). Linear in the number of rows.
    """
    day = NO_DAY if info.reference_date is None else info.reference_date
    incidents = _numbering(
        [tables.get(name, {}).get("incident_id") for name in ("ties", "signals")]
    )
    frames = {}
    for declared in TABLES:
        given = tables.get(declared.name, {})
        frames[declared.name] = _frame(declared, given, (partner_ids, width, incidents))
    identifying = {
        declared.name: _blank(declared, frames[declared.name])
        for declared in TABLES
        if any(column.identifying for column in declared.columns)
    }
    report = CheckReport(
        files=(), faults=fault_table({}, []), as_of=day, synthetic=info.synthetic, usable=True
    )
    return Delivery(frames, identifying, info, day, report)


def _frame(
    declared: Table,
    given: Columns,
    how: tuple[tuple[str, ...], int, NDArray[np.int32]],
) -> pd.DataFrame:
    rows = len(next(iter(given.values()))) if given else 0
    out: dict[str, Any] = {}
    for column in (*declared.columns, *COMMON):
        if column.identifying and column.kind != "date":
            continue
        values = given.get(column.name)
        if column.kind == "date":
            out.update(_dates(column, values, given.get("birth_precision"), rows))
        elif column.kind == "key":
            out[column.name] = _keys(declared, rows, how)
        elif column.kind == "group":
            numbers = how[2] if column.name == "incident_id" else _numbering([values])
            out[column.stored] = _grouped(values, numbers, rows)
        else:
            out[column.stored] = _plain(column, values, rows)
    out["line"] = np.arange(2, rows + 2, dtype=np.int32)
    return pd.DataFrame(out, copy=False)


def _keys(
    declared: Table, rows: int, how: tuple[tuple[str, ...], int, NDArray[np.int32]]
) -> pd.Series[str]:
    partner_ids, width, _ = how
    if declared.name == "partners":
        return pd.Series(list(partner_ids)[:rows], dtype="str")
    number = pd.Series(np.arange(1, rows + 1)).astype("str").str.zfill(width)
    return (PREFIXES[declared.name] + number).astype("str")


def _plain(column: Column, values: NDArray[Any] | None, rows: int) -> Any:  # noqa: ANN401
    if column.kind == "text":
        return pd.Series([""] * rows if values is None else list(values), dtype="str")
    if column.kind == "number":
        return np.full(rows, np.nan, np.float32) if values is None else values.astype(np.float32)
    if column.kind == "flag":
        return np.zeros(rows, np.bool_) if values is None else values.astype(np.bool_)
    numbers = np.full(rows, -1, np.int32) if values is None else values
    if column.kind == "ref":
        return numbers.astype(np.int32)
    known = column.values or tuple(getattr(load_catalogue(), column.target))  # noqa: PD011
    if numbers.dtype == object:
        numbers = np.array([known.index(word) if word else -1 for word in numbers], np.int16)
    if column.name == "certainty":
        numbers = np.maximum(numbers, 0)
    return pd.Categorical.from_codes(numbers.astype(np.int16), categories=pd.Index(known))


def _dates(
    column: Column, values: NDArray[Any] | None, precision: NDArray[Any] | None, rows: int
) -> dict[str, NDArray[np.int32]]:
    empty = FOREVER if column.name in ("end_date", "death_date") else NO_DAY
    low = np.full(rows, empty, np.int32) if values is None else values.astype(np.int32)
    low = np.where((low == FOREVER) | (low == NO_DAY), empty, low).astype(np.int32)
    high = low.copy()
    if column.name == "birth_date" and precision is not None:
        for unit, which in (
            ("M", precision == _MONTH),
            ("Y", np.isin(precision, _YEARS)),
        ):
            rows_of = np.flatnonzero(which & (low != NO_DAY))
            period = low[rows_of].astype("datetime64[D]").astype(f"datetime64[{unit}]")
            low[rows_of] = period.astype("datetime64[D]").astype(np.int64)
            high[rows_of] = (period + 1).astype("datetime64[D]").astype(np.int64) - 1
    return {column.name: low, f"{column.name}_hi": high}


def _numbering(columns: list[NDArray[Any] | None]) -> NDArray[np.int32]:
    """Return new numbers per old one, in order of first appearance."""
    given = [column for column in columns if column is not None]
    if not given:
        return np.zeros(0, np.int32)
    every = np.concatenate(given)
    every = every[every >= 0]
    old, first = np.unique(every, return_index=True)
    numbers = np.full(int(old[-1]) + 1 if len(old) else 0, -1, np.int32)
    numbers[old[np.argsort(first, kind="stable")]] = np.arange(len(old), dtype=np.int32)
    return numbers


def _grouped(
    values: NDArray[Any] | None, numbers: NDArray[np.int32], rows: int
) -> NDArray[np.int32]:
    if values is None or not len(numbers):
        return np.full(rows, -1, np.int32)
    return np.where(values >= 0, numbers[np.maximum(values, 0)], -1).astype(np.int32)


def _blank(declared: Table, frame: pd.DataFrame) -> pd.DataFrame:
    key = declared.key
    assert key is not None
    names = [column.name for column in declared.columns if column.identifying]
    blank = pd.Series([""] * len(frame), dtype="str")
    return pd.DataFrame({key: frame[key], **dict.fromkeys(names, blank)})
