"""Rules that hold dates of events against the life of their subject and the reference date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.delivery.ages import completed_years
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.delivery.work import Work

__all__ = ["check_events", "check_measures"]


def check_events(works: Mapping[str, Work], reference: int | None) -> None:
    """Hold the event of each signal against birth and death of its person and the reference date.

    Parameters
    ----------
    works : mapping of str to Work
        All tables, ids already coded.
    reference : int or None
        The reference date that was named, as a day number.
    """
    signals, persons = works["signals"], works["persons"]
    if "event_date" not in signals.coded:
        return
    if reference is not None:
        late = (signals.coded["event_date"] > reference) & signals.alive
        signals.note("after_reference_date", late, "event_date")
    _in_lifetime(signals, persons, "event_date")


def check_measures(works: Mapping[str, Work]) -> None:
    """Hold the start of each measure against the life of its person and the ages of its type."""
    measures, persons = works["measures"], works["persons"]
    if "start_date" not in measures.coded:
        return
    _in_lifetime(measures, persons, "start_date")
    if "person" in measures.coded and "type" in measures.coded:
        _ages(measures, persons)


def _in_lifetime(work: Work, persons: Work, column: str) -> None:
    if "person" not in work.coded:
        return
    rows = np.flatnonzero(work.alive & (work.coded["person"] >= 0) & (work.coded[column] != NO_DAY))
    person = work.coded["person"][rows]
    first, last = work.coded[column][rows], work.coded[f"{column}_hi"][rows]
    born = persons.ints("birth_date", NO_DAY)[person]
    died = persons.ints("death_date_hi", FOREVER)[person]
    work.note("before_birth", rows[last < born], column)
    work.note("after_death", rows[first > died], column)


def _ages(measures: Work, persons: Work) -> None:
    """Warn where every reading of the dates lies outside the ages of the measure.

    Ages that refer to a child say nothing where the row may be about a parent.
    """
    types = tuple(load_catalogue().measures.values())
    own = [t.age_refers_to == "subject" and t.subject == "person" for t in types]
    low = np.array(
        [
            t.min_age if ok and t.min_age is not None else -1
            for t, ok in zip(types, own, strict=True)
        ]
    )
    high = np.array(
        [
            t.max_age if ok and t.max_age is not None else 999
            for t, ok in zip(types, own, strict=True)
        ]
    )
    start = measures.coded["start_date"]
    person, kind = measures.coded["person"], measures.coded["type"]
    rows = np.flatnonzero(measures.alive & (person >= 0) & (start != NO_DAY))
    born = persons.ints("birth_date", NO_DAY)[person[rows]]
    rows = rows[born != NO_DAY]
    born = persons.ints("birth_date", NO_DAY)[person[rows]]
    born_hi = persons.ints("birth_date_hi", NO_DAY)[person[rows]]
    oldest = completed_years(born, measures.coded["start_date_hi"][rows])
    youngest = completed_years(born_hi, start[rows])
    wrong = (oldest < low[kind[rows]]) | (youngest > high[kind[rows]])
    measures.note("measure_outside_ages", rows[wrong], "start_date")
