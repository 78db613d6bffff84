"""Invented names, citizen service numbers and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.synthetic.people import YEAR, People
from famnet.synthetic.rates import read
from famnet.vocabulary import FOREVER

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.world import Columns, World

__all__ = [
    "address_columns",
    "bare_columns",
    "person_columns",
    "place_columns",
    "service_numbers",
    "surname_of",
]

# Without S: the pairs SA, SD and SS are not used in postcodes.
_LETTERS = np.array(list("ABCDEFGHJKLMNPRTUVWXZ"))


def service_numbers(start: int, count: int) -> NDArray[np.str_]:
    """Return citizen service numbers that pass the elfproef, all beginning with 9, none twice.

    Parameters
    ----------
    start : int
        How many were given out before.
    count : int
        How many are wanted.

    Notes
    -----
    Sum of digit x weight (9, 8, ... 2, and -1 for the last) is a multiple of 11. The first eight digits
    are 9 and a seven-digit number; one in eleven of those has no valid last digit and is skipped.

    >>> service_numbers(0, 2).tolist()
    ['900096263', '900144397']
    """
    tries = np.arange(1, int((start + count) * 1.12) + 30, dtype=np.int64)
    # 4,813 and 10 million have no common factor, so nothing comes twice.
    stem = 90_000_000 + tries * 4_813 % 10_000_000
    total = np.zeros(len(stem), dtype=np.int64)
    for weight, power in zip(range(9, 1, -1), range(7, -1, -1), strict=True):
        total += weight * (stem // 10**power % 10)
    last = total % 11
    good = stem[last < 10] * 10 + last[last < 10]
    return good[start : start + count].astype(np.str_)


def surname_of(rng: Generator, people: People) -> NDArray[np.int64]:
    """Return the row of each person's family name: the father's, else the mother's, else a draw."""
    counts = np.array([float(row["count_2007"]) for row in read("surnames.csv")])
    name = rng.choice(len(counts), len(people), p=counts / counts.sum())
    for generation in range(1, 5):
        rows = np.flatnonzero(people.generation == generation)
        for parent in (people.mother[rows], people.father[rows]):
            name[rows] = np.where(parent >= 0, name[np.maximum(parent, 0)], name[rows])
    return np.asarray(name)


def person_columns(rng: Generator, world: World) -> Columns:
    """Return the persons table of the region, before faults."""
    p = world.people
    n = len(p)
    surname = surname_of(rng, p)
    stock = read("surnames.csv")
    prefix = np.array([row["name_prefix"] for row in stock], dtype=object)[surname]
    family = np.array([row["family_name"] for row in stock], dtype=object)[surname]
    first, initials = _first_names(rng, p.male)
    bsn = service_numbers(0, n).astype(object)
    age = (world.today - p.birth) / YEAR
    bsn[(rng.random(n) < 0.03) | (p.death < FOREVER) & (age > 95)] = ""
    return {
        "bsn": bsn,
        "first_names": first,
        "initials": initials,
        "name_prefix": prefix,
        "family_name": family,
        **bare_columns(rng, world),
    }


def bare_columns(rng: Generator, world: World) -> Columns:
    """Return the persons table without names."""
    p = world.people
    return {
        "birth_date": p.birth.astype(np.int64),
        "death_date": np.where(p.death <= world.today, p.death, FOREVER),
        "sex": np.where(p.male, 0, 1),
        "secret_address": rng.random(len(p)) < 0.006,
    }


def _first_names(
    rng: Generator, male: NDArray[np.bool_]
) -> tuple[NDArray[np.object_], NDArray[np.object_]]:
    stock = read("first_names.csv")
    out = np.empty(len(male), dtype=object)
    short = np.empty(len(male), dtype=object)
    second = rng.random(len(male)) < 0.3
    for sex, rows in (("male", np.flatnonzero(male)), ("female", np.flatnonzero(~male))):
        names = np.array([row["first_name"] for row in stock if row["sex"] == sex], dtype=object)
        pairs = np.array([f"{a} {b}" for a in names for b in names], dtype=object)
        a, b = rng.integers(0, len(names), len(rows)), rng.integers(0, len(names), len(rows))
        two = second[rows] & (a != b)
        out[rows] = np.where(two, pairs[a * len(names) + b], names[a])
        letters = np.array([name[0] + "." for name in names], dtype=object)
        both = np.array([f"{x}{y}" for x in letters for y in letters], dtype=object)
        short[rows] = np.where(two, both[a * len(names) + b], letters[a])
    return out, short


def address_columns(rng: Generator, world: World) -> Columns:
    """Return the households table of the region: invented postcodes, numbers and BAG ids."""
    hood = world.homes.hood.astype(np.int64)
    n = len(hood)
    number = rng.integers(1, 240, n)
    area = 1012 + hood * 37 % 8900
    letters = _LETTERS[rng.integers(0, len(_LETTERS), (2, n))]
    postcode = np.char.add(np.char.add(area.astype(np.str_), letters[0]), letters[1])
    letter = np.where(rng.random(n) < 0.08, _LETTERS[rng.integers(0, 4, n)], "")
    extra = np.where(rng.random(n) < 0.05, rng.integers(1, 5, n).astype(np.str_), "")
    bag = np.char.add("999901", np.char.zfill(np.arange(1, n + 1).astype(np.str_), 10))
    return {
        "postcode": postcode.astype(object),
        "house_number": number.astype(np.str_).astype(object),
        "house_letter": letter.astype(object),
        "house_addition": extra.astype(object),
        "bag_id": np.where(rng.random(n) < 0.97, bag, "").astype(object),
        **place_columns(world),
    }


def place_columns(world: World) -> Columns:
    """Return the households table without addresses."""
    hood = world.homes.hood.astype(np.int64)
    towns = np.array(world.places.towns, dtype=object)
    return {
        "kind": world.homes.kind.astype(np.int64),
        "municipality": towns[world.places.town_of[hood]],
        "neighbourhood": np.array(world.places.hoods, dtype=object)[hood],
    }
