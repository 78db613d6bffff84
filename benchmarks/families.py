"""Time of homes, family windows and their people on a made-up population.

    python benchmarks/families.py 100000 1000000

Four generations of couples, a fifth of the adults at home with a parent, a tenth of the couples
parted, some institutions. Prints seconds per stage (kernels compiled before), of the clock and of the
processor, and peak memory.
"""

from __future__ import annotations

import resource
import sys
import time
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from famnet.analysis.families import families, family_windows, members, window_of
from famnet.analysis.households import homes, households
from famnet.analysis.links import family_links
from famnet.config import Settings
from famnet.delivery.contract import TABLES
from famnet.governance import grant_for
from famnet.graph.family_graph import FamilyGraph
from famnet.vocabulary import FOREVER, NO_DAY, Certainty, HouseholdKind, KinKind, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = 20_000
PER_YEAR = 365


def made_up(n: int, seed: int = 7) -> FamilyGraph:
    """Return a population of n persons, of whom about a tenth have died."""
    rng = np.random.default_rng(seed)
    sizes = (np.array([0.16, 0.26, 0.32, 0.26]) * n).astype(int)
    first = np.concatenate([[0], np.cumsum(sizes)])
    n = int(first[-1])
    generation = np.repeat(np.arange(4), sizes)
    birth = TODAY - PER_YEAR * (85 - 26 * generation) - rng.integers(0, 20 * PER_YEAR, n)
    death = np.where(
        (generation == 0) & (rng.random(n) < 0.6), TODAY - rng.integers(1, 9000, n), FOREVER
    )
    partner, child, parent = [], [], []
    home = np.arange(n)
    for g in range(4):
        people = rng.permutation(np.arange(first[g], first[g + 1]))
        half = len(people) * 2 // 5
        couples = np.stack([people[:half], people[half : 2 * half]])
        if g < 3:
            partner.append(couples)
            together = rng.random(half) < 0.9
            home[couples[1, together]] = couples[0, together]
            young = np.arange(first[g + 1], first[g + 2])
            of = rng.integers(0, half, len(young))
            father_known = rng.random(len(young)) < 0.85
            child += [young, young[father_known]]
            parent += [couples[0, of], couples[1, of[father_known]]]
            at_home = rng.random(len(young)) < (1.0 if g == 2 else 0.2)
            home[young[at_home]] = home[couples[0, of[at_home]]]
    # Follow to the one who keeps the home; a few live in institutions.
    for _ in range(3):
        home = home[home]
    homes_in, household = np.unique(home, return_inverse=True)
    kind = np.where(np.arange(len(homes_in)) % 5000 == 0, "institution", "private")
    moved = rng.random(n) < 0.01
    household[moved] = rng.choice(np.flatnonzero(kind == "institution"), int(moved.sum()))
    return _graph(
        birth,
        death,
        kind,
        household,
        np.concatenate(partner, axis=1),
        np.concatenate(child),
        np.concatenate(parent),
        rng,
    )


def _graph(birth, death, kind, household, partner, child, parent, rng) -> FamilyGraph:  # noqa: PLR0917
    n = len(birth)
    shuffled = rng.permutation(n)
    persons = pd.DataFrame(
        {
            "person_id": pd.array([f"p{i:08d}" for i in shuffled], dtype="str"),
            "birth_date": birth.astype(np.int32), "birth_date_hi": birth.astype(np.int32),
            "death_date": death.astype(np.int32), "death_date_hi": death.astype(np.int32),
            "sex": pd.Categorical.from_codes(rng.integers(0, 2, n), ["male", "female", "x", "unknown"]),
        }
    )  # fmt: skip
    households = pd.DataFrame(
        {
            "household_id": pd.array(
                [f"h{i:08d}" for i in rng.permutation(len(kind))], dtype="str"
            ),
            "kind": pd.Categorical(kind, categories=list(HouseholdKind)),
        }
    )
    earlier = np.flatnonzero(rng.random(n) < 0.4)
    who = np.concatenate([np.arange(n), earlier]).astype(np.int32)
    start = np.maximum(birth, TODAY - rng.integers(1, 6000, n))
    memberships = pd.DataFrame(
        {
            "person": who,
            "household": np.concatenate([household, rng.permutation(household[earlier])]).astype(
                np.int32
            ),
            "role": pd.Categorical.from_codes(
                np.zeros(len(who), int), ["head", "partner", "child", "other"]
            ),
            "start_date": np.concatenate([start, birth[earlier]]).astype(np.int32),
            "end_date": np.concatenate([np.full(n, FOREVER), start[earlier]]).astype(np.int32),
        }
    )
    memberships["start_date_hi"], memberships["end_date_hi"] = (
        memberships["start_date"],
        memberships["end_date"],
    )
    kinds = list(KinKind)
    kinships = pd.DataFrame(
        {
            "person": np.concatenate([parent, partner[0]]).astype(np.int32),
            "kind": pd.Categorical.from_codes(
                np.repeat(
                    [kinds.index(KinKind.PARENT), kinds.index(KinKind.PARTNER)],
                    [len(parent), partner.shape[1]],
                ),
                kinds,
            ),
            "relative": np.concatenate([child, partner[1]]).astype(np.int32),
        }
    )
    kinships["start_date"] = kinships["start_date_hi"] = np.int32(NO_DAY)
    kinships["end_date"] = kinships["end_date_hi"] = np.int32(FOREVER)
    kinships["certainty"] = pd.Categorical.from_codes(np.zeros(len(kinships), int), list(Certainty))
    tables = {table.name: pd.DataFrame() for table in TABLES}
    tables.update(
        persons=persons, households=households, memberships=memberships, kinships=kinships
    )
    return FamilyGraph(
        tables=tables, as_of=TODAY, synthetic=True, workspace=Workspace.SYNTHETIC,
        grant=grant_for(Settings(), synthetic=True),
    )  # fmt: skip


def stages(graph: FamilyGraph) -> dict[str, tuple[float, float]]:
    """Return seconds per stage: of the clock, of the processor."""
    todo: dict[str, Callable[[], object]] = {
        "links": lambda: family_links(graph),
        "homes": lambda: homes(graph),
        "windows": lambda: family_windows(graph),
        "first case": lambda: members(graph, window_of(graph, graph.persons["person_id"].iloc[-1])),
        "next case": lambda: members(graph, window_of(graph, graph.persons["person_id"].iloc[-2])),
        "households table": lambda: households(graph),
        "families table": lambda: families(graph),
    }
    out = {}
    for name, call in todo.items():
        begin, used = time.perf_counter(), time.process_time()
        call()
        out[name] = time.perf_counter() - begin, time.process_time() - used
    return out


def main() -> None:
    """Print a line per stage and size."""
    stages(made_up(2_000))
    for size in map(int, sys.argv[1:] or ["100000"]):
        graph = made_up(size)
        took = stages(graph)
        windows = family_windows(graph)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(
            f"{size:>9} persons, {len(windows)} windows, {len(windows.units)} places of households,"
            f" largest {windows.n_persons.max(initial=0)} persons, peak {peak:.2f} GB"
        )
        for name, (clock, processor) in took.items():
            print(f"    {name:<18}{clock:8.2f} s{processor:8.2f} s")


if __name__ == "__main__":
    main()
