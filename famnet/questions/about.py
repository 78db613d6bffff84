"""Whom rows are about, to which household that belongs, and what runs on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.households import homes
from famnet.questions.cells import ids

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Ints = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    Words = npt.NDArray[np.object_]

__all__ = ["HELP", "belongs_to", "may_hold", "subject_codes", "subject_ids", "subject_kinds"]

#: Roles of who helps, treats, guards or supervises; the others direct, rent out or are a contact.
HELP: Final = ("helper", "treatment", "guardian", "supervisor")


def subject_codes(graph: FamilyGraph, rows: pd.DataFrame) -> Longs:
    """Return one number per person or household that rows are about; -1 none.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    rows : pandas.DataFrame
        Rows of a table with ``person`` and ``household``.

    Returns
    -------
    int64 array
        The row of the person, or the number of persons and the row of the household.
    """
    person = rows["person"].to_numpy().astype(np.int64)
    household = rows["household"].to_numpy().astype(np.int64)
    other = np.where(household >= 0, household + len(graph.persons), -1)
    return np.where(person >= 0, person, other)


def subject_ids(graph: FamilyGraph, codes: Longs) -> Words:
    """Return the ids of what ``subject_codes`` numbers."""
    n = len(graph.persons)
    person = np.where(codes < n, codes, -1)
    household = np.where(codes >= n, codes - n, -1)
    known: Words = ids(graph, "persons", person) + ids(graph, "households", household)
    return known


def subject_kinds(graph: FamilyGraph, codes: Longs) -> Words:
    """Return ``person`` or ``household`` for what ``subject_codes`` numbers."""
    return np.where(codes < len(graph.persons), "person", "household").astype(object)


def belongs_to(graph: FamilyGraph, rows: pd.DataFrame) -> Ints:
    """Return the household each row is about, or the one its person belongs to now; -1 none.

    Notes
    -----
    The household of a person's unit (``famnet.analysis.households``): none for who stands alone.
    """
    home = homes(graph)
    lives = np.append(home.unit_household, np.int32(-1))[home.unit]
    of_person = np.append(lives, np.int32(-1))[rows["person"].to_numpy()]
    about: Ints = np.where(rows["person"].to_numpy() >= 0, of_person, rows["household"].to_numpy())
    return about


def may_hold(rows: pd.DataFrame, day: int) -> Bools:
    """Which rows hold on a day in some reading of a date that is known in part."""
    start, end = rows["start_date"].to_numpy(), rows["end_date_hi"].to_numpy()
    return np.asarray((start <= day) & (end > day), dtype=np.bool_)
