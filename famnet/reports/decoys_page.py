"""The demo's page of decoys: families that look like a finding, and why famnet left them alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.left_alone import KINDS_NL
from famnet.reports.render import render, write_page
from famnet.reports.texts import load_texts

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__all__ = ["decoys_html", "write_decoys"]


def decoys_html(rows: pd.DataFrame, persons: int) -> str:
    """Make the page.

    Parameters
    ----------
    rows : pandas.DataFrame
        What became of each decoy (``left_alone.left_alone``).
    persons : int
        Persons in the made-up region.
    """
    kinds = [
        {
            "name": KINDS_NL[str(kind)],
            "all": len(part),
            "left": int((~part["reported"]).sum()),
            "rows": part[["window_id", "n_households", "why_nl"]].to_numpy(object).tolist(),
        }
        for kind, part in rows.groupby("kind", sort=True)
    ]
    context = {
        "kinds": kinds,
        "persons": f"{persons:,}".replace(",", "."),
        "all": len(rows),
        "left": int((~rows["reported"]).sum()),
    }
    return render("decoys.jinja", load_texts(), context, script="")


def write_decoys(rows: pd.DataFrame, persons: int, out: Path) -> Path:
    """Write ``decoys.html``."""
    path = out / "decoys.html"
    write_page(path, decoys_html(rows, persons))
    return path
