"""Reading and checking a delivery, apart from what reckons and draws: it must start at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.answers import CheckAnswer
from famnet.delivery import check_delivery, write_faults
from famnet.governance import record
from famnet.pipeline.opening import not_over

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.config import Settings

__all__ = ["check"]


def check(delivery: Path, settings: Settings, *, out: Path | None = None) -> CheckAnswer:
    """Read and check a delivery; write the lists of faults where ``out`` says.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    settings : Settings
        Workspace and as-of.
    out : Path, optional
        Folder for rejected.csv, set_aside.csv and warnings.csv.

    Raises
    ------
    UserError
        There is nothing that can be read.
    """
    read = check_delivery(delivery, workspace=settings.workspace, as_of=settings.as_of)
    # Checking shows no person and asks for no grant, but no read goes unlogged.
    record("check", detail=f"{read.report.totals.read} rijen")
    if out is not None:
        not_over(delivery, out)
        write_faults(read.report, out)
    return CheckAnswer(read.report.to_json())
