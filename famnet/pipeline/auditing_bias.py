"""The audit of bias: from a delivery to tables and a page without a person on them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import pandas as pd

from famnet.analysis.bias import audit
from famnet.analysis.text import language
from famnet.bias_answer import BiasAnswer
from famnet.delivery import write_table
from famnet.errors import WrongUse
from famnet.pipeline.opening import not_over, open_graph
from famnet.reports.bias_page import group_label, write_bias_page
from famnet.staging import staged_directory

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.analysis.bias import BiasAudit
    from famnet.analysis.text import Lang
    from famnet.config import Settings
    from famnet.progress import Progress

__all__ = ["audit_bias"]

#: By this file an older audit is known.
_MARKER: Final = "audit.html"


def audit_bias(
    delivery: Path,
    out: Path,
    settings: Settings,
    *,
    how: tuple[int, int, str],
    progress: Progress,
) -> BiasAnswer:
    """Audit who is flagged, and write tables and a page.

    Parameters
    ----------
    delivery : Path
        Folder or workbook.
    out : Path
        Folder for selection.csv, reporting.csv, dose_response.csv, permuted.csv and audit.html; an
        older audit there is replaced as a whole.
    settings : Settings
        Purpose, case, workspace, as-of.
    how : (int, int, str)
        Permuted worlds, seed, language.
    progress : Progress
        Where stages are told.

    Raises
    ------
    UserError
        The delivery can't be compared, or the folder can't be written.
    WrongUse
        Another language, or no number of worlds.
    Refused
        Purpose, case or workspace is missing.
    """
    worlds, seed, lang = how[0], how[1], language(how[2])
    if worlds < 0:
        raise WrongUse(f"--worlds {worlds} kan niet.", hint="Kies 0 of meer.")
    not_over(delivery, out)
    with staged_directory(out, marker=_MARKER) as fresh:
        _, graph = open_graph(delivery, settings, progress)
        with progress.stage(f"Scan, en {worlds} geschudde werelden"):
            found = audit(graph, worlds=worlds, seed=seed)
        with progress.stage("Schrijven"):
            # The page demands the grant; nothing is written before it.
            write_bias_page(graph, found, fresh / _MARKER, lang=lang)
            for name, frame in _tables(found, lang).items():
                write_table(frame, fresh / f"{name}.csv")
    return BiasAnswer.of(found, graph, lang)


def _tables(found: BiasAudit, lang: Lang) -> dict[str, pd.DataFrame]:
    selection = pd.DataFrame([asdict(row) for row in found.selection])
    labels = [group_label(row.attribute, row.group, lang) for row in found.selection]
    selection.insert(2, "label", labels)
    whole = ["n", "flagged", "raw_flagged"]
    selection[whole] = selection[whole].astype("Int64")
    ratios = pd.DataFrame([asdict(row) for row in found.ratios])
    counts = ["low_flagged", "high_flagged"]
    ratios[counts] = ratios[counts].astype("Int64")
    doses = pd.DataFrame(
        [
            {
                "dose": row.dose,
                "ratio": row.real.ratio,
                "permuted_ratio": row.permuted.ratio,
                "permuted_low": row.permuted.ratio_low,
                "permuted_high": row.permuted.ratio_high,
                "same_networks": row.same,
                "hidden": row.real.hidden,
                "permuted_hidden": row.permuted.hidden,
            }
            for row in found.doses
        ]
    ).astype({"ratio": "float64", "permuted_ratio": "float64"})
    permuted = pd.DataFrame(
        {
            "world": ["real", *(f"permuted-{i + 1}" for i in range(len(found.found_permuted)))],
            "found": [found.found, *found.found_permuted],
        }
    )
    return {
        "selection": selection,
        "reporting": ratios,
        "dose_response": doses,
        "permuted": permuted,
    }
