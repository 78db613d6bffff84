"""How often p falls below a level on worlds in which nothing is planted, against how often it says.

    python benchmarks/scan_calibration.py run CACHE --kinds kin hard --worlds 40 [--first 1000]
    python benchmarks/scan_calibration.py table CACHE --out benchmarks/results/scan_calibration.md

``run`` adds one line of JSON per world to ``CACHE/calibration.jsonl`` and skips those that are there,
so it can be stopped and started. ``table`` adds them up; its bounds are bootstrapped over worlds,
since the windows of one world overlap.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from benchmarks.scan_worlds import BACKGROUNDS, draw_world, parent_odds_ratio, skeleton
from famnet.analysis.concentration.frailty import gamma_grid, no_frailty
from famnet.analysis.concentration.multiplicity import adjusted
from famnet.analysis.concentration.profile import event_intensities
from famnet.analysis.concentration.resemblance import (
    N_BINS,
    RICH,
    pairs_seen,
    rich_shares,
    size_bins,
)
from famnet.analysis.concentration.sampler import WindowNull, p_value
from famnet.analysis.concentration.scan import FALSE_SHARE, scan_people
from famnet.analysis.overlap import cluster_leaders

if TYPE_CHECKING:
    import numpy.typing as npt

    from benchmarks.scan_worlds import Skeleton, World
    from famnet.analysis.concentration.scan import Scan

    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

LEVELS: Final = (1e-2, 1e-3, 1e-4, 1e-5)
PERSONS: Final = 130_000
SKELETONS: Final = 3
#: Every so many worlds the plain gamma is tried too.
_GAMMA_EVERY: Final = 4
_BOOTSTRAPS: Final = 2000


def _below(p: Floats) -> list[int]:
    return [int((p <= level).sum()) for level in LEVELS]


def poisson_binomial(chances: Floats, observed: int) -> float:
    """Return the chance of at least so many touches, each household and scan group by itself."""
    lower = np.zeros(observed)
    lower[:1] = 1
    for q in chances.ravel():
        lower[1:] = lower[1:] * (1 - q) + lower[:-1] * q
        lower[0] *= 1 - q
    return max(float(1 - lower.sum()), 0.0)


def _naive(bones: Skeleton, scan: Scan) -> Floats:
    windows, people = bones.windows, scan.background.people
    seen = people.touched_units()[:, :-1].sum(axis=1)
    out = np.ones(len(windows))
    chances = scan.background.chances
    total = np.add.reduceat(seen[windows.units], windows.indptr[:-1])
    for i in np.flatnonzero(total > scan.expected.sum(axis=1)).tolist():
        out[i] = poisson_binomial(chances[windows.units_of(i)], int(total[i]))
    return out


def _gamma(bones: Skeleton, scan: Scan) -> Floats:
    """Return p under a gamma frailty of one shape per size of window, fitted by moments."""
    windows, found = bones.windows, scan.background
    bins = size_bins(windows.n_households)
    suspect = np.array([one.p <= 1e-5 for one in scan.estimates], bool)
    kept = np.where(suspect, -1, bins).astype(np.int32)
    sizes = np.bitwise_count(found.people.masks).astype(np.int32)
    shares = rich_shares(sizes, found.chances.sum(axis=1))
    rich = (sizes[:, None] >= np.array(RICH)).astype(np.float64)
    seen, expected = pairs_seen((windows.indptr, windows.units), rich, shares, kept)
    # Both touched at all: one more than one over the shape.
    excess = seen[:, 0] / np.maximum(expected[:, 0], 1e-9) - 1
    n_groups = found.chances.shape[1]
    grids = [
        gamma_grid(1 / excess[b], n_groups) if excess[b] > 0.01 else no_frailty(n_groups)
        for b in range(N_BINS)
    ]
    out = np.ones(len(windows))
    for i in np.flatnonzero(scan.t > 0).tolist():
        units, grid = windows.units_of(i), grids[bins[i]]
        chances, classes = found.chances[units], found.people.classes[units]
        events = event_intensities(found.profiles, classes, chances, found.any_chance[units], grid)
        masks = found.people.masks[units]
        out[i] = p_value(WindowNull(str(windows.window_id[i]), events, chances, masks, grid)).p
    return out


def _false_clusters(bones: Skeleton, scan: Scan, passes: npt.NDArray[np.bool_]) -> int:
    """Count what would be reported, among windows that pass the whole gate."""
    upper = np.where(passes, [one.p_upper for one in scan.estimates], 1.0)
    ranked = np.flatnonzero(passes & (scan.t > 0))
    ranked = ranked[np.lexsort((-scan.t[ranked], upper[ranked]))]
    leader = cluster_leaders(bones.windows.indptr, bones.windows.units, ranked)
    return int((adjusted(upper, leader).q_bh <= FALSE_SHARE).sum())


def one_world(cache: Path, kind: str, seed: int) -> dict[str, Any]:
    """Draw a world, look at it, and count."""
    bones = skeleton(cache, PERSONS, 1 + seed % SKELETONS)
    world = draw_world(bones, BACKGROUNDS[kind], seed)
    start = time.process_time()
    scan = scan_people(world.people, bones.windows, _all_pass(world), how=(seed, 1))
    spent = time.process_time() - start
    p = np.array([one.p for one in scan.estimates])
    passes = world.counts.reason == 0
    return {
        "kind": kind,
        "seed": seed,
        "windows": len(p),
        "tried": int((scan.t > 0).sum()),
        "scan": _below(p),
        "gated": _below(np.where(passes, p, 1.0)),
        "naive": _below(_naive(bones, scan)),
        "gamma": _below(_gamma(bones, scan)) if seed % _GAMMA_EVERY == 0 else None,
        "reported": _false_clusters(bones, scan, passes),
        "odds_ratio": round(parent_odds_ratio(bones, world), 2),
        "variance": [round(v, 3) for v in scan.background.frailty.variance],
        "beta": round(scan.background.frailty.beta, 3),
        "seconds": round(spent, 1),
    }


def _all_pass(world: World) -> Any:
    return replace(world.counts, reason=np.zeros_like(world.counts.reason))


def run(cache: Path, kinds: list[str], seeds: range) -> None:
    """Add worlds to the log, the kinds by turns."""
    log = cache / "calibration.jsonl"
    cache.mkdir(parents=True, exist_ok=True)
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    done = {(row["kind"], row["seed"]) for row in map(json.loads, lines)}
    for seed in seeds:
        for kind in kinds:
            if (kind, seed) not in done:
                row = one_world(cache, kind, seed)
                with log.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row) + "\n")
                print(kind, seed, row["scan"], row["gated"], row["seconds"], flush=True)


def _ratio(rows: list[dict[str, Any]], column: str, level: int) -> str:
    """Return actual over nominal with its bounds."""
    held = [row for row in rows if row[column]]
    if not held:
        return ""
    counts = np.array([row[column][level] for row in held], float)
    windows = np.array([row["windows"] for row in held], float)
    nominal = LEVELS[level]
    pick = np.random.default_rng(0).integers(0, len(held), (_BOOTSTRAPS, len(held)))
    drawn = counts[pick].sum(axis=1) / windows[pick].sum(axis=1) / nominal
    low, high = np.quantile(drawn, [0.025, 0.975])
    return (
        f"{counts.sum() / windows.sum() / nominal:.2f} ({low:.2f}-{high:.2f}; n {counts.sum():.0f})"
    )


NAMES: Final = {
    "scan": "scan, without the observer and person gates",
    "gated": "scan, whole gate",
    "gamma": "plain gamma, same statistic",
    "naive": "naive Poisson-binomial count",
}


def table(cache: Path) -> str:
    """Add the log up."""
    rows = [
        json.loads(line) for line in (cache / "calibration.jsonl").read_text("utf-8").splitlines()
    ]
    out = ["| worlds | test | windows | " + " | ".join(f"{level:g}" for level in LEVELS) + " |"]
    out.append("|" + "---|" * (3 + len(LEVELS)))
    for kind in dict.fromkeys(row["kind"] for row in rows):
        mine = [row for row in rows if row["kind"] == kind]
        for column, name in NAMES.items():
            n = sum(row["windows"] for row in mine if row[column])
            cells = [_ratio(mine, column, level) for level in range(len(LEVELS))]
            out.append(f"| {kind} ({len(mine)}) | {name} | {n:,} | " + " | ".join(cells) + " |")
    out.append("")
    for kind in dict.fromkeys(row["kind"] for row in rows):
        mine = [row for row in rows if row["kind"] == kind]
        wrong = sum(row["reported"] > 0 for row in mine)
        ratio = np.mean([row["odds_ratio"] for row in mine])
        seconds = np.mean([row["seconds"] for row in mine])
        out.append(
            f"- {kind}: {len(mine)} worlds, {wrong} with something reported at q .05 "
            f"({sum(row['reported'] for row in mine)} clusters); parent-child odds ratio {ratio:.2f}; "
            f"{seconds:.0f} s of processor a world."
        )
    total = sum(row["windows"] for row in rows)
    return "\n".join(out) + f"\n\n{total:,} window tests in all.\n"


def main() -> None:
    """Run or add up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=["run", "table"])
    parser.add_argument("cache", type=Path)
    parser.add_argument("--kinds", nargs="+", default=["independent", "echo", "kin"])
    parser.add_argument("--worlds", type=int, default=40)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    if given.what == "run":
        run(given.cache, given.kinds, range(given.first, given.first + given.worlds))
    else:
        print(table(given.cache))


if __name__ == "__main__":
    main()
