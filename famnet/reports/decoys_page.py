"""The demo's page of decoys: families that look like a finding, and why famnet left them alone."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from famnet.analysis.left_alone import KINDS
from famnet.reports.render import render, write_page
from famnet.reports.texts import Texts, load_texts

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from famnet.analysis.text import Lang

__all__ = ["decoys_html", "decoys_texts", "write_decoys"]


@cache
def decoys_texts(lang: Lang = "nl") -> Texts:
    """Return the texts of the page, read once."""
    text = (files("famnet.reports") / "texts_decoys.toml").read_text(encoding="utf-8")
    return Texts(tomllib.loads(text)[lang], lang)


def decoys_html(rows: pd.DataFrame, persons: int, lang: Lang = "nl") -> str:
    """Make the page.

    Parameters
    ----------
    rows : pandas.DataFrame
        What became of each decoy (``left_alone.left_alone``).
    persons : int
        Persons in the made-up region.
    lang : str
        ``nl`` or ``en``.
    """
    texts = load_texts(lang)
    kinds = [
        {
            "name": KINDS[str(kind)].of(lang),
            "all": len(part),
            "left": int((~part["reported"]).sum()),
            "rows": part[["window_id", "n_households", f"why_{lang}"]].to_numpy(object).tolist(),
        }
        for kind, part in rows.groupby("kind", sort=True)
    ]
    context = {
        "kinds": kinds,
        "persons": texts.number(persons),
        "all": len(rows),
        "left": int((~rows["reported"]).sum()),
        "d": decoys_texts(lang),
        # The demo makes both.
        "gallery": True,
    }
    return render("decoys.jinja", texts, context, script="")


def write_decoys(rows: pd.DataFrame, persons: int, out: Path, lang: Lang = "nl") -> Path:
    """Write ``decoys.html``."""
    path = out / "decoys.html"
    write_page(path, decoys_html(rows, persons, lang))
    return path
