"""Choose the families of a world that are planted or that deceive, without overlap, and raise their rates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.errors import UserError
from famnet.synthetic.background import N_GROUPS, mean_rates
from famnet.synthetic.networks import Network, Residents, networks, residents_of
from famnet.synthetic.people import YEAR
from famnet.synthetic.plan import DECOYS
from famnet.synthetic.signals import YEARS, year_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.background import Neighbourhoods
    from famnet.synthetic.plan import WorldPlan
    from famnet.synthetic.world import World

    Ints = NDArray[np.int64]

__all__ = ["PLANTED", "Case", "Part", "choose_cases", "group_names", "lifts_of"]

PLANTED = "planted"
_ADULT, _OLD = 18, 65
_BUSY_TIMES = 3.0
_BUSY_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Part:
    """Some homes of a case, the scan groups its persons are raised in, and whom the case is about."""

    homes: Ints
    groups: tuple[int, ...]
    persons: Ints


@dataclass(frozen=True, slots=True)
class Case:
    """A family that was planted or that deceives.

    Parameters
    ----------
    kind : str
        ``planted`` or a kind of decoy.
    number : int
        From 1, within its kind.
    parts : tuple of Part
        One; two for families joined by a child.
    ratio : float
        By how much the rates of its persons are raised; 1 where none are.
    """

    kind: str
    number: int
    parts: tuple[Part, ...]
    ratio: float = 1.0

    @property
    def name(self) -> str:
        """Name in the truth.

        >>> Case("echo_only", 7, ()).name
        'echo_only-007'
        """
        return f"{self.kind}-{self.number:03d}"

    @property
    def decoy(self) -> bool:
        """Whether it should not become a finding of several domains."""
        return self.kind != PLANTED

    @property
    def homes(self) -> Ints:
        """All its homes, sorted, each once."""
        return np.unique(np.concatenate([part.homes for part in self.parts]))


@dataclass(slots=True)
class _Ground:
    """What is needed to choose: the world, who lives where, which homes are taken, who can be seen in what."""

    rng: Generator
    world: World
    places: Neighbourhoods
    residents: Residents
    free: NDArray[np.bool_]
    cell: NDArray[np.int8]
    rates: NDArray[np.float64] = field(default_factory=mean_rates)

    def fits(self, homes: Ints) -> bool:
        return bool(self.free[homes].all())

    def groups(self, homes: Ints, wanted: int) -> tuple[int, ...]:
        """Draw scan groups that persons of two homes or more can be seen in; () where there are too few."""
        seen = np.zeros(N_GROUPS, dtype=np.int64)
        for home in homes:
            cells = self.cell[self.residents.of(np.array([home]))]
            seen += (self.rates[:, cells] > 0).any(axis=1)
        possible = np.flatnonzero(seen >= min(2, len(homes)))
        if len(possible) < wanted:
            return ()
        return tuple(sorted(int(g) for g in self.rng.permutation(possible)[:wanted]))

    def part(self, homes: Ints, wanted: int) -> Part | None:
        groups = self.groups(homes, wanted)
        return Part(homes, groups, self.residents.of(homes)) if groups else None

    def age(self, person: Ints) -> NDArray[np.float64]:
        return np.asarray((self.world.today - self.world.people.birth[person]) / YEAR)


def choose_cases(
    rng: Generator, world: World, places: Neighbourhoods, plan: WorldPlan
) -> tuple[Case, ...]:
    """Return the families of a plan; no home is in two of them.

    Parameters
    ----------
    rng : numpy.random.Generator
        Source of chance.
    world : World
        The region.
    places : Neighbourhoods
        How neighbourhoods report; where decoys live, they are made busy, in place.
    plan : WorldPlan
        How many of which kind.

    Raises
    ------
    UserError
        The region is too small for so many families.
    """
    ground = _Ground(
        rng,
        world,
        places,
        residents_of(world),
        np.ones(len(world.homes.kind), dtype=np.bool_),
        year_cells(world, YEARS - 1),
    )
    # The scarcest first.
    order = ("busy_neighbourhood", "two_families_joined_by_child", *DECOYS, PLANTED)
    wanted = {**plan.decoys, PLANTED: plan.planting.families}
    found: dict[str, list[Case]] = {}
    for kind in dict.fromkeys(order):
        if wanted.get(kind, 0):
            found[kind] = _of_kind(ground, kind, wanted[kind], plan)
    return tuple(case for kind in (PLANTED, *DECOYS) for case in found.get(kind, []))


def _of_kind(ground: _Ground, kind: str, count: int, plan: WorldPlan) -> list[Case]:
    if kind == "busy_neighbourhood":
        _make_busy(ground)
    sizes = plan.planting.households
    found: list[Case] = []
    for network in networks(ground.rng, ground.world, sizes):
        if len(found) == count:
            break
        if ground.fits(network.homes):
            case = _MAKERS[kind](ground, network, len(found) + 1, plan)
            if case is not None:
                ground.free[case.homes] = False
                found.append(case)
    if len(found) < count:
        raise UserError(
            f"In deze regio passen geen {count} families van de soort {kind}: er zijn er {len(found)}.",
            hint="Vraag er minder, of maak de regio groter met --persons.",
        )
    return found


def _planted(ground: _Ground, network: Network, number: int, plan: WorldPlan) -> Case | None:
    ratios, domains = plan.planting.ratios, plan.planting.domains
    at = number - 1
    part = ground.part(network.homes, domains[at // len(ratios) % len(domains)])
    return Case(PLANTED, number, (part,), ratios[at % len(ratios)]) if part else None


def _one_domain(ground: _Ground, network: Network, number: int, plan: WorldPlan) -> Case | None:
    part = ground.part(network.homes, 1)
    return Case("one_domain", number, (part,), plan.decoy_ratio) if part else None


def _one_person(ground: _Ground, network: Network, number: int, _: WorldPlan) -> Case | None:
    members = ground.residents.of(network.homes)
    age = ground.age(members)
    # An adult already two years ago: all its signals are an adult's.
    adults = members[(age >= _ADULT + 2) & (age < _OLD)]
    if not len(adults):
        return None
    person = np.array([ground.rng.choice(adults)], dtype=np.int64)
    return Case("one_person", number, (Part(network.homes, (), person),))


def _unraised(kind: str) -> Callable[[_Ground, Network, int, WorldPlan], Case | None]:
    """Return a maker of decoys whose rates are not raised: their signals are made elsewhere, or none."""

    def make(ground: _Ground, network: Network, number: int, _: WorldPlan) -> Case | None:
        members = ground.residents.of(network.homes)
        adult = ground.age(members) >= _ADULT
        if len(np.unique(ground.world.homes.current[members[adult]])) < min(2, len(network.homes)):
            return None
        none = np.zeros(0, dtype=np.int64)
        return Case(kind, number, (Part(network.homes, (), none),))

    return make


def _busy(ground: _Ground, network: Network, number: int, plan: WorldPlan) -> Case | None:
    if not ground.places.busy[ground.world.homes.hood[network.homes]].all():
        return None
    return _unraised("busy_neighbourhood")(ground, network, number, plan)


def _make_busy(ground: _Ground) -> None:
    """Let the neighbourhoods that report most report three times as much still."""
    places = ground.places
    count = max(1, round(_BUSY_SHARE * len(places.need)))
    rows = np.argsort(-places.reporting.mean(axis=0), kind="stable")[:count]
    places.busy[rows] = True
    places.reporting[:, rows] *= _BUSY_TIMES


def _joined(ground: _Ground, network: Network, number: int, plan: WorldPlan) -> Case | None:
    """Return the families of both parents of a child in the network who live apart, if there is one."""
    p, current = ground.world.people, ground.world.homes.current
    for child in ground.residents.of(network.homes):
        mother, father = int(p.mother[child]), int(p.father[child])
        if mother < 0 or father < 0 or ground.age(np.array([child]))[0] >= _ADULT:
            continue
        apart = current[mother] != current[father] and current[child] == current[mother]
        other = int(p.mother[father])
        if not apart or other < 0 or network.anchor not in (p.mother[mother], p.father[mother]):
            continue
        part = _both(ground, network, father, other)
        if part is not None:
            return Case("two_families_joined_by_child", number, part, plan.decoy_ratio)
    return None


def _both(
    ground: _Ground, network: Network, father: int, grandmother: int
) -> tuple[Part, ...] | None:
    """Return a part per family: two scan groups on the mother's side, two others on the father's."""
    p, world = ground.world.people, ground.world
    side = p.mother == grandmother
    for parent in (p.mother, p.father):
        side |= (parent >= 0) & (p.mother[np.maximum(parent, 0)] == grandmother)
    side[grandmother] = True
    where = world.homes.current[np.flatnonzero(side & (p.death > world.today))]
    homes = np.unique(where[(where >= 0) & (world.homes.kind[np.maximum(where, 0)] == 0)])
    homes = np.setdiff1d(homes, network.homes).astype(np.int64)
    if len(homes) < 2 or world.homes.current[father] not in homes or not ground.fits(homes):
        return None
    first = ground.part(network.homes, 2)
    if first is None:
        return None
    for _ in range(8):
        second = ground.part(homes, 2)
        if second is None:
            return None
        if not set(first.groups) & set(second.groups):
            return first, second
    return None


_MAKERS: dict[str, Callable[[_Ground, Network, int, WorldPlan], Case | None]] = {
    PLANTED: _planted,
    "one_domain": _one_domain,
    "one_person": _one_person,
    "one_partner": _unraised("one_partner"),
    "echo_only": _unraised("echo_only"),
    "busy_neighbourhood": _busy,
    "two_families_joined_by_child": _joined,
}


def lifts_of(cases: tuple[Case, ...]) -> dict[int, tuple[Ints, NDArray[np.float64]]]:
    """Return per scan group whose rates are raised, and by how much."""
    raised: dict[int, list[tuple[Ints, float]]] = {}
    for case, part in _parts(cases):
        for group in part.groups:
            raised.setdefault(group, []).append((part.persons, case.ratio))
    return {
        group: (
            np.concatenate([persons for persons, _ in rows]),
            np.concatenate([np.full(len(persons), ratio) for persons, ratio in rows]),
        )
        for group, rows in raised.items()
    }


def _parts(cases: tuple[Case, ...]) -> Iterator[tuple[Case, Part]]:
    for case in cases:
        for part in case.parts:
            yield case, part


def group_names(groups: tuple[int, ...]) -> tuple[str, ...]:
    """Return the names of scan groups."""
    names = load_catalogue().scan_groups
    return tuple(names[group] for group in groups)
