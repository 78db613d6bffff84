"""What the scan finds of families that were planted, how often it is wrong, and what it certifies.

    python -m benchmarks.scan_power run CACHE --worlds 20
    python -m benchmarks.scan_power table CACHE > benchmarks/results/scan_power.md

Mild worlds with rate ratio 20 and hard ones with 40: families of 3 to 10 households in four scan groups;
and families in one scan group alone (decoys for the certificate), all of the
synthetic region at full strength (``famnet.synthetic.strength``). One line of JSON per world in
``CACHE/power.jsonl``; what is there is skipped.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from scipy import stats

import famnet
from famnet.analysis.concentration.background import window_nulls
from famnet.analysis.concentration.certificate import ALPHA, certificate
from famnet.analysis.concentration.scan import scan_graph
from famnet.analysis.gate import GROUPS, touches
from famnet.analysis.households import homes, unit_names
from famnet.analysis.overlap import cluster_leaders
from famnet.analysis.period import last_months
from famnet.synthetic.plan import BACKGROUNDS, Planting, WorldPlan
from famnet.synthetic.strength import make_world

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.concentration.scan import Scan
    from famnet.analysis.families import Windows
    from famnet.graph.family_graph import FamilyGraph

    Longs = npt.NDArray[np.int64]
    Floats = npt.NDArray[np.float64]

PERSONS: Final = 130_000
FAMILIES: Final = 60
#: A window is the planted family when their households overlap so much.
SAME: Final = 0.5
#: One-domain families are asked for a certificate below this p.
ASKED: Final = 1e-3
#: Levels that each p of a certificate may have to stay below; the largest is asked for.
_LEVELS: Final = (0.05, 0.01, 0.0075, ALPHA, 0.003)


def plan_of(kind: str, seed: int) -> WorldPlan:
    if kind == "one_domain":
        decoys = {"one_domain": FAMILIES}
        return WorldPlan(PERSONS, seed, background=BACKGROUNDS["mild"], decoys=decoys)
    ratio = {"mild": 20.0, "hard": 40.0}[kind]
    planting = Planting(families=FAMILIES, ratios=(ratio,), domains=(4,), households=(3, 10))
    return WorldPlan(PERSONS, seed, background=BACKGROUNDS[kind], planting=planting)


@dataclass(frozen=True, slots=True)
class Case:
    """A planted family: its units, its scan groups, and by how much its rates are multiplied."""

    units: frozenset[int]
    groups: tuple[int, ...]
    ratio: float


@dataclass(frozen=True, slots=True, repr=False)
class Looked:
    """A world that was looked at."""

    scan: Scan
    cases: list[Case]
    signals: Floats


def cases_of(graph: FamilyGraph, truth: pd.DataFrame) -> list[Case]:
    place = {name: u for u, name in enumerate(unit_names(graph).tolist())}
    out = []
    for _, rows in truth.groupby("family", sort=True):
        units = frozenset(place[one] for one in rows["household_id"] if one in place)
        names = str(rows["planted_domains"].iloc[0]).split("|")
        groups = tuple(GROUPS.index(name) for name in names if name in GROUPS)
        out.append(Case(units, groups, float(rows["rate_ratio"].iloc[0])))
    return out


def _looked(kind: str, seed: int) -> Looked:
    made = make_world(plan_of(kind, seed))
    graph = famnet.build_graph(made.delivery())
    found = touches(graph, last_months(graph.as_of))
    assert homes(graph).n_units == len(found.start) - 1
    signals = np.diff(found.first[found.start]).astype(np.float64)
    scan = scan_graph(graph, run_seed=seed)
    return Looked(scan, cases_of(graph, made.truth()), signals)


def _overlaps(world: Looked, window: int) -> tuple[int, float, int]:
    """Return the planted family nearest to a window, how near, and its households inside."""
    units = set(world.scan.windows.units_of(window).tolist())
    best = (-1, 0.0, 0)
    for k, case in enumerate(world.cases):
        both = len(units & case.units)
        if both:
            jaccard = both / (len(units) + len(case.units) - both)
            best = max(best, (k, jaccard, both), key=lambda one: one[1])
    return best


def average_precision(windows: Windows, ranked: Longs, cases: list[Case]) -> float:
    """Return the average precision of a list, overlapping windows taken together."""
    leader = cluster_leaders(windows.indptr, windows.units, ranked)
    of_unit = {unit: k for k, case in enumerate(cases) for unit in case.units}
    found: set[int] = set()
    total = 0.0
    for place, i in enumerate(ranked[leader[ranked] == ranked].tolist(), 1):
        units = set(windows.units_of(i).tolist())
        for k in {of_unit[unit] for unit in units if unit in of_unit} - found:
            if len(units & cases[k].units) >= SAME * len(units | cases[k].units):
                found.add(k)
                total += len(found) / place
    return total / max(len(cases), 1)


def _raw(world: Looked) -> Longs:
    windows = world.scan.windows
    n = np.add.reduceat(world.signals[windows.units], windows.indptr[:-1])
    return np.argsort(-n, kind="stable")[: int((n > 2).sum())].astype(np.int64)


def _by_p(scan: Scan) -> Longs:
    upper = np.array([one.p_upper for one in scan.estimates])
    ranked = np.flatnonzero(scan.t > 0)
    return ranked[np.lexsort((-scan.t[ranked], upper[ranked]))].astype(np.int64)


def _at_best(world: Looked) -> list[list[float]]:
    """Return what any test could go by, per planted family.

    Households; touches in the raised scan groups; how many were expected there without anything
    planted; and the p of the best test there is for someone who knows the family, its groups, and that
    nothing else makes families alike: their sum, Poisson (Neyman & Pearson: all raised by one ratio).
    """
    scan, out = world.scan, []
    masks = scan.background.people.masks
    for case in world.cases:
        units, groups = np.array(sorted(case.units), np.int64), np.array(case.groups, np.int64)
        seen = int((masks[units][:, None] >> groups & 1).sum())
        expected = float(scan.background.chances[np.ix_(units, groups)].sum())
        p = float(stats.poisson.sf(seen - 1, expected))
        out.append([len(units), seen, round(expected, 4), float(f"{p:.3g}")])
    return out


def _reported(world: Looked) -> list[dict[str, Any]]:
    rows, scan = [], world.scan
    for i in scan.reported.tolist():
        k, jaccard, inside = _overlaps(world, i)
        ratio, elevated = scan.ratios[i], len(world.cases[k].groups) if inside else 0
        rows.append({
            "family": k, "jaccard": round(jaccard, 2), "inside": inside, "groups": elevated,
            "certified": scan.certificates[i].certified,
            "low": ratio.low, "high": ratio.high, "true": _true_ratio(world, i),
        })  # fmt: skip
    return rows


def _true_ratio(world: Looked, window: int) -> float:
    """Return expected touches with what is planted over those without, households and groups together.

    A chance is turned into an intensity, multiplied, and turned back; what else is there (frailty, echo)
    stands on both sides.
    """
    before, after = 0.0, 0.0
    for u in world.scan.windows.units_of(window).tolist():
        chances = world.scan.background.chances[u]
        lift = np.ones(len(chances))
        for case in world.cases:
            if u in case.units:
                lift[list(case.groups)] = case.ratio
        before += float(chances.sum())
        after += float((1 - (1 - chances) ** lift).sum())
    return after / before


def one_world(kind: str, seed: int) -> dict[str, Any]:
    """Draw a world, look at it, and compare with the truth."""
    world = _looked(kind, seed)
    scan = world.scan
    frailty = scan.background.frailty
    return {
        "kind": kind, "seed": seed, "planted": len(world.cases),
        "ap": average_precision(scan.windows, scan.listed, world.cases),
        "ap_by_p": average_precision(scan.windows, _by_p(scan), world.cases),
        "ap_raw": average_precision(scan.windows, _raw(world), world.cases),
        "reported": _reported(world),
        "windows": len(world.scan.windows),
        "at_best": [] if kind == "one_domain" else _at_best(world),
        "asked": _asked(world) if kind == "one_domain" else [],
        "variance": [round(v, 3) for v in frailty.variance],
        "beta": frailty.beta,
    }  # fmt: skip


def _asked(world: Looked) -> list[list[float]]:
    """Return the p of the certificate of the best window of each one-domain family with a small p."""
    scan = world.scan
    p = np.array([one.p for one in scan.estimates])
    best: dict[int, int] = {}
    for i in np.flatnonzero(p <= ASKED)[np.argsort(p[p <= ASKED])].tolist():
        k, jaccard, _ = _overlaps(world, i)
        if jaccard >= SAME:
            best.setdefault(k, i)
    which = np.array(list(best.values()), np.int64)
    nulls = window_nulls(scan.background, scan.windows, which) if best else iter(())
    return [[round(p, 6) for p in certificate(null, alpha=max(_LEVELS)).p] for _, null in nulls]


def run(cache: Path, kinds: list[str], seeds: range) -> None:
    """Add worlds to the log, the kinds by turns."""
    log = cache / "power.jsonl"
    cache.mkdir(parents=True, exist_ok=True)
    lines = log.read_text("utf-8").splitlines() if log.exists() else []
    done = {(row["kind"], row["seed"]) for row in map(json.loads, lines)}
    for seed in seeds:
        for kind in kinds:
            if (kind, seed) not in done:
                row = one_world(kind, seed)
                with log.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row) + "\n")
                true = sum(one["jaccard"] >= SAME for one in row["reported"])
                print(
                    kind, seed, round(row["ap"], 3), round(row["ap_raw"], 3),
                    len(row["reported"]), true, row["asked"], flush=True,
                )  # fmt: skip


def _share(k: int, n: int) -> str:
    """Return a share with its exact interval (Clopper-Pearson)."""
    if not n:
        return "0 of 0"
    interval = stats.binomtest(k, n).proportion_ci(0.95)
    return f"{k} of {n} = {k / n:.2f} ({interval.low:.2f}-{interval.high:.2f})"


#: Touches in the raised groups by which planted families are told apart; from, up to and with.
_SHOWN: Final = ((0, 4), (5, 7), (8, 10), (11, 99))


def _by_touches(mine: list[dict[str, Any]]) -> str:
    """Say how many are found of families that show as many touches in their raised groups."""
    parts = []
    for low, high in _SHOWN:
        cases = [
            (row["seed"], k)
            for row in mine
            for k, case in enumerate(row["at_best"])
            if low <= case[1] <= high
        ]
        found = {(row["seed"], one["family"]) for row in mine for one in row["reported"]
                 if one["jaccard"] >= SAME}  # fmt: skip
        name = f"{low}-{high}" if high < _SHOWN[-1][1] else f"{low} or more"
        parts.append(f"{name}: {sum(case in found for case in cases)} of {len(cases)}")
    return "; ".join(parts)


def _lines(kind: str, mine: list[dict[str, Any]]) -> list[str]:
    reported = [one for row in mine for one in row["reported"]]
    right = [one for one in reported if one["jaccard"] >= SAME]
    nothing = sum(one["inside"] < 2 for one in reported)
    families = {(row["seed"], one["family"]) for row in mine for one in row["reported"]
                if one["jaccard"] >= SAME}  # fmt: skip
    planted = sum(row["planted"] for row in mine)
    ap, by_p, raw = (np.mean([row[name] for row in mine]) for name in ("ap", "ap_by_p", "ap_raw"))
    # No more can be reported than all planted and one in nineteen: the largest p that BH lets through.
    best = sum(
        case[3] <= 0.05 * row["planted"] / 0.95 / row["windows"]
        for row in mine for case in row["at_best"]
    )  # fmt: skip
    covers = sum(one["low"] <= one["true"] <= one["high"] for one in right)
    return [
        f"## {kind}, {len(mine)} worlds, {planted} families planted",
        "",
        (
            f"- average precision of the list {ap:.3f}, ordered by p {by_p:.3f}, raw count {raw:.3f}: "
            f"{ap / max(raw, 1e-9):.1f} times"
        ),
        (
            f"- could be found at q .05 by a test that knows the families, their groups, and that nothing "
            f"else makes families alike: {_share(best, planted)}"
        ),
        f"- found at q .05: {_share(len(families), planted)} of the planted families",
        f"- the same by touches seen in their raised groups: {_by_touches(mine)}",
        (
            f"- reported clusters that aren't a planted family (Jaccard below .5): "
            f"{_share(len(reported) - len(right), len(reported))}; with fewer than two planted "
            f"households in them: {_share(nothing, len(reported))}"
        ),
        (
            f"- certificate of two or more among those found: "
            f"{_share(sum(one['certified'] >= 2 for one in right), len(right))}; of more than are "
            f"elevated: {_share(sum(one['certified'] > one['groups'] for one in right), len(right))}"
        ),
        f"- 90 % interval covers the planted ratio: {_share(covers, len(right))}",
        "",
    ]


def table(cache: Path) -> str:
    """Add the log up."""
    lines = (cache / "power.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    out = []
    for kind in dict.fromkeys(row["kind"] for row in rows):
        mine = [row for row in rows if row["kind"] == kind]
        if kind != "one_domain":
            out += _lines(kind, mine)
            continue
        asked = [p for row in mine for p in row["asked"]]
        out += [f"## one domain alone, {len(mine)} worlds", ""]
        out += [
            f"- certified in two or more at {level:g}, of those with p at most {ASKED:g}: "
            f"{_share(sum(len(p) > 1 and max(p[:2]) <= level for p in asked), len(asked))}"
            for level in _LEVELS
        ]
        out += [
            (
                f"- reported: {sum(len(row['reported']) for row in mine)} of "
                f"{sum(row['planted'] for row in mine)} planted"
            ),
            "",
        ]
    pooled = [one for row in rows if row["kind"] != "one_domain" for one in row["reported"]]
    wrong = sum(one["jaccard"] < SAME for one in pooled)
    out.append(f"False share pooled over mild and hard: {_share(wrong, len(pooled))}.")
    return "\n".join(out)


def main() -> None:
    """Run or add up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("what", choices=["run", "table"])
    parser.add_argument("cache", type=Path)
    parser.add_argument("--kinds", nargs="+", default=["mild", "hard", "one_domain"])
    parser.add_argument("--worlds", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    given = parser.parse_args()
    if given.what == "run":
        run(given.cache, given.kinds, range(given.first, given.first + given.worlds))
    else:
        print(table(given.cache))


if __name__ == "__main__":
    main()
