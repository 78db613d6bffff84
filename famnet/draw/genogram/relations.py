"""From delivered kinship to couples, children and siblings, each relation once.

Rows of one pair and kind are one relation: what holds now goes before what ended, the surest first.
Foster parents, step-parents and guardians of before are no longer a tie; an ex-partner and a parent
stay. What began after the reference date is not drawn.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import numpy as np

from famnet.draw.genogram.blood import related
from famnet.draw.genogram.kindred import (
    Basis,
    Bond,
    Couple,
    Descent,
    Home,
    Implied,
    Kindred,
    Member,
)
from famnet.graph.layers import active
from famnet.vocabulary import NO_DAY, date_from_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from famnet.draw.family.facts import FactIndex
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["relations"]

_BASIS: Final[dict[str, Basis]] = {
    "parent_of": "birth",
    "adoptive_parent_of": "adoption",
    "foster_parent_of": "foster",
    "step_parent_of": "step",
    "guardian_of": "guardian",
}
_PASSING: Final = ("foster_parent_of", "step_parent_of", "guardian_of")
_BOND: Final = {"sibling_of": "sibling", "twin_of": "twin", "identical_twin_of": "identical"}
_NAMES: Final = (
    "person", "relative", "kind", "certainty", "union", "end_reason", "start_date", "end_date",
    "line",
)  # fmt: skip
_SURENESS: Final = ("confirmed", "probable", "unconfirmed")

Row = dict[str, Any]


def relations(
    graph: FamilyGraph,
    facts: FactIndex,
    place: Mapping[int, int],
    members: tuple[Member, ...],
    homes: tuple[Home, ...],
) -> Kindred:
    """Collect the relations among the people of a picture.

    Parameters
    ----------
    graph, facts : FamilyGraph, FactIndex
        Where the rows stand.
    place : mapping of int to int
        Person code to its place in ``members``.
    members, homes : tuple
        Who is drawn.
    """
    rows = _rows(graph, facts, place)
    made = _Relations(members)
    for row in rows:
        if row["kind"] == "partner_of":
            made.union(row, graph.as_of)
    made.parents(row for row in rows if row["kind"] in _BASIS)
    made.siblings(row for row in rows if row["kind"] in _BOND)
    code = {i: person for person, i in place.items()}
    proven = _proven(made.couples, made.descents)
    couples = tuple(couple if couple.b < 0 else _blood(graph, couple, code) for couple in proven)
    return Kindred(
        members, couples, tuple(made.descents), tuple(made.bonds), homes, tuple(made.implied)
    )


def _proven(couples: list[Couple], descents: list[Descent]) -> list[Couple]:
    """Let a couple that no row says rest on the rows of its children."""
    behind: dict[int, list[str]] = defaultdict(list)
    for descent in descents:
        behind[descent.couple] += descent.evidence
    return [
        couple if couple.evidence else replace(couple, evidence=tuple(behind[i]))
        for i, couple in enumerate(couples)
    ]


def _blood(graph: FamilyGraph, couple: Couple, code: Mapping[int, int]) -> Couple:
    return replace(couple, close=related(graph, code[couple.a], code[couple.b]))


def _rows(graph: FamilyGraph, facts: FactIndex, place: Mapping[int, int]) -> list[Row]:
    """Return the rows that are drawn, by place, one per pair and kind but for unions."""
    numbers = facts.rows("kinships", "person", list(place))
    table = graph.kinships.iloc[numbers]
    now = active(table, graph.as_of).tolist()
    found: dict[tuple[int, int, str], Row] = {}
    unions: list[Row] = []
    records = facts.records("kinships", numbers, _NAMES)
    for row, holds in zip(records, now, strict=True):
        a, b = place[row["person"]], place.get(row["relative"], -1)
        if b < 0 or a == b or row["start_date"] > graph.as_of:
            continue
        if row["kind"] in _PASSING and not holds:
            continue
        row |= {
            "person": a,
            "relative": b,
            "holds": holds,
            "fact": f"kinships:{row['line']}",
            "certainty": row["certainty"] or "confirmed",
        }
        if row["kind"] == "partner_of":
            unions.append(row)
            continue
        pair = (a, b) if row["kind"] in _BASIS else (min(a, b), max(a, b))
        key = (*pair, str(row["kind"]))
        before = found.get(key)
        if before is None or _sure(row) < _sure(before):
            found[key] = row
    return [*unions, *found.values()]


def _sure(row: Row) -> int:
    return _SURENESS.index(row["certainty"])


class _Told(NamedTuple):
    basis: Basis
    certainty: str
    row: str


class _Relations:
    def __init__(self, members: tuple[Member, ...]) -> None:
        self.members = members
        self.couples: list[Couple] = []
        self.at: dict[frozenset[int], int] = {}
        self.descents: list[Descent] = []
        self.bonds: list[Bond] = []
        self.implied: list[Implied] = []

    def union(self, row: Row, as_of: int) -> None:
        """Add a union; of the spells of one pair the current one stands, else the last."""
        couple = _union(row, as_of, self.members)
        pair = frozenset((couple.a, couple.b))
        if pair not in self.at:
            self.at[pair] = len(self.couples)
            self.couples.append(couple)
            return
        i = self.at[pair]
        other = self.couples[i]
        best = max(couple, other, key=lambda c: (c.state in ("current", "death"), c.start))
        rows = tuple(dict.fromkeys((*other.evidence, *couple.evidence)))
        self.couples[i] = replace(best, again=True, evidence=rows)

    def couple(self, a: int, b: int) -> int:
        """Return the place of a couple; one that isn't delivered as a union is made."""
        pair = frozenset((a, b))
        if pair not in self.at:
            self.at[pair] = len(self.couples)
            self.couples.append(Couple(min(a, b), max(a, b)))
        return self.at[pair]

    def lone(self, parent: int) -> int:
        """Return the place of a lone parent."""
        key = frozenset((parent,))
        if key not in self.at:
            self.at[key] = len(self.couples)
            self.couples.append(Couple(parent, -1))
        return self.at[key]

    def parents(self, rows: Iterable[Row]) -> None:
        """Turn rows of parents into descents, child by child in the order of the members."""
        by_child: dict[int, dict[int, _Told]] = defaultdict(dict)
        extra: list[Implied] = []
        order = {"birth": 0, "adoption": 1, "foster": 2, "step": 3, "guardian": 4}
        for row in sorted(rows, key=lambda r: (order[_BASIS[r["kind"]]], r["person"])):
            basis = _BASIS[row["kind"]]
            mine = by_child[row["relative"]]
            if row["person"] in mine:
                # A guardian or adoptive parent who is a parent by birth too: one line, both said.
                extra.append(Implied(row["person"], row["relative"], basis, row["fact"]))
            else:
                mine[row["person"]] = _Told(basis, row["certainty"], row["fact"])
        for child in sorted(by_child):
            self._child(child, by_child[child])
        self.implied += extra

    def _child(self, child: int, told: dict[int, _Told]) -> None:
        groups: dict[Basis, list[int]] = defaultdict(list)
        for parent, said in told.items():
            groups[said.basis].append(parent)
        if len(groups["birth"]) == len(groups["adoption"]) == 1:
            both = frozenset((*groups["birth"], *groups["adoption"]))
            if both in self.at:
                # One of the partners adopted the child of the other.
                groups["birth"] += groups.pop("adoption")
        for basis, parents in list(groups.items()):
            for pair in self._pairs(parents):
                if basis in ("step", "guardian") and len(pair) == 1 and self._beside(pair[0], told):
                    self.implied.append(Implied(pair[0], child, basis, told[pair[0]].row))
                    continue
                couple = self.couple(*pair) if len(pair) == 2 else self.lone(pair[0])
                bases = tuple((p, told[p].basis, told[p].certainty) for p in pair)
                rows = tuple(told[p].row for p in pair)
                self.descents.append(Descent(couple, child, bases, rows))

    def _beside(self, parent: int, told: Mapping[int, _Told]) -> bool:
        """Say whether somebody is a partner of a parent by birth or adoption of the child."""
        return any(
            frozenset((parent, other)) in self.at and told[other].basis in ("birth", "adoption")
            for other in told
            if other != parent
        )

    def _pairs(self, parents: list[int]) -> list[tuple[int, ...]]:
        """Return parents in twos: partners first, then in order; one may be left."""
        left, found = list(parents), []
        while len(left) > 1:
            pair = next(
                (
                    (a, b)
                    for i, a in enumerate(left)
                    for b in left[i + 1 :]
                    if frozenset((a, b)) in self.at
                ),
                (left[0], left[1]),
            )
            if len(left) > 2 or len(parents) == 2 or frozenset(pair) in self.at:
                found.append(pair)
                left = [p for p in left if p not in pair]
            else:
                break
        return [*found, *((p,) for p in left)]

    def siblings(self, rows: Iterable[Row]) -> None:
        """Add siblings as delivered; twins always, others where no shared couple shows it."""
        couples = defaultdict(set)
        for descent in self.descents:
            couples[descent.child].add(descent.couple)
        kinds = {"identical_twin_of": 0, "twin_of": 1, "sibling_of": 2}
        seen: set[frozenset[int]] = set()
        for row in sorted(rows, key=lambda r: (kinds[r["kind"]], r["person"], r["relative"])):
            a, b = sorted((row["person"], row["relative"]))
            if frozenset((a, b)) in seen:
                continue
            seen.add(frozenset((a, b)))
            kind = cast("Any", _BOND[row["kind"]])
            self.bonds.append(Bond(a, b, kind, row["certainty"], (row["fact"],)))


def _union(row: Row, as_of: int, members: tuple[Member, ...]) -> Couple:
    """Return a couple as it stands on the day."""
    over = not row["holds"]
    reason = row["end_reason"] or ""
    dead = members[row["person"]].dead or members[row["relative"]].dead
    if reason == "divorce":
        state = "divorced"
    elif reason == "separation":
        state = "separated"
    elif reason == "death" or (dead and not over):
        state = "death"
    else:
        state = "ended" if over else "current"
    day = row["end_date"] if state in ("divorced", "separated", "ended") else row["start_date"]
    date = date_from_day(day) if day != NO_DAY and day <= max(as_of, day) else None
    return Couple(
        row["person"],
        row["relative"],
        cast("Any", row["union"] or "partners"),
        state,
        str(date.year) if date is not None else "",
        row["certainty"],
        start=int(np.int64(row["start_date"])),
        evidence=(row["fact"],),
    )
