"""Questions about a person and kin, answered on a graph."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import pandas as pd

from famnet.questions.cells import code_of, day_texts, holds, ids, table_of, words
from famnet.questions.descent import relatives_within
from famnet.questions.siblings import siblings_of
from famnet.vocabulary import KinKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.graph.family_graph import FamilyGraph

__all__ = [
    "ANSWERS",
    "children_of_person",
    "common_relatives",
    "couples_of_person",
    "full_siblings",
    "guardians_of_child",
    "half_siblings",
    "household_history",
    "path_between",
    "relatives",
    "siblings_full_or_half_unknown",
]

_BIRTH: Final = (KinKind.PARENT, KinKind.SIBLING, KinKind.TWIN, KinKind.IDENTICAL_TWIN)
_KINDS: Final = {
    "all": tuple(KinKind),
    "birth": _BIRTH,
    "descent": (KinKind.PARENT, KinKind.ADOPTIVE_PARENT),
}
#: What somebody is of a parent, guardian ...; the other kinds read the same both ways.
_TURNED: Final = {
    "parent_of": "child_of",
    "adoptive_parent_of": "adoptive_child_of",
    "foster_parent_of": "foster_child_of",
    "step_parent_of": "step_child_of",
    "guardian_of": "ward_of",
}
_LONGEST: Final = 12
_CUSTODY: Final = ("GEZAG", "VVOOGD")
_BY_DESCENT: Final = ("parent_of", "adoptive_parent_of")
_PARENTAL: Final = (*_BY_DESCENT, "foster_parent_of", "step_parent_of")


def relatives(graph: FamilyGraph, person: str, steps: int) -> pd.DataFrame:
    """Who is related by birth or adoption, and along which way."""
    found = relatives_within(graph, code_of(graph, "persons", person), steps)
    name = ids(graph, "persons", list(found))
    return table_of(
        [
            (who, steps_, generation, "adoption" if adopted else "birth", list(way))
            for who, (steps_, adopted, way, generation) in zip(name, found.values(), strict=True)
        ],
        ["relative_id", "steps", "generation", "basis", "way"],
    )


def common_relatives(graph: FamilyGraph, person: str, other: str, steps: int) -> pd.DataFrame:
    """Who is related to both, and how many steps from each."""
    one, two = (code_of(graph, "persons", ref) for ref in (person, other))
    of_one, of_two = (relatives_within(graph, code, steps) for code in (one, two))
    both = sorted((set(of_one) & set(of_two)) - {one, two})
    return table_of(
        [
            (who, of_one[code][0], of_two[code][0])
            for code, who in zip(both, ids(graph, "persons", both), strict=True)
        ],
        ["relative_id", "steps_person", "steps_other"],
    )


def full_siblings(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Who shares two birth parents, the number of a family, or is a twin."""
    rows = [
        (
            _name(graph, one.person),
            _names(graph, one.shared),
            [
                word
                for word, true in (
                    ("two_parents", len(one.shared) >= 2),
                    ("twin", one.twin),
                    ("family_id", one.family),
                )
                if true
            ],
        )
        for one in siblings_of(graph, code_of(graph, "persons", person))
        if one.full
    ]
    return table_of(rows, ["sibling_id", "shared_parents", "because"])


def half_siblings(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Who shares one birth parent while the others are known and different."""
    rows = [
        (
            _name(graph, one.person),
            _name(graph, next(iter(one.shared))),
            _names(graph, one.mine - one.shared),
            _names(graph, one.theirs - one.shared),
        )
        for one in siblings_of(graph, code_of(graph, "persons", person))
        if one.half
    ]
    columns = ["sibling_id", "shared_parent", "own_other_parents", "their_other_parents"]
    return table_of(rows, columns)


def siblings_full_or_half_unknown(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Who is a sibling of whom it isn't known whether full or half."""
    rows = [
        (
            _name(graph, one.person),
            _names(graph, one.shared),
            max(0, 2 - len(one.mine)) + max(0, 2 - len(one.theirs)),
        )
        for one in siblings_of(graph, code_of(graph, "persons", person))
        if not (one.full or one.half) and (one.shared or one.told)
    ]
    return table_of(rows, ["sibling_id", "shared_parents", "missing_parents"])


def path_between(graph: FamilyGraph, person: str, other: str, kinds: str) -> pd.DataFrame:
    """Return one row per step of the shortest way; of equally short ways the first by ids."""
    links = _links(graph, tuple(map(str, _KINDS[kinds])))
    way = _shortest(links, person, other)
    return table_of(
        [
            (step, one, sorted(links[one][two]), two)
            for step, (one, two) in enumerate(pairwise(way), start=1)
        ],
        ["step", "person_id", "is_the", "next_id"],
    )


def _links(graph: FamilyGraph, kinds: tuple[str, ...]) -> dict[str, dict[str, set[str]]]:
    """Return per person what it is of whom."""
    rows = graph.kinships
    links: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    one, other = (ids(graph, "persons", rows[name].to_numpy()) for name in ("person", "relative"))
    for a, kind, b in zip(one, words(rows["kind"]), other, strict=True):
        if kind in kinds:
            links[a][b].add(kind)
            links[b][a].add(_TURNED.get(kind, kind))
    return links


def _shortest(links: dict[str, dict[str, set[str]]], person: str, other: str) -> tuple[str, ...]:
    """Level by level; of the ways to somebody on a level the first by ids."""
    level: dict[str, tuple[str, ...]] = {person: (person,)}
    seen = {person}
    for _ in range(_LONGEST):
        fresh: dict[str, tuple[str, ...]] = {}
        for at, way in sorted(level.items(), key=lambda item: item[1]):
            for beside in links[at]:
                if beside not in seen:
                    fresh.setdefault(beside, (*way, beside))
        if other in fresh:
            return fresh[other]
        seen |= set(fresh)
        level = fresh
    return ()


def guardians_of_child(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Who has or had custody or care: guardians, foster parents, partners, measures."""
    code = code_of(graph, "persons", person)
    kin, help_, measures = (graph.tables[n] for n in ("kinships", "involvements", "measures"))
    kind = words(kin["kind"])
    caring = (kind == "guardian_of") | (kind == "foster_parent_of")
    kin = kin[caring & (kin["relative"].to_numpy() == code)]
    guarding = words(help_["role"]) == "guardian"
    help_ = help_[guarding & (help_["person"].to_numpy() == code)]
    custody = pd.Series(words(measures["type"])).isin(_CUSTODY).to_numpy()
    measures = measures[custody & (measures["person"].to_numpy() == code)]
    parts = [
        ("kinship", words(kin["kind"]), ids(graph, "persons", kin["person"].to_numpy()), kin),
        (
            "involvement",
            words(help_["role"]),
            ids(graph, "partners", help_["partner"].to_numpy()),
            help_,
        ),
        (
            "measure",
            words(measures["type"]),
            ids(graph, "partners", measures["partner"].to_numpy()),
            measures,
        ),
    ]
    frames = [
        pd.DataFrame(
            {
                "source": [source] * len(rows),
                "kind": what,
                "holder_id": holder,
                "start": day_texts(rows, "start_date"),
                "end": day_texts(rows, "end_date"),
                "now": holds(rows, graph.as_of),
            },
            dtype=object,
        )
        for source, what, holder, rows in parts
    ]
    return pd.concat(frames, ignore_index=True)


def household_history(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Where somebody lived, and how many others live there now."""
    code = code_of(graph, "persons", person)
    rows = graph.memberships
    now = rows[holds(rows, graph.as_of)]
    others: dict[int, set[int]] = defaultdict(set)
    for who, home in now[["person", "household"]].to_numpy().tolist():
        if who != code:
            others[home].add(who)
    mine = rows[rows["person"].to_numpy() == code]
    home = mine["household"].to_numpy()
    return pd.DataFrame(
        {
            "household_id": ids(graph, "households", home),
            "kind": words(graph.households["kind"])[home],
            "role": words(mine["role"]),
            "start": day_texts(mine, "start_date"),
            "end": day_texts(mine, "end_date"),
            "now": holds(mine, graph.as_of),
            "n_others": [len(others[int(at)]) for at in home],
        }
    )


def couples_of_person(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """With whom somebody was or is a couple, and the children of both."""
    code = code_of(graph, "persons", person)
    rows = graph.kinships
    one, other = rows["person"].to_numpy(), rows["relative"].to_numpy()
    pair = (words(rows["kind"]) == "partner_of") & ((one == code) | (other == code))
    beside = [a if b == code else b for a, b in zip(one[pair], other[pair], strict=True)]
    children = _children(graph, _BY_DESCENT)
    rows = rows[pair]
    return pd.DataFrame(
        {
            "other_id": ids(graph, "persons", beside),
            "form": words(rows["union"]),
            "start": day_texts(rows, "start_date"),
            "end": day_texts(rows, "end_date"),
            "end_reason": words(rows["end_reason"]),
            "common_children": [
                _names(graph, set(children[code]) & set(children[int(ex)])) for ex in beside
            ],
        }
    )


def children_of_person(graph: FamilyGraph, person: str) -> pd.DataFrame:
    """Which children somebody has, by what, with whom, and whether they live together."""
    code = code_of(graph, "persons", person)
    found = _children(graph, _PARENTAL)[code]
    parents: dict[int, set[int]] = defaultdict(set)
    for parent, children in _children(graph, _BY_DESCENT).items():
        for child in children:
            parents[child].add(parent)
    rows = graph.memberships
    homes: dict[int, set[int]] = defaultdict(set)
    stays = rows.loc[holds(rows, graph.as_of), ["person", "household"]].to_numpy().tolist()
    for who, home in stays:
        homes[who].add(home)
    return table_of(
        [
            (
                _name(graph, child),
                sorted(kinds),
                _names(graph, parents[child] - {code}),
                bool(homes[code] & homes[child]),
            )
            for child, kinds in found.items()
        ],
        ["child_id", "kinds", "other_parents", "lives_with"],
    )


def _children(graph: FamilyGraph, kinds: tuple[str, ...]) -> dict[int, dict[int, set[str]]]:
    """Return per person its children by these kinds, each with the kinds."""
    rows = graph.kinships
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    pairs = rows[["person", "relative"]].to_numpy().tolist()
    for kind, (parent, child) in zip(words(rows["kind"]), pairs, strict=True):
        if kind in kinds:
            found[parent][child].add(kind)
    return found


def _name(graph: FamilyGraph, code: int) -> str:
    return str(graph.persons["person_id"].iloc[code])


def _names(graph: FamilyGraph, codes: Iterable[int]) -> list[str]:
    return [_name(graph, code) for code in sorted(codes)]


ANSWERS: Final = {
    "children_of_person": children_of_person,
    "common_relatives": common_relatives,
    "couples_of_person": couples_of_person,
    "full_siblings": full_siblings,
    "guardians_of_child": guardians_of_child,
    "half_siblings": half_siblings,
    "household_history": household_history,
    "path_between": path_between,
    "relatives": relatives,
    "siblings_full_or_half_unknown": siblings_full_or_half_unknown,
}
