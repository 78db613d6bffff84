"""The answer sheet of a world: which households were planted, in what, and which deceive."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from famnet.synthetic.planting import group_names
from famnet.synthetic.write import PREFIXES, id_text

if TYPE_CHECKING:
    from famnet.synthetic.planting import Case

__all__ = ["COLUMNS", "truth_frame", "truth_rows"]

COLUMNS = ("household_id", "family", "planted_domains", "rate_ratio", "decoy")


def truth_rows(cases: tuple[Case, ...], width: int) -> list[tuple[str, str, str, str, str]]:
    """Return a row per household of a case, in the columns of truth.csv.

    Parameters
    ----------
    cases : tuple of Case
        What was planted and what deceives.
    width : int
        Digits of an id.

    Notes
    -----
    ``planted_domains`` are the scan groups in which the rates of its members are raised, joined by
    ``|``; ``rate_ratio`` by how much. Empty: nothing was raised. ``family`` is the kind and a number: ``planted-001``, ``echo_only-003``.
    """
    rows = []
    for case in cases:
        for part in case.parts:
            groups = "|".join(group_names(part.groups))
            ratio = f"{case.ratio:g}" if part.groups else ""
            decoy = "true" if case.decoy else "false"
            rows += [
                (id_text(PREFIXES["households"], int(home), width), case.name, groups, ratio, decoy)
                for home in part.homes
            ]
    return rows


def truth_frame(cases: tuple[Case, ...], width: int) -> pd.DataFrame:
    """Return the truth as a table: the columns of truth.csv, typed, and the kind of case."""
    frame = pd.DataFrame(truth_rows(cases, width), columns=list(COLUMNS), dtype="str")
    frame["rate_ratio"] = pd.to_numeric(frame["rate_ratio"].replace("", None))
    frame["decoy"] = frame["decoy"] == "true"
    frame["kind"] = frame["family"].str.rsplit("-", n=1).str[0]
    return frame
