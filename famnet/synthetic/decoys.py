"""Signals of decoys that no rate makes: one loud partner, and one incident told by everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import code, words
from famnet.synthetic.networks import Residents, residents_of
from famnet.synthetic.rates import Rate, rates
from famnet.synthetic.role_rules import age_class, role_fits
from famnet.synthetic.signals import Sightings, age_at, hoods_of, join, roles_drawn

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
_MONTHS = 700
_LOUD_SIGNALS = 8

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
    """Return the signals of loud partners and of incidents told by everyone; None where there are none.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    cases : tuple of Case
        The families of the world; only these two kinds get signals here.
    first : int
        Rows of sightings before these: what a row derives from is counted on from there.
    incident : int
        The largest incident number in use.
    """
    residents = residents_of(world)
    parts: list[Sightings] = []
    for case in cases:
        rows = first + sum(len(part) for part in parts)
        if case.kind == "one_partner":
            parts.append(_loud(rng, world, residents, case))
        elif case.kind == "echo_only":
            incident += 1
            parts.append(_told(rng, world, residents, case, (rows, incident)))
    return join(parts) if parts else None


def _loud(rng: Generator, world: World, residents: Residents, case: Case) -> Sightings:
    """Return eight signals by the neighbourhood team, in four scan groups, over the homes in turn."""
    own = [rate for rate in rates() if LOUD_PARTNER in rate.tellers and _counts(rate)]
    groups = rng.permutation(sorted({rate.group for rate in own}))
    homes = rng.permutation(case.homes)
    rows: list[tuple[int, int, int, int]] = []
    for number in range(20 * _LOUD_SIGNALS):
        if len(rows) == _LOUD_SIGNALS:
            break
        members = residents.of(homes[number % len(homes)][None])
        group = groups[(number // len(homes) + number) % min(4, len(groups))]
        of_group = [rate for rate in own if rate.group == group]
        rate, person = of_group[rng.integers(len(of_group))], int(rng.choice(members))
        day = world.today - int(rng.integers(20, _MONTHS))
        age = age_at(world, np.array([person]), np.array([day]))
        role = int(roles_drawn(rng, rate, age_class(age))[0])
        if role >= 0 and age[0] >= 0:
            rows.append((rate.type, person, role, day))
    return _sightings(world, rows, LOUD_PARTNER)


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
    day = world.today - int(rng.integers(60, _MONTHS))
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
    hood = hoods_of(world)[person]
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
