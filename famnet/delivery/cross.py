"""The rules across tables, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.delivery.headings import columns_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.delivery.contract import Column
    from famnet.delivery.work import Work
    from famnet.vocabulary import Workspace

__all__ = ["Circumstances", "check_across"]

_UNKNOWN: Final = {
    "persons": "unknown_person",
    "households": "unknown_household",
    "partners": "unknown_partner",
    "signals": "unknown_signal",
}
# References that only add to a row: where they lead nowhere the cell is emptied, not the row lost.
_SOFT: Final = {
    ("persons", "source_partner_id"): "dangling_partner",
    ("signals", "derived_from"): "dangling_signal",
    ("measures", "decided_by_partner_id"): "dangling_partner",
    ("measures", "partner_id"): "dangling_partner",
    ("measures", "second_partner_id"): "dangling_partner",
    ("actions", "owner_partner_id"): "dangling_partner",
}


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the rules are asked under.

    Parameters
    ----------
    workspace : Workspace or None
        None lets all signals through.
    reference : int or None
        Reference date that was named, as a day number.
    given : bool
        Whether the caller named it, not the delivery.
    """

    workspace: Workspace | None
    reference: int | None
    given: bool = False


def check_across(works: Mapping[str, Work], circumstances: Circumstances) -> None:
    """Ask all rules across tables; rows that fail are set aside, in one fixed order."""
    for name in ("partners", "persons", "households"):
        _unknown(works, works[name])
    for name in ("memberships", "kinships", "ties", "signals"):
        _unknown(works, works[name])
    for name in ("referrals", "involvements", "measures", "requests", "actions"):
        _unknown(works, works[name])


def _unknown(works: Mapping[str, Work], work: Work) -> None:
    """Set aside rows that name an id that isn't (usably) there."""
    for column in columns_of(work.declared):
        if column.kind == "ref" and column.stored in work.coded:
            lost = _lost(works, work, column) & work.alive
            code = _SOFT.get((work.declared.name, column.name), _UNKNOWN[column.target])
            work.note(code, lost, column.name)


def _lost(works: Mapping[str, Work], work: Work, column: Column) -> np.ndarray:
    target, codes = works[column.target], work.coded[column.stored]
    there = np.concatenate(
        [target.alive | target.keep_also, np.ones(len(target.implied) + 1, bool)]
    )
    there[-1] = False
    return np.asarray(work.given[column.stored] & ~there[codes])
