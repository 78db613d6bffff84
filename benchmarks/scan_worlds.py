"""Made-up worlds for the benchmarks of the scan: real demography, signals drawn on arrays.

A skeleton (who lives where, who is whose parent, which family windows there are) comes from the
synthetic region and is kept in a folder. On it signals are drawn anew for each world, which takes a
second: so millions of windows can be looked at. The frailties are not of the test's own form: gamma
per person and per household, a lognormal one that is inherited from parent to child.
"""

from __future__ import annotations

import pickle
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.concentration.marks import marks_of
from famnet.analysis.concentration.people import N_STRATA, People, people_of
from famnet.analysis.families import Windows, family_windows
from famnet.analysis.gate import GROUPS, Touches, count_windows, touches
from famnet.analysis.period import last_months
from famnet.synthetic.region import synthesize

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.gate import Counts

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]

__all__ = [
    "BACKGROUNDS", "Background", "Planting", "Skeleton", "World", "draw_world", "parent_odds_ratio",
    "planted", "skeleton",
]  # fmt: skip

#: Touches per exposed person in 24 months, per scan group in the catalogue's order.
BASE: Final = np.array([0.015, 0.009, 0.011, 0.014, 0.008, 0.006, 0.023, 0.011, 0.004])
_GENERATIONS: Final = 6
_N: Final = len(GROUPS)


@dataclass(frozen=True, slots=True)
class Background:
    """How signals come about where nothing is planted.

    Parameters
    ----------
    person, household : float
        Shape of a gamma of mean one; infinite for none.
    kin : float
        Standard deviation of the inherited log factor.
    echo : float
        Part of the occurrences that is told on unseen, as something in another scan group.
    """

    person: float
    household: float
    kin: float
    echo: float


BACKGROUNDS: Final = {
    "independent": Background(np.inf, np.inf, 0.0, 0.0),
    "echo": Background(2.0, 2.0, 0.0, 0.35),
    "mild": Background(3.0, 4.0, 0.3, 0.35),
    "kin": Background(2.0, 2.0, 1.3, 0.35),
    "hard": Background(1.0, 1.5, 1.3, 0.35),
    # kin has a parent-child odds ratio of 2.6, this the published one of 2.4.
    "kin12": Background(2.0, 2.0, 1.2, 0.35),
}


@dataclass(frozen=True, slots=True, repr=False)
class Skeleton:
    """Who lives where and who is whose parent; ``kept`` are the persons that ``people`` holds."""

    people: People
    windows: Windows
    kept: Ints
    parents: tuple[Ints, Ints]
    n_persons: int


@dataclass(frozen=True, slots=True)
class Planting:
    """Families whose members' rates are multiplied in some scan groups."""

    families: int
    ratio: float
    groups: int
    households: tuple[int, int] = (3, 10)


@dataclass(frozen=True, slots=True, repr=False)
class World:
    """A world: what the scan gets, and the truth.

    Parameters
    ----------
    people, counts : People, Counts
        What ``scan_people`` asks.
    found : Touches
        The occurrences.
    truth : list of (int64 array, tuple of int)
        Of each planted family its units and its scan groups.
    """

    people: People
    counts: Counts
    found: Touches
    truth: list[tuple[Ints, tuple[int, ...]]]


def skeleton(cache: Path, persons: int, seed: int) -> Skeleton:
    """Return a skeleton, made once and then kept in a folder."""
    file = cache / f"skeleton_{persons}_{seed}.pickle"
    if not file.exists():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            made = _made(Path(folder), persons, seed)
        file.write_bytes(pickle.dumps(made))
    found = pickle.loads(file.read_bytes())
    assert isinstance(found, Skeleton)
    return found


def _made(folder: Path, persons: int, seed: int) -> Skeleton:
    import famnet

    synthesize(persons, seed, folder, stories=False, signals_per_person=0.05)
    graph = famnet.build_graph(famnet.read_delivery(folder))
    period = last_months(graph.as_of)
    people = people_of(graph, touches(graph, period), period)
    table, kin = graph.persons, graph.tables["kinships"]
    birth, death = table["birth_date"].to_numpy(), table["death_date"].to_numpy()
    no_day = np.iinfo(birth.dtype).min
    alive = (birth < period.end) & ((death > period.start) | (death == no_day))
    kept = np.flatnonzero(alive)
    assert len(kept) == len(people.unit)
    rows = kin[kin["kind"].astype(str) == "parent_of"]
    pair = rows["person"].to_numpy().astype(np.int64), rows["relative"].to_numpy().astype(np.int64)
    return Skeleton(people, family_windows(graph), kept, pair, len(table))


def _inherited(rng: np.random.Generator, bones: Skeleton) -> Floats:
    """Return a score per person, of variance one, that goes from parents to children."""
    parent, child = bones.parents
    own, score = rng.normal(size=bones.n_persons), rng.normal(size=bones.n_persons)
    number = np.bincount(child, minlength=bones.n_persons)
    has = number > 0
    for _ in range(_GENERATIONS):
        total = np.bincount(child, score[parent], bones.n_persons)
        score = np.where(has, 0.8 * total / np.sqrt(np.maximum(number, 1)) + 0.6 * own, own)
    return score


def _profiles(bones: Skeleton) -> Floats:
    """Return stratum, group: rates by age and sex, of mean about one, the same in all worlds."""
    rng = np.random.default_rng(7)
    band = np.arange(N_STRATA) // 3
    peak, width = rng.uniform(4, 11, _N), rng.uniform(2, 5, _N)
    sex = rng.uniform(0.6, 1.4, _N)
    level = np.exp(-(((band[:, None] - peak) / width) ** 2)) + 0.15
    level *= np.where((np.arange(N_STRATA) % 3)[:, None] == 0, sex, 2 - sex)
    share = np.bincount(bones.people.stratum, bones.people.exposure, N_STRATA)
    return np.asarray(level / (share @ level / share.sum()))


def _rates(rng: np.random.Generator, bones: Skeleton, how: Background) -> Floats:
    people, n_areas = bones.people, len(bones.people.up)
    eager = (rng.random((n_areas, 1)) < 0.25) & (np.arange(_N) < 5)
    area = np.exp(rng.normal(0, 0.25, (n_areas, _N)))
    area = np.where(eager, area * rng.uniform(2, 3, (n_areas, 1)), area)
    n, n_units = len(people.unit), len(people.masks)
    factor = people.exposure.copy()
    if np.isfinite(how.person):
        factor *= rng.gamma(how.person, 1 / how.person, n)
    if np.isfinite(how.household):
        factor *= rng.gamma(how.household, 1 / how.household, n_units)[people.unit]
    if how.kin:
        factor *= np.exp(how.kin * _inherited(rng, bones)[bones.kept] - how.kin**2 / 2)
    rate = BASE * _profiles(bones)[people.stratum] * (area / area.mean(axis=0))[people.area]
    return np.asarray(rate * factor[:, None])


def planted(
    rng: np.random.Generator, bones: Skeleton, what: Planting
) -> list[tuple[Ints, tuple[int, ...]]]:
    """Choose families that share no household, and their scan groups."""
    windows, low, high = bones.windows, *what.households
    fits = (windows.n_households >= low) & (windows.n_households <= high) & (windows.depth == 2)
    taken = np.zeros(len(bones.people.masks), bool)
    truth: list[tuple[Ints, tuple[int, ...]]] = []
    for i in rng.permutation(np.flatnonzero(fits)).tolist():
        if len(truth) == what.families:
            break
        units = windows.units_of(i).astype(np.int64)
        if not taken[units].any():
            taken[units] = True
            truth.append(
                (units, tuple(sorted(rng.choice(_N, what.groups, replace=False).tolist())))
            )
    return truth


def draw_world(
    bones: Skeleton, how: Background, seed: int, plan: tuple[Planting, ...] = ()
) -> World:
    """Draw a world.

    Parameters
    ----------
    bones : Skeleton
        Its people.
    how : Background
        What is there anyway.
    seed : int
        Of its draws.
    plan : tuple of Planting
        What is planted on top.
    """
    rng = np.random.default_rng(seed)
    rate = _rates(rng, bones, how)
    truth = []
    for what in plan:
        for units, groups in planted(rng, bones, what):
            rows = np.flatnonzero(np.isin(bones.people.unit, units))
            rate[np.ix_(rows, np.array(groups))] *= what.ratio
            truth.append((units, groups))
    number = rng.poisson(rate)
    person = np.repeat(np.arange(len(rate)), number.sum(axis=1))
    group = np.concatenate([np.repeat(np.arange(_N), row) for row in number[number.any(axis=1)]])
    told = np.flatnonzero(rng.random(len(person)) < how.echo)
    other = (group[told] + rng.integers(1, _N, len(told))) % _N
    person, group = np.append(person, person[told]), np.append(group, other)
    found = _touches(rng, bones, person, group)
    people = _people(bones, person, group)
    counts = count_windows(found, bones.windows.indptr, bones.windows.units)
    return World(people, counts, found, truth)


def _people(bones: Skeleton, person: Ints, group: Ints) -> People:
    touched = np.zeros((len(bones.people.unit), _N + 1))
    touched[person, group] = 1
    touched[:, -1] = touched[:, :-1].max(axis=1)
    masks = np.zeros(len(bones.people.masks), np.int32)
    np.bitwise_or.at(masks, bones.people.unit[person], (1 << group).astype(np.int32))
    second = np.zeros_like(masks)
    unit = bones.people.unit
    cell, _ = np.unique(np.stack([unit[person] * _N + group, person]), axis=1)
    several = np.flatnonzero(np.bincount(cell) > 1)
    np.bitwise_or.at(second, several // _N, (1 << several % _N).astype(np.int32))
    return replace(bones.people, marks=marks_of(touched), masks=masks, second=second)


def _touches(rng: np.random.Generator, bones: Skeleton, person: Ints, group: Ints) -> Touches:
    """Make each occurrence one touch, told by one of three observers of its scan group."""
    unit = bones.people.unit[person]
    order = np.argsort(unit, kind="stable")
    n = len(order)
    start = np.zeros(len(bones.people.masks) + 1, np.int64)
    np.cumsum(np.bincount(unit, minlength=len(start) - 1), out=start[1:])
    pick = rng.choice(3, n, p=(0.6, 0.3, 0.1))
    group = group[order]
    observer = np.choose(pick, (group, 9 + group % 3, 12 + group % 2)).astype(np.int8)
    of_group = group.astype(np.int8)
    return Touches(
        start=start,
        episode=np.arange(n),
        group=of_group,
        first=np.arange(n + 1),
        signal=np.arange(n),
        signal_group=of_group,
        observer=observer,
        person=bones.kept[person[order]].astype(np.int32),
    )


def parent_odds_ratio(bones: Skeleton, world: World) -> float:
    """Return the odds ratio of being touched in the first scan group, with and without a parent who is."""
    touched = np.zeros(bones.n_persons, bool)
    touched[bones.kept] = world.people.touched[:, 0] > 0
    parent, child = bones.parents
    known = np.isin(parent, bones.kept) & np.isin(child, bones.kept)
    a, b = touched[parent[known]], touched[child[known]]
    cells = [int((a & b).sum()), int((a & ~b).sum()), int((~a & b).sum()), int((~a & ~b).sum())]
    return cells[0] * cells[3] / max(cells[1] * cells[2], 1)
