"""Questions about measures, answered on a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.catalogue import load_catalogue
from famnet.questions.cells import code_of, day_texts, holds, ids, table_of, words
from famnet.questions.reference import deciders, longest, rows_of
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from famnet.graph.family_graph import FamilyGraph
    from famnet.questions.cells import Words

__all__ = [
    "ANSWERS",
    "biting_measures",
    "decided_by_another_body",
    "ended_with_nothing_after",
    "ending_soon",
    "measures_on_household",
    "nobody_carries_it_out",
    "out_of_home_without_supervision",
    "past_the_lawful_maximum",
    "running_measures",
]

_LABELLED: Final = ("measure_id", "type", "label")
_SUPERVISION: Final = ("OTS", "VOTS")
_GUARDIANSHIP: Final = ("GEZAG", "VVOOGD")


def running_measures(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """Which measures run on a date."""
    rows = _about_somebody(graph)
    return _told(
        graph,
        rows[holds(rows, on)],
        (*_LABELLED, "person_id", "household_id", "carried_out_by", "start", "end"),
    )


def ending_soon(graph: FamilyGraph, on: int, days: int) -> pd.DataFrame:
    """Which running measures end within some days, by the earliest reading of their end."""
    rows = _about_somebody(graph)
    left = rows["end_date"].to_numpy(np.int64) - on
    soon = holds(rows, on) & (left <= days) & (rows["end_date"] != FOREVER).to_numpy()
    return _told(
        graph,
        rows[soon],
        (*_LABELLED, "person_id", "household_id", "carried_out_by", "end"),
    ).assign(days_left=left[soon])


def measures_on_household(graph: FamilyGraph, household: str, on: int) -> pd.DataFrame:
    """Which measures there are for a household and for who lives in it on a date."""
    home = code_of(graph, "households", household)
    stays = graph.memberships
    living = stays["person"].to_numpy()[(stays["household"] == home).to_numpy() & holds(stays, on)]
    rows = graph.tables["measures"]
    rows = rows[(rows["household"] == home).to_numpy() | np.isin(rows["person"], living)]
    over, later = (rows["end_date"] <= on).to_numpy(), (rows["start_date"] > on).to_numpy()
    told = _told(
        graph,
        rows,
        (*_LABELLED, "person_id", "carried_out_by", "start", "end"),
    )
    told.insert(4, "state", np.where(later, "not_yet", np.where(over, "ended", "running")))
    return told


def past_the_lawful_maximum(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """Which measures last longer than the catalogue's maximum in total, or at once."""
    rows = _about_somebody(graph)
    rows = rows[(rows["start_date_hi"] != NO_DAY).to_numpy()]
    begun = rows["start_date_hi"].to_numpy(np.int64)
    days = np.minimum(rows["end_date"].to_numpy(np.int64), on) - begun
    found = [
        _over(code, lasted) for code, lasted in zip(words(rows["type"]), days.tolist(), strict=True)
    ]
    past = np.array([maximum > 0 for maximum, _ in found], dtype=np.bool_)
    columns = ("measure_id", "type", "person_id", "household_id", "start", "end")
    return _told(graph, rows[past], columns).assign(
        days=days[past],
        maximum=[maximum for maximum, _ in found if maximum],
        over=[over for _, over in found if over],
    )


def _over(code: str, lasted: int) -> tuple[int, str]:
    """Return the maximum that is passed and which one it is; 0 and nothing where none is."""
    if 0 < longest(code) < lasted:
        return longest(code), "in_total"
    term = load_catalogue().measures[code].max_duration_days or 0
    return (term, "one_term") if 0 < term < lasted else (0, "")


def decided_by_another_body(graph: FamilyGraph) -> pd.DataFrame:
    """Which measures were decided by another kind of partner than the catalogue names."""
    rows = _about_somebody(graph)
    rows = rows[(rows["decided_by_partner"] >= 0).to_numpy()]
    partner_kinds = words(graph.partners["kind"])
    kinds = [partner_kinds[code] for code in rows["decided_by_partner"]]
    may = [deciders(code) for code in words(rows["type"])]
    pairs = list(zip(kinds, may, strict=True))
    wrong = np.array([bool(named) and kind not in named for kind, named in pairs], dtype=np.bool_)
    told = _told(
        graph, rows[wrong], ("measure_id", "type", "person_id", "household_id", "decided_by")
    )
    told["decided_by_kind"] = [kind for (kind, _), one in zip(pairs, wrong, strict=True) if one]
    told["may_decide"] = pd.Series(
        [named for (_, named), one in zip(pairs, wrong, strict=True) if one], dtype=object
    )
    told["start"] = day_texts(rows[wrong], "start_date")
    return told


def nobody_carries_it_out(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """Which running measures that somebody should carry out have no partner for it."""
    rows = _about_somebody(graph)
    carried = {code for code, row in load_catalogue().measures.items() if row.executed_by}
    nobody = (rows["partner"] < 0) & (rows["second_partner"] < 0) & rows["type"].isin(carried)
    rows = rows[nobody.to_numpy() & holds(rows, on)]
    return _told(
        graph, rows, ("measure_id", "type", "person_id", "household_id", "decided_by", "start")
    )


def ended_with_nothing_after(graph: FamilyGraph, on: int, days: int) -> pd.DataFrame:
    """Where a measure ended within some days back while none runs on a date."""
    rows = _about_somebody(graph)
    ago = on - rows["end_date"].to_numpy(np.int64)
    running = {*_subjects(rows[holds(rows, on)])}
    alone = np.array([subject not in running for subject in _subjects(rows)], dtype=np.bool_)
    # The last death stands in for a moment where there is no person (-1 reads it so).
    death = np.append(graph.persons["death_date"].to_numpy(), FOREVER)[rows["person"].to_numpy()]
    lately = (ago >= 0) & (ago < days) & alone & (death > on)
    columns = ("measure_id", "type", "person_id", "household_id", "end")
    return _told(graph, rows[lately], columns).assign(days_ago=ago[lately])


def out_of_home_without_supervision(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """Where an out-of-home placement runs without a supervision order under it."""
    rows = _about_somebody(graph)
    kind, running = words(rows["type"]), holds(rows, on)
    person = rows["person"].to_numpy()
    supervised = set(person[running & np.isin(kind, _SUPERVISION)].tolist())
    guarded = set(person[running & np.isin(kind, _GUARDIANSHIP)].tolist())
    bare = (kind == "MUHP") & running & (person >= 0)
    bare &= np.array([code not in supervised for code in person.tolist()], dtype=np.bool_)
    begun = rows[np.isin(kind, _SUPERVISION) & (rows["start_date"] <= on).to_numpy()]
    last = begun.sort_values(["start_date", "measure_id"]).groupby("person")["measure_id"].last()
    told = _told(graph, rows[bare], ("measure_id", "person_id", "start", "carried_out_by"))
    told["last_supervision"] = [last.get(code, "") for code in person[bare].tolist()]
    told["guardianship"] = [code in guarded for code in person[bare].tolist()]
    return told


def biting_measures(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """Which measures that run on a date bite each other, at one person or under one roof."""
    rows = _about_somebody(graph)
    running = rows[holds(rows, on)]
    kind = words(running["type"]).tolist()
    persons = ids(graph, "persons", running["person"].to_numpy()).tolist()
    measure_ids = running["measure_id"].tolist()
    found: list[list[object]] = []
    for reach, places in (
        ("same_person", _at_persons(running)),
        ("same_home", _under_roofs(graph, running, on)),
    ):
        bites = {
            (r["first"], r["second"]): r
            for r in rows_of("measure_conflicts")
            if r["reach"] == reach
        }
        for home, here in places:
            for one, other in ((a, b) for a in here for b in here):
                bite = bites.get((kind[one], kind[other]))
                if bite is not None:
                    first = [measure_ids[one], kind[one], persons[one]]
                    second = [measure_ids[other], kind[other], persons[other]]
                    said = [bite["kind"], bite["certainty"], bite["reason"]]
                    found.append([home, *first, *second, *said])
    columns = ["household_id", "first_id", "first_type", "first_person", "second_id"]
    return table_of(
        found, [*columns, "second_type", "second_person", "kind", "certainty", "reason"]
    )


def _at_persons(running: pd.DataFrame) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield the places of the measures of each person; no household with it."""
    person = running["person"].to_numpy()
    for code in np.unique(person[person >= 0]):
        yield "", np.flatnonzero(person == code).tolist()


def _under_roofs(
    graph: FamilyGraph, running: pd.DataFrame, on: int
) -> Iterator[tuple[str, Sequence[int]]]:
    """Yield each private household with the places of the measures that touch it."""
    stays = graph.memberships
    stays = stays[holds(stays, on)]
    homes_of: dict[int, set[int]] = {}
    for person, household in zip(
        stays["person"].tolist(), stays["household"].tolist(), strict=True
    ):
        homes_of.setdefault(person, set()).add(household)
    here: dict[int, list[int]] = {}
    subjects = zip(running["person"].tolist(), running["household"].tolist(), strict=True)
    for place, (person, household) in enumerate(subjects):
        for home in homes_of.get(person, set()) if person >= 0 else {household}:
            here.setdefault(home, []).append(place)
    kind, names = words(graph.households["kind"]), graph.households["household_id"].tolist()
    yield from ((names[home], here[home]) for home in sorted(here) if kind[home] in ("", "private"))


def _about_somebody(graph: FamilyGraph) -> pd.DataFrame:
    """Return the measures that say whom they are about."""
    rows = graph.tables["measures"]
    return rows[((rows["person"] >= 0) | (rows["household"] >= 0)).to_numpy()]


def _subjects(rows: pd.DataFrame) -> Iterator[tuple[int, int]]:
    return zip(rows["person"].tolist(), rows["household"].tolist(), strict=True)


def _told(graph: FamilyGraph, rows: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return rows of measures as these columns."""
    return pd.DataFrame({column: _cells(graph, rows, column) for column in columns})


def _cells(graph: FamilyGraph, rows: pd.DataFrame, column: str) -> Words:
    if column == "measure_id":
        return rows[column].to_numpy(object)
    if column == "type":
        return words(rows["type"])
    if column == "label":
        known = load_catalogue().measures
        return np.array([known[code].name_nl for code in words(rows["type"])], dtype=object)
    if column in ("start", "end"):
        return day_texts(rows, f"{column}_date")
    table, stored = _REFERENCES[column]
    return ids(graph, table, rows[stored].to_numpy())


_REFERENCES: Final = {
    "person_id": ("persons", "person"),
    "household_id": ("households", "household"),
    "carried_out_by": ("partners", "partner"),
    "decided_by": ("partners", "decided_by_partner"),
}

ANSWERS: Final = {
    "biting_measures": biting_measures,
    "decided_by_another_body": decided_by_another_body,
    "ended_with_nothing_after": ended_with_nothing_after,
    "ending_soon": ending_soon,
    "measures_on_household": measures_on_household,
    "nobody_carries_it_out": nobody_carries_it_out,
    "out_of_home_without_supervision": out_of_home_without_supervision,
    "past_the_lawful_maximum": past_the_lawful_maximum,
    "running_measures": running_measures,
}
