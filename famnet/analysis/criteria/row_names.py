"""How rows are named as evidence, and partners in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

    from famnet.analysis.criteria.fact import Name
    from famnet.analysis.criteria.look import Look

__all__ = ["partner_names", "row_ids"]

_KEYS: Final = {"referrals": "referral_id", "measures": "measure_id"}


def row_ids(name: str, rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the ids of rows as evidence: table and id; the line where a table has no ids."""
    return tuple(f"{name}:{value}" for value in rows[_KEYS.get(name, "line")].tolist())


def partner_names(look: Look, rows: pd.DataFrame, column: str = "partner") -> tuple[Name, ...]:
    """Return what the partners in a column are, each once."""
    kinds = (look.view.kinds[code] for code in rows[column].tolist() if code >= 0)
    return tuple(("partners", kind) for kind in dict.fromkeys(kinds))
