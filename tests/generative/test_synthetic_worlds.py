"""Whatever a plan asks, a world keeps the rules: sizes, references, lives, roles, truth."""

from __future__ import annotations

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from famnet.errors import UserError
from famnet.synthetic.plan import DECOYS, Background, Planting, Reporting, WorldPlan
from famnet.synthetic.role_rules import age_class, role_table
from famnet.synthetic.signals import age_at
from famnet.synthetic.strength import make_world

sds = st.floats(0.0, 1.5)
plans = st.builds(
    WorldPlan,
    persons=st.integers(100, 2500),
    seed=st.integers(0, 2**32),
    background=st.builds(Background, st.just("eigen"), sds, sds, sds),
    planting=st.builds(
        Planting,
        st.integers(0, 3),
        st.lists(st.sampled_from([5.0, 10.0, 20.0, 40.0]), min_size=1, max_size=3).map(tuple),
        st.lists(st.integers(1, 6), min_size=1, max_size=3).map(tuple),
    ),
    decoys=st.dictionaries(st.sampled_from(DECOYS), st.integers(0, 2)),
    reporting=st.builds(Reporting, st.floats(0, 0.6), st.floats(0, 0.5), st.floats(0, 1)),
    any_signal=st.floats(0.01, 0.4),
    echo=st.floats(0, 4),
    repeats=st.tuples(st.floats(0.001, 1.0), st.floats(0.05, 3.0)),
    silent=st.floats(0, 1),
    persons_per_neighbourhood=st.integers(200, 4000),
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans)
def test_every_world_keeps_the_rules(plan):
    try:
        made = make_world(plan)
    except UserError as error:
        assert "passen geen" in error.message  # noqa: PT017  # too small is an answer too
        return
    world, s = made.world, made.sightings
    assert len(world.people) == plan.persons
    assert (s.event < world.today).all()
    assert ((s.person >= 0) ^ (s.household >= 0)).all()
    named = s.person >= 0
    age = age_at(world, s.person[named], s.event[named])
    assert (age >= 0).all()
    assert role_table()[s.type[named], s.role[named], age_class(age)].all()
    assert (s.derived < len(s)).all()
    assert (s.event[s.derived >= 0] >= s.event[s.derived[s.derived >= 0]]).all()
    counts = {kind: sum(case.kind == kind for case in made.cases) for kind in DECOYS}
    assert counts == {kind: plan.decoys.get(kind, 0) for kind in DECOYS}
    delivery = made.delivery()
    truth = made.truth()
    assert truth["household_id"].is_unique
    assert set(truth["household_id"]) <= set(delivery.tables["households"]["household_id"])
    for group, (persons, ratio) in made.loads.lifted.items():
        assert len(np.unique(persons)) == len(persons), group
        assert (ratio > 1).all()
    for name, frame in delivery.tables.items():
        for column, target in (("person", "persons"), ("household", "households")):
            if column in frame and name != target:
                assert (frame[column] < len(delivery.tables[target])).all()
