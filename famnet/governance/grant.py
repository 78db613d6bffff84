"""The grant: who may do what, with which data, for what purpose.

Building a graph, writing a report or an export, and reading or writing a store each demand one
(GDPR art. 5(1)(b) and 6; WGS art. 1.8). A delivery that says it is synthetic gets one silently; any
other must name purpose, case and workspace.
"""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.errors import Refused
from famnet.governance.audit import record
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from famnet.config import Settings

__all__ = ["Grant", "demand", "grant_for"]

ACTIONS = frozenset({"build_graph", "read", "write", "report", "export", "key_file", "purge"})


@dataclass(frozen=True, slots=True)
class Grant:
    """Permission to use data.

    Parameters
    ----------
    who : str
        Account name of the user; ends up in the audit log only.
    workspace : Workspace
        Legal world that decides which signal types may enter.
    purpose, case, ground : str
        What for, which case, on what legal ground.
    subjects : tuple of str
        Ids of persons, households or networks it is limited to; empty: the whole delivery.
    expires : int or None
        Day number (famnet.vocabulary) after which it no longer holds; None: with the run.
    """

    who: str
    workspace: Workspace
    purpose: str
    case: str
    ground: str
    subjects: tuple[str, ...] = ()
    expires: int | None = None


def grant_for(settings: Settings, *, synthetic: bool, subjects: tuple[str, ...] = ()) -> Grant:
    """Make a grant from what the user said, or refuse and say what is missing.

    Raises
    ------
    Refused
        The data isn't synthetic and purpose, case or workspace is missing.
    """
    if synthetic:
        workspace = settings.workspace or Workspace.SYNTHETIC
        purpose = settings.purpose or "synthetische gegevens"
        case = settings.case or "synthetisch"
        return Grant(_who(), workspace, purpose, case, "geen persoonsgegevens", subjects)
    missing = [
        option
        for option, value in (
            ("--purpose", settings.purpose),
            ("--case", settings.case),
            ("--workspace", settings.workspace),
        )
        if not value
    ]
    if settings.workspace is Workspace.SYNTHETIC:
        missing.append(
            "--workspace riec, zvh of local (synthetic is er alleen voor synthetische gegevens)"
        )
    if missing or settings.workspace is None:
        message = (
            "Deze levering zegt niet dat zij synthetisch is. famnet werkt alleen met"
            f" persoonsgegevens als het doel vaststaat. Er ontbreekt: {', '.join(missing)}."
        )
        hint = (
            'Geef bijvoorbeeld: --purpose "casusoverleg" --case ZVH-2026-014 --workspace zvh.'
            " Is de levering synthetisch? Zet dan synthetic = true in delivery.toml."
        )
        raise Refused(message, hint=hint)
    ground = {
        Workspace.RIEC: "WGS hoofdstuk 2, paragraaf 2.2 (RIEC)",
        Workspace.ZVH: "WGS hoofdstuk 2, paragraaf 2.3 (ZVH)",
        Workspace.LOCAL: "eigen grondslag van de leverancier",
    }[settings.workspace]
    return Grant(_who(), settings.workspace, settings.purpose, settings.case, ground, subjects)


def demand(grant: Grant | None, action: str, *, detail: str = "", as_of: int | None = None) -> None:
    """Let an action through only with a valid grant, and leave an audit event.

    Parameters
    ----------
    grant : Grant or None
        What the caller holds.
    action : str
        One of ``ACTIONS``.
    detail : str
        What it touches: counts and kinds, never a person.
    as_of : int, optional
        "Today" of the run, against which the expiry is held.

    Raises
    ------
    Refused
        There is no grant, or it has expired.
    """
    if action not in ACTIONS:
        msg = f"unknown action {action!r}"
        raise ValueError(msg)
    if grant is None:
        raise Refused(
            f"Geen toestemming (grant) voor '{action}'.",
            hint="Noem doel, zaak en werkruimte: --purpose, --case, --workspace.",
        )
    if grant.expires is not None and as_of is not None and as_of > grant.expires:
        raise Refused(
            "De toestemming voor deze zaak is verlopen.", hint="Vraag een nieuwe aan en noem die."
        )
    record(
        action,
        who=grant.who,
        workspace=str(grant.workspace),
        purpose=grant.purpose,
        case=grant.case,
        detail=detail,
    )


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "onbekend"
