"""No cell of under ten, none that comes out by subtraction, nobody's id, in any file of the artefact."""

from __future__ import annotations

import csv
import json
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.analysis.reference.areas import area, told

from famnet.analysis.concentration.composition import Composition
from famnet.analysis.concentration.people import N_STRATA, people_of
from famnet.analysis.gate import GROUPS, touches
from famnet.analysis.period import last_months
from famnet.analysis.reference import set_cells
from famnet.analysis.reference.limits import SMALLEST, enough
from famnet.analysis.reference.place_cells import class_cells, place_cells
from famnet.analysis.reference.reference import COLUMN_GROUPS
from famnet.analysis.reference.set_cells import Told, richness_cells, told_sets
from famnet.analysis.reference.storing import write_reference
from famnet.analysis.reference.strata_cells import strata_cells

COUNTS = ("persons", "touched", "households")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("reference")
    write_reference(told(), out)
    return out


def test_no_count_in_any_file_is_under_ten_or_unrounded(folder):
    seen = 0
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                for name in COUNTS:
                    if name in row:
                        seen += 1
                        number = int(row[name])
                        assert number >= SMALLEST, (path.name, row)
                        assert number % 5 == 0
    assert seen > 100


def test_the_others_in_a_cell_are_ten_or_more_as_well():
    for name in ("rates", "areas", "classes"):
        frame = getattr(told().tables, name)
        size = frame["persons"] if "persons" in frame else frame["households"]
        # Both are rounded: ten others may show as five less.
        assert ((size - frame["touched"]) >= SMALLEST - 5).all()


def test_no_person_household_or_signal_is_in_any_file(folder):
    graph = area()
    ids = {
        *graph.persons["person_id"],
        *graph.households["household_id"],
        *graph.signals["signal_id"],
    }
    words = set()
    for path in folder.iterdir():
        words |= set(re.findall(r"[\w-]+", path.read_text(encoding="utf-8")))
    assert len(ids) > 20_000
    assert not words & ids
    assert not any(word.startswith("w-") for word in words)


def test_totals_are_in_hundreds(folder):
    about = json.loads((folder / "reference.json").read_text(encoding="utf-8"))["about"]
    assert all(about[name] % 100 == 0 for name in ("persons", "households", "windows"))


def _people():
    graph = area()
    period = last_months(graph.as_of)
    return people_of(graph, touches(graph, period), period)


def test_rows_of_a_group_hold_everybody_once_so_nothing_comes_out_by_subtraction():
    people, tables = _people(), told().tables
    for d, group in enumerate(COLUMN_GROUPS):
        rates = tables.rates[tables.rates["group"] == group]
        labels = [label for who in rates["who"] for label in who.split("|")]
        assert len(labels) == len(set(labels))
        # Every row is off by at most half of five.
        whole = people.touched[:, d].sum()
        for name in ("rates", "areas"):
            frame = getattr(tables, name)
            mine = frame[frame["group"] == group]["touched"]
            if name == "rates" and group == "JUS":
                continue
            assert abs(mine.sum() - whole) <= 2.5 * len(mine) + 1e-6, (name, group)


def test_what_told_sets_leave_of_each_total_is_ten_or_more():
    people, reference = _people(), told()
    n, n_sets = len(Composition), 1 << len(GROUPS)
    cell = people.classes.astype(np.int64) * n_sets + (people.masks & reference.keep)
    counts = np.bincount(cell, minlength=n * n_sets).reshape(n, n_sets)
    listed = {
        (kind, groups)
        for kind, groups in zip(
            reference.tables.profiles["composition"],
            reference.tables.profiles["groups"],
            strict=True,
        )
    }
    names = ["|".join(group for d, group in enumerate(GROUPS) if s >> d & 1) for s in range(n_sets)]
    assert len(listed) > 10
    for kind in [*Composition, None]:
        row = counts.sum(axis=0) if kind is None else counts[kind]
        label = "all" if kind is None else kind.name.lower()
        told_here = np.array([(label, name) in listed for name in names])
        for d in range(len(GROUPS)):
            within = np.array([bool(s >> d & 1) for s in range(n_sets)])
            if (told_here & within).any():
                assert row[within & ~told_here].sum() >= SMALLEST, (label, GROUPS[d])
    for s in range(1, n_sets):
        kinds = [kind for kind in Composition if (kind.name.lower(), names[s]) in listed]
        if kinds:
            rest = counts[:, s].sum() - sum(counts[kind, s] for kind in kinds)
            assert rest >= SMALLEST, names[s]


counted = st.lists(st.tuples(st.integers(0, 200), st.integers(0, 40)), min_size=1, max_size=12)


@given(counted, st.lists(st.integers(0, 3), min_size=12, max_size=12))
def test_pooled_neighbourhoods_are_enough_whatever_the_numbers(cells, towns):
    people = np.array([max(n, k) for n, k in cells], float)
    touched = np.array([min(n, k) for n, k in cells], float)
    up = np.unique(towns[: len(cells)], return_inverse=True)[1].astype(np.int32)
    for found in (class_cells(people, touched), place_cells(people, touched, up)):
        if (found == -2).any():
            assert not enough(people.sum(), touched.sum())
            continue
        for cell in np.unique(found[people > 0]):
            which = found == cell
            assert enough(people[which].sum(), touched[which].sum())


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 25)), min_size=42, max_size=42))
def test_pooled_ages_are_enough_and_hold_everybody_once(cells):
    people = np.array([max(n, k) for n, k in cells], float)
    touched = np.array([min(n, k) for n, k in cells], float)
    found = strata_cells(people, touched)
    for cell in found:
        assert enough(people[list(cell)].sum(), touched[list(cell)].sum())
    if found:
        everybody = [s for cell in found for s in cell]
        assert sorted(everybody) == [s for s in range(N_STRATA) if people[s] > 0]


@given(st.lists(st.integers(0, 60), min_size=24, max_size=24))
def test_sets_told_leave_ten_or_more_of_every_total(numbers):
    # Three groups, two kinds of households and last all.
    counts = np.zeros((4, 8))
    counts[:3] = np.array(numbers, float).reshape(3, 8)
    counts[:, 0] = 0
    counts[3] = counts[:3].sum(axis=0)
    sets = np.arange(8)
    within = [(sets >> d & 1).astype(bool) for d in range(3)] + [sets > 0]
    totals = np.stack([counts[:, member].sum(axis=1) for member in within], axis=1)
    totals[totals < SMALLEST] = np.nan
    sizes = np.bincount(np.bitwise_count(sets), counts[3])[1:]
    listed = told_sets(Told(counts, totals, richness_cells(sizes)))
    assert (counts[listed] >= SMALLEST).all()
    for r in range(4):
        for d, member in enumerate(within):
            if (listed[r] & member).any():
                assert not np.isnan(totals[r, d])
                assert counts[r][member & ~listed[r]].sum() >= SMALLEST
    for s in sets:
        if listed[:3, s].any():
            assert counts[:3, s][~listed[:3, s]].sum() >= SMALLEST


def test_without_taking_back_small_cells_would_come_out(monkeypatch):
    # The gate switched off: one class, one group; twenty told of twenty-four leave four.
    counts = np.zeros((2, 4))
    counts[:, 1] = 20
    counts[:, 3] = 4
    totals = np.array([[24.0, 4, 24], [24, 4, 24]])
    totals[totals < SMALLEST] = np.nan
    told_here = Told(counts, totals, ((1, 24.0),))
    assert not told_sets(told_here).any()
    monkeypatch.setattr(set_cells, "_take_back", lambda *_: None)
    assert told_sets(told_here)[0, 1]
