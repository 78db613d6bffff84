"""What a synthetic region came out as: the figures its card sets beside the targets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.background import N_GROUPS, mean_rates
from famnet.synthetic.codes import code, words
from famnet.synthetic.people import YEAR
from famnet.synthetic.signals import YEARS, year_cells
from famnet.vocabulary import FOREVER

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from famnet.synthetic.signals import Sightings
    from famnet.synthetic.world import Columns, World

    Bools = NDArray[np.bool_]

__all__ = ["odds_ratio", "people_figures", "record_figures", "signal_figures"]

_WINDOW = 730


@dataclass(frozen=True, slots=True)
class _Now:
    """Who is alive, how old, and in which private home."""

    alive: Bools
    age: NDArray[np.float64]
    home: NDArray[np.int64]


def _now(world: World) -> _Now:
    p, current = world.people, world.homes.current.astype(np.int64)
    alive = p.death > world.today
    private = alive & (current >= 0) & (world.homes.kind[np.maximum(current, 0)] == 0)
    return _Now(alive, (world.today - p.birth) / YEAR, np.where(private, current, -1))


def _share(yes: Bools, of: Bools | None = None) -> float:
    chosen = yes if of is None else yes[of]
    return 100 * float(chosen.mean()) if len(chosen) else 0.0


def odds_ratio(first: Bools, second: Bools) -> float:
    """Return the cross-product ratio of a two-by-two table; each cell gets a half where one is empty.

    >>> odds_ratio(np.array([1, 1, 1, 0, 0, 0]) > 0, np.array([1, 1, 0, 1, 0, 0]) > 0)
    4.0
    """
    cells = [np.sum(a & b) for a in (first, ~first) for b in (second, ~second)]
    both, one, other, none = cells if min(cells) else [cell + 0.5 for cell in cells]
    return float(both * none / (one * other))


def people_figures(world: World) -> dict[str, float]:
    """Return the figures about persons and homes.

    Parameters
    ----------
    world : World
        The region.
    """
    p, now = world.people, _now(world)
    sizes = np.bincount(now.home[now.home >= 0])
    sizes = np.minimum(sizes[sizes > 0], 5)
    current = world.homes.current
    inside = now.alive & (current >= 0) & (world.homes.kind[np.maximum(current, 0)] == 1)
    out = {f"size_{size}": _share(sizes == size) for size in range(1, 6)}
    out["institution"] = _share(inside, now.alive)
    children = np.bincount(p.mother[p.mother >= 0], minlength=len(p))
    mothers = ~p.male & now.alive & (now.age >= 45) & (now.age < 65) & (children > 0)
    out |= {
        f"mothers_{number}": _share(np.minimum(children, 4) == number, mothers)
        for number in range(1, 5)
    }
    first = np.full(len(p), FOREVER, dtype=np.int64)
    np.minimum.at(first, p.mother[p.mother >= 0], p.birth[p.mother >= 0])
    lately = (first > world.today - 5 * YEAR) & (first < FOREVER)
    ages = (first - p.birth)[lately] / YEAR
    out["first_child"] = float(ages.mean()) if len(ages) else 0.0
    return out | _ties_figures(world, now)


def _ties_figures(world: World, now: _Now) -> dict[str, float]:
    p, current = world.people, world.homes.current
    mother, father = np.maximum(p.mother, 0), np.maximum(p.father, 0)
    child = now.alive & (now.age < 18)
    known = child & (p.mother >= 0) & (p.mother[mother] >= 0)
    above = p.mother[mother]
    both = child & (p.mother >= 0) & (p.father >= 0)
    started = world.homes.start > world.today - YEAR
    return {
        "grandmother": _share(p.death[np.maximum(above, 0)] > world.today, known),
        "second_couple": _share(world.couples.order == 2),
        "apart": _share(current[mother] != current[father], both),
        "moves": 100 * float(started.sum()) / max(int(now.alive.sum()), 1),
    }


def signal_figures(world: World, s: Sightings) -> dict[str, float]:
    """Return the figures about signals.

    Parameters
    ----------
    world : World
        The region.
    s : Sightings
        All signals.
    """
    now, recent, own = _now(world), s.event >= world.today - _WINDOW, s.person >= 0
    living = max(int(now.alive.sum()), 1)
    types = words("signals", "type")
    seen = np.zeros(len(now.alive), dtype=np.bool_)
    seen[s.person[own & recent]] = True
    last_year = s.event >= world.today - 365
    suspect = s.role == code("signals", "role", "suspect")
    suspect |= s.role == code("signals", "role", "convicted")
    suspect &= own & _of_group(s, "JUS")
    reports = [types.index(word) for word in ("HOM_VT_REPORT", "HOM_VT_REPEAT")]
    report = np.isin(s.type, reports)
    money = np.zeros(len(world.homes.kind), dtype=np.bool_)
    home = np.where(own, now.home[np.maximum(s.person, 0)], s.household)
    money[home[recent & _of_group(s, "FIN") & (home >= 0)]] = True
    lived = np.unique(now.home[now.home >= 0])
    lowest, highest = _rates(world, s, now, recent)
    return {
        "any_signal": _share(seen, now.alive),
        "lowest_rate": lowest,
        "highest_rate": highest,
        "suspects": 1e4 * len(np.unique(s.person[suspect & last_year])) / living,
        "veilig_thuis": 1e4 * float((report & last_year).sum()) / living,
        "vt_again": _share(s.type == reports[1], report),
        "debts": _share(money[lived]),
        "father_police": _father_police(world, s.person[suspect], now),
    }


def _of_group(s: Sightings, name: str) -> Bools:
    return np.asarray(_groups()[s.type] == load_catalogue().scan_groups.index(name))


def _groups() -> NDArray[np.int64]:
    catalogue = load_catalogue()
    kinds = [catalogue.signal_types[word] for word in words("signals", "type")]
    return np.array(
        [catalogue.scan_groups.index(catalogue.scan_group_of(kind.domain)) for kind in kinds]
    )


def _rates(world: World, s: Sightings, now: _Now, recent: Bools) -> tuple[float, float]:
    """Return the lowest and highest share, over scan groups, of those who can be seen that were seen.

    A signal about a household counts for one person.
    """
    cell, possible, group = year_cells(world, YEARS - 1), mean_rates() > 0, _groups()[s.type]
    found = []
    for number in range(N_GROUPS):
        rows = recent & (group == number)
        subjects = np.unique(np.where(s.person >= 0, s.person, -2 - s.household)[rows])
        exposed = int((possible[number, cell] & now.alive).sum())
        found.append(100 * len(subjects) / max(exposed, 1))
    return min(found), max(found)


def _father_police(world: World, seen: NDArray[np.int64], now: _Now) -> float:
    police = np.zeros(len(now.alive), dtype=np.bool_)
    police[seen] = True
    father = np.maximum(world.people.father, 0)
    pairs = (world.people.father >= 0) & now.alive & now.alive[father] & (now.age >= 12)
    return odds_ratio(police[father[pairs]], police[pairs])


def record_figures(world: World, tables: dict[str, Columns]) -> dict[str, float]:
    """Return the figures about what registers and partners leave out or send late.

    Parameters
    ----------
    world : World
        The region.
    tables : dict
        Its tables.
    """
    kin, p, signals = tables["kinships"], world.people, tables["signals"]
    births = [code("kinships", "kind", word) for word in ("parent_of", "adoptive_parent_of")]
    rows = np.isin(kin["kind"], births)
    recorded = np.zeros((2, len(p)), dtype=np.bool_)
    for number, parent in enumerate((p.mother, p.father)):
        mine = kin["person_id"][rows] == parent[np.minimum(kin["relative_id"][rows], len(p) - 1)]
        inside = kin["relative_id"][rows] < len(p)
        recorded[number, kin["relative_id"][rows][mine & inside]] = True
    slow = signals["received_date"] - signals["event_date"] >= 365
    local = world.places.partner_town >= 0
    return {
        "mothers_missing": _share(~recorded[0], p.mother >= 0),
        "fathers_missing": _share(~recorded[1], p.father >= 0),
        "late": _share(slow),
        "silent": _share(world.places.silent, local),
    }
