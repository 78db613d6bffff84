"""Questions about family networks, answered on a graph."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.ages import completed_years
from famnet.analysis.episodes import episode_table
from famnet.analysis.families import family_windows
from famnet.analysis.households import homes
from famnet.analysis.roles import DOMAINS, judge
from famnet.questions.cells import holds, ids, table_of, words
from famnet.questions.descent import descent
from famnet.questions.networks import members_inside, network_members, networks_of
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = [
    "ANSWERS",
    "adjacent_in_laws",
    "bridging_households",
    "domains_per_network",
    "members_of_network",
    "networks_of_person",
    "networks_sharing_members",
    "same_domain_in_two_generations",
]


def networks_of_person(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """In which family networks somebody stands, and how."""
    table = network_members(graph)
    rows = table[table["person_id"] == person]
    windows = family_windows(graph)
    place = np.searchsorted(windows.window_id, rows["window_id"].to_numpy(object).astype(str))
    return pd.DataFrame(
        {
            "window_id": rows["window_id"].to_numpy(object),
            "boundary": rows["boundary"].to_numpy(object),
            "path": rows["path"].to_numpy(object),
            "anchor_id": ids(graph, "persons", windows.anchor[place]),
            "n_persons": windows.n_persons[place],
            "n_households": windows.n_households[place],
        }
    )


def members_of_network(graph: FamilyGraph, network: str) -> pd.DataFrame:
    """Who belongs to a family network or stands beside it, and in which household."""
    table = network_members(graph)
    rows = table[table["window_id"] == network]
    home = homes(graph)
    code = rows["person"].to_numpy()
    unit = home.unit_household[home.unit[code]]
    beside = (rows["boundary"] == "adjacent").to_numpy()
    return pd.DataFrame(
        {
            "person_id": rows["person_id"].to_numpy(object),
            "boundary": rows["boundary"].to_numpy(object),
            "path": rows["path"].to_numpy(object),
            "household_id": ids(graph, "households", np.where(beside, -1, unit)),
            "minor": [_minor(graph, int(person)) for person in code],
        },
        dtype=object,
    )


def _minor(graph: FamilyGraph, person: int) -> bool | None:
    """Say whether somebody is or may be younger than 18; None where no birth date is known."""
    born = int(graph.persons["birth_date_hi"].iloc[person])
    if born == NO_DAY:
        return None
    if graph.as_of == NO_DAY:
        return True
    return bool(completed_years(np.array([born], np.int32), np.array([graph.as_of], np.int32)) < 18)


def bridging_households(graph: FamilyGraph) -> pd.DataFrame:
    """Which household is all that two family networks have in common."""
    inside, home, windows = members_inside(graph), homes(graph), family_windows(graph)
    names, called = windows.window_id, graph.households["household_id"].to_numpy(object)
    window_of_unit: dict[int, list[int]] = defaultdict(list)
    for window in range(len(windows)):
        for unit in windows.units_of(window):
            if home.unit_household[unit] >= 0:
                window_of_unit[int(unit)].append(window)
    households = [
        {int(unit) for unit in windows.units_of(window) if home.unit_household[unit] >= 0}
        for window in range(len(windows))
    ]
    rows = []
    for unit, found in window_of_unit.items():
        for one, two in combinations(sorted(found), 2):
            both = inside[str(names[one])] & inside[str(names[two])]
            alone = households[one] & households[two] == {unit}
            if alone and all(home.unit[person] == unit for person in both):
                rows.append((unit, str(names[one]), str(names[two])))
    return table_of(
        [
            (
                called[home.unit_household[unit]],
                one,
                two,
                sum(1 for person in inside[one] if home.unit[person] == unit),
            )
            for unit, one, two in rows
        ],
        ["household_id", "window_id", "other_window_id", "n_persons"],
    )


def domains_per_network(graph: FamilyGraph, network: str) -> pd.DataFrame:
    """Which life domains play in a family network, with the roles apart."""
    windows, home = family_windows(graph), homes(graph)
    units = windows.units_of(windows.place_of(network))
    inside = members_inside(graph)[network]
    its_homes = {int(home.unit_household[unit]) for unit in units} - {-1}
    rows, judged = graph.signals, judge(graph)
    frame = pd.DataFrame(
        {
            "life_domain": np.array(DOMAINS, dtype=object)[judged.domain],
            "role": words(rows["role"]),
            "signal": np.arange(len(rows)),
            "episode": episode_table(graph).first,
            "person": rows["person"].to_numpy(),
            "household": rows["household"].to_numpy(),
            "partner": rows["partner"].to_numpy(),
        }
    )
    frame["subject"] = list(zip(frame["person"], frame["household"], strict=True))
    about = frame["person"].isin(inside) | frame["household"].isin(its_homes)
    groups = frame[judged.counted & about].groupby(["life_domain", "role"], sort=True)
    return table_of(
        [
            (
                *key,
                len(group),
                group["episode"].nunique(),
                group["subject"].nunique(),
                group["partner"].nunique(),
            )
            for key, group in groups
        ],
        ["life_domain", "role", "n_signals", "n_episodes", "n_subjects", "n_partners"],
    )


def same_domain_in_two_generations(graph: FamilyGraph, life_domain: str) -> pd.DataFrame:
    """For which parent and child the same life domain plays, each by signals of their own."""
    rows, judged, episode = graph.signals, judge(graph), episode_table(graph).first
    role, person = words(rows["role"]), rows["person"].to_numpy()
    told: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
    for row in np.flatnonzero(judged.counted & (person >= 0)).tolist():
        domain = DOMAINS[judged.domain[row]]
        if life_domain in ("", domain):
            told[int(person[row])].append((domain, str(role[row]), row))
    mine: dict[tuple[int, int, str, str, str], set[int]] = defaultdict(set)
    theirs: dict[tuple[int, int, str, str, str], set[int]] = defaultdict(set)
    for parent, children in descent(graph).children.items():
        for child in children:
            for domain, as_parent, one in told.get(parent, ()):
                for same, as_child, two in told.get(child, ()):
                    # One event is no two generations.
                    if same == domain and episode[one] != episode[two]:
                        key = (parent, child, domain, as_parent, as_child)
                        mine[key].add(one)
                        theirs[key].add(two)
    return table_of(
        [
            (*ids(graph, "persons", key[:2]), *key[2:], len(found), len(theirs[key]))
            for key, found in mine.items()
        ],
        [
            "parent_id", "child_id", "life_domain", "parent_role", "child_role", "n_parent",
            "n_child",
        ],
    )  # fmt: skip


def adjacent_in_laws(graph: FamilyGraph, network: str) -> pd.DataFrame:
    """Which relatives by marriage stand beside a family network, and who helps them."""
    table = network_members(graph)
    rows = table[(table["window_id"] == network) & (table["boundary"] == "adjacent")]
    own, help_ = networks_of(graph), graph.tables["involvements"]
    help_ = help_[holds(help_, graph.as_of) & (help_["person"].to_numpy() >= 0)]
    helped: dict[int, set[int]] = defaultdict(set)
    for person, partner in help_[["person", "partner"]].to_numpy().tolist():
        helped[person].add(partner)
    return table_of(
        [
            (who, path, sorted(own[code]), list(ids(graph, "partners", sorted(helped[code]))))
            for who, path, code in zip(
                rows["person_id"], rows["path"], rows["person"].tolist(), strict=True
            )
        ],
        ["person_id", "path", "own_networks", "helped_by"],
    )


def networks_sharing_members(graph: FamilyGraph, network: str) -> pd.DataFrame:
    """Which other family networks have people in common with this one."""
    inside = members_inside(graph)
    here = inside[network]
    return table_of(
        [
            (
                other,
                len(people & here),
                len(people - here),
                list(ids(graph, "persons", sorted(people & here))),
            )
            for other, people in inside.items()
            if other != network and people & here
        ],
        ["other_window_id", "n_shared", "n_others", "shared"],
    )


ANSWERS: Final = {
    "adjacent_in_laws": adjacent_in_laws,
    "bridging_households": bridging_households,
    "domains_per_network": domains_per_network,
    "members_of_network": members_of_network,
    "networks_of_person": networks_of_person,
    "networks_sharing_members": networks_sharing_members,
    "same_domain_in_two_generations": same_domain_in_two_generations,
}
