"""What becomes of a first sighting: others in the home it also touches, repeats, and who tells it on.

An echo follows a referral edge of the catalogue within that edge's window. Some echoes say whom they
come from (``origin_partner_id``), some name the signal they derive from, some share the incident id,
some say nothing: analysis has to find out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import code
from famnet.synthetic.rates import EchoRule, echo_rules
from famnet.synthetic.role_rules import age_class, role_table
from famnet.synthetic.signals import Ints, Sightings, age_at, join

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.world import Columns, World

__all__ = ["HandOvers", "referral_rows", "said_again", "told_on", "with_household", "with_repeats"]

# What a role may become in the receiver's own record, best first.
_ROLE_AFTER = {
    "suspect": ("suspect", "convicted", "involved", "subject_of_measure"),
    "convicted": ("convicted", "subject_of_measure", "involved"),
    "victim": ("victim", "involved", "child_in_family", "subject_of_measure"),
    "witness": ("witness", "child_in_family", "involved"),
    "involved": ("involved", "child_in_family", "subject_of_measure", "victim"),
    "child_in_family": ("child_in_family", "involved", "victim", "subject_of_measure"),
    "subject_of_measure": ("subject_of_measure", "involved", "child_in_family"),
}


@dataclass(slots=True)
class HandOvers:
    """Hand-overs as columns; ``signal`` is a row of the sightings."""

    signal: Ints
    sender: Ints
    receiver: Ints
    step: Ints
    sent: Ints
    echoed: NDArray[np.bool_]


def with_household(rng: Generator, world: World, s: Sightings) -> Sightings:
    """Add, to incidents at home, the others who lived there: partners as victim, children as child."""
    seen = code("signals", "type", "HOM_DV_INCIDENT")
    suspect = code("signals", "role", "suspect")
    rows = np.flatnonzero((s.type == seen) & (s.role == suspect) & (s.person >= 0))
    home = world.homes.current[s.person[rows]].astype(np.int64)
    rows, home = rows[home >= 0], home[home >= 0]
    order = np.argsort(world.homes.current, kind="stable")
    sorted_home = world.homes.current[order]
    low = np.searchsorted(sorted_home, home, side="left")
    count = np.searchsorted(sorted_home, home, side="right") - low
    of = np.repeat(rows, count)
    at = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    other = order[at + np.repeat(low, count)].astype(np.int64)
    age = age_at(world, other, s.event[of])
    ok = (other != s.person[of]) & (age >= 0) & (world.people.death[other] > s.event[of])
    ok &= (rng.random(len(of)) < 0.8) & (world.homes.kind[world.homes.current[other]] == 0)
    of, other, age = of[ok], other[ok], age[ok]
    extra = s.pick(of)
    extra.person = other
    child, victim = code("signals", "role", "child_in_family"), code("signals", "role", "victim")
    extra.role = np.where(age < 18, child, victim).astype(np.int64)
    extra.incident = of + 1
    s.incident = np.where(s.incident == 0, np.arange(len(s)) + 1, -1)
    return join([s, extra])


def with_repeats(
    rng: Generator, world: World, s: Sightings, times: NDArray[np.int64] | None = None
) -> Sightings:
    """Add repeats by the same partner in the months after; at Veilig Thuis as a repeat report.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    s : Sightings
        First sightings.
    times : int64 array, optional
        How often each is repeated; left out: one in eight, then a geometric number of times.
    """
    if times is None:
        times = np.where(rng.random(len(s)) < 0.12, rng.geometric(0.55, len(s)), 0)
    of = np.repeat(np.arange(len(s)), times)
    extra = s.pick(of)
    step = np.arange(len(of)) - np.repeat(np.cumsum(times) - times, times)
    extra.event = extra.event + (25 + rng.exponential(90, len(of)) * (step + 1)).astype(np.int64)
    extra.incident = np.where(extra.incident >= 0, len(s) * 8 + 1 + np.arange(len(of)), -1)
    first, again = (code("signals", "type", f"HOM_VT_{word}") for word in ("REPORT", "REPEAT"))
    extra.type = np.where(extra.type == first, again, extra.type)
    return join([s, extra.pick(_possible(world, extra))])


def _possible(world: World, s: Sightings) -> NDArray[np.bool_]:
    """Say which rows lie before today, in the person's life and at an age that fits type and role."""
    ok = s.event < world.today
    who = np.maximum(s.person, 0)
    named = s.person >= 0
    klass = age_class(age_at(world, who, s.event))
    fits = role_table()[s.type, np.maximum(s.role, 0), klass]
    ok &= ~named | (
        fits & (s.event < world.people.death[who]) & (s.event >= world.people.birth[who])
    )
    ok &= named | role_table()[s.type, np.maximum(s.role, 0), 2]
    return ok


def told_on(
    rng: Generator, world: World, s: Sightings, strength: float = 1.0
) -> tuple[Sightings, HandOvers]:
    """Return the sightings with their echoes (two rounds), and the hand-overs behind them.

    ``strength`` multiplies the chance of every echo; at 0 nothing is told on.
    """
    table = _role_after()
    fresh = np.arange(len(s))
    overs: list[HandOvers] = []
    for _ in range(2):
        parts, size = [s], len(s)
        for rule in echo_rules():
            rows = fresh[
                (s.type[fresh] == rule.from_type)
                & (_roots(world)[s.partner[fresh]] == rule.from_root)
            ]
            rows = rows[rng.random(len(rows)) < rule.chance * strength]
            echo, over = _one_rule(rng, world, (s, rows, table), rule)
            overs.append(over)
            parts.append(echo)
        s = join(parts)
        fresh = np.arange(size, len(s))
    names = HandOvers.__slots__
    joined = [np.concatenate([getattr(over, name) for over in overs]) for name in names]
    return s, HandOvers(*joined)


def said_again(s: Sightings) -> Ints:
    """Return the types, with every report at Veilig Thuis after the first about a subject a repeat."""
    first, again = (code("signals", "type", f"HOM_VT_{word}") for word in ("REPORT", "REPEAT"))
    rows = np.flatnonzero((s.type == first) | (s.type == again))
    subject = np.where(s.person[rows] >= 0, s.person[rows], -2 - s.household[rows])
    order = np.lexsort((rows, s.event[rows], subject))
    later = np.concatenate(([False], subject[order][1:] == subject[order][:-1]))[: len(order)]
    kind = s.type.copy()
    kind[rows[order]] = np.where(later, again, s.type[rows[order]])
    return kind


def _roots(world: World) -> NDArray[np.str_]:
    catalogue = load_catalogue()
    return np.array([catalogue.observer_root(kind) or kind for kind in world.places.partner_kinds])


def _role_after() -> NDArray[np.int64]:
    """Return the role of an echo by type, earlier role and age class; -1 where none fits."""
    fits = role_table()
    out = np.full(fits.shape, -1, dtype=np.int64)
    for before, choices in _ROLE_AFTER.items():
        row = code("signals", "role", before)
        for choice in reversed(choices):
            number = code("signals", "role", choice)
            out[:, row, :] = np.where(fits[:, number, :], number, out[:, row, :])
    return out


def _one_rule(
    rng: Generator,
    world: World,
    given: tuple[Sightings, NDArray[np.intp], NDArray[np.int64]],
    rule: EchoRule,
) -> tuple[Sightings, HandOvers]:
    s, rows, table = given
    n = len(rows)
    receiver = world.places.serves[rule.to_partner][s.hood[rows]].astype(np.int64)
    own = np.array(world.places.partner_kinds)[s.partner[rows]] == rule.from_partner
    elsewhere = world.places.serves[rule.from_partner][s.hood[rows]].astype(np.int64)
    sender = np.where(own, s.partner[rows], elsewhere)
    window = max(min(rule.window, 120), 3)
    delay = 1 + np.minimum(rng.gamma(1.6, window / 5.0, n), window - 2).astype(np.int64)
    sent = s.event[rows] + np.maximum((delay * rng.random(n)).astype(np.int64), 1)
    echo = s.pick(rows)
    echo.type = np.full(n, max(rule.to_type, 0), dtype=np.int64)
    echo.event = echo.event + delay
    echo.partner = receiver
    klass = age_class(age_at(world, np.maximum(echo.person, 0), echo.event))
    klass = np.where(echo.person >= 0, klass, 2)
    echo.role = table[echo.type, np.maximum(echo.role, 0), klass]
    says = rng.random(n)
    before = np.where(s.origin[rows] >= 0, s.origin[rows], s.partner[rows])
    echo.origin = np.where(says < 0.6, before, -1)
    echo.derived = np.where(rng.random(n) < 0.4, rows, -1)
    echo.incident = np.where(rng.random(n) < 0.5, echo.incident, -1)
    made = (echo.role >= 0) & ~world.places.silent[receiver] & (rule.to_type >= 0)
    made &= _possible(world, echo)
    alive = sent < world.today
    over = HandOvers(
        rows[alive],
        sender[alive],
        receiver[alive],
        np.full(int(alive.sum()), rule.step, dtype=np.int64),
        sent[alive],
        made[alive],
    )
    return echo.pick(made), over


def referral_rows(rng: Generator, world: World, over: HandOvers) -> Columns:
    """Return the referrals table: answered, still waiting, refused, and a few sent back (loops)."""
    n = len(over.signal)
    draw = rng.random(n)
    outcomes = ("accepted", "help_running", "passed_on", "no_follow_up", "refused", "pending")
    bounds = np.cumsum([0.52, 0.12, 0.08, 0.09, 0.05])
    outcome = np.array([code("referrals", "outcome", word) for word in outcomes])
    result = outcome[np.searchsorted(bounds, draw, side="right")]
    result = np.where(over.echoed & (rng.random(n) < 0.7), outcome[0], result)
    answered = over.sent + 2 + rng.exponential(25, n).astype(np.int64)
    waiting = (result == outcome[5]) | (answered >= world.today)
    result = np.where(waiting, outcome[5], result)
    answered = np.where(waiting, -(2**31), answered)
    back = np.flatnonzero((result == outcome[2]) & (rng.random(n) < 0.4))
    returned = answered[back]
    return {
        "signal_id": np.concatenate((over.signal, over.signal[back])),
        "from_partner_id": np.concatenate((over.sender, over.receiver[back])),
        "to_partner_id": np.concatenate((over.receiver, over.sender[back])),
        "step": np.concatenate((over.step, over.step[back])),
        "sent_date": np.concatenate((over.sent, returned)),
        "answered_date": np.concatenate((answered, np.full(len(back), -(2**31)))),
        "outcome": np.concatenate((result, np.full(len(back), outcome[5]))),
    }
