"""Worlds of known truth: what was asked is in them, and nothing in the delivery says so."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from scipy import stats

import famnet
from famnet.delivery.contract import TABLES, table
from famnet.errors import UserError
from famnet.synthetic.background import N_GROUPS, carried, mean_rates
from famnet.synthetic.card import card_rows
from famnet.synthetic.demography import make_people
from famnet.synthetic.figures import odds_ratio, people_figures, record_figures, signal_figures
from famnet.synthetic.habits import CBS
from famnet.synthetic.housing import make_homes
from famnet.synthetic.places import make_places
from famnet.synthetic.plan import BACKGROUNDS, DECOYS, Background, Planting, Reporting, WorldPlan
from famnet.synthetic.rates import rates
from famnet.synthetic.region import TODAY
from famnet.synthetic.signals import YEARS, hoods_of, year_cells, years_alive
from famnet.synthetic.strength import make_world
from famnet.synthetic.world import World
from famnet.synthetic.written import world_figures, write_world

NULL = WorldPlan(60_000, 3, BACKGROUNDS["mild"])
ALIKE = Reporting(need=0.0, sd=0.0, high=0.0)


@pytest.fixture(scope="module")
def null():
    return make_world(NULL)


def groups_of(types):
    """Return the scan group of signal types."""
    place = np.full(max(rate.type for rate in rates()) + 1, -1)
    for rate in rates():
        place[rate.type] = rate.group
    return place[types]


# --- backgrounds


def test_what_is_carried_is_lognormal_with_mean_one_and_passes_from_parent_to_child(null):
    """Law: variance of the log = sum of the squares; child and parent share .8/sqrt(2) of the kin part."""
    rng = np.random.default_rng(8)
    background = Background("b", person=0.5, household=0.4, kin=1.1)
    log = np.log(carried(rng, null.world, background))
    var = 0.5**2 + 0.4**2 + 1.1**2
    assert log.var() == pytest.approx(var, rel=0.04)
    assert log.mean() == pytest.approx(-var / 2, abs=0.03)
    assert abs(stats.skew(log)) < 0.08
    assert abs(stats.kurtosis(log)) < 0.15
    p, current = null.world.people, null.world.homes.current
    apart = (p.father >= 0) & (current != current[p.father]) & (current >= 0)
    together = np.corrcoef(log[apart], log[p.father[apart]])[0, 1]
    assert together == pytest.approx(0.8 / 2**0.5 * 1.1**2 / var, abs=0.04)
    stranger = np.roll(log, 501)
    assert abs(np.corrcoef(log, stranger)[0, 1]) < 0.02


def test_in_an_independent_background_nobody_carries_anything(null):
    factor = carried(np.random.default_rng(1), null.world, BACKGROUNDS["independent"])
    assert (factor == 1).all()


def test_backgrounds_are_as_hard_as_their_names_say():
    """methods.md 9.1: father-child police odds ratio about 2.4 on hard; nothing where nothing is shared."""
    found = {}
    for name, persons in (("independent", 60_000), ("hard", 120_000)):
        plan = WorldPlan(persons, 6, BACKGROUNDS[name], reporting=ALIKE)
        made = make_world(plan)
        found[name] = signal_figures(made.world, made.sightings)["father_police"]
    assert 0.6 < found["independent"] < 1.5
    assert 1.8 < found["hard"] < 3.2


def test_partners_report_as_asked(null):
    """methods.md 9.1: sd .25 per neighbourhood and scan group; a quarter reports two to three times as much."""
    plan = replace(NULL, persons_per_neighbourhood=100)
    nearby = make_world(plan).neighbourhoods
    assert nearby.high.mean() == pytest.approx(0.25, abs=0.005)
    within = np.log(nearby.reporting).std(axis=0, ddof=1)
    assert within.mean() == pytest.approx(0.25, abs=0.015)
    ratio = np.exp(np.log(nearby.reporting).mean(axis=0))
    assert 2.2 < np.median(ratio[nearby.high]) / np.median(ratio[~nearby.high]) < 2.8


def test_planting_leaves_others_as_they_were(null):
    """Same seed with and without planting: who is there is the same, byte for byte; others' signals alike."""
    planted = make_world(replace(NULL, planting=Planting(20)))
    before, after = null.tables(), planted.tables()
    for name in ("persons", "households", "memberships", "kinships", "partners"):
        for column in before[name]:
            np.testing.assert_array_equal(before[name][column], after[name][column])
    assert planted.level == null.level
    homes = np.concatenate([case.homes for case in planted.cases])
    counts = []
    for made in (null, planted):
        current = np.where(
            made.sightings.person >= 0,
            made.world.homes.current[made.sightings.person],
            made.sightings.household,
        )
        counts.append(int((~np.isin(current, homes)).sum()))
    # Both counts are compound Poisson; a signal has up to four more behind it.
    assert abs(counts[0] - counts[1]) < 4 * (4 * sum(counts)) ** 0.5


# --- targets


def test_people_are_as_the_published_figures_say():
    """Bounds and sources in data/targets.csv: CBS 37975, CBS 2023-19, vzinfo."""
    rng = np.random.default_rng(11)
    people, couples = make_people(rng, 150_000, TODAY, CBS)
    homes = make_homes(rng, (people, couples), TODAY, 40, CBS)
    world = World(people, couples, homes, make_places(rng, 40), TODAY)
    rows = card_rows(people_figures(world))
    assert len([row for row in rows if row.target is not None]) >= 11
    outside = [(row.key, row.realised, row.low, row.high) for row in rows if row.within is False]
    assert outside == []


def test_signals_and_records_are_as_aimed_at():
    """A hard world without anything planted: 9 % seen, rates between .5 and 5.5 %, echoes, what registers miss."""
    made = make_world(WorldPlan(100_000, 12, BACKGROUNDS["hard"]))
    figures = world_figures(made) | record_figures(made.world, made.tables())
    outside = [(row.key, row.realised) for row in card_rows(figures) if row.within is False]
    assert outside == []


def test_repeats_are_spread_as_a_negative_binomial():
    """Mean .22 and size .15: one in eight is repeated; the variance is m + m²/k (2.5 times the mean)."""
    still = make_world(replace(NULL, persons=20_000, echo=0.0, repeats=(1e-9, 1.0)))
    loud = make_world(replace(NULL, persons=20_000, echo=0.0))
    more = len(loud.sightings) / len(still.sightings) - 1
    # Some repeats would lie after the reference date and are left out.
    assert 0.13 < more < 0.24


# --- planted


def expected_of(made, persons, groups):
    """Expected signals of persons in scan groups before anything is raised, up to one factor for all."""
    per_cell = np.zeros((N_GROUPS, 12))
    for rate in rates():
        per_cell[rate.group] += rate.per_year
    hood, total = hoods_of(made.world), 0.0
    for year in range(YEARS):
        cell, alive = year_cells(made.world, year), years_alive(made.world, year)
        for group in groups:
            weight = made.loads.carried * made.loads.places[group][hood]
            total += float((weight * per_cell[group][cell] * alive)[persons].sum())
    return total


@pytest.mark.parametrize("ratio", [5.0, 10.0, 20.0, 40.0])
def test_planted_families_have_the_rate_ratio_asked(ratio):
    """Signals of the planted over those of the others, each over its expectation: RR within a 99.9 % interval."""
    plan = WorldPlan(
        20_000, int(ratio), BACKGROUNDS["mild"], Planting(12, (ratio,), (3,)),
        echo=0.0, repeats=(1e-9, 1.0), silent=0.0, reporting=ALIKE,
    )  # fmt: skip
    made = make_world(plan)
    s, world = made.sightings, made.world
    group = groups_of(s.type)
    observed = expected = rest_observed = rest_expected = 0.0
    everyone = np.flatnonzero(world.homes.current >= 0)
    for case in made.cases:
        part = case.parts[0]
        # Others in the home are added to incidents at home: that group is left out here.
        groups = [g for g in part.groups if g != 4]
        mine = np.isin(s.person, part.persons) | np.isin(s.household, part.homes)
        of_group = np.isin(group, groups)
        observed += (mine & of_group).sum()
        expected += expected_of(made, part.persons, groups)
        rest_observed += of_group.sum()
        rest_expected += expected_of(made, everyone, groups)
    base = (rest_observed - observed) / (rest_expected - expected)
    low = stats.chi2.ppf(0.0005, 2 * observed) / 2 / (expected * base)
    high = stats.chi2.ppf(0.9995, 2 * observed + 2) / 2 / (expected * base)
    assert low < ratio < high
    assert high / low < 3


def test_families_are_of_the_size_and_in_the_domains_asked():
    plan = WorldPlan(40_000, 2, planting=Planting(24, (5.0, 40.0), (1, 3, 6), (3, 10)))
    made = make_world(plan)
    assert {case.ratio for case in made.cases} == {5.0, 40.0}
    assert {len(case.parts[0].groups) for case in made.cases} == {1, 3, 6}
    assert {(c.ratio, len(c.parts[0].groups)) for c in made.cases} == {
        (r, d) for r in (5.0, 40.0) for d in (1, 3, 6)
    }
    table, current = mean_rates() > 0, made.world.homes.current
    cell = year_cells(made.world, YEARS - 1)
    for case in made.cases:
        assert 3 <= len(case.homes) <= 10
        for group in case.parts[0].groups:
            able = case.parts[0].persons[table[group, cell[case.parts[0].persons]]]
            assert len(np.unique(current[able])) >= 2


def test_a_region_too_small_says_so():
    with pytest.raises(UserError, match="passen geen 50 families van de soort planted"):
        make_world(WorldPlan(600, 1, planting=Planting(50)))


# --- decoys


@pytest.fixture(scope="module")
def deceiving():
    return make_world(
        WorldPlan(
            30_000,
            9,
            BACKGROUNDS["mild"],
            Planting(4),
            dict.fromkeys(DECOYS, 4),
            persons_per_neighbourhood=1500,
        )
    )


def cases_of(made, kind):
    found = [case for case in made.cases if case.kind == kind]
    assert len(found) == 4
    return found


def test_no_home_is_in_two_families(deceiving):
    homes = np.concatenate([case.homes for case in deceiving.cases])
    assert len(np.unique(homes)) == len(homes)


def test_one_domain_is_raised_in_one(deceiving):
    for case in cases_of(deceiving, "one_domain"):
        assert [len(part.groups) for part in case.parts] == [1]
        for group, (persons, _) in deceiving.loads.lifted.items():
            raised = np.isin(case.parts[0].persons, persons)
            assert raised.all() if group in case.parts[0].groups else not raised.any()


def rows_about(made, case):
    """Return signals about anybody in a family, made after all hand-overs of the region."""
    s = made.sightings
    members = np.isin(made.world.homes.current, case.homes) & (
        made.world.people.death > made.world.today
    )
    return np.flatnonzero((s.person >= 0) & members[np.maximum(s.person, 0)])


def test_a_loud_partner_is_one_partner_in_many_domains_and_homes(deceiving):
    s, world = deceiving.sightings, deceiving.world
    for case in cases_of(deceiving, "one_partner"):
        rows = rows_about(deceiving, case)[-8:]
        kinds = {world.places.partner_kinds[p] for p in s.partner[rows]}
        assert kinds == {"SWT"}
        assert len(set(groups_of(s.type[rows]))) >= 3
        assert len(set(world.homes.current[s.person[rows]])) >= 2
        assert (s.event[rows] > world.today - 730).all()


def test_a_loud_person_is_one_person(deceiving):
    s = deceiving.sightings
    for case in cases_of(deceiving, "one_person"):
        rows = rows_about(deceiving, case)[-8:]
        assert set(s.person[rows]) == set(case.parts[0].persons)
        assert len(set(groups_of(s.type[rows]))) >= 3
        assert not any(len(part.groups) for part in case.parts)


def test_an_echo_is_one_incident_told_in_three_domains_or_more(deceiving):
    """One origin (the police, one day, two homes); every other row derives from it and stays in its edge's window."""
    s, world = deceiving.sightings, deceiving.world
    graph = famnet.build_graph(deceiving.delivery())
    episodes = famnet.episodes(graph)
    for case in cases_of(deceiving, "echo_only"):
        mine = rows_about(deceiving, case)
        incident = s.incident[mine].max()
        rows = np.flatnonzero(s.incident == incident)
        assert set(world.homes.current[s.person[rows]]) <= set(case.homes.tolist())
        assert len(set(world.homes.current[s.person[rows]])) == 2
        origin = rows[s.derived[rows] < 0]
        assert len(set(s.event[origin])) == 1
        assert {world.places.partner_kinds[p] for p in s.partner[origin]} == {"POL"}
        told = rows[s.derived[rows] >= 0]
        assert np.isin(s.derived[told], rows).all()
        assert (s.event[told] > s.event[origin][0]).all()
        assert {world.places.partner_kinds[p] for p in s.origin[told]} == {"POL"}
        assert len(set(groups_of(s.type[rows]))) >= 3
        # The analysis agrees that it is one occurrence.
        order = signal_order(deceiving)
        ids = episodes.set_index("signal_id").loc[order[rows], "episode_id"]
        assert len(set(ids)) == 1


def signal_order(made):
    """Return the id in the delivery of each sighting."""
    from famnet.synthetic.signal_rows import signal_columns
    from famnet.synthetic.strength import Streams

    stream = Streams(made.plan.seed).of("signal rows")
    _, place = signal_columns(stream, made.world, made.sightings)
    return np.array([f"S{row + 1:0{made.width}d}" for row in place])


def test_a_busy_neighbourhood_is_all_there_is(deceiving):
    nearby, world = deceiving.neighbourhoods, deceiving.world
    assert 0 < nearby.busy.sum() < len(nearby.busy)
    mean = nearby.reporting.mean(axis=0)
    assert mean[nearby.busy].min() > mean[~nearby.busy].max()
    for case in cases_of(deceiving, "busy_neighbourhood"):
        assert nearby.busy[world.homes.hood[case.homes]].all()
        assert not any(len(part.groups) for part in case.parts)


def test_two_families_share_a_child_and_no_domain(deceiving):
    p, current = deceiving.world.people, deceiving.world.homes.current
    for case in cases_of(deceiving, "two_families_joined_by_child"):
        first, second = case.parts
        assert len(first.groups) == len(second.groups) == 2
        assert not set(first.groups) & set(second.groups)
        children = np.flatnonzero(
            np.isin(current, first.homes)
            & (p.father >= 0)
            & np.isin(current[p.father], second.homes)
            & (p.mother >= 0)
            & np.isin(current[p.mother], first.homes)
        )
        assert len(children)


# --- the truth, and the delivery


def test_truth_names_households_of_the_delivery_and_says_what_was_done(deceiving):
    truth = deceiving.truth()
    graph = famnet.build_graph(deceiving.delivery())
    assert set(truth["household_id"]) <= set(graph.households["household_id"])
    assert truth["household_id"].is_unique
    assert set(truth["kind"]) == {"planted", *DECOYS}
    assert (truth["decoy"] == (truth["kind"] != "planted")).all()
    planted = truth[truth["kind"] == "planted"]
    assert planted["family"].nunique() == 4
    assert (planted["rate_ratio"] == 20).all()
    assert (planted["planted_domains"].str.count(r"\|") == 3).all()
    case = deceiving.cases[0]
    assert set(truth[truth["family"] == case.name]["household_id"]) == {
        graph.households["household_id"][home] for home in case.homes.tolist()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    plan = WorldPlan(8_000, 5, BACKGROUNDS["hard"], Planting(3), {"one_domain": 1, "echo_only": 2})
    made, out = make_world(plan), tmp_path_factory.mktemp("world")
    write_world(made, out)
    return made, out


def test_same_plan_same_bytes_other_seed_others(written, tmp_path):
    made, out = written
    write_world(make_world(made.plan), tmp_path / "again")
    write_world(make_world(replace(made.plan, seed=6)), tmp_path / "other")
    files = sorted(path.name for path in out.iterdir())
    again = {name: (tmp_path / "again" / name).read_bytes() for name in files}
    assert {name: (out / name).read_bytes() for name in files} == again
    for name in ("persons.csv", "signals.csv", "truth.csv"):
        assert (tmp_path / "other" / name).read_bytes() != again[name]


def test_no_table_says_what_is_planted(written):
    _, out = written
    for declared in TABLES:
        frame = pd.read_csv(out / f"{declared.name}.csv", dtype=str, keep_default_na=False)
        known = {column.name for column in table(declared.name).columns}
        assert set(frame.columns) <= known | {"certainty", "source", "recorded_on"}
        text = (out / f"{declared.name}.csv").read_text(encoding="utf-8")
        assert not any(word in text for word in ("planted", "decoy", *DECOYS))


def test_truth_csv_has_the_columns_of_the_contract(written):
    made, out = written
    frame = pd.read_csv(out / "truth.csv", dtype=str, keep_default_na=False)
    assert list(frame.columns) == [
        "household_id", "family", "planted_domains", "rate_ratio", "decoy",
    ]  # fmt: skip
    assert set(frame["decoy"]) == {"true", "false"}
    assert frame["household_id"].tolist() == made.truth()["household_id"].tolist()


def test_read_back_it_is_what_it_was_in_memory(written):
    """Faulty rows are rejected; what is left equals the delivery made without files, column by column."""
    made, out = written
    read, given = famnet.read_delivery(out), made.delivery()
    assert read.as_of == given.as_of
    for name, frame in given.tables.items():
        if name not in ("involvements", "measures", "requests", "actions"):
            # A faulty person or two gets in (a wrong service number costs no row), at the end.
            assert 0 <= len(read.tables[name]) - len(frame) <= 2
            pd.testing.assert_frame_equal(read.tables[name].head(len(frame)), frame)


def test_the_card_says_what_it_is_and_is_not(written):
    import json

    _, out = written
    card = json.loads((out / "synthetic_card.json").read_text(encoding="utf-8"))
    assert card["synthetic"] is True
    assert card["settings"]["background"] == "hard"
    assert len(card["is_not"]["nl"]) == len(card["is_not"]["en"]) >= 3
    size = next(row for row in card["figures"] if row["key"] == "size_1")
    assert size["target"] == 39.9
    assert "CBS" in size["source"]
    page = (out / "synthetic_card.md").read_text(encoding="utf-8")
    assert "| households of 1 | % |" in page


def test_odds_ratio_of_a_known_table():
    """Besemer-like table 20/80 against 10/90: 20*90/(80*10) = 2.25."""
    first = np.repeat([True, False], 100)
    second = np.concatenate((np.arange(100) < 20, np.arange(100) < 10))
    assert odds_ratio(first, second) == pytest.approx(2.25)
