"""Make a synthetic region and write it as a delivery."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.random import PCG64, Generator

from famnet.catalogue import load_catalogue
from famnet.synthetic import help as care
from famnet.synthetic.card import write_card
from famnet.synthetic.codes import codes
from famnet.synthetic.demography import make_people
from famnet.synthetic.echoes import referral_rows, said_again, told_on, with_household, with_repeats
from famnet.synthetic.faults import add_faults, blur
from famnet.synthetic.figures import people_figures, signal_figures
from famnet.synthetic.habits import CBS, Habits
from famnet.synthetic.housing import make_homes
from famnet.synthetic.kinfolk import kinship_columns, membership_columns, tie_columns
from famnet.synthetic.names import address_columns, person_columns
from famnet.synthetic.places import Places, make_places
from famnet.synthetic.signal_rows import signal_columns
from famnet.synthetic.signals import make_sightings
from famnet.synthetic.weave import Told, choose_stories, empty_tables
from famnet.synthetic.world import Columns, World
from famnet.synthetic.write import write_tables, write_truth
from famnet.vocabulary import date_from_day

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.synthetic.signals import Sightings
    from famnet.synthetic.story import Story

__all__ = [
    "TODAY",
    "Asked",
    "Made",
    "partner_columns",
    "synthesize",
    "write_region",
    "write_stories",
    "write_toml",
]

TODAY = 20454  # 2026-01-01
_PER_PERSON = 0.6
_PER_PERSON_LARGE = 1.5
_LARGE = 100_000
_WIDTH = 6  # digits of an id; more where a table is longer


@dataclass(frozen=True, slots=True)
class Made:
    """What was written: rows per table, faulty rows not counted, and the number of stories."""

    persons: int
    households: int
    signals: int
    stories: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a region should be beside its size.

    Parameters
    ----------
    stories : bool
        Weave the named stories in.
    signals_per_person : float or None
        As in ``synthesize``.
    habits : Habits
        How people live.
    """

    stories: bool = True
    signals_per_person: float | None = None
    habits: Habits = CBS


def synthesize(
    persons: int,
    seed: int,
    out: Path,
    *,
    stories: bool = True,
    signals_per_person: float | None = None,
) -> Made:
    """Write a synthetic region: invented persons, homes, kin, signals and what partners did.

    Parameters
    ----------
    persons : int
        Rows of persons.csv, the dead who connect families included; faulty rows come on top.
    seed : int
        Same seed and size: same bytes.
    out : pathlib.Path
        Folder for the delivery; made where it does not exist.
    stories : bool
        Weave the named stories in. They take at most six in ten of the persons, in order of name.
    signals_per_person : float, optional
        Mean number of signals per row of persons over five years, stories apart. By default 0.6, and
        1.5 from 100,000 persons on (the load of the benchmarks). Most persons have none, few many.

    Returns
    -------
    Made
        Counts of what was written.

    Notes
    -----
    Beside the delivery stand truth.csv (what is planted), stories.csv (what should become of each story)
    and the card (how close the region comes to published figures); no reader takes them as part of it.
    Linear in ``persons``: about 30 s of CPU time and 1.4 GB a million.
    """
    made, world, seen = write_region(persons, seed, out, Asked(stories, signals_per_person))
    resemblance = signal_figures(world, seen)["father_police"]
    figures = people_figures(world) | {"father_police": resemblance}
    write_card(out, {"persons": persons, "seed": seed, "stories": made.stories}, figures)
    return made


def write_region(persons: int, seed: int, out: Path, asked: Asked) -> tuple[Made, World, Sightings]:
    """Write a region without its card; see ``synthesize``. Also returns what it was made of, stories apart."""
    out.mkdir(parents=True, exist_ok=True)
    rng = Generator(PCG64(seed))
    told = Told(choose_stories(int(persons * 0.6) if asked.stories else 0), TODAY)
    base = max(persons - told.persons, 1)
    places = make_places(rng, max(4, round(base / 4000)) if base >= 200 else 2)
    per_person = asked.signals_per_person
    if per_person is None:
        per_person = _PER_PERSON_LARGE if persons >= _LARGE else _PER_PERSON
    tables, world, seen = _region(rng, base, places, (per_person, asked.habits))
    told.append_to(rng, tables, places)
    counts = {name: len(next(iter(columns.values()))) for name, columns in tables.items()}
    blur(rng, tables)
    width = max(_WIDTH, len(str(max(counts.values()) + 1000)))
    write_tables(tables, out, places.partner_ids, width)
    add_faults(out, counts, width)
    write_truth(out, told.outcomes, width)
    write_toml(out, places, seed)
    made = Made(counts["persons"], counts["households"], counts["signals"], len(told.outcomes))
    return made, world, seen


def write_stories(stories: tuple[Story, ...], out: Path) -> None:
    """Write stories without a region as a delivery: they share no person, so each stands alone.

    Parameters
    ----------
    stories : tuple of Story
        One story or more, for instance ``all_stories()``.
    out : pathlib.Path
        Folder for the delivery; made where it does not exist.
    """
    out.mkdir(parents=True, exist_ok=True)
    rng = Generator(PCG64(1))
    places = make_places(rng, 1)
    told = Told(stories, TODAY)
    tables = empty_tables() | {"partners": partner_columns(places)}
    told.append_to(rng, tables, places)
    tables["persons"].pop("exact", None)
    write_tables(tables, out, places.partner_ids, _WIDTH)
    write_truth(out, told.outcomes, _WIDTH)
    write_toml(out, places, 1)


def _region(
    rng: Generator, persons: int, places: Places, how: tuple[float, Habits]
) -> tuple[dict[str, Columns], World, Sightings]:
    per_person, habits = how
    people, couples = make_people(rng, persons, TODAY, habits)
    homes = make_homes(rng, (people, couples), TODAY, len(places.hoods), habits)
    world = World(people, couples, homes, places, TODAY)
    seen = make_sightings(rng, world, per_person, habits.inherited)
    seen = with_repeats(rng, world, with_household(rng, world, seen))
    seen, over = told_on(rng, world, seen)
    seen.type = said_again(seen)
    taken = care.cases(rng, world, seen)
    signals, place = signal_columns(rng, world, seen)
    referrals = referral_rows(rng, world, over)
    referrals["signal_id"] = place[referrals["signal_id"]]
    order = np.lexsort((referrals["signal_id"], referrals["sent_date"]))
    tables = {
        "persons": person_columns(rng, world),
        "households": address_columns(rng, world),
        "memberships": membership_columns(rng, world),
        "kinships": kinship_columns(rng, world),
        "ties": tie_columns(rng, seen),
        "partners": partner_columns(places),
        "signals": signals,
        "referrals": {name: column[order] for name, column in referrals.items()},
        "involvements": care.involvement_columns(rng, world, seen, taken),
        "measures": care.measure_columns(rng, world, seen),
        "requests": care.request_columns(rng, world, seen, taken),
        "actions": care.action_columns(rng, world, taken),
    }
    return tables, world, seen


def partner_columns(places: Places) -> Columns:
    """Return the partners table."""
    catalogue = load_catalogue().partners
    rows = [catalogue[kind] for kind in places.partner_kinds]
    towns = [places.towns[town] if town >= 0 else "" for town in places.partner_town]
    names = [f"{row.name_nl} {town}".strip() for row, town in zip(rows, towns, strict=True)]
    doubled = {name for name in names if names.count(name) > 1} if len(names) < 500 else set(names)
    shown = [
        f"{name} ({key})" if name in doubled else name
        for name, key in zip(names, places.partner_ids, strict=True)
    ]
    return {
        "partner_id": np.arange(len(rows)),
        "kind": codes("partners", "kind", list(places.partner_kinds)).astype(np.int64),
        "name": np.array(shown, dtype=object),
        "region": np.array(towns, dtype=object),
        "level": np.array([row.level for row in rows], dtype=object),
    }


def write_toml(out: Path, places: Places, seed: int) -> None:
    """Write delivery.toml."""
    text = (
        "# Synthetische gegevens: alle personen, namen en adressen zijn verzonnen.\n"
        "# Synthetic data: all persons, names and addresses are invented.\n"
        "synthetic = true\n"
        f"reference_date = {date_from_day(TODAY)}\n"
        f'deliverer = "famnet synth, seed {seed}"\n'
        f'region = "Verzonnen regio {places.towns[0]}"\n'
        'purpose = "oefenen en testen"\n'
    )
    (out / "delivery.toml").write_text(text, encoding="utf-8", newline="\n")
