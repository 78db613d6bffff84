"""Kernel of the people of family windows: who is in them, beside them, and by which way."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from famnet.analysis.compiled import kernel, number
from famnet.analysis.neighbours import Codes

if TYPE_CHECKING:
    from famnet.analysis.neighbours import Bools, Neighbours, Places

__all__ = ["Asked", "Boundary", "Kin", "Rows", "Way", "list_members"]

Small = npt.NDArray[np.int8]
# window, person, boundary, way, host, other, token of the window
_Row = tuple[int, int, int, int, int, int, int]


class Boundary(IntEnum):
    """Where a person stands to a window."""

    CORE = 0
    CORESIDENT = 1
    ADJACENT = 2
    DECEASED = 3


class Way(IntEnum):
    """How a person is tied to the window; *host* is a core member, *other* a person between."""

    ANCHOR = 0
    CHILD = 1
    GRANDCHILD = 2
    PARTNER = 3
    PARENT = 4
    CHILD_OF_HOST = 5
    SIBLING = 6
    STEP_CHILD = 7
    CHILD_OF_PARTNER = 8
    FOSTER_CHILD = 9
    LIVES_WITH = 10
    LIVES_WHERE_HOST_LIVED = 11
    PARTNER_ELSEWHERE = 12
    PARENT_OF_PARTNER = 13
    SIBLING_OF_PARTNER = 14
    HOUSEHOLD = 15


# Numba takes module constants, not enums.
_CORE: Final = number(Boundary.CORE)
_CORESIDENT: Final = number(Boundary.CORESIDENT)
_ADJACENT: Final = number(Boundary.ADJACENT)
_DECEASED: Final = number(Boundary.DECEASED)
_ANCHOR: Final = number(Way.ANCHOR)
_CHILD: Final = number(Way.CHILD)
_GRANDCHILD: Final = number(Way.GRANDCHILD)
_PARTNER: Final = number(Way.PARTNER)
_LIVES_WITH: Final = number(Way.LIVES_WITH)
_LIVED: Final = number(Way.LIVES_WHERE_HOST_LIVED)
_BY_PARTNER: Final = number(Way.CHILD_OF_PARTNER)
_ELSEWHERE: Final = number(Way.PARTNER_ELSEWHERE)
_IN_LAW_PARENT: Final = number(Way.PARENT_OF_PARTNER)
_IN_LAW_SIBLING: Final = number(Way.SIBLING_OF_PARTNER)
_HOUSEHOLD: Final = number(Way.HOUSEHOLD)
_START: Final = number(0)
_NOBODY: Final = number(-1, np.int32)


class Kin(NamedTuple):
    """What the kernel needs of homes and kinship; ``by_rank`` gives the node of each rank.

    ``bonds`` are neighbour lists in the order of the ways from PARTNER to FOSTER_CHILD, without
    CHILD_OF_PARTNER: from the person to the core member it hangs on.
    """

    children: Neighbours
    parents: Neighbours
    partners: Neighbours
    siblings: Neighbours
    step_parents: Neighbours
    foster_parents: Neighbours
    residents: Neighbours
    living: Bools
    resident: Bools
    unit: Codes
    rank: Codes
    by_rank: Codes


class Asked(NamedTuple):
    """Windows to list: anchor node (-1: a household by itself), depth, units as CSR."""

    node: Codes
    depth: Codes
    start: Places
    units: Codes


class Rows(NamedTuple):
    """One place per person and window.

    ``host`` is the core member that a row hangs on, ``other`` the person between them;
    ``generation`` and ``via`` (the child by which a grandchild comes) are those of the host, in
    core rows of the person.
    """

    window: Codes
    person: Codes
    boundary: Small
    way: Small
    host: Codes
    other: Codes
    generation: Small
    via: Codes


class _Marks(NamedTuple):
    """What was seen in which window (numbered from 1, so that zero is never); overwritten."""

    seen: Codes
    generation: Small
    via: Codes
    unit_seen: Codes
    host: Codes
    row_seen: Codes
    row: Codes


# What is kept between windows: marks, rows, room for the core, and the token of this window.
_State = tuple[_Marks, Rows, Codes, int]


@kernel
def _rows(n: int) -> Rows:
    return Rows(
        np.empty(n, np.int32),
        np.empty(n, np.int32),
        np.empty(n, np.int8),
        np.empty(n, np.int8),
        np.full(n, -1, np.int32),
        np.full(n, -1, np.int32),
        np.full(n, -1, np.int8),
        np.full(n, -1, np.int32),
    )


def _marks(nodes: int, units: int) -> _Marks:
    """Make the marks in numpy: it hands out zeroed memory that costs nothing until it is used."""
    return _Marks(
        seen=np.zeros(nodes, np.int32),
        generation=np.zeros(nodes, np.int8),
        via=np.zeros(nodes, np.int32),
        unit_seen=np.zeros(units, np.int32),
        host=np.zeros(units, np.int32),
        row_seen=np.zeros(nodes, np.int32),
        row=np.zeros(nodes, np.int32),
    )


@kernel
def _enter(kin: Kin, marks: _Marks, token: int, person: int, how: tuple[int, int]) -> int:
    """Mark a core member with (generation, via); return 1 when it is new."""
    generation, via = how
    if marks.seen[person] != token:
        marks.seen[person] = token
        marks.generation[person], marks.via[person] = generation, via
        return 1
    # Two ways of the same length: the child with the lowest id.
    again = marks.generation[person] == generation and via >= 0
    if again and kin.rank[via] < kin.rank[marks.via[person]]:
        marks.via[person] = via
    return 0


@kernel
def _core(kin: Kin, asked: Asked, at: int, state: _State) -> int:
    """Write the ranks of the core to ``core``, sorted; return how many."""
    marks, _, core, token = state
    node, children, n = asked.node[at], kin.children, 0
    if node < 0:
        for unit in asked.units[asked.start[at] : asked.start[at + 1]]:
            for person in kin.residents.to[
                kin.residents.start[unit] : kin.residents.start[unit + 1]
            ]:
                core[n] = kin.rank[person]
                n += _enter(kin, marks, token, person, (_ANCHOR, _NOBODY))
    else:
        if node < len(kin.unit):
            core[n] = kin.rank[node]
            n += _enter(kin, marks, token, node, (_ANCHOR, _NOBODY))
        for child in children.to[children.start[node] : children.start[node + 1]]:
            core[n] = kin.rank[child]
            n += _enter(kin, marks, token, child, (_CHILD, _NOBODY))
        for child in children.to[children.start[node] : children.start[node + 1]]:
            if asked.depth[at] > 1:
                for person in children.to[children.start[child] : children.start[child + 1]]:
                    core[n] = kin.rank[person]
                    n += _enter(kin, marks, token, person, (_GRANDCHILD, child))
    core[:n].sort()
    return n


@kernel
def _hosts(kin: Kin, asked: Asked, at: int, state: _State, n_core: int) -> None:
    """Give each unit of the window its host: present before gone, oldest generation, lowest id."""
    marks, _, core, token = state
    for unit in asked.units[asked.start[at] : asked.start[at + 1]]:
        marks.unit_seen[unit] = token
        marks.host[unit] = _NOBODY
    for rank in core[:n_core]:
        person = kin.by_rank[rank]
        unit = kin.unit[person]
        if kin.living[person] and marks.unit_seen[unit] == token:
            host = marks.host[unit]
            if host < 0 or _before(kin, marks, person, host):
                marks.host[unit] = person


@kernel
def _before(kin: Kin, marks: _Marks, one: int, other: int) -> bool:
    if kin.resident[one] != kin.resident[other]:
        return bool(kin.resident[one])
    if marks.generation[one] != marks.generation[other]:
        return bool(marks.generation[one] < marks.generation[other])
    return bool(kin.rank[one] < kin.rank[other])


@kernel
def _best(kin: Kin, marks: _Marks, token: int, person: int, bond: Neighbours) -> int:
    """Return the core member in the same unit to whom a bond leads, -1 none."""
    best = _NOBODY
    for other in bond.to[bond.start[person] : bond.start[person + 1]]:
        if other >= len(kin.unit) or marks.seen[other] != token or not kin.living[other]:
            continue
        same = kin.unit[other] == kin.unit[person]
        if same and (best < 0 or _before(kin, marks, other, best)):
            best = other
    return best


@kernel
def _tie(kin: Kin, marks: _Marks, token: int, person: int) -> tuple[int, int, int]:
    """Return (way, host, other) of somebody who lives in the window without being core."""
    bonds = (
        (kin.partners, 3),
        (kin.children, 4),
        (kin.parents, 5),
        (kin.siblings, 6),
        (kin.step_parents, 7),
        (kin.foster_parents, 9),
    )
    for bond, way in bonds:
        host = _best(kin, marks, token, person, bond)
        if host >= 0:
            return way, host, _NOBODY
    best, between = _NOBODY, _NOBODY
    for parent in kin.parents.to[kin.parents.start[person] : kin.parents.start[person + 1]]:
        if parent < len(kin.unit) and kin.living[parent] and kin.unit[parent] == kin.unit[person]:
            host = _best(kin, marks, token, parent, kin.partners)
            if host >= 0 and (best < 0 or _before(kin, marks, host, best)):
                best, between = host, parent
    if best >= 0:
        return _BY_PARTNER, best, between
    host = marks.host[kin.unit[person]]
    return (_LIVES_WITH if host < 0 or kin.resident[host] else _LIVED), host, _NOBODY


@kernel
def _put(marks: _Marks, rows: Rows, n: int, row: _Row) -> int:
    """Write a row when there is room (the second pass); return the next place."""
    if len(rows.window):
        window, person, boundary, way, host, other, token = row
        whose = host if host >= 0 else person
        rows.window[n], rows.person[n] = window, person
        rows.boundary[n], rows.way[n] = boundary, way
        rows.host[n], rows.other[n] = host, other
        rows.generation[n] = marks.generation[whose] if marks.seen[whose] == token else -1
        rows.via[n] = marks.via[whose] if marks.seen[whose] == token else -1
    return n + 1


@kernel
def _put_beside(kin: Kin, marks: _Marks, rows: Rows, n: int, row: _Row) -> int:
    """Write a row about a relative by marriage, unless the person is in the window or has one."""
    _, person, _, way, host, other, token = row
    lives_in = marks.unit_seen[kin.unit[person]] == token and kin.resident[person]
    if marks.seen[person] == token or lives_in or not kin.living[person]:
        return n
    if marks.row_seen[person] != token:
        marks.row_seen[person], marks.row[person] = token, n
        return _put(marks, rows, n, row)
    # The same way by two partners of one core member: the partner with the lowest id.
    place = marks.row[person]
    if len(rows.window) and rows.way[place] == way and rows.host[place] == host and other >= 0:
        known = rows.other[place]
        rows.other[place] = other if kin.rank[other] < kin.rank[known] else known
    return n


@kernel
def _beside(kin: Kin, at: int, state: _State, n: int, n_core: int) -> int:
    """List the current partners of the living core, their parents and their siblings."""
    marks, rows, core, token = state
    for way in (_ELSEWHERE, _IN_LAW_PARENT, _IN_LAW_SIBLING):
        for rank in core[:n_core]:
            host = kin.by_rank[rank]
            if not kin.living[host]:
                continue
            for partner in kin.partners.to[kin.partners.start[host] : kin.partners.start[host + 1]]:
                if kin.living[partner]:
                    row = (at, partner, _ADJACENT, way, host, _NOBODY, token)
                    if way == _ELSEWHERE:
                        n = _put_beside(kin, marks, rows, n, row)
                    else:
                        n = _family_of(kin, marks, rows, n, row)
    return n


@kernel
def _family_of(kin: Kin, marks: _Marks, rows: Rows, n: int, row: _Row) -> int:
    """List the parents, or the siblings, of a partner; ``row`` is that of the partner."""
    at, partner, boundary, way, host, _, token = row
    siblings = kin.siblings.to[kin.siblings.start[partner] : kin.siblings.start[partner + 1]]
    for parent in kin.parents.to[kin.parents.start[partner] : kin.parents.start[partner + 1]]:
        if way == _IN_LAW_PARENT and parent < len(kin.unit):
            n = _put_beside(kin, marks, rows, n, (at, parent, boundary, way, host, partner, token))
        if way == _IN_LAW_SIBLING:
            for child in kin.children.to[
                kin.children.start[parent] : kin.children.start[parent + 1]
            ]:
                if child != partner:
                    n = _put_beside(
                        kin, marks, rows, n, (at, child, boundary, way, host, partner, token)
                    )
    if way == _IN_LAW_SIBLING:
        for sibling in siblings:
            n = _put_beside(kin, marks, rows, n, (at, sibling, boundary, way, host, partner, token))
    return n


@kernel
def _window(kin: Kin, asked: Asked, at: int, state: _State, n: int) -> int:
    """List the people of one window from row ``n`` on; return the next place."""
    marks, rows, core, token = state
    n_core = _core(kin, asked, at, state)
    _hosts(kin, asked, at, state, n_core)
    for rank in core[:n_core]:
        person = kin.by_rank[rank]
        boundary = _CORE if kin.living[person] else _DECEASED
        way = int(marks.generation[person]) if asked.node[at] >= 0 else _HOUSEHOLD
        n = _put(marks, rows, n, (at, person, boundary, way, _NOBODY, _NOBODY, token))
    for unit in asked.units[asked.start[at] : asked.start[at + 1]]:
        for person in kin.residents.to[kin.residents.start[unit] : kin.residents.start[unit + 1]]:
            if marks.seen[person] != token:
                way, host, other = _tie(kin, marks, token, person)
                n = _put(marks, rows, n, (at, person, _CORESIDENT, way, host, other, token))
    return _beside(kin, at, state, n, n_core)


@kernel
def _room(kin: Kin, asked: Asked) -> int:
    """Return how many places the largest core may ask for."""
    children, most = kin.children, 1
    for at in range(len(asked.node)):
        node, n = asked.node[at], 1
        if node < 0:
            for unit in asked.units[asked.start[at] : asked.start[at + 1]]:
                n += kin.residents.start[unit + 1] - kin.residents.start[unit]
        else:
            for child in children.to[children.start[node] : children.start[node + 1]]:
                n += 1 + children.start[child + 1] - children.start[child]
        most = max(most, n)
    return most


def list_members(kin: Kin, asked: Asked) -> Rows:
    """List the people of windows: first counted, then written.

    Notes
    -----
    O(people in and beside the windows); marks per person and unit instead of sets.
    """
    return _list(kin, asked, _marks(len(kin.rank), len(kin.residents.start) - 1))


@kernel
def _list(kin: Kin, asked: Asked, marks: _Marks) -> Rows:
    core = np.empty(_room(kin, asked) + 1, np.int32)
    rows, windows, n = _rows(_START), len(asked.node), _START
    for at in range(windows):
        n = _window(kin, asked, at, (marks, rows, core, at + 1), n)
    rows, n = _rows(n), _START
    for at in range(windows):
        n = _window(kin, asked, at, (marks, rows, core, windows + at + 1), n)
    return rows
