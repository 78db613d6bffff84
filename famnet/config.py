"""Settings of one run: frozen, read once, passed on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from famnet.vocabulary import Workspace

__all__ = ["Settings", "audit_path"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What one run was asked to do, beside its delivery.

    Parameters
    ----------
    workspace : Workspace or None
        None: that of the delivery (``synthetic`` for synthetic data).
    as_of : int or None
        "Today" as a day number; None: the reference date of the delivery.
    purpose, case : str
        What for; demanded for data that isn't synthetic.
    lang : str
        Language of the output, ``nl``.
    seed : int
        Seed of everything that draws.
    """

    workspace: Workspace | None = None
    as_of: int | None = None
    purpose: str = ""
    case: str = ""
    lang: str = "nl"
    seed: int = 7


def audit_path() -> Path:
    """Where audit events are appended: FAMNET_AUDIT, else the user's state folder."""
    named = os.environ.get("FAMNET_AUDIT")
    if named:
        return Path(named)
    # Imported here: `import famnet` must stay light.
    from platformdirs import user_state_path

    return user_state_path("famnet", appauthor=False) / "audit.jsonl"
