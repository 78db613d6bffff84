"""The signals table of a region: dates of receipt, hardness, status, grounds, in order of receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import code, words
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.signals import Ints, Sightings
    from famnet.synthetic.world import Columns, World

__all__ = ["signal_columns"]

_HARDNESS = {
    "safety": (0.55, 0.12, 0.28, 0.05),
    "justice": (0.85, 0.10, 0.05, 0.0),
    "fiscal": (0.55, 0.30, 0.13, 0.02),
    "care": (0.12, 0.70, 0.16, 0.02),
    "social": (0.20, 0.52, 0.22, 0.06),
    "housing": (0.55, 0.10, 0.30, 0.05),
}
_STATUS = {
    "reported": 0.46,
    "under_review": 0.10,
    "confirmed": 0.29,
    "refuted": 0.03,
    "closed": 0.12,
}
_REPORTER = {
    "": 0.55,
    "professional": 0.27,
    "bystander": 0.08,
    "self": 0.05,
    "victim": 0.04,
    "perpetrator": 0.01,
}
_GROUND = {
    "consent": 0.5,
    "statutory_duty": 0.2,
    "statutory_permission": 0.16,
    "good_care": 0.1,
    "none": 0.04,
}


def signal_columns(rng: Generator, world: World, s: Sightings) -> tuple[Columns, Ints]:
    """Return the table and, per sighting, its row in it."""
    n = len(s)
    delay = 1 + rng.exponential(11, n).astype(np.int64)
    late = rng.random(n) < 0.004
    delay = np.where(late, rng.integers(365, 730, n), delay)
    received = np.minimum(s.event + delay, world.today - 1)
    order = np.lexsort((np.arange(n), s.event, received))
    place = np.empty(n, dtype=np.int64)
    place[order] = np.arange(n)
    derived = np.where(s.derived >= 0, place[np.maximum(s.derived, 0)], -1)
    columns: Columns = {
        "type": s.type,
        "person_id": s.person,
        "household_id": s.household,
        "role": s.role,
        "partner_id": s.partner,
        "origin_partner_id": s.origin,
        "reporter_kind": _drawn(rng, n, "reporter_kind", _REPORTER),
        "incident_id": _renumbered(s.incident),
        "derived_from": derived,
        "origin_type": _origin_type(rng, s),
        "event_date": s.event,
        "received_date": received,
        "hardness": _hardness(rng, world, s),
        "status": _drawn(rng, n, "status", _STATUS),
        "release_ground": _grounds(rng, s),
        "onward_consent": rng.random(n) < 0.55,
        "informed_on": np.where(rng.random(n) < 0.15, received + 14, NO_DAY),
        "first_processed": received,
        "link_probability": np.where(rng.random(n) < 0.02, rng.integers(70, 99, n) / 100.0, np.nan),
    }
    return {name: column[order] for name, column in columns.items()}, place


def _drawn(rng: Generator, n: int, column: str, shares: dict[str, float]) -> Ints:
    numbers = np.array([code("signals", column, word) if word else -1 for word in shares])
    weights = np.array(list(shares.values()))
    return np.asarray(numbers[rng.choice(len(numbers), n, p=weights / weights.sum())])


def _renumbered(incident: Ints) -> Ints:
    _, number = np.unique(incident, return_inverse=True)
    shift = 1 if (incident < 0).any() else 0
    return np.where(incident < 0, -1, number - shift)


def _origin_type(rng: Generator, s: Sightings) -> Ints:
    types = load_catalogue().signal_types
    follows = np.array(
        [types[word].nature == "administrative" for word in words("signals", "type")]
    )
    drawn = _drawn(
        rng, len(s), "origin_type", {"professional": 0.66, "citizen": 0.24, "proactive": 0.1}
    )
    return np.where(follows[s.type], code("signals", "origin_type", "consequence"), drawn)


def _hardness(rng: Generator, world: World, s: Sightings) -> Ints:
    catalogue = load_catalogue()
    chains = [catalogue.partners[kind].chain for kind in world.places.partner_kinds]
    # Rows of the table of chances: cumulative, per partner.
    levels = np.cumsum([_HARDNESS.get(chain, _HARDNESS["social"]) for chain in chains], axis=1)
    draw = rng.random(len(s))
    number: NDArray[np.int64] = (draw[:, None] >= levels[s.partner]).sum(axis=1)
    return np.minimum(number, 3)


def _grounds(rng: Generator, s: Sightings) -> Ints:
    types = load_catalogue().signal_types
    needs = np.array([types[word].needs_release_ground for word in words("signals", "type")])
    return np.where(needs[s.type], _drawn(rng, len(s), "release_ground", _GROUND), -1)
