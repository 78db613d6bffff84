"""Generations and homes: what must hold in every region, whatever its size and seed."""

from __future__ import annotations

import numpy as np
import pytest

from famnet.synthetic.demography import make_people
from famnet.synthetic.housing import make_homes
from famnet.synthetic.people import YEAR
from famnet.synthetic.region import TODAY
from famnet.synthetic.role_rules import role_fits
from famnet.vocabulary import FOREVER


def world(size, seed):
    rng = np.random.Generator(np.random.PCG64(seed))
    people, couples = make_people(rng, size, TODAY)
    return people, couples, make_homes(rng, (people, couples), TODAY, 5)


@pytest.mark.parametrize(("size", "seed"), [(1, 0), (40, 1), (900, 2), (5000, 3)])
def test_lives_are_possible(size, seed):
    p, c, h = world(size, seed)
    assert len(p) == size
    assert (p.birth < TODAY).all()
    assert (p.death > p.birth).all()
    for parent in (p.mother, p.father):
        child = np.flatnonzero(parent >= 0)
        assert (p.birth[child] - p.birth[parent[child]] > 15 * YEAR).all()
    mothers = np.flatnonzero(p.mother >= 0)
    assert not p.male[p.mother[mothers]].any()
    assert (p.death[p.mother[mothers]] >= p.birth[mothers]).all()
    assert p.male[p.father[p.father >= 0]].all()
    assert (c.start < c.end).all()
    assert (p.death[c.woman] >= np.where(c.end == FOREVER, TODAY, c.end)).all()
    assert not ((p.mother[c.woman] == p.mother[c.man]) & (p.mother[c.woman] >= 0)).any()
    assert (h.start < h.end).all()


@pytest.mark.parametrize(("size", "seed"), [(900, 2), (5000, 3)])
def test_nobody_lives_in_two_places_at_once_and_children_live_with_a_parent(size, seed):
    p, _, h = world(size, seed)
    order = np.lexsort((h.start, h.person))
    person, start, end = h.person[order], h.start[order], h.end[order]
    same = person[1:] == person[:-1]
    assert (start[1:][same] >= end[:-1][same]).all()
    now = h.current
    minor = np.flatnonzero((p.death > TODAY) & (p.birth > TODAY - 15 * YEAR))
    with_parent = (now[minor] == now[p.mother[minor]]) | (now[minor] == now[p.father[minor]])
    assert with_parent.mean() > 0.9
    alive = p.death > TODAY
    assert 0.001 < (now[alive] < 0).mean() < 0.03


def test_minor_rules_of_the_catalogue():
    """design.md section 5: under 12 never crime; the catalogue's minor rules in words."""
    assert not role_fits("JUS_SUSPECT", "suspect", 0)
    assert role_fits("JUS_SUSPECT", "suspect", 1)
    assert not role_fits("FIN_BEN_FRAUD", "suspect", 1)
    assert role_fits("PAR_U12_BEHAV", "involved", 0)
    assert not role_fits("PAR_U12_BEHAV", "involved", 1)
    assert not role_fits("EDU_ABSENCE", "involved", 2)
    assert role_fits("HOU_EVICTION", "child_in_family", 0)
    assert not role_fits("HOU_EVICTION", "involved", 0)
    assert not role_fits("EDU_ABSENCE", "suspect", 1)
