"""How rows are named as evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["row_ids"]

_KEYS: Final = {"referrals": "referral_id", "measures": "measure_id"}


def row_ids(name: str, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the ids of rows as evidence: table and id; the line where a table has no ids."""
    return tuple(f"{name}:{value}" for value in rows[_KEYS.get(name, "line")].tolist())
