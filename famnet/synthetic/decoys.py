"""Signals of decoys that no rate makes: one loud partner, one loud person, one incident told by all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import code, words
from famnet.synthetic.networks import Residents, residents_of
from famnet.synthetic.rates import Rate, rates
from famnet.synthetic.role_rules import age_class, role_fits
from famnet.synthetic.signals import Sightings, age_at, join, roles_drawn

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.planting import Case
    from famnet.synthetic.world import World

    Ints = NDArray[np.int64]

__all__ = ["LOUD_PARTNER", "decoy_sightings"]

#: The neighbourhood team: it sees families in seven scan groups.
LOUD_PARTNER: Final = "SWT"
_COUNTED = ("care", "crime", "nuisance", "threat", "victim")
_DAYS = 700  # within the last 24 months
_LOUD_SIGNALS = 8
_LOUD_GROUPS = 4

# One incident, told on: type, partner, days after it, whom it is about, the row it derives from.
# Delays lie within the echo windows of the edges POL_VT, POL_SWT, POL_OM, VT_SWT and VT_RVDK.
_TOLD: Final = (
    ("HOM_DV_INCIDENT", "POL", 0, "all", -1),
    ("HOM_VT_REPORT", "VT", 3, "all", 0),
    ("JUS_VIOLENCE", "OM", 6, "suspect", 0),
    ("MEN_CONCERN", "SWT", 5, "victim", 0),
    ("PAR_HELP_ACCEPTED", "SWT", 12, "children", 1),
    ("PAR_THREAT", "RVDK", 20, "children", 1),
)
_ROLES: Final = {
    "suspect": ("suspect", "involved"),
    "victim": ("victim", "involved"),
    "children": ("child_in_family", "involved", "victim"),
}


def decoy_sightings(
    rng: Generator, world: World, cases: tuple[Case, ...], first: int, incident: int
) -> Sightings | None:
    """Return the signals of loud partners and persons and of incidents told by all; None without any.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    cases : tuple of Case
        The families of the world; only these kinds get signals here.
    first : int
        Rows of sightings before these: what a row derives from is counted on from there.
    incident : int
        The largest incident number in use.
    """
    residents = residents_of(world)
    parts: list[Sightings] = []
    for case in cases:
        rows = first + sum(len(part) for part in parts)
        if case.kind in ("one_partner", "one_person"):
            parts.append(_loud(rng, world, residents, case))
        elif case.kind == "echo_only":
            incident += 1
            parts.append(_told(rng, world, residents, case, (rows, incident)))
    return join(parts) if parts else None


def _loud(rng: Generator, world: World, residents: Residents, case: Case) -> Sightings:
    """Return eight signals in four scan groups: by one partner over the homes in turn, or about one person."""
    by_one = case.kind == "one_partner"
    own = [
        rate for rate in rates() if _counts(rate) and (LOUD_PARTNER in rate.tellers or not by_one)
    ]
    if not by_one:
        own = [rate for rate in own if len(rate.roles[-1][0])]
    homes = rng.permutation(case.homes)
    in_turn = [residents.of(home[None]) for home in homes] if by_one else [case.parts[0].persons]
    groups = rng.permutation(sorted({rate.group for rate in own}))[:_LOUD_GROUPS]
    parts: list[Sightings] = []
    for number in range(20 * _LOUD_SIGNALS):
        if len(parts) == _LOUD_SIGNALS:
            break
        # Over the groups in turn, shifted when groups and homes would meet again as before.
        shift = number // math.lcm(len(in_turn), len(groups))
        group = groups[(number + shift) % len(groups)]
        of_group = [rate for rate in own if rate.group == group]
        rate, who = of_group[rng.integers(len(of_group))], in_turn[number % len(in_turn)]
        row = _one_row(rng, world, rate, int(rng.choice(who)))
        partner = LOUD_PARTNER if by_one else str(rng.choice(rate.tellers, p=rate.shares))
        if row is not None:
            parts.append(_sightings(world, [row], partner))
    return join(parts)


def _one_row(
    rng: Generator, world: World, rate: Rate, person: int
) -> tuple[int, int, int, int] | None:
    """Return type, person, role and day of one signal; None where the person's age has no role in it."""
    day = world.today - int(rng.integers(20, _DAYS))
    age = age_at(world, np.array([person]), np.array([day]))
    role = int(roles_drawn(rng, rate, age_class(age))[0])
    return (rate.type, person, role, day) if role >= 0 and age[0] >= 0 else None


def _counts(rate: Rate) -> bool:
    word = words("signals", "type")[rate.type]
    return load_catalogue().signal_types[word].nature in _COUNTED


def _told(
    rng: Generator,
    world: World,
    residents: Residents,
    case: Case,
    numbers: tuple[int, int],
) -> Sightings:
    """Return one incident between two homes, and what others made of it; every row says where it came from."""
    first, incident = numbers
    day = world.today - int(rng.integers(60, _DAYS))
    who = _present(rng, world, residents, case, day)
    parts: list[Sightings] = []
    start: list[int] = []
    for kind, partner, delay, about, of in _TOLD:
        names = list(who) if about == "all" else [about]
        rows = [
            (code("signals", "type", kind), person, role, day + delay)
            for name in names
            for person in who[name]
            if (role := _role(world, kind, name, (person, day + delay))) >= 0
        ]
        start.append(first + sum(len(part) for part in parts))
        made = _sightings(world, rows, partner)
        made.incident[:] = incident
        if of >= 0:
            made.derived[:] = start[of]
            made.origin[:] = world.places.serves["POL"][made.hood]
        parts.append(made)
    return join(parts)


def _present(
    rng: Generator, world: World, residents: Residents, case: Case, day: int
) -> dict[str, Ints]:
    """Return a suspect in one home, a victim in another, and all children there were in both."""
    adults: list[Ints] = []
    children: list[Ints] = []
    for home in rng.permutation(case.homes):
        members = residents.of(home[None])
        age = age_at(world, members, np.full(len(members), day))
        if (age >= 18).any() and len(adults) < 2:
            adults.append(members[age >= 18][:1])
            children.append(members[(age >= 0) & (age < 18)])
    return {"suspect": adults[0], "victim": adults[1], "children": np.concatenate(children)}


def _role(world: World, kind: str, part: str, when: tuple[int, int]) -> int:
    person, day = when
    klass = int(age_class(age_at(world, np.array([person]), np.array([day])))[0])
    fitting = [role for role in _ROLES[part] if role_fits(kind, role, klass)]
    return code("signals", "role", fitting[0]) if fitting else -1


def _sightings(world: World, rows: list[tuple[int, int, int, int]], partner: str) -> Sightings:
    """Return signals about persons by one partner; a row is type, person, role and day."""
    kind, person, role, day = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    # Not hoods_of: that goes through all persons. Who is in a case has a home.
    hood = world.homes.hood[world.homes.current[person]].astype(np.int64)
    none = np.full(len(rows), -1, dtype=np.int64)
    return Sightings(
        type=kind.copy(),
        person=person.copy(),
        household=none.copy(),
        role=role.copy(),
        partner=world.places.serves[partner][hood].astype(np.int64),
        origin=none.copy(),
        incident=none.copy(),
        derived=none.copy(),
        event=day.copy(),
        hood=hood,
    )
