"""Who holds the regie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from famnet.reports.records import Records
    from famnet.reports.session import Session

__all__ = ["DIRECTION_ROLES", "direction"]

DIRECTION_ROLES: Final = ("process_director", "case_manager")


def direction(session: Session, acts: Records) -> tuple[str, tuple[str, ...]]:
    """Return who holds the regie and the refs for it; "nog niet belegd" where nobody does."""
    for role in DIRECTION_ROLES:
        holders = [h for h in acts.help if h.role == role and h.running]
        if holders:
            names = list(dict.fromkeys(f"{h.partner_name} ({h.role_name})" for h in holders))
            return session.texts.listed(names), tuple(h.ref for h in holders)
    return session.texts("page.no_direction"), ()
