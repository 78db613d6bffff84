"""A delivery that was read and checked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from famnet.delivery.info import DeliveryInfo
    from famnet.delivery.report import CheckReport

__all__ = ["Delivery"]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Delivery:
    """The accepted rows of a delivery, what identifies people kept apart.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        All twelve tables of the contract, coded (``famnet.delivery.contract``), rows in the order
        of the file. Refuted signals are in ``signals``, though the report counts them as set aside.
    identifying : mapping of str to pandas.DataFrame
        For persons, households and signals: the key and the identifying columns as text, row by row
        beside ``tables``.
    info : DeliveryInfo
        What the delivery says about itself.
    as_of : int
        The reference date as a day number; NO_DAY where there is no date at all.
    report : CheckReport
        Sums and faults.
    aside : mapping of str to pandas.DataFrame
        Columns that are not in the contract, with the line of each row; only tables that have any.
    """

    tables: Mapping[str, pd.DataFrame]
    identifying: Mapping[str, pd.DataFrame]
    info: DeliveryInfo
    as_of: int
    report: CheckReport
    aside: Mapping[str, pd.DataFrame] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Show counts, never a person."""
        counts = ", ".join(
            f"{len(frame):,} {name}" for name, frame in self.tables.items() if len(frame)
        )
        return f"Delivery({counts}; as of {format_day(self.as_of) or 'no date'})"
