"""Made-up nulls for the tests of the scan, and their plain simulation.

The simulation is written on its own: it draws each household's set from the exact chances at a point
of the frailty, and computes the statistic by leaving out every household, touched or not.
"""

from __future__ import annotations

import numpy as np

from famnet.analysis.concentration.exact import set_chances
from famnet.analysis.concentration.profile import class_profiles, event_intensities
from famnet.analysis.concentration.sampler import WindowNull

GROUPS = 9
BASE = np.array([0.06, 0.03, 0.04, 0.02, 0.03, 0.03, 0.05, 0.03, 0.03])


def profiles(n_groups: int = GROUPS, households: int = 20_000):
    """Profiles of households that differ in how busy they are, so that groups come together."""
    rng = np.random.default_rng(1)
    busy = rng.gamma(1.5, 1 / 1.5, (households, 1))
    touched = rng.random((households, n_groups)) < np.minimum(BASE[:n_groups] * busy, 1)
    masks = (touched << np.arange(n_groups)).sum(axis=1).astype(np.int32)
    return class_profiles(masks, np.zeros(households, np.int32), 1, n_groups)


def window(name: str, grid, masks: list[int], n_groups: int = GROUPS) -> WindowNull:
    """A window of unequal households."""
    rng = np.random.default_rng(sum(map(ord, name)))
    chances = np.clip(BASE[:n_groups] * rng.gamma(3, 0.5, (len(masks), 1)), 0, 0.5)
    any_chance = np.maximum(0.8 * (1 - (1 - chances).prod(axis=1)), 1.05 * chances.max(axis=1))
    classes = np.zeros(len(masks), np.int32)
    events = event_intensities(profiles(n_groups), classes, chances, any_chance, grid)
    return WindowNull(name, events, chances, np.array(masks, np.int32), grid)


def plain_worth(observed, expected):
    """The average likelihood ratio over four rate ratios, where a group is raised in two of five."""
    parts = [r**observed * np.exp(-(r - 1) * expected) for r in (4.0, 8.0, 16.0, 32.0)]
    worth = np.maximum(np.log(0.6 + 0.4 * np.mean(parts, axis=0)), 0)
    return np.where((observed > 0) & (expected > 1e-12), worth, 0)


def plain_statistic(touched, chances):
    """Touched: draw, household, group. The least over all households left out, under the gate."""
    observed, expected = touched.sum(axis=1), chances.sum(axis=0)
    least = np.full(len(touched), np.inf)
    for h in range(len(chances)):
        o, e = observed - touched[:, h], expected - chances[h]
        least = np.minimum(least, plain_worth(o, e).sum(axis=1))
    passes = ((observed > 0).sum(axis=1) >= 3) & (touched.any(axis=2).sum(axis=1) >= 2)
    return np.where(passes, least, 0)


def plain_draws(null: WindowNull, n: int, seed: int):
    """Draw which groups are touched in which household."""
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
    return out
