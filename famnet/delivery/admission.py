"""Rules of the catalogue on signals: which roles, which holders, which workspace, what is refuted."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import table
from famnet.vocabulary import SignalStatus, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.delivery.work import Work

__all__ = ["check_admission", "check_roles"]


def check_roles(signals: Work) -> None:
    """Reject signals with a role that their type doesn't allow; an empty role is allowed."""
    if not {"type", "role"} <= signals.coded.keys():
        return
    types, roles = (
        tuple(load_catalogue().signal_types.values()),
        table("signals").column("role").values,
    )
    allowed = np.array([[role in t.allowed_roles for role in roles] for t in types])
    kind, role = signals.coded["type"], signals.coded["role"]
    given = (kind >= 0) & (role >= 0)
    signals.note("role_not_allowed", given & ~allowed[kind, role], "role")


def check_admission(works: Mapping[str, Work], workspace: Workspace | None) -> None:
    """Warn of unusual holders; set aside what the workspace may not see, and what is refuted.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, ids already coded.
    workspace : Workspace or None
        None and ``synthetic`` let every type through.

    Notes
    -----
    A partner may hold what a partner above or below it in the catalogue (``part_of``) holds, and
    what the partner of origin holds. Refuted signals stay in the table: they speak against.
    """
    signals = works["signals"]
    if not {"type", "partner"} <= signals.coded.keys():
        return
    kinds = _partner_kinds(works["partners"])
    _holders(signals, kinds)
    if workspace not in (None, Workspace.SYNTHETIC):
        _admitted(signals, kinds, workspace)
    if "status" in signals.coded:
        refuted = table("signals").column("status").values.index(SignalStatus.REFUTED)
        rows = signals.alive & (signals.coded["status"] == refuted)
        signals.keep_also = rows
        signals.note("refuted", rows, "status")


def _partner_kinds(partners: Work) -> np.ndarray:
    """Return per partner the place of its kind in the catalogue; -1 behind the last."""
    place = {code: i for i, code in enumerate(load_catalogue().partners)}
    implied = [place[code] for code in partners.implied]
    return np.concatenate([partners.ints("kind", -1), np.array([*implied, -1], dtype=np.int64)])


def _holders(signals: Work, kinds: np.ndarray) -> None:
    may = _may_hold()
    rows = np.flatnonzero(signals.alive)
    kind = signals.coded["type"][rows]
    by_deliverer = may[kind, kinds[signals.coded["partner"][rows]]]
    origin = signals.ints("origin_partner", -1)[rows]
    by_origin = may[kind, kinds[origin]] & (origin >= 0)
    signals.note("partner_cannot_hold", rows[~(by_deliverer | by_origin)], "partner_id")


@cache
def _may_hold() -> np.ndarray:
    """Return types x partners: whether the partner, or one above or below it, is a holder."""
    catalogue = load_catalogue()
    above = {code: _chain(code) for code in catalogue.partners}
    return np.array(
        [
            [
                any(holder in above[code] or code in above.get(holder, ()) for holder in t.holders)
                for code in catalogue.partners
            ]
            for t in catalogue.signal_types.values()
        ]
    )


def _chain(code: str) -> tuple[str, ...]:
    partners = load_catalogue().partners
    chain = [code]
    while partners[chain[-1]].part_of:
        chain.append(partners[chain[-1]].part_of)
    return tuple(chain)


def _admitted(signals: Work, kinds: np.ndarray, workspace: Workspace | None) -> None:
    catalogue = load_catalogue()
    types, codes = tuple(catalogue.signal_types), tuple(catalogue.partners)
    rows = np.flatnonzero(signals.alive)
    pair = (
        signals.coded["type"][rows].astype(np.int64) * len(codes)
        + kinds[signals.coded["partner"][rows]]
    )
    distinct, which = np.unique(pair, return_inverse=True)
    admitted = np.array(
        [
            catalogue.admits(types[p // len(codes)], str(workspace), codes[p % len(codes)])
            for p in distinct.tolist()
        ],
        dtype=bool,
    )
    signals.note("not_admitted", rows[~admitted[which]], "type")
