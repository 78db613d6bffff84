"""The kinships, memberships and ties tables of a region, as its registers know them: not everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from famnet.synthetic.codes import code
from famnet.synthetic.people import YEAR
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.signals import Ints, Sightings
    from famnet.synthetic.world import Columns, World

    _Rows: TypeAlias = NDArray[np.int32] | NDArray[np.int64]

__all__ = [
    "FATHERS_MISSING",
    "MOTHERS_MISSING",
    "kinship_columns",
    "membership_columns",
    "tie_columns",
]

FATHERS_MISSING = 0.15
MOTHERS_MISSING = 0.05
_COLUMNS = (
    "person_id",
    "kind",
    "relative_id",
    "family_id",
    "union",
    "end_reason",
    "start_date",
    "end_date",
)


def kinship_columns(rng: Generator, world: World) -> Columns:
    """Return parents, couples, step parents, twins, and brothers and sisters without recorded parents."""
    parts = [
        *_parents(rng, world),
        _couples(rng, world),
        _step_parents(rng, world),
        *_foster(world),
    ]
    parts.append(_twins(world))
    return {name: np.concatenate([part[name] for part in parts]) for name in _COLUMNS}


def _rows(kind: str, person: _Rows, relative: _Rows, **more: Ints) -> Columns:
    n = len(person)
    none = np.full(n, -1, dtype=np.int64)
    return {
        "person_id": person.astype(np.int64),
        "kind": np.full(n, code("kinships", "kind", kind), dtype=np.int64),
        "relative_id": relative.astype(np.int64),
        "family_id": more.get("family", none),
        "union": more.get("union", none),
        "end_reason": more.get("reason", none),
        "start_date": more.get("start", np.full(n, NO_DAY, dtype=np.int64)),
        "end_date": more.get("end", np.full(n, FOREVER, dtype=np.int64)),
    }


def _parents(rng: Generator, world: World) -> list[Columns]:
    p = world.people
    adopted = rng.random(len(p)) < 0.004
    known = {
        "mother": (p.mother, (p.mother >= 0) & (rng.random(len(p)) >= MOTHERS_MISSING)),
        "father": (p.father, (p.father >= 0) & (rng.random(len(p)) >= FATHERS_MISSING)),
    }
    # A register that keeps families numbers them; three in four do.
    keeps = rng.random(len(world.couples) + 1) < 0.75
    family = np.where((p.couple >= 0) & keeps[p.couple], p.couple, -1).astype(np.int64)
    out = []
    for parent, seen in known.values():
        for kind, which in (("parent_of", ~adopted), ("adoptive_parent_of", adopted)):
            rows = np.flatnonzero(seen & which)
            out.append(_rows(kind, parent[rows], rows, family=family[rows]))
    lost = (p.couple >= 0) & ~known["mother"][1] & ~known["father"][1]
    next_to = np.flatnonzero(lost[1:] & (p.couple[1:] == p.couple[:-1])) + 1
    out.append(_rows("sibling_of", next_to - 1, next_to))
    return out


def _couples(rng: Generator, world: World) -> Columns:
    c = world.couples
    married = rng.random(len(c))
    union = np.where(married < 0.62, 0, np.where(married < 0.70, 1, 2)).astype(np.int64)
    # divorce, separation, death: by how it ended and whether they were married.
    reason = np.where(c.ended_by == 0, -1, np.where(c.ended_by == 2, 2, np.where(union < 2, 0, 1)))
    shown = (c.end > world.today - 25 * YEAR) | (rng.random(len(c)) < 0.8)
    rows = np.flatnonzero(shown)
    return _rows(
        "partner_of",
        c.woman[rows],
        c.man[rows],
        family=rows,
        union=union[rows],
        reason=reason[rows].astype(np.int64),
        start=c.start[rows].astype(np.int64),
        end=c.end[rows].astype(np.int64),
    )


def _step_parents(rng: Generator, world: World) -> Columns:
    """Return, for half of the second couples, the new partner of the mother as step parent."""
    p, c = world.people, world.couples
    second = np.full(len(p) + 1, -1, dtype=np.int64)
    rows = np.flatnonzero(c.order == 2)
    second[c.woman[rows]] = rows
    couple = second[p.mother]
    young = (couple >= 0) & (p.couple != couple)
    young &= c.start[np.maximum(couple, 0)] < p.birth + 18 * YEAR if len(c) else young
    child = np.flatnonzero(young & (rng.random(len(p)) < 0.5) & (p.birth > NO_DAY))
    child = child[p.birth[child] < c.start[couple[child]]]
    at = couple[child]
    return _rows(
        "step_parent_of",
        c.man[at],
        child,
        start=c.start[at].astype(np.int64),
        end=c.end[at].astype(np.int64),
    )


def _foster(world: World) -> list[Columns]:
    """Return the couple of a home as foster parents of the child that was placed there."""
    h = world.homes
    now = (h.end == FOREVER) & (h.kind[h.home] == 0)
    placed = np.flatnonzero(
        now & (h.role == 3) & (world.people.birth[h.person] > world.today - 18 * YEAR)
    )
    out = []
    for role in (0, 1):
        holder = np.full(len(h.kind), -1, dtype=np.int64)
        rows = np.flatnonzero(now & (h.role == role))
        holder[h.home[rows]] = h.person[rows]
        parent = holder[h.home[placed]]
        child, start = h.person[placed][parent >= 0], h.start[placed][parent >= 0]
        out.append(
            _rows("foster_parent_of", parent[parent >= 0], child, start=start.astype(np.int64))
        )
    return out


def _twins(world: World) -> Columns:
    p = world.people
    second = np.flatnonzero((p.twin[1:] > 0) & (p.birth[1:] == p.birth[:-1])) + 1
    second = second[(p.mother[second] == p.mother[second - 1]) & (p.mother[second] >= 0)]
    out = _rows("twin_of", second - 1, second)
    out["kind"] = np.where(
        p.twin[second] == 2,
        code("kinships", "kind", "identical_twin_of"),
        code("kinships", "kind", "twin_of"),
    ).astype(np.int64)
    return out


def membership_columns(rng: Generator, world: World) -> Columns:
    """Return the memberships table; 1.5 % of moves were reported late and overlap (stale address)."""
    h = world.homes
    end = h.end.astype(np.int64)
    stale = (end < FOREVER) & (rng.random(len(end)) < 0.015)
    end = np.where(stale, np.minimum(end + rng.integers(20, 200, len(end)), world.today), end)
    end = np.minimum(end, np.where(end < FOREVER, world.people.death[h.person], FOREVER))
    return {
        "person_id": h.person.astype(np.int64),
        "household_id": h.home.astype(np.int64),
        "role": h.role.astype(np.int64),
        "start_date": h.start.astype(np.int64),
        "end_date": np.where(h.end == FOREVER, FOREVER, np.maximum(end, h.start + 1)),
    }


def tie_columns(rng: Generator, s: Sightings) -> Columns:
    """Return ties: some suspects of the same type and neighbourhood in one quarter, as co-suspects."""
    suspect = code("signals", "role", "suspect")
    rows = np.flatnonzero((s.role == suspect) & (s.person >= 0) & (s.incident >= 0))
    order = rows[np.lexsort((s.event[rows], s.type[rows], s.hood[rows]))]
    first, second = order[:-1], order[1:]
    near = (s.type[first] == s.type[second]) & (s.hood[first] == s.hood[second])
    near &= (np.abs(s.event[first] - s.event[second]) < 45) & (s.person[first] != s.person[second])
    near &= rng.random(len(first)) < 0.5
    first, second = first[near], second[near]
    kinds: NDArray[np.int64] = np.array(
        [code("ties", "kind", word) for word in ("co_suspect", "associate", "contact")]
    )
    return {
        "person_id": s.person[first],
        "other_id": s.person[second],
        "kind": kinds[rng.choice(3, len(first), p=[0.6, 0.25, 0.15])],
        "start_date": s.event[first],
        "weight": np.ones(len(first)),
    }
