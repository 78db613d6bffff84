"""Which hand-overs are about the same matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famnet.analysis.episodes import episode_table
from famnet.questions.about import subject_codes
from famnet.questions.cells import words
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]

__all__ = ["same_matter", "subjects_of", "waiting"]


def subjects_of(graph: FamilyGraph) -> pd.DataFrame:
    """Return ``row`` and ``subject`` of whom each hand-over is about, by itself or by its signal.

    Notes
    -----
    Subjects as ``subject_codes`` numbers them; a hand-over can have several.
    """
    rows = graph.tables["referrals"]
    at, n = np.arange(len(rows)), len(graph.persons)
    household = rows["household"].to_numpy().astype(np.int64)
    of_signal = np.append(subject_codes(graph, graph.signals), -1)[rows["signal"].to_numpy()]
    parts = (
        rows["person"].to_numpy().astype(np.int64),
        np.where(household >= 0, household + n, -1),
        of_signal,
    )
    found = pd.DataFrame({"row": np.tile(at, len(parts)), "subject": np.concatenate(parts)})
    return found[found["subject"] >= 0].drop_duplicates(ignore_index=True)


def same_matter(graph: FamilyGraph) -> pd.DataFrame:
    """Return ``one`` and ``other``: all pairs of hand-overs of one matter, each with itself too.

    Notes
    -----
    Two that concern a signal: of one episode. Else: about the same person or household.
    """
    return graph.kept("questions:matters", lambda: _same_matter(graph))


def _same_matter(graph: FamilyGraph) -> pd.DataFrame:
    signal = graph.tables["referrals"]["signal"].to_numpy()
    held = np.flatnonzero(signal >= 0)
    told = pd.DataFrame({"row": held, "key": episode_table(graph).first[signal[held]]})
    about = subjects_of(graph).rename(columns={"subject": "key"})
    by_subject = _pairs(about)
    either = (signal[by_subject["one"]] < 0) | (signal[by_subject["other"]] < 0)
    both = pd.concat([_pairs(told), by_subject[either]], ignore_index=True)
    return both.drop_duplicates(ignore_index=True)


def _pairs(rows: pd.DataFrame) -> pd.DataFrame:
    both = rows.merge(rows, on="key", suffixes=("", "_other"))
    return both.rename(columns={"row": "one", "row_other": "other"})[["one", "other"]]


def waiting(rows: pd.DataFrame) -> Bools:
    """Which hand-overs have no answer: no day of one, and no outcome but pending."""
    unsaid = np.isin(words(rows["outcome"]), ("", "pending"))
    return np.asarray(unsaid & (rows["answered_date"].to_numpy() == NO_DAY), dtype=np.bool_)
