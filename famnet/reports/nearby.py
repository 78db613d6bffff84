"""Which partners work where the people of a page live: only of them silence says anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.reach import reach_of

if TYPE_CHECKING:
    from famnet.draw.family.people import Family
    from famnet.reports.session import Session

__all__ = ["near_partners"]


def near_partners(session: Session, family: Family) -> set[int]:
    """Return the codes of the partners that can be asked where the households of a page are."""
    units = np.array([home.unit for home in family.households], dtype=np.int32)
    _, partners = reach_of(session.graph).of_windows(np.array([0, len(units)]), units)
    return set(partners.tolist())
