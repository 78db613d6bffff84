"""Measures, involvements, questions asked of partners, and actions of a synthetic region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import code
from famnet.synthetic.rates import measure_rules
from famnet.synthetic.signals import Ints, Sightings, age_at
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from famnet.synthetic.world import Columns, World

__all__ = ["action_columns", "cases", "involvement_columns", "measure_columns", "request_columns"]

_HELPERS = (
    # signal type, involvement role, mode, chance
    ("PAR_HELP_ACCEPTED", "helper", "voluntary", 0.7),
    ("HELP_REQUEST", "helper", "voluntary", 0.4),
    ("MEN_TREATMENT", "treatment", "voluntary", 0.6),
    ("ADD_TREATMENT", "treatment", "voluntary", 0.6),
    ("PAR_MEASURE", "guardian", "imposed", 0.5),
    ("JUS_SUPERVISION", "supervisor", "imposed", 0.6),
    ("FIN_GUARD", "contact", "voluntary", 0.5),
    ("HOU_ARREARS", "landlord", "voluntary", 0.6),
    ("HOU_NUISANCE", "landlord", "voluntary", 0.4),
)
_ASKED = ("POL", "VT", "SWT", "GI", "LPA", "WENI", "GGZ", "WOCO", "GGD", "OM", "RVDK", "SCH")
_DIRECTORS = ("VEIL", "ZVH", "SWT")
_ACTIONS = (
    # goal, action, kind, owner
    ("Rust in huis", "Gesprek met ouders en netwerk voeren", "care", "SWT"),
    ("Schulden onder controle", "Schuldregeling aanvragen", "care", "WENI"),
    ("Weer naar school", "Terugkeerplan met school maken", "care", "LPA"),
    ("Huis behouden", "Betalingsregeling voor de huur afspreken", "care", "WOCO"),
    ("Geen nieuwe overlast", "Gesprek over overlast voeren", "administrative", "VEIL"),
    ("Veiligheid thuis", "Veiligheidsplan maken", "care", "VT"),
    ("Behandeling starten", "Aanmelden voor behandeling", "care", "GGZ"),
    ("Afspraken nakomen", "Toezicht op voorwaarden houden", "penal", "RN"),
)


def measure_columns(rng: Generator, world: World, s: Sightings) -> Columns:
    """Return measures that follow signals, at ages the catalogue allows; some still run."""
    parts = []
    serves, catalogue = world.places.serves, load_catalogue()
    for rule in measure_rules():
        measure = catalogue.measures[rule.measure]
        rows = np.flatnonzero(s.type == rule.after_type)
        rows = rows[(s.person[rows] >= 0) == (measure.subject == "person")]
        rows = rows[rng.random(len(rows)) < rule.chance]
        start = s.event[rows] + rng.integers(3, 60, len(rows))
        age = age_at(world, np.maximum(s.person[rows], 0), start)
        low, high = measure.min_age or 0, measure.max_age if measure.max_age is not None else 200
        last = s.person[rows] < 0
        ok = (start < world.today) & (((age >= low) & (age < high + 1)) | last)
        ok &= last | (world.people.death[np.maximum(s.person[rows], 0)] > start)
        rows, start = rows[ok], start[ok]
        end = start + (rule.days * rng.uniform(0.6, 1.0, len(rows))).astype(np.int64) + 1
        hood = s.hood[rows]
        parts.append(
            {
                "type": np.full(len(rows), code("measures", "type", rule.measure)),
                "person_id": s.person[rows],
                "household_id": s.household[rows],
                "decided_by_partner_id": serves[rule.decided_by][hood],
                "partner_id": _served(serves, rule.executed_by, hood),
                "second_partner_id": _served(serves, rule.second, hood),
                "start_date": start,
                "end_date": np.where(end >= world.today, FOREVER, end),
            }
        )
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    order = np.argsort(joined["start_date"], kind="stable")
    return {name: column[order] for name, column in joined.items()}


def _served(serves: dict[str, NDArray[np.int32]], partner: str, hood: Ints) -> Ints:
    if not partner:
        return np.full(len(hood), -1, dtype=np.int64)
    return serves[partner][hood].astype(np.int64)


def cases(rng: Generator, world: World, s: Sightings) -> Ints:
    """Return households taken up together: a third of those known in three or more scan groups."""
    catalogue = load_catalogue()
    groups = np.array(
        [
            catalogue.scan_groups.index(catalogue.scan_group_of(kind.domain))
            for kind in catalogue.signal_types.values()
        ]
    )
    home = _home_of(world, s)
    pairs = np.unique(home[home >= 0] * 16 + groups[s.type[home >= 0]])
    homes, count = np.unique(pairs // 16, return_counts=True)
    homes = homes[(count >= 3) & (world.homes.kind[homes] == 0)]
    return np.asarray(homes[rng.random(len(homes)) < 0.34])


def _home_of(world: World, s: Sightings) -> Ints:
    current = world.homes.current.astype(np.int64)
    return np.where(s.household >= 0, s.household, current[np.maximum(s.person, 0)])


def involvement_columns(rng: Generator, world: World, s: Sightings, taken: Ints) -> Columns:
    """Return who helps, treats, supervises or rents out, and who directs the cases taken up."""
    parts = []
    for word, role, mode, chance in _HELPERS:
        rows = np.flatnonzero(s.type == code("signals", "type", word))
        rows = rows[rng.random(len(rows)) < chance]
        parts.append(
            _involved(world, (s.partner[rows], s.person[rows], s.household[rows]), role, mode)
        )
        start = s.event[rows] + 7
        ended = rng.random(len(rows)) < 0.55
        end = np.where(
            ended, start + 60 + rng.exponential(240, len(rows)).astype(np.int64), FOREVER
        )
        parts[-1]["start_date"] = start
        parts[-1]["end_date"] = np.where(end >= world.today, FOREVER, end)
    led = taken[rng.random(len(taken)) < 0.6]
    hood = world.homes.hood[led]
    which = rng.choice(len(_DIRECTORS), len(led), p=[0.5, 0.2, 0.3])
    partner = np.stack([world.places.serves[code_] for code_ in _DIRECTORS])[which, hood]
    nobody = np.full(len(led), -1, dtype=np.int64)
    direct = _involved(world, (partner.astype(np.int64), nobody, led), "process_director", "")
    direct["start_date"] = world.today - rng.integers(30, 500, len(led))
    parts.append(direct)
    joined = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    keep = joined["start_date"] < world.today
    dead = world.people.death[np.maximum(joined["person_id"], 0)] <= joined["start_date"]
    keep &= (joined["person_id"] < 0) | ~dead
    return {name: column[keep] for name, column in joined.items()}


def _involved(world: World, who: tuple[Ints, Ints, Ints], role: str, mode: str) -> Columns:
    n = len(who[0])
    number = code("involvements", "mode", mode) if mode else -1
    return {
        "partner_id": who[0],
        "person_id": who[1],
        "household_id": who[2],
        "role": np.full(n, code("involvements", "role", role)),
        "mode": np.full(n, number),
        "start_date": np.full(n, world.today - 1, dtype=np.int64),
        "end_date": np.full(n, FOREVER, dtype=np.int64),
    }


def request_columns(rng: Generator, world: World, s: Sightings, taken: Ints) -> Columns:
    """Return who was asked about the cases taken up, and whether the answer fits what it delivered."""
    home = _home_of(world, s)
    size = len(world.places.partner_ids)
    known = np.unique(home[home >= 0] * size + s.partner[home >= 0])
    serves = np.stack([world.places.serves[word] for word in _ASKED])
    asked = rng.random((len(taken), len(_ASKED))) < 0.62
    row, column = np.nonzero(asked)
    partner = serves[column, world.homes.hood[taken[row]]].astype(np.int64)
    knows = np.isin(taken[row] * size + partner, known)
    draw = rng.random(len(row))
    words = ("delivered", "nothing_known", "refused", "pending")
    numbers = np.array([code("requests", "answer", word) for word in words])
    answer = np.where(knows, numbers[0], numbers[1])
    answer = np.where(draw < 0.12, numbers[3], np.where(draw < 0.15, numbers[2], answer))
    when = world.today - rng.integers(20, 240, len(row))
    delivered = np.minimum(when + rng.integers(2, 40, len(row)), world.today - 1)
    return {
        "partner_id": partner,
        "household_id": taken[row],
        "person_id": np.full(len(row), -1, dtype=np.int64),
        "life_domain": np.full(len(row), -1, dtype=np.int64),
        "asked_date": when,
        "delivered_date": np.where(answer == numbers[3], NO_DAY, delivered),
        "answer": answer,
    }


def action_columns(rng: Generator, world: World, taken: Ints) -> Columns:
    """Return the actions of the plans for half of the cases: done, open and overdue."""
    homes = np.repeat(
        taken, np.where(rng.random(len(taken)) < 0.5, rng.integers(1, 4, len(taken)), 0)
    )
    which = rng.integers(0, len(_ACTIONS), len(homes))
    due = world.today + rng.integers(-200, 120, len(homes))
    done = (rng.random(len(homes)) < 0.45) & (due < world.today)
    owner = np.stack([world.places.serves[row[3]] for row in _ACTIONS])
    text = np.array([row[:2] for row in _ACTIONS], dtype=object).reshape(-1, 2)
    kind = np.array([code("actions", "kind", row[2]) for row in _ACTIONS])
    result = np.where(
        done, np.array(["gelukt", "deels gelukt", "niet gelukt"], dtype=object)[which % 3], ""
    )
    return {
        "household_id": homes,
        "person_id": np.full(len(homes), -1, dtype=np.int64),
        "goal": text[which, 0],
        "action": text[which, 1],
        "kind": kind[which],
        "owner_partner_id": owner[which, world.homes.hood[homes]].astype(np.int64),
        "due_date": due,
        "done_date": np.where(done, due - rng.integers(0, 30, len(homes)), NO_DAY),
        "result": result,
    }
