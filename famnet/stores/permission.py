"""Who may open what is stored: the grant must be for the same case, purpose and workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from famnet.config import Settings
from famnet.errors import Refused
from famnet.governance import grant_for

if TYPE_CHECKING:
    from famnet.governance import Grant
    from famnet.stores.info import StoreInfo
    from famnet.stores.scope import Scope

__all__ = ["permitted", "same_case", "within_subjects"]


def permitted(info: StoreInfo, grant: Grant | None, settings: Settings | None) -> Grant:
    """Return the grant under which a store may be opened, or refuse and say what is missing.

    Parameters
    ----------
    info : StoreInfo
        What stands in it.
    grant : Grant or None
        What the caller holds; None: what the settings say.
    settings : Settings or None
        Purpose, case and workspace as the user said them.

    Raises
    ------
    Refused
        The store isn't synthetic and purpose, case or workspace is missing or another one.
    """
    if info.synthetic:
        asked = replace(settings or Settings(), workspace=info.workspace)
        return grant or grant_for(asked, synthetic=True)
    held = grant or grant_for(settings or Settings(), synthetic=False)
    other = [
        option
        for option, same in (
            ("--case", held.case == info.case),
            ("--workspace", held.workspace is info.workspace),
            ("--purpose", _words(held.purpose) == _words(info.purpose)),
        )
        if not same
    ]
    if other:
        raise Refused(
            "De store is gevuld voor een andere zaak, een ander doel of een andere werkruimte:"
            f" {', '.join(other)} komt niet overeen.",
            hint="Open de store voor de zaak waarvoor hij is gevuld, of laad de levering van uw"
            " eigen zaak in een eigen store.",
        )
    return held


def same_case(info: StoreInfo, grant: Grant, *, synthetic: bool) -> bool:
    """Say whether what stands there may be replaced: it is of the same case."""
    if info.synthetic or synthetic:
        return info.synthetic and synthetic
    return info.case == grant.case


def within_subjects(grant: Grant, scope: Scope | None) -> None:
    """Refuse to read more than a grant that is limited to some subjects allows.

    Raises
    ------
    Refused
        The grant names subjects and something else is asked for.
    """
    if grant.subjects and (scope is None or not set(scope.seeds) <= set(grant.subjects)):
        raise Refused(
            "De toestemming geldt alleen voor bepaalde personen of huishoudens.",
            hint="Vraag alleen om hen: Scope(seeds=...).",
        )


def _words(text: str) -> list[str]:
    return text.casefold().split()
