"""Four to five generations of made-up persons: births, couples, partings, second families, deaths.

Vectorised per generation. Couples are formed inside a generation by matching sorted birth dates
with noise; children follow from a distribution per generation (CBS and methods.md 9.1: mothers with
1/2/3/4+ children 20.8 / 49.9 / 20.5 / 8.7 %, first child at about 30 today); deaths from a Gompertz law.
"""

from __future__ import annotations

import itertools
from dataclasses import fields
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from famnet.synthetic.habits import SAMPLE, Generation, Habits
from famnet.synthetic.people import YEAR, Couples, Days, People, clip_day
from famnet.vocabulary import FOREVER

if TYPE_CHECKING:
    from numpy.random import Generator

__all__ = ["make_people"]

Floats = NDArray[np.float64]
_Rows = TypeVar("_Rows", People, Couples)
_FIRST_RECORDED = 7305  # 1990-01-01: who died before is not in the data
_ROWS_PER_FOUNDER = 5.6
# So often a population of about the right size is tried for; then a larger one does too.
_ATTEMPTS = 8
# Adults who came from elsewhere, per person born here, by generation.
_INCOMERS = (0.0, 0.30, 0.38, 0.32, 0.3)


def make_people(
    rng: Generator, persons: int, today: int, habits: Habits = SAMPLE
) -> tuple[People, Couples]:
    """Return exactly ``persons`` persons (the dead who connect included) and their couples.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    persons : int
        Rows wanted, at least 10.
    today : int
        Reference date as a day number; nobody is born after it.
    habits : Habits
        How people live.

    Notes
    -----
    Surplus persons are taken from those without partner and children, so that no tie breaks; as that
    makes families smaller, a population with little surplus is tried for.
    Time and memory are linear in ``persons``.
    """
    founders = int(0.97 * persons / _ROWS_PER_FOUNDER) + 4
    for attempt in itertools.count():
        people, couples = _generations(rng, founders, today, habits)
        people, couples = _keep(people, couples, people.death >= _FIRST_RECORDED)
        close = len(people) <= persons * (1 + habits.surplus) or attempt >= _ATTEMPTS
        if len(people) >= persons and close:
            break
        founders = _more_or_fewer(founders, persons / max(len(people), 1), habits)
    keep = np.ones(len(people), dtype=np.bool_)
    loose = np.ones(len(people), dtype=np.bool_)
    for tied in (people.mother, people.father, couples.woman, couples.man):
        loose[tied[tied >= 0]] = False
    loose &= people.twin == 0
    spare = np.flatnonzero(loose)
    surplus = len(people) - persons
    keep[rng.permutation(spare)[:surplus]] = False
    if surplus > len(spare):
        keep[np.flatnonzero(keep)[persons:]] = False
    return _keep(people, couples, keep)


def _more_or_fewer(founders: int, ratio: float, habits: Habits) -> int:
    """Return how many founders to try next, when ``ratio`` times the persons found are wanted."""
    if habits.surplus == float("inf"):
        return int(founders * max(1.02, 1.005 * ratio)) + 1
    return int(founders * ratio * (1 + habits.surplus / 2)) + 1


def _generations(
    rng: Generator, founders: int, today: int, habits: Habits
) -> tuple[People, Couples]:
    start = today - int(111 * YEAR)
    birth = rng.integers(start, start + int(31 * YEAR), founders).astype(np.int32)
    none = np.full(founders, -1, dtype=np.int32)
    parts = [_persons(rng, birth, (none, none, none), 0)]
    couples: list[Couples] = []
    offset, n_couples = 0, 0
    for generation, own in enumerate(habits.generations):
        now = parts[-1]
        made = _couples(rng, now, own, today)
        children = _children(rng, now, made, own, today)
        children = _single_mothers(rng, now, made, (children, habits.single_mother))
        made.woman += offset
        made.man += offset
        couples.append(made)
        size = len(now)
        if generation + 1 == len(habits.generations):
            break
        parts.append(_next(rng, children, (offset, n_couples, generation + 1), today))
        offset += size
        n_couples += len(made)
    return _stack(People, parts), _stack(Couples, couples)


def _persons(
    rng: Generator, birth: Days, parents: tuple[Days, Days, Days], generation: int
) -> People:
    n = len(birth)
    male = rng.random(n) < 0.505
    # Gompertz: women most often die at about 88, men at about 83; one in 250 before 20.
    level = np.where(male, 3.6e-5, 2.1e-5)
    age = np.log1p(-np.log(rng.random(n)) * 0.095 / level) / 0.095
    age = np.where(rng.random(n) < 0.004, 20 * rng.random(n), age)
    mother, father, couple = parents
    return People(
        birth=birth,
        death=clip_day(birth + np.minimum(age, 106.0) * YEAR),
        male=male,
        mother=mother,
        father=father,
        couple=couple,
        generation=np.full(n, generation, dtype=np.int8),
        twin=np.zeros(n, dtype=np.int8),
    )


def _couples(rng: Generator, p: People, habits: Generation, today: int) -> Couples:
    eligible = rng.random(len(p)) < habits.couple
    women = np.flatnonzero(eligible & ~p.male)
    men = np.flatnonzero(eligible & p.male)
    women = women[np.argsort(p.birth[women] + rng.normal(0, 2.2 * YEAR, len(women)), kind="stable")]
    wanted = p.birth[men] + 2.2 * YEAR + rng.normal(0, 2.2 * YEAR, len(men))
    men = men[np.argsort(wanted, kind="stable")]
    pairs = min(len(women), len(men))
    women = women[np.sort(rng.permutation(len(women))[:pairs])]
    men = men[np.sort(rng.permutation(len(men))[:pairs])]
    start = p.birth[women] + (habits.first_child - 3.4 + rng.normal(0, 3.6, pairs)) * YEAR
    start = np.maximum(start, np.maximum(p.birth[women], p.birth[men]) + 17.5 * YEAR)
    first = _close(rng, p, (women, men, start, habits.parting, 1), today)
    return _stack(Couples, [first, _second(rng, p, first, today)])


def _close(
    rng: Generator,
    p: People,
    wanted: tuple[NDArray[np.int64], NDArray[np.int64], Floats, float, int],
    today: int,
) -> Couples:
    """Drop couples that never came about and give each an end, if one has come."""
    women, men, start, parting, order = wanted
    n = len(women)
    parted = start + (1.0 + rng.exponential(12.0, n)) * YEAR
    parted = np.where(rng.random(n) < parting, parted, float(FOREVER))
    death = np.minimum(p.death[women], p.death[men]).astype(np.float64)
    end = np.minimum(parted, death)
    siblings = (p.mother[women] == p.mother[men]) & (p.mother[women] >= 0)
    siblings |= (p.father[women] == p.father[men]) & (p.father[women] >= 0)
    cut = (start < today) & (end > start + 30) & ~siblings
    ended = np.where(end > today, 0, np.where(parted < death, 1, 2)).astype(np.int8)
    end = np.where(end > today, float(FOREVER), end)
    return Couples(
        woman=women[cut].astype(np.int32),
        man=men[cut].astype(np.int32),
        start=clip_day(start[cut]),
        end=np.minimum(end[cut], FOREVER).astype(np.int32),
        ended_by=ended[cut],
        order=np.full(int(cut.sum()), order, dtype=np.int8),
    )


def _second(rng: Generator, p: People, first: Couples, today: int) -> Couples:
    """Match persons whose first couple parted; widowed persons stay alone."""
    parted = np.flatnonzero(first.ended_by == 1)
    again = parted[rng.random(len(parted)) < 0.78], parted[rng.random(len(parted)) < 0.78]
    when_w = first.end[again[0]] + (0.3 + rng.exponential(1.8, len(again[0]))) * YEAR
    when_m = first.end[again[1]] + (0.3 + rng.exponential(1.8, len(again[1]))) * YEAR
    by_w, by_m = np.argsort(when_w, kind="stable"), np.argsort(when_m, kind="stable")
    pairs = min(len(by_w), len(by_m))
    by_w, by_m = by_w[:pairs], by_m[:pairs]
    women, men = first.woman[again[0][by_w]], first.man[again[1][by_m]]
    start = np.maximum(when_w[by_w], when_m[by_m])
    # Former partners do not find each other again here, and ages may not lie 15 years apart.
    fits = again[0][by_w] != again[1][by_m]
    fits &= np.abs(p.birth[women].astype(np.int64) - p.birth[men]) < 15 * YEAR
    pick = (women[fits].astype(np.int64), men[fits].astype(np.int64), start[fits], 0.3, 2)
    return _close(rng, p, pick, today)


def _children(rng: Generator, p: People, c: Couples, habits: Generation, today: int) -> People:
    n = len(c)
    count = rng.choice(len(habits.children), n, p=np.array(habits.children))
    count = np.where(c.order == 1, count, rng.choice(3, n, p=[0.6, 0.3, 0.1]))
    of = np.repeat(np.arange(n), count)
    rank = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
    gap = (1.3 + rng.gamma(2.0, 0.7, len(of))) * YEAR
    twin = (rng.random(len(of)) < 0.016) & (rank > 0)
    gap = np.where(twin, 0.0, gap)
    first = 1.0 + rng.gamma(2.5, habits.wait / 2.5, n)
    gap = np.where(rank == 0, first[of] * YEAR, gap)
    total = np.cumsum(gap)
    before = np.concatenate(([0.0], total))[np.repeat(np.cumsum(count) - count, count)]
    moment = c.start[of] + total - before
    alive = moment < np.minimum(np.minimum(c.end[of], p.death[c.woman[of]]), today)
    alive &= moment < p.birth[c.woman[of]] + 46 * YEAR
    # A twin whose other half was left out is no twin.
    pair = twin & alive & np.concatenate(([False], alive[:-1]))
    kind = np.where(pair, np.where(rng.random(len(of)) < 0.33, 2, 1), 0).astype(np.int8)
    kind = np.maximum(kind, np.concatenate((np.where(pair[1:], kind[1:], 0), [0])).astype(np.int8))
    of, birth, kind = of[alive], clip_day(moment[alive]), kind[alive]
    parents = (c.woman[of].copy(), c.man[of].copy(), of.astype(np.int32))
    children = _persons(rng, birth, parents, 0)
    children.twin = kind
    second = np.flatnonzero((kind == 2) & np.concatenate(([False], birth[1:] == birth[:-1])))
    children.male[second] = children.male[second - 1]
    return children


def _single_mothers(rng: Generator, p: People, c: Couples, given: tuple[People, float]) -> People:
    """Add children of women outside a couple; half of them have a father on record."""
    children, mean_age = given
    alone = ~p.male
    alone[c.woman] = False
    women = np.flatnonzero(alone & (rng.random(len(p)) < 0.30))
    free = p.male.copy()
    free[c.man] = False
    men = np.flatnonzero(free)
    age = np.clip(rng.normal(mean_age, 5, len(women)), 16.5, 42) * YEAR
    birth = clip_day(p.birth[women] + age)
    father = np.full(len(women), -1, dtype=np.int32)
    if len(men):
        near = np.searchsorted(
            p.birth[men][np.argsort(p.birth[men], kind="stable")], p.birth[women]
        )
        chosen = men[np.argsort(p.birth[men], kind="stable")][np.minimum(near, len(men) - 1)]
        fits = (rng.random(len(women)) < 0.5) & (birth - p.birth[chosen] > 17 * YEAR)
        fits &= (p.death[chosen] > birth) & (p.mother[chosen] != p.mother[women])
        father = np.where(fits, chosen, -1).astype(np.int32)
    ok = p.death[women] > birth
    none = np.full(int(ok.sum()), -1, dtype=np.int32)
    extra = _persons(rng, birth[ok], (women[ok].astype(np.int32), father[ok], none), 0)
    return _stack(People, [children, extra])


def _next(rng: Generator, children: People, where: tuple[int, int, int], today: int) -> People:
    """Return the next generation: the children born by today, and incomers whose parents live elsewhere."""
    offset, n_couples, generation = where
    born = children.birth < today
    parents = []
    for column, shift in (
        (children.mother, offset),
        (children.father, offset),
        (children.couple, n_couples),
    ):
        chosen = column[born]
        parents.append(np.where(chosen >= 0, chosen + shift, -1).astype(np.int32))
    now = People(
        children.birth[born],
        children.death[born],
        children.male[born],
        parents[0],
        parents[1],
        parents[2],
        np.full(int(born.sum()), generation, dtype=np.int8),
        children.twin[born],
    )
    adults = now.birth[now.birth < today - 20 * YEAR]
    count = int(_INCOMERS[generation] * len(adults))
    like = adults[rng.integers(0, max(len(adults), 1), count)]
    births = (like + rng.integers(-700, 700, count)).astype(np.int32)
    none = np.full(count, -1, dtype=np.int32)
    return _stack(People, [now, _persons(rng, births, (none, none, none), generation)])


def _stack(kind: type[_Rows], parts: list[_Rows]) -> _Rows:
    columns = [np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(kind)]
    return kind(*columns)


def _keep(p: People, c: Couples, keep: NDArray[np.bool_]) -> tuple[People, Couples]:
    """Drop persons; ties to them become -1 and their couples go."""
    new = np.cumsum(keep, dtype=np.int32) - 1
    row = np.where(keep, new, -1).astype(np.int32)
    both = keep[c.woman] & keep[c.man]
    couple = np.where(both, np.cumsum(both, dtype=np.int32) - 1, -1).astype(np.int32)

    def moved(ref: Days, to: Days) -> Days:
        return np.where(ref >= 0, to[np.maximum(ref, 0)], -1).astype(np.int32) if len(to) else ref

    people = People(
        p.birth[keep],
        p.death[keep],
        p.male[keep],
        moved(p.mother, row)[keep],
        moved(p.father, row)[keep],
        moved(p.couple, couple)[keep],
        p.generation[keep],
        p.twin[keep],
    )
    couples = Couples(
        row[c.woman[both]],
        row[c.man[both]],
        c.start[both],
        c.end[both],
        c.ended_by[both],
        c.order[both],
    )
    return people, couples
