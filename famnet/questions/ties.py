"""Questions about ties between persons, answered on a graph."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.ages import completed_years
from famnet.analysis.families import families
from famnet.analysis.households import homes
from famnet.analysis.roles import judge
from famnet.questions.cells import code_of, holds, table_of, words
from famnet.questions.circle import circle, pairs_of
from famnet.questions.own_acts import OWN, SUFFERED, WATCHED, acts
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

    Pair = tuple[int, int]

__all__ = [
    "ANSWERS",
    "co_suspects_across_families",
    "contacts_in_common",
    "persons_within_steps",
    "same_incident_persons",
    "same_suspicion_nearby",
    "suspected_contacts",
    "suspected_contacts_of_household",
    "ties_of_many_kinds",
    "ties_without_second_source",
    "triangles",
    "ways_between",
]

_ADULT: Final = 18


def persons_within_steps(
    graph: FamilyGraph, person: str, steps: int, over: str, on: int
) -> pd.DataFrame:
    """Who is connected to a person within some steps, over ties or over kinship as well."""
    away = circle(graph, on, over).steps_from(code_of(graph, "persons", person), steps)
    names = _names(graph)
    return table_of([(names[code], step) for code, step in away.items()], ("person_id", "steps"))


def ways_between(graph: FamilyGraph, person: str, other: str, over: str, on: int) -> pd.DataFrame:
    """Through whom two persons are most closely connected: everybody on a shortest way of six steps at most."""
    start, goal = code_of(graph, "persons", person), code_of(graph, "persons", other)
    around, names = circle(graph, on, over), _names(graph)
    there, back = {start: 0, **around.steps_from(start, 6)}, {goal: 0, **around.steps_from(goal, 6)}
    far = there.get(goal, 0)
    on_the_way = [code for code in there if far and there[code] + back.get(code, far + 1) == far]
    rows = []
    for code in on_the_way:
        before = [one for one in on_the_way if there[one] + 1 == there[code]]
        kinds = [kind for one in before for kind in around.linked[code].get(one, ())]
        rows.append((there[code], names[code], sorted(set(kinds))))
    return table_of(rows, ("step", "person_id", "by"))


def contacts_in_common(graph: FamilyGraph, person: str, other: str, on: int) -> pd.DataFrame:
    """Whom two persons both know."""
    around, names = circle(graph, on).linked, _names(graph)
    one, two = code_of(graph, "persons", person), code_of(graph, "persons", other)
    both = set(around.get(one, ())) & set(around.get(two, ())) - {one, two} if one != two else set()
    return table_of(
        [(names[code], sorted(around[one][code]), sorted(around[two][code])) for code in both],
        ("person_id", "with_person", "with_other"),
    )


def triangles(graph: FamilyGraph, on: int) -> pd.DataFrame:
    """Which three persons are all tied to each other, and in how many roles they stand."""
    around, names, told = circle(graph, on).linked, _names(graph), acts(graph)
    rows = []
    for one in around:
        later = [other for other in around[one] if names[other] > names[one]]
        for two, three in combinations(sorted(later, key=lambda code: names[code]), 2):
            if three in around[two]:
                trio = (one, two, three)
                links = [around[a][b] for a, b in ((one, two), (two, three), (one, three))]
                n_own = sum(told.n(code, OWN) > 0 for code in trio)
                n_care = sum(told.n(code, (*SUFFERED, *WATCHED)) > 0 for code in trio)
                rows.append((*(names[code] for code in trio), *map(sorted, links), n_own, n_care))
    columns = ("first_id", "second_id", "third_id", "first_second", "second_third", "first_third")
    return table_of(rows, (*columns, "as_suspect", "as_victim"))


def ties_without_second_source(graph: FamilyGraph) -> pd.DataFrame:
    """Which ties rest on one source at most; a row that names none adds none."""
    rows, names = graph.ties, _names(graph)
    kind, certainty = words(rows["kind"]), words(rows["certainty"])
    source = rows["source"].to_numpy(object)
    out = []
    for (one, other), places in _by_pair(graph, rows).items():
        sources = {source[place] for place in places} - {""}
        if len(sources) < 2:
            kinds, sure = {kind[place] for place in places}, {certainty[place] for place in places}
            told = (sorted(kinds), sorted(sources), sorted(sure), len(places))
            out.append((names[one], names[other], *told))
    return table_of(out, ("person_id", "other_id", "kinds", "sources", "certainties", "rows"))


def ties_of_many_kinds(graph: FamilyGraph, least: int, on: int) -> pd.DataFrame:
    """Who are tied in several ways at once."""
    rows, names = graph.ties[holds(graph.ties, on)], _names(graph)
    kind, weight = words(rows["kind"]), rows["weight"].to_numpy(np.float64)
    out = []
    for (one, other), places in _by_pair(graph, rows).items():
        kinds = sorted({kind[place] for place in places})
        if len(kinds) >= least:
            most = max((w for w in weight[places] if not np.isnan(w)), default=None)
            out.append((names[one], names[other], kinds, len(kinds), most))
    return table_of(out, ("person_id", "other_id", "kinds", "kinds_count", "most_weight"))


def same_incident_persons(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Who were in the same incidents as a person, and in which role."""
    signals, own = graph.signals, judge(graph).own_conduct
    asked = code_of(graph, "persons", person)
    subject, incident = signals["person"].to_numpy(), signals["incident"].to_numpy()
    role, stands = words(signals["role"]), words(signals["status"]) != "refuted"
    shared = incident[(subject == asked) & stands & (incident >= 0)]
    there = stands & (subject >= 0) & (subject != asked) & np.isin(incident, shared)
    found: defaultdict[int, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for row in np.flatnonzero(there).tolist():
        part = _PARTS.get(role[row], "otherwise")
        # Told as a suspect, but too young or by rumour: that is no own act.
        part = "otherwise" if part == "as_suspect" and not own[row] else part
        found[int(subject[row])][part].add(int(incident[row]))
    names, shown = _names(graph), ("as_suspect", "as_victim", "as_witness", "otherwise")
    return table_of(
        [
            (names[other], len(set().union(*by.values())), *(len(by[part]) for part in shown))
            for other, by in found.items()
        ],
        ("person_id", "incidents", *shown),
    )


def suspected_contacts(graph: FamilyGraph, person: str, steps: int, on: int) -> pd.DataFrame:
    """Which contacts of a person within some steps are suspects or convicted themselves."""
    asked, told, names = code_of(graph, "persons", person), acts(graph), _names(graph)
    rows = []
    for code, step in circle(graph, on).steps_from(asked, steps).items():
        if told.n(code, OWN):
            counts = [told.n(code, roles) for roles in (OWN[:1], OWN[1:], SUFFERED, WATCHED)]
            rows.append((names[code], step, *counts, _same_neighbourhood(graph, asked, code)))
    columns = ("as_suspect", "as_convicted", "as_victim", "as_witness", "same_neighbourhood")
    return table_of(rows, ("person_id", "steps", *columns))


def suspected_contacts_of_household(graph: FamilyGraph, household: str, on: int) -> pd.DataFrame:
    """Whom from outside the residents of a household know who is suspect or convicted."""
    stays, told, names = graph.memberships, acts(graph), _names(graph)
    here = (stays["household"] == code_of(graph, "households", household)).to_numpy()
    residents = set(stays["person"].to_numpy()[here & holds(stays, on)].tolist())
    around = circle(graph, on).linked
    known: defaultdict[int, dict[int, frozenset[str]]] = defaultdict(dict)
    for resident in residents:
        for other, kinds in around.get(resident, {}).items():
            if other not in residents and told.n(other, OWN):
                known[other][resident] = kinds
    minors = _surely_minor(graph, residents, on)
    rows = [
        (
            names[other],
            sorted(names[one] for one in by),
            sorted(set().union(*by.values())),
            told.n(other, OWN),
            told.n(other, (*SUFFERED, *WATCHED)),
            minors,
        )
        for other, by in known.items()
    ]
    columns = ("person_id", "known_by", "kinds", "as_suspect", "as_victim", "minors_in_house")
    return table_of(rows, columns)


def same_suspicion_nearby(graph: FamilyGraph, person: str, steps: int, on: int) -> pd.DataFrame:
    """Who within some steps is suspect or convicted of the same type of signal as a person."""
    asked, types, names = code_of(graph, "persons", person), acts(graph).types, _names(graph)

    def own(code: int) -> set[str]:
        return set().union(*(types.get((code, role), set()) for role in OWN))

    rows = [
        (names[code], step, sorted(own(code) & own(asked)))
        for code, step in circle(graph, on).steps_from(asked, steps).items()
        if own(code) & own(asked)
    ]
    return table_of(rows, ("person_id", "steps", "types"))


def co_suspects_across_families(graph: FamilyGraph) -> pd.DataFrame:
    """Who are suspects together and belong to family networks of which none is the same."""
    kind = words(graph.ties["kind"])
    ties = {
        pair: sum(kind[place] == "co_suspect" for place in places)
        for pair, places in _by_pair(graph, graph.ties).items()
    }
    names, networks = _names(graph), _networks(graph)
    incidents = _own_incidents(graph)
    rows = []
    for one, other in {*incidents, *(pair for pair, n in ties.items() if n)}:
        mine, theirs = networks.get(names[one], set()), networks.get(names[other], set())
        if mine and theirs and not mine & theirs:
            pair = (one, other)
            counts = (ties.get(pair, 0), len(incidents.get(pair, ())))
            rows.append((names[one], names[other], *counts, sorted(mine), sorted(theirs)))
    columns = ("person_id", "other_id", "ties", "incidents", "networks", "other_networks")
    return table_of(rows, columns)


def _own_incidents(graph: FamilyGraph) -> Mapping[Pair, set[int]]:
    """Return per pair, lower id first, the incidents both did something in."""
    together: defaultdict[int, set[int]] = defaultdict(set)
    for (code, role), incidents in acts(graph).incidents.items():
        if role in OWN:
            for incident in incidents:
                together[incident].add(code)
    names, found = _names(graph), defaultdict(set)
    for incident, codes in together.items():
        for pair in combinations(sorted(codes, key=lambda code: names[code]), 2):
            found[pair].add(incident)
    return found


def _networks(graph: FamilyGraph) -> Mapping[str, set[str]]:
    """Return per person id the family networks it is in or lives with, not those it stands beside."""
    table = families(graph)
    table = table[(table["boundary"] != "adjacent").to_numpy()]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for person, window in zip(table["person_id"], table["window_id"], strict=True):
        found[person].add(window)
    return found


def _by_pair(graph: FamilyGraph, rows: pd.DataFrame) -> Mapping[Pair, list[int]]:
    """Return the places of ties per pair, lower id first."""
    found: defaultdict[Pair, list[int]] = defaultdict(list)
    for place, one, other in pairs_of(graph, rows):
        found[one, other].append(place)
    return found


def _names(graph: FamilyGraph) -> list[str]:
    return graph.persons["person_id"].tolist()


def _same_neighbourhood(graph: FamilyGraph, one: int, other: int) -> bool | None:
    """Say whether two persons have their homes in one neighbourhood; None where that isn't known."""
    home = homes(graph)
    codes = home.unit_household[home.unit[[one, other]]]
    if (codes < 0).any():
        return None
    answers = []
    for column in ("municipality", "neighbourhood"):
        here, there = graph.households[column].to_numpy(object)[codes]
        answers.append(here == there if here and there else None)
    # One that is known to differ settles it, whatever the other is.
    return False if False in answers else None if None in answers else True


def _surely_minor(graph: FamilyGraph, persons: Iterable[int], on: int) -> int:
    """Count who is under 18 on a day by every reading of the birth date."""
    birth = graph.persons["birth_date"].to_numpy()[sorted(persons)]
    birth = birth[birth != NO_DAY]
    if on == NO_DAY:
        return len(birth)
    years = completed_years(birth, np.full(len(birth), on, dtype=np.int32))
    return int((years < _ADULT).sum())


_PARTS: Final = {
    **dict.fromkeys(OWN, "as_suspect"),
    **dict.fromkeys(SUFFERED, "as_victim"),
    **dict.fromkeys(WATCHED, "as_witness"),
}

ANSWERS: Final = {
    answer.__name__: answer
    for answer in (
        co_suspects_across_families,
        contacts_in_common,
        persons_within_steps,
        same_incident_persons,
        same_suspicion_nearby,
        suspected_contacts,
        suspected_contacts_of_household,
        ties_of_many_kinds,
        ties_without_second_source,
        triangles,
        ways_between,
    )
}
