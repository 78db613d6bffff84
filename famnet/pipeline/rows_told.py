"""How many rows of a delivery an answer rests on, told beside the answer."""

from __future__ import annotations

import logging
import shlex
from typing import TYPE_CHECKING, Final

from famnet.vocabulary import format_day

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.config import Settings
    from famnet.delivery import CheckReport

__all__ = ["LOGGER", "tell_rows"]

#: Who writes these lines; the command line shows them on standard error, Python keeps them quiet.
LOGGER: Final = logging.getLogger("famnet.rows")


def tell_rows(report: CheckReport, delivery: Path, settings: Settings) -> None:
    """Say how many rows were left out of a delivery, and which command tells which and why.

    Parameters
    ----------
    report : CheckReport
        What became of the rows.
    delivery : Path
        As the user named it.
    settings : Settings
        Workspace and day: other ones may leave out other rows.

    Notes
    -----
    Says nothing where every row was accepted.
    """
    totals = report.totals
    if totals.read == totals.accepted:
        return
    LOGGER.info(
        "Rijen: %d gelezen = %d aanvaard + %d afgewezen + %d opzij. Welke en waarom: %s",
        totals.read,
        totals.accepted,
        totals.rejected,
        totals.set_aside,
        _check_command(delivery, settings),
    )


def _check_command(delivery: Path, settings: Settings) -> str:
    words = ["famnet", "check", str(delivery), "--out", "controle"]
    if settings.workspace is not None:
        words += ["--workspace", str(settings.workspace)]
    if settings.as_of is not None:
        words += ["--as-of", format_day(settings.as_of)]
    return shlex.join(words)
