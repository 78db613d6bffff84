"""What a reference tells of areas: the scan's own multipliers, and what an area does in all where a group is small."""

from __future__ import annotations

import numpy as np
import pytest

from famnet.analysis.concentration.effect import GammaMixture
from famnet.analysis.concentration.frailty import FittedFrailty
from famnet.analysis.concentration.marks import marks_of
from famnet.analysis.concentration.people import N_STRATA, People
from famnet.analysis.concentration.rates import build_cube, fit_rates, strata
from famnet.analysis.concentration.second_persons import SecondPersons
from famnet.analysis.gate import GROUPS
from famnet.analysis.reference.reference import About, Reference, Tables
from famnet.analysis.reference.tables import frame_of, rate_tables

RATE = np.array([0.015, 0.009, 0.011, 0.014, 0.008, 0.006, 0.023, 0.011, 0.004])
RARE = 8
TOWNS = np.repeat([0, 1], 6).astype(np.int32)


def people_of_areas(heads, multiplier, seed=1):
    """Return persons of two sexes and two ages in twelve areas, touched as often as said."""
    rng = np.random.default_rng(seed)
    area = np.repeat(np.arange(len(heads)), heads).astype(np.int32)
    n = len(area)
    age, sex = np.where(np.arange(n) % 3 == 0, 16, 35), (np.arange(n) // 3) % 2
    rate = RATE * np.where(age == 16, 1.5, 1.0)[:, None] * multiplier[area]
    touched = (rng.random((n, len(RATE))) < rate).astype(float)
    return People(
        unit=np.arange(n, dtype=np.int32),
        stratum=strata(age.astype(np.int32), sex.astype(np.int32)),
        area=area,
        exposure=np.ones(n),
        marks=marks_of(np.column_stack([touched, touched.max(axis=1)])),
        up=TOWNS,
        masks=np.zeros(n, np.int32),
        second=np.zeros(n, np.int32),
        classes=np.zeros(n, np.int32),
        places=tuple((f"stad{t}", f"buurt{a}") for a, t in enumerate(TOWNS.tolist())),
    )


def told_of(people):
    """Return a reference with the rates and multipliers of these people alone."""
    rates, areas = rate_tables(people)
    empty = {name: frame_of(name, ()) for name in ("classes", "profiles", "richness", "crowding")}
    about = About("", "", True, "synthetic", "2026-01-01", 24, "", 0, 0, 0)
    return Reference(
        about=about,
        tables=Tables(rates=rates, areas=areas, **empty),
        frailty=FittedFrailty((), 0.0),
        second=SecondPersons(0.0, 0.0),
        prior=GammaMixture((1.0, 1.0), (1.0, 1.0), 0.5),
        left_out=(),
    )


def expected(rates, time):
    return np.einsum("sn,sd,nd->nd", time, rates.rate, rates.multiplier)


def both(people):
    shape = (N_STRATA, len(people.up))
    cube = build_cube(people.stratum, people.area, people.exposure, people.marks, shape)
    fitted, told = fit_rates(cube, (people.up,)), told_of(people).rates_of(people.places)
    return expected(fitted, cube.time), expected(told, cube.time)


def test_what_is_told_of_large_areas_is_what_the_scan_expects_there():
    # A quarter of the areas reports two and a half times as much, in five of nine groups.
    high = (np.arange(12) % 4 == 0)[:, None] & (np.arange(len(RATE)) < 5)
    noise = np.exp(np.random.default_rng(2).normal(0, 0.25, (12, len(RATE))))
    people = people_of_areas(np.full(12, 9000), np.where(high, 2.5, 1.0) * noise)
    own, told = both(people)
    # Nothing is pooled here; counts are told in fives, of at least some twenty.
    ratio = told / own
    assert np.quantile(np.abs(np.log(ratio)), 0.95) < 0.05
    assert np.abs(np.log(ratio)).max() < 0.15
    assert told.sum(axis=0) == pytest.approx(own.sum(axis=0), rel=0.02)


def test_a_group_too_small_to_be_told_of_an_area_has_what_the_area_does_in_all():
    # The first area is small and, as two others, reports three times as much of everything.
    times = np.where(np.isin(np.arange(12), (0, 7, 9)), 3.0, 1.0)
    heads = np.full(12, 6000)
    heads[0] = 400
    people = people_of_areas(heads, np.repeat(times[:, None], len(RATE), axis=1))
    reference = told_of(people)
    areas = reference.tables.areas
    own = areas[areas["neighbourhood"] == "buurt0"]["group"].tolist()
    assert "any" in own
    assert GROUPS[RARE] not in own
    multiplier = reference.rates_of(people.places).multiplier[:, RARE]
    # The scan leans the same way; by the pooled cell alone it was that of its neighbours.
    others = np.median(multiplier[times == 1])
    assert multiplier[0] / others == pytest.approx(3.0, rel=0.25)
