"""The rules across tables, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.delivery.admission import check_admission
from famnet.delivery.descent import check_descent
from famnet.delivery.headings import columns_of
from famnet.delivery.lifetime import check_events, check_measures
from famnet.delivery.residence import check_residence

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
    """

    workspace: Workspace | None
    reference: int | None


def check_across(works: Mapping[str, Work], circumstances: Circumstances) -> None:
    """Ask all rules across tables.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, ids already coded; states and faults are added to them.
    circumstances : Circumstances
        Workspace and reference date.

    Notes
    -----
    In one fixed order, so that a row that names a row that was set aside is set aside too: persons,
    then what ties them, then signals, then what names signals. Within a table unknown ids come
    first. A row that was lost is not asked further.
    """
    for name in ("persons", "households", "memberships", "kinships", "ties"):
        _unknown(works, works[name])
    check_descent(works)
    check_residence(works)
    signals = works["signals"]
    _unknown(works, signals, later="derived_from")
    check_events(works, circumstances.reference)
    check_admission(works, circumstances.workspace)
    _own_source(signals)
    _unknown(works, signals, only="derived_from")
    for name in ("referrals", "involvements", "measures", "requests", "actions"):
        _unknown(works, works[name])
    check_measures(works)


def _unknown(works: Mapping[str, Work], work: Work, *, later: str = "", only: str = "") -> None:
    """Set aside rows that name an id that isn't (usably) there."""
    for column in columns_of(work.declared):
        asked = column.name == only if only else column.name != later
        if column.kind == "ref" and column.stored in work.coded and asked:
            lost = _lost(works, work, column) & (work.alive | work.keep_also)
            code = _SOFT.get((work.declared.name, column.name), _UNKNOWN[column.target])
            work.note(code, lost, column.name)


def _own_source(signals: Work) -> None:
    """Empty a reference of a signal to itself: it says nothing, and would be a circle."""
    source = signals.coded.get("derived_from")
    if source is not None:
        own = source == np.arange(len(source))
        signals.note(
            "derived_from_itself", own & (signals.alive | signals.keep_also), "derived_from"
        )
        signals.coded["derived_from"] = np.where(own, np.int32(-1), source)
        signals.given["derived_from"] &= ~own


def _lost(works: Mapping[str, Work], work: Work, column: Column) -> np.ndarray:
    target, codes = works[column.target], work.coded[column.stored]
    there = np.concatenate(
        [target.alive | target.keep_also, np.ones(len(target.implied) + 1, bool)]
    )
    there[-1] = False
    return np.asarray(work.given[column.stored] & ~there[codes])
