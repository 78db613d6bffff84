"""The sampler of p against plain draws of the same null hypothesis.

    python -m benchmarks.scan_sampler run CACHE [--draws 2000000] [--counted 6000000]
    python -m benchmarks.scan_sampler table CACHE > benchmarks/results/scan_sampler.md

Windows of two to twelve households, frailties from none to strong, statistics of which about one in a
hundred up to one in a hundred thousand windows shows as much. The plain draws are written apart from
the product: each household's set from the exact chances at a point of the frailty, the statistic by
leaving out every household. Some choose the statistic to reach, others count how many reach it: the
draws that chose it would count themselves. One line of JSON per window in ``CACHE/sampler.jsonl``; what is there is
skipped.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import special

from famnet.analysis.concentration.exact import set_chances
from famnet.analysis.concentration.frailty import gamma_grid, lognormal_grid, no_frailty
from famnet.analysis.concentration.profile import class_profiles, event_intensities
from famnet.analysis.concentration.sampler import Effort, SecondNull, WindowNull, p_value
from famnet.analysis.concentration.scan_kernels import statistics
from famnet.analysis.concentration.second_persons import SecondPersons
from famnet.analysis.concentration.weight import SCAN, weighing_by

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.frailty import Grid

    Floats = npt.NDArray[np.float64]
    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]

GROUPS: Final = 9
BASE: Final = np.array([0.06, 0.03, 0.04, 0.02, 0.03, 0.03, 0.05, 0.03, 0.03])
LEVELS: Final = (1e-2, 1e-3, 1e-4, 1e-5)
REPEATS: Final = 40
_CHUNK: Final = 50_000
#: Households, and how much busier or quieter than the base.
SIZES: Final = ((2, 1.5), (2, 0.6), (3, 1.0), (5, 0.5), (7, 0.5), (12, 0.3))
GRIDS: Final = {
    "none": no_frailty(GROUPS),
    "weak": lognormal_grid(0.1, 0.1, GROUPS),
    "strong": lognormal_grid(0.5, 0.3, GROUPS),
    "rich": lognormal_grid(0.12, 0.7, GROUPS),
    "gamma 1.5": gamma_grid(1.5, GROUPS, 20),
}
#: Every p by tilted draws, the large ones too.
_DRAWN: Final = Effort(screen=0)
_SECOND: Final = SecondPersons(-0.3, 0.6)


def window(size: int, level: float, grid: Grid, seed: int) -> WindowNull:
    """Make a window of unequal households; what it shows is filled in later."""
    rng = np.random.default_rng(seed)
    busy = rng.gamma(1.5, 1 / 1.5, (20_000, 1))
    touched = rng.random((20_000, GROUPS)) < np.minimum(BASE * busy, 1)
    masks = (touched << np.arange(GROUPS)).sum(axis=1).astype(np.int32)
    profiles = class_profiles(masks, np.zeros(20_000, np.int32), 1, GROUPS)
    chances = np.clip(level * BASE * rng.gamma(3, 0.5, (size, 1)), 0, 0.5)
    any_chance = np.maximum(0.8 * (1 - (1 - chances).prod(axis=1)), 1.05 * chances.max(axis=1))
    classes = np.zeros(size, np.int32)
    events = event_intensities(profiles, classes, chances, any_chance, grid)
    nobody = np.zeros(size, np.int32)
    # Every third household is one person.
    odds = chances * rng.uniform(0.2, 1.0, (size, 1)) * (np.arange(size) % 3 < 2)[:, None]
    second = SecondNull(nobody, odds, _SECOND.factors(grid))
    return WindowNull("bench", events, chances, nobody, grid, second)


def plain(null: WindowNull, draws: int, seed: int) -> tuple[Floats, tuple[Codes, Codes], Floats]:
    """Draw plainly: the statistic, the sets touched and those of second persons, mean touches."""
    rng = np.random.default_rng(seed)
    ends = [np.cumsum(np.maximum(set_chances(row, null.grid), 0), axis=1) for row in null.events]
    values, sets, others, seen = [], [], [], np.zeros(len(null.masks))
    for _ in range(draws // _CHUNK):
        point = np.searchsorted(np.cumsum(null.grid.weight), rng.random(_CHUNK) * (1 - 1e-12))
        masks = np.empty((_CHUNK, len(ends)), np.int32)
        for h, end in enumerate(ends):
            u = rng.random(_CHUNK)
            for j in np.unique(point):
                mine = point == j
                masks[mine, h] = np.searchsorted(end[j], u[mine] * end[j, -1])
        second = _second(null, masks, point, rng)
        value = _statistic(masks, second, null)
        seen += np.bitwise_count(masks).sum(axis=0)
        held = value > 0
        values.append(value[held])
        sets.append(masks[held])
        others.append(second[held])
    found = np.concatenate(sets), np.concatenate(others)
    return np.concatenate(values), found, seen / (draws // _CHUNK * _CHUNK)


def _second(null: WindowNull, masks: Codes, point: Longs, rng: np.random.Generator) -> Codes:
    assert null.second is not None
    out = np.zeros_like(masks)
    more = null.second.more[point[:, None], np.bitwise_count(masks)]
    for d in range(GROUPS):
        odds = null.second.odds[:, d] * more
        comes = rng.random(masks.shape) * (1 + odds) < odds
        out |= (masks & 1 << d) * comes
    return out


def _statistic(masks: Codes, second: Codes, null: WindowNull) -> Floats:
    # Held against a plain version in the tests; a million of them take that an hour.
    n, size = masks.shape
    windows = np.arange(0, n * size + 1, size), np.zeros(n, np.int32)
    chances = np.tile(null.chances, (n, 1))
    seen = masks.ravel(), second.ravel()
    return statistics(windows, seen, chances, weighing_by([null.grid]), SCAN)


def one(
    name: str, size: tuple[int, float], draws: tuple[int, int], seed: int
) -> list[dict[str, Any]]:
    """Compare one window at all levels; draws that choose what is to be reached, and that count."""
    null = window(size[0], size[1], GRIDS[name], seed)
    values, sets, _ = plain(null, draws[0], seed)
    ranked = np.argsort(-values)
    places = [int(level * draws[0]) for level in LEVELS]
    places = [place for place in places if 10 <= place < len(ranked)]
    goals = values[ranked[places]] * (1 - 1e-9)
    reached, seen, n = np.zeros(len(goals), np.int64), np.zeros(len(null.masks)), 0
    while n < draws[1]:
        again, _, touches = plain(null, draws[0], seed + 1000 * (1 + n // draws[0]))
        reached += (again[:, None] >= goals).sum(axis=0)
        seen += touches * draws[0]
        n += draws[0]
    ratio = float(seen.sum() / n / null.chances.sum())
    rows = []
    for place, goal, count in zip(places, goals, reached.tolist(), strict=True):
        shown = _showing(null, sets[0][ranked[place]], sets[1][ranked[place]])
        found = [p_value(shown, at_least=goal, effort=_DRAWN, run_seed=s) for s in range(REPEATS)]
        p = np.array([each.p for each in found])
        rows.append({
            "frailty": name, "households": size[0], "busy": size[1], "level": place / draws[0],
            "plain": count / n, "reached": count,
            "median": float(np.median(p)), "mean": float(p.mean()), "sd": float(p.std(ddof=1)),
            "reported": float(np.median([each.rel_se for each in found])),
            "oe": ratio,
        })  # fmt: skip
    return rows


def _showing(null: WindowNull, masks: Codes, second: Codes) -> WindowNull:
    assert null.second is not None
    return replace(null, masks=masks, second=null.second._replace(masks=second))


def run(cache: Path, draws: tuple[int, int]) -> None:
    """Add windows to the log."""
    log = cache / "sampler.jsonl"
    cache.mkdir(parents=True, exist_ok=True)
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    done = {(row["frailty"], row["households"], row["busy"]) for row in map(json.loads, lines)}
    for i, name in enumerate(GRIDS):
        for j, size in enumerate(SIZES):
            if (name, *size) in done:
                continue
            rows = one(name, size, draws, 100 * i + j)
            with log.open("a", encoding="utf-8") as file:
                file.writelines(json.dumps(row) + "\n" for row in rows)
            print(name, size, len(rows), flush=True)


def _interval(row: dict[str, Any]) -> str:
    """Return median over plain with what the plain draws' own error leaves open."""
    n = row["reached"]
    low, high = special.gammaincinv(n, 0.025), special.gammaincinv(n + 1, 0.975)
    ratio = row["median"] / row["plain"]
    return f"{ratio:.2f} ({ratio * n / high:.2f}-{ratio * n / low:.2f})"


def table(cache: Path) -> str:
    """Write the log as a table."""
    rows = [json.loads(line) for line in (cache / "sampler.jsonl").read_text("utf-8").splitlines()]
    out = [
        (
            "| frailty | households | p by plain draws | reached | median / plain (95 % of the plain "
            "draws) | spread it has / it reports |"
        ),
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        spread = row["sd"] / row["mean"] / row["reported"]
        out.append(
            f"| {row['frailty']} | {row['households']} (busy {row['busy']}) | {row['plain']:.2e} "
            f"| {row['reached']} | {_interval(row)} | {spread:.2f} |"
        )
    ratio = np.array([row["median"] / row["plain"] for row in rows])
    n = np.array([row["reached"] for row in rows])
    # Within the bounds once the plain draws' own error (two standard errors) is allowed for.
    slack = 2 / np.sqrt(n)
    held = (ratio * (1 + slack) >= 0.85) & (ratio * (1 - slack) <= 1.15)
    centre = float(np.exp(np.average(np.log(ratio), weights=n / (1 + n * 0.05**2))))
    spread = [row["sd"] / row["mean"] / row["reported"] for row in rows]
    oe: dict[int, list[float]] = {}
    for row in rows:
        oe.setdefault(row["households"], []).append(row["oe"])
    sizes = ", ".join(f"{size}: {np.mean(each):.3f}" for size, each in sorted(oe.items()))
    out += [
        "",
        (
            f"{len(rows)} comparisons in {len({(r['frailty'], r['households'], r['busy']) for r in rows})} "
            f"windows; {int(held.sum())} within .85-1.15 (allowing for two standard errors of the plain "
            f"draws), lowest {ratio.min():.2f}, highest {ratio.max():.2f}; centre {centre:.3f}; spread it "
            f"has over spread it reports: median {np.median(spread):.2f} ({min(spread):.2f}-"
            f"{max(spread):.2f})."
        ),
        "",
        f"Simulated mean observed / expected by number of households: {sizes}.",
    ]
    return "\n".join(out)


def main() -> None:
    """Run or add up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=["run", "table"])
    parser.add_argument("cache", type=Path)
    parser.add_argument("--draws", type=int, default=2_000_000)
    parser.add_argument("--counted", type=int, default=6_000_000)
    given = parser.parse_args()
    if given.what == "run":
        run(given.cache, (given.draws, given.counted))
    else:
        print(table(given.cache))


if __name__ == "__main__":
    main()
