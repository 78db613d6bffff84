"""Questions about the quality of what was delivered, answered on a graph."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.graph.coarse import whole_months
from famnet.questions.cells import day_texts, holds, ids, table_of, words
from famnet.questions.contradictions import contradictions
from famnet.questions.own_acts import OWN
from famnet.vocabulary import NO_DAY, KinKind, format_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from famnet.graph.family_graph import FamilyGraph

    Pair = tuple[int, int]

__all__ = [
    "ANSWERS",
    "households_without_members",
    "kinship_conflicts",
    "likely_duplicates",
    "persons_standing_loose",
    "persons_without_birth_date",
    "siblings_without_parents",
    "signals_without_subject_home",
    "still_running_after_death",
    "two_homes_at_once",
]

_SIBLINGS: Final = (KinKind.SIBLING, KinKind.TWIN, KinKind.IDENTICAL_TWIN)
_PARENTS: Final = (KinKind.PARENT, KinKind.ADOPTIVE_PARENT)


def persons_without_birth_date(graph: FamilyGraph) -> pd.DataFrame:
    """Of whom the birth date is unknown, and in how many signals they are."""
    persons, signals = graph.persons, graph.signals
    rows = persons[((persons["birth_date"] == NO_DAY) & (persons["birth_date_hi"] == NO_DAY))]
    own = np.isin(words(signals["role"]), OWN)
    return pd.DataFrame(
        {
            "person_id": rows["person_id"],
            "signals": _count(graph, signals["person"])[rows.index],
            "as_suspect": _count(graph, signals["person"][own])[rows.index],
        }
    )


def kinship_conflicts(graph: FamilyGraph) -> pd.DataFrame:
    """Which kinship contradicts itself: one row per contradiction and person."""
    names = graph.persons["person_id"].tolist()
    return table_of(
        [
            (conflict, names[person], sorted(names[other] for other in others))
            for conflict, person, others in contradictions(graph)
        ],
        ("conflict", "person_id", "others"),
    )


def two_homes_at_once(graph: FamilyGraph) -> pd.DataFrame:
    """Who lives in two private households at once by every reading of the dates."""
    rows, names = graph.memberships, graph.households["household_id"].to_numpy(object)
    who = graph.persons["person_id"].to_numpy(object)
    rows = rows[_private(graph)[rows["household"].to_numpy()]]
    begin, end = rows["start_date_hi"].to_numpy(), rows["end_date"].to_numpy()
    home, texts = rows["household"].to_numpy(), [day_texts(rows, c) for c in _PERIOD]
    out = []
    for person, places in rows.reset_index(drop=True).groupby("person").groups.items():
        for pair in combinations(places.tolist(), 2):
            one, two = sorted(pair, key=lambda place: names[home[place]])
            if home[one] != home[two] and begin[one] < end[two] and begin[two] < end[one]:
                days = [text[place] for place in (one, two) for text in texts]
                out.append((who[int(str(person))], names[home[one]], names[home[two]], *days))
    columns = ("person_id", "household_id", "other_household_id", "start", "end")
    return table_of(out, (*columns, "other_start", "other_end"))


def likely_duplicates(graph: FamilyGraph) -> pd.DataFrame:
    """Which two persons of one birth month and sex share a home, parent, child or partner."""
    persons = graph.persons
    sex, names = words(persons["sex"]), persons["person_id"].tolist()
    low, high = persons["birth_date"].to_numpy(), persons["birth_date_hi"].to_numpy()
    first, last = whole_months(low, low)
    # Known to the month: the latest reading lies in the month of the earliest.
    known = (low != NO_DAY) & (high >= first) & (high <= last)
    shared = defaultdict(set)
    for what, groups in _in_common(graph):
        for group in groups:
            for pair in combinations(sorted(group, key=lambda code: names[code]), 2):
                shared[pair].add(what)
    apart = _kin_pairs(graph, (KinKind.TWIN, KinKind.IDENTICAL_TWIN, KinKind.PARTNER))
    out = []
    for (one, two), common in shared.items():
        alike = known[one] and known[two] and first[one] == first[two] and sex[one] == sex[two]
        if alike and sex[one] not in ("", "unknown") and frozenset((one, two)) not in apart:
            month = format_day(first[one])[:7]
            out.append((names[one], names[two], month, sex[one], sorted(common), len(common)))
    columns = ("person_id", "other_id", "birth_month", "sex", "in_common", "in_common_count")
    return table_of(out, columns)


def signals_without_subject_home(graph: FamilyGraph) -> pd.DataFrame:
    """Which signals are about somebody without any household on the day of the event."""
    signals, stays = graph.signals, graph.memberships
    told = signals[(signals["person"] >= 0) & (signals["event_date"] != NO_DAY)]
    spans, homes = defaultdict(list), defaultdict(set)
    columns = (stays[c].tolist() for c in ("person", "household", "start_date", "end_date"))
    for person, household, start, end in zip(*columns, strict=True):
        spans[person].append((start, end))
        homes[person].add(household)
    nowhere = [
        not any(start <= day < end for start, end in spans[person])
        for person, day in zip(told["person"].tolist(), told["event_date"].tolist(), strict=True)
    ]
    rows = told[np.array(nowhere, dtype=np.bool_)]
    return pd.DataFrame(
        {
            "signal_id": rows["signal_id"],
            "type": words(rows["type"]),
            "person_id": ids(graph, "persons", rows["person"].to_numpy()),
            "event_date": day_texts(rows, "event_date"),
            "homes": [len(homes[person]) for person in rows["person"].tolist()],
        }
    )


def households_without_members(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """In which households nobody lives on a date."""
    stays, table = graph.memberships, graph.households
    lived = np.bincount(stays["household"][holds(stays, on)], minlength=len(table)) > 0
    ever = stays.groupby("household")["person"].nunique().reindex(range(len(table)), fill_value=0)
    subject = graph.signals["household"]
    signals = np.bincount(subject[subject >= 0], minlength=len(table))
    empty = ~lived
    return pd.DataFrame(
        {
            "household_id": table["household_id"].to_numpy(object)[empty],
            "kind": words(table["kind"])[empty],
            "signals": signals[empty],
            "ever": ever.to_numpy()[empty],
        }
    )


def still_running_after_death(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """Of whom something still runs on a date, though they had died by then by every reading."""
    persons = graph.persons
    names, died = persons["person_id"].to_numpy(object), day_texts(persons, "death_date")
    dead = (persons["death_date_hi"] <= on).to_numpy()
    out = []
    for what, person, which, rows in _running(graph):
        start = day_texts(rows, "start_date")
        mine = (person >= 0) & holds(rows, on) & dead[person] if len(dead) else person >= 0
        out += [
            (names[person[row]], died[person[row]], what, which[row], start[row])
            for row in np.flatnonzero(mine).tolist()
        ]
    return table_of(out, ("person_id", "death_date", "what", "which", "start"))


def siblings_without_parents(graph: FamilyGraph) -> pd.DataFrame:
    """Who were delivered as siblings while no parent of both is known."""
    names, parents = graph.persons["person_id"].tolist(), defaultdict(set)
    for parent, _, child in _kin(graph, _PARENTS):
        parents[child].add(parent)
    told = defaultdict(set)
    for one, kind, two in _kin(graph, _SIBLINGS):
        if one != two:
            told[tuple(sorted((one, two), key=lambda code: names[code]))].add(kind)
    return table_of(
        [
            (names[one], names[two], sorted(kinds), len(parents[one] | parents[two]))
            for (one, two), kinds in told.items()
            if not parents[one] & parents[two]
        ],
        ("person_id", "other_id", "told", "parents"),
    )


def persons_standing_loose(graph: FamilyGraph) -> pd.DataFrame:
    """Who has no home, no relative and no tie; and how many facts are about them."""
    held = np.zeros(len(graph.persons), dtype=np.bool_)
    for table, columns in _LINKS.items():
        for column in columns:
            held[graph.tables[table][column].to_numpy()] = True
    tables = ("signals", "measures", "referrals", "actions")
    facts = sum(_count(graph, graph.tables[table]["person"]) for table in tables)
    return pd.DataFrame(
        {"person_id": graph.persons["person_id"][~held], "facts": np.asarray(facts)[~held]}
    )


_LINKS: Final = {
    "memberships": ("person",),
    "kinships": ("person", "relative"),
    "ties": ("person", "other"),
}
_PERIOD: Final = ("start_date", "end_date")


def _count(graph: FamilyGraph, persons: pd.Series) -> np.ndarray:
    """Return per person how often the code stands there."""
    return np.bincount(persons[persons >= 0], minlength=len(graph.persons))


def _private(graph: FamilyGraph) -> np.ndarray:
    """Say per household whether it is private, or of a kind that isn't told."""
    return np.isin(words(graph.households["kind"]), ("", "private"))


def _kin(graph: FamilyGraph, kinds: Iterable[KinKind]) -> Iterator[tuple[int, str, int]]:
    """Yield delivered kinship of some kinds."""
    rows = graph.kinships
    rows = rows[rows["kind"].isin([str(kind) for kind in kinds])]
    return zip(rows["person"].tolist(), words(rows["kind"]), rows["relative"].tolist(), strict=True)


def _kin_pairs(graph: FamilyGraph, kinds: Iterable[KinKind]) -> set[frozenset[int]]:
    return {frozenset((one, other)) for one, _, other in _kin(graph, kinds)}


def _in_common(graph: FamilyGraph) -> Iterator[tuple[str, Iterable[set[int]]]]:
    """Yield what persons may have in common, with the groups that do."""
    rows = graph.memberships
    rows = rows[_private(graph)[rows["household"].to_numpy()]]
    yield (
        "household",
        _groups(zip(rows["household"].tolist(), rows["person"].tolist(), strict=True)),
    )
    parents = [(one, other) for one, _, other in _kin(graph, (KinKind.PARENT,))]
    yield "parent", _groups(parents)
    yield "child", _groups((child, parent) for parent, child in parents)
    couples = [(one, other) for one, _, other in _kin(graph, (KinKind.PARTNER,))]
    yield "partner", _groups([*couples, *((other, one) for one, other in couples)])


def _groups(pairs: Iterable[Pair]) -> Iterable[set[int]]:
    """Gather the seconds of pairs by their first."""
    found = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
    return found.values()


def _running(
    graph: FamilyGraph,
) -> Iterator[tuple[str, np.ndarray, np.ndarray, pd.DataFrame]]:
    """Yield what may go on after a death: its word, the person, which one it is, and its rows."""
    tables = graph.tables
    stays, measures, kin = tables["memberships"], tables["measures"], graph.kinships
    involved = tables["involvements"]
    kin = kin[(kin["kind"] == str(KinKind.GUARDIAN)).to_numpy()]
    wards = ids(graph, "persons", kin["relative"].to_numpy())
    homes = ids(graph, "households", stays["household"].to_numpy())
    partners = ids(graph, "partners", involved["partner"].to_numpy())
    yield "stay", stays["person"].to_numpy(), homes, stays
    yield (
        "measure",
        measures["person"].to_numpy(),
        measures["measure_id"].to_numpy(object),
        measures,
    )
    yield "involvement", involved["person"].to_numpy(), partners, involved
    yield "guardianship", kin["person"].to_numpy(), wards, kin


ANSWERS: Final = {
    answer.__name__: answer
    for answer in (
        households_without_members,
        kinship_conflicts,
        likely_duplicates,
        persons_standing_loose,
        persons_without_birth_date,
        siblings_without_parents,
        signals_without_subject_home,
        still_running_after_death,
        two_homes_at_once,
    )
}
