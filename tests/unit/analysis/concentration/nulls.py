"""Made-up nulls for the tests of the scan, and their plain simulation.

The simulation is written on its own: it draws each household's set from the exact chances at a point
of the frailty, and computes the statistic in plain numpy.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from famnet.analysis.concentration.exact import set_chances
from famnet.analysis.concentration.profile import class_profiles, event_intensities
from famnet.analysis.concentration.sampler import SecondNull, WindowNull
from famnet.analysis.concentration.second_persons import SecondPersons

GROUPS = 9
BASE = np.array([0.06, 0.03, 0.04, 0.02, 0.03, 0.03, 0.05, 0.03, 0.03])


def profiles(n_groups: int = GROUPS, households: int = 20_000):
    """Profiles of households that differ in how busy they are, so that groups come together."""
    rng = np.random.default_rng(1)
    busy = rng.gamma(1.5, 1 / 1.5, (households, 1))
    touched = rng.random((households, n_groups)) < np.minimum(BASE[:n_groups] * busy, 1)
    masks = (touched << np.arange(n_groups)).sum(axis=1).astype(np.int32)
    return class_profiles(masks, np.zeros(households, np.int32), 1, n_groups)


#: How often a second person is touched in the windows below.
SECOND = SecondPersons(0.3, 0.5)


def window(
    name: str, grid, masks: list[int], n_groups: int = GROUPS, second: list[int] | None = None
) -> WindowNull:
    """A window of unequal households; with second persons where these are given."""
    rng = np.random.default_rng(sum(map(ord, name)))
    chances = np.clip(BASE[:n_groups] * rng.gamma(3, 0.5, (len(masks), 1)), 0, 0.5)
    any_chance = np.maximum(0.8 * (1 - (1 - chances).prod(axis=1)), 1.05 * chances.max(axis=1))
    classes = np.zeros(len(masks), np.int32)
    events = event_intensities(profiles(n_groups), classes, chances, any_chance, grid)
    null = WindowNull(name, events, chances, np.array(masks, np.int32), grid)
    if second is None:
        return null
    # A household of one has nobody to be second.
    odds = chances * rng.uniform(0.2, 1.2, chances.shape) * (np.arange(len(masks)) != 1)[:, None]
    persons = SecondNull(np.array(second, np.int32), odds, SECOND.factors(grid))
    return replace(null, second=persons)


def levels_of(grid):
    """Levels of all groups together, by the other kind of Hermite polynomial."""
    log = np.log(grid.factor[:, 1])
    variance = grid.weight @ log**2 - (grid.weight @ log) ** 2
    if variance < 1e-4:
        return np.ones(1), np.ones(1)
    at, weight = np.polynomial.hermite.hermgauss(7)
    return np.exp(np.sqrt(2 * variance) * at - variance / 2), weight / np.sqrt(np.pi)


def plain_lift(observed, expected, share=0.3):
    """Log of the average likelihood ratio over four rate ratios."""
    parts = [r**observed * np.exp(-(r - 1) * expected) for r in (4.0, 8.0, 16.0, 32.0)]
    return np.log(1 - share + share * np.mean(parts, axis=0))


def plain_evidence(observed, expected, grid):
    """Some groups raised by themselves, against all or none together; observed: draw, group."""
    apart, together = [], []
    for level, weight in zip(*levels_of(grid), strict=True):
        poisson = (observed * np.log(level) - (level - 1) * expected).sum(axis=1)
        together.append(np.log(weight) + poisson)
        apart.append(together[-1] + plain_lift(observed, expected * level).sum(axis=1))
    return np.logaddexp.reduce(apart) - np.logaddexp.reduce(together)


def plain_statistic(touched, null: WindowNull, second=None):
    """Touched, second: draw, household, group. The least with half of a touched household left out."""
    seen = touched + (0 if second is None else second / 2)
    observed, expected = seen.sum(axis=1), null.chances.sum(axis=0)
    least = np.full(len(touched), np.inf)
    for h in range(len(null.chances)):
        one = plain_evidence(observed - seen[:, h] / 2, expected - null.chances[h] / 2, null.grid)
        least = np.where(touched[:, h].any(axis=1), np.minimum(least, one), least)
    passes = (touched.any(axis=1).sum(axis=1) >= 3) & (touched.any(axis=2).sum(axis=1) >= 2)
    return np.where(passes, np.maximum(least, 0), 0)


def plain_worth(observed, expected):
    """What one group is worth to a certificate: raised beforehand in two of five, never below zero."""
    worth = np.maximum(plain_lift(observed, expected, 0.4), 0)
    return np.where((observed > 0) & (expected > 1e-12), worth, 0)


def plain_draws(null: WindowNull, n: int, seed: int):
    """Draw which groups are touched in which household."""
    return plain_seen(null, n, seed)[0]


def plain_seen(null: WindowNull, n: int, seed: int):
    """Draw which groups are touched in which household, and in which a second person is."""
    rng = np.random.default_rng(seed)
    at = np.searchsorted(np.cumsum(null.grid.weight), rng.random(n) * (1 - 1e-12))
    n_groups = null.chances.shape[1]
    out = np.empty((n, len(null.masks), n_groups), np.int8)
    for h, events in enumerate(null.events):
        ends = np.cumsum(np.maximum(set_chances(events, null.grid), 0), axis=1)
        u = rng.random(n)
        sets = np.empty(n, np.int64)
        for j in range(len(ends)):
            mine = at == j
            sets[mine] = np.searchsorted(ends[j], u[mine] * ends[j, -1])
        out[:, h] = sets[:, None] >> np.arange(n_groups) & 1
    if null.second is None:
        return out, np.zeros_like(out)
    odds = null.second.odds * null.second.more[at[:, None], out.sum(axis=2)][:, :, None]
    return out, (out & (rng.random(out.shape) < odds / (1 + odds))).astype(np.int8)
