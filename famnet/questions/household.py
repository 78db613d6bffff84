"""Questions about households, answered on a graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.ages import completed_years
from famnet.analysis.roles import DOMAINS, judge
from famnet.questions.cells import code_of, day_texts, holds, ids, table_of, words
from famnet.questions.networks import networks_of
from famnet.questions.together import is_private, stays_together
from famnet.vocabulary import FOREVER, NO_DAY, format_day

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph
    from famnet.questions.cells import Bools

__all__ = [
    "ANSWERS",
    "former_residents",
    "households_with_minors_and_signals",
    "lived_with",
    "moves_between",
    "residence_overlap",
    "residents",
    "shared_addresses",
]

#: Which column a role is counted in; what isn't here is counted with the others.
_COUNTED_AS: Final = {
    "suspect": 0, "convicted": 0, "victim": 1, "witness": 2, "child_in_family": 3,
}  # fmt: skip


def residents(graph: FamilyGraph, household: str, on: int) -> pd.DataFrame:
    """Who lives here on a date: one row per stay that holds on that day."""
    rows = graph.memberships
    here = rows["household"].to_numpy() == code_of(graph, "households", household)
    rows = rows[here & holds(rows, on)]
    return pd.DataFrame(
        {
            "person_id": ids(graph, "persons", rows["person"].to_numpy()),
            "role": words(rows["role"]),
            "start": day_texts(rows, "start_date"),
            "end": day_texts(rows, "end_date"),
        }
    )


def former_residents(graph: FamilyGraph, household: str) -> pd.DataFrame:
    """Who lived here before and doesn't now, and where they live now."""
    rows = graph.memberships
    home = code_of(graph, "households", household)
    homes_now: dict[int, set[int]] = defaultdict(set)
    stays = rows.loc[holds(rows, graph.as_of), ["person", "household"]].to_numpy().tolist()
    for person, where in stays:
        homes_now[person].add(where)
    here = rows["household"].to_numpy() == home
    gone = [home not in homes_now[person] for person in rows["person"].tolist()]
    rows = rows[here & (rows["end_date"].to_numpy() <= graph.as_of) & np.array(gone, dtype=bool)]
    return pd.DataFrame(
        {
            "person_id": ids(graph, "persons", rows["person"].to_numpy()),
            "role": words(rows["role"]),
            "start": day_texts(rows, "start_date"),
            "end": day_texts(rows, "end_date"),
            "now_in": [
                list(ids(graph, "households", sorted(homes_now[person])))
                for person in rows["person"].tolist()
            ],
        }
    )


def moves_between(graph: FamilyGraph, gap: int) -> pd.DataFrame:
    """Return how often people left one household for another, and when."""
    rows = graph.memberships.reset_index(names="stay")
    kept = ["stay", "person", "household", "start_date", "end_date"]
    pairs = rows[kept].merge(rows[kept], on="person", suffixes=("", "_new"))
    left = pairs["end_date"].astype("int64")
    entered = pairs["start_date_new"].astype("int64")
    moved = pairs[
        (pairs["household"] != pairs["household_new"])
        & (left != FOREVER)
        & (entered != NO_DAY)
        & (entered >= left)
        & (entered <= left + gap)
    ]
    found = moved.groupby(["household", "household_new"], as_index=False).agg(
        n_moves=("stay_new", "nunique"),
        n_persons=("person", "nunique"),
        first=("start_date_new", "min"),
        last=("start_date_new", "max"),
    )
    return pd.DataFrame(
        {
            "from_household": ids(graph, "households", found["household"].to_numpy()),
            "to_household": ids(graph, "households", found["household_new"].to_numpy()),
            "n_moves": found["n_moves"],
            "n_persons": found["n_persons"],
            "first_move": [format_day(day) for day in found["first"].tolist()],
            "last_move": [format_day(day) for day in found["last"].tolist()],
        }
    )


def residence_overlap(graph: FamilyGraph, person: str, other: str) -> pd.DataFrame:
    """Whether two persons ever lived together, and when."""
    rows = graph.memberships
    who = rows["person"].to_numpy()
    mine = rows[who == code_of(graph, "persons", person)]
    pairs = stays_together(mine, rows[who == code_of(graph, "persons", other)])
    pairs = pairs[pairs["at_once"]]
    return pd.DataFrame(
        {
            "household_id": ids(graph, "households", pairs["household"].to_numpy()),
            "since": [format_day(day) for day in pairs["since"].tolist()],
            "until": [format_day(day) for day in pairs["until"].tolist()],
            "days": [
                _days(since, graph.as_of if until == FOREVER else until)
                for since, until in zip(
                    pairs["since"].tolist(), pairs["until"].tolist(), strict=True
                )
            ],
        },
        dtype=object,
    )


def _days(since: int, until: int) -> int | None:
    return until - since if since != NO_DAY and since <= until else None


def lived_with(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """With whom somebody lived in a private household, and when."""
    rows = graph.memberships
    mine = rows["person"].to_numpy() == code_of(graph, "persons", person)
    pairs = stays_together(rows[mine], rows[~mine])
    pairs = pairs[pairs["at_once"] & is_private(graph, pairs["household"])]
    now = (pairs["since"] <= graph.as_of) & (pairs["until"] > graph.as_of)
    return pd.DataFrame(
        {
            "other_id": ids(graph, "persons", pairs["other"].to_numpy()),
            "household_id": ids(graph, "households", pairs["household"].to_numpy()),
            "since": [format_day(day) for day in pairs["since"].tolist()],
            "until": [format_day(day) for day in pairs["until"].tolist()],
            "now": now.to_numpy(dtype=bool),
        }
    )


def shared_addresses(graph: FamilyGraph) -> pd.DataFrame:
    """Who of different family networks lived in the same private household."""
    rows = graph.memberships
    rows = rows[is_private(graph, rows["household"])]
    pairs = stays_together(rows, rows)
    name = ids(graph, "persons", range(len(graph.persons)))
    ordered = name[pairs["person"].to_numpy()] < name[pairs["other"].to_numpy()]
    pairs = pairs[np.asarray(ordered, dtype=bool)]
    found = pairs.groupby(["household", "person", "other"], as_index=False).agg(
        at_once=("at_once", "any")
    )
    of_person = networks_of(graph)
    home = ids(graph, "households", found["household"].to_numpy())
    return table_of(
        [
            (where, name[one], name[other], bool(at_once))
            for where, one, other, at_once in zip(
                home, found["person"], found["other"], found["at_once"], strict=True
            )
            if of_person[one] and of_person[other] and not of_person[one] & of_person[other]
        ],
        ["household_id", "person_id", "other_id", "together"],
    )


def households_with_minors_and_signals(graph: FamilyGraph, on: int, days: int) -> pd.DataFrame:
    """Return where minors live and signals count, with the roles apart."""
    living = _living(graph, on)
    rows = graph.memberships
    rows = rows[holds(rows, on) & is_private(graph, rows["household"]).to_numpy()]
    rows = rows[living[rows["person"].to_numpy()]]
    minors: dict[int, set[int]] = defaultdict(set)
    homes: dict[int, set[int]] = defaultdict(set)
    young = _may_be_minor(graph, on)
    for person, home in rows[["person", "household"]].to_numpy().tolist():
        homes[person].add(home)
        if young[person]:
            minors[home].add(person)
    counts: dict[int, list[int]] = defaultdict(lambda: [0] * 5)
    domains: dict[int, set[str]] = defaultdict(set)
    for subject, household, role, domain in _signals(graph, on, days):
        for home in {household} if subject < 0 else homes[subject]:
            counts[home][_COUNTED_AS.get(role, 4)] += 1
            domains[home].add(domain)
    found = sorted(set(minors) & set(counts))
    name = ids(graph, "households", found)
    return table_of(
        [
            (who, len(minors[home]), *counts[home], sorted(domains[home]))
            for home, who in zip(found, name, strict=True)
        ],
        [
            "household_id", "n_minors", "n_suspect", "n_victim", "n_witness", "n_child", "n_other",
            "life_domains",
        ],
    )  # fmt: skip


def _living(graph: FamilyGraph, on: int) -> Bools:
    return np.asarray(graph.persons["death_date"].to_numpy() > on, dtype=np.bool_)


def _may_be_minor(graph: FamilyGraph, on: int) -> Bools:
    """Say who is born and younger than 18 in some reading of the birth date."""
    low, high = (graph.persons[name].to_numpy() for name in ("birth_date", "birth_date_hi"))
    known = (low != NO_DAY) & (low <= on)
    young = np.zeros(len(low), dtype=np.bool_)
    young[known] = completed_years(high[known], np.full(int(known.sum()), on, np.int32)) < 18
    return young


def _signals(graph: FamilyGraph, on: int, days: int) -> list[tuple[int, int, str, str]]:
    """Person, household, role and life domain of the signals that count in a period."""
    rows, judged = graph.signals, judge(graph)
    event = rows["event_date"].to_numpy().astype(np.int64)
    chosen = judged.counted & (event <= on) & (event > on - days) & (event != NO_DAY)
    domain = np.array(DOMAINS, dtype=object)[judged.domain]
    return list(
        zip(
            rows["person"].to_numpy()[chosen].tolist(),
            rows["household"].to_numpy()[chosen].tolist(),
            words(rows["role"])[chosen],
            domain[chosen],
            strict=True,
        )
    )


ANSWERS: Final = {
    "former_residents": former_residents,
    "households_with_minors_and_signals": households_with_minors_and_signals,
    "lived_with": lived_with,
    "moves_between": moves_between,
    "residence_overlap": residence_overlap,
    "residents": residents,
    "shared_addresses": shared_addresses,
}
