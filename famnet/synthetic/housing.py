"""Who of the region lived where, when: homes of singles and couples, children along, institutions.

An adult's life is a row of stays: alone, as a couple (perhaps in two homes after each other), alone
again, a second couple. Children stay where the parent stays who looks after them, until they leave.
The keeper of a parted couple's home is that parent too. Only stays that reach into the last twelve
years are recorded, and a dead person's last home.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.synthetic.habits import SAMPLE, Habits
from famnet.synthetic.people import YEAR, Couples, Days, People
from famnet.vocabulary import FOREVER

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

__all__ = ["KINDS", "ROLES", "Homes", "make_homes"]

KINDS = ("private", "institution", "shelter", "student", "other")
ROLES = ("head", "partner", "child", "other")
_HORIZON = 12 * YEAR
# Homes of persons and couples are numbered below this, other addresses from here on.
_SPECIAL = 4 * 10**9
_FOSTER = 9


@dataclass(slots=True)
class Homes:
    """Stays as columns, and the households they are in.

    Parameters
    ----------
    person, home, role, start, end : arrays
        One row per stay; ``home`` is the household's row, ``role`` an index of ``ROLES``.
    kind : int8 array
        Per household: index of ``KINDS``.
    hood : int32 array
        Per household: its neighbourhood.
    current : int32 array
        Per person: household on the reference date (the dead: the last one), -1 without address.
    """

    person: Days
    home: Days
    role: NDArray[np.int8]
    start: Days
    end: Days
    kind: NDArray[np.int8]
    hood: Days
    current: Days


@dataclass(slots=True)
class _Stays:
    person: NDArray[np.int64]
    home: NDArray[np.int64]
    role: NDArray[np.int8]
    start: NDArray[np.int64]
    end: NDArray[np.int64]

    def pick(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> _Stays:
        return _Stays(
            self.person[which],
            self.home[which],
            self.role[which],
            self.start[which],
            self.end[which],
        )


def make_homes(
    rng: Generator,
    people: tuple[People, Couples],
    today: int,
    hoods: int,
    habits: Habits = SAMPLE,
) -> Homes:
    """Return where everyone lived.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    people : tuple of People and Couples
        The region's persons and couples.
    today : int
        Reference date as a day number.
    hoods : int
        Number of neighbourhoods.
    habits : Habits
        When people leave home, and who lives in an institution.
    """
    p, c = people
    leave = _leaving(rng, p, c, habits.leaving)
    adults = _adults(rng, p, c, leave)
    stays = _join([adults, _children(rng, p, c, adults, leave)])
    ended = p.death.astype(np.int64)
    stays.end = np.minimum(stays.end, ended[stays.person])
    stays = stays.pick((stays.start < stays.end) & (stays.start < today))
    last = np.zeros(len(p), dtype=np.int64)
    np.maximum.at(last, stays.person, stays.end)
    recent = (stays.end > today - _HORIZON) | (stays.end == last[stays.person])
    stays = _elsewhere(rng, p, stays.pick(recent), (today, habits.institution))
    used, home = np.unique(stays.home, return_inverse=True)
    kind = np.zeros(len(used), dtype=np.int8)
    special = used >= _SPECIAL
    kind[special] = ((used[special] - _SPECIAL) % 4 + 1).astype(np.int8)
    order = np.lexsort((stays.start, stays.person))
    stays = stays.pick(order)
    home = home[order]
    current = np.full(len(p), -1, dtype=np.int32)
    now = (stays.end > today) | (p.death[stays.person] <= today)
    current[stays.person[now]] = home[now]
    return Homes(
        stays.person.astype(np.int32),
        home.astype(np.int32),
        stays.role,
        stays.start.astype(np.int32),
        np.where(stays.end > today, FOREVER, stays.end).astype(np.int32),
        kind,
        _hoods(rng, p, stays, home, hoods),
        current,
    )


def _leaving(rng: Generator, p: People, c: Couples, mean: float) -> NDArray[np.int64]:
    """Return the day each person leaves the parental home: with a couple or a child at the latest."""
    age = np.clip(rng.normal(mean, 3.2, len(p)), 17.5, 36.0)
    leave = (p.birth + age * YEAR).astype(np.int64)
    np.minimum.at(leave, c.woman, c.start.astype(np.int64))
    np.minimum.at(leave, c.man, c.start.astype(np.int64))
    has = p.mother >= 0
    np.minimum.at(leave, p.mother[has], p.birth[has].astype(np.int64))
    return leave


def _adults(rng: Generator, p: People, c: Couples, leave: NDArray[np.int64]) -> _Stays:
    """Return the stays of everybody from leaving the parental home on, in order of person and time."""
    n, k = len(p), len(c)
    everyone = np.arange(n, dtype=np.int64)
    first = np.full(n, FOREVER, dtype=np.int64)
    np.minimum.at(first, c.woman, c.start.astype(np.int64))
    np.minimum.at(first, c.man, c.start.astype(np.int64))
    zero = np.zeros(n, dtype=np.int8)
    parts = [_Stays(everyone, 4 * everyone, zero, leave, first)]
    start, end = c.start.astype(np.int64), c.end.astype(np.int64)
    move = start + ((1.5 + rng.exponential(6.0, k)) * YEAR).astype(np.int64)
    move = np.where((rng.random(k) < 0.6) & (move < end), move, end)
    base = 4 * (n + np.arange(k, dtype=np.int64))
    keeps = rng.random(k) < 0.72
    for who, mine, role in ((c.woman, keeps, 1), (c.man, ~keeps, 0)):
        person = who.astype(np.int64)
        roles = np.full(k, role, dtype=np.int8)
        parts.append(_Stays(person, base, roles, start, move))
        parts.append(_Stays(person, base + 1, roles, move, end))
        # After the couple: the keeper and the widowed stay, the other finds a new home.
        after = np.full(k, FOREVER, dtype=np.int64)
        again = _next_start(c, person)
        after = np.minimum(after, again)
        stays_on = mine | (c.ended_by == 2)
        last = np.where(move < end, base + 1, base)
        home = np.where(stays_on, last, 4 * person + 1 + (c.order == 2))
        parts.append(_Stays(person, home, np.zeros(k, dtype=np.int8), end, after))
    stays = _join(parts)
    stays = stays.pick(stays.start < stays.end)
    return stays.pick(np.lexsort((stays.start, stays.person)))


def _next_start(c: Couples, person: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return for each couple when this member's second couple starts, ``FOREVER`` if never."""
    size = int(max(c.woman.max(initial=-1), c.man.max(initial=-1))) + 1
    second = np.full(size, FOREVER, dtype=np.int64)
    two = c.order == 2
    second[c.woman[two]] = c.start[two]
    second[c.man[two]] = c.start[two]
    return np.where(c.order == 1, second[person], FOREVER)


def _children(
    rng: Generator, p: People, c: Couples, adults: _Stays, leave: NDArray[np.int64]
) -> _Stays:
    """Return the stays of children with the parent who looks after them, then with the other one."""
    mother_dies = np.where(p.mother >= 0, p.death[np.maximum(p.mother, 0)], -(10**7))
    couple = np.maximum(p.couple, 0)
    parted = (p.couple >= 0) & (c.ended_by[couple] == 1) if len(c) else np.zeros(len(p), np.bool_)
    draw = rng.random(len(p))
    # One draw per couple: brothers and sisters stay together.
    draw = np.where(p.couple >= 0, draw[np.minimum(couple, len(p) - 1)], draw)
    with_father = (p.mother < 0) | (parted & (draw < 0.18) & (p.father >= 0))
    first = np.where(with_father, p.father, p.mother).astype(np.int64)
    other = np.where(with_father, p.mother, p.father).astype(np.int64)
    first_dies = np.where(first >= 0, p.death[np.maximum(first, 0)], mother_dies).astype(np.int64)
    birth = p.birth.astype(np.int64)
    parts = []
    for parent, start, end in (
        (first, birth, np.minimum(leave, first_dies)),
        (other, np.maximum(birth, first_dies), leave),
    ):
        rows = np.flatnonzero((parent >= 0) & (start < end))
        parts.append(_along(adults, rows, parent, (start, end)))
    return _join(parts)


def _along(
    adults: _Stays,
    rows: NDArray[np.intp],
    parent: NDArray[np.int64],
    span: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> _Stays:
    """Return the parent's stays for the child, cut to the span."""
    low = np.searchsorted(adults.person, parent[rows], side="left")
    high = np.searchsorted(adults.person, parent[rows], side="right")
    count = high - low
    child = np.repeat(rows, count)
    at = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)
    start = np.maximum(adults.start[at], span[0][child])
    end = np.minimum(adults.end[at], span[1][child])
    ok = start < end
    role = np.full(int(ok.sum()), 2, dtype=np.int8)
    return _Stays(child[ok].astype(np.int64), adults.home[at[ok]], role, start[ok], end[ok])


def _elsewhere(
    rng: Generator,
    p: People,
    stays: _Stays,
    when: tuple[int, tuple[float, float, float, float]],
) -> _Stays:
    """Move some persons to an institution, a shelter or a student house, and take some addresses away."""
    today, (old, older, young, men) = when
    age = (today - p.birth) / YEAR
    alive = p.death > today
    draw = rng.random(len(p))
    kind = np.zeros(len(p), dtype=np.int8)
    kind[(age < 17) & (age > 1) & (draw > 0.994)] = _FOSTER
    kind[(age >= 80) & (draw < old)] = 1
    kind[(age >= 70) & (age < 80) & (draw < older)] = 1
    kind[(age < 18) & (age > 8) & (draw < young)] = 1
    kind[(age >= 18) & (age < 50) & p.male & (draw < men)] = 1
    kind[(age >= 18) & (age < 60) & (draw > 0.998)] = 2
    single = np.zeros(len(p), dtype=np.bool_)
    single[stays.person[(stays.role == 0) & (stays.home % 4 == 0) & (stays.end > today)]] = True
    kind[single & (age < 25) & (draw > 0.75)] = 3
    gone = (draw > 0.99) & (draw < 0.996) & (age > 18)
    away = alive & ((kind > 0) | gone)
    since = today - np.ceil(rng.exponential(1.8, len(p)) * YEAR).astype(np.int64) - 20
    touched = away[stays.person] & (stays.end > today)
    first = np.maximum(since[stays.person], stays.start + 10)
    stays.end = np.where(touched & (first < stays.end), first, stays.end)
    rows = stays.person[touched]
    who, start = rows[kind[rows] > 0], first[touched][kind[rows] > 0]
    start = np.minimum(start, today - 1)
    size = {1: 45, 2: 14, 3: 6}
    home = np.zeros(len(who), dtype=np.int64)
    for number, places in size.items():
        mine = np.flatnonzero(kind[who] == number)
        houses = max(1, len(mine) // places)
        home[mine] = 4 * rng.integers(0, houses, len(mine)) + number - 1
    home += _SPECIAL
    couples = stays.home[(stays.role == 1) & (stays.end > today) & (stays.start < today - 3 * YEAR)]
    fostered = np.flatnonzero(kind[who] == _FOSTER)
    if len(couples):
        home[fostered] = rng.choice(couples, len(fostered))
    new = _Stays(who, home, np.full(len(who), 3, dtype=np.int8), start, start * 0 + FOREVER)
    return _join([stays.pick(stays.start < stays.end), new])


def _hoods(rng: Generator, p: People, stays: _Stays, home: NDArray[np.intp], hoods: int) -> Days:
    """Return the neighbourhood per household: half live where the family of the woman came from."""
    weight = rng.gamma(6.0, 1.0, hoods)
    weight /= weight.sum()
    line = rng.choice(hoods, len(p), p=weight).astype(np.int32)
    near = rng.random(len(p)) < 0.55
    for generation in range(1, 5):
        rows = np.flatnonzero((p.generation == generation) & near & (p.mother >= 0))
        line[rows] = line[p.mother[rows]]
    out = np.zeros(int(home.max(initial=-1)) + 1, dtype=np.int32)
    out[home[::-1]] = line[stays.person[::-1]]
    return out


def _join(parts: list[_Stays]) -> _Stays:
    return _Stays(
        np.concatenate([s.person for s in parts]),
        np.concatenate([s.home for s in parts]),
        np.concatenate([s.role for s in parts]),
        np.concatenate([s.start for s in parts]),
        np.concatenate([s.end for s in parts]),
    )
